"""How a procedure is conducted: who must agree to begin, who mediates, how open it is, what it costs."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.refusal import Refusal

CONSENTS_TO_BEGIN: Final = ("none_refuses", "others_agree", "all_agree")
"""Nobody clearly refuses; every party but the applicant agrees (who applies has agreed); every party agrees."""
HOWS: Final = ("appointed", "chosen")
OPENNESS: Final = ("parties_choose", "closed")
CHARGES: Final = ("free", "may_charge", "half_court_fee")
APPLICANT: Final = "applicant"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRule:
    """By which forms of application a track may begin, whose consent that needs, within which limit."""

    by: tuple[str, ...]
    consent: str
    limit: str | None
    source: str
    certainty: str

    def lacking(self, sides: Collection[tuple[str, str]], agreed: Set[str]) -> tuple[str, ...]:
        """The parties whose consent is still to be recorded; `sides` are the parties with the side of each."""
        if self.consent == "none_refuses":
            return ()
        free = APPLICANT if self.consent == "others_agree" else None
        return tuple(party for party, side in sides if side != free and party not in agreed)


def form_of(application: str | None, referred: bool) -> str:
    """The form in which a track begins; what a court or an organ sent is a referral, whatever paper came with it."""
    return "referral" if referred and application != "own_motion" else application or "own_motion"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreMediators:
    """When more mediators are needed: once a consent of the named subject stands (the body's own word counts too)."""

    least: int
    asked: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalRule:
    """When a mediator steps aside, who decides, and what lets him stay."""

    grounds: str
    decided_by: str
    unless: str | None
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorRule:
    """How many mediate, who may, how they are chosen, whether one of several presides."""

    least: int
    who: str
    how: tuple[str, ...]
    roster: bool
    presides: bool
    more: MoreMediators | None
    recusal: RecusalRule | None
    source: str
    certainty: str

    def needed(self, asked: Collection[str]) -> int:
        """How many mediators must be there, given the subjects on which somebody has asked for more."""
        return self.more.least if self.more is not None and self.more.asked in asked else self.least

    def check_how(self, how: str) -> None:
        """Refuse a way of choosing that the procedure does not know."""
        if how not in self.how:
            raise Refusal("mediator.how_not_allowed", field="how", how=how, source=self.source)

    def check_count(self, roles: Collection[str], asked: Collection[str]) -> None:
        """Refuse fewer mediators than the rule asks for, or several of whom none presides."""
        needed = self.needed(asked)
        if len(roles) < needed:
            raise Refusal("mediator.too_few", field="mediators", there=len(roles), needed=needed, source=self.source)
        if self.presides and len(roles) > 1 and "presiding" not in roles:
            raise Refusal("mediator.none_presides", field="mediators", source=self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Openness:
    """Whether mediation is closed, unless something, or left to the parties."""

    default: str
    unless: str | None
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What the parties pay for the mediation itself."""

    kind: str
    note: str | None
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentBar:
    """Parties of a side who must come themselves."""

    sides: tuple[str, ...]
    words: str
    source: str
    certainty: str

    def check(self, side: str) -> None:
        """Refuse an agent for a party of a barred side."""
        if side in self.sides:
            raise Refusal("agent.barred_by_procedure", field="kind", words=self.words, source=self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What else the rules say that people must know but no clock or guard can hold."""

    code: str
    words: str
    source: str
    certainty: str
