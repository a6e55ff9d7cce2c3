"""All forms, by the name of their act, and the choices that belong to forms and not to law."""

from __future__ import annotations

from typing import Final

from mediation_desk.queries.case_shapes import CaseSheet, Choice, PersonFacts, TrackSheet
from mediation_desk.queries.evaluation import HEARING_CHOICES, EvaluationView
from mediation_desk.ui.dialogs import (
    act_forms_acceptance,
    act_forms_course,
    act_forms_evaluation,
    act_forms_handover,
    act_forms_issue,
    act_forms_papers,
    act_forms_people,
    act_forms_plans,
    act_forms_risk,
    act_forms_sessions,
)
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.act_fields import ActForm, Ground
from mediation_desk.ui.dialogs.act_forms_sessions import BODY
from mediation_desk.words.fields import FIELDS as FIELD_WORDS
from mediation_desk.words.fields import HEADS

FORMS: Final[dict[str, ActForm]] = {
    form.act: form
    for forms in (
        act_forms_acceptance.FORMS,
        act_forms_sessions.FORMS,
        act_forms_papers.FORMS,
        act_forms_plans.FORMS,
        act_forms_issue.FORMS,
        act_forms_course.FORMS,
        act_forms_handover.FORMS,
        act_forms_people.FORMS,
        act_forms_evaluation.FORMS,
        act_forms_risk.FORMS,
    )
    for form in forms
}
_ROLES = (Choice("presiding", "主持调解员"), Choice("mediator", "调解员"), Choice("recorder", "记录人"))
_HOWS = (Choice("appointed", "指定"), Choice("chosen", "当事人选定"))
_ROUTES = (Choice("paper", "纸质签署"), Choice("screen", "屏幕签署"))
_RULINGS = (
    Choice("granted", "确认有效", "一方不履行的，对方可以申请强制执行"),
    Choice("dismissed", "驳回申请", "可以变更协议、重新调解或者起诉"),
)
_SATISFACTION = tuple(Choice(str(n), f"{n} 分") for n in range(5, 0, -1))
_ATTITUDES = tuple(Choice(words, words) for words in ("接受", "部分接受", "不接受"))
_WISHES = tuple(Choice(words, words) for words in ("依报告自行和解", "以报告为参考继续调解", "终止调解，另寻途径"))
_WITHHELD = ("address", "phone", "id_number", "account")


def ground_for(
    sheet: CaseSheet,
    track: TrackSheet | None,
    door: ActDoor,
    subject: str = "",
    evaluation: EvaluationView | None = None,
) -> Ground:
    """What a form of this case stands on."""
    extra = {
        "mediator_roles": _ROLES,
        "mediator_hows": _HOWS,
        "routes_of_signing": _ROUTES,
        "satisfaction": _SATISFACTION,
        "rulings": _RULINGS,
        "report_attitudes": _ATTITUDES,
        "report_wishes": _WISHES,
        "natural_parties": tuple(
            Choice(p.id, p.person.name) for p in sheet.facts.parties if p.person.kind == "natural"
        ),
        "withheld_fields": tuple(Choice(name, FIELD_WORDS[name]) for name in _WITHHELD),
        "contact_words": tuple(Choice(c.words, c.words) for c in sheet.choices["contact_manners"]),
        "hearing_choices": tuple(Choice(code, words) for code, words in HEARING_CHOICES),
        "risk_requests": act_forms_risk.risk_requests(sheet),
        "attachment_names": tuple(Choice(c.code, c.words) for c in sheet.choices["attachments"]),
        "papers_due": _visitor_receipt(sheet) if track is None else track.choices["papers_due"],
    }
    if track is not None:
        parties = track.choices["parties"]
        extra["party_names"] = tuple(Choice(party.words, party.words, party.hint) for party in parties)
        extra["at_table"] = at_table(sheet, track)
        extra["consenting"] = (*parties, Choice(BODY, track.facts.body))
        extra["waiting_signers"] = _waiting(track)
    papers = (*sheet.papers, *(() if track is None else track.papers))
    extra["copies_waiting"] = tuple(Choice(one.id, one.title) for one in papers if one.copy_waits)
    paper = sheet.paper(subject)
    if paper is not None:
        extra["paper_signers"] = tuple(
            Choice(one.key, f"{one.name}（{one.role_words}）", one.label) for one in paper.missing
        )
        extra["filed_scans"] = tuple(
            Choice(one.id, f"{one.received_on:%m-%d} {one.name}") for one in sheet.attachments if one.paper == paper.id
        )
    if evaluation is not None:
        standing = [row for row in evaluation.evaluators if row.removed_on is None]
        extra["evaluators"] = tuple(Choice(row.id, row.name, row.field) for row in standing)
    return Ground(sheet=sheet, track=track, new_id=door.new_id, subject=subject, evaluation=evaluation, extra=extra)


def at_table(sheet: CaseSheet, track: TrackSheet) -> tuple[Choice, ...]:
    """Who may sit at the table: the parties, who represents them by law, and who stands for them."""
    found: dict[str, Choice] = {}
    for party in (one for one in sheet.facts.parties if one.id in track.facts.parties):
        name = party.person.name
        for one in (Choice(name, name, party.side_words), *_head(party.person)):
            found.setdefault(one.code, one)
        for relation in party.relations:
            who = relation.person.name
            for one in (Choice(who, who, f"{name}的{relation.kind_words}"), *_head(relation.person)):
                found.setdefault(one.code, one)
    return tuple(found.values())


def _head(person: PersonFacts) -> tuple[Choice, ...]:
    """Who speaks for a body, be it a party or a party's guardian."""
    head = person.legal_representative
    post = person.representative_post or HEADS.get(person.kind, "代表人")
    return (Choice(head, head, f"{person.name}的{post}"),) if head else ()


def _visitor_receipt(sheet: CaseSheet) -> tuple[Choice, ...]:
    made = any(paper.code == "RM-VISITOR" and paper.state != "void" for paper in sheet.papers)
    return () if made else (Choice("RM-VISITOR|", "来访回执", "按需"),)


def _waiting(track: TrackSheet) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{paper.id}|{signer.key}", f"{signer.name}（{paper.title}）")
        for paper in track.papers
        if paper.state == "signing" and paper.agreement is not None
        for signer in paper.missing
        if signer.role != "body_seal"
    )
