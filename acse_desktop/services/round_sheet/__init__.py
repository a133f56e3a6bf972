"""A table that goes out as a workbook, is filled by somebody else, and comes back compared.

What was sent travels in a hidden sheet: coming back, each cell is told unchanged, changed by its
author, or changed on both sides since. Nothing is written before the agent has chosen.
"""

from acse_desktop.services.round_sheet.applying import apply
from acse_desktop.services.round_sheet.comparing import read_back
from acse_desktop.services.round_sheet.layout import (
    Layout,
    Line,
    Outgoing,
    SheetColumn,
    field_column,
)
from acse_desktop.services.round_sheet.review import Difference, Review, Trouble
from acse_desktop.services.round_sheet.writing import write_sheet

__all__ = [
    "Difference", "Layout", "Line", "Outgoing", "Review", "SheetColumn", "Trouble", "apply",
    "field_column", "read_back", "write_sheet",
]  # fmt: skip
