"""« Adultes-relais »: the posts, held or vacant, against the quota that was notified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.context import Context
from ui.pages.listing.page import ListPage
from ui.pages.listing.spec import ListSpec
from ui.theme.apply import current
from ui.theme.dress import dress_action
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.services.posts import Quota


def _caption(count: int) -> str:
    text = ngettext("Total · {n} poste", "Total · {n} postes", count)
    return text.format(n=count_text(count))


POSTES = ListSpec(
    key="postes",
    table="poste",
    title=N_("Adultes-relais"),
    icon="person_board",
    named="numero",
    shown=("numero", "organisme", "etat", "mission", "debut_le", "fin_le", "jours", "montant",
           "renouvellement", "quotite", "quartier", "commentaire"),
    frozen=1,
    caption=_caption,
    create=N_("Nouveau poste"),
    empty=N_("Inscrivez les postes notifiés\u00a0: conventions, vacances et aide due s’ensuivent."),
    editable=frozenset({"mission", "commentaire"}),
    short={"renouvellement": N_("Renouv."), "jours": N_("Jours restants")},
    widths={"numero": 144, "organisme": 216, "etat": 128, "mission": 176},
)  # fmt: skip


class AdultesRelaisPage(ListPage):
    """The list of the posts; the line above says how the quota of the exercice is used."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, POSTES)
        self.quota = TextLabel("", "body", "ink2", wrap=True)
        self._above.addWidget(self.quota)
        self.filled.connect(self._read_quota)

    def _read_quota(self) -> None:
        exercice, departement = self.context.exercice, self.context.departement or None
        if not exercice:
            self.quota.setText("")
            return

        def work(session: Any) -> Quota:
            from acse_desktop.services.posts import quota

            return quota(session, exercice, departement)

        self.context.database.read(work, lambda found: self._show_quota(exercice, found))

    def _show_quota(self, exercice: int, found: Quota) -> None:
        text = _(
            "Au 31 décembre {year}\u00a0: notifiés {notified}, conventionnés {held}, pourvus"
            " {filled}, vacants {vacant}, à temps partiel {partial}, non conventionnés {left}."
        )
        self.quota.setText(
            text.format(
                year=exercice, notified=count_text(found.notifies),
                held=count_text(found.conventionnes), filled=count_text(found.pourvus),
                vacant=count_text(found.vacants), partial=count_text(found.temps_partiel),
                left=count_text(found.reste),
            )
        )  # fmt: skip

    def create_record(self) -> None:
        """Ask who employs and under which number."""

        def work(session: Any) -> dict[str, str]:
            from acse_desktop.services.posts_sheet import employers

            return employers(session)

        self.context.database.read(work, self._ask)

    def _ask(self, employers: dict[str, str]) -> None:
        from ui.dialogs.new_poste import NewPoste

        dialog = NewPoste(self, employers)
        dialog.answered.connect(self._create)
        dialog.open()

    def _create(self, values: dict[str, Any]) -> None:
        agent, departement = self.context.agent, self.context.departement or None

        def work(session: Any) -> str:
            from acse_desktop.services.records import create

            return create(session, "poste", {"departement": departement, **values}, agent=agent)

        def done(identifier: str) -> None:
            self.context.say(_("Poste ajouté"), True)
            self.open_record(identifier)

        self.context.database.write(work, done)

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the selected rows."""
        if self.grid is None or not self.grid.current_id():
            return
        ids = self.grid.selected_ids()
        menu = QMenu(self)
        menu.setFont(current().font("body"))
        opening = menu.addAction(_("Ouvrir la fiche"))
        opening.triggered.connect(lambda _on=False: self.open_record(ids[0]))
        dress_action(opening, "open")
        removal = menu.addAction(_("Supprimer"))
        removal.triggered.connect(lambda _on=False: self.delete_posts(ids))
        dress_action(removal, "delete")
        menu.popup(corner)

    def delete_posts(self, ids: list[str]) -> None:
        """Remove posts with their conventions; undo brings them back."""
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.gestures import delete_all

            return delete_all(session, "poste", ids, agent=agent)

        def done(count: int) -> None:
            text = ngettext("{n} poste supprimé", "{n} postes supprimés", count)
            self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done)
