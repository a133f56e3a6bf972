"""« Champs utilisables »: the names that templates may use, searched, copied, exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.translation import _
from acse_desktop.typography import folded
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.search import SearchBox
from ui.widgets.text_table import TextTable


class NamesDialog(QDialog):
    """Copy a name, paste it in Word."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Champs utilisables"))
        self.finished.connect(self.deleteLater)
        self._rows = _rows()
        self.search = SearchBox(_("Chercher un champ"), _("Chercher un champ"))
        self.table = TextTable(
            _("Champs utilisables"),
            (_("À écrire dans le modèle"), _("Ce que c’est"), _("Où le remplir")),
            (320, 300, 260),
        )
        self.message = InlineMessage()
        self.copy_button = Button(_("Copier"), "copy", primary=True)
        self.export_button = Button(_("Exporter la liste…"), "table")
        self.search.search_edited.connect(self.show_matching)
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self._ask_target)
        self.table.doubleClicked.connect(lambda _index: self.copy())
        self._lay_out()
        self.show_matching("")

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(10))
        hint = _(
            "Écrivez le champ entre doubles accolades là où sa valeur doit paraître. Une liste se"
            " parcourt dans une ligne de tableau, entre « {debut} » et « {fin} »."
        ).format(debut="{%tr for … %}", fin="{%tr endfor %}")
        column.addWidget(TextLabel(hint, "body", "ink2", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        close = Button(_("Fermer"))
        close.clicked.connect(self.reject)
        buttons.addWidget(self.export_button)
        buttons.addStretch(1)
        buttons.addWidget(self.copy_button)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.resize(px(920), px(560))

    def show_matching(self, words: str) -> None:
        """The names in which every word is found."""
        wanted = folded(words).split()
        shown = [row for row in self._rows
                 if all(word in folded(" ".join(row)) for word in wanted)]  # fmt: skip
        self.table.show_rows(shown)
        if shown:
            self.table.selectRow(0)

    def copy(self) -> None:
        """Put the chosen name in the clipboard, ready for Word."""
        index = self.table.currentIndex()
        if index.isValid():
            text = self.table.texts.rows[index.row()][0]
            QGuiApplication.clipboard().setText(text)
            self.message.show_message(_("« {text} » est copié.").format(text=text), "information")

    def _ask_target(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Exporter la liste"), _("Champs utilisables.csv"), _("Tableau (*.csv)")
        )
        if chosen:
            self.export(Path(chosen).with_suffix(".csv"))

    def export(self, target: Path) -> None:
        """Write the list for a spreadsheet."""
        from acse_desktop.services.acts.names import names_csv
        from acse_desktop.services.atomic import written_aside

        try:
            with written_aside(target) as aside:
                aside.write_bytes(names_csv().encode("utf-8"))
        except UserError as error:
            self.message.show_message(str(error))
            return
        text = _("Liste écrite\u00a0: {name}").format(name=target.name)
        self.message.show_message(text, "information")


def _rows() -> list[tuple[str, str, str]]:
    from acse_desktop.services.acts.names import table_of_names

    return table_of_names()
