"""The bar at the top of a page that says what was refused, failed or done. It never stands in the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from mediation_desk.ui.messages import Notice, NoticeTone
from mediation_desk.ui.theme.icons import icon, pixmap
from mediation_desk.ui.theme.look import px

_ICONS = {"refusal": "warning", "fault": "warning", "done": "check", "tell": "info"}
_SHADES = {"refusal": "amber_text", "fault": "red_text", "done": "green_text", "tell": "act_text"}
DONE_STAYS_MS = 6000


class NoticeBar(QWidget):
    """Hidden until there is something to say; what was done goes away by itself, a refusal stays until answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._frame = QFrame()
        self._frame.setObjectName("notice")
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setProperty("look", "quiet")
        self._close.setToolTip(self.tr("关闭提示"))
        self._close.setAccessibleName(self.tr("关闭提示"))
        self._close.clicked.connect(self.clear)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._frame)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(px(12), px(6), px(6), px(6))
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Room around the bar, taken only while it is shown."""
        self._outer.setContentsMargins(left, top, right, bottom)

    def notice(self) -> Notice | None:
        """What is shown now."""
        return self._notice

    def tell(self, notice: Notice) -> None:
        """Show a notice in place of the last one."""
        self._notice = notice
        self._frame.setProperty("tone", notice.tone.value)
        self._text.setText(notice.text)
        self._tint(notice)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
        self.setAccessibleName(notice.text)
        self.show()
        self._timer.stop()
        if notice.tone is NoticeTone.DONE:
            self._timer.start(DONE_STAYS_MS)

    def clear(self) -> None:
        """Say nothing any more."""
        self._notice = None
        self._timer.stop()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the pictures anew when the look changes."""
        if event.type() == QEvent.Type.StyleChange and self._notice is not None:
            self._tint(self._notice)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _tint(self, notice: Notice) -> None:
        tone = notice.tone.value
        self._picture.setPixmap(pixmap(_ICONS[tone], px(18), _SHADES[tone]))
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(px(14), px(14)))
