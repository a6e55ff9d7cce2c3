"""Reading the rules on risk from a parsed file, every mistake with its place."""

from __future__ import annotations

from collections.abc import Collection

from mediation_desk.terms.events import EVENTS

from .reading import Section, sourced
from .risk_rules import AUTOMATIC, FLOOR, REFER, REPORT, RULE_KINDS, Colour, Receiver, Rule, Signal, Weight

Parts = tuple[tuple[Colour, ...], tuple[Signal, ...], dict[str, Receiver], tuple[str, ...]]


def read_rules(section: Section) -> Parts:
    """Colours, signals, receivers and the roles that may confirm a lower grade."""
    receivers = {one.code: one for one in map(_receiver, section.tables("receiver"))}
    tables = section.tables("colour")
    codes = frozenset(table.text("code") for table in tables)
    colours = tuple(sorted((_colour(table, codes, receivers) for table in tables), key=lambda one: one.order))
    signals = tuple(_signal(table, codes, receivers) for table in section.tables("signal"))
    roles = _lowering(section)
    _check_colours(section, colours)
    if len({signal.code for signal in signals}) != len(signals) or not signals:
        section.fault("signal", "列表为空或有重复的代码")
    section.finish()
    return colours, signals, receivers, roles


def _check_colours(section: Section, colours: tuple[Colour, ...]) -> None:
    """The milder a colour, the earlier its band begins; the mildest begins at nothing."""
    bands = [colour.at_least for colour in colours]
    if not colours or bands[-1] != 0:
        section.fault("colour", "最轻的颜色应从0分起")
    if sorted(set(bands), reverse=True) != bands or len({colour.order for colour in colours}) != len(colours):
        section.fault("colour", "颜色从重到轻，起始分应依次降低，不得重复")


def _lowering(section: Section) -> tuple[str, ...]:
    table = section.table("lowering")
    if table is None:
        section.fault("lowering", "缺少内容")
        return ()
    roles = table.texts("roles")
    if not roles:
        table.fault("roles", "缺少内容")
    sourced(table)
    table.finish()
    return roles


def _receiver(section: Section) -> Receiver:
    found = Receiver(code=section.text("code"), words=section.text("words"))
    section.finish()
    return found


def _colour(section: Section, codes: Collection[str], receivers: Collection[str]) -> Colour:
    source, certainty = sourced(section)
    found = Colour(
        code=section.text("code"),
        order=section.number("order"),
        words=section.text("words"),
        at_least=section.whole("at_least"),
        meaning=section.text("meaning"),
        owner=section.text("owner"),
        respond_within=section.text("respond_within"),
        revisit=section.numbers("revisit"),
        revisit_from=section.known("revisit_from", EVENTS, "事件"),
        rules=tuple(_rule(table, codes, receivers) for table in section.tables("rule")),
        source=source,
        certainty=certainty,
    )
    if list(found.revisit) != sorted(set(found.revisit)):
        section.fault("revisit", "天数应依次增大")
    if bool(found.revisit) != bool(found.revisit_from):
        section.fault("revisit_from", "回访天数与起算事件应同时写明")
    section.finish()
    return found


def _signal(section: Section, codes: Collection[str], receivers: Collection[str]) -> Signal:
    source, certainty = sourced(section)
    code, each = section.text("code"), section.flag("each")
    automatic = section.choice("automatic", AUTOMATIC) if section.has("automatic") else None
    found = Signal(
        code=code,
        words=section.text("words"),
        unit=section.optional_text("unit") or "",
        weights=_weights(section, code),
        each=each,
        most=section.number("most") if section.has("most") else None,
        automatic=automatic,
        within_days=section.number("within_days") if section.has("within_days") else None,
        endings=section.texts("endings"),
        rules=tuple(_rule(table, codes, receivers) for table in section.tables("rule")),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return found


def _weights(section: Section, code: str) -> tuple[Weight, ...]:
    """One weight, or tiers from a count on, the lowest count first."""
    if section.has("weight"):
        return (Weight(id=code, at_least=1, points=section.whole("weight")),)
    tiers = []
    for table in section.tables("tier"):
        count = table.number("at_least")
        tiers.append(Weight(id=f"{code}.{count}", at_least=count, points=table.whole("weight")))
        table.finish()
    counts = [tier.at_least for tier in tiers]
    if not tiers or counts != sorted(set(counts)):
        section.fault("tier", "应写明weight，或者人数、次数依次增大的tier")
        return (Weight(id=code, at_least=1, points=0),)
    return tuple(tiers)


def _rule(section: Section, codes: Collection[str], receivers: Collection[str]) -> Rule:
    source, certainty = sourced(section)
    kind = section.choice("kind", RULE_KINDS)
    to = section.known("to", receivers, "接收单位")
    if (kind in (REPORT, REFER)) != bool(to):
        section.fault("to", "报告、转介应写明接收单位，其他规则不写")
    found = Rule(
        kind=kind,
        colour=section.choice("colour", codes) if kind == FLOOR else "",
        at_least=section.number("at_least", 1),
        to=to,
        source=source,
        certainty=certainty,
    )
    section.finish()
    return found
