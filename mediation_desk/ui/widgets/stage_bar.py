"""Where a track stands among the stages of its procedure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mediation_desk.ui.theme.look import colour, px


class StageState(StrEnum):
    """Whether the stage lies behind, is now, or may come."""

    DONE = "done"
    CURRENT = "current"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage: its name, a short note (a date, a count) and its state."""

    name: str
    note: str
    state: StageState

    @property
    def words(self) -> str:
        """Name and note."""
        return f"{self.name} {self.note}".strip()


class StageBar(QWidget):
    """Any number of stages. Where room is short the names of other stages give way before the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StageStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[StageStep, ...]) -> None:
        """Show these stages."""
        self._steps = steps
        now = next((step.words for step in steps if step.state is StageState.CURRENT), "")
        self.setAccessibleName(self.tr("阶段：{0}").format(now))
        self.setAccessibleDescription("、".join(step.words for step in steps))
        self.update()

    def steps(self) -> tuple[StageStep, ...]:
        """The stages shown."""
        return self._steps

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(400), self._side() + px(6))

    def minimumSizeHint(self) -> QSize:
        """Circles alone fit nearly everywhere."""
        return QSize(len(self._steps) * self._side(), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A tool tip names the stage under the pointer in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = [step for step, box in zip(self._steps, self._boxes(), strict=True) if box.contains(event.pos())]
            QToolTip.showText(event.globalPos(), under[0].words if under else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circles with a check mark or a number, their words, and lines between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        for number, (step, box) in enumerate(zip(self._steps, boxes, strict=True), start=1):
            end = self._paint_step(painter, step, number, box)
            if number < len(boxes):
                self._paint_line(painter, end, boxes[number].left())

    def _side(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _boxes(self) -> list[QRectF]:
        if not self._steps:
            return []
        needs = [self._need(step) for step in self._steps]
        gaps = max(len(self._steps) - 1, 1) * px(18)
        spare = self.width() - sum(needs) - gaps
        widths = needs if spare >= 0 else self._squeezed(needs, spare)
        gap = px(18) + (max(spare, 0) / max(len(self._steps) - 1, 1))
        boxes, x = [], 0.0
        for width in widths:
            boxes.append(QRectF(x, 0, width, self.height()))
            x += width + (gap if spare >= 0 else px(10))
        return boxes

    def _squeezed(self, needs: list[float], spare: float) -> list[float]:
        """Shorten the stages that are not current, all by the same share, down to their circles."""
        least = self._side() + px(2)
        lost = -spare - max(len(needs) - 1, 1) * px(8)
        give = [
            0.0 if step.state is StageState.CURRENT else max(need - least, 0.0)
            for step, need in zip(self._steps, needs, strict=True)
        ]
        share = min(1.0, max(lost, 0.0) / (sum(give) or 1.0))
        return [need - giving * share for need, giving in zip(needs, give, strict=True)]

    def _need(self, step: StageStep) -> float:
        return self._side() + px(7) + QFontMetricsF(self._font(step)).horizontalAdvance(step.words) + px(2)

    def _font(self, step: StageStep) -> QFont:
        font = QFont(self.font())
        font.setBold(step.state is StageState.CURRENT)
        return font

    def _paint_step(self, painter: QPainter, step: StageStep, number: int, box: QRectF) -> float:
        side = self._side()
        circle = QRectF(box.left(), (self.height() - side) / 2, side, side)
        self._paint_circle(painter, step, number, circle)
        painter.setFont(self._font(step))
        shade = {"done": "text_soft", "current": "brand", "future": "text_faint"}[step.state.value]
        painter.setPen(colour(shade))
        room = box.adjusted(side + px(7), 0, 0, 0)
        if room.width() < self.fontMetrics().horizontalAdvance("调…"):
            return circle.right()
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(step.words, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room.adjusted(0, 0, px(2), 0), Qt.AlignmentFlag.AlignVCenter, shown)
        return room.left() + metrics.horizontalAdvance(shown)

    def _paint_circle(self, painter: QPainter, step: StageStep, number: int, circle: QRectF) -> None:
        shade = {"done": "green", "current": "act", "future": "grey_soft"}[step.state.value]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(shade))
        painter.drawEllipse(circle)
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.86)
        painter.setFont(font)
        painter.setPen(colour("text_soft" if step.state is StageState.FUTURE else "on_act"))
        if step.state is StageState.DONE:
            _paint_check(painter, circle)
        else:
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_line(self, painter: QPainter, start: float, end: float) -> None:
        if end - start < px(14):
            return
        painter.setPen(QPen(colour("line"), 1))
        middle = self.height() / 2
        painter.drawLine(QPointF(start + px(8), middle), QPointF(end - px(8), middle))


def _paint_check(painter: QPainter, circle: QRectF) -> None:
    width, height = circle.width(), circle.height()
    painter.setPen(
        QPen(colour("on_act"), width * 0.11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    corner = QPointF(circle.left() + width * 0.44, circle.top() + height * 0.68)
    painter.drawLine(QPointF(circle.left() + width * 0.28, circle.top() + height * 0.52), corner)
    painter.drawLine(corner, QPointF(circle.left() + width * 0.73, circle.top() + height * 0.34))
