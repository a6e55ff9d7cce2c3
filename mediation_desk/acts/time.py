"""Extending a limit, with the consents that its rule names, before it expired."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.law.clocks import check_extension
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.consent import Consent
from mediation_desk.model.track import Track
from mediation_desk.terms.ids import ConsentId
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .lookups import clock, track_parties
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendLimit(TrackAct):
    """延长期限. Needs the consents that the clock's rule names, given before it expired."""

    id: str
    limit: str
    days: int
    consents: tuple[ConsentId, ...] = ()
    subject: str | None = None

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        if self.days <= 0:
            raise Refusal("clock.days_not_positive", field="days", days=self.days)
        running = clock(work, track, self.limit, self.subject)
        rows = [work.find(Consent, id, "consent") for id in self.consents]
        given = [row for row in rows if _stands(row, track)]
        check_extension(running.limit, running, work.happened_on, _given(work, track, given), self.days)
        work.add(
            ClockExtension,
            id=self.id,
            track_id=track.id,
            limit_id=self.limit,
            subject=self.subject,
            days=self.days,
            on=work.happened_on,
            consents=list(self.consents),
        )
        work.emit("limit_extended", track, subject=self.limit)


def _stands(consent: Consent, track: Track) -> bool:
    """Whether it is a consent to extend this very track that nobody has taken back."""
    own = consent.track_id == track.id and consent.reversed_by is None
    return own and consent.subject == "extension" and consent.answer == "given"


def _given(work: Work, track: Track, consents: list[Consent]) -> set[str]:
    """Who has consented, in the words of the rule: all parties, and the mediating body where no party is named."""
    sides = {row.party_id for row in consents if row.on <= work.happened_on}
    given = {"body"} if None in sides else set()
    return given | ({"all_parties"} if sides >= track_parties(work, track) else set())
