"""A sheet that came back: what its author changed, what could not be read, and « Appliquer »."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.pages.exchange.differences import DifferencesTable
from ui.pages.exchange.parts import MARKS, row_of
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.round_sheet import Review


class ReturnedCard(Card):
    """The differences to choose from. Nothing is written before « Appliquer ».

    Signals:
        apply_asked: the agent wants what is ticked to be written.
    """

    apply_asked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.review: Review | None = None
        self.counts = TextLabel("", "strong", wrap=True)
        self.table = DifferencesTable(_("Différences"))
        self.trouble_title = TextLabel(_("Points à vérifier"), "strong")
        headers = [_("Où"), _("Valeur"), _("Problème"), _("Que faire")]
        self.troubles = TextTable(_("Points à vérifier"), headers, (232, 112, 440, 200))
        self.all_button = Button(_("Tout cocher"))
        self.none_button = Button(_("Tout décocher"))
        self.apply_button = Button("", "checkmark", primary=True)
        self.add(self.counts)
        self.add(self.table)
        self.content.addLayout(row_of(self.apply_button, self.all_button, self.none_button))
        self.add(self.trouble_title)
        self.add(self.troubles)
        self._connect()

    def _connect(self) -> None:
        self.table.differences.ticked.connect(self._count_chosen)
        self.apply_button.clicked.connect(self.apply_asked)
        self.all_button.clicked.connect(lambda: self._choose(lambda _one: True))
        self.none_button.clicked.connect(lambda: self._choose(lambda _one: False))

    def show_review(self, review: Review) -> None:
        """Show a sheet, its conflicts first and not ticked."""
        self.review = review
        self.counts.setText(counts_text(review))
        self.table.differences.show_differences(review.differences, review.proposed())
        self.table.setFixedHeight(current().px(min(len(review.differences), 10) * 28 + 48))
        self.table.setVisible(bool(review.differences))
        rows = [(one.place, one.value, one.message, one.remedy) for one in review.troubles]
        self.troubles.show_rows(rows, [MARKS[one.gravite] for one in review.troubles])
        self.troubles.setFixedHeight(current().px(min(len(rows), 6) * 28 + 48))
        for widget in (self.trouble_title, self.troubles):
            widget.setVisible(bool(rows))
        for button in (self.apply_button, self.all_button, self.none_button):
            button.setVisible(bool(review.differences))

    def chosen(self) -> set[tuple[str, str]]:
        """What is ticked."""
        return set(self.table.differences.chosen)

    def _choose(self, wanted: Callable[[object], bool]) -> None:
        if self.review is not None:
            every = self.review.differences
            keys = frozenset(one.key for one in every if wanted(one))
            self.table.differences.show_differences(every, keys)

    def _count_chosen(self) -> None:
        count = len(self.table.differences.chosen)
        text = ngettext("&Appliquer {n} changement", "&Appliquer {n} changements", count)
        self.apply_button.setText(text.format(n=count_text(count)))
        self.apply_button.setEnabled(bool(count))


def counts_text(review: Review) -> str:
    """Rows read, cells changed, conflicts, and what is in the base already."""
    changed, conflicts = len(review.differences), len(review.conflicts)
    parts = [
        ngettext("{n} ligne lue", "{n} lignes lues", review.rows).format(n=count_text(review.rows)),
        ngettext("{n} cellule modifiée", "{n} cellules modifiées", changed).format(
            n=count_text(changed)
        )
        if changed
        else _("rien de nouveau à reprendre"),
    ]
    if conflicts:
        text = ngettext("dont {n} en conflit", "dont {n} en conflit", conflicts)
        parts.append(text.format(n=count_text(conflicts)))
    if review.settled:
        text = ngettext("{n} déjà dans la base", "{n} déjà dans la base", review.settled)
        parts.append(text.format(n=count_text(review.settled)))
    return ", ".join(parts) + "."
