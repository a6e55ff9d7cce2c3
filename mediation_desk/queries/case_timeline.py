"""The timeline: every act with the day it happened, when it was recorded, by whom, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mediation_desk.law.reading_aloud import NEEDS
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.paper import Paper
from mediation_desk.model.printing import Printing
from mediation_desk.model.reversible import REVERSIBLE_ROWS
from mediation_desk.model.signing_session import SigningSession
from mediation_desk.model.track import TrackEvent
from mediation_desk.papers import catalogue
from mediation_desk.terms.compartments import COMMON, STAFF
from mediation_desk.terms.events import NOT_REVERSIBLE
from mediation_desk.terms.printing import CANCELLED, FAILED, SENT
from mediation_desk.terms.refusal import Refusal

from .case_reading import CaseReading
from .case_shapes import JournalRow
from .query import View

Fields = Mapping[str, Any]
PRINT_OUTCOMES: Final = {SENT: "已送出", FAILED: "没有打印成", CANCELLED: "已取消"}
SIGNING_ENDS: Final = {
    "finished": "签署完毕",
    "left": "还有人未签",
    "stopped": "有人不同意",
    "broken_off": "中断",
    "taken_over": "由他人接手",
}
KEPT_FROM_PARTIES: Final = (
    *("report_danger", "refer_aside", "withhold_fact", "record_outside", "record_visit"),
    *("start_printing", "end_printing", "record_reading_need"),
)
"""Steps taken to protect one party, which the other must not read over a shoulder; and which papers were printed."""


def timeline(reading: CaseReading) -> tuple[JournalRow, ...]:
    """All acts of the case, the latest happening first."""
    taken_back = {e.fields["reversed"] for e in reading.journal if e.name == "reverse_act"}
    reversible = _reversible(reading) - taken_back
    told = [entry for entry in reading.journal if _is_told(reading.view, entry)]
    rows = [_row(reading, entry, entry.act_id in taken_back, entry.act_id in reversible) for entry in told]
    rows.reverse()  # of one day, too, the last recorded comes first
    return tuple(sorted(rows, key=lambda row: row.happened_on, reverse=True))


def _is_told(view: View, entry: JournalEntry) -> bool:
    """What is for staff only is not even told by name; before a party, no more than what is common to the case.

    That a printer took what it was sent is no news beside the printing, nor that a signer looked beside his signature.
    """
    if entry.compartment == STAFF:
        return view.may_read(STAFF)
    if entry.name == "face_signer":
        return False
    if entry.name == "end_printing" and entry.fields["outcome"] == SENT:
        return False
    if view.before_party and entry.name == "issue_paper" and not view.may_show(entry.fields["code"]):
        return False
    return not view.before_party or (entry.compartment == COMMON and entry.name not in KEPT_FROM_PARTIES)


def _row(reading: CaseReading, entry: JournalEntry, reversed: bool, reversible: bool) -> JournalRow:
    return JournalRow(
        act_id=entry.act_id,
        act=entry.name,
        detail=_detail(reading, entry),
        happened_on=entry.happened_on,
        happened_time=entry.happened_time,
        recorded_at=entry.recorded_at,
        who=reading.staff_names.get(entry.actor, ""),
        track=entry.fields.get("track"),
        reversed=reversed,
        reversible=reversible,
    )


def _reversible(reading: CaseReading) -> set[str]:
    """Acts that left an event or a row which a reversal takes back; numbers and frozen texts have their own way."""
    events = reading.rows(TrackEvent, derived=False, reversed_by=None)
    fixed = {row.recorded_by for row in events if row.name in NOT_REVERSIBLE}
    found = {row.recorded_by for row in events}
    for table in REVERSIBLE_ROWS:
        found |= {row.recorded_by for row in reading.rows(table, reversed_by=None)}
    return {act for act in found - fixed if act is not None}


def _detail(reading: CaseReading, entry: JournalEntry) -> str:
    told = _DETAILS.get(entry.name)
    numbers = "、".join(entry.outcome.get("numbers", ()))
    words = "" if told is None else told(reading, entry.fields)
    return "  ".join(part for part in (words, numbers) if part)


def _party(reading: CaseReading, fields: Fields) -> str:
    return reading.names.get(fields.get("party") or "", "")


def _field(name: str) -> Callable[[CaseReading, Fields], str]:
    return lambda _reading, fields: str(fields.get(name) or "")


def _consent(reading: CaseReading, fields: Fields) -> str:
    who = _party(reading, fields) or "调解组织"
    answer = reading.law.words("consent_answers", fields.get("answer", "given"))
    return f"{who}：{reading.law.words('consent_subjects', fields['subject'])}（{answer}）"


def _paper(reading: CaseReading, fields: Fields) -> str:
    try:
        return catalogue.paper(fields["code"]).title_for("people")
    except Refusal:
        return str(fields["code"])


def _staff(reading: CaseReading, fields: Fields) -> str:
    return reading.staff_names.get(fields.get("staff") or "", "")


def _person(reading: CaseReading, fields: Fields) -> str:
    person = fields.get("person")
    return str(person["name"]) if isinstance(person, dict) else reading.names.get(person or "", "")


def _relation(reading: CaseReading, fields: Fields) -> str:
    relation = fields["relation"]
    names = reading.names
    kind = reading.law.words("relations", relation["kind"])
    return f"{names.get(relation['party'], '')}的{kind}{names.get(relation['person'], '')}"


def _signature(reading: CaseReading, fields: Fields) -> str:
    titles = {paper["id"]: paper for paper in _papers(reading)}
    paper = titles.get(fields["paper"])
    if paper is None:
        return ""
    return f"{paper['signers'].get(fields.get('signer'), '')}  {paper['title']}".strip()


def _papers(reading: CaseReading) -> list[dict[str, Any]]:
    from_journal = [entry for entry in reading.journal if "signers" in (entry.fields.get("prepared") or {})]
    return [
        {
            "id": entry.fields.get("paper") or entry.fields.get("id"),
            "title": entry.fields["prepared"]["title"],
            "signers": {one["key"]: one["name"] for one in entry.fields["prepared"]["signers"]},
        }
        for entry in from_journal
    ]


def _money(reading: CaseReading, fields: Fields) -> str:
    amount = fields.get("amount")
    return f"{fields.get('payer') or ''} 付 {amount} 元".strip() if amount else "义务履行"


def _ending(reading: CaseReading, fields: Fields) -> str:
    for track in reading.facts.tracks:
        if track.id == fields["track"]:
            return reading.law.procedure(track.procedure).ending(fields["reason"]).internal
    return ""


def _limit(reading: CaseReading, fields: Fields) -> str:
    return f"延长{fields['days']}日"


def _started(reading: CaseReading, fields: Fields) -> str:
    return f"{fields['started'][11:16]} {fields['place']}"


def _service(reading: CaseReading, fields: Fields) -> str:
    return f"{_party(reading, fields)}  {reading.law.words('service_manners', fields['manner'])}"


def _printing(reading: CaseReading, fields: Fields) -> str:
    rows = {row.id: row for row in reading.rows(Printing)}
    row = rows.get(fields.get("printing") or fields["id"])
    if row is None:
        return ""
    if "outcome" in fields:
        return f"{row.title}  {PRINT_OUTCOMES[fields['outcome']]}"
    again = f"  补打第{row.turn}次：{row.reason}" if row.turn > 1 else ""
    return f"{row.title}  {row.copies}份{again}"


def _need(reading: CaseReading, fields: Fields) -> str:
    return f"{reading.names.get(fields['person'], '')}  {reading.law.words(NEEDS, fields['need'])}"


def _read_aloud(reading: CaseReading, fields: Fields) -> str:
    witness = f"  见证：{fields['witness']}" if fields.get("witness") else ""
    return f"{_signature(reading, fields)}  宣读：{fields['reader']}{witness}"


def _start_of_signing(reading: CaseReading, fields: Fields) -> str:
    rows = {row.id: row for row in reading.rows(Paper)}
    paper, again = rows.get(fields["paper"]), "  接手" if fields.get("takes_over") else ""
    return f"{paper.title if paper else ''}{again}  {fields['workstation']}"


def _end_of_signing(reading: CaseReading, fields: Fields) -> str:
    rows = {row.id: row for row in reading.rows(SigningSession)}
    row = rows.get(fields["session"])
    if row is None:
        return ""
    return "  ".join(part for part in (SIGNING_ENDS.get(row.ended_how or "", ""), row.reason or "") if part)


_DETAILS: Final[dict[str, Callable[[CaseReading, Fields], str]]] = {
    "register_case": _field("title"),
    "choose_mediator": _staff,
    "disclose": _staff,
    "record_consent": _consent,
    "issue_paper": _paper,
    "start_printing": _printing,
    "end_printing": _printing,
    "add_person": _person,
    "correct_person": _person,
    "add_relation": _relation,
    "record_signature": _signature,
    "affix_seal": _signature,
    "confirm_scan": _signature,
    "start_signing": _start_of_signing,
    "end_signing": _end_of_signing,
    "record_reading_need": _need,
    "record_reading_aloud": _read_aloud,
    "record_performance": _money,
    "end_track": _ending,
    "extend_limit": _limit,
    "record_session": _started,
    "record_inquiry": _started,
    "record_private_talk": _party,
    "record_contact": _party,
    "record_service": _service,
    "transfer": _field("to"),
    "refer_aside": _field("to"),
    "report_danger": _field("to"),
    "record_handover_taken": _field("receiver"),
    "record_handover_declined": _field("reason"),
    "record_handover_answer": _field("result"),
    "receive_referral": _field("organ"),
    "feed_back": _field("words"),
    "close_outside": _field("result"),
    "plan_session": _field("place"),
    "attach_file": _field("name"),
    "file_scan": _signature,
    "withdraw_text": _field("reason"),
    "reverse_act": _field("reason"),
    "refuse_to_sign": _field("reason"),
    "reopen_track": _field("reason"),
    "record_visit": _field("performance"),
    "apply_confirmation": _field("court"),
    "record_outside": _field("organ"),
    "propose_evaluator": _staff,
    "list_material": _field("name"),
    "sign_mandate": _party,
    "choose_to_hear": _party,
    "state_later_use": _party,
    "void_paper": _field("reason"),
    "split_track": _field("reason"),
}
"""What the timeline adds to the name of an act. Private talks and opinions are told by name only."""
