"""What a change would do, told before it is done: counts, then what warns and what cannot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.nomenclatures import label_of
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.theme.apply import current
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage, Mark
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.lifecycle import Outcome, Preflight

MOST = 500
"""Rows shown; the counts say the rest."""


class PreflightView(QWidget):
    """For one action its warnings, for many three counts and the table of what is not simple."""

    def __init__(self, single: bool) -> None:
        super().__init__()
        self._single = single
        self.passing = _Count("checkmark_circle", "success")
        self.warned = _Count("warning", "warning")
        self.refused = _Count("dismiss_circle", "error")
        headers = (_("N°"), _("Action"), _("État"), _("À savoir"), _("Que faire"), _("Source"))
        self.table = TextTable(_("À savoir avant de continuer"), headers,
                               (164, 170, 104, 280, 280, 300))  # fmt: skip
        self.messages: list[InlineMessage] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().px(8))
        counts = QHBoxLayout()
        for count in (self.passing, self.warned, self.refused):
            counts.addWidget(count)
            count.setVisible(False)
        self.total = TextLabel(role="key")
        counts.addStretch(1)
        counts.addWidget(self.total)
        self._column.addLayout(counts)
        self._column.addWidget(self.table)
        self.table.setMinimumHeight(current().px(176))
        self.table.setVisible(False)

    def show_preflight(self, found: Preflight) -> None:
        """Show what was found."""
        if self._single:
            self._show_messages(found)
            return
        self.passing.show_text(_passing(len(found.passing)))
        self.warned.show_text(_warned(len(found.warned)))
        self.refused.show_text(_refused(len(found.refused)))
        told = list(_told(found))[:MOST]
        self.table.show_rows([row for row, _mark in told], [mark for _row, mark in told])
        self.table.setVisible(bool(told))

    def show_total(self, total: Decimal | None) -> None:
        """Say how much would be granted to those that would change."""
        text = _("{total} accordés").format(total=amount_text(total, unit="€"))
        self.total.setText("" if total is None else text)

    def _show_messages(self, found: Preflight) -> None:
        for message in self.messages:
            self._column.removeWidget(message)
            message.deleteLater()
        self.messages = []
        for row, (icon, level) in _told(found):
            message = InlineMessage()
            text, remedy, source = row[3:]
            message.show_message(
                " ".join(one for one in (text, remedy, source and f"({source})") if one),
                "information" if icon == "info" else level,
            )
            self._column.addWidget(message)
            self.messages.append(message)


class _Count(QWidget):
    """An icon and « 12 passeront »."""

    def __init__(self, icon: str, role: str) -> None:
        super().__init__()
        self.label = TextLabel(role="key")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, current().px(12), 0)
        row.addWidget(Mark(icon, role))
        row.addWidget(self.label)

    def show_text(self, text: str) -> None:
        """Show a count; none is hidden."""
        self.label.setText(text)
        self.setVisible(bool(text))


def _passing(count: int) -> str:
    text = ngettext("{n} passera", "{n} passeront", count)
    return text.format(n=count_text(count)) if count else ""


def _warned(count: int) -> str:
    text = ngettext("{n} avec un avertissement", "{n} avec un avertissement", count)
    return text.format(n=count_text(count)) if count else ""


def _refused(count: int) -> str:
    text = ngettext("{n} impossible", "{n} impossibles", count)
    return text.format(n=count_text(count)) if count else ""


Told = tuple[tuple[str, ...], tuple[str, str]]
"""The cells of a row, and its mark."""


def _told(found: Preflight) -> Iterator[Told]:
    for one in found.refused:
        yield (*_head(one), one.refusal, "", ""), ("dismiss_circle", "error")
    for one in (*found.warned, *found.passing):
        for warning in one.warnings:
            only_told = warning.gravite == "information"
            mark = ("info", "information") if only_told else ("warning", "warning")
            yield (*_head(one), warning.message, warning.remede, warning.source), mark


def _head(one: Outcome) -> tuple[str, str, str]:
    return one.numero, one.intitule, _(label_of("statut", one.statut)) if one.statut else ""
