"""The fingerprint of a remontée, and the checks that tell which cells changed after export.

A row's digest covers the canonical values of its cells, identifier first, in the order of the
dictionary. A sheet's digest covers its name, the machine names of its columns and its rows,
whatever their order, since sorting a sheet changes nothing; the fingerprint covers the sheets.
None is a signature: they show edits, not forgery.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from hashlib import sha256
from zlib import crc32

from acse_desktop.services.workbook.celltexts import SEPARATOR, Memo

_ROW_DIGITS = 16
_CELL_DIGITS = 4


class SheetDigest:
    """The digest of a sheet, fed by batches of columns."""

    def __init__(self, sheet: str, names: Sequence[str]) -> None:
        self._sheet = sheet
        self._names = tuple(names)
        self._rows: list[bytes] = []
        self._checks = [Memo(_check) for _name in self._names]

    def add(self, columns: Sequence[Sequence[str]]) -> list[str]:
        """Take in a batch of canonical texts, by column; the control text of each row."""
        digests = self.row_digests(columns)
        self._rows.extend(digests)
        checks = zip(*map(_checks, columns, self._checks), strict=True)
        packed = struct.Struct(f">{len(self._names)}H").pack
        return [
            f"{digest.hex()[:_ROW_DIGITS]}{packed(*check).hex()}"
            for digest, check in zip(digests, checks, strict=True)
        ]

    def add_rows(self, digests: Iterable[bytes]) -> None:
        """Take in rows whose digests are known."""
        self._rows.extend(digests)

    def row_digests(self, columns: Sequence[Sequence[str]]) -> list[bytes]:
        """The digest of each row of a batch."""
        rows = zip(*columns, strict=True)
        return [sha256(SEPARATOR.join(row).encode()).digest() for row in rows]

    @property
    def count(self) -> int:
        """How many rows were taken in."""
        return len(self._rows)

    def hexdigest(self) -> str:
        """The digest of the sheet, 64 hexadecimal digits."""
        head = SEPARATOR.join((self._sheet, *self._names)).encode()
        return sha256(head + b"".join(sorted(self._rows))).hexdigest()


def _checks(texts: Sequence[str], known: Memo[str, int]) -> list[int]:
    # A column that once filled its memory hardly repeats itself: it is worked out cell by cell.
    return cell_checks(texts) if known.full else known.each(texts)


def cell_checks(texts: Sequence[str]) -> list[int]:
    """Sixteen bits for each cell of a column, 0 for an empty one."""
    return [crc32(text.encode()) & 0xFFFF if text else 0 for text in texts]


def _check(text: str) -> int:
    return crc32(text.encode()) & 0xFFFF


def fingerprint(sheet_digests: Iterable[str]) -> str:
    """The fingerprint of a workbook from the digests of its sheets, in order."""
    return sha256("\n".join(sheet_digests).encode()).hexdigest()


def row_part(control: str) -> str:
    """The digest of the row in a control text."""
    return control[:_ROW_DIGITS]


def short(digest: bytes) -> str:
    """The digest of a row as a control text holds it."""
    return digest.hex()[:_ROW_DIGITS]


def cell_parts(control: str) -> list[int]:
    """The checks of the cells in a control text; empty when it is not one."""
    digits = control[_ROW_DIGITS:]
    try:
        return [
            int(digits[start : start + _CELL_DIGITS], 16)
            for start in range(0, len(digits), _CELL_DIGITS)
        ]
    except ValueError:
        return []
