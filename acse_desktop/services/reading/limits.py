"""What a foreign file may weigh."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest workbook that is read; the largest real one seen is five times smaller."""

    file_bytes: int = 50 * MEGABYTE
    entries: int = 2_000
    unpacked_bytes: int = 300 * MEGABYTE
    ratio: int = 150
    """Unpacked size over packed size, for parts above `ratio_from_bytes`."""
    ratio_from_bytes: int = 5 * MEGABYTE
    rows: int = 200_000
    cells: int = 5_000_000
    columns: int = 500
    merged_cells: int = 100_000
    dense_cells: int = 20_000_000
    """Cells of the rectangle that holds every filled cell of a sheet."""


LIMITS = Limits()
