"""Looking at cases: the ledger, and one case with everything that is known of it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from mediation_desk.queries.case_record import CaseAsRecorded, CaseRecord
from mediation_desk.queries.ledger import Ledger, LedgerRow
from mediation_desk.words.acts import act_words

from . import packages, performing
from .answer import Answer, table
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """case list, show, perform, export, import; and act, which performs a single act."""
    parser = commands.add_parser("case", parents=[common], help="案件：台账、查看、按脚本办理、导出、导入")
    group = parser.add_subparsers(title="案件命令", metavar="命令", required=True, parser_class=type(parser))
    ledger = group.add_parser("list", parents=[common], help="案件台账")
    ledger.add_argument("--kind", metavar="K", choices=("people", "administrative", "judicial", "professional"))
    ledger.add_argument("--stage", metavar="S", help="阶段的代码或名称")
    ledger.set_defaults(run=list_cases)
    show = group.add_parser("show", parents=[common], help="一件案件：程序、当事人、阶段、可办事项、期限、经过")
    show.add_argument("number", metavar="NUMBER", help="案件编号或者调解文号")
    show.set_defaults(run=show_case)
    performing.add_to_cases(group, common)
    packages.add_to_cases(group, common)


def list_cases(call: Call) -> Answer:
    """One line a case, newest first."""
    options = call.arguments
    with call.desk() as desk:
        rows = desk.ask(Ledger()).rows
    wanted = [
        row for row in rows if options.kind in (None, row.kind) and options.stage in (None, row.stage, row.stage_name)
    ]
    head = ("案件编号", "名称", "程序", "阶段", "调解员", "下一期限", "事由")
    lines = table(head, [_ledger_line(row) for row in wanted])
    return Answer(document={"cases": [_ledger_plain(row) for row in wanted]}, lines=lines)


def show_case(call: Call) -> Answer:
    """One case. The document is the same in every office that holds the case under the same rules on the same day."""
    with call.desk() as desk:
        record = desk.ask(CaseRecord(call.case(desk)))
    return Answer(document=record, lines=list(_case_lines(record)))


def _ledger_plain(row: LedgerRow) -> dict[str, Any]:
    names = (
        "id",
        "number",
        "title",
        "enquiry",
        "dispute",
        "received_at",
        "amount",
        "kind",
        "procedure",
        "stage",
        "stage_name",
        "mediators",
        "due",
        "due_name",
        "tracks",
        "open_tracks",
        "closed",
    )
    return {name: getattr(row, name) for name in names}


def _ledger_line(row: LedgerRow) -> tuple[object, ...]:
    return row.number, row.title, row.procedure_name, row.stage_name, "、".join(row.mediators), row.due, row.due_name


def _case_lines(record: CaseAsRecorded) -> Iterator[str]:
    facts = record.facts
    amount = "" if facts.amount_claimed is None else f"，争议金额{facts.amount_claimed.figures}元"
    yield f"{facts.number} {facts.title}"
    yield f"{facts.dispute_words}，{facts.source_words}，{facts.received_at:%Y-%m-%d %H:%M}登记{amount}"
    yield ""
    parties = [(party.side_words, party.person.name, _representatives(party)) for party in facts.parties]
    yield from table(("地位", "当事人", "代表、代理"), parties)
    for track in facts.tracks:
        yield ""
        yield from _track_lines(track)
    yield ""
    yield from table(("日期", "时间", "事项", "办理人", "编号"), [_timeline_line(line) for line in record.timeline])


def _representatives(party: Any) -> str:
    return "；".join(f"{relation.kind_words}：{relation.person.name}" for relation in party.relations)


def _track_lines(track: Any) -> Iterator[str]:
    """`track` is a track's facts; what the desk's lower layers call it is none of the command line's business."""
    yield f"{track.procedure_name}（{track.body}）{track.docket or ''}"
    ending = f"：{track.ending_words}（{track.ended_on}）" if track.ending else ""
    yield f"  阶段：{track.stage_name}{ending}"
    yield f"  调解员：{'、'.join(track.mediators) or '未定'}"
    yield f"  可以办理：{'；'.join(map(act_words, track.open_acts))}"
    for one in track.conduct:
        yield f"  {one.name}：{one.words}（{one.basis}）"
    for deadline in track.deadlines:
        doubt = "" if deadline.certain else "（依据待核）"
        yield f"  期限：{deadline.name} {deadline.due}（{_STATES[deadline.state]}）{doubt}"
        yield f"    {deadline.reason}"


def _timeline_line(line: Any) -> tuple[object, ...]:
    act = act_words(line.act) + ("（已冲正）" if line.taken_back else "")
    return line.on, "" if line.at is None else f"{line.at:%H:%M}", act, line.who, "、".join(line.numbers)


_STATES = {"running": "进行中", "answered": "已办", "expired": "已过", "paused": "中止计算"}
