"""The start of the window: the application, its look, and what must be settled before Qt begins."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.fonts import load_rare


def choose_input_method(environment: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Speak ibus where fcitx is set: Qt's wheels carry no fcitx plugin, and fcitx5 understands ibus."""
    if platform.startswith("linux") and environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        environment["QT_IM_MODULE"] = "ibus"


def make_application(
    arguments: Sequence[str], environment: MutableMapping[str, str], resources: Path, *, bundled_font: bool = False
) -> QApplication:
    """The application, dressed. Rare characters of names get their font once the first window stands."""
    choose_input_method(environment)
    app = QApplication(list(arguments))
    app.setApplicationName("mediation-desk")
    app.setApplicationDisplayName("调解工作台")
    look.start(app, resources, bundled_font=bundled_font)
    QTimer.singleShot(0, app, lambda: load_rare(resources / "fonts"))
    return app
