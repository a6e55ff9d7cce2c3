"""The strokes of a signature as they were drawn, with what they are bound to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from mediation_desk.model.case import CaseFile
from mediation_desk.model.paper import Paper
from mediation_desk.model.signature import Signature
from mediation_desk.signatures.claims import RecordedClaim
from mediation_desk.signatures.ink import InkSeal
from mediation_desk.signatures.verify import verify
from mediation_desk.terms.ink import Ink
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

from .papers import require_readable, stored_bytes
from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStrokes:
    """One signature's strokes, their seal, and the claim that stands in the PDF."""

    case: str
    case_number: str
    title: str
    number: str | None
    edition: int
    name: str
    ink: Ink
    seal: InkSeal
    claim: RecordedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class StrokesOf(Query[KeptStrokes]):
    """The strokes of the signer whose box has this key. Only who may hand them out may ask."""

    paper: str
    signer: str

    def answer(self, view: View) -> KeptStrokes:
        """Refuses where nothing was drawn on a screen."""
        paper = view.session.get(Paper, self.paper)
        if paper is None:
            raise Refusal("paper.unknown", field="paper", id=self.paper)
        header = view.require_case(paper.case_id)
        require_readable(view, paper.compartment, paper.title)
        row = self._row(view)
        if row is None or row.ink is None or row.ink_seal is None:
            raise Refusal("strokes.none", field="signer", title=paper.title, signer=self.signer)
        pdf = stored_bytes(view, paper.case_id, paper.current_blob, paper.current_sha256)
        return KeptStrokes(
            case=paper.case_id,
            case_number=view.session.get_one(CaseFile, header.id).number,
            title=paper.title,
            number=paper.number,
            edition=paper.edition,
            name=row.name,
            ink=from_plain(Ink, row.ink),
            seal=InkSeal(**row.ink_seal),
            claim=_claim(pdf, self.signer),
        )

    def _row(self, view: View) -> Signature | None:
        wanted = select(Signature).where(Signature.paper_id == self.paper, Signature.signer_key == self.signer)
        newest = wanted.order_by(Signature.recorded_at.desc()).options(undefer(Signature.ink))
        return view.session.scalars(newest).first()


def _claim(pdf: bytes, signer: str) -> RecordedClaim:
    claims = [each.claim for each in verify(pdf).signatures if each.field == signer and each.claim is not None]
    if not claims:
        raise Refusal("strokes.none", field="signer", signer=signer, title="")
    return claims[0]
