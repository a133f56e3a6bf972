"""The date editor: short forms typed, day by day with + and −, calendar on demand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

from acse_desktop.fieldtypes import Day
from acse_desktop.translation import _, language
from ui.editors.base import PLAIN
from ui.editors.line import LineEditor
from ui.theme.apply import current
from ui.theme.dress import dress, dress_action

_SHIFTS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
}


class DateEditor(LineEditor):
    """231112, 23/11, 23/11/12, +7, T; + and − move a date by a day; empty is a value."""

    def __init__(self, label: str, kind: PLAIN | None = None) -> None:
        super().__init__(kind or Day(), label)
        self._calendar = QAction(self)
        dress_action(self._calendar, "calendar_ltr")
        self._calendar.setToolTip(_("Calendrier (Ctrl+Espace)"))
        self._calendar.triggered.connect(self.open_calendar)
        self.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and − move a whole date; in an empty field they start `+7`."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Space:
            self.open_calendar()
        elif event.key() in _SHIFTS and not control and self._whole() is not None:
            self._shift(_SHIFTS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> CalendarPopup:
        """A month under the field; a day chosen there is committed."""
        popup = CalendarPopup(self, self.value() or date.today())
        popup.calendar.clicked.connect(self._chosen)
        popup.calendar.activated.connect(self._chosen)
        popup.open_under(self)
        return popup

    def _parsed(self, text: str) -> tuple[Any, str | None]:
        lone = {"+": "+1", "-": "-1", "−": "-1"}
        return super()._parsed(lone.get(text.strip(), text))

    def _whole(self) -> date | None:
        """The date, when the text is one in full: `23-11` being typed is left alone."""
        value, unreadable = self._parsed(self.text())
        whole = unreadable is None and value is not None and self.shown(value) == self.text()
        return value if whole else None

    def _shift(self, days: int) -> None:
        start = self._whole()
        if start is not None:
            self.setText(self.shown(start + timedelta(days=days)))
            self._typed(self.text())

    def _chosen(self, day: QDate) -> None:
        self.setText(self.shown(date(day.year(), day.month(), day.day())))
        self.commit()


class CalendarPopup(QFrame):
    """A month in a pop-up window; closes when a day is chosen or with Esc."""

    def __init__(self, owner: DateEditor, shown: date) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dress(self, surface="card")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(owner.accessibleName())
        self.calendar.setLocale(QLocale(language()))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        header = QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        self.calendar.setVerticalHeaderFormat(header)
        self._calm_weekends()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.calendar)
        self.calendar.clicked.connect(self.close)
        self.calendar.activated.connect(self.close)

    def open_under(self, owner: DateEditor) -> None:
        """Show it below the field, or above when the screen ends."""
        self.adjustSize()
        place = owner.mapToGlobal(QPoint(0, owner.height()))
        if place.y() + self.height() > owner.screen().availableGeometry().bottom():
            place.setY(place.y() - owner.height() - self.height())
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _calm_weekends(self) -> None:
        # Qt paints Saturdays and Sundays red; red is for errors and lateness.
        calm = QTextCharFormat()
        calm.setForeground(current().colour("ink3"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, calm)
