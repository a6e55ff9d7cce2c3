"""The bar at the left: where one can go, and how much waits there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout, QWidget

from mediation_desk.ui.theme.icons import pixmap
from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.widgets.elided_label import ElidedLabel


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the bar. `group` 1 stands below the line."""

    key: str
    words: str
    icon: str
    group: int = 0


class PlaceButton(QAbstractButton):
    """Icon, words, and the count at the right."""

    def __init__(self, place: Place, hint: str) -> None:
        super().__init__()
        self.setText(place.words)
        self.setObjectName(f"place:{place.key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(hint)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._icon = place.icon
        self._count: int | None = None

    def set_count(self, count: int | None) -> None:
        """How much waits there; None for nothing to count."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self.update()

    def count(self) -> int | None:
        """The count shown."""
        return self._count

    def nextCheckState(self) -> None:
        """A click asks to go there; only the window marks where one is."""

    def sizeHint(self) -> QSize:
        """As the drawing has it."""
        return QSize(px(154), px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk along the bar, Enter goes there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground where one is, a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box)
        shade = "brand" if self.isChecked() else "text"
        side = px(17)
        picture = pixmap(self._icon, side * 2, "act_text" if self.isChecked() else "text_soft")
        painter.drawPixmap(QRect(px(9), (self.height() - side) // 2, side, side), picture)
        font = QFont(self.font())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(colour(shade))
        words = box.adjusted(px(34), 0, -px(34), 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        self._paint_count(painter, box)

    def _paint_ground(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(colour("act"), px(2)) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = "act_soft" if self.isChecked() else "surface_soft" if self.underMouse() else "surface"
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, px(6), px(6))

    def _paint_count(self, painter: QPainter, box: QRect) -> None:
        if self._count is None:
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour("brand" if self.isChecked() else "text_soft"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -px(9), 0), flags, str(self._count))


class SideBar(QFrame):
    """Places to go. `gone_to` carries the key of the place."""

    gone_to = Signal(str)

    def __init__(self, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self._office = ElidedLabel()
        self._office.setObjectName("officeName")
        self._product = QLabel(self.tr("调解工作台"))
        self._product.setObjectName("productName")
        self._line: QFrame | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(px(3))
        self._column.addWidget(self._product)
        self._column.addWidget(self._office)
        self._column.addSpacing(px(8))
        self._buttons = {place.key: self._add(place, number) for number, place in enumerate(places, start=1)}
        self._column.addStretch(1)
        self._measure()

    def set_office(self, name: str) -> None:
        """The office's name under the product's."""
        self._office.setText(name)

    def set_counts(self, counts: dict[str, int]) -> None:
        """How much waits at each place; a place that is not named shows nothing."""
        for key, button in self._buttons.items():
            button.set_count(counts.get(key))

    def show_place(self, key: str) -> None:
        """Mark where one is; a page that has no line of its own leaves none marked."""
        for one, button in self._buttons.items():
            button.setChecked(one == key)

    def button(self, key: str) -> PlaceButton:
        """The line of a place."""
        return self._buttons[key]

    def changeEvent(self, event: QEvent) -> None:
        """Widths follow the zoom."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _add(self, place: Place, number: int) -> PlaceButton:
        if place.group and self._line is None:
            self._line = QFrame()
            self._line.setProperty("look", "line")
            self._line.setFixedHeight(1)
            self._column.addSpacing(px(8))
            self._column.addWidget(self._line)
            self._column.addSpacing(px(8))
        button = PlaceButton(place, f"{place.words}（Ctrl+{number}）" if number < 10 else place.words)
        button.clicked.connect(lambda: self.gone_to.emit(place.key))
        self._column.addWidget(button)
        return button

    def _measure(self) -> None:
        self.setFixedWidth(px(172))
        self._column.setContentsMargins(px(8), px(16), px(9), px(10))
        for label in (self._product, self._office):
            label.setContentsMargins(px(9), 0, px(4), 0)
