"""The check before signing, for the live text of a track or for the text somebody is still drafting."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.checking import check_agreement, confirmation_readiness
from mediation_desk.facts.scene import Scene
from mediation_desk.facts.shapes import AgreementFacts
from mediation_desk.law.checkup import blocks
from mediation_desk.law.checkup_rules import Finding
from mediation_desk.law.readiness import Readiness
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.track import Track
from mediation_desk.preparing.orders import AgreementOrder
from mediation_desk.store import drafts
from mediation_desk.terms.agreement import LIVE, AgreementDraft
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """The findings on the text of one track, and its readiness for a court. `source` is live or draft."""

    track: str
    procedure_name: str
    source: str
    version: int
    blocks: bool
    findings: tuple[Finding, ...]
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class AgreementCheck(Query[tuple[CheckedText, ...]]):
    """Every track of the case that has a text; a draft goes before the live text it would replace."""

    case: str

    def answer(self, view: View) -> tuple[CheckedText, ...]:
        header = view.require_case(self.case)
        builder = CaseBuilder(view.session, self.case, view.law, view.today)
        found = [checked for track in builder.rows(Track) if (checked := _checked(view, builder, track)) is not None]
        if not found:
            raise Refusal("check.no_text", number=header.number)
        return tuple(found)


def _checked(view: View, builder: CaseBuilder, track: Track) -> CheckedText | None:
    draft = _draft(view, track)
    if draft is not None:
        order = AgreementOrder(id="draft", track=track.id, agreement="draft", content=draft, route="paper")
        scene, facts = replace(view.preparation, case_id=track.case_id).drafted(order)
        return _result(scene, track, "draft", facts)
    return _live(view, builder, track)


def _live(view: View, builder: CaseBuilder, track: Track) -> CheckedText | None:
    live = [row for row in builder.rows(Agreement, track_id=track.id) if row.state in LIVE]
    if not live:
        return None
    scene = Scene(builder=builder, track_id=track.id, ref=None, day=live[-1].finalised_on)
    return _result(scene, track, "live", builder.agreement(live[-1]))


def _draft(view: View, track: Track) -> AgreementDraft | None:
    """What this person was writing; a form that is not complete yet cannot be checked and is refused with its field."""
    saved = drafts.load(view.session, view.actor.staff, f"agreement:{track.id}")
    return None if saved is None else from_plain(AgreementDraft, saved.body.get("content", saved.body))


def _result(scene: Scene, track: Track, source: str, facts: AgreementFacts) -> CheckedText:
    findings = check_agreement(scene, facts)
    return CheckedText(
        track=track.id,
        procedure_name=scene.procedure.name,
        source=source,
        version=facts.version,
        blocks=blocks(findings),
        findings=findings,
        readiness=confirmation_readiness(scene, facts, findings),
    )
