"""A day, typed or picked from a calendar; it may be empty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.forms.draft import plain_day
from nfmaturity.ui.forms.inputs import LineField
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from nfmaturity.ui.forms.fields import FieldSpec

_NAME = N_("Choose a day")


class DayField(LineField):
    """A line for a day as 2026-11-22, with a calendar beside it."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        """Write the usual form of a day when one goes on."""
        super().__init__(spec, parent)
        self.left.connect(self._tidy)

    def make_input(self) -> QWidget:
        """Make a line with a button."""
        line = super().make_input()
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.pick = IconButton("calendar", held)
        self.pick.setObjectName(f"pick-{self.spec.name}")
        self.pick.clicked.connect(self._open)
        row.addWidget(line, 1)
        row.addWidget(self.pick)
        line.setObjectName(f"line-{self.spec.name}")
        return held

    def retell(self) -> None:
        """Say what the button does and what the day is for."""
        super().retell()
        self.line.setAccessibleName(_(self.spec.label))
        self.pick.set_name(_(_NAME))

    def focus(self) -> None:
        """Take the keys to the line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tidy(self) -> None:
        plain = plain_day(self.line.text())
        if plain != self.line.text():
            self.put(plain)
            self.edited.emit(plain)

    def _open(self) -> None:
        popup = CalendarPopup(_day(self.line), self)
        popup.calendar.clicked.connect(self._take)
        popup.calendar.activated.connect(self._take)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()
        popup.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        popup = self.findChild(CalendarPopup)
        if popup:
            popup.close()
        self.put(day.toString("yyyy-MM-dd"))
        self.edited.emit(self.line.text())


class CalendarPopup(QFrame):
    """A month to pick a day from; goes away by itself."""

    def __init__(self, day: QDate, parent: QWidget) -> None:
        """Show the month of a day."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.Box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        self.calendar = QCalendarWidget(self)
        self.calendar.setObjectName("calendar")
        chinese = current_language() == "zh"
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese if chinese else QLocale.Language.English))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(colour("ink2"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)  # red is no colour of ours
        self.calendar.setSelectedDate(day)
        layout.addWidget(self.calendar)


def _day(line: QLineEdit) -> QDate:
    try:
        typed = dt.date.fromisoformat(plain_day(line.text()))
    except ValueError:
        return QDate.currentDate()
    return QDate(typed.year, typed.month, typed.day)
