"""What an act is: one small frozen class with its fields and what it changes, and the envelope it travels in."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, ClassVar, Self

from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.ids import ActId, CaseId, TrackId
from mediation_desk.terms.unrecorded import NOTHING, Unrecorded

if TYPE_CHECKING:
    from mediation_desk.preparing.preparation import Preparation

    from .work import Work

_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(ABC):
    """A change somebody makes. Guards raise a Refusal before anything changes."""

    act_name: ClassVar[str]
    format: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        """The name that scripts, procedures and the journal use: RecordSession is record_session."""
        cls.act_name = _HUMP.sub("_", cls.__name__).lower()

    @property
    def compartment(self) -> str:
        """Where the act's own fields belong in the journal; most acts are common to the case."""
        return COMMON

    def prepare(self, preparation: Preparation) -> Self:
        """Slow work outside the transaction (rendering, signing); returns the act completed with its result."""
        return self

    @abstractmethod
    def perform(self, work: Work) -> None:
        """Check and change, inside one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackAct(Act):
    """An act within one track; open only at the stages its procedure names."""

    track: TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An act with who, when it happened, and what its author had seen.

    `seen` maps ids of aggregates (case, track, agreement, opinion) to the version the author looked at; a change of
    an aggregate that has moved on since is refused.
    """

    id: ActId
    act: Act
    happened_on: date
    happened_time: time | None = None
    case: CaseId | None = None
    seen: Mapping[str, int] = field(default_factory=dict)
    via: str = "window"  # window | command_line | script | import
    unrecorded: Unrecorded = NOTHING
    """What nobody may keep; it ends with the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What an act changed, for whoever shows it."""

    case: str | None
    tracks: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an act: numbers drawn, papers made, what was touched. `repeated` if it had been done before."""

    act: ActId
    recorded_at: datetime
    numbers: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """Derived dates that moved because of this act, in words."""
    notices: tuple[str, ...] = ()
    """What did not stop the act and should be known: codes of sentences."""
    touched: Touched = Touched(case=None, tracks=(), kinds=())
    repeated: bool = False
