"""What each paper needs beside the case: taken from the one fact it is about, completed by what its author adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mediation_desk.law.checkup_matter import clauses
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.confirmation import ConfirmationRequest
from mediation_desk.model.consent import Consent
from mediation_desk.model.track import TrackMediator
from mediation_desk.terms.refusal import Refusal

from . import (
    administrative_papers,
    court_papers,
    evaluation_papers,
    letters,
    proceeding_papers,
    signing_papers,
    volume_papers,
)
from .administrative_papers import accident, concluded, police_text, traffic_text
from .consents import consent_lines, consents_given
from .course_papers import payment, service, visit
from .evaluation import mandate, report
from .plan_papers import objection, plan, result
from .scene import Scene, fact
from .shapes import PartyFacts, RelationFacts, SessionFacts

Subject = dict[str, Any]
_OPINIONS: Final = {
    "given": "知悉披露事项，同意其继续调解",
    "refused": "知悉披露事项，不同意其继续调解",
    "withdrawn": "撤回同意，不同意其继续调解",
}


def subject_of(code: str, scene: Scene, added: Subject) -> Subject:
    """The paper-specific facts of one paper; what the author added wins."""
    return {**SUBJECTS.get(code, _nothing)(scene), **added}


def _nothing(scene: Scene) -> Subject:
    return {}


def _visitor(scene: Scene) -> Subject:
    case = scene.case
    return {
        "received_at": case.received_at,
        "visitors": scene.names("applicant") or scene.names(),
        "matter": case.summary,
        "next_step": f"已登记，案件编号{case.number}，等待分流办理",
        "handler": scene.handler,
    }


def _application(scene: Scene) -> Subject:
    return {"requests": [line for line in scene.case.request.splitlines() if line.strip()], "applied_on": scene.day}


def _register(scene: Scene) -> Subject:
    form = scene.the_track.application_form
    referral = scene.track_row.referral or {}
    return {
        "initiative": form if form in ("own_motion", "referral") else "application",
        "referred_by": referral.get("organ"),
        "registered_on": scene.the_track.accepted_on or scene.day,
    }


def _refusal(scene: Scene) -> Subject:
    reason = scene.procedure.refuse_reason(scene.the_track.ending or "")
    return {
        "applicant": scene.names("applicant") or scene.names(),
        "applied_on": scene.case.received_at.date(),
        "reason": reason.words,
        "source": reason.source,
        "routes": reason.routes,
    }


def _course(scene: Scene) -> Subject:
    return {**_register(scene), **concluded(scene)}


def _rights(scene: Scene) -> Subject:
    return {"told_on": scene.day}


def _attorney(scene: Scene) -> Subject:
    party, relation = _agent(scene)
    granted = set(relation.powers)
    return {
        "principal": party.person,
        "opposite": "、".join(p.person.name for p in scene.parties if p.side != party.side),
        "agents": [{"person": relation.person, "kind_words": relation.kind_words}],
        "matter": scene.case.title,
        "powers": [{"text": p.words, "granted": code in granted} for code, p in scene.law.powers.by_code.items()],
        "special": relation.special_authority,
        "period": _period(relation),
    }


def _agent(scene: Scene) -> tuple[PartyFacts, RelationFacts]:
    for party in scene.case.parties:
        for relation in party.relations:
            if relation.id == scene.ref and relation.kind == "agent":
                return party, relation
    raise Refusal("paper.needs_fact", field="ref", what="代理关系")


def _period(relation: RelationFacts) -> str:
    return "至本纠纷调解终结止" if relation.until is None else f"至{relation.until.isoformat()}止"


def _disclosure(scene: Scene) -> Subject:
    row = _discloser(scene)
    disclosed = row.disclosure or {"items": []}
    return {
        "discloser": row.name,
        "office_words": "调解员",
        "items": _answers(scene, disclosed["items"]),
        "attitudes": _attitudes(scene, row),
    }


def _attitudes(scene: Scene, row: TrackMediator) -> list[Subject]:
    """What the parties said to going on under this mediator; nothing where nobody was asked."""
    said = scene.builder.rows(
        Consent, track_id=scene.track_id, subject="same_mediator", subject_ref=row.staff_id, reversed_by=None
    )
    names = scene.builder.names()
    return [
        {"party": names[one.party_id], "opinion": _OPINIONS[one.answer], "on": one.on}
        for one in said
        if one.party_id is not None and one.on <= scene.day
    ]


def _discloser(scene: Scene) -> TrackMediator:
    """The mediator by the row's own id or by the staff member's; the one who has disclosed where none is named."""
    rows = scene.builder.rows(TrackMediator, track_id=scene.track_id, until=None)
    for row in rows:
        if scene.ref in (row.id, row.staff_id) or (scene.ref is None and row.disclosure):
            return row
    raise Refusal("paper.needs_fact", field="ref", what="调解员披露")


def _answers(scene: Scene, items: list[dict[str, Any]]) -> list[Subject]:
    return [
        {
            "question": scene.law.words("evaluator_disclosures", item["code"]),
            "answer": item["answer"],
            "note": item.get("note"),
        }
        for item in items
    ]


def _session(scene: Scene) -> SessionFacts:
    for session in scene.the_track.sessions:
        if session.id == scene.ref:
            return session
    raise Refusal("paper.needs_fact", field="ref", what="调解或调查记录")


def _inquiry(scene: Scene) -> Subject:
    session = _session(scene)
    return {"session": session, "informants": [_informant(scene, name) for name in session.attending]}


def _informant(scene: Scene, name: str) -> Subject:
    """Who was asked: as a party on its side, and with the calling and the telephone that the case knows."""
    known = next((person for person in scene.case.people if person.name == name), None)
    party = next((party for party in scene.parties if party.person.name == name), None)
    return {
        "name": name,
        "relation": None if party is None else f"本人（{party.side_words}）",
        "identity": None if known is None else known.occupation,
        "phone": None if known is None else known.phone,
    }


def _record(scene: Scene) -> Subject:
    return {"session": _session(scene)}


def _agreement(scene: Scene) -> Subject:
    return {"after_filing": scene.the_track.procedure == "judicial.after_filing", "private": _is_private(scene)}


def _police_agreement(scene: Scene) -> Subject:
    return {**_agreement(scene), **police_text(scene)}


def _traffic_agreement(scene: Scene) -> Subject:
    return {**_agreement(scene), **traffic_text(scene)}


def _accident(scene: Scene) -> Subject:
    return {**_application(scene), **accident(scene)}


def _is_private(scene: Scene) -> bool:
    """Medical quarrels are not public by rule; others where a party refused openness."""
    dispute = scene.law.require("dispute_types", scene.case.dispute_type, field="dispute_type")
    said = scene.builder.rows(Consent, track_id=scene.track_id, subject="openness", reversed_by=None)
    return "not_public" in dispute.flags or any(row.answer == "refused" for row in said)


def _receipt(scene: Scene) -> Subject:
    referral = scene.track_row.referral or {}
    signed = referral.get("receipt") or {}
    return {
        "court": referral.get("organ"),
        "court_number": referral.get("number"),
        "giver": signed.get("handed_over_by"),
        "receiver": signed.get("received_by"),
        **_receipt_days(scene),
        "materials": [{"name": name, "copies": 1} for name in signed.get("documents", ())],
    }


def _receipt_days(scene: Scene) -> Subject:
    """The day of the receipt, and the last day of the limit that it starts."""
    limits = {d.rule: d.due for d in scene.the_track.deadlines}
    started = (limit.id for limit in scene.procedure.limits if "file_received" in limit.starts_on)
    received = (event.on for event in scene.events if event.name == "file_received")
    due = next((limits[id] for id in started if id in limits), None)
    return {"received_on": min(received, default=None), "due_on": due}


def _extension(scene: Scene) -> Subject:
    row = fact(scene, ClockExtension, "延长期限")
    clock = next(d for d in scene.the_track.deadlines if d.rule == row.limit_id)
    before = scene.clock_without(row)
    limit = {
        "name": clock.name,
        "from": before.deadline.last_day,
        "to": clock.due,
        "days": row.days,
        "unit_words": before.limit.unit_words,
        "reason": "经各方当事人同意",
    }
    return {"limit": limit}


def _ending(scene: Scene) -> Subject:
    track = scene.the_track
    return {
        "reason": track.ending_words,
        "started_on": track.accepted_on or track.opened_on,
        "ended_on": track.ended_on or scene.day,
        "sessions": sum(1 for s in track.sessions if s.kind == "session"),
        "undisputed": _agreed_facts(scene),
        "routes": [route.name for route in scene.procedure.routes_open(scene.events)],
    }


def _court_ending(scene: Scene) -> Subject:
    referral = scene.track_row.referral or {}
    return {
        **_ending(scene),
        "court": referral.get("organ"),
        "court_number": referral.get("number"),
        "returned_materials": list((referral.get("receipt") or {}).get("documents", ())),
    }


def _agreed_facts(scene: Scene) -> list[str]:
    """Undisputed facts go on paper only with the consent of every party: those recorded for it, or a session's."""
    record = scene.the_track.undisputed
    if record is not None:
        return list(record.facts)
    if not set(consents_given(scene, "undisputed_facts")) >= set(scene.the_track.parties):
        return []
    return [fact for session in scene.the_track.sessions for fact in session.undisputed]


