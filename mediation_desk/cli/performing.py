"""Performing acts: whole scripts, or a single act from JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.acts.act import Outcome
from mediation_desk.desk.script_runs import Run, one_act, run_scripts
from mediation_desk.exchange.playing import Played
from mediation_desk.exchange.problems import Problem
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.acts import act_words
from mediation_desk.words.refusals import sentence

from .answer import REFUSED, Answer
from .call import Call, day

NO_CASE = "-"
"""Stands where a case number would: an act of the office, or one that begins a case."""

_BEGINS = "register_case"


def add_to_cases(group: Any, common: ArgumentParser) -> None:
    """case perform."""
    perform = group.add_parser("perform", parents=[common], help="按脚本办理；有一处不对就一件也不办")
    perform.add_argument("files", metavar="FILE", nargs="+", type=Path)
    perform.add_argument("--dry-run", action="store_true", help="只演练，不写入")
    perform.set_defaults(run=perform_scripts)


def add(commands: Any, common: ArgumentParser) -> None:
    """act."""
    parser = commands.add_parser("act", parents=[common], help="办理一个事项")
    parser.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号；登记新案或者单位事务写“-”")
    parser.add_argument("name", metavar="NAME", help="事项的代码，例如 record_contact")
    parser.add_argument("--fields", metavar="FILE", required=True, help="内容（JSON），“-”从标准输入读取")
    parser.add_argument("--on", metavar="DATE", type=day, default=None, help="发生的日期，默认今天")
    parser.add_argument("--at", metavar="HH:MM", default=None, help="发生的时间")
    parser.set_defaults(run=perform_act)


def perform_scripts(call: Call) -> Answer:
    """Rehearsed on a copy first; told with the path of everything that is wrong."""
    options = call.arguments
    with call.desk() as desk:
        run = run_scripts(desk, options.files, dry_run=options.dry_run)
    if run.problems:
        return _wrong(run.problems)
    return Answer(document=_run_plain(run), lines=_run_lines(run))


def perform_act(call: Call) -> Answer:
    """One act today, or on the day that is given."""
    options = call.arguments
    fields = _fields(call)
    with call.desk() as desk:
        on = options.on or call.surroundings.now().date()
        step, problems = one_act(options.name, fields, on.isoformat(), options.at, f"line-{call.surroundings.new_id()}")
        if step is None:
            return _wrong(problems)
        at, started = step.at, options.on
        outcome = desk.perform(step.act, case=_case(call, desk), on=started, at=at, via="command_line")
    return Answer(document=outcome, lines=_outcome_lines(options.name, outcome))


def _case(call: Call, desk: Any) -> str | None:
    if call.arguments.number != NO_CASE:
        return call.case(desk)
    return call.surroundings.new_id() if call.arguments.name == _BEGINS else None


def _fields(call: Call) -> object:
    name = call.arguments.fields
    try:
        return json.loads(call.text(name))
    except (ValueError, RecursionError):
        raise Refusal("script.unreadable", file="标准输入" if name == "-" else Path(name).name) from None


def _wrong(problems: tuple[Problem, ...]) -> Answer:
    told = [
        {"file": each.file, "path": each.path, "code": each.refusal.code, "message": sentence(each.refusal)}
        for each in problems
    ]
    lines = [f"{each['file']} {each['path']}：{each['message']}" for each in told]
    first = {"code": told[0]["code"], "message": told[0]["message"]}
    return Answer(
        document={"performed": False, "error": first, "problems": told},
        lines=[*lines, f"共{len(told)}处问题，没有写入任何内容。"],
        code=REFUSED,
    )


def _run_plain(run: Run) -> dict[str, Any]:
    return {"performed": run.performed, "scripts": [_played_plain(played) for played in run.played]}


def _played_plain(played: Played) -> dict[str, Any]:
    return {
        "script": played.script,
        "case": played.case,
        "acts": len(played.outcomes),
        "numbers": [number for outcome in played.outcomes for number in outcome.numbers],
        "repeated": sum(outcome.repeated for outcome in played.outcomes),
    }


def _run_lines(run: Run) -> list[str]:
    done = "已办理" if run.performed else "演练通过，没有写入："
    return [_played_line(done, _played_plain(played)) for played in run.played]


def _played_line(done: str, told: dict[str, Any]) -> str:
    numbers = f"，编号{'、'.join(told['numbers'])}" if told["numbers"] else ""
    repeated = f"（其中{told['repeated']}项以前已办，没有重复办理）" if told["repeated"] else ""
    return f"{told['script']}：{done}{told['acts']}项{repeated}{numbers}。"


def _outcome_lines(name: str, outcome: Outcome) -> list[str]:
    numbers = [f"编号：{'、'.join(outcome.numbers)}"] if outcome.numbers else []
    papers = [f"文书：{'、'.join(outcome.papers)}"] if outcome.papers else []
    return [f"“{act_words(name)}”已办理。", *numbers, *papers, *outcome.changes]
