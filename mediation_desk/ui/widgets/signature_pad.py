"""Where people sign: pen, finger or mouse become `Ink`, the strokes as they were drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.terms.ink import Ink, InkPoint
from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.widgets.ink_drawing import draw_strokes

_NO_TILT = (None, None)
_TOUCH = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


@dataclass(frozen=True, slots=True)
class _Touch:
    """Where and when a device touched the pad, and what else it told."""

    position: QPointF
    moment: int
    pressure: float | None = None
    tilt: tuple[float | None, float | None] = _NO_TILT


def _pen_told(event: QTabletEvent) -> tuple[float | None, tuple[float | None, float | None]]:
    """Pressure and tilt; a pen that cannot measure one says 1 or 0 for ever, which must not pass for a measurement."""
    can = event.pointingDevice().capabilities()
    pressure = round(event.pressure(), 4) if can & QInputDevice.Capability.Pressure else None
    tilts = can & QInputDevice.Capability.XTilt and can & QInputDevice.Capability.YTilt
    return pressure, (round(event.xTilt(), 1), round(event.yTilt(), 1)) if tilts else _NO_TILT


class SignaturePad(QWidget):
    """Keeps every point with its time, and pressure where the device gives it.

    The device of the first stroke owns the pad until it is cleared, so that a palm beside the pen leaves no ink. The
    shape of the drawing area is kept from the first point on: making the window smaller shrinks the ink with it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("签名框"))
        self._strokes: list[list[InkPoint]] = []
        self._device = ""
        self._drawing = False
        self._aspect = 0.0
        self._began = 0
        self._guide = ""

    def set_guide(self, words: str) -> None:
        """Soft words at the bottom of the pad."""
        self._guide = words
        self.setAccessibleDescription(words)
        self.update()

    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not self._strokes

    def ink(self) -> Ink:
        """What was drawn, as plain data."""
        strokes = tuple(tuple(stroke) for stroke in self._strokes)
        return Ink(strokes, self._device or "mouse", self._aspect or self._free_aspect())

    def clear(self) -> None:
        """Take everything away."""
        self._strokes.clear()
        self._device, self._drawing, self._aspect = "", False, 0.0
        self._tell()

    def undo(self) -> None:
        """Take the last stroke away."""
        if len(self._strokes) <= 1:
            self.clear()
            return
        self._strokes.pop()
        self._tell()

    def sizeHint(self) -> QSize:
        """Wide enough for a name of four characters."""
        return QSize(px(420), px(200))

    def minimumSizeHint(self) -> QSize:
        """Room for a name."""
        return QSize(px(240), px(110))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z or Backspace takes the last stroke away, Delete all of them."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse begins a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin("mouse", _Touch(event.position(), event.timestamp()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse draws."""
        self._move("mouse", _Touch(event.position(), event.timestamp()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The mouse ends a stroke."""
        self._end("mouse")

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The pen draws, with its pressure and its tilt where it tells them."""
        touch = _Touch(event.position(), event.timestamp(), *_pen_told(event))
        if event.type() == QEvent.Type.TabletPress:
            self._begin("pen", touch)
        elif event.type() == QEvent.Type.TabletMove:
            self._move("pen", touch)
        else:
            self._end("pen")
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The first finger draws; accepting it keeps Qt from drawing it again as a mouse."""
        if event.type() in _TOUCH and isinstance(event, QTouchEvent):
            self._touched(event)
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, the guide line and the ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        draw_strokes(painter, self._area(), self._strokes, colour("ink"))

    def _touched(self, event: QTouchEvent) -> None:
        if not event.points() or event.type() == QEvent.Type.TouchCancel:
            self._end("touch")
            return
        finger = _Touch(event.points()[0].position(), event.timestamp())
        if event.type() == QEvent.Type.TouchBegin:
            self._begin("touch", finger)
        elif event.type() == QEvent.Type.TouchUpdate:
            self._move("touch", finger)
        else:
            self._end("touch")

    def _begin(self, device: str, touch: _Touch) -> None:
        if self._device not in ("", device) or not self._area().contains(touch.position):
            return
        if not self._strokes:
            self._device, self._aspect, self._began = device, self._free_aspect(), touch.moment
        self._drawing = True
        self._strokes.append([self._point(touch)])
        self._tell()

    def _move(self, device: str, touch: _Touch) -> None:
        if not self._drawing or device != self._device:
            return
        point, last = self._point(touch), self._strokes[-1][-1]
        if (point.x, point.y) != (last.x, last.y):
            self._strokes[-1].append(point)
            self.update()

    def _end(self, device: str) -> None:
        if self._drawing and device == self._device:
            self._drawing = False
            self._tell()

    def _point(self, touch: _Touch) -> InkPoint:
        area = self._area()
        x = min(max((touch.position.x() - area.left()) / area.width(), 0.0), 1.0)
        y = min(max((touch.position.y() - area.top()) / area.width(), 0.0), area.height() / area.width())
        earliest = self._strokes[-1][-1].t if self._strokes and self._strokes[-1] else 0
        moment = max(touch.moment - self._began, earliest, 0)
        return InkPoint(round(x, 5), round(y, 5), moment, touch.pressure, *touch.tilt)

    def _area(self) -> QRectF:
        """The whole pad while it is empty; afterwards the largest area of the same shape."""
        whole = QRectF(self.rect())
        if not self._aspect:
            return whole
        width = min(whole.width(), whole.height() / self._aspect)
        area = QRectF(0, 0, width, width * self._aspect)
        area.moveCenter(whole.center())
        return area

    def _free_aspect(self) -> float:
        return self.height() / max(self.width(), 1)

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _paint_ground(self, painter: QPainter) -> None:
        """Paper stays white in the dark look too: ink must be seen as it will be printed."""
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colour("act" if self.hasFocus() else "line_strong"), px(2)))
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(frame, px(8), px(8))
        if not self._guide:
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.darkGray)
        low = frame.adjusted(px(14), 0, -px(14), -px(10))
        painter.drawText(low, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._guide)
