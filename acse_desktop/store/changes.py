"""One change of a record, or of many at once, as the journal keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from acse_desktop.store.rows import Row, as_json, unpacked

CREATION, MODIFICATION, SUPPRESSION, LOT = "creation", "modification", "suppression", "lot"
_INVERSE = {CREATION: SUPPRESSION, SUPPRESSION: CREATION, MODIFICATION: MODIFICATION, LOT: LOT}


@dataclass(frozen=True)
class Change:
    """What happened to one record; for a `lot`, to records created or removed together.

    A lot that was created keeps packed identifiers and a fingerprint in `apres`; one that was
    removed keeps its packed rows in `avant`.
    """

    nature: str
    table: str
    id: str | None
    avant: str | None
    apres: str | None
    known: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """Records of a lot, when they need not be unpacked."""

    @classmethod
    def of(cls, table: str, name: str, before: Row | None, after: Row | None) -> Change | None:
        """The change between two states of a record; None when it has the same values."""
        if before is None or after is None:
            if before is after:
                return None
            nature = CREATION if before is None else SUPPRESSION
            return cls(nature, table, name, _text(before), _text(after))
        moved = [key for key in before if before[key] != after[key] and key != "version"]
        if not moved:
            return None
        old, new = ({key: row[key] for key in moved} for row in (before, after))
        return cls(MODIFICATION, table, name, _text(old), _text(new))

    def inverse(self) -> Change:
        """The change that undoes this one."""
        nature = _INVERSE[self.nature]
        return replace(self, nature=nature, avant=self.apres, apres=self.avant)

    def before(self) -> Row:
        """The values before, by column."""
        return _row(self.avant)

    def after(self) -> Row:
        """The values after, by column."""
        return _row(self.apres)

    def ids(self) -> list[str]:
        """The records concerned."""
        if self.nature != LOT:
            return [self.id] if self.id else []
        if self.known:
            return list(self.known)
        content = unpacked(self.apres or self.avant or "")
        return list(content["ids"] if "ids" in content else content["lignes"])


def _text(row: Row | None) -> str | None:
    return None if row is None else as_json(row)


def _row(text: str | None) -> Row:
    return dict(json.loads(text or "{}"))
