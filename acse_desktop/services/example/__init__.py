"""Example bases: realistic, wholly invented, the same for the same seed."""

from acse_desktop.services.example.anomalies import EXPECTED_ANOMALIES, ExpectedAnomaly
from acse_desktop.services.example.making import make_example

__all__ = ["EXPECTED_ANOMALIES", "ExpectedAnomaly", "make_example"]
