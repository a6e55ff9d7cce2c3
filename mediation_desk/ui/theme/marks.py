"""Shapes with a meaning, painted alike in widgets and in tables: how urgent, what kind, how strong."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from mediation_desk.ui.theme.look import colour, px


class Urgency(StrEnum):
    """How a clock stands. Each has a shape and a word beside its colour."""

    FINE = "fine"
    NEAR = "near"
    OVERDUE = "overdue"
    PAUSED = "paused"

    @property
    def word(self) -> str:
        """The word that says it without colour."""
        return {
            Urgency.FINE: QCoreApplication.translate("Urgency", "正常"),
            Urgency.NEAR: QCoreApplication.translate("Urgency", "临期"),
            Urgency.OVERDUE: QCoreApplication.translate("Urgency", "超期"),
            Urgency.PAUSED: QCoreApplication.translate("Urgency", "中止"),
        }[self]

    @property
    def shade(self) -> str:
        """The colour of its shape."""
        return {"fine": "green", "near": "amber", "overdue": "red", "paused": "grey"}[self.value]

    @property
    def text_shade(self) -> str:
        """The colour of the words beside it: only near and overdue stand out."""
        return {"fine": "text", "near": "amber_text", "overdue": "red_text", "paused": "text_soft"}[self.value]


class Tone(StrEnum):
    """What a chip says by its colour. The first four are the kinds of mediation, as facts name them."""

    PEOPLE = "people"
    ADMINISTRATIVE = "administrative"
    JUDICIAL = "judicial"
    PROFESSIONAL = "professional"
    GREEN = "green"
    AMBER = "amber"
    ORANGE = "orange"
    RED = "red"
    ACT = "act"
    GREY = "grey"

    @property
    def text_shade(self) -> str:
        """The colour of the chip's words."""
        return "text_soft" if self is Tone.GREY else f"{self.value}_text"

    @property
    def soft_shade(self) -> str:
        """The colour of the chip's ground."""
        return f"{self.value}_soft"


def paint_mark(painter: QPainter, box: QRectF, urgency: Urgency) -> None:
    """● fine, ▲ near, ■ overdue, ◇ paused, as large as the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shade = colour(urgency.shade)
    painter.setPen(QPen(shade, px(2)) if urgency is Urgency.PAUSED else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if urgency is Urgency.PAUSED else shade)
    if urgency is Urgency.FINE:
        painter.drawEllipse(box)
    else:
        painter.drawPolygon(_corners(box, urgency))
    painter.restore()


def _corners(box: QRectF, urgency: Urgency) -> QPolygonF:
    middle = box.center()
    if urgency is Urgency.NEAR:
        return QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()])
    if urgency is Urgency.OVERDUE:
        inner = box.adjusted(box.width() * 0.06, box.height() * 0.06, -box.width() * 0.06, -box.height() * 0.06)
        return QPolygonF([inner.topLeft(), inner.topRight(), inner.bottomRight(), inner.bottomLeft()])
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )


def paint_bars(painter: QPainter, box: QRectF, full: int, most: int, shade: str) -> None:
    """Rising bars, `full` of them filled and the others empty."""
    painter.save()
    painter.setPen(QPen(colour(shade), 1))
    step = box.width() / most
    for number in range(most):
        height = box.height() * (number + 1) / most
        bar = QRectF(box.left() + number * step, box.bottom() - height, step * 0.66, height)
        painter.setBrush(colour(shade) if number < full else Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
    painter.restore()


def paint_edge(painter: QPainter, box: QRectF, shade: str, width: int) -> None:
    """A coloured left edge inside a card's rounded corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corners, strip = QPainterPath(), QPainterPath()
    corners.addRoundedRect(box, px(8), px(8))
    strip.addRect(box.left(), box.top(), px(width), box.height())
    painter.fillPath(corners.intersected(strip), colour(shade))
    painter.restore()


def chip_font(font: QFont) -> QFont:
    """A little smaller than the text around it."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small


def chip_size(font: QFont, text: str) -> QSizeF:
    """How much room a chip with this text takes."""
    metrics = QFontMetricsF(chip_font(font))
    return QSizeF(metrics.horizontalAdvance(text) + px(14), metrics.height() + px(4))


def paint_chip(painter: QPainter, box: QRectF, text: str, tone: Tone) -> None:
    """A rounded chip at the left of the box, in its middle; cut with … where it does not fit."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = chip_font(painter.font())
    size = chip_size(painter.font(), text)
    width = min(size.width(), box.width())
    chip = QRectF(box.left(), box.center().y() - size.height() / 2, width, size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone.soft_shade))
    painter.drawRoundedRect(chip, px(4), px(4))
    painter.setFont(font)
    painter.setPen(colour(tone.text_shade))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width - px(10))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def paint_dots(painter: QPainter, box: QRectF, strength: int, most: int) -> None:
    """`strength` full circles of `most`; the others stay empty rings."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    across, gap = px(11), px(4)
    shade = colour("act")
    painter.setPen(QPen(shade, max(1.0, px(1) * 1.2)))
    for number in range(most):
        dot = QRectF(box.left() + 1 + number * (across + gap), box.center().y() - across / 2, across, across)
        painter.setBrush(shade if number < strength else QColor(Qt.GlobalColor.transparent))
        painter.drawEllipse(dot)
    painter.restore()


def dots_width(most: int) -> int:
    """How wide a row of dots is."""
    return most * (px(11) + px(4)) + 2
