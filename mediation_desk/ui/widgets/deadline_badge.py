"""How a clock stands, in shape, word and colour together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.theme.marks import Urgency, paint_mark


class DeadlineBadge(QWidget):
    """▲ 还剩 2 天. The reason and the article stand in its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._urgency = Urgency.FINE
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, urgency: Urgency, words: str, reason: str = "") -> None:
        """Show how the clock stands."""
        self._urgency, self._words = urgency, words
        self.setToolTip(reason)
        self.setAccessibleName(f"{urgency.word} {words}")
        self.setAccessibleDescription(reason)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What stands beside the shape."""
        return self._words

    def urgency(self) -> Urgency:
        """Which shape it is."""
        return self._urgency

    def sizeHint(self) -> QSize:
        """Shape and words."""
        metrics = QFontMetrics(self._font())
        return QSize(px(19) + metrics.horizontalAdvance(self._words), metrics.height() + px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape, then the words: bold where it presses."""
        painter = QPainter(self)
        side = px(11)
        paint_mark(painter, QRectF(1, (self.height() - side) / 2, side, side), self._urgency)
        painter.setFont(self._font())
        painter.setPen(colour(self._urgency.text_shade))
        painter.drawText(self.rect().adjusted(px(18), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self._urgency in (Urgency.NEAR, Urgency.OVERDUE))
        return font
