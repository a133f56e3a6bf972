"""The first screen: create a base with three answers, open the example, or open a base."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from acse_desktop.fieldtypes import Text, Year
from acse_desktop.translation import _
from ui.editors import LineEditor, ListEditor
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import FIELD_GAP_Y, PAGE_MARGIN
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import ElidedLabel, TextLabel, escaped
from ui.widgets.scroll import Responsive, scrolled

EXTENSION = ".acse"
SHOWN_RECENTS = 6


class CreateCard(Card):
    """Département, exercice, file: nothing else is needed to start."""

    create_requested = Signal(Path, str, int)

    def __init__(
        self, departements: Sequence[tuple[str, str]], exercice: int, folder: Path
    ) -> None:
        super().__init__(_("Créer une base"), _("trois réponses suffisent"))
        self._folder, self._named_by_agent = folder, False
        names = [(code, f"{code} — {nom}") for code, nom in departements]
        self.departement = ListEditor(_("Département"), names, _("Choisir…"))
        self.exercice = LineEditor(Year(), _("Exercice"))
        self.file = LineEditor(Text(), _("Fichier de la base"))
        self.browse = Button(_("&Parcourir…"), "folder_open")
        self.button = Button(_("&Créer la base"), primary=True)
        dress(self.exercice, width=120)
        self.exercice.set_value(exercice)
        self._lay_out()
        self._connect()
        self._suggest_file()

    def _lay_out(self) -> None:
        self.fields = {
            "departement": Field(_("Département"), self.departement),
            "exercice": Field(
                _("Exercice"), self.exercice, _("Année des crédits, par exemple 2012.")
            ),
            "fichier": Field(
                _("Fichier de la base"),
                self.file,
                _("Choisissez un disque de ce poste, sauvegardé par votre service."),
                beside=self.browse,
            ),
        }
        for field in self.fields.values():
            self.add(field)
        self.content.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.departement.committed.connect(self._suggest_file)
        self.exercice.committed.connect(self._suggest_file)
        self.file.textEdited.connect(self._file_typed)
        self.browse.clicked.connect(self._choose_file)
        self.button.clicked.connect(self._create)

    def refresh_theme(self) -> None:
        """Fields stand apart more than the lines of a card."""
        super().refresh_theme()
        self.content.setSpacing(current().px(FIELD_GAP_Y))

    def keep(self, other: CreateCard) -> None:
        """Take the answers already given on another card."""
        self._named_by_agent = other._named_by_agent
        self.departement.set_value(other.departement.value())
        self.exercice.set_value(other.exercice.value())
        self.file.set_value(other.file.value())

    def problems(self) -> dict[str, str]:
        """What prevents the creation, by field."""
        found = {
            "departement": self._departement_problem(),
            "exercice": self._exercice_problem(),
            "fichier": self._file_problem(),
        }
        return {key: text for key, text in found.items() if text}

    def _departement_problem(self) -> str | None:
        missing = self.departement.value() is None
        return _("Choisissez votre département.") if missing else None

    def _exercice_problem(self) -> str | None:
        missing = not self.exercice.text().strip()
        return _("Indiquez l’année de l’exercice.") if missing else self.exercice.problem()

    def _file_problem(self) -> str | None:
        text = self.file.text().strip()
        if not text:
            return _("Indiquez où enregistrer la base.")
        if not self._path().parent.is_dir():
            return _("Ce dossier n’existe pas\u00a0: utilisez «\u00a0Parcourir…\u00a0».")
        if self._path().exists():
            return _("Ce fichier existe déjà\u00a0: ouvrez-le, ou donnez un autre nom.")
        return None

    def _path(self) -> Path:
        path = Path(self.file.text().strip()).expanduser()
        path = path if path.is_absolute() else self._folder / path
        return path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)

    def _create(self) -> None:
        problems = self.problems()
        for key, field in self.fields.items():
            field.show_problem(problems.get(key))
        if problems:
            self.fields[next(iter(problems))].editor.setFocus()
            return
        self.create_requested.emit(self._path(), self.departement.value(), self.exercice.value())

    def _suggest_file(self) -> None:
        if not self._named_by_agent:
            code, year = self.departement.value(), self.exercice.value()
            name = "-".join(str(part) for part in ("acse", code, year) if part)
            self.file.set_value(str(self._folder / f"{name}{EXTENSION}"))

    def _file_typed(self) -> None:
        self._named_by_agent = True

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Fichier de la base"), self.file.text(), _("Bases ACSE (*.acse)")
        )
        if chosen:
            self._named_by_agent = True
            self.file.set_value(chosen)


class OpenCard(Card):
    """The example, another base, or one opened before."""

    example_requested = Signal()
    open_requested = Signal(Path)

    def __init__(self, recents: Sequence[Path], folder: Path) -> None:
        super().__init__(_("Ouvrir"))
        self._folder = folder
        self.example = Button(_("Ouvrir la base d’e&xemple"), "folder_open")
        self.other = Button(_("Ouvrir une &base…"), "database")
        self.example.clicked.connect(self.example_requested)
        self.other.clicked.connect(self._choose)
        self.add(self.example)
        note = _("Un exemplaire fictif et complet, à explorer sans risque.")
        self.add(TextLabel(note, "help", "ink3", wrap=True))
        self.add(self.other)
        self.add(TextLabel(_("Bases récentes"), "header", "ink2"))
        self._list(recents)
        self.content.addStretch(1)

    def _list(self, recents: Sequence[Path]) -> None:
        if not recents:
            empty = _("Aucune pour l’instant\u00a0: celles que vous ouvrirez seront ici.")
            self.add(TextLabel(empty, "help", "ink3", wrap=True))
        for path in recents[:SHOWN_RECENTS]:
            link = LinkButton(path.name.replace("&", "&&"))
            link.setAccessibleName(_("Ouvrir {base}").format(base=path.name))
            link.setToolTip(escaped(str(path)))
            link.clicked.connect(lambda _checked=False, path=path: self.open_requested.emit(path))
            folder = ElidedLabel(str(path.parent), "help", "ink3")
            folder.setContentsMargins(4, 0, 0, 0)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            pair.addWidget(folder)
            self.content.addLayout(pair)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Ouvrir une base"), str(self._folder), _("Bases ACSE (*.acse)")
        )
        if chosen:
            self.open_requested.emit(Path(chosen))


class WelcomePage(QWidget):
    """Shown when no base is open. `departements` are (code, nom) pairs."""

    create_requested = Signal(Path, str, int)
    example_requested = Signal()
    open_requested = Signal(Path)

    def __init__(
        self,
        departements: Sequence[tuple[str, str]],
        exercice: int,
        folder: Path,
        recents: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self._departements, self._exercice, self._folder = departements, exercice, folder
        self._recents = tuple(recents)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()

    def retranslate(self) -> None:
        """Build the page again in the language in use, keeping the answers given."""
        former, area = self.creation, self._area
        self._build()
        self.creation.keep(former)
        self._outer.removeWidget(area)
        area.hide()
        area.deleteLater()

    def _build(self) -> None:
        self.creation = CreateCard(self._departements, self._exercice, self._folder)
        self.opening = OpenCard(self._recents, self._folder)
        self.creation.create_requested.connect(self.create_requested)
        self.opening.example_requested.connect(self.example_requested)
        self.opening.open_requested.connect(self.open_requested)
        self._area = scrolled(self._content())
        self._outer.addWidget(self._area)

    def _content(self) -> QWidget:
        content, cards, px = QWidget(), Responsive(720), current().px
        column = QVBoxLayout(content)
        margin = px(PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(12))
        column.addStretch(1)
        column.addWidget(TextLabel(_("Bienvenue dans ACSE Desktop"), "title", wrap=True))
        purpose = _(
            "Subventions de la politique de la ville\u00a0: instruction, comité, paiements."
        )
        column.addWidget(TextLabel(purpose, "body", "ink2", wrap=True))
        cards.add(self.creation, 3)
        cards.add(self.opening, 2)
        column.addWidget(cards)
        column.addStretch(2)
        self._limit(content)
        return content

    def _limit(self, content: QWidget) -> None:
        content.setMaximumWidth(current().px(960))
        content.setMinimumWidth(0)

    def refresh_theme(self) -> None:
        """Widths follow the text size."""
        content = self._area.widget()
        if content is not None:
            self._limit(content)

    def showEvent(self, event: QShowEvent) -> None:
        """The first question has the focus."""
        super().showEvent(event)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.creation.departement.setFocus()
