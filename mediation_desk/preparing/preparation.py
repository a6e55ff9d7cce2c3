"""Slow work outside the transaction: rendering a paper, checking an agreement.

What is prepared names the versions it was made from; the act refuses it when they have moved on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mediation_desk.facts.agreement import draft_facts
from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.checking import check_agreement, confirmation_readiness
from mediation_desk.facts.context import paper_context, paper_subject
from mediation_desk.facts.paper_signers import signers_for
from mediation_desk.facts.scene import Scene
from mediation_desk.facts.shapes import AgreementFacts, SignerFacts
from mediation_desk.facts.signers import agreement_signers
from mediation_desk.law.checkup_rules import Finding
from mediation_desk.law.clauses import Clause
from mediation_desk.law.editions import Edition
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.plans import PLAN_FORM
from mediation_desk.law.readiness import Readiness
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.blob import Blob
from mediation_desk.model.paper import Paper
from mediation_desk.papers import catalogue
from mediation_desk.papers.faces import typecase
from mediation_desk.papers.paper import SIGNER_LABELS
from mediation_desk.papers.paper import Paper as PaperKind
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.resources import Resources
from mediation_desk.papers.texts import title_in
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.store.audit import Head
from mediation_desk.store.blobs import BlobRef, Blobs
from mediation_desk.terms import compartments
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import NOTHING, Unrecorded

from .drawn_characters import with_drawings
from .machine_clock import require_clock
from .orders import AgreementOrder, PaperOrder, PlanOrder
from .own_templates import rendered
from .paper_rules import counted, frozen, require_track, text_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPaper:
    """A rendered and stored paper with everything that made it. `seen` are the versions it was made from."""

    code: str
    title: str
    number: str | None
    copies: int
    pages: int
    signers: tuple[dict[str, Any], ...]
    context: dict[str, Any]
    blob: str
    sha256: str
    size: int
    own_volume: bool
    compartment: str
    template_digest: str
    template_edition: int | None
    """Which edition of the office's own template; None: the shipped one."""
    fonts_digest: str
    renderer: str
    audit_head: str
    seen: dict[str, int]
    findings: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedAgreement:
    """How a draft would look if it were frozen now."""

    pdf: bytes
    facts: AgreementFacts
    findings: tuple[Finding, ...]
    readiness: Readiness


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What an act may use before its transaction: a read of the store, the law, the clock and the keys."""

    session: Session
    law: LawInForce
    case_id: str | None
    day: date
    now: datetime
    blobs: Blobs
    shipped_papers: Resources
    """Templates and fonts as the program brings them."""
    lettering: Callable[[], Lettering]
    random_bytes: Callable[[int], bytes]
    audit_head: Callable[[Session], Head]
    shipped: Callable[[], Edition]
    """The rules that this program brings, whatever the office goes by; refuses faulty ones."""
    clauses: Callable[[], tuple[Clause, ...]]
    """The clauses that this program brings."""
    unrecorded: Unrecorded = NOTHING
    """What came along for this act alone: a PIN, a key file."""

    @property
    def papers(self) -> Resources:
        """What papers are made from here: with the office's own pictures of characters."""
        return with_drawings(self.session, self.shipped_papers)

    def has_glyph(self, character: str) -> bool:
        """Whether a font has the character, so that it needs no picture."""
        return typecase(self.shipped_papers.fonts).has(character)

    def paper(self, order: PaperOrder) -> PreparedPaper:
        """Render one paper from the facts as they stand."""
        kind = catalogue.paper(order.code)
        scene = self._scene(order.track, order.ref, for_parties=not kind.tells_withheld)
        require_track(order.track, kind, scene)
        subject = paper_subject(scene, order.code, dict(order.subject))
        signers = signers_for(kind.signers, SIGNER_LABELS, scene, subject)
        return self._made(scene, order, kind, subject, signers)

    def sheet(self, order: PaperOrder) -> Rendered:
        """A paper that belongs to a volume and is bound at once: rendered, not kept."""
        kind = catalogue.paper(order.code)
        scene = self._scene(order.track, order.ref)
        require_track(order.track, kind, scene)
        subject = paper_subject(scene, order.code, dict(order.subject))
        signers = signers_for(kind.signers, SIGNER_LABELS, scene, subject)
        return self._rendered(kind, self._context(scene, order, kind, subject, signers), order)[0]

    def agreement(self, order: AgreementOrder) -> PreparedPaper:
        """Check a draft, then render it as it will be signed."""
        scene, facts = self.drafted(order)
        plain = tuple(asdict(finding) for finding in check_agreement(scene, facts))
        kind, subject, signers = self._agreement_parts(scene, order)
        return self._made(scene, order, kind, subject, signers, plain)

    def plan(self, order: PlanOrder) -> PreparedPaper:
        """Check the terms like an agreement's, then render the plan as it will be served."""
        scene, facts = self.drafted(order, PLAN_FORM)
        plain = tuple(asdict(finding) for finding in check_agreement(scene, facts))
        kind = catalogue.paper("SF-PLAN")
        added = {name: getattr(order, name).strip() for name in ("reasons", "objections_to", "facts_agreed")}
        subject = paper_subject(scene, kind.code, added)
        signers = signers_for(kind.signers, SIGNER_LABELS, scene, subject)
        return self._made(scene, order, kind, subject, signers, plain)

    def draft_preview(self, order: AgreementOrder) -> DraftedAgreement:
        """A draft checked and rendered as it would be frozen, and nothing stored.

        Its pages carry the code of no paper: who prints a draft and has it signed must not find it filed as the text.
        """
        scene, facts = self.drafted(order)
        order = replace(order, id=str(UUID(bytes=self.random_bytes(16), version=4)))
        kind, subject, signers = self._agreement_parts(scene, order)
        made = self._rendered(kind, self._context(scene, order, kind, subject, signers), order)[0]
        findings = check_agreement(scene, facts)
        ready = confirmation_readiness(scene, facts, findings)
        return DraftedAgreement(pdf=made.pdf, facts=facts, findings=findings, readiness=ready)

    def _agreement_parts(
        self, scene: Scene, order: AgreementOrder
    ) -> tuple[PaperKind, dict[str, Any], tuple[SignerFacts, ...]]:
        rule = scene.procedure.agreement("written")
        signers = agreement_signers(rule.sign_order, scene.the_track, scene.parties, self.law, self.day, order.route)
        kind = text_paper(scene, order.carried_by)
        return kind, paper_subject(scene, kind.code, {}), signers

    def drafted(self, order: AgreementOrder, form: str = "written") -> tuple[Scene, AgreementFacts]:
        """The scene with the draft in it, and the draft as an agreement's facts."""
        scene = self._scene(order.track, None)
        track = scene.the_track
        copies = scene.procedure.agreement(form).copies.count(len(scene.parties), scene.case.source)
        version = 1 + len(scene.builder.rows(Agreement, track_id=track.id))
        facts = draft_facts(
            order.content,
            scene.builder.names(),
            id=order.agreement,
            version=version,
            form=form,
            route=order.route,
            copies=copies,
            number=track.docket,
        )
        return scene.with_draft(facts), facts

    def require_blob(self, name: str, sha256: str, size: int) -> None:
        """Refuse a file that is not in the store as its author says."""
        self.blobs.get(self.case_id, BlobRef(name, sha256, size))

    def _scene(self, track: str | None, ref: str | None, *, for_parties: bool = True) -> Scene:
        case, law, day = self._case(), self.law, self.day
        builder = CaseBuilder(self.session, case, law, day, for_parties=for_parties, one_track=track is not None)
        return Scene(builder=builder, track_id=track, ref=ref, day=day)

    def _case(self) -> str:
        if self.case_id is None:
            raise Refusal("act.needs_case", act="paper")
        return self.case_id

    def _made(
        self,
        scene: Scene,
        order: PaperOrder | AgreementOrder,
        kind: PaperKind,
        subject: dict[str, Any],
        signers: tuple[SignerFacts, ...],
        findings: tuple[dict[str, Any], ...] = (),
    ) -> PreparedPaper:
        context = self._context(scene, order, kind, subject, signers)
        made, edition = self._rendered(kind, context, order)
        ref = self.blobs.put(self.case_id, frozen(made, context["signers"]))
        return PreparedPaper(
            code=kind.code,
            title=context["paper"]["title"],
            number=context["paper"]["number"],
            copies=context["paper"]["copies"],
            pages=made.pages,
            signers=tuple(context["signers"]),
            context=context,
            blob=ref.name,
            sha256=ref.sha256,
            size=ref.size,
            own_volume=kind.own_volume,
            compartment=self._compartment(kind, scene),
            template_digest=made.template_digest,
            template_edition=edition,
            fonts_digest=made.fonts_digest,
            renderer=made.renderer,
            audit_head=self.audit_head(self.session).hash,
            seen=self._versions(scene),
            findings=findings,
        )

    def _rendered(
        self, kind: PaperKind, context: dict[str, Any], order: PaperOrder | AgreementOrder
    ) -> tuple[Rendered, int | None]:
        return rendered(self.session, self.papers, kind, context, shipped=order.shipped_template)

    def _context(
        self,
        scene: Scene,
        order: PaperOrder | AgreementOrder,
        kind: PaperKind,
        subject: dict[str, Any],
        signers: tuple[SignerFacts, ...],
    ) -> dict[str, Any]:
        copies = scene.agreement.copies if scene.agreement is not None and kind.is_text else None
        return paper_context(
            scene,
            id=order.id,
            code=kind.code,
            title=self._title(scene, kind),
            copies=kind.copies_for(counted(scene, subject)) if copies is None else copies,
            signers=signers,
            subject=subject,
            made_on=self.day,
            route=order.route,
            large=order.large,
        )

    def _title(self, scene: Scene, kind: PaperKind) -> str:
        return kind.title_for("people") if scene.track is None else title_in(kind, scene.procedure)

    def _compartment(self, kind: PaperKind, scene: Scene) -> str:
        if kind.code == "NE-REPORT" and scene.ref is not None:
            return compartments.report(scene.ref)
        return compartments.COMMON

    def _versions(self, scene: Scene) -> dict[str, int]:
        seen = {scene.case.id: scene.case.version}
        if scene.track_id is not None:
            seen[scene.track_id] = scene.track_row.version
        return seen

    def issued(self, id: str) -> Paper:
        """A paper of this case that was made before."""
        paper = self.session.get(Paper, id)
        if paper is None or paper.case_id != self.case_id:
            raise Refusal("paper.unknown", field="paper", id=id)
        return paper

    def moment(self) -> datetime:
        """Signing on the screen happens now; a day in the past can only be signed on paper."""
        if self.day != self.now.date():
            raise Refusal("signing.screen_is_live", field="happened_on", day=self.day)
        require_clock(self.session, self.now)
        return self.now.replace(microsecond=0)

    def stored(self, blob: str, sha256: str) -> bytes:
        """The bytes of a blob of this case, proved against their hash."""
        size = self.session.get_one(Blob, blob).size
        return self.blobs.get(self.case_id, BlobRef(blob, sha256, size))
