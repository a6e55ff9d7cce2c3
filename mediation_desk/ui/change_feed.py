"""Who looks at what was just changed: visible pages ask again, hidden ones remember that they are stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Change:
    """What an act touched: the cases, and the kinds of things ("case", "clock", "agreement", "office", …)."""

    cases: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


class ChangeFeed(QObject):
    """Says what was touched, on the window's thread."""

    changed = Signal(Change)

    def publish(self, change: Change) -> None:
        """Tell every page that follows."""
        self.changed.emit(change)

    def follow(
        self, page: QWidget, refresh: Callable[[], None], concerns: Callable[[Change], bool] = lambda _change: True
    ) -> Follower:
        """Keep a page fresh: at once while it is visible, else when it is shown next."""
        follower = Follower(page, refresh, concerns)
        self.changed.connect(follower.hear)
        return follower


class Follower(QObject):
    """Belongs to a page and lives as long as it does."""

    def __init__(self, page: QWidget, refresh: Callable[[], None], concerns: Callable[[Change], bool]) -> None:
        super().__init__(page)
        self._page, self._refresh, self._concerns = page, refresh, concerns
        self.stale = False
        page.installEventFilter(self)

    def hear(self, change: Change) -> None:
        """Refresh now, or mark the page stale while nobody sees it."""
        if not self._concerns(change):
            return
        if self._page.isVisible():
            self._refresh()
        else:
            self.stale = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refresh a stale page when it is shown."""
        if watched is self._page and event.type() == QEvent.Type.Show and self.stale:
            self.stale = False
            self._refresh()
        return False
