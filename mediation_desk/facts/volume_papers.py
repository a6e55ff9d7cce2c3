"""What binds a volume: its name, its years, its contents, and what is missing. Page numbers come with the binding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mediation_desk.model.performance import Volume

from .scene import Scene, fact

Subject = dict[str, Any]


def _volume(scene: Scene) -> Volume | None:
    """The closed volume, where the paper is about one."""
    return None if scene.ref is None else fact(scene, Volume, "卷宗")


def _named(scene: Scene) -> Subject:
    volume, track = _volume(scene), scene.the_track
    begun = track.accepted_on or track.opened_on
    retention = None if volume is None else scene.law.words("retentions", volume.retention)
    return {"name": scene.case.title, "year": str(begun.year), "retention": retention}


def _filed(scene: Scene) -> Subject:
    volume = _volume(scene)
    return {"filer": scene.handler, "filed_on": None if volume is None else volume.closed_on}


def _cover(scene: Scene) -> Subject:
    track, agreement = scene.the_track, scene.agreement
    concluded = track.ended_on if agreement is None else agreement.effective_on or track.ended_on
    return {
        **_named(scene),
        **_filed(scene),
        "category": scene.case.dispute_words,
        "started_on": track.accepted_on or track.opened_on,
        "ended_on": concluded,
    }


def _index(scene: Scene) -> Subject:
    volume = _volume(scene)
    return {"entries": [{"name": line["title"]} for line in (() if volume is None else volume.catalogue)]}


def _note(scene: Scene) -> Subject:
    volume = _volume(scene)
    missing = () if volume is None else volume.missing
    return {
        **_filed(scene),
        "papers": None if volume is None else len(volume.catalogue),
        "missing": [{"code": line["code"], "reason": line["reason"]} for line in missing],
    }


def _back(scene: Scene) -> Subject:
    volume = _volume(scene)
    return {"bound_on": None if volume is None else volume.closed_on}


def _spine(scene: Scene) -> Subject:
    return _named(scene)


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {
    "RM-COVER": _cover,
    "RM-INDEX": _index,
    "RM-NOTE": _note,
    "RM-BACK": _back,
    "RM-SPINE": _spine,
}
