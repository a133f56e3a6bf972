"""Scenarios side by side: a table of the actions, and the sums under it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.services.listing_types import Column, Row
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.comite.table import DECISIONS, OPEN
from ui.grid.cells import Presentation
from ui.grid.grid import Grid
from ui.grid.layout import ColumnLayout
from ui.grid.source import ListSource
from ui.pages.listing.cell_editors import editors_of
from ui.theme.dress import dress
from ui.widgets.labels import TextLabel
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.committee.comparing import Compared, Comparison

GROUPS = {
    "dispositif": N_("Par dispositif"), "theme": N_("Par thématique"),
    "contrat": N_("Par contrat"), "organisme": N_("Par organisme"),
    "reste": N_("Reste des enveloppes"),
}  # fmt: skip
"""How the sums under the table are gathered."""
MOST = 4
"""Scenarios compared at once."""
_FIXED = 6
"""Values of a row before those of the scenarios: identifier included."""


def columns_of(found: Comparison) -> tuple[Column, ...]:
    """The action, then an amount and a decision per scenario."""
    columns = [
        Column("numero", N_("N° action"), "text", 142),
        Column("organisme", N_("Porteur"), "text", 130),
        Column("intitule", N_("Action"), "text", 150),
        Column("demande", N_("Demandé"), "amount", 84, total=True),
        Column("propose", N_("Proposé"), "amount", 84, total=True),
    ]
    for place, nom in enumerate(found.noms):
        columns += [
            Column(f"montant.{place}", nom, "amount", 120, editable=True, total=True),
            Column(f"decision.{place}", N_("Décision"), "status", 126, editable=True),
        ]
    return tuple(columns)


def row_of(line: Compared) -> Row:
    """An action with the cells of each scenario."""
    cells: list[Any] = []
    for amount, decision in line.cells:
        cells += [amount, decision or (OPEN if amount is not None else None)]
    return (line.action_id, line.numero, line.organisme, line.intitule, line.demande,
            line.propose, *cells)  # fmt: skip


def _differs(row: Row, key: str) -> bool:
    """An amount that is not the same in every scenario."""
    amounts = {value for value in row[_FIXED::2] if value is not None}
    return key.startswith("montant.") and len(amounts) > 1


class ComparisonView(QWidget):
    """One to four scenarios side by side.

    Signals:
        typed: cells (action, `montant.N` or `decision.N`, text).
    """

    typed = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.found: Comparison | None = None
        self.grid: Grid | None = None
        self.source: ListSource | None = None
        self.summary = TextLabel("", "body", "ink2", wrap=True)
        self.group = QComboBox()
        self.group.setAccessibleName(_("Regrouper les sommes"))
        self.group.addItems([_(label) for label in GROUPS.values()])
        dress(self.group, font="body", height=28)
        self.group.activated.connect(lambda _place: self._show_sums())
        self.sums = TextTable(
            _("Sommes des scénarios"), (_("Regroupement"),), (260, *(150,) * MOST),
            range(1, MOST + 1),
        )  # fmt: skip
        self.sums.horizontalHeader().setStretchLastSection(False)
        self._column, head = QVBoxLayout(self), QHBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.summary, 1)
        head.addWidget(self.group)
        self._column.addLayout(head)
        self._column.addWidget(self.sums, 2)

    def show_comparison(self, found: Comparison) -> None:
        """Show scenarios; the table is made anew when they are not the same ones."""
        same = self.found is not None and (self.found.ids, self.found.noms) == (
            found.ids, found.noms,
        )  # fmt: skip
        self.found = found
        if self.grid is None or not same:
            self._make_grid(found)
        assert self.source is not None and self.grid is not None
        self.source.set_rows([row_of(line) for line in found.lines])
        self.grid.reload()
        self.summary.setText(_told(found))
        self._show_sums()

    def _make_grid(self, found: Comparison) -> None:
        if self.grid is not None:
            self._column.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        columns = columns_of(found)
        self.source = ListSource(columns, ())
        labels = {code: status.label for code, status in DECISIONS.items()}
        codes = {f"decision.{place}": labels for place in range(len(found.ids))}
        presentation = Presentation(
            _("Comparaison des scénarios"), key="numero", statuses=DECISIONS, marked=_differs,
            mark_help=_("différent d’un scénario à l’autre"),
        )  # fmt: skip
        self.grid = Grid(columns, self.source, presentation, ColumnLayout(columns, (), 1),
                         editors_of(codes))  # fmt: skip
        self._column.insertWidget(0, self.grid, 5)
        self.grid.edit_requested.connect(lambda *cell: self.typed.emit([cell]))
        for signal in (self.grid.paste_requested, self.grid.fill_requested,
                       self.grid.clear_requested):  # fmt: skip
            signal.connect(self.typed)

    def _show_sums(self) -> None:
        if self.found is None:
            return
        key = list(GROUPS)[self.group.currentIndex()]
        rows = _left(self.found) if key == "reste" else _sums(self.found, key)
        self.sums.show_rows(rows, headers=(_(GROUPS[key]), *self.found.noms))


def _told(found: Comparison) -> str:
    said = []
    for nom, total, retained in zip(found.noms, found.totals, found.retained, strict=True):
        text = ngettext("{nom}\u00a0: {n} action retenue, {montant}",
                        "{nom}\u00a0: {n} actions retenues, {montant}", retained)  # fmt: skip
        said.append(text.format(nom=nom, n=count_text(retained),
                                montant=amount_text(total, unit="€")))  # fmt: skip
    return " · ".join(said)


def _sums(found: Comparison, key: str) -> list[list[str]]:
    groups = found.by(lambda line: getattr(line, key))
    rows = [[_named(key, name), *_texts(sums)] for name, sums in groups.items()]
    return [*rows, [_("Total"), *_texts(found.totals)]]


def _texts(sums: tuple[Decimal, ...]) -> list[str]:
    return [amount_text(amount, unit="€") for amount in sums]


def _named(key: str, code: str) -> str:
    from acse_desktop.nomenclatures import label_of

    if not code:
        return _("Non renseigné")
    return _(label_of(key, code)) if key in ("dispositif", "theme") else code


def _left(found: Comparison) -> list[list[str]]:
    """What each scenario leaves of each envelope that it shares."""
    kept: dict[tuple[str, str], list[str]] = {}
    for place, left in enumerate(found.left):
        for one in left:
            names = kept.setdefault((one.dispositif or "", one.theme or ""), [""] * len(found.ids))
            names[place] = amount_text(one.reste, unit="€")
    return [[_envelope(*key), *texts] for key, texts in sorted(kept.items())]


def _envelope(dispositif: str, theme: str) -> str:
    return " – ".join(part for part in (dispositif, _named("theme", theme) if theme else "")
                      if part)  # fmt: skip
