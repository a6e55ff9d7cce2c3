"""The frame around the pages: side bar, top bar, one page at a time, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.ui.messages import Notice
from mediation_desk.ui.pages.page import Page, PageEntry
from mediation_desk.ui.theme.look import look, next_zoom, set_zoom
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.search_popup import FoundLine, SearchPopup
from mediation_desk.ui.widgets.side_bar import Place, SideBar
from mediation_desk.ui.widgets.top_bar import TopBar


class MainWindow(QMainWindow):
    """Knows the pages by their entries and nothing of what they show.

    `registering` and `searching` name the pages for Ctrl+N and for what is typed at the top.
    """

    page_shown = Signal(str)
    sign_out_wanted = Signal()
    lock_wanted = Signal()
    closing = Signal()
    found_chosen = Signal(str)
    files_dropped = Signal(list)

    def __init__(
        self, pages: tuple[PageEntry, ...], registering: str, searching: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries = {entry.key: entry for entry in pages}
        self._made: dict[str, Page] = {}
        self._current = ""
        self._registering, self._searching = registering, searching
        places = [Place(entry.key, entry.title, entry.icon, entry.group) for entry in pages if entry.icon]
        self.side_bar = SideBar(tuple(places))
        self.top_bar = TopBar()
        self.notices = NoticeBar()
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self._whole = QStackedWidget()
        self._front = self._desk()
        self.found = SearchPopup(self._front)
        self._whole.addWidget(self._front)
        self.setCentralWidget(self._whole)
        self.setWindowTitle(self.tr("调解工作台"))
        self._connect(tuple(place.key for place in places))

    def go(self, key: str, subject: str = "") -> Page | None:
        """Show a page, made now if it never was; with a subject, show that on it. What is not offered stays away."""
        if key not in self._entries:
            return None
        page = self._page(key)
        self._current = key
        self._pages.setCurrentWidget(page.widget())
        page.widget().setFocus()
        self.side_bar.show_place(key)
        self.notices.clear()
        self.found.hide()
        if subject:
            page.show_subject(subject)
        self.page_shown.emit(key)
        return page

    def current(self) -> str:
        """The key of the page in view."""
        return self._current

    def made(self) -> tuple[str, ...]:
        """The pages that were wanted so far."""
        return tuple(self._made)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How much waits on each page: told from outside, since a page may not be made yet."""
        self.side_bar.set_counts(dict(counts))

    def tell(self, notice: Notice) -> None:
        """A notice above the page."""
        self.notices.tell(notice)

    def show_found(self, lines: Sequence[FoundLine]) -> None:
        """Show what was found for the words at the top, as long as there are words."""
        if self.top_bar.search.text().strip():
            self.found.show_lines(lines, self.top_bar.search)
        else:
            self.found.hide()

    def face_party(self, screen: QWidget) -> None:
        """Give the whole screen to what a party sees and signs: no side bar, no search, no other case."""
        self.leave_party()
        self._whole.addWidget(screen)
        self._whole.setCurrentWidget(screen)
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        screen.setFocus()

    def leave_party(self) -> None:
        """Take the desk back."""
        screen = self._whole.widget(1)
        if screen is None:
            return
        self._whole.removeWidget(screen)
        screen.deleteLater()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def facing_party(self) -> bool:
        """Whether a party looks at the screen."""
        return self._whole.count() > 1

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application end its threads first."""
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this machine may be dropped anywhere, but not while a party looks at the screen."""
        if _files(event.mimeData()) and not self.facing_party():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Whoever sorts scans looks at what was dropped."""
        event.acceptProposedAction()
        self.files_dropped.emit(_files(event.mimeData()))

    def _page(self, key: str) -> Page:
        if key not in self._made:
            self._made[key] = self._entries[key].make()
            self._pages.addWidget(self._made[key].widget())
            self._made[key].refresh()
        return self._made[key]

    def _desk(self) -> QWidget:
        desk = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        self.notices.set_margins(16, 12, 16, 0)
        right.addWidget(self.notices)
        right.addWidget(self._pages, 1)
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addLayout(right, 1)
        return desk

    def _connect(self, places: tuple[str, ...]) -> None:
        self.side_bar.gone_to.connect(self.go)
        self.top_bar.register_wanted.connect(lambda: self.go(self._registering))
        self.top_bar.search_entered.connect(lambda text: self.go(self._searching, text))
        self.top_bar.register.setVisible(self._registering in self._entries)
        self.top_bar.search.setVisible(self._searching in self._entries)
        self.top_bar.search.went_down.connect(self.found.enter)
        self.top_bar.search.left.connect(self.found.hide)
        self.found.left.connect(self._focus_search)
        self.found.chosen.connect(self.found_chosen)
        self.top_bar.search.left.connect(self._focus_page)
        self.top_bar.sign_out_wanted.connect(self.sign_out_wanted)
        self.top_bar.lock_wanted.connect(self.lock_wanted)
        self._shortcut("Ctrl+K", self._focus_search)
        self._shortcut("Ctrl+L", self.lock_wanted.emit)
        self._shortcut("Ctrl+H", self.top_bar.counter.toggle)
        self._shortcut("Ctrl+N", lambda: self.go(self._registering))
        self._shortcut("F5", lambda: self._page(self._current).refresh())
        for keys, direction in (("Ctrl+=", 1), ("Ctrl++", 1), ("Ctrl+-", -1)):
            self._shortcut(keys, partial(_zoom, direction))
        self._shortcut("Ctrl+0", lambda: set_zoom(_application(), 100))
        for number, key in enumerate(places[:9], start=1):
            self._shortcut(f"Ctrl+{number}", partial(self.go, key))

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        """Works anywhere in the desk, and not while a party looks at the screen."""
        shortcut = QShortcut(QKeySequence(keys), self._front)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _focus_search(self) -> None:
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _focus_page(self) -> None:
        if self._current:
            self._page(self._current).widget().setFocus()


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _application() -> QApplication:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


def _zoom(direction: int) -> None:
    set_zoom(_application(), next_zoom(look().zoom, direction))
