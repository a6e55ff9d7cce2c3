"""Reading a time limit from a rule file, and recomputing the examples it carries."""

from __future__ import annotations

from typing import Final

from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.refusal import Refusal

from .calendars import Calendar
from .deadlines import due
from .limits import (
    BOUNDS,
    CONSENTS,
    ON_EXPIRY,
    PAUSES,
    PER,
    ROLLS,
    ROUTE_TAKEN,
    STARTS,
    UNITS,
    UNLIMITED,
    ExtendRule,
    Limit,
    LimitExample,
)
from .reading import Section, sourced

_IMPOSSIBLE: Final = {
    "clock.pause_backwards": "不计入期间的起日晚于止日",
    "limit.beyond_calendar": "期限过长，超出日历",
}
"""Why an example cannot be recomputed at all, by the code of the refusal."""


def read_limit(section: Section) -> Limit:
    """One limit; mistakes go to the section's faults."""
    source, certainty = sourced(section)
    starts_on = section.known("starts_on", EVENTS, "事件")
    limit = Limit(
        id=section.text("id"),
        name=section.text("name"),
        length=section.number("length"),
        unit=section.choice("unit", UNITS),
        bound=section.choice("bound", BOUNDS),
        per=section.choice("per", PER),
        starts_on=starts_on,
        starts_words=section.optional_text("starts_words") or "或".join(EVENTS[event] for event in starts_on),
        starts=section.choice("starts", STARTS) if section.has("starts") else "first",
        restarts_on=section.known("restarts_on", EVENTS, "事件"),
        subjects=section.texts("subjects"),
        after=section.known("after", EVENTS, "事件"),
        answered_by=section.known("answered_by", EVENTS, "事件"),
        answered_routes=section.texts("answered_routes"),
        not_counted=section.known("not_counted", PAUSES, "扣除事由"),
        roll=section.choice("roll", ROLLS),
        on_expiry=section.choice("on_expiry", ON_EXPIRY),
        opens=section.optional_text("opens"),
        extend=_extend(section.table("extend")),
        local=section.flag("local"),
        valid_from=section.optional_day("valid_from"),
        valid_to=section.optional_day("valid_to"),
        examples=tuple(_example(example) for example in section.tables("example")),
        source=source,
        certainty=certainty,
    )
    section.finish()
    _check(section, limit)
    return limit


def check_examples(section: Section, limit: Limit, calendar: Calendar | None) -> None:
    """Note every example that the rule no longer reproduces. Without a sound calendar none can be recomputed."""
    if calendar is None or limit.unit not in UNITS or limit.roll not in ROLLS:
        return
    for number, example in enumerate(limit.examples, 1):
        pauses = [(example.paused[0], example.paused[1])] if len(example.paused) == 2 else []
        try:
            found = due(limit, example.on, calendar, pauses, example.extended).last_day
        except Refusal as refusal:
            section.fault(f"example[{number}]", _IMPOSSIBLE[refusal.code])
            continue
        if found != example.due:
            section.fault(f"example[{number}].due", f"例子写{example.due}，按规则应为{found}")


def _extend(section: Section | None) -> ExtendRule | None:
    if section is None:
        return None
    rule = ExtendRule(
        consent=section.known("consent", CONSENTS, "同意主体"),
        times=section.number_or("times", UNLIMITED),
        most=section.number("most") if section.has("most") else None,
        source=section.optional_text("source"),
    )
    section.finish()
    return rule


def _example(section: Section) -> LimitExample:
    paused = section.days("paused")
    extended = section.number("extended") if section.has("extended") else 0
    example = LimitExample(on=section.day("on"), due=section.day("due"), paused=paused, extended=extended)
    if len(paused) not in (0, 2) or list(paused) != sorted(paused):
        section.fault("paused", "应为起日和止日")
    section.finish()
    return example


def _check(section: Section, limit: Limit) -> None:
    if not limit.starts_words:
        section.fault("starts_on", "缺少起算事件（或用starts_words说明起算之日）")
    if limit.starts_on and not limit.answered_by:
        section.fault("answered_by", "缺少使期限终了的事件")
    if (ROUTE_TAKEN in limit.answered_by) != bool(limit.answered_routes):
        section.fault("answered_routes", f"因{EVENTS[ROUTE_TAKEN]}而终了时，也只在此时，须写明是哪些途径")
    if not limit.examples:
        section.fault("example", "缺少算例")
    if (limit.on_expiry == "opens_route") != (limit.opens is not None):
        section.fault("opens", "届满开启途径时，也只在此时，须写明途径")
    if limit.valid_from and limit.valid_to and limit.valid_to < limit.valid_from:
        section.fault("valid_to", "失效日早于生效日")
