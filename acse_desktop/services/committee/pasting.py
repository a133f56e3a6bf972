"""A block copied from Excel, laid on the order of the day by the number of each action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from acse_desktop.errors import InvalidInput
from acse_desktop.services.committee.votes import READERS
from acse_desktop.services.gestures import Cell
from acse_desktop.typography import folded, squeezed

HEADERS = {
    "montant": ("montant vote", "vote", "montant accorde", "accorde", "montant"),
    "decision": ("decision", "decision du comite", "avis du comite"),
    "motif": ("observations", "observation", "motif", "commentaire"),
}
"""Headers by which each column is known, folded."""


@dataclass(frozen=True)
class Matched:
    """The cells to write, and the lines that name no action of the order of the day."""

    cells: tuple[Cell, ...]
    lines: int
    """Lines laid on an action."""
    unknown: tuple[str, ...]
    """Numbers that are not on the order of the day."""


def matched(lines: Sequence[Sequence[str]], passages: Mapping[str, str]) -> Matched | None:
    """The cells of a pasted block; None when no column of it holds numbers of actions.

    `passages` gives the identifier of each passage by the number of its action. Columns are known
    by their header, else by what they hold: the last amounts, the decisions.
    """
    known = {_key(number): passage for number, passage in passages.items()}
    place = _place_of_numbers(lines, known)
    if place is None:
        return None
    headed = bool(lines) and _key(_at(lines[0], place)) not in known and _has_headers(lines[0])
    body = lines[1:] if headed else lines
    columns = _by_header(lines[0]) if headed else _by_content(body, place)
    return _laid(body, place, columns, known)


def _key(number: str) -> str:
    return squeezed(number).casefold()


def _at(line: Sequence[str], place: int) -> str:
    return line[place] if place < len(line) else ""


def _place_of_numbers(lines: Sequence[Sequence[str]], known: Mapping[str, str]) -> int | None:
    width = max((len(line) for line in lines), default=0)
    hits = [sum(_key(_at(line, place)) in known for line in lines) for place in range(width)]
    return hits.index(max(hits)) if any(hits) else None


def _has_headers(line: Sequence[str]) -> bool:
    return bool(_by_header(line))


def _by_header(line: Sequence[str]) -> dict[str, int]:
    words = [folded(cell) for cell in line]
    found = {}
    for key, names in HEADERS.items():
        place = next((words.index(name) for name in names if name in words), None)
        if place is not None:
            found[key] = place
    return found


def _by_content(body: Sequence[Sequence[str]], numbers: int) -> dict[str, int]:
    width = max(len(line) for line in body)
    places = [place for place in range(width) if place != numbers]
    found = {}
    for key in ("decision", "montant"):
        fitting = [one for one in places if _reads(body, one, READERS[key])]
        if fitting:
            found[key] = fitting[-1]
    return found


def _reads(body: Sequence[Sequence[str]], place: int, read: Callable[[str], object]) -> bool:
    """Whether a column holds something, and only what can be read so."""
    try:
        return any([read(_at(line, place)) is not None for line in body])
    except InvalidInput:
        return False


def _laid(
    body: Sequence[Sequence[str]],
    numbers: int,
    columns: Mapping[str, int],
    known: Mapping[str, str],
) -> Matched:
    cells: list[Cell] = []
    unknown, count = [], 0
    for line in body:
        number = _at(line, numbers)
        passage = known.get(_key(number))
        if passage is None:
            unknown += [squeezed(number)] if number.strip() else []
            continue
        count += 1
        texts = {key: _at(line, place) for key, place in columns.items()}
        cells += [(passage, key, text) for key, text in texts.items() if text.strip()]
    return Matched(tuple(cells), count, tuple(unknown))
