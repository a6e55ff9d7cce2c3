"""The check before signing on a scene: who signs for each party is worked out first."""

from __future__ import annotations

from dataclasses import replace

from mediation_desk.law.checkup import check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.checkup_rules import Finding
from mediation_desk.terms.refusal import Refusal

from .scene import Scene
from .shapes import AgreementFacts, PartyFacts
from .signers import party_signers


def check_agreement(scene: Scene, agreement: AgreementFacts) -> tuple[Finding, ...]:
    """All findings on an agreement that is about to be signed on the scene's day."""
    dispute = scene.law.require("dispute_types", scene.case.dispute_type, field="dispute_type")
    parties = [_with_signers(party, scene) for party in scene.parties]
    matter = Matter(
        agreement=agreement,
        parties=parties,
        dispute=dispute,
        signing_day=scene.day,
        claimed=scene.case.amount_claimed,
    )
    return check(matter, scene.law.check)


def _with_signers(party: PartyFacts, scene: Scene) -> PartyFacts:
    """A party for whom nobody can sign keeps its own name there: the check says what is missing."""
    try:
        signers = party_signers(party, scene.parties, scene.law, scene.day)
    except Refusal:
        return party
    return replace(party, signer_names=tuple(signer.name for signer in signers))
