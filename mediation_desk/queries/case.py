"""The whole case for its page, and the bytes of its papers and files."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.shapes import TrackFacts
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.track import Track
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.plain import from_plain

from . import case_rows
from .case_choices import case_choices, matters, track_choices
from .case_papers import paper_needs, paper_rows
from .case_reading import CaseReading, TrackReading
from .case_shapes import CaseSheet, TrackSheet
from .case_stages import next_deadline, open_deadlines, stage_marks
from .case_steps import case_acts, open_acts
from .case_timeline import timeline
from .following import follows
from .overruled import overruled
from .query import Query, View
from .readings import NumberRules
from .risk import risk_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCase(Query[CaseSheet]):
    """Everything the page of one case shows to this person, and to a party who stands before his screen."""

    case: str

    def answer(self, view: View) -> CaseSheet:
        """Read once, lay out everything."""
        header = view.require_case(self.case)
        builder = CaseBuilder(view.session, header.id, view.law, view.today, for_parties=view.before_party)
        reading = CaseReading(view=view, builder=builder)
        tracks = [_reading(reading, facts) for facts in reading.facts.tracks]
        return CaseSheet(
            facts=reading.facts,
            tracks=tuple(_sheet(track) for track in tracks),
            acts=case_acts(reading),
            papers=paper_rows(reading, None),
            timeline=timeline(reading),
            attachments=case_rows.attachments(reading),
            notes=case_rows.notes(reading),
            matters=matters(reading),
            choices=case_choices(reading),
            numbers=NumberRules.of(view.law),
            seen={header.id: header.version} | {track.row.id: track.row.version for track in tracks},
            today=view.today,
            now=view.now,
            actor=view.actor.staff,
            actor_name=view.actor.name,
            risk=risk_of(reading),
        )


def _reading(reading: CaseReading, facts: TrackFacts) -> TrackReading:
    return TrackReading(case=reading, facts=facts, row=reading.view.session.get_one(Track, facts.id))


def _sheet(track: TrackReading) -> TrackSheet:
    return TrackSheet(
        facts=track.facts,
        version=track.row.version,
        stages=stage_marks(track),
        deadline=next_deadline(track),
        deadlines_open=open_deadlines(track),
        acts=open_acts(track),
        papers=paper_rows(track.case, track.row.id),
        needs=paper_needs(track),
        mediators=case_rows.mediators(track),
        paid=case_rows.payments(track),
        visits=case_rows.visits(track),
        facts_recorded=case_rows.recorded_facts(track),
        evaluations=case_rows.evaluations(track),
        volumes=case_rows.volumes(track),
        choices=track_choices(track),
        following=follows(track.case.builder, track.row.id),
        overruled=tuple(
            line for line in overruled(track.case.builder, track.case.staff_names) if line.track == track.row.id
        ),
        withdrawn=_withdrawn(track),
    )


def _withdrawn(track: TrackReading) -> AgreementDraft | None:
    rows = track.case.rows(Agreement, track_id=track.row.id, state="withdrawn")
    return from_plain(AgreementDraft, rows[-1].content) if rows else None
