"""What a procedure's rules say."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import groupby
from typing import Any

from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.queries.rules import RuleRow, RulesSheet, rules_of

from .answer import Answer
from .call import Call
from .editions import adopt_rules, show_new


def add(commands: Any, common: ArgumentParser) -> None:
    """rules."""
    parser = commands.add_parser("rules", parents=[common], help="列出各程序，或者一种程序的全部规则、依据和核实情况")
    parser.add_argument("procedure", metavar="PROCEDURE", nargs="?", help="程序，例如 administrative.traffic")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--new", action="store_true", help="单位尚未采用的新规则改变什么（要 --office）")
    which.add_argument("--adopt", action="store_true", help="采用新规则并重新计算在办案件的期限（要 --office）")
    parser.set_defaults(run=run_rules)


def run_rules(call: Call) -> Answer:
    """Shows the rules, compares the office's with those of the program, or goes over to them."""
    if call.arguments.adopt:
        return adopt_rules(call)
    return show_new(call) if call.arguments.new else show_rules(call)


def show_rules(call: Call) -> Answer:
    """By the law as shipped; where an office is named, with what it has set itself."""
    wanted = call.arguments.procedure
    if call.names_office:
        with call.desk() as desk:
            law = desk.law
    else:
        law = shipped_law(call.surroundings.resources)
    sheets = rules_of(law, wanted)
    lines = _whole(sheets[0]) if wanted else [f"{one.procedure}  {one.kind_words}：{one.name}" for one in sheets]
    return Answer(document={"procedures": sheets}, lines=lines)


def _whole(sheet: RulesSheet) -> list[str]:
    lines = [f"{sheet.name}（{sheet.procedure}）"]
    for section, rows in groupby(sheet.rows, key=lambda row: row.section):
        lines += ["", section, *(f"  {_line(row)}" for row in rows)]
    return lines


def _line(row: RuleRow) -> str:
    basis = f"〔{row.source}｜{row.certainty_words}〕" if row.source else ""
    return f"{row.name}：{row.words}{basis}"
