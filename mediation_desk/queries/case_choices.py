"""What the forms of a case offer to choose from: parties, people, grounds, endings, routes, clocks, papers, duties."""

from __future__ import annotations

from mediation_desk.facts.shapes import RelationFacts
from mediation_desk.law.checkup_matter import clauses
from mediation_desk.law.explaining import basis_words
from mediation_desk.law.limits import CONSENTS, PAUSES
from mediation_desk.law.procedure import Procedure
from mediation_desk.model.agreement import Duty
from mediation_desk.model.case import Matter
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.party import Relation
from mediation_desk.model.performance import Volume
from mediation_desk.model.track import TrackMatter, TrackMediator
from mediation_desk.papers import catalogue
from mediation_desk.papers.texts import text_papers, title_in

from .case_papers import paper_needs, papers_more
from .case_reading import CaseReading, TrackReading
from .case_shapes import Choice
from .handover_choices import handover_choices, referral_choices

Choices = dict[str, tuple[Choice, ...]]
_BRIEF = 24
"""As much of a term as a line of a form has room for."""
_LISTS = (
    "application_forms",
    "turning_points",
    "consent_subjects",
    "consent_answers",
    "service_manners",
    "attachment_kinds",
    "outside_kinds",
    "retentions",
    "relations",
    "evaluator_disclosures",
    "evaluation_kinds",
    "contact_manners",
    "sources",
    "dispute_types",
    "ethnicities",
    "sides",
    "reading_needs",
    "excluded_interests",
)


def case_choices(reading: CaseReading) -> Choices:
    """What does not depend on a track: the code lists, the people, the bodies."""
    law = reading.law
    found: Choices = {name: tuple(Choice(code.code, code.words) for code in law.codes(name)) for name in _LISTS}
    active = [row for row in reading.staff if row.active]
    return found | {
        "staff": tuple(Choice(row.id, row.name, row.qualification or "") for row in active),
        "mediating_staff": tuple(
            Choice(row.id, row.name, row.qualification or "")
            for row in active
            if {"mediator", "director", "registrar", "village_lawyer"} & set(row.roles)
        ),
        "evaluating_staff": tuple(
            Choice(row.id, row.name, row.qualification or "") for row in active if "evaluator" in row.roles
        ),
        "procedures": tuple(
            Choice(p.id, p.name, "、".join(law.words("organisation_kinds", kind) for kind in p.bodies))
            for p in law.rules.procedures.values()
        ),
        "bodies": tuple(Choice(row.id, row.name, law.words("organisation_kinds", row.kind)) for row in reading.bodies),
        "powers": tuple(
            Choice(code, power.words, "特别授权" if power.special else "") for code, power in law.powers.by_code.items()
        ),
        "people": tuple(Choice(p.id, p.name, p.phone or "") for p in reading.facts.people),
        "parties": _parties(reading, {p.id for p in reading.facts.parties}),
        "relations_held": _relations(reading),
        "matters": matters(reading),
        "attachments": _attachments(reading),
        **referral_choices(reading),
        "variants": tuple(
            Choice(subject, subject, p.id)
            for p in law.rules.procedures.values()
            for subject in sorted({s for limit in p.limits for s in limit.subjects if s})
        ),
    }


def matters(reading: CaseReading) -> tuple[Choice, ...]:
    """What is in dispute."""
    return tuple(Choice(row.id, row.text) for row in reading.rows(Matter))


def track_choices(track: TrackReading) -> Choices:
    """What a track's forms offer: only what its procedure and its facts allow today."""
    procedure = track.procedure
    return {
        "parties": _parties(track.case, set(track.facts.parties)),
        "matters": _matters(track),
        "mediators": tuple(Choice(m.staff_id, m.name) for m in _mediators(track)),
        "grounds": tuple(Choice(r.code, r.words, basis_words(r)) for r in procedure.refuse_reasons),
        "endings": tuple(Choice(e.code, e.internal, e.for_parties) for e in procedure.endings),
        "routes": tuple(
            Choice(r.id, r.name, f"{r.advice}（{basis_words(r)}）") for r in procedure.routes_open(track.events)
        ),
        "forms": tuple(Choice(a.form, a.name) for a in procedure.agreements if a.form in ("written", "oral")),
        "texts": _texts(procedure),
        "limits": _limits(track),
        "pauses": tuple(Choice(code, words) for code, words in PAUSES.items() if code != "evaluation"),
        "open_pauses": tuple(
            Choice(e.subject or "", PAUSES[e.name.removesuffix("_started")], f"{e.on.isoformat()}起")
            for e in track.open_pauses
        ),
        "papers_due": tuple(
            Choice(f"{n.code}|{n.ref or ''}", f"{n.title} {n.about}".strip(), n.must) for n in paper_needs(track)
        ),
        "plans": tuple(
            Choice(plan.id, f"{plan.on.isoformat()}提出的方案")
            for plan in reversed(track.facts.plans)
            if plan.state != "withdrawn"
        ),
        "papers_more": tuple(
            Choice(f"{n.code}|{n.ref or ''}", f"{n.title} {n.about}".strip()) for n in papers_more(track)
        ),
        "papers": _papers(track),
        "live_papers": _papers(track, state="signing"),
        "paid_under": _open_duties(track),
        "conditions": _conditions(track),
        "terms": _terms(track),
        "terms_free": _terms(track, free=True),
        "volumes": tuple(
            Choice(row.id, row.closed_on.isoformat())
            for row in track.case.rows(Volume, track_id=track.row.id, supplement_to=None)
        ),
        **handover_choices(track),
        "papers_missing": tuple(Choice(n.code, n.title) for n in paper_needs(track) if n.must == "必须"),
    }


