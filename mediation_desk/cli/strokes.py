"""Strokes of a signature: handed out to a forensic examiner, and compared with a signed paper."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.desk.strokes import compare_strokes, release_strokes

from .answer import DONE, REFUSED, Answer
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """strokes export and strokes check."""
    parser = commands.add_parser("strokes", parents=[common], help="手写签名的笔迹数据：提供给鉴定机构；与签署件核对")
    group = parser.add_subparsers(title="笔迹命令", metavar="命令", required=True, parser_class=type(parser))
    export = group.add_parser("export", parents=[common], help="写出一个签名的笔迹数据（敏感个人信息，记入操作记录）")
    export.add_argument("paper", metavar="PAPER", help="文书编号，见 paper list")
    export.add_argument("signer", metavar="SIGNER", help="签名栏的编号，见 verify FILE --json 的 field")
    export.add_argument("--to", metavar="NAME", required=True, help="提供给谁")
    export.add_argument("--reason", metavar="TEXT", required=True, help="理由，例如鉴定委托书的文号")
    export.add_argument("--out", metavar="FILE", type=Path, required=True)
    export.set_defaults(run=export_strokes)
    check = group.add_parser("check", parents=[common], help="笔迹数据是不是签署件上的那一个签名（不需要办公室数据）")
    check.add_argument("file", metavar="PDF", type=Path)
    check.add_argument("strokes", metavar="FILE", type=Path)
    check.set_defaults(run=check_strokes)


def export_strokes(call: Call) -> Answer:
    """Noted in the audit, then written."""
    given = call.arguments
    with call.desk() as desk:
        kept = release_strokes(desk, given.paper, given.signer, given.out, recipient=given.to, reason=given.reason)
    return Answer(
        document={"file": str(given.out), "name": kept.name, "title": kept.title, "points": kept.ink.points},
        lines=[f"{kept.name}在《{kept.title}》上的笔迹数据已写到 {given.out}，并已记入操作记录。"],
    )


def check_strokes(call: Call) -> Answer:
    """Exit code 1 unless the strokes are those of one signature of the paper."""
    found = compare_strokes(call.arguments.file.read_bytes(), call.arguments.strokes.read_bytes())
    words = (
        f"笔迹数据就是这份文书上{found.name}（{found.capacity}）的签名，一笔未改。"
        if found is not None
        else "笔迹数据不是这份文书上任何一个签名，或者已被改动。"
    )
    document = {"belongs": found is not None, "field": None if found is None else found.field}
    return Answer(document=document, lines=[words], code=DONE if found is not None else REFUSED)
