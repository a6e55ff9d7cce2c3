"""The ways that may follow an agreement and the words about them, read from their rule file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.events import EVENTS

from .procedure_reading import CONDITIONS, FORMS
from .reading import CERTAINTIES, Fault, Section, refuse_if_faulty, sourced

STANDINGS: Final = ("open", "ask_court", "needs", "closed", "lost", "taken")
"""open, first ask the court, a condition is not met, not for this agreement, too late, done already."""
ASKED: Final = (*CONDITIONS, "events", "agreement")
NOTES: Final = (
    "lost",
    "taken",
    "step",
    "enforce",
    "enforce_open",
    "enforce_doubt",
    "interruption",
    "receipt",
    "receipt_missing",
)
_EVERY: Final = "*"


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the rule they rest on."""

    words: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRule:
    """A way, the routes of procedures that are it, and the disputes it is for (all, where none is named)."""

    id: str
    name: str
    routes: tuple[str, ...]
    taken_on: tuple[str, ...]
    steps: tuple[str, ...]
    disputes: tuple[str, ...]
    otherwise: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutRule:
    """Why a way is not open to the agreements of a procedure, or to those of one form."""

    procedure: str
    way: str
    form: str | None
    standing: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRule:
    """What is said of a condition. `closes` says that nothing can be done about it where it is not met."""

    met: str
    unmet: str
    ask: str
    closes: bool
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingRules:
    """All ways in the order in which they are told."""

    ways: tuple[WayRule, ...]
    shut: tuple[ShutRule, ...]
    conditions: Mapping[str, ConditionRule]
    notes: Mapping[str, Said]
    enforcement_words: tuple[str, ...]

    @classmethod
    def of(cls, document: Mapping[str, object]) -> FollowingRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/following.toml", document, faults)
        ways = tuple(_way(table) for table in section.tables("way"))
        known = [way.id for way in ways]
        rules = cls(
            ways=ways,
            shut=tuple(_shut(table, known) for table in section.tables("shut")),
            conditions=dict(_condition(table) for table in section.tables("condition")),
            notes=dict(_note(table) for table in section.tables("note")),
            enforcement_words=section.texts("enforcement_words"),
        )
        _require(section, rules)
        section.finish()
        refuse_if_faulty(faults)
        return rules

    def why_shut(self, procedure: str, way: str) -> ShutRule:
        """Why a way is closed to the agreements of a procedure that has no route for it."""
        found = [rule for rule in self.shut if rule.way == way and rule.form is None]
        return next((rule for rule in found if rule.procedure == procedure), found[-1])

    def shut_for_form(self, way: str, form: str) -> ShutRule | None:
        """Why a way is closed to agreements of a form, where it is."""
        return next((rule for rule in self.shut if rule.way == way and rule.form == form), None)


def _require(section: Section, rules: FollowingRules) -> None:
    """Every condition, every note, and for every way a last word that holds for any procedure."""
    told = {rule.way for rule in rules.shut if rule.procedure == _EVERY and rule.form is None}
    missing = [("condition", code) for code in ASKED if code not in rules.conditions]
    missing += [("note", code) for code in NOTES if code not in rules.notes]
    missing += [("shut", way.id) for way in rules.ways if way.id not in told]
    for key, code in missing:
        section.fault(key, f"缺少{code}")


def _way(section: Section) -> WayRule:
    way = WayRule(
        id=section.text("id"),
        name=section.text("name"),
        routes=section.texts("routes"),
        taken_on=section.known("taken_on", EVENTS, "事件"),
        steps=section.texts("steps"),
        disputes=section.texts("disputes"),
        otherwise=_otherwise(section) if section.has("otherwise") else None,
    )
    section.finish()
    return way


def _otherwise(section: Section) -> Said:
    return Said(
        section.text("otherwise"),
        section.text("otherwise_source"),
        section.choice("otherwise_certainty", CERTAINTIES),
    )


def _shut(section: Section, ways: list[str]) -> ShutRule:
    source, certainty = sourced(section)
    shut = ShutRule(
        procedure=section.text("procedure"),
        way=section.choice("way", ways),
        form=section.choice("form", FORMS) if section.has("form") else None,
        standing=section.choice("standing", STANDINGS) if section.has("standing") else "closed",
        said=Said(section.text("words"), source, certainty),
    )
    section.finish()
    return shut


def _condition(section: Section) -> tuple[str, ConditionRule]:
    source, certainty = sourced(section)
    code, met = section.choice("code", ASKED), section.text("met")
    condition = ConditionRule(
        met=met,
        unmet=section.text("unmet"),
        ask=section.optional_text("ask") or met,
        closes=section.flag("closes"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return code, condition


def _note(section: Section) -> tuple[str, Said]:
    source, certainty = sourced(section)
    code, words = section.choice("code", NOTES), section.text("words")
    section.finish()
    return code, Said(words, source, certainty)
