"""Whose template makes each paper, and a shipped or own one to read."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mediation_desk.queries.templates import TemplateRow, TemplateSheet, TemplatesInUse

from .answer import Answer, table
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """templates."""
    parser = commands.add_parser(
        "templates", parents=[common], help="列出各文书用的模板，或者输出一份模板的内容（要 --office）"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--export", metavar="CODE", help="输出这种文书正在使用的模板，例如 RM-AGR")
    which.add_argument("--shipped", metavar="CODE", help="输出这种文书的自带模板")
    parser.set_defaults(run=run_templates)


def run_templates(call: Call) -> Answer:
    """The list, or one text as it is."""
    wanted = call.arguments.export or call.arguments.shipped
    return _text(call, wanted) if wanted else _list(call)


def _list(call: Call) -> Answer:
    with call.desk() as desk:
        rows = desk.ask(TemplatesInUse())
    lines = table(("代码", "文书", "模板"), [(row.code, row.title, _used(row)) for row in rows])
    return Answer(document={"templates": rows}, lines=lines)


def _text(call: Call, code: str) -> Answer:
    with call.desk() as desk:
        sheet = desk.ask(TemplateSheet(code))
    own = None if call.arguments.shipped else sheet.active
    text = sheet.shipped if own is None else own.text
    edition = None if own is None else own.number
    return Answer(document={"code": sheet.code, "edition": edition, "text": text}, lines=text.splitlines())


def _used(row: TemplateRow) -> str:
    used = f"自带（{row.file}）" if row.active is None else f"本单位第{row.active}版，{row.since}启用"
    return used if row.waiting is None else f"{used}；第{row.waiting}版等待启用"
