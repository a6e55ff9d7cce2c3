"""A time limit as a rule: how long, from which event, what stops it, who may extend it, what expiry does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

UNITS: Final = {"calendar": "日", "working": "个工作日", "months": "个月"}
BOUNDS: Final = ("max", "min", "fixed", "local")
"""Which way a local rule may go: shorter than a maximum, longer than a minimum, nowhere, wherever it says."""
PER: Final = ("case", "track", "party", "instalment", "round", "subject")
ROLLS: Final = ("next_working_day", "none")
STARTS: Final = ("first", "all")
"""Whether the first of its start events starts a limit, or the last of them once all have happened."""
ON_EXPIRY: Final = ("warn", "must_end", "right_lost", "opens_route")
ROUTE_TAKEN: Final = "route_taken"
"""The answering event whose subject is a route."""
PAUSES: Final = {"appraisal": "鉴定", "expert_consultation": "专家咨询", "evaluation": "中立评估"}
"""What may stop a clock: the stem of a pair of events (_started, _ended) and its words."""
_WAYS: Final = {"max": "缩短", "min": "延长", "local": "定为一日以上"}
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
    starts: str = "first"
    restarts_on: tuple[str, ...] = ()
    """Events after which the limit is counted anew from their day while it has not been answered."""
    subjects: tuple[str, ...] = ()
    """Only start events with one of these subjects count; "" stands for an event that names none."""
    answered_routes: tuple[str, ...] = ()
    """The routes that answer it when they are taken; any other route leaves it running."""
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
    def source_words(self) -> str:
        """The article, and 依据待核 where nobody has read it."""
        return self.source if self.certain else f"{self.source}（依据待核）"

    @property
    def unit_words(self) -> str:
        """个工作日."""
        return UNITS[self.unit]

    @property
    def length_words(self) -> str:
        """30个工作日."""
        return f"{self.length}{self.unit_words}"

    @property
    def validity_words(self) -> str:
        """2024-01-01起至2026-06-30止, as far as either is known."""
        first = f"{self.valid_from}起" if self.valid_from else ""
        return (first + (f"至{self.valid_to}止" if self.valid_to else "")) or "一直有效"

    def is_valid_on(self, day: date) -> bool:
        """Whether this wording of the limit was in force on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def overridden(self, length: int, source: str, unit: str | None = None) -> Limit:
        """The limit with a local length. A local rule may shorten a maximum and lengthen a minimum.

        Where the law leaves the limit to local rules altogether (`local`), they may go either way, in a unit of theirs.
        """
        facts = {"limit": self.id, "name": self.name, "field": self.id, "source": self.source_words}
        if not self.local or self.bound == "fixed":
            raise Refusal("limit.not_local", **facts, now=self.length_words)
        if unit not in (None, self.unit) and (self.bound != "local" or unit not in UNITS):
            raise Refusal("limit.unit_not_local", unit=unit, **facts)
        if length < 1 or self._wrong_way(length):
            wanted = f"{length}{self.unit_words}"
            raise Refusal("limit.wrong_direction", **facts, length=wanted, now=self.length_words, way=_WAYS[self.bound])
        if not source.strip():
            raise Refusal("limit.source_missing", **facts)
        own = f"{source}；{self.source}"
        return replace(self, length=length, unit=unit or self.unit, source=own, examples=())

    def _wrong_way(self, length: int) -> bool:
        return (self.bound == "max" and length > self.length) or (self.bound == "min" and length < self.length)
