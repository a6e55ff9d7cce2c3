"""The check before signing on a scene: who signs for each party is worked out first."""

from __future__ import annotations

from dataclasses import replace

from mediation_desk.law.checkup import check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.checkup_rules import Finding
from mediation_desk.law.readiness import Dossier, Readiness, readiness
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.refusal import Refusal

from .following import clock_for
from .scene import Scene
from .shapes import AgreementFacts, PartyFacts
from .signers import party_signers


def check_agreement(scene: Scene, agreement: AgreementFacts) -> tuple[Finding, ...]:
    """All findings on an agreement that is about to be signed on the scene's day."""
    return check(_matter(scene, agreement), scene.law.check)


def confirmation_readiness(scene: Scene, agreement: AgreementFacts, findings: tuple[Finding, ...]) -> Readiness:
    """How ready an agreement is for an application to the court."""
    law = scene.law
    matter, dossier = _matter(scene, agreement), _dossier(scene, agreement)
    return readiness(matter, findings, dossier, scene.procedure, law.confirmation, law.check.words)


def _matter(scene: Scene, agreement: AgreementFacts) -> Matter:
    return Matter(
        agreement=agreement,
        parties=[_with_signers(party, scene) for party in scene.parties],
        dispute=scene.law.require("dispute_types", scene.case.dispute_type, field="dispute_type"),
        signing_day=scene.day,
        claimed=scene.case.amount_claimed,
    )


def _dossier(scene: Scene, agreement: AgreementFacts) -> Dossier:
    track, body = scene.track_row.id, scene.body
    papers = [row for row in scene.builder.rows(Paper) if row.track_id in (track, None) and row.state != "void"]
    files = [row for row in scene.builder.rows(Attachment) if row.track_id in (track, None)]
    happened = {event.name for event in scene.events if event.subject == agreement.id}
    needed = scene.procedure.agreement(agreement.form).effective
    referral = scene.track_row.referral or {}
    return Dossier(
        form=agreement.form,
        body=scene.the_track.body,
        body_address=(body.address if body is not None else None) or "",
        referred_by=referral.get("organ"),
        papers=frozenset(row.code for row in papers),
        attachments=frozenset(row.kind for row in files),
        waiting=tuple(EVENTS[name] for name in needed if name not in happened),
        clock=clock_for(scene, agreement.id),
    )


def _with_signers(party: PartyFacts, scene: Scene) -> PartyFacts:
    """A party for whom nobody can sign keeps its own name there: the check says what is missing."""
    try:
        signers = party_signers(party, scene.parties, scene.law, scene.day)
    except Refusal:
        return party
    return replace(party, signer_names=tuple(signer.name for signer in signers))
