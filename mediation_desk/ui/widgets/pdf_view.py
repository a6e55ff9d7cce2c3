"""A paper as it is stored: pages under each other, drawn off the window's thread, scrolled by keyboard."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.widgets.pdf_pages import PageSize, PdfPages, UnreadablePdf, in_colours

KEPT_PICTURES = 12
SMALLEST, LARGEST = 0.25, 5.0


class PdfView(QAbstractScrollArea):
    """Shows the bytes it was given and nothing else. `page_changed` tells the page in view (from 1) and how many.

    `read_through` comes once every page's foot was in view: a signer has then had the chance to read it all. With
    `turning`, one page stands there at a time and is turned, as a person reads who has to read all of it.
    """

    page_changed = Signal(int, int)
    read_through = Signal()
    shown = Signal()
    failed = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None, *, turning: bool = False) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._turned: int | None = 0 if turning else None
        self._pages: PdfPages | None = None
        self._wanted: bytes | None = None
        self._words = ""
        self._zoom: float | None = None  # None fits the width
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self._seen: set[int] = set()
        self._told = (0, 0)
        self._grey = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fitting the width chases itself
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("文书预览"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pdf(self, data: bytes) -> None:
        """Open these bytes; what stood there stays until they are ready."""
        self._wanted = data
        self._jobs.read(lambda: _opened(data), lambda pages: self._receive(data, pages), owner=self)

    def show_words(self, words: str) -> None:
        """No paper: a sentence in its place."""
        self._wanted, self._words = None, words
        self._take(None)

    def page_count(self) -> int:
        """How many pages."""
        return 0 if self._pages is None else len(self._pages.sizes)

    def current_page(self) -> int:
        """The page in the middle of the view, from 1; 0 where there is none."""
        if self._turned is not None:
            return min(self._turned + 1, self.page_count())
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = [box.top() for box in self._boxes().values()]
        return sum(1 for top in tops if top <= middle)

    def go_to_page(self, number: int) -> None:
        """Bring the page's head into view."""
        if not 1 <= number <= self.page_count():
            return
        if self._turned is not None:
            self._turned = number - 1
            self.verticalScrollBar().setValue(0)
            self._lay_out()
        else:
            self.verticalScrollBar().setValue(round(self._boxes()[number - 1].top()) - px(8))

    def at_foot(self) -> bool:
        """Whether what stands there is in view to its end."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - px(4)

    def read_on(self) -> None:
        """A view further down; from the foot of a page that is turned, the next page."""
        bar = self.verticalScrollBar()
        if self._turned is None or not self.at_foot():
            bar.setValue(bar.value() + self._view_step())
        else:
            self.go_to_page(self.current_page() + 1)

    def read_back(self) -> None:
        """A view back; from the head of a page that is turned, the foot of the page before."""
        bar = self.verticalScrollBar()
        if self._turned is None or bar.value() > 0:
            bar.setValue(bar.value() - self._view_step())
        elif self.current_page() > 1:
            self.go_to_page(self.current_page() - 1)
            bar.setValue(bar.maximum())

    def start_over(self) -> None:
        """The first page again, for somebody who has seen none of it."""
        self._seen.clear()
        self.go_to_page(1)
        self._scrolled()

    def pages_seen(self) -> int:
        """Of how many pages the foot was in view."""
        return len(self._seen)

    def ask_words(self, hear: Callable[[str], None]) -> None:
        """The words of the page in view, read off the window's thread."""
        pages, number = self._pages, self.current_page() - 1
        if pages is not None and number >= 0:
            self._jobs.read(lambda: pages.words(number), hear, owner=self)

    def zoom(self) -> float:
        """Pixels to the point, now."""
        return self._fitting() if self._zoom is None else self._zoom

    def set_grey(self, grey: bool) -> None:
        """Show the pages as a printer without colours prints them."""
        if grey != self._grey:
            self._grey = grey
            self._pictures.clear()
            self._asked.clear()
            self.viewport().update()

    def fit_width(self) -> None:
        """Let the widest page fill the view, also after resizing."""
        self._set_zoom(None)

    def zoom_in(self) -> None:
        """A quarter larger."""
        self._set_zoom(min(self.zoom() * 1.25, LARGEST))

    def zoom_out(self) -> None:
        """A fifth smaller."""
        self._set_zoom(max(self.zoom() / 1.25, SMALLEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page Up and Down, Home and End, Space; plus, minus and 0 for the size."""
        bar = self.verticalScrollBar()
        step = px(48)
        moves = {
            Qt.Key.Key_Down: step,
            Qt.Key.Key_Up: -step,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        turns = {
            Qt.Key.Key_PageDown: self.read_on,
            Qt.Key.Key_Space: self.read_on,
            Qt.Key.Key_PageUp: self.read_back,
        }
        sizes = {Qt.Key.Key_Plus: self.zoom_in, Qt.Key.Key_Minus: self.zoom_out, Qt.Key.Key_0: self.fit_width}
        key = Qt.Key(event.key())
        if key in moves:
            bar.setValue(bar.value() + moves[key])
        elif key in turns:
            turns[key]()
        elif key in sizes and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            sizes[key]()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        else:
            self.zoom_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, and keep the place in the text."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """What is in view now was not in view while hidden."""
        super().showEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in view; a page that is not drawn yet is white paper."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("paper_wall"))
        if self._pages is None:
            painter.setPen(colour("text_soft"))
            room = self.viewport().rect().adjusted(px(16), px(16), -px(16), -px(16))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, box in self._in_view():
            self._paint_page(painter, number, box)

    def _paint_page(self, painter: QPainter, number: int, box: QRectF) -> None:
        painter.fillRect(box.translated(0, px(2)), colour("line_strong"))
        painter.fillRect(box, colour("paper"))
        picture = self._picture(number)
        if picture is not None:
            painter.drawImage(box, picture)

    def _receive(self, data: bytes, pages: PdfPages | None) -> None:
        if data is not self._wanted:  # another paper was asked for since
            return
        if pages is None:
            self._words = self.tr("这份文件无法显示：文件不完整或不是 PDF")
            self._take(None)
            self.failed.emit(self._words)
            return
        self._take(pages)
        self.shown.emit()

    def _take(self, pages: PdfPages | None) -> None:
        old, self._pages = self._pages, pages
        if old is not None:
            self._jobs.read(old.close, _heard, owner=self)
        self._pictures.clear()
        self._asked.clear()
        self._seen.clear()
        if self._turned is not None:
            self._turned = 0
        if pages is None or old is None or old.sizes != pages.sizes:
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        self._lay_out()

    def _fitting(self) -> float:
        if self._pages is None:
            return 1.0
        widest = max(size.width for size in self._pages.sizes)
        return max((self.viewport().width() - px(36)) / widest, SMALLEST)

    def _boxes(self) -> dict[int, QRectF]:
        """Where the pages lie, unscrolled, by their numbers from 0."""
        if self._pages is None:
            return {}
        scale, top, boxes = self.zoom(), float(px(14)), {}
        widest = max(size.width for size in self._pages.sizes) * scale
        room = max(float(self.viewport().width()), widest + px(36))
        for number, size in enumerate(self._pages.sizes):
            if self._turned not in (None, number):
                continue
            boxes[number] = _box(size, scale, top, room)
            top += size.height * scale + px(14)
        return boxes

    def _lay_out(self) -> None:
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        place = up.value() / up.maximum() if up.maximum() else 0.0
        boxes = list(self._boxes().values())
        height = ceil(boxes[-1].bottom()) + px(14) if boxes else 0
        width = ceil(max((box.width() for box in boxes), default=0)) + px(36)
        up.setPageStep(self.viewport().height())
        up.setRange(0, max(0, height - self.viewport().height()))
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, width - self.viewport().width()) if self._zoom else 0)
        up.setValue(round(place * up.maximum()))
        self._scrolled()

    def _in_view(self) -> list[tuple[int, QRectF]]:
        shift = (-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        moved = {number: box.translated(*shift) for number, box in self._boxes().items()}
        view = QRectF(self.viewport().rect())
        return [(number, box) for number, box in moved.items() if box.intersects(view)]

    def _view_step(self) -> int:
        return max(self.viewport().height() - px(40), px(40))

    def _scrolled(self) -> None:
        self.viewport().update()
        if self._pages is None or not self.isVisible():
            return
        height = self.viewport().height()
        self._seen |= {number for number, box in self._in_view() if box.bottom() <= height + px(4)}
        now = (self.current_page(), self.page_count())
        if now != self._told:
            self._told = now
            self.page_changed.emit(*now)
        if len(self._seen) == self.page_count():
            self.read_through.emit()

    def all_seen(self) -> bool:
        """Whether the foot of every page was in view."""
        return 0 < self.page_count() == len(self._seen)

    def _picture(self, number: int) -> QImage | None:
        """The page at this size; until it is drawn, the page at another size."""
        key = (number, round(self.zoom() * self.devicePixelRatioF(), 3))
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        self._ask(key)
        return next((image for (page, _), image in reversed(self._pictures.items()) if page == number), None)

    def _ask(self, key: tuple[int, float]) -> None:
        pages = self._pages
        if pages is None or key in self._asked:
            return
        self._asked.add(key)
        grey = self._grey
        self._jobs.read(
            lambda: in_colours(pages.picture(*key), grey=grey),
            lambda image: self._drawn(pages, key, image, grey),
            owner=self,
        )

    def _drawn(self, pages: PdfPages, key: tuple[int, float], image: QImage, grey: bool) -> None:
        if pages is not self._pages or grey != self._grey:
            return
        self._asked.discard(key)
        self._pictures[key] = image
        while len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        self.viewport().update()


def _box(size: PageSize, scale: float, top: float, room: float) -> QRectF:
    width = size.width * scale
    return QRectF((room - width) / 2, top, width, size.height * scale)


def _opened(data: bytes) -> PdfPages | None:
    try:
        return PdfPages(data)
    except UnreadablePdf:
        return None


def _heard(_nothing: None) -> None:
    """Closing a paper has no answer that anyone waits for."""
