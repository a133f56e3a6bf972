"""What can be done with a sitting: votes, order of the day, documents, closing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from acse_desktop.errors import UserError
from acse_desktop.services.listing_types import Row
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text
from ui.comite.dialogs import SittingDialog, closing_dialog
from ui.comite.documents import Documents, Entry
from ui.grid.clipboard import Leftover, parsed
from ui.grid.grid import Grid
from ui.grid.look import DENSITIES
from ui.theme.apply import current
from ui.theme.dress import dress, dress_action

if TYPE_CHECKING:
    from acse_desktop.services.committee.sheet import Sitting
    from ui.comite.page import SittingPage

NARROW = 980
"""Width of the page, logical px, under which the buttons of the head lose their word."""
STATES = ("intitule", "tenue_le", "lieu", "president", "participants", "compte_rendu")


class SittingCommands(QObject):
    """The buttons and menus of the page of a sitting."""

    def __init__(self, page: SittingPage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._said = ""
        self.documents = Documents(page, self.fail)
        header = page.header
        self.state_button = header.add_button(_("Séance"))
        self.paste_button = header.add_button(_("Coller depuis Excel"), "clipboard_paste")
        self.minutes_button = header.add_button(_("Procès-verbal"), "document")
        self.close_button = header.add_button(_("Clore la séance"), "gavel", primary=True)
        self.paste_button.clicked.connect(self.paste_by_number)
        self.close_button.clicked.connect(self.close_or_reopen)
        self.state_button.setMenu(self._menu(self._state_entries()))
        self.minutes_button.setMenu(self._menu(self.documents.entries()))

    def _menu(self, entries: tuple[Entry, ...]) -> QMenu:
        menu = QMenu(self._page)
        menu.setFont(current().font("body"))
        for text, icon, act in entries:
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, act=act: act())
            dress_action(action, icon)
        return menu

    def _state_entries(self) -> tuple[Entry, ...]:
        return (
            (_("Ordre du jour…"), "folder", self.edit_agenda),
            (_("Scénarios…"), "calculator", self.open_scenarios),
            (_("Écran du comité"), "full_screen_maximize", self.open_screen),
            (_("Modifier la séance…"), "edit", self.edit_sitting),
        )

    def of_menus(self) -> dict[str, Callable[[], object]]:
        """The commands of the window that this page knows."""
        return {
            "print": lambda: self.documents.print("programmation"),
            "previous": lambda: self._with_grid(lambda grid: grid.step(0, -1)),
            "next": lambda: self._with_grid(lambda grid: grid.step(0, 1)),
            "clear_filters": lambda: self._with_grid(Grid.clear_filters),
            **{f"density_{one}": partial(self._set_density, one) for one in DENSITIES},
        }

    def _with_grid(self, act: Callable[[Grid], object]) -> None:
        if self._page.table is not None:
            act(self._page.table.grid)

    def _set_density(self, density: str) -> None:
        self._with_grid(lambda grid: grid.set_density(density))

    def fit(self, width: int) -> None:
        """Take the width of the page: icons alone when it is narrow."""
        roomy = width > current().px(NARROW)
        for button, text in (
            (self.paste_button, _("Coller depuis Excel")),
            (self.minutes_button, _("Procès-verbal")),
        ):
            button.setText(text if roomy else "")
            button.setAccessibleName(text)
            button.setToolTip("" if roomy else text)

    def refresh(self, sitting: Sitting) -> None:
        """The primary button closes the sitting, or opens it again."""
        closed = sitting.closed
        self.close_button.setText(_("Rouvrir la séance") if closed else _("Clore la séance"))
        self.paste_button.setEnabled(not closed)
        dress(self.close_button, icon="arrow_undo" if closed else "gavel")

    # ---- votes

    def write(self, cells: list[tuple[str, str, str]], name: str) -> None:
        """Write votes typed in the table."""
        self._page.notice.hide()
        self._write_votes(cells, name, self._tell_cells)

    def _write_votes(
        self, cells: list[tuple[str, str, str]], name: str, done: Callable[[int], None]
    ) -> None:
        seance, agent = self._page.record, self._context.agent

        def work(session: Any) -> int:
            from acse_desktop.services.committee.votes import write_votes

            return write_votes(session, seance, cells, agent=agent, name=name)

        self._context.database.write(work, done, self.fail)

    def _tell_cells(self, count: int) -> None:
        text = ngettext("{n} cellule enregistrée", "{n} cellules enregistrées", count)
        said = [text.format(n=count_text(count)), *([self._said] if self._said else [])]
        self._said = ""
        self._context.say(". ".join(said), True)

    def tell_left_over(self, left: Leftover) -> None:
        """Say what of a pasted block found no place, with what was written."""
        if left.beyond:
            count = len(left.beyond)
            text = ngettext("{n} ligne de trop, laissée", "{n} lignes de trop, laissées", count)
            self._said = text.format(n=count)
        self._context.say(self._said)

    def fail(self, error: Exception) -> None:
        """Show what went wrong above the table; nothing was written."""
        if isinstance(error, UserError):
            self._page.notice.show_error(error)
        else:
            self._context.database.failed.emit(error)

    def paste_by_number(self) -> None:
        """Lay the clipboard on the actions that it names; else from the current cell."""
        from acse_desktop.services.committee.pasting import matched

        sitting, table = self._page.sitting, self._page.table
        if sitting is None or table is None:
            return
        lines = parsed(QGuiApplication.clipboard().text())
        found = matched(lines, {line.numero: line.id for line in sitting.lines})
        if found is None:
            table.grid.paste()
            return
        if not found.cells:
            self._context.say(_("Rien à coller\u00a0: aucun montant ni décision n’a été reconnu."))
            return
        name = N_("Coller les votes du comité")
        self._write_votes(list(found.cells), name, lambda _n: self._tell_pasted(found))

    def _tell_pasted(self, found: Any) -> None:
        amounts = sum(cell[1] == "montant" for cell in found.cells)
        text = ngettext("{n} montant collé depuis Excel", "{n} montants collés depuis Excel",
                        amounts)  # fmt: skip
        said = [text.format(n=count_text(amounts))]
        zeros = {cell[0] for cell in found.cells if cell[1] == "montant"}
        self._read_unsure(zeros, said, found.unknown)

    def _read_unsure(self, passages: set[str], said: list[str], unknown: tuple[str, ...]) -> None:
        """Tell the amounts whose decision is still to be said, once the table shows them."""

        def tell() -> None:
            self._page.filled.disconnect(tell)
            sitting = self._page.sitting
            unsure = sum(one.id in passages for one in sitting.undecided) if sitting else 0
            if unsure:
                text = ngettext("{n} décision à confirmer", "{n} décisions à confirmer", unsure)
                said.append(text.format(n=count_text(unsure)))
            words = ", ".join(said)
            if unknown:
                words += ". " + _("Hors de l’ordre du jour\u00a0: {numeros}").format(
                    numeros=", ".join(unknown[:5]) + ("…" if len(unknown) > 5 else "")
                )
            self._context.say(words, True)

        self._page.filled.connect(tell)

    # ---- the order of the day

    def menu_of_lines(self) -> QMenu:
        """What can be done with the selected lines."""
        assert self._page.table is not None
        ids = self._page.table.grid.selected_ids()
        menu = self._menu((
            (_("Ouvrir l’action"), "open", self._page.table.grid.activate_current),
            (_("Monter"), "arrow_up", lambda: self._on_agenda("move_passages", ids, -1)),
            (_("Descendre"), "arrow_down", lambda: self._on_agenda("move_passages", ids, 1)),
            (_("Garder l’ordre affiché"), "text_sort_ascending", self._keep_order),
            (_("Retirer de l’ordre du jour"), "delete",
             lambda: self._on_agenda("remove_passages", ids)),
        ))  # fmt: skip
        for action in menu.actions()[1:]:
            action.setEnabled(not self._page.is_closed())
        return menu

    def _on_agenda(self, gesture: str, ids: list[str], *more: int) -> None:
        seance, agent = self._page.record, self._context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.committee import sittings

            getattr(sittings, gesture)(session, seance, ids, *more, agent=agent)

        said = _("Ordre du jour modifié")
        self._context.database.write(work, lambda _n: self._context.say(said, True), self.fail)

    def _keep_order(self) -> None:
        """Make the order shown, sorted by a column, that of the order of the day."""

        def keep(rows: Sequence[Row]) -> None:
            self._on_agenda("sort_passages", [str(row[0]) for row in rows])

        self._with_grid(lambda grid: grid.model.with_rows(0, grid.model.rowCount() - 1, keep))

    def edit_agenda(self) -> None:
        """Choose the actions to put on the order of the day."""
        from ui.comite.agenda import AgendaDialog

        if self._page.sitting is not None:
            AgendaDialog(self._page, self._context, self._page.record).open()

    def edit_sitting(self) -> None:
        """Correct the date, the place, who sat, what was said."""
        if self._page.sitting is None:
            return
        card, agent = self._page.sitting.card, self._context.agent

        def save(values: dict[str, Any]) -> None:
            def work(session: Any) -> Any:
                from acse_desktop.services.records import update

                return update(session, "seance", card.id, values, agent=agent)

            said = _("Séance enregistrée")
            self._context.database.write(work, lambda _d: self._context.say(said, True), self.fail)

        values = {name: card.values[name] for name in STATES}
        dialog = SittingDialog(self._page, _("Enregistrer"), values)
        dialog.answered.connect(save)
        dialog.open()

    def open_scenarios(self) -> None:
        """Compare the ways to share the envelopes."""
        from ui.comite.scenarios import ScenariosDialog

        if self._page.sitting is not None:
            ScenariosDialog(self._page, self._context, self._page.sitting.card).open()

    def open_screen(self) -> None:
        """Show the sitting in big on the screen of the room."""
        from ui.comite.screen import CommitteeScreen

        if self._page.sitting is not None:
            CommitteeScreen(self._page).show_full()

    # ---- closing

    def close_or_reopen(self) -> None:
        """Close the sitting, after a word on what it leaves open; or open it again."""
        sitting = self._page.sitting
        if sitting is None:
            return
        if sitting.closed:
            self._reopen()
            return
        dialog = closing_dialog(self._page, sitting, self._page.figures)
        if dialog is None:
            self.close_sitting()
            return
        dialog.accepted.connect(self.close_sitting)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def close_sitting(self) -> None:
        """Make every vote a decision, in one gesture that undo takes back."""
        seance, agent = self._page.record, self._context.agent

        def work(session: Any) -> Any:
            from acse_desktop.services.committee.applying import apply_decisions

            return apply_decisions(session, seance, agent=agent)

        def done(applied: Any) -> None:
            text = ngettext("Séance close, {n} décision appliquée",
                            "Séance close, {n} décisions appliquées", applied.decided)  # fmt: skip
            self._context.say(text.format(n=count_text(applied.decided)), True)

        self._context.database.write(work, done, self.fail)

    def _reopen(self) -> None:
        seance, agent = self._page.record, self._context.agent

        def work(session: Any) -> None:
            from acse_desktop.services.committee.sittings import reopen

            reopen(session, seance, agent=agent)

        said = _("Séance rouverte\u00a0: ses décisions restent jusqu’à la prochaine clôture")
        self._context.database.write(work, lambda _n: self._context.say(said, True), self.fail)
