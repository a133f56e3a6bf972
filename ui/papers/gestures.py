"""What agents do with joined files: join, open, export, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.dialogs.message import MessageDialog

if TYPE_CHECKING:
    from acse_desktop.services.attachments import OpenedCopy, Owner
    from ui.fiche.page import RecordPage


def local_files(data: QMimeData) -> list[Path]:
    """The files that a drop brings; nothing when it brings something else."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class FileGestures(QObject):
    """The gestures of one page on files.

    Signals:
        refused: why nothing was done, to be shown in the page.
        stepped: how far a copy is (done, total), in bytes or files.
    """

    refused = Signal(str)
    stepped = Signal(int, int)

    def __init__(self, page: RecordPage, parent: QWidget) -> None:
        super().__init__(parent)
        self.page, self._parent = page, parent
        self.warning: MessageDialog | None = None

    # ---- joining

    def ask_join(self, owner: Owner, nature: str | None) -> None:
        """Have the agent choose files, and join them."""
        chosen, _kind = QFileDialog.getOpenFileNames(self._parent, _("Joindre des fichiers"))
        if chosen:
            self.join(owner, nature, [Path(one) for one in chosen])

    def join(self, owner: Owner, nature: str | None, sources: Sequence[Path]) -> None:
        """Keep files under a paper, or just with the dossier."""
        agent = self.page.context.agent

        def work(session: Any, progress: Any) -> list[str]:
            from acse_desktop.services import pieces

            return pieces.attach(session, owner, nature, sources, agent=agent, progress=progress)

        def done(ids: list[str]) -> None:
            text = ngettext("{n} fichier joint.", "{n} fichiers joints.", len(ids))
            self._done(text.format(n=count_text(len(ids))), undoable=True)

        self._run(work, done, writes=True)

    # ---- opening

    def open(self, fichier_id: str) -> None:
        """Open a copy with the program of the desktop; one that may run asks first."""

        def work(session: Any) -> OpenedCopy:
            from acse_desktop.services import attachments

            return attachments.open_copy(session, fichier_id)

        self.page.context.database.read(work, self._opened, self._fail)

    def _opened(self, copy: OpenedCopy) -> None:
        if copy.risky:
            self.warning = RiskDialog(self._parent, copy.path.name)
            self.warning.finished.connect(partial(self._warned, copy.path))
            self.warning.open()
        else:
            self.show_file(copy.path)

    def _warned(self, path: Path, _result: int) -> None:
        if self.warning is not None and self.warning.chosen == "open":
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Hand a file to the desktop."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.refused.emit(
                _("Aucun programme n’ouvre « {name} »\u00a0: exportez-le.").format(name=path.name)
            )

    # ---- exporting and removing

    def ask_export(self, ids: Sequence[str]) -> None:
        """Have the agent choose a folder, and copy files there."""
        folder = QFileDialog.getExistingDirectory(self._parent, _("Exporter les fichiers"))
        if folder:
            self.export(ids, Path(folder))

    def export(self, ids: Sequence[str], folder: Path) -> None:
        """Copy files to a folder under their names."""

        def work(session: Any, progress: Any) -> list[Path]:
            from acse_desktop.services import attachments

            return attachments.export_files(session, ids, folder, progress)

        def done(written: list[Path]) -> None:
            text = ngettext(
                "{n} fichier copié dans {nom}.", "{n} fichiers copiés dans {nom}.", len(written)
            )
            self._done(text.format(n=count_text(len(written)), nom=folder.name or folder))

        self._run(work, done)

    def remove(self, fichier_id: str) -> None:
        """Take a file off; undo brings it back."""
        agent = self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import records

            records.delete(session, "fichier", fichier_id, agent=agent)

        self.page.do(work, lambda _none: self._done(_("Fichier retiré."), undoable=True))

    # ---- running

    def _run(self, work: Any, done: Callable[[Any], None], writes: bool = False) -> None:
        def watch(step: int, total: int, _text: str) -> None:
            self.stepped.emit(step, total)

        self.page.context.database.run(work, done, self._fail, writes=writes, watch=watch)

    def _done(self, text: str, undoable: bool = False) -> None:
        self.stepped.emit(1, 1)
        self.refused.emit("")
        self.page.context.say(text, undoable)

    def _fail(self, error: Exception) -> None:
        self.stepped.emit(1, 1)
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self.page.context.database.failed.emit(error)


class RiskDialog(MessageDialog):
    """A file that may run a program is opened only when the agent says so."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(
            parent, _("Ouvrir un fichier"),
            _("« {name} » peut exécuter un programme sur ce poste.").format(name=name),
            _("N’ouvrez que ce dont vous connaissez la provenance."),
            mark=("warning", "warning"),
        )  # fmt: skip
        self.add_button("cancel", _("Ne pas ouvrir"), primary=True)
        self.add_button("open", _("Ouvrir quand même"))
