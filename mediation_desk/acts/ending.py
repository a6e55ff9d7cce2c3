"""Ending a track, taking it up again, and guiding people to the routes that stay open."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mediation_desk.model.agreement import Agreement, Duty, Instalment
from mediation_desk.model.confirmation import ConfirmationRequest
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.track import TrackEvent
from mediation_desk.terms.events import EVENTS, NOT_REVERSIBLE
from mediation_desk.terms.ids import AgreementId
from mediation_desk.terms.refusal import Refusal

from .act import Act, TrackAct
from .agreement import withdraw
from .forums import require_free_forum, require_not_excluded, require_returned, scope_of_track
from .lookups import confirmable, require_text, reverse_rows
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTrack(TrackAct):
    """终结. An internal code, and separate words for the parties; the routes that stay open are told."""

    reason: str
    words: str = ""
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        ending = work.procedure(track).ending(self.reason)
        track.ending, track.ending_words, track.ending_note = ending.code, self.words or ending.for_parties, self.note
        track.ended_on = work.happened_on
        work.emit("ended", track, subject=ending.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenTrack(TrackAct):
    """恢复调解. After an ending, with a reason; a text that was never signed by all goes with the ending.

    What was never accepted does not come back: it starts anew as a track of its own.
    """

    reason: str

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        reason = require_text(self.reason, "reason")
        if not any(event.name == "accepted" for event in work.events(track)):
            raise Refusal("track.never_accepted")
        require_returned(work, track)
        require_not_excluded(work, track)
        require_free_forum(work, track, scope_of_track(work, track))
        for text in work.rows(Agreement, track_id=track.id, state="finalised"):
            withdraw(work, track, text, reason)
        track.ending = track.ending_words = track.ending_note = None
        track.ended_on = None
        work.emit("reopened", track)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRoute(TrackAct):
    """引导其他途径: judicial confirmation, notary, payment order, arbitration, suit, execution."""

    route: str
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        procedure = work.procedure(track)
        if self.route not in {route.id for route in procedure.routes_open(work.events(track))}:
            raise Refusal("route.not_open", field="route", route=self.route)
        work.emit("route_taken", track, subject=self.route)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyConfirmation(TrackAct):
    """共同申请司法确认. All parties together, within the limit from effect.

    The application lists its terms; where none is named, all that may be confirmed. Without `agreement` the newest
    one in effect is meant.
    """

    court: str
    number: str | None = None
    agreement: AgreementId | None = None
    terms: tuple[int, ...] = ()

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        court = require_text(self.court, "court")
        agreement, terms = confirmable(work, track, self.agreement, self.terms)
        work.add(
            ConfirmationRequest,
            id=work.new_row_id(f"confirmation:{agreement.id}"),
            track_id=track.id,
            agreement_id=agreement.id,
            court=court,
            number=self.number,
            terms=terms,
            on=work.happened_on,
        )
        work.emit("confirmation_applied", track, subject=agreement.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseAct(Act):
    """冲正. A mistake is answered by an act with a reason; nothing is edited away."""

    reversed: str
    reason: str

    def perform(self, work: Work) -> None:
        require_text(self.reason, "reason")
        rows = work.rows(TrackEvent, recorded_by=self.reversed, derived=False, reversed_by=None)
        found = reverse_rows(work, self.reversed)
        if not rows and not found:
            raise Refusal("reverse.nothing_to_reverse", act=self.reversed)
        entry = work.session.scalars(select(JournalEntry).filter_by(act_id=self.reversed, case_id=work.case_id)).one()
        entry.reversed_by = work.envelope.id
        for row in rows:
            if row.name in NOT_REVERSIBLE:
                raise Refusal("reverse.not_this_way", event=EVENTS[row.name])
            work.track(row.track_id)
            row.reversed_by = work.envelope.id
            _undo(work, row)


def _undo(work: Work, event: TrackEvent) -> None:
    """What a list shows of an event besides the event itself."""
    if event.name == "duty_done" and event.subject:
        work.find(Duty, event.subject, "duty").done_on = None
    instalment = work.session.get(Instalment, event.subject) if event.name == "defaulted" else None
    if instalment is not None:
        instalment.defaulted_on = None
