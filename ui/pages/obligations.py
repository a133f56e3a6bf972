"""« Ce que la loi demande »: what is due on a day, by which text, and the records behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text, day_text
from ui.context import KINDS, Context
from ui.editors import DateEditor
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import TextLabel
from ui.widgets.message import EmptyState
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.obligations import Echeance, Ligne

HEADS = (
    Head("gravite", N_("Échéance"), 148),
    Head("titre", N_("Ce qui est demandé")),
    Head("nombre", N_("Nombre"), 84, right=True),
    Head("montant", N_("Montant"), 124, right=True),
    Head("source", N_("Texte")),
)
LINES = (
    Head("objet", N_("Objet")),
    Head("porteur", N_("Organisme"), 260),
    Head("exercice", N_("Exercice"), 80, right=True),
    Head("le", N_("Échéance"), 104, right=True),
    Head("depuis", N_("Depuis le"), 104, right=True),
    Head("montant", N_("Montant"), 120, right=True),
)
LOOKS = {
    "depassee": ("error", "error_circle", N_("Dépassée")),
    "proche": ("warning", "clock", N_("Sous un mois")),
    "a_venir": ("ink2", "calendar_ltr", N_("Sans date")),
}
"""Colour, icon and word of each severity."""
SHOWN = 1000
"""Records listed; the list itself has them all."""
BY_NUMBER = ("dossiers", "bilans")
"""The lists that are narrowed to the numbers of the actions."""


class ObligationsPage(QWidget):
    """The obligations above, the records of the one in view below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.found: list[Echeance] = []
        self._build()
        self.table.selectionModel().currentChanged.connect(lambda *_both: self._show_lines())
        self.table.opened.connect(lambda _key: self.open_list())
        self.lines.opened.connect(self.open_line)
        self.link.clicked.connect(self.open_list)
        self.day.committed.connect(lambda _day: self._read())
        context.database.changed.connect(self._changed)

    def _build(self) -> None:
        self.header = PageHeader(_("Ce que la loi demande"))
        self.header.add_widget(TextLabel(_("au"), "label", "ink2"))
        self.day = DateEditor(_("Jour considéré"))
        self.day.set_value(_first_day(self.context.exercice, self.context.today))
        self.day.setMaximumWidth(current().px(128))
        self.header.add_widget(self.day)
        self.table = Sheet(_("Obligations"), HEADS, row=32, fits=False)
        self.lines = Sheet(_("Ce qui est concerné"), LINES, row=28, fits=False)
        for table in (self.table, self.lines):
            table.setMinimumHeight(current().px(96))
        self.empty = EmptyState(
            _("Rien n’est demandé ce jour"),
            _("Aucun compte rendu, acte, paiement ni bilan n’est attendu."),
            icon="checkmark_circle",
        )
        self.stack = QStackedWidget()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._detail())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 4)
        split.setChildrenCollapsible(False)
        self.stack.addWidget(scrolled(split))
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def _detail(self) -> QWidget:
        self.title, self.note = TextLabel("", "strong", wrap=True), TextLabel("", "help", "ink2",
                                                                             wrap=True)  # fmt: skip
        self.link = LinkButton(_("Ouvrir la liste"), "open")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.link)
        words = QVBoxLayout()
        side = current().px(PAGE_MARGIN)
        words.setContentsMargins(side, current().px(8), side, current().px(8))
        words.setSpacing(current().px(4))
        words.addLayout(head)
        words.addWidget(self.note)
        detail = self._below = QWidget()
        self._words = words
        dress(detail, clear="true")
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.lines, 1)
        return detail

    # ---- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written meanwhile."""
        super().showEvent(event)
        self._read()

    def _changed(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        day = self.day.value() or self.context.today

        def work(session: Any) -> list[Echeance]:
            from acse_desktop.services.obligations import obligations_on

            return obligations_on(session, day)

        self.context.database.read(work, self._take)

    def _take(self, found: list[Echeance]) -> None:
        self.found = found
        text = ngettext("{n} obligation", "{n} obligations", len(found))
        count = text.format(n=count_text(len(found)))
        self.header.set_title(_("Ce que la loi demande"), count)
        self.stack.setCurrentIndex(0 if found else 1)
        self.table.show_lines([_line(one) for one in found])
        if found and self.table.here() is None:
            self.table.go(found[0].code, "titre")
        self._show_lines()

    def current(self) -> Echeance | None:
        """The obligation in view."""
        here = self.table.here()
        return next((one for one in self.found if here and one.code == here[0]), None)

    def _show_lines(self) -> None:
        one = self.current()
        self.title.setText(_(one.titre) if one else "")
        self.note.setText(" ".join(_words(one)) if one else "")
        lignes = one.lignes[:SHOWN] if one else ()
        self.lines.show_lines([_record(rank, ligne) for rank, ligne in enumerate(lignes)])
        self._make_room()

    def _make_room(self) -> None:
        # A splitter does not ask how tall wrapped words are at their width.
        self._words.invalidate()
        words = self._words.totalHeightForWidth(self.width())
        self._below.setMinimumHeight(words + self.lines.minimumHeight())

    def refresh_theme(self) -> None:
        """Margins and heights follow the text size."""
        px = current().px
        self._words.setContentsMargins(px(PAGE_MARGIN), px(8), px(PAGE_MARGIN), px(8))
        for table in (self.table, self.lines):
            table.setMinimumHeight(px(96))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap otherwise."""
        super().resizeEvent(event)
        self._make_room()

    # ---- going

    def open_line(self, key: str) -> None:
        """Show a record, or the place where it is listed."""
        one = self.current()
        if one is None:
            return
        ligne = one.lignes[int(key)]
        if ligne.table in KINDS:
            self.context.open(ligne.table, ligne.id)
        else:
            self.context.go(one.place)

    def open_list(self) -> None:
        """Show the list behind the obligation, in the exercice that has most of it."""
        one = self.current()
        if one is None:
            return
        numbers = tuple(ligne.numero for ligne in one.lignes if ligne.numero)
        if one.place not in BY_NUMBER or not numbers:
            self.context.go(one.place)
            return
        years = Counter(ligne.exercice for ligne in one.lignes if ligne.exercice)
        if years and one.place == "dossiers":
            self.context.set_exercice(years.most_common(1)[0][0])
        self.context.show_rows(one.place, Query(filters=(Filter("numero", "in", numbers),)))


def _first_day(exercice: int, today: date) -> date:
    """Today; the same day of an older exercice when that is what the agent looks at."""
    if not exercice or exercice >= today.year - 1:
        return today
    return date(exercice, today.month, min(today.day, 28))


def _line(one: Echeance) -> Line:
    ink, icon, word = LOOKS[one.gravite]
    when = day_text(one.le) if one.le else _(word)
    title, source = _(one.titre), _(one.source)
    cells = (
        Cell(when, ink=ink, icon=icon, help=_(word)), Cell(title, strong=True, help=title),
        Cell(count_text(one.nombre)), Cell(amount_text(one.montant, unit="€")),
        Cell(source, ink="ink2", help=source),
    )  # fmt: skip
    return Line(one.code, cells, title)


def _words(one: Echeance) -> list[str]:
    words = [_("Texte\u00a0: {source}.").format(source=_(one.source).rstrip("."))]
    return [*words, _(one.note)] if one.note else words


def _record(rank: int, one: Ligne) -> Line:
    cells = (
        Cell(one.objet, help=one.objet), Cell(one.porteur, ink="ink2", help=one.porteur),
        Cell(str(one.exercice or "")), Cell(day_text(one.le)), Cell(day_text(one.depuis)),
        Cell(amount_text(one.montant)),
    )  # fmt: skip
    return Line(str(rank), cells, one.objet)
