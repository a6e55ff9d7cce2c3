"""Papers: what is due, made, signed and printed; making one; an empty form."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.queries.blanks import BlanksToPrint
from mediation_desk.queries.case_record import CaseRecord, PaperLine
from mediation_desk.queries.issued import IssuedPapers
from mediation_desk.queries.papers import LargeCopy
from mediation_desk.terms.ids import PaperId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.printing import printed_words

from .answer import Answer, table
from .call import Call

_STATES = {"issued": "已制作", "signing": "签署中", "complete": "已完成", "void": "已作废"}


def add(commands: Any, common: ArgumentParser) -> None:
    """paper list, paper make and paper blank."""
    parser = commands.add_parser("paper", parents=[common], help="文书：应有、已制作、已签署；制作一份")
    group = parser.add_subparsers(title="文书命令", metavar="命令", required=True, parser_class=type(parser))
    listing = group.add_parser("list", parents=[common], help="应有的和已有的文书")
    listing.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号")
    listing.set_defaults(run=list_papers)
    making = group.add_parser("make", parents=[common], help="制作一份文书")
    making.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号")
    making.add_argument("code", metavar="CODE", help="文书代码，例如 RM-RIGHTS")
    making.add_argument("--out", metavar="FILE", type=Path, required=True)
    making.add_argument("--subject", metavar="FILE", default=None, help="文书自己的内容（JSON）")
    making.add_argument("--ref", metavar="ID", default=None, help="文书所对应的事实（一次调解、一次送达等）的编号")
    making.add_argument("--large", action="store_true", help="大字版：制作和签署的就是大字的")
    making.set_defaults(run=make_paper)
    empty = group.add_parser("blank", parents=[common], help="一份空白文书，供手工填写")
    empty.add_argument("procedure", metavar="PROCEDURE", help="程序，例如 people.general")
    empty.add_argument("code", metavar="CODE", help="文书代码，例如 RM-APP")
    empty.add_argument("--out", metavar="FILE", type=Path, required=True)
    empty.set_defaults(run=blank_paper)
    copying = group.add_parser("large", parents=[common], help="已有文书的大字版，供阅读")
    copying.add_argument("paper", metavar="PAPER", help="文书编号，见 paper list")
    copying.add_argument("--out", metavar="FILE", type=Path, required=True)
    copying.set_defaults(run=large_copy)


def list_papers(call: Call) -> Answer:
    """What the procedure asks for, and what stands."""
    with call.desk() as desk:
        record = desk.ask(CaseRecord(call.case(desk)))
    due = [(line.must, line.code, line.title, "已制作" if line.made else "未制作") for line in record.due]
    made = [
        (
            paper.code,
            paper.title,
            paper.number,
            paper.made_on,
            _STATES[paper.state],
            _signed(paper),
            printed_words(paper.prints),
            paper.id,
        )
        for paper in record.papers
    ]
    lines = [
        "应有的文书",
        *table(("要求", "代码", "文书", "情况"), due),
        "",
        "已有的文书",
        *table(("代码", "文书", "文号", "日期", "状态", "签署", "打印", "编号"), made),
    ]
    return Answer(document={"due": record.due, "papers": record.papers}, lines=lines)


def make_paper(call: Call) -> Answer:
    """Issue one paper today and write its bytes."""
    out = _out(call)
    with call.desk() as desk:
        case, id = call.case(desk), call.surroundings.new_id()
        act = IssuePaper(
            id=PaperId(id),
            code=call.arguments.code,
            track=_track(call, desk, case),
            subject=_subject(call),
            ref=call.arguments.ref,
            large=call.arguments.large,
        )
        desk.perform(act, case=case, via="command_line")
        paper = desk.ask(IssuedPapers(case, only=id))[0]
    out.write_bytes(paper.pdf)
    return Answer(
        document={"id": id, "code": paper.code, "title": paper.title, "number": paper.number, "file": str(out)},
        lines=[f"《{paper.title}》已制作，写到 {out}。"],
    )


def blank_paper(call: Call) -> Answer:
    """An empty form, which takes no number and belongs to no case."""
    out, code = _out(call), call.arguments.code
    with call.desk() as desk:
        sheet = desk.ask(BlanksToPrint(procedure=call.arguments.procedure, items=((code, 1),)))
    out.write_bytes(sheet.pdf)
    title = sheet.parts[0].title
    return Answer(
        document={"code": code, "title": title, "pages": sheet.parts[0].pages, "file": str(out)},
        lines=[f"空白的《{title}》写到 {out}。"],
    )


def large_copy(call: Call) -> Answer:
    """Write a paper that stands in large type; nothing is recorded."""
    out, id = _out(call), call.arguments.paper
    with call.desk() as desk:
        out.write_bytes(desk.ask(LargeCopy(paper=id)))
    return Answer(document={"id": id, "file": str(out)}, lines=[f"大字版写到 {out}；以签署的正本为准。"])


def _out(call: Call) -> Path:
    out: Path = call.arguments.out
    if not out.absolute().parent.is_dir():
        raise Refusal("cli.file_unusable", file=str(out), why="没有这个文件夹")
    return out


def _track(call: Call, desk: Any, case: str) -> TrackId | None:
    """The track whose docket number was given; by the case's number, its only track or none."""
    tracks = desk.ask(CaseRecord(case)).facts.tracks
    named = [track.id for track in tracks if track.docket == call.arguments.number]
    if named or len(tracks) < 2:
        return TrackId((named or [track.id for track in tracks])[0]) if tracks else None
    raise Refusal("cli.track_ambiguous", field="track", dockets="、".join(track.docket or "" for track in tracks))


def _subject(call: Call) -> dict[str, Any]:
    name = call.arguments.subject
    if name is None:
        return {}
    try:
        subject = json.loads(call.text(name))
    except (ValueError, RecursionError):
        subject = None
    if not isinstance(subject, dict):
        raise Refusal("script.unreadable", file=Path(name).name)
    return subject


def _signed(paper: PaperLine) -> str:
    if not (paper.signed or paper.waiting):
        return "无须签署"
    waiting = f"，待{'、'.join(paper.waiting)}" if paper.waiting else ""
    return f"{len(paper.signed)}/{len(paper.signed) + len(paper.waiting)}{waiting}"
