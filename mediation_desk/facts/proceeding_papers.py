"""What the lesser papers of a mediation are about: identities, evidence, meetings, recusal, the end of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import select

from mediation_desk.law.conduct import form_of
from mediation_desk.law.reading_aloud import NEEDS
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import DutyLog, Staff
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.performance import Visit
from mediation_desk.model.session import PlannedSession
from mediation_desk.model.signing_session import ReadAloud, ReadingNeed
from mediation_desk.model.track import TrackMediator
from mediation_desk.terms.refusal import Refusal

from .consents import consents_given
from .scene import Scene, fact
from .shapes import AgreementFacts, DutyFacts, InstalmentFacts, PartyFacts, PersonFacts

Subject = dict[str, Any]
DECISION: Final = "decide_recusal"
_UNITS: Final = ("company", "agency", "village", "self_employed")
_SHOW_CARDS: Final = ("parent", "guardian", "agent", "representative", "operator")
"""Those who act for a party show their own documents."""
_OFFICES: Final = {"recorder": "记录人"}


def _party(scene: Scene) -> PartyFacts:
    """The party that the paper is about."""
    for party in scene.parties:
        if party.id == scene.ref:
            return party
    raise Refusal("paper.needs_fact", field="ref", what="当事人")


def _identity(scene: Scene) -> Subject:
    party = _party(scene)
    body = _unit(party.person) if party.person.kind in _UNITS else None
    acting = [(r.person, r.kind_words) for r in party.relations if r.kind in _SHOW_CARDS]
    own = [] if body else [(party.person, party.side_words)]
    docket = scene.the_track.docket
    return {
        "party": party.person.name,
        "purpose": f"仅供{docket or scene.case.number}调解使用",
        "sheets": [_sheet(person, capacity) for person, capacity in (*own, *acting)],
        "unit": body,
        "provider": (body or {}).get("representative") or party.person.name,
        "checker": scene.handler,
    }


def _sheet(person: PersonFacts, capacity: str) -> Subject:
    return {"name": person.name, "capacity": capacity, "document": person.document, "number": person.id_number}


def _unit(person: PersonFacts) -> Subject:
    return {
        "name": person.name,
        "credit_code": person.credit_code,
        "representative": person.legal_representative or "",
        "post": person.representative_post,
        "capacity": "经营者" if person.kind == "self_employed" else "法定代表人（负责人）",
    }


def _evidence(scene: Scene) -> Subject:
    """The evidence that one person brought on one day; the first piece of it is what the list is about."""
    if scene.ref is None:
        return {"provider": None, "receiver": scene.handler, "received_on": scene.day, "items": []}
    first = fact(scene, Attachment, "证据材料")
    rows = scene.builder.rows(Attachment, kind=first.kind, provided_by=first.provided_by, received_on=first.received_on)
    items = [{"name": row.name} for row in rows if row.track_id == first.track_id and not row.withheld_from]
    return {
        "provider": first.provided_by,
        "receiver": scene.handler,
        "received_on": first.received_on,
        "items": items,
    }


def _consultation(scene: Scene) -> Subject:
    track = scene.track_row
    form = form_of(track.application_form, track.referral is not None)
    rule = next((rule for rule in scene.procedure.starts if form in rule.by), None)
    return {
        "addressee": _party(scene).person.name,
        "applicant": scene.names("applicant") or scene.names(),
        "requests": [line for line in scene.case.request.splitlines() if line.strip()],
        "basis": None if rule is None or rule.certainty == "memory" else rule.source,
        "mediators": list(scene.the_track.mediators),
        "contact": scene.handler,
    }


def _withdrawal(scene: Scene) -> Subject:
    applied = [event.on for event in scene.events if event.name == "application_received"]
    return {"applicant": scene.names("applicant") or scene.names(), "applied_on": min(applied, default=None)}


def _meeting(scene: Scene, planned: PlannedSession) -> Subject:
    return {
        "at": planned.at,
        "place": planned.place,
        "subject": planned.subject or scene.case.title,
        "mediators": list(scene.the_track.mediators),
        "contact": scene.handler,
    }


def _invitation(scene: Scene) -> Subject:
    planned = fact(scene, PlannedSession, "安排的调解")
    agreed = set(consents_given(scene, "invited_people")) >= set(scene.the_track.parties)
    return {**_meeting(scene, planned), "consented": agreed}


def _notice(scene: Scene) -> Subject:
    """About a planned session and one party: `session:party`."""
    session, _, party = (scene.ref or "").partition(":")
    planned = scene.builder.session.get(PlannedSession, session)
    found = next((one for one in scene.parties if one.id == party), None)
    if planned is None or planned.case_id != scene.case.id or found is None:
        raise Refusal("paper.needs_fact", field="ref", what="安排的调解")
    return {"addressee": found.person.name, **_meeting(scene, planned)}


def _recusal_request(scene: Scene) -> Subject:
    row = fact(scene, TrackMediator, "调解员")
    rule = scene.procedure.recusal
    return {
        "mediator": row.name,
        "office_words": _OFFICES.get(row.role, "调解员"),
        "grounds": None if rule is None else rule.grounds,
        "decided_by": scene.the_track.body if rule is None else rule.decided_by,
    }


def _recusal(scene: Scene) -> Subject:
    entry = _decision(scene)
    said = entry.fields
    rows = scene.builder.rows(TrackMediator, track_id=scene.track_id, staff_id=said["staff"])
    rule = scene.procedure.recusal
    certain = rule is not None and rule.certainty != "memory"
    return {
        "asker": said.get("asked_by"),
        "mediator": rows[-1].name,
        "office_words": _OFFICES.get(rows[-1].role, "调解员"),
        "granted": said["recused"],
        "reason": said["reason"],
        "decided_by": scene.the_track.body,
        "decided_on": entry.happened_on,
        "basis": rule.source if rule is not None and certain else None,
    }


def _decision(scene: Scene) -> JournalEntry:
    asked = select(JournalEntry).filter_by(case_id=scene.case.id, name=DECISION, act_id=scene.ref, reversed_by=None)
    entry = scene.builder.session.scalars(asked).first()
    if entry is None or entry.fields["track"] != scene.track_id:
        raise Refusal("paper.needs_fact", field="ref", what="回避决定")
    return entry


def _closing(scene: Scene) -> Subject:
    track, agreement = scene.the_track, scene.agreement
    performed = [event.on for event in scene.events if event.name == "performed"]
    effective = None if agreement is None else agreement.effective_on
    visits = scene.builder.rows(Visit, track_id=track.id)
    return {
        "filed_on": scene.day,
        "handler": scene.handler,
        "accepted_on": track.accepted_on,
        "concluded_on": max(performed, default=track.ended_on),
        "outcome": track.ending_words or ("达成调解协议" if effective else "正在办理"),
        "terms": [] if agreement is None else [*(d.sentence for d in agreement.duties), *agreement.other_clauses],
        "performance": _performance(agreement, bool(performed)),
        "visits": [f"{row.on.isoformat()} {row.manner}：{row.performance}" for row in visits],
    }


def _performance(agreement: AgreementFacts | None, all_done: bool) -> str | None:
    if agreement is None:
        return None
    done = sum(1 for duty in agreement.duties if duty.state == "done")
    return "已全部履行" if all_done else f"共{len(agreement.duties)}项，已履行{done}项"


def _cards(scene: Scene) -> Subject:
    agreement = scene.agreement
    if agreement is None:
        raise Refusal("paper.part_missing", paper="RM-CARD", part="agreement")
    accounts = {person.name: person.account for person in scene.case.people if person.account}
    cards = [{"name": p.person.name, "lines": list(_lines(p.person.name, agreement, accounts))} for p in scene.parties]
    return {"contact": scene.handler, "cards": [card for card in cards if card["lines"]]}


def _lines(name: str, agreement: AgreementFacts, accounts: dict[str, str]) -> Iterator[Subject]:
    """What a party has to do and what it is to get, term by term."""
    for duty in agreement.duties:
        if name == duty.payer or (not duty.payer and name in duty.debtors):
            yield from _owed(duty, accounts)
        elif name in duty.beneficiaries:
            yield from _due(duty, name)


def _owed(duty: DutyFacts, accounts: dict[str, str]) -> Iterator[Subject]:
    holder = duty.account_holder or "、".join(duty.beneficiaries)
    account = accounts.get(holder)
    whom = f"付给{holder}" + (f"，账号{account}" if account else "")
    for part in duty.instalments:
        yield {"what": _place(duty, part.number, "应付"), "amount": part.amount, "due": _when(part), "whom": whom}
    if not duty.instalments:
        yield {"what": f"第{duty.number}项：{duty.sentence}"}


def _due(duty: DutyFacts, name: str) -> Iterator[Subject]:
    whom = f"由{duty.payer or '、'.join(duty.debtors)}付"
    if duty.shares:
        share = duty.shares[duty.beneficiaries.index(name)]
        when = "；".join(_when(part) for part in duty.instalments)
        yield {"what": f"第{duty.number}项，您应收的份额", "amount": share, "due": when, "whom": whom}
        return
    for part in duty.instalments:
        yield {"what": _place(duty, part.number, "应收"), "amount": part.amount, "due": _when(part), "whom": whom}


def _place(duty: DutyFacts, number: int, verb: str) -> str:
    part = f"第{number}期" if len(duty.instalments) > 1 else ""
    return f"第{duty.number}项{part}，您{verb}"


def _when(part: InstalmentFacts) -> str:
    day = part.due
    return part.due_words or ("" if day is None else f"{day.year}年{day.month}月{day.day}日前")


def _duty_log(scene: Scene) -> Subject:
    """From the line of the office's duty log that names the case; what nobody has logged is written by hand."""
    row = None if scene.ref is None else scene.builder.session.get(DutyLog, scene.ref)
    own: Subject = {"adviser": scene.handler, "on": scene.day}
    if row is not None and row.case_id == scene.case.id:
        lawyer = scene.builder.session.get(Staff, row.staff_id)
        name = scene.handler if lawyer is None else lawyer.name
        own = {**row.content, "adviser": name, "on": row.on, "village": row.village, "hours": row.hours}
    return {"case_number": scene.case.number, "field": scene.case.dispute_words, **own}


