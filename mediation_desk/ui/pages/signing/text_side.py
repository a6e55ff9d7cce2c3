"""The text to be signed, one page at a time: turned, made larger, read aloud where there is a voice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScroller, QVBoxLayout, QWidget

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.parts import large_button
from mediation_desk.ui.pages.signing.voice import Voice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.pdf_view import PdfView

LARGER_SIZES: Final = 3
"""How often the text can be made larger before it is its usual size again."""


class TextSide(QWidget):
    """`moved` comes with every page, scroll and foot reached; `heard` when the voice begins a page."""

    moved = Signal()
    heard = Signal()

    def __init__(self, jobs: Jobs, voice: Voice) -> None:
        super().__init__()
        self._voice, self._speaking, self._larger_by = voice, False, 0
        self.view = PdfView(jobs, turning=True)
        self.on = large_button(self.tr("往下看"), "readOn", "true")
        self.back = large_button(self.tr("往回看"), "readBack")
        self.listen = large_button(self.tr("听读"), "listen")
        self.larger = large_button(self.tr("字大一点"), "larger")
        self._lay_out()
        self._connect()
        self._settle()

    def start_over(self) -> None:
        """The first page in its usual size: what the last one saw was not seen by this one."""
        self.hush()
        self._usual_size()
        self.view.start_over()
        self.view.setFocus()

    def hush(self) -> None:
        """Read nothing aloud any more."""
        self._voice.stop()
        self._silent()

    def page_words(self) -> str:
        """第 1 页，共 2 页."""
        seen = self.tr(" ✓ 已看完") if self.view.all_seen() else ""
        return self.tr("第 {0} 页，共 {1} 页").format(self.view.current_page(), self.view.page_count()) + seen

    def _enlarge(self) -> None:
        """A size larger each time; after the last one the usual size again."""
        self._larger_by = (self._larger_by + 1) % (LARGER_SIZES + 1)
        if self._larger_by:
            self.view.zoom_in()
        else:
            self._usual_size()
        self.larger.setText(self.tr("恢复大小") if self._larger_by == LARGER_SIZES else self.tr("字大一点"))

    def _usual_size(self) -> None:
        self._larger_by = 0
        self.larger.setText(self.tr("字大一点"))
        self.view.fit_width()

    def _listen(self) -> None:
        """Read the page in view aloud, or stop."""
        if self._speaking:
            self.hush()
            return
        self._speaking = True
        self.listen.setText(self.tr("停止听读"))
        self.view.ask_words(self._speak)

    def _speak(self, words: str) -> None:
        if self._speaking:
            self.heard.emit()
            self._voice.speak(words)

    def _silent(self) -> None:
        self._speaking = False
        self.listen.setText(self.tr("听读"))

    def _turned(self, _page: int, _pages: int) -> None:
        self.hush()
        self._settle()

    def _settle(self) -> None:
        last = self.view.current_page() == self.view.page_count()
        foot = self.view.at_foot()
        self.on.setText(self.tr("下一页") if foot and not last else self.tr("往下看"))
        self.on.setEnabled(not (foot and last))
        self.back.setEnabled(self.view.current_page() > 1 or self.view.verticalScrollBar().value() > 0)
        self.listen.setVisible(self._voice.can_speak())
        self.moved.emit()

    def _connect(self) -> None:
        self.on.clicked.connect(self.view.read_on)
        self.back.clicked.connect(self.view.read_back)
        self.listen.clicked.connect(self._listen)
        self.larger.clicked.connect(self._enlarge)
        self.view.page_changed.connect(self._turned)
        self.view.read_through.connect(self._settle)
        self.view.shown.connect(self._settle)
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._settle())
        self.view.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._settle())
        self._voice.ended.connect(self._silent)

    def _lay_out(self) -> None:
        self.view.setObjectName("text")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        QScroller.grabGesture(self.view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        strip = QFrame()
        strip.setObjectName("textStrip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(8))
        for button, share in ((self.larger, 1), (self.listen, 1), (self.back, 1), (self.on, 2)):
            row.addWidget(button, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(strip)
