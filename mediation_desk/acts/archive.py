"""Closing the volume of a track; whatever comes later is a supplement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.performance import Volume
from mediation_desk.model.track import Track
from mediation_desk.papers.catalogue import paper
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .lookups import papers_due, require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseVolume(TrackAct):
    """归档. A required paper that is missing is named with a reason, or the volume stays open."""

    id: str
    retention: str
    missing: dict[str, str] = field(default_factory=dict)
    """Code of a missing required paper to the reason why it is missing."""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        work.law.require("retentions", self.retention, field="retention")
        held = {paper.code for paper in work.rows(Paper, track_id=track.id) if paper.state != "void"}
        brought = {file.kind for file in work.rows(Attachment) if file.track_id in (None, track.id)}
        for need in papers_due(work, track):
            codes = (need.code, *need.instead)
            if not need.is_met(held, brought) and not any(self.missing.get(code, "").strip() for code in codes):
                raise Refusal(
                    "volume.paper_missing", field="missing", paper=_title(work, track, need.code), code=need.code
                )
        work.add(
            Volume,
            id=self.id,
            track_id=track.id,
            closed_on=work.happened_on,
            retention=self.retention,
            catalogue=_catalogue(work, track.id),
            missing=[{"code": c, "reason": r} for c, r in self.missing.items()],
        )
        work.emit("volume_closed", track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementVolume(TrackAct):
    """补充归档. Papers that came after the volume was closed."""

    id: str
    to: str
    reason: str

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        volume = work.find(Volume, self.to, "volume")
        known = {line["id"] for line in volume.catalogue}
        new = [line for line in _catalogue(work, track.id) if line["id"] not in known]
        if not new:
            raise Refusal("volume.nothing_new", closed_on=volume.closed_on)
        work.add(
            Volume,
            id=self.id,
            track_id=track.id,
            closed_on=work.happened_on,
            retention=volume.retention,
            catalogue=new,
            missing=[{"code": "", "reason": require_text(self.reason, "reason")}],
            supplement_to=volume.id,
        )


def _title(work: Work, track: Track, code: str) -> str:
    return paper(code).title_for(work.procedure(track).kind)


def _papers(work: Work, track: str) -> list[Paper]:
    """What lies in this volume; an evaluation's mandate and report are kept apart and only have to exist."""
    rows = work.rows(Paper, track_id=track, own_volume=False)
    return [paper for paper in rows if paper.state != "void"]


def _catalogue(work: Work, track: str) -> list[dict[str, Any]]:
    papers = [
        {"id": p.id, "title": p.title, "pages": p.pages, "on": p.made_on.isoformat()} for p in _papers(work, track)
    ]
    files = work.rows(Attachment, track_id=track)
    return papers + [{"id": a.id, "title": a.name, "pages": 0, "on": a.received_on.isoformat()} for a in files]
