"""What a procedure's rules ask before and while mediating: consents to begin, mediators, who may send an agent."""

from __future__ import annotations

from datetime import date

from mediation_desk.law.clocks import clocks
from mediation_desk.law.conduct import StartRule, form_of
from mediation_desk.law.procedure import Procedure
from mediation_desk.model.consent import Consent
from mediation_desk.model.handover import IncomingReferral
from mediation_desk.model.track import Track, TrackMediator, TrackParty
from mediation_desk.terms.refusal import Refusal

from .lookups import is_over, party_name, track_parties
from .work import Work

STAYS = "same_mediator"
"""The subject of a consent to go on under a mediator who has disclosed something."""


def require_may_begin(work: Work, track: Track) -> None:
    """Refuse to accept where somebody refuses, a consent is missing, the form is not allowed, or it is too late."""
    rule = work.procedure(track).start(form_of(track.application_form, was_referred(work, track)))
    answers = _answers(work, track, "mediation")
    for party, answer in sorted(answers.items()):
        if answer != "given":
            source = _ground_of_refusing(work.procedure(track)) or rule.source
            raise Refusal("track.party_refuses", name=party_name(work, party), source=source, field="consent")
    sides = [(party, work.party(party).side) for party in sorted(track_parties(work, track))]
    missing = rule.lacking(sides, answers.keys())
    if missing:
        names = "、".join(party_name(work, party) for party in missing)
        raise Refusal("track.consent_missing", names=names, source=rule.source, field="consent")
    _require_in_time(work, track, rule)


def was_referred(work: Work, track: Track) -> bool:
    """Whether another body sent the case, or this track of it, here."""
    rows = work.rows(IncomingReferral, reversed_by=None)
    return track.referral is not None or any(row.track_id in (None, track.id) for row in rows)


def require_mediators(work: Work, track: Track) -> None:
    """Refuse to mediate with fewer people than the rule asks for, or with one who should step aside."""
    rule = work.procedure(track).mediators
    if rule is None:
        return
    there = [row for row in work.rows(TrackMediator, track_id=track.id) if _in_office(row, work.happened_on)]
    asked = {rule.more.asked} if rule.more is not None and _anybody_asks(work, track, rule.more.asked) else set()
    rule.check_count([row.role for row in there], asked)
    for row in there:
        if rule.recusal and _has_disclosed(row) and not _all_let_him_stay(work, track, row.staff_id):
            raise Refusal("mediator.should_step_aside", name=row.name, source=rule.recusal.source, field="mediators")


def require_agent_allowed(work: Work, party: str) -> None:
    """Refuse an agent for a party whom a procedure under way wants to see in person."""
    side = work.party(party).side
    for row in work.rows(TrackParty, party_id=party, until=None):
        track = work.track(row.track_id)
        bar = work.procedure(track).agent_bar
        if bar is not None and not is_over(work, track):
            bar.check(side)


def _answers(work: Work, track: Track, subject: str) -> dict[str, str]:
    """The last word of every party up to the day of the act."""
    rows = [row for row in work.rows(Consent, track_id=track.id, subject=subject, reversed_by=None) if row.party_id]
    told = sorted((row for row in rows if row.on <= work.happened_on), key=lambda row: row.on)
    still = track_parties(work, track)
    return {row.party_id: row.answer for row in told if row.party_id in still}


def _ground_of_refusing(procedure: Procedure) -> str | None:
    reasons = {reason.code: reason.source for reason in procedure.refuse_reasons}
    return reasons.get("party_refuses") or reasons.get("no_consent")


def _require_in_time(work: Work, track: Track, rule: StartRule) -> None:
    if rule.limit is None:
        return
    running = clocks(work.procedure(track), work.events(track), (), work.law.calendar, work.happened_on)
    for clock in running:
        if clock.limit.id == rule.limit and (clock.answered_late or clock.state == "expired"):
            raise Refusal(
                "track.applied_too_late", name=clock.limit.name, last_day=clock.last_day, source=clock.limit.source
            )


def _in_office(row: TrackMediator, day: date) -> bool:
    return row.role != "recorder" and row.since <= day and (row.until is None or row.until > day)


def _anybody_asks(work: Work, track: Track, subject: str) -> bool:
    """A party, or the body itself, which is a consent without a party."""
    rows = work.rows(Consent, track_id=track.id, subject=subject, reversed_by=None)
    last = {row.party_id: row.answer for row in sorted(rows, key=lambda row: row.on) if row.on <= work.happened_on}
    return "given" in last.values()


def _has_disclosed(row: TrackMediator) -> bool:
    return row.disclosure is not None and any(item["answer"] for item in row.disclosure["items"])


def _all_let_him_stay(work: Work, track: Track, staff: str) -> bool:
    rows = work.rows(Consent, track_id=track.id, subject=STAYS, subject_ref=staff, reversed_by=None)
    last = {row.party_id: row.answer for row in sorted(rows, key=lambda row: row.on) if row.on <= work.happened_on}
    return {party for party, answer in last.items() if answer == "given"} >= track_parties(work, track)
