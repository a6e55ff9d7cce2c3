"""Splitting a track, and handing over: transfer, referral aside, report. The case is never renumbered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.law.handovers import Situation
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.consent import Consent
from mediation_desk.model.handover import Handover
from mediation_desk.model.track import Track, TrackEvent, TrackMatter, TrackMediator, TrackParty
from mediation_desk.terms.ids import MatterId, TrackId
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .books import draw_docket, index_case
from .intake import add_matter
from .lookups import party_name, require_in_track, require_text, track_parties
from .people import enter_track
from .work import Work

_OF_A_TEXT = (
    "reached",
    "text_finalised",
    "text_withdrawn",
    "signing_refused",
    "plan_proposed",
    "plan_withdrawn",
    "no_objection_confirmed",
    "undisputed_recorded",
)
"""What belongs to a text that stays behind with its track."""
_STAYS = (*_OF_A_TEXT, "split")
"""That others left before is no history of the one who leaves now; copied, many splits would grow with their square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitTrack(TrackAct):
    """分案. Parties or matters move to a sibling that keeps history and clocks, and draws its own docket."""

    into: TrackId
    parties: tuple[str, ...] = ()
    shared_parties: tuple[str, ...] = ()
    """Parties who stay in this track and take part in the sibling too."""
    matters: tuple[MatterId, ...] = ()
    reason: str

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        require_text(self.reason, "reason")
        if not self.parties and not self.matters:
            raise Refusal("split.nothing_moves", field="parties")
        for party in (*self.parties, *self.shared_parties):
            require_in_track(work, track, party)
        if set(self.parties) >= track_parties(work, track):
            raise Refusal("split.nobody_stays", field="parties")
        held = {row.matter_id for row in work.rows(TrackMatter, track_id=track.id, until=None)}
        for matter in self.matters:
            if matter not in held:
                raise Refusal("matter.unknown", field="matters", id=matter)
        sibling = self._sibling(work, track)
        self._copy_history(work, track, sibling)
        self._copy_terms(work, track, sibling)
        self._move_parties(work, track, sibling)
        self._move_matters(work, track, sibling)
        index_case(work)
        work.emit("split", track, subject=sibling.id)
        work.emit("split", sibling, subject=track.id)

    def _sibling(self, work: Work, track: Track) -> Track:
        sibling = work.add(
            Track,
            id=self.into,
            procedure=track.procedure,
            body_id=track.body_id,
            parent_id=track.id,
            opened_on=track.opened_on,
            stage=track.stage,
            application_form=track.application_form,
            version=1,
            variant=track.variant,
            referral=track.referral,
        )
        if track.docket is not None:
            sibling.docket = draw_docket(work, sibling)
        return sibling

    def _copy_history(self, work: Work, track: Track, sibling: Track) -> None:
        """What concerned the whole track, or a party that goes along, happened in the sibling too; a text did not."""
        along = self._along(work, track)
        rows = work.rows(TrackEvent, track_id=track.id, derived=False, reversed_by=None)
        happened = dict.fromkeys((row.name, row.party, row.subject, row.on) for row in rows)
        for name, party, subject, on in happened:
            if name not in _STAYS and (party is None or party in along):
                work.emit(name, sibling, party=party, subject=subject, on=on)
        for own in work.rows(TrackMediator, track_id=track.id, until=None):
            work.add(
                TrackMediator,
                id=work.new_row_id(f"mediator:{own.id}"),
                track_id=sibling.id,
                staff_id=own.staff_id,
                name=own.name,
                role=own.role,
                how=own.how,
                since=own.since,
                disclosure=own.disclosure,
            )

    def _copy_terms(self, work: Work, track: Track, sibling: Track) -> None:
        """What a party that goes along allowed, and the days that were added to a limit, hold in the sibling too."""
        along = self._along(work, track)
        for given in work.rows(Consent, track_id=track.id, reversed_by=None):
            if given.subject_ref is None and (given.party_id is None or given.party_id in along):
                work.add(
                    Consent,
                    id=work.new_row_id(f"consent:{given.id}"),
                    track_id=sibling.id,
                    party_id=given.party_id,
                    subject=given.subject,
                    answer=given.answer,
                    on=given.on,
                    how=given.how,
                    scope=given.scope,
                )
        for longer in work.rows(ClockExtension, track_id=track.id, reversed_by=None):
            work.add(
                ClockExtension,
                id=work.new_row_id(f"longer:{longer.id}"),
                track_id=sibling.id,
                limit_id=longer.limit_id,
                subject=longer.subject,
                days=longer.days,
                on=longer.on,
                consents=list(longer.consents),
            )

    def _along(self, work: Work, track: Track) -> set[str]:
        """The parties of the sibling; where only matters move, everyone takes part in both."""
        return {*self.parties, *self.shared_parties} if self.parties else track_parties(work, track)

    def _move_parties(self, work: Work, track: Track, sibling: Track) -> None:
        for party in sorted(self._along(work, track)):
            enter_track(work, sibling, party)
        for row in work.rows(TrackParty, track_id=track.id, until=None):
            if row.party_id in self.parties:
                row.until = work.happened_on

    def _move_matters(self, work: Work, track: Track, sibling: Track) -> None:
        rows = work.rows(TrackMatter, track_id=track.id, until=None)
        for row in rows:
            if not self.matters or row.matter_id in self.matters:
                add_matter(work, sibling, row.matter_id)
            if row.matter_id in self.matters:
                row.until = work.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(TrackAct):
    """移送. The whole track leaves for another body; it ends here and is told there."""

    id: str
    to: str
    reason: str
    basis: str | None = None
    documents: tuple[str, ...] = ()
    rule: str | None = None
    lacking: str = ""
    """Why a paper that the rule names does not go along."""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        keep_handover(work, "transfer", track, self, documents=self.documents, lacking=self.lacking)
        ending = work.procedure(track).ending("transferred")
        track.ended_on, track.ending, track.ending_words = work.happened_on, ending.code, ending.for_parties
        work.emit("transferred", track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferAside(TrackAct):
    """转介. Work goes on here; minimal data leaves, and a reply is due."""

    id: str
    to: str
    reason: str
    basis: str | None = None
    documents: tuple[str, ...] = ()
    reply_due: date | None = None
    rule: str | None = None
    lacking: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        if self.reply_due is not None and self.reply_due < work.happened_on:
            raise Refusal("period.reversed", field="reply_due", start=work.happened_on, end=self.reply_due)
        keep_handover(work, "aside", track, self, documents=self.documents, lacking=self.lacking, due=self.reply_due)
        work.emit("referred_aside", track, subject=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDanger(TrackAct):
    """报告 to the police or another organ, with the time and the receiver (人民调解法 25)."""

    id: str
    to: str
    receiver: str
    reason: str
    basis: str | None = None
    rule: str | None = None

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        keep_handover(work, "report", track, self, receiver=require_text(self.receiver, "receiver"))
        work.emit("danger_reported", track, subject=self.id)


def keep_handover(
    work: Work,
    kind: str,
    track: Track,
    act: Transfer | ReferAside | ReportDanger,
    *,
    receiver: str | None = None,
    documents: tuple[str, ...] = (),
    lacking: str = "",
    due: date | None = None,
) -> None:
    """Store what left, to whom, why, and when an answer is due; where it follows a rule, the rule is met first."""
    rule = None if act.rule is None else work.law.handovers.fitting(act.rule, kind, _situation(work, track))
    if rule is not None:
        rule.require_consents(_parties_by_name(work, track), _consenting(work, track, (act.id, rule.code)))
        if kind != "report":
            rule.require_papers(documents, lacking)
        if rule.own_limit and due is None:
            raise Refusal("handover.limit_missing", field="reply_due", name=rule.name)
    work.add(
        Handover,
        id=act.id,
        track_id=track.id,
        kind=kind,
        to_name=require_text(act.to, "to"),
        receiver=receiver,
        reason=require_text(act.reason, "reason"),
        basis=act.basis or (None if rule is None else rule.basis),
        documents=list(documents),
        sent_at=work.moment,
        due_on=due,
        rule=act.rule,
        lacking=lacking.strip() or None,
    )


def _situation(work: Work, track: Track) -> Situation:
    """The track on the day of the act."""
    procedure, events = work.procedure(track), work.events(track)
    return Situation(
        kind=procedure.kind,
        body=work.organisation(track.body_id).kind,
        procedure=procedure.id,
        stages=procedure.history(events).stages_on(work.happened_on),
        dispute=work.law.require("dispute_types", work.case.dispute_type, field="dispute_type"),
        source=work.case.source,
        happened=frozenset(event.name for event in events if event.on <= work.happened_on),
    )


def _parties_by_name(work: Work, track: Track) -> dict[str, str]:
    return {id: party_name(work, id) for id in sorted(track_parties(work, track))}


def _consenting(work: Work, track: Track, about: tuple[str, ...]) -> set[str]:
    """Whose last word on this hand-over, by its day, is consent. What was said of another one does not count."""
    last: dict[str, Consent] = {}
    rows = work.rows(Consent, track_id=track.id, subject="handover", reversed_by=None)
    for row in sorted(rows, key=lambda row: row.on):
        if row.party_id is not None and row.subject_ref in about and row.on <= work.happened_on:
            last[row.party_id] = row
    return {party for party, row in last.items() if row.answer == "given"}
