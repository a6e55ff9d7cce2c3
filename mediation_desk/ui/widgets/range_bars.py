"""Amounts from low over likely to high, one bar for each evaluator, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.terms.money import Money
from mediation_desk.ui.theme.look import colour, px


@dataclass(frozen=True, slots=True)
class AmountRange:
    """What one evaluator found: low ≤ likely ≤ high."""

    label: str
    low: Money
    likely: Money | None
    high: Money


def overlap(ranges: tuple[AmountRange, ...], label: str) -> AmountRange | None:
    """What all ranges have in common, or None where they have nothing, or where there is but one."""
    if len(ranges) < 2:
        return None
    low, high = max(one.low for one in ranges), min(one.high for one in ranges)
    return AmountRange(label, low, None, high) if low <= high else None


class RangeBars(QWidget):
    """All bars share one scale, so that they can be compared by eye; the figures stand beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ranges: tuple[AmountRange, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ranges(self, ranges: tuple[AmountRange, ...]) -> None:
        """Show these and their overlap."""
        self._ranges = ranges
        self.setAccessibleDescription("；".join(f"{label} {self._figures(one)}" for label, one, _ in self._rows()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line for each."""
        return QSize(px(560), len(self._rows()) * px(34))

    def minimumSizeHint(self) -> QSize:
        """Narrower still shows labels and figures."""
        return QSize(px(360), self.sizeHint().height())

    def _rows(self) -> list[tuple[str, AmountRange | None, bool]]:
        rows: list[tuple[str, AmountRange | None, bool]] = [(one.label, one, False) for one in self._ranges]
        if len(self._ranges) > 1:
            common = overlap(self._ranges, self.tr("重叠"))
            rows.append((self.tr("重叠"), common, True))
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, track with bar and likely mark, figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label_width = self._widest([label for label, _, _ in self._rows()]) + px(20)
        figures_width = self._widest([self._figures(one) for _, one, _ in self._rows()]) + px(12)
        for place, (label, one, common) in enumerate(self._rows()):
            line = QRectF(0, place * px(34), self.width(), px(34))
            track = line.adjusted(label_width, px(5), -figures_width, -px(5))
            self._paint_words(painter, line, label, one, common, figures_width)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("grey_soft"))
            painter.drawRoundedRect(track, px(4), px(4))
            if one is not None:
                self._paint_bar(painter, track, one, common)

    def _widest(self, texts: list[str]) -> int:
        return max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)

    def _paint_words(
        self, painter: QPainter, line: QRectF, label: str, one: AmountRange | None, common: bool, room: int
    ) -> None:
        font = QFont(self.font())
        font.setBold(common)
        painter.setFont(font)
        painter.setPen(colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(self.font())
        painter.setPen(colour("text_soft"))
        figures = QRectF(line.right() - room + px(10), line.top(), room, line.height())
        painter.drawText(figures, Qt.AlignmentFlag.AlignVCenter, self._figures(one))

    def _paint_bar(self, painter: QPainter, track: QRectF, one: AmountRange, common: bool) -> None:
        lowest, highest = self._scale()
        unit = track.width() / max(highest - lowest, 1)
        start, end = ((amount.fen - lowest) * unit for amount in (one.low, one.high))
        bar = QRectF(track.left() + start, track.center().y() - px(6), max(end - start, px(3)), px(12))
        shade = QColor(colour("green" if common else "act"))
        shade.setAlphaF(0.55 if common else 0.35)
        painter.setBrush(shade)
        painter.drawRoundedRect(bar, px(6), px(6))
        if one.likely is not None:
            likely = track.left() + (one.likely.fen - lowest) * unit
            line = QRectF(likely - px(3) / 2, track.top() + px(2), px(3), track.height() - px(4))
            painter.fillRect(line, colour("act"))

    def _scale(self) -> tuple[int, int]:
        """A fifth of the spread is left free on both sides, never below zero."""
        low, high = min(one.low.fen for one in self._ranges), max(one.high.fen for one in self._ranges)
        margin = max((high - low) // 5, 1)
        return max(low - margin, 0), high + margin

    def _figures(self, one: AmountRange | None) -> str:
        if one is None:
            return self.tr("没有重叠")
        amounts = [one.low, one.high] if one.likely is None else [one.low, one.likely, one.high]
        return " — ".join(amount.figures.removesuffix(".00") for amount in amounts)
