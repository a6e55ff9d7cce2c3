"""Undisputed facts: written down when mediation has ended without an agreement, and signed by all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mediation_desk.facts.undisputed import undisputed_subject
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.paper import Paper
from mediation_desk.model.plan import UndisputedRecord
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track
from mediation_desk.preparing.orders import PaperOrder
from mediation_desk.preparing.preparation import Preparation, PreparedPaper
from mediation_desk.terms.events import Event
from mediation_desk.terms.ids import PaperId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.undisputed import UndisputedFact

from .act import TrackAct
from .lookups import consents, party_name, require_text, track_parties
from .papers import keep_paper
from .work import Work

_AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUndisputedFacts(TrackAct):
    """无争议事实记载. With the consent of all; freezes the text that parties and mediators sign."""

    id: str
    paper: PaperId
    facts: tuple[UndisputedFact, ...]
    no_concession: bool = False
    """The mediator's word that nothing in it was said to reach an agreement."""
    route: str = "paper"  # screen | paper
    prepared: PreparedPaper | None = None

    def prepare(self, preparation: Preparation) -> RecordUndisputedFacts:
        if self.prepared is not None:
            return self
        subject = undisputed_subject(self.facts, lambda code: preparation.law.words("excluded_interests", code))
        order = PaperOrder(
            id=self.paper, code="SF-UNDIS", track=self.track, subject=subject, ref=None, route=self.route
        )
        return replace(self, prepared=preparation.paper(order))

    def perform(self, work: Work) -> None:
        if self.prepared is None:
            raise Refusal("paper.not_prepared", code="SF-UNDIS")
        track = work.track(self.track)
        _require_failed(work, track)
        _require_only_record(work, track)
        self._require_facts(work)
        given = {row.party_id for row in consents(work, track, "undisputed_facts") if row.on <= work.happened_on}
        for party in sorted(track_parties(work, track) - given):
            raise Refusal("undisputed.consent_missing", field="party", name=party_name(work, party))
        keep_paper(work, self.paper, self.prepared, track=track.id, route=self.route)
        work.add(
            UndisputedRecord,
            id=self.id,
            track_id=track.id,
            on=work.happened_on,
            paper_id=self.paper,
            facts=to_plain(self.facts),
        )
        work.for_change(track)
        work.emit("undisputed_recorded", track, subject=self.id)

    def _require_facts(self, work: Work) -> None:
        """Each fact is whole; one that touches others' interests is left out in words, and something is left."""
        if not self.no_concession:
            raise Refusal("undisputed.concession_unchecked", field="no_concession")
        for number, fact in enumerate(self.facts):
            for name in ("time", "place", "conduct", "evidence"):
                require_text(getattr(fact, name), f"facts[{number}].{name}")
            if fact.touches is not None:
                work.law.require("excluded_interests", fact.touches, field=f"facts[{number}].touches")
                require_text(fact.excluded, f"facts[{number}].excluded")
        if all(fact.touches is not None for fact in self.facts):
            raise Refusal("undisputed.nothing_left", field="facts")


def undisputed_events(work: Work, track: Track) -> Iterable[Event]:
    """A record counts from the day on which the last of all parties and mediators signed it."""
    for record in work.rows(UndisputedRecord, track_id=track.id):
        paper = work.find(Paper, record.paper_id, "paper")
        signatures = work.rows(Signature, paper_id=paper.id, void_reason=None)
        days = {row.signer_key: row.on for row in signatures}
        whole = all(signer["key"] in days for signer in paper.signers)
        confirmed = paper.route == "screen" or paper.scan_id is not None
        counts = bool(days) and whole and confirmed and paper.state != "void"
        record.effective_on = max(days.values()) if counts else None
        if record.effective_on is not None:
            yield Event("undisputed_signed", record.effective_on, None, record.id)


def _require_failed(work: Work, track: Track) -> None:
    effective = work.rows(Agreement, track_id=track.id, state="effective")
    if track.ending == _AGREED or effective:
        raise Refusal("undisputed.agreed", track=track.docket or "")


def _require_only_record(work: Work, track: Track) -> None:
    for record in work.rows(UndisputedRecord, track_id=track.id):
        if work.find(Paper, record.paper_id, "paper").state != "void":
            raise Refusal("undisputed.recorded_already", on=record.on)