def _texts(procedure: Procedure) -> tuple[Choice, ...]:
    """The papers that may carry a written agreement, the usual one first."""
    if all(rule.form != "written" for rule in procedure.agreements):
        return ()
    return tuple(Choice(code, title_in(catalogue.paper(code), procedure)) for code in text_papers(procedure))


def _parties(reading: CaseReading, ids: set[str]) -> tuple[Choice, ...]:
    return tuple(Choice(p.id, p.person.name, p.side_words) for p in reading.facts.parties if p.id in ids)


def _relations(reading: CaseReading) -> tuple[Choice, ...]:
    standing = {row.id for row in reading.rows(Relation) if row.until is None}
    return tuple(
        Choice(relation.id, _relation_words(party.person.name, relation))
        for party in reading.facts.parties
        for relation in party.relations
        if relation.id in standing
    )


def _relation_words(party: str, relation: RelationFacts) -> str:
    return f"{party}的{relation.kind_words}：{relation.person.name}"


def _attachments(reading: CaseReading) -> tuple[Choice, ...]:
    rows = [row for row in reading.rows(Attachment) if reading.view.may_read(row.compartment)]
    return tuple(Choice(row.id, row.name, row.sha256) for row in rows)


def _mediators(track: TrackReading) -> list[TrackMediator]:
    rows = track.case.rows(TrackMediator, track_id=track.row.id, until=None)
    return list({row.staff_id: row for row in rows}.values())


def _matters(track: TrackReading) -> tuple[Choice, ...]:
    held = {row.matter_id for row in track.case.rows(TrackMatter, track_id=track.row.id, until=None)}
    return tuple(choice for choice in matters(track.case) if choice.code in held)


def _limits(track: TrackReading) -> tuple[Choice, ...]:
    open_clocks = [c for c in track.clocks if c.limit.extend is not None and c.answered_on is None]
    return tuple(
        Choice(c.limit.id, f"{c.limit.name}（{c.last_day.isoformat()}届满）", _consent_words(c.limit.extend.consent))
        for c in open_clocks
        if c.limit.extend is not None
    )


def _consent_words(consent: tuple[str, ...]) -> str:
    return "需" + "、".join(CONSENTS[who] for who in consent) + "同意" if consent else ""


def _papers(track: TrackReading, **where: str) -> tuple[Choice, ...]:
    rows = track.case.rows(Paper, track_id=track.row.id, **where)
    return tuple(Choice(row.id, row.title, f"{row.made_on.isoformat()}") for row in rows if row.state != "void")


def _open_duties(track: TrackReading) -> tuple[Choice, ...]:
    """Every open payment, then every open duty of another kind."""
    found: list[Choice] = []
    for agreement in track.facts.agreements:
        if agreement.state != "effective":
            continue
        for duty in agreement.duties:
            debtors = "、".join(duty.debtors)
            for item in duty.instalments:
                if item.state != "paid":
                    left = (item.amount - item.paid).figures
                    words = f"第{duty.number}项第{item.number}期 {debtors} {item.due_words} 尚欠 {left} 元"
                    found.append(Choice(f"instalment:{item.id}", words, left))
            if not duty.instalments and duty.kind not in ("bear", "pay") and duty.state != "done":
                found.append(Choice(f"duty:{duty.id}", f"第{duty.number}项 {duty.sentence}"))
    return tuple(found)


def _conditions(track: TrackReading) -> tuple[Choice, ...]:
    waiting = {row.duty_id for row in track.instalments if row.due.get("kind") == "after_condition"}
    return tuple(Choice(d.id, d.sentence) for d in track.duties if d.id in waiting or _hangs(d))


def _terms(track: TrackReading, *, free: bool = False) -> tuple[Choice, ...]:
    """The terms of the newest agreement in effect, or those that a court may confirm; the others say why not."""
    texts = [text for text in track.facts.agreements if text.state == "effective"]
    if not texts:
        return ()
    law, text = track.case.law, texts[-1]
    judged = law.confirmation.judge(track.procedure, text.form, law.check.words.terms(text))
    barred = {one.term: one.words for one in judged.barred}
    return tuple(
        Choice(str(number), f"第{number}条 {_brief(words)}", barred.get(number, words if len(words) > _BRIEF else ""))
        for number, words in clauses(text)
        if not free or number in judged.terms
    )


def _brief(words: str) -> str:
    return words if len(words) <= _BRIEF else f"{words[: _BRIEF - 1]}…"


def _hangs(duty: Duty) -> bool:
    return (duty.due or {}).get("kind") == "after_condition"
