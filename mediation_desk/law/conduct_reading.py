"""Reading how a procedure is conducted. Every procedure says how it starts, who mediates, how open, at what cost."""

from __future__ import annotations

from typing import Final

from .conduct import (
    CHARGES,
    CONSENTS_TO_BEGIN,
    HOWS,
    OPENNESS,
    AgentBar,
    Charge,
    MediatorRule,
    MoreMediators,
    Note,
    Openness,
    RecusalRule,
    StartRule,
)
from .reading import Section, sourced

FORMS_OF_APPLICATION: Final = ("written", "oral", "own_motion", "referral")
SIDES: Final = ("applicant", "respondent", "third")


def read_start(section: Section) -> StartRule:
    """One way in which a track may begin."""
    source, certainty = sourced(section)
    rule = StartRule(
        by=section.known("by", FORMS_OF_APPLICATION, "启动方式"),
        consent=section.choice("consent", CONSENTS_TO_BEGIN),
        limit=section.optional_text("limit"),
        source=source,
        certainty=certainty,
    )
    if not rule.by:
        section.fault("by", "缺少启动方式")
    section.finish()
    return rule


def read_mediators(section: Section | None) -> MediatorRule | None:
    """Who mediates."""
    if section is None:
        return None
    source, certainty = sourced(section)
    rule = MediatorRule(
        least=section.number("least"),
        who=section.text("who"),
        how=section.known("how", HOWS, "产生方式"),
        roster=section.flag("roster"),
        presides=section.flag("presides"),
        more=_more(section.table("more")),
        recusal=_recusal(section.table("recusal")),
        source=source,
        certainty=certainty,
    )
    if not rule.how:
        section.fault("how", "缺少产生方式")
    section.finish()
    return rule


def read_openness(section: Section | None) -> Openness | None:
    """Whether mediation is open."""
    if section is None:
        return None
    source, certainty = sourced(section)
    rule = Openness(
        default=section.choice("default", OPENNESS),
        unless=section.optional_text("unless"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return rule


def read_charge(section: Section | None) -> Charge | None:
    """What the parties pay."""
    if section is None:
        return None
    source, certainty = sourced(section)
    charge = Charge(
        kind=section.choice("kind", CHARGES), note=section.optional_text("note"), source=source, certainty=certainty
    )
    section.finish()
    return charge


def read_agent_bar(section: Section | None) -> AgentBar | None:
    """Who must come in person."""
    if section is None:
        return None
    source, certainty = sourced(section)
    bar = AgentBar(
        sides=section.known("sides", SIDES, "地位"), words=section.text("words"), source=source, certainty=certainty
    )
    section.finish()
    return bar


def read_note(section: Section) -> Note:
    """One thing that people must know."""
    source, certainty = sourced(section)
    note = Note(code=section.text("code"), words=section.text("words"), source=source, certainty=certainty)
    section.finish()
    return note


def _more(section: Section | None) -> MoreMediators | None:
    if section is None:
        return None
    more = MoreMediators(least=section.number("least"), asked=section.text("asked"), when=section.text("when"))
    section.finish()
    return more


def _recusal(section: Section | None) -> RecusalRule | None:
    if section is None:
        return None
    source, certainty = sourced(section)
    rule = RecusalRule(
        grounds=section.text("grounds"),
        decided_by=section.text("decided_by"),
        unless=section.optional_text("unless"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return rule
