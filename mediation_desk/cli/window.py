"""The bare command opens the window, where there is a screen to open it on."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping

from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence

from .answer import USAGE, Answer
from .call import Call

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_window(call: Call) -> Answer:
    """Start the window and wait until it is closed."""
    if not has_screen(call.surroundings.environment, sys.platform):
        refusal = Refusal("cli.no_screen")
        words = sentence(refusal)
        return Answer(document={"error": {"code": refusal.code, "message": words}}, lines=[words], code=USAGE)
    folder = call.folder() if call.names_office else None
    # Loaded by name and only here, so that every other command starts without Qt: a server has none, and it is slow.
    app = importlib.import_module("mediation_desk.ui.app")
    world = call.surroundings
    code: int = app.run(["mediation-desk"], world.environment, world, folder)
    return Answer(document={"closed": True}, code=code)


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can appear. Windows and macOS always have a screen; Qt may be told of a virtual one."""
    return not platform.startswith("linux") or any(environment.get(name) for name in _SCREENS)
