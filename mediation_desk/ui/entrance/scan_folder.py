"""The folder into which a scanner writes: what lies there whole, and where it goes once it is filed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from mediation_desk.ui.dialogs.scan_dialog import are_scans

DONE_FOLDER: Final = "已归档"
SETTLE_MS: Final = 1500


class ScanFolder(QObject):
    """`waiting_changed` comes with every change of what waits. A scanner writes slowly: a file waits only once its size
    has stayed the same from one look to the next."""

    waiting_changed = Signal()

    def __init__(self, parent: QObject | None = None, settle_ms: int = SETTLE_MS) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._sizes: dict[Path, int] = {}
        self._waiting: tuple[Path, ...] = ()
        self._watcher, self._again = QFileSystemWatcher(self), QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(settle_ms)
        self._again.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._again.start())

    @property
    def waiting(self) -> tuple[Path, ...]:
        """The files that lie there whole."""
        return self._waiting

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on, or none."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._folder, self._sizes = folder, {}
        if folder is not None and folder.is_dir():
            self._watcher.addPath(str(folder))
        self.look()

    def look(self) -> None:
        """Look now: watching alone misses what happens on a network drive."""
        sizes = self._found()
        settled = tuple(sorted(path for path, size in sizes.items() if size and self._sizes.get(path) == size))
        if len(settled) < len(sizes):
            self._again.start()
        self._sizes = sizes
        if settled != self._waiting:
            self._waiting = settled
            self.waiting_changed.emit()

    def file_away(self, files: Sequence[Path]) -> None:
        """Move what is filed into the folder of the filed. Nothing is ever deleted, nothing replaced."""
        for file in files:
            done = file.parent / DONE_FOLDER
            done.mkdir(exist_ok=True)
            file.rename(_free(done / file.name))
        self.look()

    def _found(self) -> dict[Path, int]:
        try:
            lying = [] if self._folder is None else list(self._folder.iterdir())
            return {path: path.stat().st_size for path in lying if are_scans([path]) and path.is_file()}
        except OSError:
            return {}


def _free(path: Path) -> Path:
    """The name itself, or with the first number that is free."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
