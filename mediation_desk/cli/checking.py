"""The check before signing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from mediation_desk.queries.agreement_check import AgreementCheck, CheckedText
from mediation_desk.words.case import READY_STATES, sourced

from .answer import DONE, REFUSED, Answer, table
from .call import Call

_SEVERITIES: Final = {"block": "不能签", "warn": "提醒", "hint": "提示"}
_SOURCES: Final = {"live": "定稿", "draft": "草稿"}


def add(commands: Any, common: ArgumentParser) -> None:
    """check."""
    parser = commands.add_parser("check", parents=[common], help="签署前检查协议")
    parser.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号")
    parser.set_defaults(run=check)


def check(call: Call) -> Answer:
    """The findings on every text, and how ready it is for a court. Exit code 1 where one forbids signing."""
    with call.desk() as desk:
        texts = desk.ask(AgreementCheck(call.case(desk)))
    code = REFUSED if any(text.blocks for text in texts) else DONE
    lines = [line for text in texts for line in _lines(text)]
    return Answer(document={"number": call.arguments.number, "texts": texts}, lines=lines, code=code)


def _lines(text: CheckedText) -> list[str]:
    head = f"{text.procedure_name} 第{text.version}版（{_SOURCES[text.source]}）"
    return [*_findings(head, text), f"{head}的司法确认准备：", *_readiness(text)]


def _findings(head: str, text: CheckedText) -> list[str]:
    if not text.findings:
        return [f"{head}：没有发现问题。"]
    rows = [
        (
            _SEVERITIES[found.severity],
            "" if found.clause is None else f"第{found.clause}项",
            found.text,
            found.suggestion,
            sourced(found.source, found.certainty),
            found.code,
        )
        for found in text.findings
    ]
    return [f"{head}：", *table(("程度", "条款", "问题", "建议", "依据", "代码"), rows)]


def _readiness(text: CheckedText) -> list[str]:
    rows = [(READY_STATES[row.state], row.text, sourced(row.source, row.certainty)) for row in text.readiness.rows]
    return table(("状态", "准备", "依据"), rows)
