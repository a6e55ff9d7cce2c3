"""A small word on a coloured ground: the kind of mediation, or how something stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.ui.theme.marks import Tone, chip_size, paint_chip


class KindChip(QWidget):
    """人民调解, 司法・委派, 已履行, …"""

    def __init__(self, words: str = "", tone: Tone = Tone.GREY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tell(words, tone)

    def tell(self, words: str, tone: Tone) -> None:
        """Show other words."""
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What the chip says."""
        return self._words

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return chip_size(self.font(), self._words).toSize() + QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the words."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, QRectF(self.rect()), self._words, self._tone)
