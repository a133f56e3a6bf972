"""Columns of a sheet as an Excel table, whose columns carry their machine names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from acse_desktop.services.workbook.layout import Column


def add_table(
    sheet: Worksheet, columns: Sequence[Column], place: tuple[int, int], name: str
) -> None:
    """Make columns an Excel table; `place` is its first column and its last row."""
    first, last_row = place
    ends = get_column_letter(first), get_column_letter(first + len(columns) - 1)
    reference = f"{ends[0]}1:{ends[1]}{max(last_row, 2)}"
    table = Table(displayName=f"T_{_plain(name)}", ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table.autoFilter = AutoFilter(ref=reference)
    for number, column in enumerate(columns, 1):
        named = TableColumn(id=number, name=column.label, uniqueName=column.name)
        table.tableColumns.append(named)
    sheet.add_table(table)


def _plain(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "_", ascii_name)
