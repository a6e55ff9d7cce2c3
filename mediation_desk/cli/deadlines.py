"""Counting a time limit, and listing the limits there are."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mediation_desk.desk.reckoning import Reckoned, RuleLine, reckon, rules
from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.words.deadlines import DOUBTFUL, UNANNOUNCED

from .answer import Answer, table
from .call import Call, count, day, pause
from .grammar import UsageFault


def add(commands: Any, common: ArgumentParser) -> None:
    """deadline."""
    parser = commands.add_parser(
        "deadline", parents=[common], help="计算期限的末日，并说明理由和依据；不写规则时列出全部"
    )
    parser.add_argument("rule", metavar="RULE", nargs="?", help="期限规则，例如 people.conclude；不写则列出全部")
    parser.add_argument("--from", dest="start", metavar="DATE", type=day, help="起算的日期")
    parser.add_argument(
        "--pause", dest="pauses", metavar="A..B", type=pause, action="append", default=[], help="不计入的期间，可写多次"
    )
    parser.add_argument("--extend", metavar="DAYS", type=count, default=0, help="约定延长的天数")
    parser.add_argument("--list", dest="wants_list", action="store_true", help="列出全部期限规则")
    parser.set_defaults(run=show_deadline)


def show_deadline(call: Call) -> Answer:
    """By the law as shipped; where an office is named, with the lengths it set for its local limits."""
    options = call.arguments
    if options.rule is None or options.wants_list:
        return _listed(rules(_law(call)))
    if options.start is None:
        raise UsageFault("缺少 --from。用 mediation-desk deadline --help 查看用法。")
    found = reckon(_law(call), options.rule, options.start, options.pauses, options.extend)
    return Answer(
        document={"rule": found.rule, "name": found.name, **_plain(found.deadline), "marks": _marks(found)},
        lines=[f"{found.name}：末日 {found.deadline.last_day}{_bracketed(_marks(found))}", found.deadline.reason],
    )


def _law(call: Call) -> Any:
    if not call.names_office:
        return shipped_law(call.surroundings.resources)
    with call.desk() as desk:
        return desk.law


def _listed(lines: tuple[RuleLine, ...]) -> Answer:
    rows = [(one.rule, one.name, one.length, one.starts, one.source + _doubt(one.certain)) for one in lines]
    return Answer(document={"rules": lines}, lines=table(("规则", "期限", "长度", "起算", "依据"), rows))


def _doubt(certain: bool) -> str:
    return "" if certain else f"（{DOUBTFUL}）"


def _marks(found: Reckoned) -> list[str]:
    """What is not sure about the day: the article, or the holidays it rests on."""
    last = found.deadline
    return [*([] if last.certain else [DOUBTFUL]), *([UNANNOUNCED] if last.calendar_provisional else [])]


def _bracketed(marks: list[str]) -> str:
    return f"（{'，'.join(marks)}）" if marks else ""


def _plain(last: Any) -> dict[str, Any]:
    names = (
        "start",
        "nominal",
        "counted",
        "last_day",
        "reason",
        "source",
        "certain",
        "calendar_provisional",
        "provisional_years",
    )
    return {name: getattr(last, name) for name in names}
