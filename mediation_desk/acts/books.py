"""The office's books that an act writes on the side: numbers, the search index, the register of blobs."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from mediation_desk.law import numbering
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Organisation
from mediation_desk.model.party import Person
from mediation_desk.model.track import Track
from mediation_desk.store import counters, search
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.compartments import COMMON

from .work import Work

CASE_SERIES = "case"
EVALUATION_SERIES = "evaluation"


def draw_case_number(work: Work) -> str:
    """The neutral number of a case. One that an imported case brought along is drawn, voided and passed over."""
    year, office = work.happened_on.year, work.office().id
    drawn = _drawn(work, office, CASE_SERIES, lambda n: numbering.case_number(year, n), None)
    while work.session.scalars(select(CaseFile.id).filter_by(number=drawn.text)).first() is not None:
        counters.void(work.session, drawn, "该编号已由移入的案件使用")
        drawn = _drawn(work, office, CASE_SERIES, lambda n: numbering.case_number(year, n), None)
    work.numbers.append(drawn.text)
    return drawn.text


def draw_docket(work: Work, track: Track) -> str | None:
    """The docket number from the body's own series; None where the procedure keeps no series of its own."""
    rule = work.procedure(track).docket
    if rule is None:
        return None
    body = work.organisation(track.body_id)
    year = work.happened_on.year
    return _draw(work, body.id, rule.series, lambda n: numbering.docket(rule.series, year, body.short, n), track.id)


def draw_evaluation_number(work: Work, track: Track) -> str:
    """The number of an evaluation, in a series of the office."""
    body: Organisation = work.organisation(track.body_id)
    year = work.happened_on.year
    return _draw(
        work, work.office().id, EVALUATION_SERIES, lambda n: numbering.evaluation_number(year, body.short, n), track.id
    )


def keep_blob(work: Work, name: str, sha256: str, size: int, media_type: str) -> None:
    """Register a stored blob, so that the sweeper leaves it alone."""
    work.blobs.register(
        work.session,
        work.case_id,
        BlobRef(name, sha256, size),
        media_type=media_type,
        made_at=work.now,
        organisation_id=work.case.organisation_id,
    )


def index(work: Work, ref: str, kind: str, text: str, compartment: str = COMMON) -> None:
    """Make something of the case findable."""
    search.index(
        work.session,
        kind,
        ref,
        text,
        case_id=work.case_id,
        organisation_id=work.case.organisation_id,
        compartment=compartment,
    )


def index_case(work: Work) -> None:
    """Make the case findable by its numbers, its words and its people."""
    case = work.case
    dockets = [track.docket or "" for track in work.rows(Track)]
    people = [f"{person.name} {person.phone or ''} {person.id_number or ''}" for person in work.rows(Person)]
    index(work, case.id, "case", " ".join([case.number, case.title, case.summary, case.request, *dockets, *people]))


def _draw(work: Work, organisation: str, series: str, render: Callable[[int], str], track: str | None) -> str:
    drawn = _drawn(work, organisation, series, render, track)
    work.numbers.append(drawn.text)
    return drawn.text


def _drawn(
    work: Work, organisation: str, series: str, render: Callable[[int], str], track: str | None
) -> counters.DrawnNumber:
    purpose = counters.DrawnFor(act_id=work.envelope.id, drawn_at=work.now, case_id=work.envelope.case, track_id=track)
    return counters.draw(work.session, organisation, series[:40], work.happened_on.year, render, purpose)
