"""The tables of a contract's page: signatories, and quarters with their communes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.models import Quartier, Signataire
from acse_desktop.services.parts import commune_fields
from acse_desktop.translation import N_, _
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.tabs.lieux import commune_picker
from ui.form.cells import Cell, Head

if TYPE_CHECKING:
    from acse_desktop.services.records import Card as Record
    from acse_desktop.services.sheets import ContratSheet
    from ui.fiche.page import RecordPage


class SignatoriesCard(PartsCard):
    """Who signed."""

    def __init__(self, page: RecordPage) -> None:
        columns = (
            Shown("nature", 170), Shown("nom", 0), Shown("code_insee", 200, N_("Commune")),
            Shown("siren_epci", 140),
        )  # fmt: skip
        super().__init__(page, Signataire, columns, _("Signataires"))
        picker = lambda _line: commune_picker(_("Commune"), page.context.departement)  # noqa: E731
        self.table.edit_with("code_insee", picker)

    def take(self, sheet: ContratSheet) -> None:
        """Show the signatories."""
        self.show_records(sheet.signataires)

    def cell(self, card: Record, name: str) -> Cell:
        """The commune is shown by its name."""
        if name != "code_insee":
            return super().cell(card, name)
        code = card.values["code_insee"]
        return Cell(commune_fields(code)["commune"] or code or "", True, value=code)


class QuartersCard(PartsCard):
    """The quarters, and the communes each lies in."""

    def __init__(self, page: RecordPage) -> None:
        columns = (
            Shown("code", 110), Shown("nom", 0), Shown("nature", 170), Shown("priorite", 120),
            Shown("population", 100), Head("communes", N_("Communes"), 260),
        )  # fmt: skip
        hint = _("une commune choisie s’ajoute à celles du quartier")
        super().__init__(page, Quartier, columns, _("Quartiers"), hint)
        self._communes: dict[str, list[Record]] = {}
        self.table.edit_with(
            "communes", lambda _line: commune_picker(_("Commune"), page.context.departement)
        )

    def take(self, sheet: ContratSheet) -> None:
        """Show the quarters."""
        self._communes = {card.id: [] for card in sheet.quartiers}
        for one in sheet.communes:
            self._communes[one.values["quartier_id"]].append(one)
        self.show_records(sheet.quartiers)

    def cell(self, card: Record, name: str) -> Cell:
        """The communes in one cell, with the share of the inhabitants when it is known."""
        if name != "communes":
            return super().cell(card, name)
        names = [one.values["commune"] or one.values["code_insee"] or ""
                 for one in self._communes[card.id]]  # fmt: skip
        text = ", ".join(names)
        return Cell(text, True, help=text)

    def chosen(self, line: str, name: str, value: Any) -> None:
        """A commune is added to the quarter; Del removes the last one."""
        if name != "communes":
            super().chosen(line, name, value)
        elif value is None and self._communes[line]:
            self.remove("quartier_commune", self._communes[line][-1].id)
        elif value is not None:
            self._add_commune(line, value)

    def _add_commune(self, quartier: str, code: str) -> None:
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            values = {"quartier_id": quartier, **commune_fields(code)}
            records.create(session, "quartier_commune", values, agent=agent)

        self.page.do(work)