def _read_aloud(scene: Scene) -> Subject:
    """That a text was read to one of its signers, by whom and before whom."""
    row = fact(scene, ReadAloud, "宣读")
    read = scene.builder.session.get_one(Paper, row.paper_id)
    signer = next(one for one in read.signers if one["key"] == row.signer_key)
    needs = scene.builder.rows(ReadingNeed, person_id=signer.get("person"), reversed_by=None)
    return {
        "read_paper": f"《{read.title}》{read.number or ''}",
        "check_code": f"{row.frozen_sha256[:4]} {row.frozen_sha256[4:8]}".upper(),
        "listener": signer["name"],
        "why": "、".join(scene.law.words(NEEDS, need.need) for need in needs),
        "reader": row.reader,
        "at": row.at,
        "witness": row.witness,
        "relation": row.relation,
    }


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {
    "RM-ID": _identity,
    "RM-EVID": _evidence,
    "RM-CONSENT": _consultation,
    "RM-WITHDRAW": _withdrawal,
    "RM-INVITE": _invitation,
    "RM-NOTICE": _notice,
    "RM-RECUSE": _recusal_request,
    "RM-RECUSED": _recusal,
    "RM-CLOSE": _closing,
    "RM-CARD": _cards,
    "RM-ALOUD": _read_aloud,
    "RM-LOG": _duty_log,
}
