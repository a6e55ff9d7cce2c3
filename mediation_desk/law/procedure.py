"""A procedure: stages, the events that move between them, what is open where, what makes an agreement effective."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from mediation_desk.terms.events import Event
from mediation_desk.terms.refusal import Refusal

from .conduct import AgentBar, Charge, MediatorRule, Note, Openness, RecusalRule, StartRule
from .limits import Limit

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A law the procedure stands on, with the time it is in force."""

    law: str
    articles: str
    valid_from: date
    valid_to: date | None
    certainty: str
    aside: bool = False
    """A law that carries one mechanism of the procedure, not the procedure itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """How the body numbers the track, and the event that draws the number."""

    series: str
    drawn_on: str
    source: str
    certainty: str
    local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseReason:
    """A reason not to accept, and the ways that remain open."""

    code: str
    words: str
    unless: str | None
    routes: tuple[str, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage and the acts that are open in it."""

    id: str
    name: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An event that leads from any of some stages to another."""

    sources: tuple[str, ...]
    on: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoCopies:
    """Further copies in cases that came from a source: for the police, the court or the organ that referred it."""

    origin: str
    more: int
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """One copy for each party and some more, for the body, the court, …; `also` adds some by the case's source."""

    more: int
    also: tuple[AlsoCopies, ...] = ()

    def count(self, parties: int, source: str | None = None) -> int:
        """How many copies are made for so many parties, in a case that came from a source."""
        return parties + self.more + sum(one.more for one in self.also if one.origin == source)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRule:
    """What an agreement of one form needs to take effect, in which order it is signed, how many copies."""

    form: str
    name: str
    effective: tuple[str, ...]
    sign_order: tuple[tuple[str, ...], ...]
    copies: Copies
    source: str
    certainty: str
    local: bool = False
    """Whether the office may ask for more copies."""
    papers: tuple[str, ...] = ()
    """Codes of the papers that may carry the text, the usual one first; none where the kind has only one."""

    def check_turn(self, role: str, waiting: Collection[str]) -> None:
        """Refuse a signature out of order: `waiting` are the roles that have not all signed yet."""
        for group in self.sign_order:
            if role in group:
                return
            early = [other for other in group if other in waiting]
            if early:
                raise Refusal("signing.before_its_turn", role=role, first=tuple(early))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDue:
    """A paper that an event calls for. `instead` names papers that do as well, `not_for` endings that need none.

    `files` names kinds of files that do as well: a copy that was brought needs no sheet to be glued on.
    """

    code: str
    at: str
    must: str  # 必须 | 按需
    instead: tuple[str, ...]
    not_for: tuple[str, ...]
    files: tuple[str, ...] = ()

    def is_met(self, papers: Collection[str], files: Collection[str]) -> bool:
        """Whether the papers made (by code) or the files brought (by kind) hold it or what does as well."""
        return not {self.code, *self.instead}.isdisjoint(papers) or not set(self.files).isdisjoint(files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A way a track may end: the code, the words for the office, and the words that parties read."""

    code: str
    internal: str
    for_parties: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A lawful next step: when it opens, on which conditions, within which limit.

    One event of `open_on` opens it, once all of `after` have happened too.
    """

    id: str
    name: str
    open_on: tuple[str, ...]
    after: tuple[str, ...]
    when: tuple[str, ...]
    standing: str  # open | ask_court | closed
    limit: str | None
    advice: str
    source: str
    certainty: str
    local: bool = False
    """Whether the standing is for the office to say, as the court of the place takes it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that was entered. The first one has no day and no event."""

    stage: str
    since: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The stages a track went through, as its events tell."""

    path: tuple[Step, ...]

    @property
    def stage(self) -> str:
        """The stage at the end."""
        return self.path[-1].stage

    def stages_on(self, day: date) -> tuple[str, ...]:
        """Every stage occupied at some time during the day, in order; an act is lawful if one of them is open to it."""
        before = [step for step in self.path if step.since is None or step.since < day]
        during = [step for step in self.path if step.since == day]
        return tuple(dict.fromkeys(step.stage for step in (before[-1], *during)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One kind of track, as its file lays it out."""

    id: str
    kind: str  # people | administrative | judicial | professional
    name: str
    bodies: tuple[str, ...]
    forum: str
    basis: tuple[Basis, ...]
    docket: Docket | None
    refuse_reasons: tuple[RefuseReason, ...]
    always: tuple[str, ...]
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    limits: tuple[Limit, ...]
    agreements: tuple[AgreementRule, ...]
    papers: tuple[PaperDue, ...]
    endings: tuple[Ending, ...]
    routes: tuple[Route, ...]
    starts: tuple[StartRule, ...]
    mediators: MediatorRule | None
    openness: Openness | None
    charge: Charge | None
    agent_bar: AgentBar | None
    notes: tuple[Note, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of what the procedure says, local lengths included: the proof of which rules were applied."""
        plain = json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()

    def stage(self, id: str) -> Stage:
        """The stage with an id."""
        return _find(self.stages, "id", id, "procedure.stage_unknown", self.id)

    def ending(self, code: str) -> Ending:
        """The ending with a code; a code the procedure does not know is refused."""
        return _find(self.endings, "code", code, "procedure.ending_unknown", self.id)

    def refuse_reason(self, code: str) -> RefuseReason:
        """The reason not to accept with a code."""
        return _find(self.refuse_reasons, "code", code, "procedure.refuse_reason_unknown", self.id)

    def agreement(self, form: str) -> AgreementRule:
        """The rule for an agreement's form; a form the procedure does not allow is refused."""
        return _find(self.agreements, "form", form, "procedure.form_not_allowed", self.id)

    def start(self, form: str) -> StartRule:
        """The rule for beginning by a form of application; a form the procedure does not know is refused."""
        for rule in self.starts:
            if form in rule.by:
                return rule
        source = "；".join(dict.fromkeys(rule.source for rule in self.starts))
        raise Refusal("procedure.start_not_allowed", procedure=self.name, form=form, source=source, field="form")

    def limit(self, id: str, on: date | None = None) -> Limit:
        """The wording of a limit in force on a day (the first wording when no day is given)."""
        found = [limit for limit in self.limits if limit.id == id and (on is None or limit.is_valid_on(on))]
        if not found:
            raise Refusal("limit.unknown", limit=id, near="", field="limit")
        return found[0]

    def require_in_force(self, day: date) -> None:
        """Refuse a day on which no law that the procedure stands on was in force."""
        main = [basis for basis in self.basis if not basis.aside]
        if not any(basis.valid_from <= day <= (basis.valid_to or day) for basis in main):
            first = min(basis.valid_from for basis in main)
            raise Refusal("procedure.not_in_force", procedure=self.name, day=day, first=first, law=main[0].law)

    def open_acts(self, stage: str) -> tuple[str, ...]:
        """The acts open in a stage, those that are always open included."""
        return tuple(dict.fromkeys((*self.stage(stage).acts, *self.always)))

    def open_acts_on(self, history: History, day: date) -> tuple[str, ...]:
        """The acts that were lawful at some time during a day."""
        stages = history.stages_on(day)
        return tuple(dict.fromkeys(act for stage in stages for act in self.open_acts(stage)))

    def history(self, events: Iterable[Event], until: date | None = None) -> History:
        """Fold the events day by day. The order in which facts were recorded changes nothing."""
        steps = [Step(self.stages[0].id)]
        past = sorted((event for event in events if until is None or event.on <= until), key=lambda event: event.on)
        for day, happened in groupby(past, key=lambda event: event.on):
            steps += self._steps_of_day(steps[-1].stage, day, Counter(event.name for event in happened))
        return History(tuple(steps))

    def effective_on(self, form: str, events: Iterable[Event], subject: str | None = None) -> date | None:
        """The day on which the last of the events that the form's rule names had happened; None until then.

        `subject` narrows to one version of the text. Signatures from before the text was last withdrawn are void.
        """
        rule = self.agreement(form)
        own = [event for event in events if subject is None or event.subject == subject]
        void_before = max((event.on for event in own if event.name == "text_withdrawn"), default=date.min)
        valid = [event for event in own if event.on >= void_before]
        firsts = [min((e.on for e in valid if e.name == name), default=None) for name in rule.effective]
        days = [day for day in firsts if day is not None]
        return max(days) if len(days) == len(firsts) else None

    @property
    def recusal(self) -> RecusalRule | None:
        """When a mediator steps aside, where the procedure says it."""
        return None if self.mediators is None else self.mediators.recusal

    def papers_due(self, events: Iterable[Event], ending: str | None = None) -> tuple[PaperDue, ...]:
        """The papers that what has happened calls for, in file order."""
        names = {event.name for event in events}
        return tuple(paper for paper in self.papers if paper.at in names and ending not in paper.not_for)

    def routes_open(self, events: Iterable[Event]) -> tuple[Route, ...]:
        """The next steps that what has happened opens; their conditions are still to be judged."""
        names = {event.name for event in events}
        return tuple(
            route
            for route in self.routes
            if names.intersection(route.open_on) and names.issuperset(route.after) and route.standing != "closed"
        )

    def limits_in_use(self) -> tuple[Limit, ...]:
        """The limits that may run: not those that only a closed route waits for."""
        closed = {route.limit for route in self.routes if route.standing == "closed"}
        needed = {route.limit for route in self.routes if route.standing != "closed"}
        return tuple(limit for limit in self.limits if limit.id not in closed - needed)

    def _steps_of_day(self, stage: str, day: date, waiting: Counter[str]) -> list[Step]:
        """Moves of one day to a fixpoint, tried in file order; every event moves at most once."""
        steps: list[Step] = []
        while move := self._first_move(stage, waiting):
            waiting[move.on] -= 1
            stage = move.to
            steps.append(Step(stage, day, move.on))
        return steps

    def _first_move(self, stage: str, waiting: Mapping[str, int]) -> Move | None:
        return next((move for move in self.moves if stage in move.sources and waiting.get(move.on, 0) > 0), None)


def _find(items: Iterable[Item], key: str, wanted: str, refusal: str, procedure: str) -> Item:
    for item in items:
        if getattr(item, key) == wanted:
            return item
    raise Refusal(refusal, procedure=procedure, value=wanted, field=key)
