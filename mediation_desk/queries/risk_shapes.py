"""The risk of a case as its page shows it to those who may see it. None of it is part of what papers are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskColour:
    """A colour in words; `order` counts from the most severe, 1, to the mildest."""

    code: str
    words: str
    order: int
    meaning: str
    owner: str
    respond_within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskVisit:
    """A follow-up visit that the colour asks for."""

    number: int
    day: int
    due: date
    made_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskChange:
    """One judgement: when, what, by whom and why."""

    at: datetime
    kind_words: str
    colour_words: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRequest:
    """A lower grade that waits for a second person."""

    id: str
    words: str
    asked_by: str
    asked_by_me: bool
    reason: str
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """A signal as the form offers it: whether it stands now, and what the desk itself has seen of it."""

    code: str
    words: str
    unit: str
    rules: str
    stands: bool
    count: int
    note: str
    proposal: str
    proposed_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSheet:
    """Colour and duties for everyone who works on the case; why, only for those who may know.

    `colour` is None until somebody has judged the case.
    """

    colour: RiskColour | None
    since: datetime | None
    report_owed_since: datetime | None
    report_words: str
    apart_words: str
    visits: tuple[RiskVisit, ...]
    explained: bool
    score: int
    explanation: tuple[str, ...]
    history: tuple[RiskChange, ...]
    requests: tuple[RiskRequest, ...]
    signals: tuple[SignalRow, ...]