def _undisputed(scene: Scene) -> Subject:
    referral = scene.track_row.referral or {}
    return {
        "court": referral.get("organ"),
        "court_number": referral.get("number"),
        "started_on": scene.the_track.accepted_on or scene.the_track.opened_on,
        "ended_on": scene.the_track.ended_on or scene.day,
        "consents": consent_lines(scene, "undisputed_facts"),
    }


def _confirmation(scene: Scene) -> Subject:
    route = next(r for r in scene.procedure.routes if r.id == "judicial_confirmation")
    return {"basis": route.source, "terms": _asked_terms(scene), **_court(scene)}


def _asked_terms(scene: Scene) -> list[Subject]:
    """The terms that the application lists, where it does not list all of them."""
    text = scene.agreement
    if text is None:
        return []
    asked = scene.builder.rows(ConfirmationRequest, agreement_id=text.id, reversed_by=None)
    terms = dict(clauses(text))
    judged = scene.law.confirmation.judge(scene.procedure, text.form, scene.law.check.words.terms(text))
    wanted = asked[-1].terms if asked else judged.terms
    return [] if len(wanted) == len(terms) else [{"number": number, "text": terms[number]} for number in wanted]


def _court(scene: Scene) -> Subject:
    """The court that the parties applied to, or the one that referred the quarrel."""
    applied = scene.builder.rows(ConfirmationRequest, track_id=scene.the_track.id, reversed_by=None)
    court = applied[-1].court if applied else (scene.track_row.referral or {}).get("organ")
    return {"court": court} if court else {}


