"""The books that numbers are drawn from."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mediation_desk.queries.numbers import NumberBooks

from .answer import Answer, table
from .call import Call, count


def add(commands: Any, common: ArgumentParser) -> None:
    """numbers."""
    parser = commands.add_parser("numbers", parents=[common], help="编号簿：一年内给出的全部编号，作废的附理由")
    parser.add_argument("--year", metavar="YEAR", type=count, default=None, help="年度；不写则为今年")
    parser.set_defaults(run=show_books)


def show_books(call: Call) -> Answer:
    """Every number of a year, book by book."""
    year = call.arguments.year or call.surroundings.now().year
    with call.desk() as desk:
        found = desk.ask(NumberBooks(year))
    rows = [(row.body, row.number, "" if row.voided is None else f"作废：{row.voided}") for row in found]
    return Answer(document={"year": year, "numbers": found}, lines=table(("机构", "编号", "备注"), rows))
