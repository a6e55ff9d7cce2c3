"""A form as data: which fields an act asks for, where their choices come from, and which acts the answers make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from mediation_desk.acts.act import Act
from mediation_desk.queries.case_shapes import CaseSheet, Choice, TrackSheet
from mediation_desk.queries.evaluation import EvaluationView
from mediation_desk.terms.agreement import AgreementDraft

Values = Mapping[str, Any]


class Kind(StrEnum):
    """What a field looks like and what it gives."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"  # a tuple of lines
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"  # day and time
    MONEY = "money"
    NUMBER = "number"
    CHECK = "check"
    CHOICE = "choice"
    CHOICES = "choices"  # a tuple of codes
    ANSWERS = "answers"  # for each choice: yes or no, and a note
    STATEMENTS = "statements"  # one after the other: who said what
    SUGGEST = "suggest"  # one line, with names to choose from
    DATES = "dates"  # for each choice: a day or none
    REASONS = "reasons"  # for each choice: a reason or none
    SIGNALS = "signals"  # for each signal of risk: whether, how often, what exactly
    FILE = "file"  # a path
    FACTS = "facts"  # undisputed facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a form stands on: the case, the track, what it is about, and fresh ids."""

    sheet: CaseSheet
    track: TrackSheet | None
    new_id: Callable[[], str]
    subject: str = ""
    evaluation: EvaluationView | None = None
    extra: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    draft: AgreementDraft | None = None
    """The terms that stand on the agreement tab, for a form that freezes them."""

    def choices(self, name: str) -> tuple[Choice, ...]:
        """A list of choices: the form's own, the track's, or the case's."""
        for lists in (self.extra, {} if self.track is None else self.track.choices, self.sheet.choices):
            if name in lists:
                return lists[name]
        return ()

    @property
    def the_track(self) -> str:
        """The track that the form is about."""
        assert self.track is not None
        return self.track.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form. `follows` names a choice whose hint fills this field when it is chosen."""

    name: str
    words: str
    kind: Kind = Kind.TEXT
    choices: str = ""
    required: bool = False
    initial: Callable[[Ground], object] | None = None
    follows: str = ""
    filled_from: str = ""
    """Instead of the choice's own hint: a list whose hints, for the same codes, fill this field line by line."""
    hint: str = ""
    empty: str = ""
    """For a choice that may be left open: the words of the first line."""
    asked_if: Callable[[Values], bool] | None = None
    """Whether it is asked at all, by what was ticked and chosen so far; a field that is not asked gives nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """The form of one act. `build` makes the acts of the answers, in the order in which they are done."""

    act: str
    title: str
    fields: tuple[Field, ...] = ()
    build: Callable[[Values, Ground], tuple[Act, ...]]
    go_ahead: str = ""
    remark: str | Callable[[Ground], str] = ""
    timed: bool = False
    """Whether the time of day matters and is asked."""


def simple(kind: type[Act], **fixed: object) -> Callable[[Values, Ground], tuple[Act, ...]]:
    """One act whose fields bear the names of the form's fields; its ids are fresh, its track is the form's."""
    names = {item.name: item for item in fields(kind)}

    def build(values: Values, ground: Ground) -> tuple[Act, ...]:
        given = {name: value for name, value in values.items() if name in names and _said(names[name], value)}
        if "track" in names and ground.track is not None:
            given["track"] = ground.track.id
        if "id" in names:
            given.setdefault("id", ground.new_id())
        return (kind(**(given | fixed)),)

    return build


def _said(item: Any, value: object) -> bool:
    """What was left empty takes the act's own default, where it has one."""
    has_default = item.default is not MISSING or item.default_factory is not MISSING
    return not (has_default and value in (None, ""))


def today(ground: Ground) -> date:
    """The office's day."""
    return ground.sheet.today


def everyone(ground: Ground) -> tuple[str, ...]:
    """All parties of the track, or of the case."""
    return tuple(choice.code for choice in ground.choices("parties"))


def actor(ground: Ground) -> str:
    """The name of the person at the desk."""
    return ground.sheet.actor_name
