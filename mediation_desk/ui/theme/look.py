"""The look that is on: one per process, like the application's palette and font, and changed only here."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from mediation_desk.ui.theme.colours import DARK, LIGHT, Colours
from mediation_desk.ui.theme.fonts import families

BASE_POINTS = 10.5
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Per cent."""

_SIZE = re.compile(r"\bsz\((\d+)\)")
_TOKEN = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, zoom in per cent, and where icons and the style sheet stand."""

    resources: Path
    colours: Colours = LIGHT
    zoom: int = 100
    families: tuple[str, ...] = ()

    def px(self, size: int) -> int:
        """A length of the drawings (pixels at 100 %) at the zoom that is on."""
        return max(1, round(size * self.zoom / 100))


_on: list[Look] = []


def look() -> Look:
    """The look that is on."""
    return _on[-1]


def colours() -> Colours:
    """The colours that are on."""
    return look().colours


def colour(name: str) -> QColor:
    """A colour by its use."""
    return QColor(getattr(look().colours, name))


def px(size: int) -> int:
    """A length of the drawings at the zoom that is on."""
    return look().px(size)


def start(app: QApplication, resources: Path, *, bundled_font: bool = False) -> None:
    """Dress the application for the first time and follow the system between light and dark."""
    app.setStyle(QStyleFactory.create("Fusion"))
    hints = app.styleHints()
    _put_on(app, Look(resources, _scheme(hints.colorScheme()), 100, families(resources / "fonts", bundled_font)))
    hints.colorSchemeChanged.connect(lambda scheme: _put_on(app, replace(look(), colours=_scheme(scheme))))


def set_colours(app: QApplication, wanted: Colours) -> None:
    """Wear the given colours now."""
    _put_on(app, replace(look(), colours=wanted))


def set_zoom(app: QApplication, zoom: int) -> None:
    """Zoom everything, within the steps' ends."""
    _put_on(app, replace(look(), zoom=min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])))


def next_zoom(zoom: int, direction: int) -> int:
    """The next step above (+1) or below (-1), or the same at the end."""
    beyond = [step for step in ZOOM_STEPS if (step - zoom) * direction > 0]
    if not beyond:
        return zoom
    return min(beyond) if direction > 0 else max(beyond)


def style_sheet(source: str, wanted: Look) -> str:
    """The style sheet with `$colour` and `sz(8)` filled in. An unknown colour is a mistake in the file."""
    known = asdict(wanted.colours) | {"icons": (wanted.resources / "icons").as_posix()}
    sized = _SIZE.sub(lambda found: f"{wanted.px(int(found.group(1)))}px", source)
    return _TOKEN.sub(lambda found: known[found.group(1)], sized)


def _scheme(scheme: Qt.ColorScheme) -> Colours:
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _put_on(app: QApplication, wanted: Look) -> None:
    _on[:] = [wanted]
    app.setPalette(_palette(wanted.colours))
    font = QFont(list(wanted.families))
    font.setPointSizeF(BASE_POINTS * wanted.zoom / 100)
    app.setFont(font)
    source = (wanted.resources / "styles" / "desk.qss").read_text(encoding="utf-8")
    app.setStyleSheet(style_sheet(source, wanted))


def _palette(on: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, on.wall),
        (role.WindowText, on.text),
        (role.Base, on.field),
        (role.AlternateBase, on.surface_soft),
        (role.Text, on.text),
        (role.PlaceholderText, on.text_faint),
        (role.Button, on.surface),
        (role.ButtonText, on.text),
        (role.ToolTipBase, on.surface),
        (role.ToolTipText, on.text),
        (role.Highlight, on.act),
        (role.HighlightedText, on.on_act),
        (role.Link, on.act_text),
        (role.Light, on.surface_soft),
        (role.Midlight, on.surface_soft),
        (role.Mid, on.line),
        (role.Dark, on.line_strong),
    ):
        palette.setColor(which, QColor(name))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(on.text_faint))
    return palette
