"""A time limit as a rule: how long, from which event, what stops it, who may extend it, what expiry does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

UNITS: Final = {"calendar": "日", "working": "个工作日", "months": "个月"}
BOUNDS: Final = ("max", "min", "fixed")
PER: Final = ("case", "track", "party", "instalment", "round", "subject")
ROLLS: Final = ("next_working_day", "none")
ON_EXPIRY: Final = ("warn", "must_end", "right_lost", "opens_route")
PAUSES: Final = {"appraisal": "鉴定", "expert_consultation": "专家咨询", "evaluation": "中立评估"}
"""What may stop a clock: the stem of a pair of events (_started, _ended) and its words."""
CONSENTS: Final = {"all_parties": "各方当事人", "body": "调解组织", "court": "人民法院"}
UNLIMITED: Final = "unlimited"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendRule:
    """Whose consent an extension needs and how often; `times` None means as often as they agree."""

    consent: tuple[str, ...]
    times: int | None
    most: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitExample:
    """A worked example that the rule book recomputes whenever it is read."""

    on: date
    due: date
    paused: tuple[date, ...] = ()
    extended: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One time limit. A clock is a limit that has started."""

    id: str
    name: str
    length: int
    unit: str
    bound: str
    per: str
    starts_on: tuple[str, ...]
    starts_words: str
    answered_by: tuple[str, ...]
    not_counted: tuple[str, ...]
    roll: str
    on_expiry: str
    source: str
    certainty: str
    subjects: tuple[str, ...] = ()
    """Only start events with one of these subjects count; "" stands for an event that names none."""
    after: tuple[str, ...] = ()
    """It runs only where all of these have happened too, before or after its start."""
    opens: str | None = None
    extend: ExtendRule | None = None
    local: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    examples: tuple[LimitExample, ...] = ()

    @property
    def certain(self) -> bool:
        """False prints 依据待核."""
        return self.certainty != "memory"

    @property
    def unit_words(self) -> str:
        """个工作日."""
        return UNITS[self.unit]

    @property
    def length_words(self) -> str:
        """30个工作日."""
        return f"{self.length}{self.unit_words}"

    def is_valid_on(self, day: date) -> bool:
        """Whether this wording of the limit was in force on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def overridden(self, length: int, source: str) -> Limit:
        """The limit with a local length. A local rule may shorten a maximum and lengthen a minimum, nothing else."""
        if not self.local or self.bound == "fixed":
            raise Refusal("limit.not_local", limit=self.id, name=self.name, field=self.id)
        wrong_way = length > self.length if self.bound == "max" else length < self.length
        if length < 1 or wrong_way:
            way = "缩短" if self.bound == "max" else "延长"
            raise Refusal("limit.wrong_direction", limit=self.id, name=self.name, length=length, way=way, field=self.id)
        if not source.strip():
            raise Refusal("limit.source_missing", limit=self.id, name=self.name, field=self.id)
        return replace(self, length=length, source=f"{source}；{self.source}", examples=())
