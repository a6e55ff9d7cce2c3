"""How ink looks: smooth curves, wider under pressure or where the hand was slow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mediation_desk.terms.ink import InkPoint

FINEST, WIDEST = 0.0045, 0.0135
"""Line width as a share of the pad's width."""
_PLAIN = 0.6
_SMOOTHING = 0.35


def draw_strokes(painter: QPainter, area: QRectF, strokes: Sequence[Sequence[InkPoint]], shade: QColor) -> None:
    """Draw all strokes into the area, whose width is the pad's unit."""
    for stroke in strokes:
        points = [area.topLeft() + QPointF(point.x, point.y) * area.width() for point in stroke]
        widths = [width * area.width() for width in stroke_widths(stroke)]
        if len(points) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawEllipse(points[0], widths[0] / 2, widths[0] / 2)
        else:
            _draw_curve(painter, points, widths, shade)


def stroke_widths(stroke: Sequence[InkPoint]) -> list[float]:
    """One width for each point, as a share of the pad's width, changing gently along the stroke."""
    forces = [_force(stroke, place) for place in range(len(stroke))]
    widths, held = [], forces[0]
    for force in forces:
        held += (force - held) * _SMOOTHING
        widths.append(FINEST + (WIDEST - FINEST) * held)
    return widths


def _force(stroke: Sequence[InkPoint], place: int) -> float:
    """Pressure where the device gives it; else slowness, as a brush would show it."""
    point = stroke[place]
    if point.pressure is not None:
        return point.pressure
    if place == 0:
        return _PLAIN
    before = stroke[place - 1]
    way = hypot(point.x - before.x, point.y - before.y)
    speed = way / max(point.t - before.t, 1) * 1000
    return max(0.15, _PLAIN * 1.4 / (1.0 + speed * 0.7))


def _draw_curve(painter: QPainter, points: list[QPointF], widths: list[float], shade: QColor) -> None:
    """Curves from middle to middle with the points as handles, each piece in its own width."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middles = [(a + b) / 2 for a, b in pairwise(points)]
    ends = [points[0], *middles, points[-1]]
    handles = [points[0], *points[1:-1], points[-1]]
    for (start, end), handle, width in zip(pairwise(ends), handles, widths, strict=True):
        path = QPainterPath(start)
        path.quadTo(handle, end)
        painter.setPen(QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
