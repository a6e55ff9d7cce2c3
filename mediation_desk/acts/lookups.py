"""What acts look up in a case before they change it, and the guards that refuse in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mediation_desk.facts.agreement import draft_facts
from mediation_desk.law.clocks import RunningClock, clocks
from mediation_desk.law.confirmation import ROUTE as CONFIRMATION
from mediation_desk.law.procedure import PaperDue, Procedure
from mediation_desk.model.agreement import Agreement, Instalment
from mediation_desk.model.case import CaseFile
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.consent import Consent
from mediation_desk.model.party import Party, Person, Relation
from mediation_desk.model.performance import Payment
from mediation_desk.model.reversible import REVERSIBLE_ROWS
from mediation_desk.model.signing_session import SigningSession
from mediation_desk.model.track import Track, TrackMediator, TrackParty
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

from .work import Work

_OVER = ("ended", "archived")


def require_text(text: str, field: str) -> str:
    """The text without blanks around it; refuses an empty one and names the field."""
    if not text.strip():
        raise Refusal("field.empty", field=field)
    return text.strip()


def require_open(work: Work, track: Track) -> None:
    """Refuse an act that was open at no stage of the track on the day it happened."""
    procedure = work.procedure(track)
    history = procedure.history(work.events(track))
    stages = history.stages_on(work.happened_on)
    act = work.envelope.act.act_name
    if not any(act in procedure.open_acts(stage) for stage in stages):
        names = "、".join(procedure.stage(stage).name for stage in stages)
        raise Refusal("act.not_open", act=act, stage=names, day=work.happened_on)


def open_session(work: Work, id: str) -> SigningSession:
    """A signing session, if it is open; a desk whose paper was taken over elsewhere signs nothing."""
    session = work.find(SigningSession, id, "signing_session")
    if session.ended_at is not None:
        raise Refusal("signing.session_ended", at=session.ended_at)
    return session


def is_over(work: Work, track: Track) -> bool:
    """Whether the track has ended or is archived."""
    return work.history(track).stage in _OVER


def track_parties(work: Work, track: Track) -> set[str]:
    """The parties who take part in a track now."""
    return {row.party_id for row in work.rows(TrackParty, track_id=track.id, until=None)}


def require_in_track(work: Work, track: Track, party: str) -> None:
    """Refuse a party who does not take part in the track."""
    work.party(party)
    if party not in track_parties(work, track):
        raise Refusal("party.not_in_track", field="party", name=party_name(work, party))


def party_name(work: Work, party: str) -> str:
    """The printed name of a party."""
    return work.person(work.party(party).person_id).name


def names(work: Work) -> dict[str, str]:
    """The printed names of all parties and people, by id."""
    people = {row.id: row.name for row in work.rows(Person)}
    return people | {row.id: people[row.person_id] for row in work.rows(Party)}


def names_of_agents_and_witnesses(work: Work) -> set[str]:
    """People of the case who are agents, witnesses or parties, and so cannot evaluate it."""
    known = names(work)
    standing = {known[row.person_id] for row in work.rows(Relation)}
    return standing | {known[row.id] for row in work.rows(Party)}


def mediator(work: Work, track: Track, staff: str) -> TrackMediator:
    """The row of a mediator who is in office in the track."""
    for row in work.rows(TrackMediator, track_id=track.id, staff_id=staff, until=None):
        return row
    raise Refusal("mediator.unknown", field="staff", id=staff)


def mediator_names(work: Work, track: Track) -> list[str]:
    """The mediators in office."""
    return [row.name for row in work.rows(TrackMediator, track_id=track.id, until=None) if row.role != "recorder"]


def recorder_name(work: Work, track: Track) -> str | None:
    """The recorder in office."""
    rows = work.rows(TrackMediator, track_id=track.id, until=None, role="recorder")
    return rows[0].name if rows else None


def consents(work: Work, track: Track, subject: str, ref: str | None = None) -> list[Consent]:
    """The consents given and not withdrawn; the last word of a party counts."""
    rows = work.rows(Consent, track_id=track.id, subject=subject, reversed_by=None)
    last: dict[str | None, Consent] = {}
    for row in sorted(rows, key=lambda row: row.on):
        if ref is None or row.subject_ref == ref:
            last[row.party_id] = row
    return [row for row in last.values() if row.answer == "given"]


def clocks_of(work: Work, track: Track) -> tuple[RunningClock, ...]:
    """All clocks of a track as they stood on the day of the act."""
    extensions = [row.as_extension() for row in work.rows(ClockExtension, track_id=track.id, reversed_by=None)]
    return clocks(work.procedure(track), work.events(track), extensions, work.law.calendar, work.happened_on)


def clock(work: Work, track: Track, limit: str, key: str | None) -> RunningClock:
    """The clock of a limit as it stood on the day of the act."""
    found = [one for one in clocks_of(work, track) if one.limit.id == limit and key in (None, one.key)]
    if not found:
        raise Refusal("clock.not_running", field="limit", limit=limit)
    return max(found, key=lambda one: one.started_on)


def paid(work: Work, instalment: Instalment) -> Money:
    """What has been paid under an instalment."""
    rows = work.rows(Payment, instalment_id=instalment.id, reversed_by=None)
    return sum((row.amount for row in rows), Money(0))


def papers_due(work: Work, track: Track) -> list[PaperDue]:
    """The papers without which a volume is not complete."""
    procedure = work.procedure(track)
    return [need for need in procedure.papers_due(work.events(track), track.ending) if need.must == "必须"]


def require_form(work: Work, track: Track, form: str) -> None:
    """Refuse an agreement in a form that the procedure does not know."""
    work.procedure(track).agreement(form)


def confirmable(work: Work, track: Track, agreement: str | None, wanted: Sequence[int]) -> tuple[Agreement, list[int]]:
    """The agreement that a court is asked to confirm, and the terms the application lists.

    Refuses where there is none in effect, where none of it or not all of what is wanted may be confirmed, and when
    the right to apply is lost.
    """
    row = _in_effect(work, track, agreement)
    procedure = work.procedure(track)
    facts = draft_facts(
        from_plain(AgreementDraft, row.content),
        names(work),
        id=row.id,
        version=row.text_version,
        form=row.form,
        route=row.route,
        copies=row.copies,
        number=row.number,
    )
    judged = work.law.confirmation.judge(procedure, row.form, work.law.check.words.terms(facts))
    listed = judged.asked_for(wanted, len(facts.duties) + len(facts.other_clauses))
    route = next(route for route in procedure.routes if route.id == CONFIRMATION)
    if route.limit is not None:
        per_text = procedure.limit(route.limit).per == "subject"
        running = clock(work, track, route.limit, row.id if per_text else None)
        if work.happened_on > running.last_day:
            raise Refusal("confirmation.too_late", last_day=running.last_day)
    return row, list(listed)


def _in_effect(work: Work, track: Track, agreement: str | None) -> Agreement:
    """The one that is named, or the newest."""
    live = [row for row in work.rows(Agreement, track_id=track.id) if row.state == "effective"]
    named = [row for row in live if agreement in (None, row.id)]
    if not named:
        raise Refusal("confirmation.no_agreement")
    return named[-1]


def require_versions(work: Work, seen: Mapping[str, int]) -> None:
    """Refuse what was prepared from facts that have changed since."""
    for id, version in seen.items():
        row = work.session.get(CaseFile, id) or work.session.get(Track, id)
        if row is None or row.version != version:
            raise Refusal("paper.facts_changed", id=id)


def variant(procedure: Procedure, wanted: str | None) -> str | None:
    """The form of the procedure, where it has several; refuses one it does not have."""
    known = sorted({subject for limit in procedure.limits for subject in limit.subjects if subject})
    if wanted is None and not known:
        return None
    if wanted not in known:
        raise Refusal("track.variant_unknown", field="variant", variant=wanted or "", known="、".join(known))
    return wanted


def touch_all_tracks(work: Work) -> None:
    """Let every track of the case be derived anew."""
    for row in work.rows(Track):
        work.touched_tracks[row.id] = row


def reverse_rows(work: Work, act: str) -> int:
    """Mark the facts of an act as reversed; how many there were."""
    found: list[Any] = [row for kind in REVERSIBLE_ROWS for row in work.rows(kind, recorded_by=act, reversed_by=None)]
    for row in found:
        row.reversed_by = work.envelope.id
        if getattr(row, "track_id", None) is None:
            touch_all_tracks(work)
        else:
            work.track(row.track_id)
    return len(found)
