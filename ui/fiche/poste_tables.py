"""The tables of a post's page: conventions, vacancies, and the aid period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acse_desktop.models import ConventionPoste, Vacance
from acse_desktop.translation import N_, _
from acse_desktop.typography import NBSP, amount_text, count_text, day_text
from ui.fiche.parts import PartsCard, Shown
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.post_aid import AidLine
    from acse_desktop.services.posts_sheet import PosteSheet
    from ui.fiche.page import RecordPage

PERIODS = (
    Head("convention", N_("Convention")),
    Head("debut", N_("Du"), 104),
    Head("fin", N_("Au"), 104),
    Head("jours", N_("Jours"), 72, right=True),
    Head("taux", N_("Taux annuel"), 120, right=True),
    Head("quotite", N_("Quotité"), 88, right=True),
    Head("montant", N_("Aide due"), 120, right=True),
)


class ConventionsCard(PartsCard):
    """The conventions of the post, with the holder's age and residence, never a name."""

    def __init__(self, page: RecordPage) -> None:
        columns = (
            Shown("numero", 0), Shown("signe_le", 96), Shown("debut_le", 96), Shown("fin_le", 96),
            Shown("renouvellement", 64, N_("Renouv.")), Shown("quotite", 72, N_("Quotité")),
            Shown("rompue_le", 96), Shown("titulaire_age", 56, N_("Âge")),
            Shown("titulaire_quartier", 88, N_("En quartier")),
            Shown("derogation", 88, N_("Dérogation")), Shown("montant", 104),
        )  # fmt: skip
        hint = _("une convention par poste, trois ans au plus")
        super().__init__(page, ConventionPoste, columns, _("Conventions"), hint)

    def take(self, sheet: PosteSheet) -> None:
        """Show the conventions."""
        self.show_records(sheet.conventions)


class VacanciesCard(PartsCard):
    """The times without a holder: the aid is not due."""

    def __init__(self, page: RecordPage) -> None:
        columns = (Shown("debut_le", 120), Shown("fin_le", 120), Shown("motif", 0))
        hint = _("sans fin\u00a0: toujours vacant")
        super().__init__(page, Vacance, columns, _("Vacances du poste"), hint)

    def take(self, sheet: PosteSheet) -> None:
        """Show the vacancies."""
        self.show_records(sheet.vacances)


class AidCard(Card):
    """What is due, a line for each rate and year, and the total of each year."""

    def __init__(self) -> None:
        super().__init__(_("Aide due"), _("taux × quotité × jours pourvus ÷ jours de l’année"))
        self.table = Sheet(_("Aide due par période"), PERIODS)
        self.none = TextLabel(
            _("Datez la convention (signature, début, fin)\u00a0: l’aide est calculée."), ink="ink2"
        )
        self.add(self.none)
        self.add(self.table)

    def take(self, sheet: PosteSheet) -> None:
        """Show the periods, each year closed by its total."""
        lines: list[Line] = []
        for year in sorted({line.annee for _number, line in sheet.aide}):
            own = [(number, one) for number, one in sheet.aide if one.annee == year]
            lines += [_period(f"{year}/{rank}", *one) for rank, one in enumerate(own)]
            total = amount_text(sum(one.montant for _number, one in own), decimals=True, unit="€")
            lines.append(_total(year, total))
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)


def _period(key: str, number: str, line: AidLine) -> Line:
    unknown = Cell(_("non connu"), ink="warning")
    rate = unknown if line.taux is None else Cell(amount_text(line.taux, decimals=True))
    cells = (
        Cell(number), Cell(day_text(line.debut)), Cell(day_text(line.fin)),
        Cell(count_text(line.jours)), rate, Cell(f"{amount_text(line.quotite)}{NBSP}%"),
        Cell(amount_text(line.montant, decimals=True)),
    )  # fmt: skip
    return Line(key, cells, f"{cells[1].text} {cells[2].text}")


def _total(year: int, total: str) -> Line:
    name = _("Total {year}").format(year=year)
    cells = (Cell(name, strong=True), *[Cell()] * 5, Cell(total, strong=True))
    return Line(str(year), cells, name)
