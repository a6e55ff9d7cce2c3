"""Icons: one SVG each in resources/icons, drawn in `currentColor` and tinted with a colour of the look."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mediation_desk.ui.theme.look import colours, look

_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, use: str = "text_soft") -> QIcon:
    """The icon in a colour by its use. Ask again when the look changes: an icon keeps the shade it was made with."""
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, use), (QIcon.Mode.Disabled, "text_faint")):
        renderer = QSvgRenderer(QByteArray(_tinted(name, getattr(colours(), shade))))
        for size in _SIZES:
            made.addPixmap(_drawn(renderer, size), mode)
    return made


def pixmap(name: str, size: int, use: str = "text_soft") -> QPixmap:
    """The icon as one picture of the given size."""
    return _drawn(QSvgRenderer(QByteArray(_tinted(name, getattr(colours(), use)))), size)


def _tinted(name: str, shade: str) -> bytes:
    return _source(look().resources / "icons" / f"{name}.svg").replace("currentColor", shade).encode("utf-8")


@cache
def _source(path: Path) -> str:
    """Read once: a page asks for the same few icons again and again."""
    return path.read_text(encoding="utf-8")


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture
