"""What was recorded beside the stages: payments, visits, consents, services, hand-overs, files, notes, evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from mediation_desk.facts.exclusion import ended_on
from mediation_desk.law.limits import PAUSES
from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import Evaluation, Evaluator, Opinion
from mediation_desk.model.handover import OutsideProceeding, Response
from mediation_desk.model.note import Note
from mediation_desk.model.paper import Attachment
from mediation_desk.model.performance import Payment, Visit, Volume
from mediation_desk.model.proposal import Proposal
from mediation_desk.model.service import Contact, Service
from mediation_desk.model.session import PlannedSession
from mediation_desk.model.track import TrackMediator
from mediation_desk.terms.compartments import private_talk

from .case_reading import CaseReading, TrackReading
from .case_shapes import (
    AttachmentRow,
    EvaluationLine,
    FactRow,
    MediatorRow,
    NoteRow,
    PaidRow,
    VisitRow,
    VolumeRow,
)

PROPOSALS = {"suggestion": "调解员建议", "plan": "调解方案"}


def mediators(track: TrackReading) -> tuple[MediatorRow, ...]:
    """Who mediates or records now."""
    rows = track.case.rows(TrackMediator, track_id=track.row.id, until=None)
    return tuple(
        MediatorRow(
            id=row.id,
            staff=row.staff_id,
            name=row.name,
            role=row.role,
            disclosed_on=None if row.disclosure is None else str(row.disclosure["on"]),
        )
        for row in rows
    )


def payments(track: TrackReading) -> tuple[PaidRow, ...]:
    """What was paid."""
    return tuple(
        PaidRow(
            id=row.id, instalment=row.instalment_id, amount=row.amount, on=row.on, payer=row.payer, manner=row.manner
        )
        for row in track.case.rows(Payment, track_id=track.row.id, reversed_by=None)
    )


def visits(track: TrackReading) -> tuple[VisitRow, ...]:
    """The follow-up visits. What one side said then is not for the other to read over a shoulder."""
    if track.case.view.before_party:
        return ()
    return tuple(
        VisitRow(
            id=row.id,
            on=row.on,
            visitor=row.visitor,
            manner=row.manner,
            performance=row.performance,
            satisfaction=row.satisfaction,
            dispute=row.dispute,
            measures=row.measures,
        )
        for row in track.case.rows(Visit, track_id=track.row.id)
    )


def recorded_facts(track: TrackReading) -> tuple[FactRow, ...]:
    """Everything else that was recorded, the latest first."""
    found = [
        *_consents(track),
        *_contacts(track),
        *_services(track),
        *_handovers(track),
        *_outside(track),
        *_proposals(track),
        *_plans(track),
        *_pauses(track),
    ]
    return tuple(sorted(found, key=lambda row: row.on, reverse=True))


def volumes(track: TrackReading) -> tuple[VolumeRow, ...]:
    """The closed volumes with their catalogues."""
    return tuple(
        VolumeRow(
            id=row.id,
            closed_on=row.closed_on,
            retention=track.case.law.words("retentions", row.retention),
            lines=tuple((line["on"], line["title"], line["pages"]) for line in row.catalogue),
            missing=tuple((item["code"], item["reason"]) for item in row.missing),
            supplement=row.supplement_to is not None,
        )
        for row in track.case.rows(Volume, track_id=track.row.id)
    )


def evaluations(track: TrackReading) -> tuple[EvaluationLine, ...]:
    """How far each evaluation is. What was found stands elsewhere."""
    return tuple(
        EvaluationLine(id=row.id, number=row.number, asked_on=row.asked_on, stage_words=_how_far(track.case, row))
        for row in track.case.rows(Evaluation, track_id=track.row.id)
    )


def _how_far(reading: CaseReading, row: Evaluation) -> str:
    if row.released_on is not None:
        return f"已发布 {row.released_on.isoformat()}"
    if row.closed_on is not None:
        return f"已结束 {row.closed_on.isoformat()}"
    if row.number is None:
        return "等待各方签署委托"
    chosen = [e for e in reading.rows(Evaluator, evaluation_id=row.id, removed_on=None) if e.chosen_on is not None]
    if not chosen:
        return "等待选定评估员"
    locked = {opinion.evaluator_id for opinion in reading.rows(Opinion, evaluation_id=row.id)}
    done = sum(1 for evaluator in chosen if evaluator.id in locked)
    return "意见已锁定，等待各方选择听取" if done == len(chosen) else f"评估中，{done}/{len(chosen)} 已锁定"


def attachments(reading: CaseReading) -> tuple[AttachmentRow, ...]:
    """The files brought to the case, those that the viewer may read."""
    return tuple(
        AttachmentRow(
            id=row.id,
            track=row.track_id,
            name=row.name,
            kind=row.kind,
            kind_words=reading.law.words("attachment_kinds", row.kind),
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            provided_by=reading.names.get(row.provided_by or "", row.provided_by or ""),
            received_on=row.received_on,
            paper=row.paper_id,
            inked=tuple(key for key, ink in row.found.get("ink", {}).items() if ink == "written"),
        )
        for row in reading.rows(Attachment)
        if reading.view.may_read(row.compartment) and not (reading.view.before_party and row.withheld_from)
    )


def notes(reading: CaseReading) -> tuple[NoteRow, ...]:
    """Private talks, those that the viewer may read."""
    parties = {private_talk(party.id): party.person.name for party in reading.facts.parties}
    return tuple(
        NoteRow(
            id=row.id,
            on=row.on,
            party=parties.get(row.compartment, ""),
            author=reading.staff_names.get(row.author, ""),
            text=row.text,
        )
        for row in reading.rows(Note)
        if reading.view.may_read(row.compartment)
    )


def _name(track: TrackReading, party: str | None) -> str:
    return "调解组织" if party is None else track.case.names.get(party, "")


def _consents(track: TrackReading) -> Iterator[FactRow]:
    words = track.case.law.words
    for row in track.case.rows(Consent, track_id=track.row.id, reversed_by=None):
        answer = words("consent_answers", row.answer)
        detail = "，".join(part for part in (answer, row.how, row.scope or "") if part)
        title = f"{_name(track, row.party_id)}：{words('consent_subjects', row.subject)}"
        yield FactRow(id=row.id, kind="同意", on=row.on, title=title, detail=detail)


def _contacts(track: TrackReading) -> Iterator[FactRow]:
    for row in track.case.rows(Contact):
        if row.track_id in (None, track.row.id):
            detail = "，".join(part for part in ("已联系上" if row.reached else "未联系上", row.note) if part)
            yield FactRow(
                id=row.id,
                kind="联系",
                on=row.at.date(),
                title=f"{row.how}联系{_name(track, row.party_id)}",
                detail=detail,
            )


def _services(track: TrackReading) -> Iterator[FactRow]:
    for row in track.case.rows(Service, reversed_by=None):
        if row.track_id in (None, track.row.id):
            manner = track.case.law.words("service_manners", row.manner)
            detail = "，".join(part for part in (manner, row.receiver or "", row.refused_reason or "") if part)
            title = f"{row.paper_title}送达{_name(track, row.party_id)}"
            yield FactRow(id=row.id, kind="送达", on=row.served_on, title=title, detail=detail)


def _handovers(track: TrackReading) -> Iterator[FactRow]:
    for row in track.facts.handovers:
        if track.case.view.before_party and row.kind != "transfer":
            continue
        detail = "，".join(part for part in (row.reason, row.elapsed) if part)
        yield FactRow(id=row.id, kind=row.kind_words, on=row.sent_on, title=f"{row.kind_words}{row.to}", detail=detail)


def _outside(track: TrackReading) -> Iterator[FactRow]:
    if track.case.view.before_party:
        return
    for row in track.case.rows(OutsideProceeding, track_id=track.row.id, reversed_by=None):
        ended = ended_on(track.case.builder, row)
        told = [one.words for one in track.case.rows(Response, about=row.id, reversed_by=None)]
        until = "进行中" if ended is None else f"{ended.isoformat()}结束"
        papers = f"收到文书{len(row.papers)}件" if row.papers else ""
        detail = "，".join(part for part in (row.number or "", until, row.result or "", *told, papers) if part)
        title = f"{row.organ} {track.case.law.words('outside_kinds', row.kind)}"
        yield FactRow(id=row.id, kind="外部程序", on=row.started_on, title=title, detail=detail)


def _proposals(track: TrackReading) -> Iterator[FactRow]:
    for row in track.case.rows(Proposal, track_id=track.row.id):
        yield FactRow(id=row.id, kind="建议", on=row.on, title=PROPOSALS[row.kind], detail=row.text)


def _plans(track: TrackReading) -> Iterator[FactRow]:
    for row in track.case.rows(PlannedSession, track_id=track.row.id, cancelled_by=None):
        yield FactRow(id=row.id, kind="安排", on=row.at.date(), title=f"{row.at:%H:%M} {row.place}", detail=row.subject)


def _pauses(track: TrackReading) -> Iterator[FactRow]:
    for event in track.open_pauses:
        words = PAUSES[event.name.removesuffix("_started")]
        yield FactRow(id=event.subject or "", kind="期间", on=event.on, title=f"{words}期间不计入", detail="尚未恢复")
