"""Looking at cases: the ledger, and one case with everything that is known of it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from mediation_desk.queries.case_record import CaseAsRecorded, CaseRecord
from mediation_desk.queries.ledger import Ledger, LedgerRow
from mediation_desk.queries.risk_shapes import RiskColour, RiskSheet
from mediation_desk.words.acts import act_words
from mediation_desk.words.case import WAY_STANDINGS, sourced
from mediation_desk.words.deadlines import DOUBTFUL, UNANNOUNCED
from mediation_desk.words.plans import PLAN_STATES, plan_side_words

from . import packages, performing, volumes
from .answer import Answer, table
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """case list, show, perform, export, import, volume; and act, which performs a single act."""
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
    volumes.add_to_cases(group, common)


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
        "settled_tracks",
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
    for received in facts.referrals:
        yield from _referral_lines(received)
    for track in facts.tracks:
        yield ""
        yield from _track_lines(track)
    yield from _following_lines(record)
    yield from _overruled_lines(record)
    if record.risk is not None and record.risk.colour is not None:
        yield ""
        yield from _risk_lines(record.risk, record.risk.colour)
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
        doubt = "" if deadline.certain else f"（{DOUBTFUL}）"
        doubt += f"（{UNANNOUNCED}）" if deadline.provisional else ""
        yield f"  期限：{deadline.name} {deadline.due}（{_STATES[deadline.state]}）{doubt}"
        yield f"    {deadline.reason}"
    for plan in track.plans:
        yield from _plan_lines(plan)
    if track.undisputed is not None:
        yield from _undisputed_lines(track.undisputed)
    for reason in track.must_end:
        yield f"  {reason}"
    for sent in track.handovers:
        yield from _handover_lines(sent)


def _plan_lines(plan: Any) -> Iterator[str]:
    doubt = "" if plan.certain else "（依据待核）"
    yield f"  无异议方案：{plan.on}提出，{PLAN_STATES[plan.state]}{doubt}"
    for side in plan.sides:
        words = plan_side_words(side.state, side.served_on, side.last_day, side.objected_on, side.oral_on)
        yield f"    {side.name}：{words}"
    if plan.state == "proposed" and plan.confirmable_from is not None:
        yield f"    {plan.confirmable_from}起可以确认无异议"
    if plan.effective_on is not None:
        yield f"    {plan.confirmed_on}确认，协议自{plan.effective_on}生效"


def _undisputed_lines(record: Any) -> Iterator[str]:
    counts = f"尚缺{'、'.join(record.waiting)}签名" if record.effective_on is None else f"{record.effective_on}各方签齐"
    yield f"  无争议事实（{record.on}记载，{counts}）"
    yield from (f"    {number}．{fact}" for number, fact in enumerate(record.facts, 1))


def _following_lines(record: CaseAsRecorded) -> Iterator[str]:
    for track in record.following:
        yield ""
        yield f"{track.procedure_name}以后的途径"
        rows = [
            (WAY_STANDINGS[way.standing], way.name, way.reason, _until(way), sourced(way.source, way.certainty))
            for way in track.ways
        ]
        yield from table(("状态", "途径", "说明", "末日", "依据"), rows)
        yield from (f"  {step}" for way in track.ways for step in way.steps)
        yield from (f"  {note.text}（{sourced(note.source, note.certainty)}）" for note in track.notes)


def _until(way: Any) -> str:
    if way.last_day is None:
        return ""
    return str(way.last_day) if way.days_left is None or way.days_left < 0 else f"{way.last_day} 还有{way.days_left}日"


def _overruled_lines(record: CaseAsRecorded) -> Iterator[str]:
    if not record.overruled:
        return
    yield ""
    rows = [
        (
            f"第{line.version}版",
            "" if line.clause is None else f"第{line.clause}项",
            line.finding,
            line.reason,
            line.who,
        )
        for line in record.overruled
    ]
    yield from table(("协议", "条款", "签署前检查的问题", "保留的理由", "放行人"), rows)


def _risk_lines(risk: RiskSheet, colour: RiskColour) -> Iterator[str]:
    """A block of its own, which whoever may not see risk never gets."""
    yield f"风险（内部，不得告知当事人）：{colour.words}，{colour.meaning}；{colour.owner}{colour.respond_within}处置"
    if risk.report_owed_since is not None:
        yield f"  {risk.report_words}：尚未登记报告"
    elif risk.report_words:
        yield f"  {risk.report_words}：已报告"
    if risk.apart_words:
        yield f"  {risk.apart_words}"
    for visit in risk.visits:
        done = f"{visit.made_on}已回访" if visit.made_on else "未回访"
        yield f"  第{visit.day}日回访 {visit.due}（{done}）"
    yield from (f"  {line}" for line in risk.explanation)


def _handover_lines(sent: Any) -> Iterator[str]:
    yield f"  {sent.kind_words}：{sent.to} {sent.sent_on}（{sent.state_words}）{sent.reason}"
    for words in (sent.basis and f"依据：{sent.basis}", "、".join(sent.documents), sent.elapsed):
        if words:
            yield f"    {words}"
    yield from _response_lines(sent.responses)


def _referral_lines(received: Any) -> Iterator[str]:
    number = f" {received.number}" if received.number else ""
    yield f"转来：{received.channel} {received.organ}{number} {received.received_on}（{received.state_words}）"
    yield from _response_lines(received.responses)


def _response_lines(responses: Any) -> Iterator[str]:
    for said in responses:
        yield f"    {said.on} {said.who or ''}：{said.words}"


def _timeline_line(line: Any) -> tuple[object, ...]:
    act = act_words(line.act) + ("（已冲正）" if line.taken_back else "")
    return line.on, "" if line.at is None else f"{line.at:%H:%M}", act, line.who, "、".join(line.numbers)


_STATES = {"running": "进行中", "answered": "已办", "expired": "已过", "paused": "中止计算"}
