"""Writing a track's volume, or what a court is sent of it, into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mediation_desk.papers.binding import BindingStopped, Progress, bind
from mediation_desk.papers.render import RENDERER
from mediation_desk.papers.resources import Resources
from mediation_desk.queries.volume import VolumeToBind
from mediation_desk.store.durable import write_durably
from mediation_desk.terms.refusal import Refusal

from .deeds import authorise, note
from .desk import Desk
from .file_names import file_name

BIND: Final = "bind_volume"
VOLUME, COURT, SPINE, ORIGINALS, LEFT_OUT = "卷宗.pdf", "送人民法院材料.pdf", "脊背标签.pdf", "原件", "未放入的材料.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundVolume:
    """What was written, and what was left out with the reason."""

    folder: str
    file: str
    pieces: int
    originals: int
    left_out: tuple[tuple[str, str], ...]


def bind_volume(
    desk: Desk,
    case: str,
    track: str,
    folder: Path,
    *,
    for_court: bool = False,
    progress: Progress = lambda done, whole: True,
) -> BoundVolume | None:
    """The bound PDF, the originals beside it untouched, the labels, and the list of what stays here; None when stopped.

    The folder must not exist yet: a volume is never mixed with an older one. Nothing is written before all is bound.
    """
    authorise(desk, BIND)
    if folder.exists():
        raise Refusal("volume.folder_exists", field="folder", folder=str(folder))
    content = desk.ask(VolumeToBind(case=case, track=track, for_court=for_court))
    fonts = Resources.under(desk.surroundings.resources).fonts
    try:
        pdf = bind(content.pieces, fonts, title=content.title, producer=RENDERER, progress=progress)
    except BindingStopped:
        return None
    name = COURT if for_court else VOLUME
    _write(folder, {name: pdf, SPINE: content.spine, LEFT_OUT: _listed(content.left_out)})
    _write(folder / ORIGINALS, {_name(of): data for of, data in content.originals})
    note(desk, BIND, case)
    return BoundVolume(
        folder=str(folder),
        file=name,
        pieces=len(content.pieces),
        originals=len(content.originals),
        left_out=content.left_out,
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    wanted = {name: data for name, data in files.items() if data}
    if wanted:
        folder.mkdir(parents=True)
    for name, data in wanted.items():
        write_durably(folder / name, data)


def _listed(left_out: tuple[tuple[str, str], ...]) -> bytes:
    return "".join(f"{title}：{reason}\n" for title, reason in left_out).encode()


def _name(original: str) -> str:
    path = Path(original)
    return file_name(path.stem, ending=path.suffix)
