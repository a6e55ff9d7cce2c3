"""Finding cases, people and papers by words."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mediation_desk.queries.search import FindText

from .answer import Answer, table
from .call import Call, count


def add(commands: Any, common: ArgumentParser) -> None:
    """search."""
    parser = commands.add_parser("search", parents=[common], help="检索案件、人员和文书")
    parser.add_argument("text", metavar="TEXT", help="要找的字词，空格隔开时须都出现")
    parser.add_argument("--limit", metavar="N", type=count, default=50, help="最多多少件")
    parser.set_defaults(run=find)


def find(call: Call) -> Answer:
    """One line a case, newest first."""
    with call.desk() as desk:
        hits = desk.ask(FindText(call.arguments.text, limit=call.arguments.limit))
    if not hits:
        return Answer(document={"hits": []}, lines=["没有找到。"])
    rows = [(hit.number, hit.title, hit.kind_words, hit.excerpt) for hit in hits]
    return Answer(document={"hits": hits}, lines=table(("案件编号", "名称", "在哪里", "内容"), rows))
