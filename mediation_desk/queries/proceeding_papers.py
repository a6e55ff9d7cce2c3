"""What the lesser papers of a mediation are about: parties, what they brought, sessions ahead, recusals, log lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from sqlalchemy import select

from mediation_desk.facts.shapes import PartyFacts
from mediation_desk.model.consent import Consent
from mediation_desk.model.handover import Handover
from mediation_desk.model.office import DutyLog
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.session import PlannedSession
from mediation_desk.model.signing_session import ReadAloud
from mediation_desk.model.track import TrackMediator

from .case_reading import TrackReading

Refs = list[tuple[str, str]]


def _parties(track: TrackReading) -> Refs:
    return [(party.id, party.person.name) for party in _people(track)]


def _people(track: TrackReading) -> list[PartyFacts]:
    return [party for party in track.case.facts.parties if party.id in track.facts.parties]


def _to_be_asked(track: TrackReading) -> Refs:
    """Whoever has not answered yet whether he agrees: of an application its maker has."""
    applied = track.row.application_form in ("written", "oral")
    rows = track.case.rows(Consent, track_id=track.row.id, subject="mediation", reversed_by=None)
    free = {row.party_id for row in rows}
    free |= {party.id for party in _people(track) if applied and party.side == "applicant"}
    return [(id, name) for id, name in _parties(track) if id not in free]


def _evidence(track: TrackReading) -> Refs:
    """What one person brought on one day is one list, named by its first piece."""
    found: dict[tuple[str | None, date], Attachment] = {}
    for row in track.case.rows(Attachment, kind="evidence"):
        if row.track_id in (None, track.row.id) and not row.withheld_from:
            found.setdefault((row.provided_by, row.received_on), row)
    return [(row.id, f"{day.isoformat()} {who or '提供人不详'}") for (who, day), row in found.items()]


def _planned(track: TrackReading) -> list[PlannedSession]:
    rows = track.case.rows(PlannedSession, track_id=track.row.id, cancelled_by=None)
    return [row for row in rows if row.at.date() >= track.case.view.today]


def _sessions_ahead(track: TrackReading) -> Refs:
    return [(row.id, f"{row.at:%Y-%m-%d %H:%M} {row.place}") for row in _planned(track)]


def _notices(track: TrackReading) -> Refs:
    """One for each party of each session that lies ahead."""
    return [
        (f"{row.id}:{id}", f"{row.at:%Y-%m-%d %H:%M} {name}") for row in _planned(track) for id, name in _parties(track)
    ]


def _recusable(track: TrackReading) -> Refs:
    if track.procedure.recusal is None:
        return []
    rows = track.case.rows(TrackMediator, track_id=track.row.id, until=None)
    return [(row.id, row.name) for row in rows]


def _recusals(track: TrackReading) -> Refs:
    """What was decided on a mediator; a decision that was taken back is none."""
    acts = [e for e in track.case.journal if e.name == "decide_recusal" and e.reversed_by is None]
    own = [e for e in acts if e.fields["track"] == track.row.id]
    return [(e.act_id, f"{e.happened_on.isoformat()} {track.case.staff_names[e.fields['staff']]}") for e in own]


def _entrusted(track: TrackReading) -> Refs:
    """Hand-overs to a body that is to go on mediating."""
    rules = track.case.law.handovers
    rows = track.case.rows(Handover, track_id=track.row.id, reversed_by=None)
    known = [(row, rules.known(row.rule)) for row in rows]
    return [(row.id, row.to_name) for row, rule in known if rule is not None and rule.entrusts]


def _logged(track: TrackReading) -> Refs:
    rows = track.case.view.session.scalars(select(DutyLog).filter_by(case_id=track.case.facts.id).order_by(DutyLog.on))
    return [(row.id, f"{row.on.isoformat()} {row.village}") for row in rows]


def _read_aloud(track: TrackReading) -> Refs:
    """Each reading of a paper of the track to one of its signers."""
    papers = {row.id: row for row in track.case.rows(Paper, track_id=track.row.id)}
    rows = [row for row in track.case.rows(ReadAloud, reversed_by=None) if row.paper_id in papers]
    return [(row.id, f"{row.at:%Y-%m-%d} {_listener(papers[row.paper_id], row.signer_key)}") for row in rows]


def _listener(paper: Paper, key: str) -> str:
    return next((str(one["name"]) for one in paper.signers if one["key"] == key), "")


def _application(track: TrackReading) -> Refs:
    """An application is there to be withdrawn until the track has ended."""
    return [(track.row.id, "")] if track.row.ended_on is None else []


def _signed(track: TrackReading) -> Refs:
    """Papers that everybody has signed and that carry an agreement's text."""
    rows = track.case.rows(Paper, track_id=track.row.id, state="complete")
    return [(row.id, f"《{row.title}》第{row.edition}版") for row in rows if row.agreement_id is not None]


PROCEEDINGS: Final[dict[str, Callable[[TrackReading], Refs]]] = {
    "RM-SIGNED": _signed,
    "RM-ENTRUST": _entrusted,
    "RM-ID": _parties,
    "RM-EVID": _evidence,
    "RM-CONSENT": _to_be_asked,
    "RM-WITHDRAW": _application,
    "RM-INVITE": _sessions_ahead,
    "RM-NOTICE": _notices,
    "RM-RECUSE": _recusable,
    "RM-RECUSED": _recusals,
    "RM-ALOUD": _read_aloud,
    "RM-LOG": _logged,
}
"""Papers about one fact, and where these facts are."""
