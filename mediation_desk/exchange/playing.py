"""Performing a script act by act, in the name of the people it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Protocol

from mediation_desk.acts.act import Act, Outcome
from mediation_desk.acts.recorded import AttachFile
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.refusal import Refusal

from .scripts import Problem, Script, Step


class Performer(Protocol):
    """Somebody's desk: what can perform an act and keep a file."""

    def perform(
        self,
        act: Act,
        *,
        case: str | None = None,
        on: date | None = None,
        at: time | None = None,
        act_id: str | None = None,
        via: str = "window",
    ) -> Outcome:
        """Perform an act."""

    def keep_file(self, case: str | None, data: bytes) -> BlobRef:
        """Keep a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of a script."""

    script: str
    case: str
    outcomes: tuple[Outcome, ...]
    problem: Problem | None = None


def play(script: Script, desk_of: Callable[[Step], Performer], file: str) -> Played:
    """Perform the acts in order; stops at the first one that goes otherwise than the script says."""
    outcomes: list[Outcome] = []
    for step in script.steps:
        try:
            outcomes.append(_perform(script, step, desk_of(step)))
        except Refusal as refusal:
            if refusal.code != step.refused:
                return _stopped(script, outcomes, Problem(file=file, path=step.path, refusal=refusal))
            continue
        if step.refused is not None:
            wrong = Refusal("script.not_refused", act=step.act.act_name, expected=step.refused)
            return _stopped(script, outcomes, Problem(file=file, path=step.path, refusal=wrong))
    return Played(script=script.name, case=script.case, outcomes=tuple(outcomes))


def _perform(script: Script, step: Step, desk: Performer) -> Outcome:
    case = script.case if step.of_case else None
    act = step.act
    if isinstance(act, AttachFile):
        data = next(file.data for file in script.files if file.id == act.blob)
        act = replace(act, blob=desk.keep_file(case, data).name)
    return desk.perform(act, case=case, on=step.on, at=step.at, act_id=step.act_id, via="script")


def _stopped(script: Script, outcomes: list[Outcome], problem: Problem) -> Played:
    return Played(script=script.name, case=script.case, outcomes=tuple(outcomes), problem=problem)