def _proof(scene: Scene) -> Subject:
    held = [{"on": s.started, "place": s.place} for s in scene.the_track.sessions if s.kind == "session"]
    return {"held": held, **_court(scene)}


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {
    "RM-VISITOR": _visitor,
    "RM-APP": _application,
    "RM-REG": _register,
    "RM-REFUSE": _refusal,
    "RM-RIGHTS": _rights,
    "RM-POA": _attorney,
    "RM-DISC": _disclosure,
    "RM-INQ": _inquiry,
    "RM-REC": _record,
    "RM-AGR": _agreement,
    "AD-APP": _application,
    "AD-REG": _course,
    "AD-REFUSE": _refusal,
    "AD-RIGHTS": _rights,
    "AD-AGR": _agreement,
    "AD-TERM": _ending,
    "PS-AGR": _police_agreement,
    "PS-SITE": _police_agreement,
    "TR-APP": _accident,
    "TR-AGR": _traffic_agreement,
    "TR-END": _ending,
    **administrative_papers.SUBJECTS,
    "SF-AGR": _agreement,
    "SF-RCV": _receipt,
    "RM-EXT": _extension,
    "RM-TERM": _ending,
    "SF-TERM": _court_ending,
    "RM-TRANS": letters.handover,
    "RM-ENTRUST": letters.entrusting,
    "RM-INRCV": letters.incoming,
    "RM-REPLY": letters.reply,
    "RM-DANGER": letters.danger,
    "SF-UNDIS": _undisputed,
    "SF-PLAN": plan,
    "SF-PLAN-OBJ": objection,
    "SF-PLAN-RES": result,
    "SF-CONFAPP": _confirmation,
    "SF-PROOF": _proof,
    "RM-SERV": service,
    "RM-PERF": payment,
    "RM-VISIT": visit,
    "NE-MANDATE": mandate,
    "NE-REPORT": report,
    **court_papers.SUBJECTS,
    **evaluation_papers.SUBJECTS,
    **proceeding_papers.SUBJECTS,
    **signing_papers.SUBJECTS,
    **volume_papers.SUBJECTS,
}
