"""Remontées of several départements brought together in a regional base, then in one workbook."""

from acse_desktop.services.consolidation.report import ConsolidationReport
from acse_desktop.services.consolidation.service import consolidate

__all__ = ["ConsolidationReport", "consolidate"]
