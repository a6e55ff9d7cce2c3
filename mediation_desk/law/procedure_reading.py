"""Reading one procedure file: every line with its source and certainty, every name out of a closed list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from mediation_desk.terms.events import EVENTS

from .conduct_reading import read_agent_bar, read_charge, read_mediators, read_note, read_openness, read_start
from .limit_reading import read_limit
from .limits import Limit
from .numbering import pattern_fault
from .procedure import (
    AgreementRule,
    AlsoCopies,
    Basis,
    Copies,
    Docket,
    Ending,
    Move,
    PaperDue,
    Procedure,
    RefuseReason,
    Route,
    Stage,
)
from .reading import CERTAINTIES, Section, sourced

KINDS: Final = ("people", "administrative", "judicial", "professional")
FORMS: Final = ("written", "oral", "no_objection")
ROLES: Final = (
    "party",
    "agent",
    "guardian",
    "representative",
    "party_seal",
    "mediator",
    "recorder",
    "body_seal",
    "other",
)
STANDINGS: Final = ("open", "ask_court", "closed")
MUSTS: Final = ("必须", "按需")
CONDITIONS: Final = ("written", "payment", "terms_confirmable", "debtor_accepts_enforcement", "wages", "no_cross_debts")
_COPIES: Final = re.compile(r"parties \+ (\d)")


def read_procedure(
    section: Section, known_acts: frozenset[str], endings: Mapping[str, Ending]
) -> tuple[Procedure, list[tuple[Section, Limit]]]:
    """One procedure, and its limits with the tables they came from, for the checks that need a calendar."""
    limits = [(table, read_limit(table)) for table in section.tables("limit")]
    procedure = Procedure(
        id=section.text("id"),
        kind=section.choice("kind", KINDS),
        name=section.text("name"),
        bodies=section.texts("bodies"),
        forum=section.text("forum"),
        basis=tuple(_basis(table) for table in section.tables("basis")),
        docket=_docket(section.table("docket")),
        refuse_reasons=tuple(_refuse_reason(table) for table in section.tables("refuse")),
        always=_once(act for table in section.tables("always") for act in _acts(table, known_acts)),
        stages=_stages(section.tables("stage"), known_acts),
        moves=tuple(_move(table) for table in section.tables("move")),
        limits=tuple(limit for _, limit in limits),
        agreements=tuple(_agreement(table) for table in section.tables("agreement")),
        papers=tuple(_paper(table) for table in section.tables("paper")),
        endings=tuple(endings[code] for code in section.known("endings", endings, "终结原因")),
        routes=tuple(_route(table) for table in section.tables("route")),
        starts=tuple(read_start(table) for table in section.tables("start")),
        mediators=read_mediators(section.table("mediators")),
        openness=read_openness(section.table("confidential")),
        charge=read_charge(section.table("charge")),
        agent_bar=read_agent_bar(section.table("no_agent")),
        notes=tuple(read_note(table) for table in section.tables("note")),
    )
    section.finish()
    return procedure, limits


def read_ending(section: Section) -> Ending:
    """One ending of the list that all procedures share."""
    source, certainty = sourced(section)
    ending = Ending(
        code=section.text("code"),
        internal=section.text("internal"),
        for_parties=section.text("for_parties"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return ending


def _basis(section: Section) -> Basis:
    basis = Basis(
        law=section.text("law"),
        articles=section.text("articles"),
        valid_from=section.day("valid_from"),
        valid_to=section.optional_day("valid_to"),
        certainty=section.choice("certainty", CERTAINTIES),
        aside=section.flag("aside"),
    )
    section.finish()
    return basis


def _docket(section: Section | None) -> Docket | None:
    if section is None:
        return None
    source, certainty = sourced(section)
    series = section.text("series")
    drawn_on = section.choice("drawn_on", EVENTS)
    if series and (reason := pattern_fault(series)):
        section.fault("series", reason)
    local = section.flag("local")
    section.finish()
    return Docket(series=series, drawn_on=drawn_on, source=source, certainty=certainty, local=local)


def _refuse_reason(section: Section) -> RefuseReason:
    source, certainty = sourced(section)
    reason = RefuseReason(
        code=section.text("code"),
        words=section.text("words"),
        unless=section.optional_text("unless"),
        routes=section.texts("routes"),
        source=source,
        certainty=certainty,
    )
    if not reason.routes:
        section.fault("routes", "不予受理须告知其他途径")
    section.finish()
    return reason


def _acts(section: Section, known_acts: frozenset[str]) -> tuple[str, ...]:
    acts = section.known("acts", known_acts, "操作")
    section.finish()
    return acts


def _stages(sections: Sequence[Section], known_acts: frozenset[str]) -> tuple[Stage, ...]:
    """Stages in the order of their first mention; a later mention adds acts, or takes out those under `without`."""
    found: dict[str, Stage] = {}
    mentioned: set[tuple[str, str]] = set()
    for section in sections:
        id = section.text("id")
        earlier = found.get(id)
        if (section.file, id) in mentioned:
            section.fault("id", f"重复：{id}")
        mentioned.add((section.file, id))
        without = section.known("without", known_acts, "操作")
        acts = (*(earlier.acts if earlier else ()), *section.known("acts", known_acts, "操作"))
        name = section.text("name") if earlier is None or section.has("name") else earlier.name
        found[id] = Stage(id=id, name=name, acts=_once(act for act in acts if act not in without))
        section.finish()
    return tuple(found.values())


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _move(section: Section) -> Move:
    move = Move(sources=section.texts("from"), on=section.choice("on", EVENTS), to=section.text("to"))
    section.finish()
    return move


def _agreement(section: Section) -> AgreementRule:
    source, certainty = sourced(section)
    rule = AgreementRule(
        form=section.choice("form", FORMS),
        name=section.text("name"),
        effective=section.known("effective", EVENTS, "事件"),
        sign_order=tuple(group.known("roles", ROLES, "签署角色") for group in section.tables("sign_group")),
        copies=_copies(section),
        local=section.flag("local"),
        papers=section.texts("papers"),
        source=source,
        certainty=certainty,
    )
    if not rule.effective:
        section.fault("effective", "缺少生效所需的事件")
    section.finish()
    return rule


def _copies(section: Section) -> Copies:
    match = _COPIES.fullmatch(section.text("copies"))
    if match is None:
        section.fault("copies", "应写作parties + 1")
    also = tuple(_also(table) for table in section.tables("also"))
    return Copies(more=int(match.group(1)) if match else 1, also=also)


def _also(section: Section) -> AlsoCopies:
    source, certainty = sourced(section)
    also = AlsoCopies(origin=section.text("from"), more=section.number("copies"), source=source, certainty=certainty)
    section.finish()
    return also


def _paper(section: Section) -> PaperDue:
    paper = PaperDue(
        code=section.text("code"),
        at=section.choice("at", EVENTS),
        must=section.choice("must", MUSTS),
        instead=section.texts("instead"),
        not_for=section.texts("not_for"),
        files=section.texts("files"),
    )
    section.finish()
    return paper


def _route(section: Section) -> Route:
    source, certainty = sourced(section)
    route = Route(
        id=section.text("id"),
        name=section.text("name"),
        open_on=section.known("open_on", EVENTS, "事件"),
        after=section.known("after", EVENTS, "事件"),
        when=section.known("when", CONDITIONS, "条件"),
        standing=section.choice("standing", STANDINGS),
        limit=section.optional_text("limit"),
        advice=section.text("advice"),
        local=section.flag("local"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return route
