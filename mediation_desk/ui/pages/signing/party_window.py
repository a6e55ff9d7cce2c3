"""A window of its own on the screen that faces the parties. It does not close because somebody wants it to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.ui.pages.signing.screen import SigningScreen


class PartyWindow(QWidget):
    """Its title names nobody. Closing it asks for the PIN, as every other way out does."""

    def __init__(self, screen: SigningScreen) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("签署"))
        self._screen = screen
        self._released = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(screen)

    def show_on(self, place: QScreen) -> None:
        """Fill that screen."""
        self.setScreen(place)
        self.setGeometry(place.geometry())
        self.showFullScreen()
        self._screen.setFocus()

    def release(self) -> None:
        """The staff have it again."""
        self._released = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody closes it from here."""
        if self._released:
            event.accept()
            return
        event.ignore()
        self._screen.ask_back()
