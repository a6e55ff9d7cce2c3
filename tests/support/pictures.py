"""Pictures of real windows, grabbed without a screen, for the documentation and for looking at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

OFFICE_SCREEN = QSize(1366, 768)
LARGE_SCREEN = QSize(1920, 1080)


def take(widget: QWidget, path: Path, size: QSize = OFFICE_SCREEN) -> Path:
    """Show the widget at this size, let it lay itself out, and write what a person would see as PNG."""
    widget.resize(size)
    widget.show()
    for _ in range(3):  # a layout may ask for another round after the first
        QApplication.processEvents()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path), "PNG"):
        raise OSError(f"cannot write {path}")
    return path
