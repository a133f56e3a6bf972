"""The list of the contracts, with their quarters and signatories in the panel."""

from __future__ import annotations

from typing import Any

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.pages.listing.dialogs import TextDialog
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.panel.contrat import ContratPanel


def _caption(count: int) -> str:
    text = ngettext("Total · {n} contrat", "Total · {n} contrats", count)
    return text.format(n=count_text(count))


CONTRATS = ListSpec(
    key="contrats",
    table="contrat",
    title=N_("Contrats et territoires"),
    icon="map",
    named="code",
    shown=("code", "nom", "nature", "departement", "population", "quartiers", "actions",
           "accorde", "signe_le", "fin_le"),
    frozen=2,
    caption=_caption,
    create=N_("Nouveau contrat"),
    empty=N_("Saisissez ou importez vos contrats\u00a0: aucune liste publique ne les donne."),
    editable=frozenset({"nom", "population", "signe_le", "fin_le"}),
    widths={"code": 104},
)  # fmt: skip


class ContratsPage(ListPage):
    """« Contrats et territoires »."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, CONTRATS, ContratPanel(context))

    def create_record(self) -> None:
        """A contract is known by its name; its code can wait."""
        labels = [_("Nom du contrat"), _("Code")]
        dialog = TextDialog(self, _("Nouveau contrat"), labels, _("Créer le contrat"))
        dialog.answered.connect(lambda texts: self._create(*texts))
        dialog.open()

    def _create(self, nom: str, code: str) -> None:
        agent, departement = self.context.agent, self.context.departement

        def work(session: Any) -> str:
            from acse_desktop.services.records import create

            values = {"nom": nom, "code": code or None, "departement": departement or None}
            return create(session, "contrat", values, agent=agent)

        def done(identifier: str) -> None:
            self.context.say(_("Contrat ajouté"), True)
            self.select(identifier)
            self.open_record(identifier)

        self.context.database.write(work, done)
