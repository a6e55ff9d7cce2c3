"""What holds for every paper that is made: its track, which paper carries a text, signature fields, copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediation_desk.facts.scene import Scene
from mediation_desk.papers import catalogue
from mediation_desk.papers.paper import Paper as PaperKind
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.texts import text_papers, title_in
from mediation_desk.signatures.fields import SignBox, freeze
from mediation_desk.terms.refusal import Refusal

SEALS = ("body_seal", "office_seal")


def require_track(track: str | None, kind: PaperKind, scene: Scene) -> None:
    """A paper of a track needs one; a track that is named must be one of the case."""
    if track is None and "track" in kind.needs:
        raise Refusal("paper.needs_track", field="track")
    if track is not None and scene.track_row.id != track:
        raise Refusal("track.unknown", field="track", id=track)


def text_paper(scene: Scene, wanted: str | None) -> PaperKind:
    """The paper that carries an agreement: the one asked for, or the procedure's usual one."""
    offered = text_papers(scene.procedure)
    if wanted is not None and wanted not in offered:
        titles = "、".join(title_in(catalogue.paper(code), scene.procedure) for code in offered)
        raise Refusal("agreement.paper_not_offered", field="carried_by", offered=titles)
    return catalogue.paper(wanted or offered[0])


def frozen(rendered: Rendered, signers: list[dict[str, Any]]) -> bytes:
    """With a field for every signature; what nobody signs, a card or a list of contents, stays as it is."""
    return freeze(rendered.pdf, _boxes(rendered, signers)) if rendered.boxes else rendered.pdf


def _boxes(rendered: Rendered, signers: list[dict[str, Any]]) -> list[SignBox]:
    seals = {signer["key"] for signer in signers if signer["role"] in SEALS}
    return [SignBox(b.key, b.page, b.x, b.y, b.width, b.height, seal=b.key in seals) for b in rendered.boxes]


def counted(scene: Scene, subject: Mapping[str, Any]) -> dict[str, int]:
    """How many there are of everybody whom a paper's copies name in the plural."""
    sides = [party.side for party in scene.parties]
    return {
        "parties": len(sides),
        "applicants": sides.count("applicant"),
        "respondents": sides.count("respondent"),
        "evaluators": len(subject.get("evaluation", subject).get("evaluators") or ()),
        "invited": max(len(subject.get("invited") or ()), 1),
    }
