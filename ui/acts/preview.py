"""What a request for documents would give, row by row, and what each would say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.theme.apply import current
from ui.widgets.labels import TextLabel
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.acts.preparing import Preparation, Prepared, Refusal

OK, WARNED, REFUSED = (
    ("checkmark_circle", "success"), ("warning", "warning"), ("error_circle", "error"),
)  # fmt: skip


class Preview(QWidget):
    """The documents that are ready and those that cannot be, then the values of the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self.count = TextLabel("", "label", "ink2", wrap=True)
        self.table = TextTable(
            _("Documents à établir"),
            (_("Porteur et dossier"), _("Document"), _("Montant"), _("Remarque")),
            (270, 220, 96, 300), right=(2,),
        )  # fmt: skip
        self.values = TextTable(
            _("Ce que dit le document choisi"), (_("Champ"), _("Valeur")), (300, 400)
        )  # fmt: skip
        self._ready: Sequence[Prepared] = ()
        self._refused: Sequence[Refusal] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px(6))
        column.addWidget(self.count)
        column.addWidget(self.table, 3)
        column.addWidget(TextLabel(_("Ce que dit le document choisi"), "label", "ink2"))
        column.addWidget(self.values, 2)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def clear(self) -> None:
        """Nothing is known yet."""
        self._show_rows((), ())
        self.count.setText("")

    def show_preparation(self, found: Preparation) -> None:
        """Show what would be made, what cannot be and why: the latter first."""
        self._show_rows(found.ready, found.refused)
        ready = ngettext("{n} document prêt", "{n} documents prêts", len(found.ready))
        refused = ngettext(
            "{n} dossier sans document", "{n} dossiers sans document", len(found.refused)
        )
        parts = [ready.format(n=count_text(len(found.ready)))]
        if found.refused:
            parts.append(refused.format(n=count_text(len(found.refused))))
        self.count.setText(" · ".join(parts))

    def _show_rows(self, ready: Sequence[Prepared], refused: Sequence[Refusal]) -> None:
        self._ready, self._refused = ready, refused
        rows = [(one.label, "—", "", " ; ".join(one.reasons)) for one in refused]
        marks = [REFUSED] * len(refused)
        for made in ready:
            draft = made.draft
            name = f"{draft.nature.label} {draft.numero}"
            rows.append((_label(made), name, amount_text(draft.amount), " ".join(made.warnings)))
            marks.append(WARNED if made.warnings else OK)
        self.table.show_rows(rows, marks)
        self.values.show_rows(())
        if rows:
            self.table.selectRow(0 if not ready else len(refused))

    def _chosen(self, index: QModelIndex) -> None:
        rank = index.row() - len(self._refused)
        if not index.isValid():
            self.values.show_rows(())
        elif rank < 0:
            reasons = self._refused[index.row()].reasons
            self.values.show_rows([(_("Pourquoi"), one) for one in reasons])
        else:
            self.values.show_rows(_lines(self._ready[rank].values))


def _label(made: Prepared) -> str:
    draft = made.draft
    named = (draft.organisme.values["nom"], draft.dossier.values["numero"])
    return ", ".join(filter(None, named))


def _lines(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Each field that the template uses, under its label, and what it prints."""
    from acse_desktop.services.acts.names import LISTS, known_names

    known, lines = known_names(), []
    for path, value in values.items():
        if not isinstance(value, list):
            lines.append((_(known[path].label), str(value)))
            continue
        for rank, item in enumerate(value, 1):
            labels = {name: known[f"{LISTS[path]}.{name}"].label for name in item}
            lines += [(f"{_(labels[name])} ({rank})", str(text)) for name, text in item.items()]
    return lines
