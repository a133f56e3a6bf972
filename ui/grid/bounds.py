"""Two fields, « entre … et … », for columns of numbers and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.services.listing_types import Filter
from acse_desktop.translation import _
from ui.theme.dress import dress
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from acse_desktop.fieldtypes import FieldType

KINDS = ("amount", "percent", "count", "year", "day")


def _type_of(kind: str) -> FieldType[Any]:
    """What reads a bound; imported when a menu opens, since it loads the whole of SQLAlchemy."""
    from acse_desktop.fieldtypes import Amount, Count, Day

    if kind == "day":
        return Day()
    return Amount() if kind in ("amount", "percent") else Count()


def has_bounds(kind: str) -> bool:
    """Whether the values of a kind can lie between two others."""
    return kind in KINDS


class Bounds(QWidget):
    """Either bound may be left empty."""

    changed = Signal()

    def __init__(self, kind: str, condition: Filter | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._type = _type_of(kind)
        bounds = condition.values if condition and condition.operator == "between" else (None, None)
        self.low = self._field(bounds[0])
        self.high = self._field(bounds[1])
        self._error = TextLabel("", "help", "error", wrap=True)
        self._error.hide()
        self._arrange()

    def given(self) -> bool:
        """Whether a bound has been typed."""
        return bool(self.low.text().strip() or self.high.text().strip())

    def values(self) -> tuple[Any, Any] | None:
        """The two bounds; None when one cannot be read, which is then said under the fields."""
        try:
            bounds = (self._type.parse(self.low.text()), self._type.parse(self.high.text()))
        except InvalidInput as error:
            self._error.setText(str(error))
            self._error.show()
            return None
        self._error.hide()
        return bounds

    def _field(self, value: Any) -> QLineEdit:
        field = QLineEdit(self._type.format(value))
        dress(field, font="body", height=30)
        field.textChanged.connect(self.changed)
        return field

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (text, field) in enumerate(((_("Entre"), self.low), (_("et"), self.high))):
            label = TextLabel(text)
            label.setBuddy(field)
            field.setMinimumWidth(60)
            grid.addWidget(label, 0, 2 * place)
            grid.addWidget(field, 0, 2 * place + 1)
        grid.addWidget(self._error, 1, 0, 1, 4)
