"""Reads a block copied from a spreadsheet as amounts of a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount
from acse_desktop.nomenclatures import entries
from acse_desktop.typography import folded


@dataclass
class Pasted:
    """Amounts by account, and what was left out, in the words of the block."""

    amounts: dict[str, Decimal | None] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def by_account(block: Sequence[Sequence[str]], known: Mapping[str, str]) -> Pasted:
    """Rows that name an account (its code, or its label) and end with an amount.

    `known` gives the editable accounts: code and label.
    """
    found = Pasted()
    # The form is French, whatever the language of the window.
    by_label = {folded(one.libelle): one.code for one in entries("compte") if one.code in known}
    by_label |= {folded(label): code for code, label in known.items()}
    for row in block:
        texts = [text.strip() for text in row if text.strip()]
        if len(texts) < 2:
            continue
        code = next((one for text in texts[:-1] if (one := _account(text, known, by_label))), None)
        _take(found, code, texts[-1], " ".join(texts))
    return found


def _account(text: str, known: Mapping[str, str], by_label: Mapping[str, str]) -> str | None:
    first = text.split()[0] if text.split() else ""
    for candidate in (text, first):
        if candidate in known:
            return candidate
    return by_label.get(folded(text))


def downwards(
    block: Sequence[Sequence[str]], lines: Sequence[str], known: Mapping[str, str]
) -> Pasted:
    """One amount a row, down the lines from the current one; an empty row skips a line."""
    found = Pasted()
    for line, row in zip(lines, block, strict=False):
        text = row[0].strip() if row else ""
        if text:
            _take(found, line if line in known else None, text, f"{line} {text}")
    beyond = [row[0] for row in block[len(lines) :] if row and row[0].strip()]
    found.refused += beyond
    return found


def _take(found: Pasted, code: str | None, text: str, words: str) -> None:
    try:
        value = Amount().parse(text)
    except InvalidInput:
        found.refused.append(words)
        return
    if code is None:
        found.refused.append(words)
    else:
        found.amounts[code] = value
