"""review: the sheet by which volumes are scored; checking, loading, and going back to the shipped one."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from mediation_desk.acts.act import Act
from mediation_desk.acts.reviews import LoadReviewSheet, UseShippedReview
from mediation_desk.queries.reviews import ReviewCheck, ReviewRow, ReviewSheets

from .answer import Answer, table
from .call import Call, day


def add(commands: Any, common: ArgumentParser) -> None:
    """review."""
    parser = commands.add_parser(
        "review", parents=[common], help="卷宗评查表：查看、核对、启用、恢复自带（要 --office）"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--export", action="store_true", help="输出正在使用的评查表，修改后可以再启用")
    which.add_argument("--check", metavar="FILE", help="只核对一份评查表，“-”从标准输入读取")
    which.add_argument("--load", metavar="FILE", help="启用一份评查表，“-”从标准输入读取")
    which.add_argument("--shipped", action="store_true", help="恢复自带的评查表")
    parser.add_argument("--from", dest="start", metavar="DATE", type=day, default=None, help="从哪天起使用，默认今天")
    parser.set_defaults(run=run_review)


def run_review(call: Call) -> Answer:
    """What was asked for; without an option the sheet in force and its history."""
    options = call.arguments
    if options.check:
        return _check(call)
    if options.load or options.shipped:
        return _changed(call)
    with call.desk() as desk:
        found = desk.ask(ReviewSheets())
    if options.export:
        return Answer(document={"review": found.used, "text": found.text}, lines=found.text.splitlines())
    items = table(("项目", "分值"), [(item.words, item.points) for item in found.items])
    editions = table(("版本", "名称", "启用", "载入", "载入人"), [_cells(row) for row in found.editions])
    history = ["", *editions] if found.editions else []
    return Answer(document=found, lines=[f"正在使用：{found.used}", *items, *history])


def _cells(row: ReviewRow) -> tuple[object, ...]:
    used = "（使用中）" if row.used else ""
    return f"第{row.number}版{used}", row.name or "自带", row.in_force_from, row.loaded_on, row.staff


def _check(call: Call) -> Answer:
    text = call.text(call.arguments.check)
    with call.desk() as desk:
        items = desk.ask(ReviewCheck(text=text))
    points = sum(item.points for item in items)
    return Answer(document={"items": items, "points": points}, lines=[f"没有问题：{len(items)}项，共{points}分。"])


def _changed(call: Call) -> Answer:
    options = call.arguments
    start: date = options.start or call.surroundings.now().date()
    act: Act = UseShippedReview(in_force_from=start)
    if options.load:
        act = LoadReviewSheet(text=call.text(options.load), in_force_from=start)
    with call.desk() as desk:
        desk.perform(act, via="command_line")
        found = desk.ask(ReviewSheets())
    return Answer(document=found, lines=[f"自{start}起使用。今天使用的是：{found.used}"])
