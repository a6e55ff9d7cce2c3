"""Writing a track's volume, or what a court is sent of it, into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mediation_desk.papers.binding import BindingStopped, Progress, bind
from mediation_desk.papers.render import RENDERER
from mediation_desk.papers.resources import Resources
from mediation_desk.queries.volume_binding import ToBind, VolumeToBind
from mediation_desk.store.durable import write_durably
from mediation_desk.terms.refusal import Refusal

from .deeds import authorise, note
from .desk import Desk

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A volume that is bound and lies nowhere yet."""

    case: str
    folder: Path
    file: str
    pdf: bytes
    content: ToBind


def bind_volume(
    desk: Desk,
    case: str,
    track: str,
    folder: Path,
    *,
    for_court: bool = False,
    progress: Progress = lambda done, whole: True,
) -> Binding | None:
    """The long part, which only reads: the bound PDF; None when stopped.

    The folder must not exist yet: a volume is never mixed with an older one.
    """
    authorise(desk, BIND)
    _require_free(folder)
    content = desk.ask(VolumeToBind(case=case, track=track, for_court=for_court))
    fonts = Resources.under(desk.surroundings.resources).fonts
    try:
        pdf = bind(content.pieces, fonts, title=content.title, producer=RENDERER, progress=progress)
    except BindingStopped:
        return None
    return Binding(case=case, folder=folder, file=COURT if for_court else VOLUME, pdf=pdf, content=content)


def hand_over(desk: Desk, bound: Binding) -> BoundVolume:
    """The short part: the PDF, the originals beside it untouched, the labels, and the list of what stays here; noted.

    Nothing leaves the office that the audit does not know of, so both belong together on the write lane.
    """
    authorise(desk, BIND)
    _require_free(bound.folder)
    content = bound.content
    _write(bound.folder, {bound.file: bound.pdf, SPINE: content.spine, LEFT_OUT: _listed(content.left_out)})
    _write(bound.folder / ORIGINALS, dict(content.originals))
    note(desk, BIND, bound.case)
    return BoundVolume(
        folder=str(bound.folder),
        file=bound.file,
        pieces=len(content.pieces),
        originals=len(content.originals),
        left_out=content.left_out,
    )


def _require_free(folder: Path) -> None:
    if folder.exists():
        raise Refusal("volume.folder_exists", field="folder", folder=str(folder))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    wanted = {name: data for name, data in files.items() if data}
    if wanted:
        folder.mkdir(parents=True)
    for name, data in wanted.items():
        write_durably(folder / name, data)


def _listed(left_out: tuple[tuple[str, str], ...]) -> bytes:
    return "".join(f"{title}：{reason}\n" for title, reason in left_out).encode()
