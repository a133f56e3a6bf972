"""The list of the organismes that carry the actions."""

from __future__ import annotations

from typing import Any

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.pages.listing.choosing import OrganismeDialog
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec


def _caption(count: int) -> str:
    text = ngettext("{n} organisme", "{n} organismes", count)
    return text.format(n=count_text(count))


ORGANISMES = ListSpec(
    key="organismes",
    table="organisme",
    title=N_("Organismes"),
    icon="people_team",
    named="nom",
    shown=("nom", "sigle", "statut", "siret", "code_tiers", "commune", "telephone", "courriel",
           "dossiers"),
    frozen=1,
    caption=_caption,
    create=N_("Nouvel organisme"),
    empty=N_("Les organismes apparaîtront ici avec leur premier dossier, ou dès leur saisie."),
    editable=frozenset({"sigle", "siret", "code_tiers", "telephone", "courriel"}),
    widths={"statut": 168, "sigle": 96},
)  # fmt: skip


class OrganismesPage(ListPage):
    """« Organismes »: identity, contact, number of dossiers."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ORGANISMES)

    def create_record(self) -> None:
        """Search first: the organisme may be known under a near name."""
        dialog = OrganismeDialog(self, self.context, _("Nouvel organisme"), _("Ouvrir la fiche"))
        dialog.chosen.connect(self.open_record)
        dialog.named.connect(self._create)
        dialog.open()

    def _create(self, nom: str) -> None:
        agent = self.context.agent

        def work(session: Any) -> str:
            from acse_desktop.services.records import new_organisme

            return new_organisme(session, {"nom": nom}, agent=agent)

        def done(identifier: str) -> None:
            self.context.say(_("Organisme ajouté"), True)
            self.select(identifier)
            self.open_record(identifier)

        self.context.database.write(work, done)
