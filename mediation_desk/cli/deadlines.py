"""Counting a time limit."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mediation_desk.desk.reckoning import reckon
from mediation_desk.desk.rulebook import shipped_law

from .answer import Answer
from .call import Call, count, day, pause


def add(commands: Any, common: ArgumentParser) -> None:
    """deadline."""
    parser = commands.add_parser("deadline", parents=[common], help="计算期限的末日，并说明理由和依据")
    parser.add_argument("rule", metavar="RULE", help="期限规则，例如 people.mediation")
    parser.add_argument("--from", dest="start", metavar="DATE", type=day, required=True, help="起算的日期")
    parser.add_argument(
        "--pause", dest="pauses", metavar="A..B", type=pause, action="append", default=[], help="不计入的期间，可写多次"
    )
    parser.add_argument("--extend", metavar="DAYS", type=count, default=0, help="约定延长的天数")
    parser.set_defaults(run=show_deadline)


def show_deadline(call: Call) -> Answer:
    """By the law as shipped; where an office is named, with the lengths it set for its local limits."""
    options = call.arguments
    if call.names_office:
        with call.desk() as desk:
            law = desk.law
    else:
        law = shipped_law(call.surroundings.resources)
    found = reckon(law, options.rule, options.start, options.pauses, options.extend)
    last = found.deadline
    lines = [f"{found.name}：末日 {last.last_day}", last.reason]
    return Answer(document={"rule": found.rule, "name": found.name, **_plain(last)}, lines=lines)


def _plain(last: Any) -> dict[str, Any]:
    names = ("start", "nominal", "counted", "last_day", "reason", "source", "certain", "provisional_years")
    return {name: getattr(last, name) for name in names}
