"""A QR code on the screen: black on white in every look, as large as there is room."""

from __future__ import annotations

from typing import Final

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediation_desk.ui.theme.look import colour, px

_RIM: Final = 4
"""White modules around it, as the standard asks."""
_IN_THE_MIDDLE: Final = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class QrCode(QWidget):
    """Shows a text as a code, or words while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytearray, ...] = ()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("二维码"))

    def show_text(self, text: str) -> None:
        """Draw this."""
        self._rows, self._words = segno.make_qr(text, error="m").matrix, ""
        self.update()

    def show_words(self, words: str) -> None:
        """No code: words in its place."""
        self._rows, self._words = (), words
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough for a phone held over the counter."""
        return QSize(px(320), px(320))

    def minimumSizeHint(self) -> QSize:
        """Still read from half a metre."""
        return QSize(px(260), px(260))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole pixels a module: no edge is blurred."""
        painter = QPainter(self)
        if not self._rows:
            self._paint_words(painter)
            return
        modules = len(self._rows) + 2 * _RIM
        size = max(int(min(self.width(), self.height()) * self.devicePixelRatioF()) // modules, 1)
        step = size / self.devicePixelRatioF()
        left, top = (self.width() - step * modules) / 2, (self.height() - step * modules) / 2
        painter.fillRect(QRectF(left, top, step * modules, step * modules), Qt.GlobalColor.white)
        for number, row in enumerate(self._rows):
            for column, dark in enumerate(row):
                if dark:
                    place = QRectF(left + (column + _RIM) * step, top + (number + _RIM) * step, step, step)
                    painter.fillRect(place, Qt.GlobalColor.black)

    def _paint_words(self, painter: QPainter) -> None:
        side = min(self.width(), self.height()) - px(8)
        frame = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line_strong"), px(1), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, px(8), px(8))
        painter.setPen(colour("text_soft"))
        painter.drawText(frame.adjusted(px(16), 0, -px(16), 0), _IN_THE_MIDDLE, self._words)
