"""The papers of a case: what was issued, who has signed, and what is due."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, time
from typing import Any, Final

from mediation_desk.facts.shapes import PartyFacts
from mediation_desk.law.procedure import PaperDue
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import Evaluation, EvaluationMaterial, Evaluator
from mediation_desk.model.handover import Handover
from mediation_desk.model.paper import Attachment, Paper, TrueCopy
from mediation_desk.model.party import Relation
from mediation_desk.model.performance import Payment, Visit
from mediation_desk.model.plan import PlanObjection
from mediation_desk.model.service import Service
from mediation_desk.model.session import PlannedSession, Session
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import TrackMediator
from mediation_desk.papers import catalogue
from mediation_desk.papers.paper import Paper as PaperKind
from mediation_desk.papers.texts import title_in
from mediation_desk.terms.agreement import LIVE
from mediation_desk.terms.circumstances import Circumstances
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain

from .case_prints import print_rows
from .case_reading import CaseReading, TrackReading
from .case_shapes import PaperNeed, PaperRow, SignerRow
from .proceeding_papers import PROCEEDINGS

_ONLY_WHEN_DUE: Final = (
    *("RM-REFUSE", "RM-TERM", "SF-TERM", "SF-RCV", "SF-UNDIS", "RM-ORAL"),
    *("AD-REFUSE", "AD-ACC", "AD-TERM", "AD-CLOSE", "TR-END"),
    *("SF-WD", "SF-WDSUIT", "SF-FILE", "RM-CLOSE", "RM-CARD"),
)
"""Papers about something that has happened: before, there is nothing to put into them."""
_ALSO_EMPTY: Final = ("RM-EVID", "RM-LOG")
"""Papers about one fact that are made without it too: their author writes what the case does not know."""

Refs = list[tuple[str, str]]


def paper_rows(reading: CaseReading, track: str | None) -> tuple[PaperRow, ...]:
    """The papers of a track, or those that belong to none."""
    rows = [row for row in reading.rows(Paper, track_id=track) if reading.view.may_show(row.code)]
    return tuple(paper_row(reading, row) for row in rows)


def paper_needs(track: TrackReading) -> tuple[PaperNeed, ...]:
    """What is due and not made: the obligatory first. What an act freezes with its facts is never made here."""
    found: dict[tuple[str, str | None], PaperNeed] = {}
    for due in track.procedure.papers_due(track.events, track.row.ending):
        kind = catalogue.paper(due.code)
        frozen = kind.is_agreement or kind.frozen_by
        if not frozen and track.case.view.may_show(due.code) and not due.is_met((), _brought(track)):
            for need in _needs(track, due):
                found.setdefault((need.code, need.ref), need)
    return tuple(sorted(found.values(), key=lambda need: need.must != "必须"))


def papers_more(track: TrackReading) -> tuple[PaperNeed, ...]:
    """What nothing calls for and may be made all the same, because a person or another body asks for it."""
    known = {(need.code, need.ref) for need in paper_needs(track)}
    listed = {paper.code for paper in track.procedure.papers}
    found: dict[tuple[str, str | None], PaperNeed] = {}
    for one in catalogue.CATALOGUE:
        if track.facts.kind in one.kinds and _may_be_more(one, listed):
            for need in _made_at_will(track, one):
                if (need.code, need.ref) not in known:
                    found.setdefault((need.code, need.ref), need)
    return tuple(found.values())


def _may_be_more(one: PaperKind, listed: Collection[str]) -> bool:
    """Neither frozen by an act nor about something that has not happened, and not foreign to the procedure."""
    by_itself = not one.is_text and not one.frozen_by and not one.part_of_volume and one.code not in _ONLY_WHEN_DUE
    return by_itself and (one.code in listed or not one.only_listed)


def _made_at_will(track: TrackReading, one: PaperKind) -> Iterable[PaperNeed]:
    needs = list(_needs(track, PaperDue(code=one.code, at="", must="按需", instead=(), not_for=())))
    if one.code in _ALSO_EMPTY and all(need.ref is None for need in needs):
        return [PaperNeed(code=one.code, title=one.title_for(track.facts.kind), must="按需", ref=None, about="")]
    return needs


def _brought(track: TrackReading) -> set[str]:
    """The kinds of files that lie in the case or in the track."""
    return {row.kind for row in track.case.rows(Attachment) if row.track_id in (None, track.row.id)}


def visitor_need(reading: CaseReading) -> tuple[PaperNeed, ...]:
    """Before a track is opened the visitor gets a receipt."""
    made = {row.code for row in reading.rows(Paper) if row.state != "void"}
    if "RM-VISITOR" in made:
        return ()
    return (PaperNeed(code="RM-VISITOR", title="来访回执", must="按需", ref=None, about=""),)


def paper_row(reading: CaseReading, row: Paper) -> PaperRow:
    """One paper with who has signed it."""
    readable = reading.view.may_read(row.compartment)
    return PaperRow(
        id=row.id,
        track=row.track_id,
        code=row.code,
        title=row.title,
        number=row.number,
        edition=row.edition,
        made_on=row.made_on,
        pages=row.pages,
        copies=row.copies,
        route=row.route,
        state=row.state,
        signers=_signers(reading, row),
        agreement=row.agreement_id,
        scan=row.scan_id,
        own_volume=row.own_volume,
        readable=readable,
        frozen_sha256=row.frozen_sha256,
        void_reason=row.void_reason,
        copy_waits=_copy_waits(reading, row),
        prints=print_rows(reading.builder, row.id, reading.staff_names),
        superseded_by=_superseded_by(reading, row),
    )


def _copy_waits(reading: CaseReading, row: Paper) -> bool:
    by_hand = row.route == "paper" and row.state == "complete" and row.scan_id is not None
    return by_hand and not reading.rows(TrueCopy, paper_id=row.id)


def unsealed_scans(reading: CaseReading, track: str) -> list[Paper]:
    """Papers of a track that were signed by hand, whose scans no seal stands on."""
    return [row for row in reading.rows(Paper, track_id=track) if _copy_waits(reading, row)]


def _superseded_by(reading: CaseReading, row: Paper) -> int | None:
    if row.agreement_id is None or row.state != "void":
        return None
    texts = {text.id: text for text in reading.rows(Agreement, track_id=row.track_id)}
    own = texts.get(row.agreement_id)
    if own is None:
        return None
    later = [one.text_version for one in texts.values() if one.state in LIVE and one.text_version > own.text_version]
    return max(later, default=None)


def _signers(reading: CaseReading, row: Paper) -> tuple[SignerRow, ...]:
    signed = {s.signer_key: s for s in reading.rows(Signature, paper_id=row.id, void_reason=None)}
    waiting = [s["group"] for s in row.signers if s["key"] not in signed]
    first = min(waiting, default=0)
    return tuple(_signer(reading, one, signed.get(one["key"]), first) for one in row.signers)


def _signer(reading: CaseReading, one: Mapping[str, Any], signature: Signature | None, first: int) -> SignerRow:
    for_whom = "、".join(reading.names.get(id, "") for id in one["for_parties"])
    at = (
        None
        if signature is None or signature.method != "screen" or signature.recorded_at is None
        else (signature.recorded_at.time())
    )
    told = None if signature is None else signature.circumstances
    return SignerRow(
        key=one["key"],
        name=one["name"],
        label=one["label"],
        role=one["role"],
        role_words=_role_words(reading, one),
        for_whom="" if for_whom == one["name"] else for_whom,
        signed_on=None if signature is None else signature.on,
        at=at,
        method=None if signature is None else signature.method,
        turn=one["group"] <= first,
        circumstances=None if told is None else from_plain(Circumstances, told),
    )


def _role_words(reading: CaseReading, one: Mapping[str, Any]) -> str:
    """What the office's rules call the role; an office that has not adopted a new one reads the paper's own label."""
    known = {code.code: code.words for code in reading.law.codes("signing_roles")}
    return known.get(one["role"]) or str(one["label"]).partition("（")[0]


def _needs(track: TrackReading, due: PaperDue) -> Iterable[PaperNeed]:
    title = title_in(catalogue.paper(due.code), track.procedure)
    made = _made(track)
    about = _ABOUT.get(due.code)
    codes = (due.code, *due.instead)
    if about is None:
        if not set(codes) & {code for code, _ in made}:
            yield PaperNeed(code=due.code, title=title, must=due.must, ref=None, about="")
        return
    for ref, words in about(track):
        if not {(code, ref) for code in codes} & made:
            yield PaperNeed(code=due.code, title=title, must=due.must, ref=ref, about=words)


def _made(track: TrackReading) -> set[tuple[str, str | None]]:
    """(code, fact it is about) of the papers that stand."""
    rows = track.case.rows(Paper, track_id=track.row.id)
    return {(row.code, track.case.paper_refs.get(row.id)) for row in rows if row.state != "void"}


def _sessions(kind: str) -> Callable[[TrackReading], Refs]:
    def found(track: TrackReading) -> Refs:
        rows = track.case.rows(Session, track_id=track.row.id, kind=kind, reversed_by=None)
        return [(row.id, f"{row.started:%Y-%m-%d %H:%M} {row.place}") for row in rows]

    return found


def _agents(track: TrackReading) -> Refs:
    parties = set(track.facts.parties)
    rows = [row for row in track.case.rows(Relation, kind="agent") if row.party_id in parties]
    return [(row.id, f"{track.case.names[row.party_id]}委托{track.case.names[row.person_id]}") for row in rows]


def _mediators(track: TrackReading) -> Refs:
    rows = track.case.rows(TrackMediator, track_id=track.row.id, until=None)
    return [(row.id, row.name) for row in rows if row.disclosure is not None]


def _extensions(track: TrackReading) -> Refs:
    rows = track.case.rows(ClockExtension, track_id=track.row.id, reversed_by=None)
    return [(row.id, f"延长{row.days}日（{row.on.isoformat()}）") for row in rows]


def _handovers(*kinds: str) -> Callable[[TrackReading], Refs]:
    def found(track: TrackReading) -> Refs:
        rows = track.case.rows(Handover, track_id=track.row.id, reversed_by=None)
        return [(row.id, row.to_name) for row in rows if row.kind in kinds]

    return found


def _referrals(track: TrackReading) -> Refs:
    own = [one for one in track.case.facts.referrals if one.track in (None, track.row.id)]
    return [(one.id, one.organ) for one in own]


def _services(track: TrackReading) -> Refs:
    rows = [row for row in track.case.rows(Service, reversed_by=None) if row.track_id in (None, track.row.id)]
    return [(row.id, f"{row.paper_title}→{track.case.names[row.party_id]}") for row in rows]


def _asked(*sides: str) -> Callable[[TrackReading], Refs]:
    """Parties that have not said yet whether they want the mediation; an applicant has said it by applying."""

    def found(track: TrackReading) -> Refs:
        if track.facts.accepted_on is not None or track.facts.ended_on is not None:
            return []
        said = {row.party_id for row in track.case.rows(Consent, track_id=track.row.id, subject="mediation")}
        own = [p for p in track.case.facts.parties if p.id in track.facts.parties and p.side in sides]
        return [(p.id, p.person.name) for p in own if p.id not in said and not _has_applied(track, p)]

    return found


def _has_applied(track: TrackReading, party: PartyFacts) -> bool:
    return party.side == "applicant" and track.facts.application_form not in ("own_motion", "referral")


def _meetings(track: TrackReading) -> Refs:
    """Sessions that people are still to be told of."""
    first = datetime.combine(track.case.view.today, time())
    rows = track.case.rows(PlannedSession, track_id=track.row.id, cancelled_by=None)
    return [(row.id, f"{row.at:%Y-%m-%d %H:%M} {row.place}") for row in rows if row.at >= first]


def _plans(track: TrackReading) -> Refs:
    plans = [plan for plan in track.facts.plans if plan.state in ("effective", "failed")]
    return [(plan.id, f"{plan.on.isoformat()} 方案") for plan in plans]


def _objections(track: TrackReading) -> Refs:
    rows = track.case.rows(PlanObjection, track_id=track.row.id, written=True, reversed_by=None)
    return [(row.id, track.case.names[row.party_id]) for row in rows]


def _payments(track: TrackReading) -> Refs:
    rows = track.case.rows(Payment, track_id=track.row.id, reversed_by=None)
    return [(row.id, f"{row.on.isoformat()} 付 {_figures(row.amount)} 元") for row in rows]


def _visits(track: TrackReading) -> Refs:
    return [(row.id, f"{row.on.isoformat()} {row.visitor}") for row in track.case.rows(Visit, track_id=track.row.id)]


def _evaluations(released: bool) -> Callable[[TrackReading], Refs]:
    def found(track: TrackReading) -> Refs:
        rows = track.case.rows(Evaluation, track_id=track.row.id)
        return [(row.id, row.number or "") for row in rows if row.released_on is not None or not released]

    return found


def _evaluations_lacking(track: TrackReading) -> Refs:
    """Evaluations that wait for materials which were asked for."""
    asked = track.case.rows(EvaluationMaterial, provided=False)
    lacking = {row.evaluation_id for row in asked}
    rows = track.case.rows(Evaluation, track_id=track.row.id, released_on=None, closed_on=None)
    return [(row.id, row.number or "") for row in rows if row.id in lacking]


def _evaluations_closed(track: TrackReading) -> Refs:
    """Evaluations that came to no report."""
    rows = track.case.rows(Evaluation, track_id=track.row.id, released_on=None)
    return [(row.id, row.number or "") for row in rows if row.closed_on is not None]


def _evaluators(track: TrackReading) -> Refs:
    own = {row.id for row in track.case.rows(Evaluation, track_id=track.row.id)}
    return [
        (row.id, row.name)
        for row in track.case.rows(Evaluator)
        if row.evaluation_id in own and row.disclosed_on is not None
    ]


def _parties(track: TrackReading) -> Refs:
    return [(party, track.case.names[party]) for party in track.facts.parties]


def _parties_without(code: str) -> Callable[[TrackReading], Refs]:
    """The parties who have not given the paper yet, in this track or in the one it was split from."""

    def found(track: TrackReading) -> Refs:
        refs = {e.fields["id"]: e.fields.get("ref") for e in track.case.journal if e.name == "issue_paper"}
        rows = track.case.rows(Paper, code=code)
        given = {refs.get(row.id) for row in rows if row.state != "void" and row.track_id != track.row.id}
        return [(party, name) for party, name in _parties(track) if party not in given]

    return found


def _parties_after_report(track: TrackReading) -> Refs:
    return _parties(track) if _evaluations(True)(track) else []


def _figures(amount: Money) -> str:
    return amount.figures.removesuffix(".00")


_ABOUT: Final[dict[str, Callable[[TrackReading], Refs]]] = {
    "RM-REC": _sessions("session"),
    "RM-INQ": _sessions("inquiry"),
    "RM-POA": _agents,
    "RM-DISC": _mediators,
    "RM-EXT": _extensions,
    "RM-TRANS": _handovers("transfer", "aside"),
    "RM-DANGER": _handovers("report"),
    "RM-INRCV": _referrals,
    "RM-SERV": _services,
    "SF-PLAN-OBJ": _objections,
    "SF-PLAN-RES": _plans,
    "AD-ASK1": _asked("applicant"),
    "AD-ASK2": _asked("respondent", "third"),
    "AD-MEET": _meetings,
    "RM-PERF": _payments,
    "RM-VISIT": _visits,
    "SF-CONSENT": _parties_without("SF-CONSENT"),
    "SF-ADDR": _parties_without("SF-ADDR"),
    "NE-NOTE": _evaluations(False),
    "NE-SEL": _evaluations(False),
    "NE-DISC": _evaluators,
    "NE-MAT": _evaluations(False),
    "NE-MORE": _evaluations_lacking,
    "NE-MEET": _evaluations(False),
    "NE-VIEW": _parties_after_report,
    "NE-END": _evaluations_closed,
    "NE-MANDATE": _evaluations(False),
    "NE-REPORT": _evaluations(True),
    **PROCEEDINGS,
}
"""Papers about one fact, and where these facts are. The others are about the track as a whole."""
