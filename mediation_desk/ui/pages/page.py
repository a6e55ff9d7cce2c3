"""What the main window asks of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget


class Page(Protocol):
    """A page is a widget with these. It asks its presenter itself; the window only tells it when."""

    def refresh(self) -> None:
        """Ask again for what is shown."""

    def show_subject(self, subject: str) -> None:
        """Show one thing: a case, a search text. A page without a subject ignores it."""

    def widget(self) -> QWidget:
        """The widget that stands in the window (a page that is a widget returns itself)."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One line of PAGES. A page without `icon` has no line in the side bar (a case is opened from elsewhere)."""

    key: str
    title: str
    make: Callable[[], Page]
    icon: str = ""
    group: int = 0
