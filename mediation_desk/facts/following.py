"""What may follow the agreement of a track, judged on its facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.law.clocks import RunningClock
from mediation_desk.law.confirmation import ROUTE
from mediation_desk.law.following import Note, Outcome, Way, notes, ways
from mediation_desk.model.paper import Paper

from .scene import Scene
from .shapes import AgreementFacts

_RECEIPT = "RM-VISITOR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The ways of one track and the times that matter."""

    track: str
    procedure_name: str
    agreement: str | None
    version: int | None
    ways: tuple[Way, ...]
    notes: tuple[Note, ...]


def what_follows(scene: Scene) -> Following:
    """Every way for the text that stands in the scene's track, or for the track without one."""
    law, text = scene.law, scene.agreement
    outcome = _outcome(scene, text)
    limits = law.rules.limits()
    return Following(
        track=scene.the_track.id,
        procedure_name=scene.the_track.procedure_name,
        agreement=None if text is None else text.id,
        version=None if text is None else text.version,
        ways=ways(outcome, scene.procedure, limits, law.following),
        notes=notes(
            outcome,
            limits,
            law.calendar,
            law.following,
            asked_at=scene.case.received_at,
            receipt=_receipt(scene),
        ),
    )


def clock_for(scene: Scene, agreement: str) -> RunningClock | None:
    """The clock within which this agreement may be confirmed, once it runs."""
    route = next((route for route in scene.procedure.routes if route.id == ROUTE), None)
    return None if route is None else _outcome(scene, None, agreement).clock(route.limit)


def _outcome(scene: Scene, text: AgreementFacts | None, id: str | None = None) -> Outcome:
    law = scene.law
    terms = () if text is None else law.check.words.terms(text)
    return Outcome(
        agreement=text,
        id=id if text is None else text.id,
        form=None if text is None else text.form,
        effective_on=None if text is None else text.effective_on,
        dispute=law.require("dispute_types", scene.case.dispute_type, field="dispute_type"),
        events=scene.events,
        clocks=scene.builder.clocks(scene.track_row, scene.events),
        confirmability=None if text is None else law.confirmation.judge(scene.procedure, text.form, terms),
        settled=frozenset() if text is None else frozenset(d.number for d in text.duties if d.state == "done"),
    )


def _receipt(scene: Scene) -> tuple[str, date] | None:
    """The receipt that the visitor was given, with its day."""
    made = [row for row in scene.builder.rows(Paper, code=_RECEIPT) if row.state != "void"]
    return (made[0].title, made[0].made_on) if made else None
