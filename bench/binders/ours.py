"""The volumes of this program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mediation_desk.papers.binding import Piece, bind, brought
from mediation_desk.papers.render import RENDERER
from mediation_desk.resource_paths import resources


def binder(folder: Path) -> Callable[[], bytes]:
    """Papers as they are, scans as pictures; the files are read anew each time, as the office does."""
    return lambda: bind(_pieces(folder), resources() / "fonts", title="调解卷宗", producer=RENDERER)


def _pieces(folder: Path) -> list[Piece]:
    own = [
        Piece(title="人民调解协议书", data=path.read_bytes(), pages=int(path.stem.rpartition("-")[2]))
        for path in sorted(folder.glob("own-*.pdf"))
    ]
    return [*own, *(brought(path.name, path.read_bytes()) for path in sorted(folder.glob("scan-*.jpg")))]
