"""The fiche of a record as a document to print: what its page shows, without personal data."""

from acse_desktop.services.publishing.fiches.making import fiche

__all__ = ["fiche"]
