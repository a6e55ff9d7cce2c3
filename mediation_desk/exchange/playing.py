"""Performing a script act by act, in the name of the people it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import groupby
from typing import Protocol

from mediation_desk.acts.act import Act, Outcome
from mediation_desk.acts.many import Deed, Tally
from mediation_desk.acts.recorded import AttachFile
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.refusal import Refusal

from .problems import Problem
from .scripts import Script, Step


class Performer(Protocol):
    """Somebody's desk: what can perform an act, or a list of them, and keep a file."""

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

    def perform_each(self, deeds: Sequence[Deed], *, via: str = "window") -> Tally:
        """Perform a list of acts."""

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
    """Perform the acts in order; stops at the first one that goes otherwise than the script says.

    What one line says for every row of a table is a list of deeds for each day: each row of it is tried before the
    script stops.
    """
    outcomes: list[Outcome] = []
    for _, lines in groupby(script.steps, key=lambda step: (step.path, step.on, step.at)):
        steps = tuple(lines)
        try:
            refusal, row = (_play_list if steps[0].row else _play_one)(script, steps, desk_of(steps[0]), outcomes)
        except Refusal as fault:  # nobody of that name, a file that cannot be kept
            refusal, row = fault, 0
        if refusal is not None:
            problem = Problem(file=file, path=steps[row].where, refusal=refusal)
            return Played(script=script.name, case=script.case, outcomes=tuple(outcomes), problem=problem)
    return Played(script=script.name, case=script.case, outcomes=tuple(outcomes))


def _play_one(
    script: Script, steps: Sequence[Step], desk: Performer, outcomes: list[Outcome]
) -> tuple[Refusal | None, int]:
    (step,) = steps
    act, case = _act(script, step, desk), _case(script, step)
    try:
        outcomes.append(desk.perform(act, case=case, on=step.on, at=step.at, act_id=step.act_id, via="script"))
    except Refusal as refusal:
        return (None if refusal.code == step.refused else refusal), 0
    return _not_refused(step), 0


def _play_list(
    script: Script, steps: Sequence[Step], desk: Performer, outcomes: list[Outcome]
) -> tuple[Refusal | None, int]:
    tally = desk.perform_each([_deed(script, step, desk) for step in steps], via="script")
    outcomes += tally.outcomes
    for place, (step, result) in enumerate(zip(steps, tally.results, strict=True)):
        if result.refusal is not None and result.refusal.code != step.refused:
            return result.refusal, place
        if result.refusal is None and step.refused is not None:
            return _not_refused(step), place
    return None, 0


def _not_refused(step: Step) -> Refusal | None:
    if step.refused is None:
        return None
    return Refusal("script.not_refused", act=step.act.act_name, expected=step.refused)


def _deed(script: Script, step: Step, desk: Performer) -> Deed:
    act, case = _act(script, step, desk), _case(script, step)
    return Deed(act_id=step.act_id, act=act, case=case, on=step.on, at=step.at, about=step.row)


def _act(script: Script, step: Step, desk: Performer) -> Act:
    if not isinstance(step.act, AttachFile):
        return step.act
    data = next(file.data for file in script.files if file.id == step.act.blob)
    return replace(step.act, blob=desk.keep_file(_case(script, step), data).name)


def _case(script: Script, step: Step) -> str | None:
    return script.case if step.of_case else None
