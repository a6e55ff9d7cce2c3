"""Acts on many tracks: a list that commits act by act; after each of them everybody else gets a turn.

What is done stays done; a refusal stops nobody else. Each act has an id beforehand, so that the same list, handed in
again after a stop or a power cut, goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final, Protocol

from mediation_desk.terms.refusal import Refusal

from .act import Act, Outcome
from .agreement import FinaliseAgreement, RecordReached
from .archive import CloseVolume
from .court import ApplyExecution, RecordRuling
from .ending import ApplyConfirmation, EndTrack, TakeRoute
from .handover import SplitTrack
from .papers import IssuePaper
from .people import AddParty, AddPerson
from .performance import RecordDefault, RecordPerformance, RecordVisit
from .recorded import AttachFile, RecordConsent, RecordService
from .rules import RecountClocks
from .signing import ConfirmScan

FOR_MANY: Final[tuple[type[Act], ...]] = (
    AddPerson,
    AddParty,
    SplitTrack,
    RecordConsent,
    RecordReached,
    FinaliseAgreement,
    IssuePaper,
    RecordService,
    AttachFile,
    ConfirmScan,
    ApplyConfirmation,
    RecordRuling,
    RecordPerformance,
    RecordDefault,
    RecordVisit,
    ApplyExecution,
    TakeRoute,
    EndTrack,
    CloseVolume,
    RecountClocks,
)
"""What may be done for many at once. A choice that people have to weigh one by one is not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act of the list, under an id that stays the same when the list is handed in again.

    Where it could not even be made, the reason stands in its place and is told with the others' results.
    """

    act_id: str
    act: Act | Refusal
    case: str | None
    on: date | None = None
    at: time | None = None
    about: str = ""
    """What the author of the list calls it: a household, a row of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one deed: an outcome, a refusal, or nothing yet."""

    deed: Deed
    outcome: Outcome | None = None
    refusal: Refusal | None = None

    @property
    def state(self) -> str:
        """done | repeated | refused | left."""
        if self.refusal is not None:
            return "refused"
        if self.outcome is None:
            return "left"
        return "repeated" if self.outcome.repeated else "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a list stands: a result for each deed, in the order of the list."""

    results: tuple[Result, ...]

    @property
    def total(self) -> int:
        """How many deeds there are."""
        return len(self.results)

    @property
    def tried(self) -> int:
        """How many have been done or refused."""
        return self.total - self.count("left")

    def count(self, *states: str) -> int:
        """How many stand at one of these states."""
        return sum(result.state in states for result in self.results)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of what was done."""
        return tuple(result.outcome for result in self.results if result.outcome is not None)

    @property
    def refused(self) -> tuple[Result, ...]:
        """The deeds that were refused."""
        return tuple(result for result in self.results if result.refusal is not None)

    @property
    def next(self) -> Deed | None:
        """The deed whose turn is next, if the list goes on."""
        return next(iter(self.left), None)

    @property
    def left(self) -> tuple[Deed, ...]:
        """The deeds that nobody has tried yet."""
        return tuple(result.deed for result in self.results if result.state == "left")


class Doer(Protocol):
    """Whoever performs one act in a transaction of its own."""

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


def in_turns(
    doer: Doer, deeds: Sequence[Deed], *, stop: Callable[[], bool] = lambda: False, via: str = "window"
) -> Iterator[Tally]:
    """Perform a list; gives the tally after each act, and goes on only when it is asked for the next.

    `stop` is looked at between two acts. The first tally comes before anything is done, so that a list with an act that
    is not for many is refused as a whole.
    """
    for deed in deeds:
        if isinstance(deed.act, Act) and not isinstance(deed.act, FOR_MANY):
            raise Refusal("act.not_for_many", act=deed.act.act_name)
    results = [Result(deed=deed) for deed in deeds]
    yield Tally(results=tuple(results))
    for place, result in enumerate(results):
        if stop():
            return
        results[place] = _performed(doer, result, via)
        yield Tally(results=tuple(results))


def perform_each(
    doer: Doer,
    deeds: Sequence[Deed],
    progress: Callable[[Tally], None] = lambda tally: None,
    stop: Callable[[], bool] = lambda: False,
    *,
    via: str = "window",
) -> Tally:
    """Perform a list to its end, or until it is stopped between two acts."""
    tally = Tally(results=())
    for tally in in_turns(doer, deeds, stop=stop, via=via):
        progress(tally)
    return tally


def _performed(doer: Doer, result: Result, via: str) -> Result:
    deed = result.deed
    if isinstance(deed.act, Refusal):
        return replace(result, refusal=deed.act)
    try:
        outcome = doer.perform(deed.act, case=deed.case, on=deed.on, at=deed.at, act_id=deed.act_id, via=via)
    except Refusal as refusal:
        return replace(result, refusal=refusal)
    return replace(result, outcome=outcome)
