"""The bilan of a dispositif over a département, a region or the country, from declared data."""

from acse_desktop.services.bilans.lines import Line, Scope
from acse_desktop.services.bilans.making import bilan_of
from acse_desktop.services.bilans.publishing import HEADER, export_bilan, rows_of

__all__ = ["HEADER", "Line", "Scope", "bilan_of", "export_bilan", "rows_of"]
