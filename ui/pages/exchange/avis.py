"""« Fiches d’avis »: who has not answered, and the sheets that come back, compared and applied."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent

from acse_desktop.errors import UserError
from acse_desktop.nomenclatures import label_of
from acse_desktop.progress import Progress
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text, day_text
from ui.context import Context
from ui.pages.exchange.parts import DropZone, ExchangePage, WorkBar
from ui.pages.exchange.returned import ReturnedCard
from ui.pages.listing.notice import Notice
from ui.theme.apply import current
from ui.widgets.card import Card
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.avis import Waiting
    from acse_desktop.services.round_sheet import Review


class AvisPage(ExchangePage):
    """A sheet is dropped, compared with what was sent and with the base, then applied."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Fiches d’avis"))
        self._context = context
        self._path: Path | None = None
        self.drop = DropZone(
            _(
                "Déposez ici une fiche d’avis remplie par son auteur. Vous verrez ce qu’elle"
                " change avant que rien ne soit écrit."
            ),
            _("&Reprendre une fiche d’avis…"),
        )
        self.notice, self.work = Notice(), WorkBar()
        self.result = ReturnedCard(_("Ce que la fiche change"))
        hint = _("depuis la liste des dossiers, « Demander un avis » ou « Envoyer la fiche »")
        self.waiting = Card(_("Avis attendus"), hint)
        headers = [_("Auteur"), _("Nom"), _("Actions"), _("En retard"), _("Demandés depuis le")]
        self.table = TextTable(_("Avis attendus"), headers, (240, 200, 88, 88, 160), (2, 3))
        self.waiting.add(self.table)
        for widget in (self.drop, self.notice, self.work, self.result, self.waiting):
            self.cards.addWidget(widget)
        self.cards.addStretch(1)
        self.result.hide()
        self._connect()

    def _connect(self) -> None:
        self.drop.chosen.connect(lambda paths: self.read_sheet(paths[0]))
        self.result.apply_asked.connect(self.apply)
        self._context.database.changed.connect(self._base_changed)
        self._context.exercice_changed.connect(self._base_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """What is awaited may have changed while the page was away."""
        super().showEvent(event)
        self._base_changed()

    def _base_changed(self) -> None:
        if not self.isVisible():
            return
        if self._path is not None and self._path.exists():
            self.read_sheet(self._path)
        exercice = self._context.exercice or None
        self._context.database.read(partial(_waiting, exercice), self._show_waiting)

    def _show_waiting(self, found: Sequence[Waiting]) -> None:
        self.table.show_rows([_row(one) for one in found])
        self.table.setFixedHeight(current().px(min(len(found), 12) * 28 + 48))
        self.waiting.setVisible(bool(found))

    # ---- a sheet

    def read_sheet(self, path: Path) -> None:
        """Compare a sheet that came back; nothing is written."""
        self._path = path
        self.notice.hide()

        def work(session: Any, _progress: Progress) -> tuple[Review, str]:
            from acse_desktop.services import avis_sheet

            review = avis_sheet.read_back(session, path)
            return review, avis_sheet.author_of(review)

        self.work.start(_("Lecture de la fiche…"))
        self.work.follow(self._context.database.run(work, self._show, self._fail))

    def _show(self, found: tuple[Review, str]) -> None:
        review, author = found
        self.work.stop()
        title = _("{file} · avis de\u00a0: {author}").format(file=review.file, author=author)
        self.result.title.setText(title)
        self.result.show_review(review)
        self.result.show()

    def _fail(self, error: Exception) -> None:
        self.work.stop()
        self._path = None
        self.result.hide()
        if isinstance(error, UserError):
            self.notice.show_error(error)
        else:
            self._context.database.failed.emit(error)

    def apply(self) -> None:
        """Write what is ticked; the sheet is then compared again, as it is after an undo."""
        review, chosen, agent = self.result.review, self.result.chosen(), self._context.agent

        def work(session: Any, _progress: Progress) -> int:
            from acse_desktop.services import avis_sheet

            assert review is not None
            return avis_sheet.apply(session, review, chosen, agent=agent)

        self.work.start(_("Écriture des avis…"))
        self.work.follow(self._context.database.run(work, self._applied, self._fail, writes=True))

    def _applied(self, count: int) -> None:
        self.work.stop()
        text = ngettext("{n} avis repris", "{n} avis repris", count)
        self._context.say(text.format(n=count_text(count)), True)


def _waiting(exercice: int | None, session: Any) -> list[Waiting]:
    from acse_desktop.services import avis

    return avis.unanswered(session, exercice)


def _row(one: Waiting) -> tuple[str, ...]:
    return (
        _(label_of("auteur_avis", one.auteur)), one.auteur_nom or "", count_text(one.count),
        count_text(one.late) if one.late else "", day_text(one.asked_since),
    )  # fmt: skip
