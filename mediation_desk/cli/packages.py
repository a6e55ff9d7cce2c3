"""Case packages: taking a case out of one office and letting it into another."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.desk.packages import TakenIn, export_case, import_case

from .answer import Answer
from .call import Call


def add_to_cases(group: Any, common: ArgumentParser) -> None:
    """case export and case import."""
    out = group.add_parser("export", parents=[common], help="把案件导出为加密的案件包")
    out.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号")
    out.add_argument("--out", metavar="FILE", type=Path, required=True)
    _password(out)
    out.set_defaults(run=export)
    into = group.add_parser("import", parents=[common], help="把案件包导入本单位")
    into.add_argument("files", metavar="FILE", nargs="+", type=Path)
    into.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    _password(into)
    into.set_defaults(run=take_in)


def export(call: Call) -> Answer:
    """Facts, journal, search texts and attachments of one case, closed under a password of their own."""
    out: Path = call.arguments.out
    password = call.package_password()
    with call.desk() as desk:
        rows = export_case(desk, call.case(desk), out, password, call.entrance().cost)
    count, blobs = sum(map(len, rows.tables.values())), len(rows.tables["blob"])
    return Answer(
        document={"number": rows.number, "case": rows.case, "file": str(out), "rows": count, "files": blobs},
        lines=[f"{rows.number}已导出到 {out}（{count}条记录，{blobs}个文件）。请用另外的途径告知对方案件包密码。"],
    )


def take_in(call: Call) -> Answer:
    """Every package is checked before the first one is let in."""
    options, password = call.arguments, call.package_password()
    with call.desk() as desk:
        taken = [import_case(desk, file, password, dry_run=True) for file in options.files]
        if not options.dry_run:
            taken = [import_case(desk, file, password) for file in options.files]
    return Answer(
        document={"imported": not options.dry_run, "cases": taken},
        lines=[_line(each, dry_run=options.dry_run) for each in taken],
    )


def _password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--package-password-file",
        metavar="FILE",
        default=None,
        help="第一行是案件包密码的文件（或 MEDIATION_DESK_PACKAGE_PASSWORD）",
    )


def _line(taken: TakenIn, *, dry_run: bool) -> str:
    what = f"{taken.number} {taken.title}（来自{taken.office}，{taken.rows}条记录，{taken.blobs}个文件）"
    if not taken.new:
        return f"{what}：本单位已有完全相同的案件，不需要导入。"
    return f"{what}：{'可以导入，没有写入' if dry_run else '已导入'}。"
