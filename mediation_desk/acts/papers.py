"""Issuing papers: rendered from facts outside the transaction, recorded with everything that made them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from mediation_desk.model.paper import Paper
from mediation_desk.papers import catalogue
from mediation_desk.preparing.orders import PaperOrder
from mediation_desk.preparing.preparation import Preparation, PreparedPaper
from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.ids import PaperId, TrackId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .books import index, keep_blob
from .lookups import require_text, require_versions
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePaper(Act):
    """制作文书. The stored bytes are the proof; what was shown is what is signed."""

    id: PaperId
    code: str
    track: TrackId | None = None
    subject: dict[str, Any] = field(default_factory=dict)
    ref: str | None = None
    """Id of the fact the paper is about (a session, a service, a payment, an evaluation)."""
    route: str = "paper"
    shipped_template: bool = False
    """By the shipped template, where the office's own fails."""
    large: bool = False
    """In large type: what is signed, and not only what is read, is easy to read."""
    prepared: PreparedPaper | None = None

    def prepare(self, preparation: Preparation) -> IssuePaper:
        if self.prepared is not None:
            return self
        require_made_here(self.code)
        order = PaperOrder(
            id=self.id,
            code=self.code,
            track=self.track,
            subject=self.subject,
            ref=self.ref,
            route=self.route,
            shipped_template=self.shipped_template,
            large=self.large,
        )
        return replace(self, prepared=preparation.paper(order))

    def perform(self, work: Work) -> None:
        if self.prepared is None:
            raise Refusal("paper.not_prepared", code=self.code)
        keep_paper(work, self.id, self.prepared, track=self.track, route=self.route)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidPaper(Act):
    """文书作废. Kept with its reason; signatures on it count no more."""

    paper: PaperId
    reason: str

    def perform(self, work: Work) -> None:
        paper = work.find(Paper, self.paper, "paper")
        if paper.agreement_id is not None:
            raise Refusal("paper.withdraw_the_text", title=paper.title)
        paper.state, paper.void_reason = "void", require_text(self.reason, "reason")
        if paper.track_id is not None:
            work.track(paper.track_id)


def require_made_here(code: str) -> None:
    """Refuse to issue by itself what an act freezes together with its facts."""
    kind = catalogue.paper(code)
    if kind.frozen_by:
        raise Refusal("paper.made_by_its_act", field="code", title=kind.title, act=kind.frozen_by)


def keep_paper(
    work: Work,
    id: str,
    prepared: PreparedPaper,
    *,
    track: str | None,
    route: str,
    agreement: str | None = None,
    compartment: str = COMMON,
) -> Paper:
    """Store a prepared paper if the facts it was made from are still the facts."""
    require_versions(work, prepared.seen)
    if prepared.context["paper"]["made_on"] != work.happened_on.isoformat():
        raise Refusal("paper.facts_changed", id=id)
    edition = 1 + len(work.rows(Paper, track_id=track, code=prepared.code))
    paper = work.add(
        Paper,
        id=id,
        compartment=prepared.compartment if compartment == COMMON else compartment,
        track_id=track,
        agreement_id=agreement,
        code=prepared.code,
        title=prepared.title,
        number=prepared.number,
        edition=edition,
        made_on=work.happened_on,
        copies=prepared.copies,
        pages=prepared.pages,
        route=route,
        state="signing" if prepared.signers else "complete",
        signers=to_plain(prepared.signers),
        context=prepared.context,
        frozen_sha256=prepared.sha256,
        frozen_blob=prepared.blob,
        current_sha256=prepared.sha256,
        current_blob=prepared.blob,
        own_volume=prepared.own_volume,
        template_digest=prepared.template_digest,
        template_edition=prepared.template_edition,
        fonts_digest=prepared.fonts_digest,
        renderer=prepared.renderer,
        audit_head=prepared.audit_head,
    )
    keep_blob(work, prepared.blob, prepared.sha256, prepared.size, "application/pdf")
    work.papers.append(paper.id)
    index(work, paper.id, "paper", f"{paper.title} {paper.number or ''}")
    return paper
