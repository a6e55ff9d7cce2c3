"""What the office's register knows of a paper that somebody brings, and whose certificates it trusts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from mediation_desk.model.agreement import Agreement
from mediation_desk.model.office import OfficeKey
from mediation_desk.model.paper import Paper, TrueCopy
from mediation_desk.model.signature import Signature
from mediation_desk.preparing.keys import AUTHORITY
from mediation_desk.signatures import verdict
from mediation_desk.signatures.scan import TRUE_COPY_FIELD
from mediation_desk.terms.agreement import LIVE

from .query import Query, View

BROUGHT_ALONG = "brought_along"
"""The purpose under which the root certificate of another office is kept, without its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A paper of the register. `void_reason` says why it counts no more."""

    entry: verdict.RegisterEntry
    state: str
    void_reason: str | None


@dataclass(frozen=True, slots=True)
class RegisterEntry(Query[Registered | None]):
    """The paper with these bytes, or the one whose frozen text the signatures claim to be about."""

    whole_hash: str
    claimed_hashes: tuple[str, ...] = ()

    def answer(self, view: View) -> Registered | None:
        hashes = (self.whole_hash, *self.claimed_hashes)
        copies = select(TrueCopy.paper_id).where(TrueCopy.frozen_sha256.in_(hashes))
        fits = or_(Paper.current_sha256.in_(hashes), Paper.frozen_sha256.in_(hashes), Paper.id.in_(copies))
        paper = view.session.scalars(select(Paper).where(fits, Paper.case_id.in_(view.visible_cases()))).first()
        if paper is None:
            return None
        agreement = None if paper.agreement_id is None else view.session.get(Agreement, paper.agreement_id)
        withdrawn = None if agreement is None else agreement.withdrawn_reason
        return Registered(
            entry=_entry(view, paper, agreement, self._copy_of(view, paper)),
            state=paper.state if withdrawn is None else "void",
            void_reason=paper.void_reason or withdrawn,
        )

    def _copy_of(self, view: View, paper: Paper) -> TrueCopy | None:
        """The sealed copy, unless what was brought is the file that was printed to be signed by hand."""
        if paper.frozen_sha256 == self.whole_hash:
            return None
        return view.session.scalars(select(TrueCopy).filter_by(paper_id=paper.id)).first()


@dataclass(frozen=True, slots=True)
class TrustedRoots(Query[tuple[bytes, ...]]):
    """Root certificates (DER): the office's own, and those of offices whose cases were taken over."""

    def answer(self, view: View) -> tuple[bytes, ...]:
        rows = select(OfficeKey.certificate).where(OfficeKey.purpose.in_((AUTHORITY, BROUGHT_ALONG)))
        return tuple(view.session.scalars(rows.order_by(OfficeKey.made_at)))


def _entry(view: View, paper: Paper, agreement: Agreement | None, copy: TrueCopy | None) -> verdict.RegisterEntry:
    by_hand = paper.route == "paper"
    signed = select(Signature.signer_key).filter_by(paper_id=paper.id, void_reason=None, method="screen")
    return verdict.RegisterEntry(
        whole_hash=paper.frozen_sha256 if by_hand and copy is None else paper.current_sha256,
        frozen_hash=paper.frozen_sha256 if copy is None else copy.frozen_sha256,
        title=paper.title,
        number=paper.number,
        signers=tuple(view.session.scalars(signed)) if copy is None else (TRUE_COPY_FIELD,),
        case_number=paper.context["paper"]["case_number"],
        version=paper.edition,
        superseded_by=None if agreement is None else _newer(view, agreement),
    )


def _newer(view: View, agreement: Agreement) -> int | None:
    """The live version of the text that came after this one."""
    later = select(Agreement.text_version).where(
        Agreement.track_id == agreement.track_id,
        Agreement.text_version > agreement.text_version,
        Agreement.state.in_(LIVE),
    )
    return view.session.scalars(later.order_by(Agreement.text_version.desc())).first()
