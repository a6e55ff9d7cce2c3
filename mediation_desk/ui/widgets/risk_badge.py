"""How dangerous a case is, in bars, word and colour together; pressed, it tells why."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.theme.marks import Tone, paint_bars

BARS: Final = 3
_TONES: Final = {"red": Tone.RED, "orange": Tone.ORANGE, "yellow": Tone.AMBER, "green": Tone.GREEN}


def risk_tone(code: str) -> Tone:
    """The tone of a colour by its code; a colour of an office's own invention is grey, and still has bars and word."""
    return _TONES.get(code, Tone.GREY)


class RiskBadge(QAbstractButton):
    """▂▅▇ 风险 红. Full bars are the most severe, empty ones the mildest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._full = Tone.GREY, 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, words: str, code: str, order: int | None, meaning: str) -> None:
        """Show a grade; `order` counts from the most severe, 1, and is None while nobody has judged the case."""
        self._tone = risk_tone(code)
        self._full = 0 if order is None else max(0, BARS + 1 - order)
        self.setText(words)
        self.setToolTip(meaning)
        self.setAccessibleName(words)
        self.setAccessibleDescription(meaning)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Bars and words, with room for the ring of the keyboard."""
        metrics = QFontMetrics(self._font())
        return QSize(px(34) + metrics.horizontalAdvance(self.text()), metrics.height() + px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground, the bars, the words; a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("act") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._tone.soft_shade))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(5), px(5))
        side = px(13)
        box = QRectF(px(8), (self.height() - side) / 2, side, side)
        paint_bars(painter, box, self._full, BARS, self._tone.text_shade)
        painter.setFont(self._font())
        painter.setPen(colour(self._tone.text_shade))
        painter.drawText(self.rect().adjusted(px(26), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self._tone in (Tone.RED, Tone.ORANGE))
        return font
