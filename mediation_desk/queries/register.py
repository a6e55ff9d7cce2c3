"""What the office's register knows of a paper that somebody brings, and whose certificates it trusts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Select, or_, select

from mediation_desk.model.agreement import Agreement
from mediation_desk.model.office import OfficeKey
from mediation_desk.model.paper import Paper, TrueCopy
from mediation_desk.model.signature import Signature
from mediation_desk.preparing.keys import AUTHORITY
from mediation_desk.signatures import verdict
from mediation_desk.signatures.scan import TRUE_COPY_FIELD
from mediation_desk.terms.agreement import LIVE
from mediation_desk.terms.page_codes import page_code
from mediation_desk.terms.refusal import Refusal

from .query import Query, View

BROUGHT_ALONG = "brought_along"
"""The purpose under which the root certificate of another office is kept, without its key."""
_HASH: Final = re.compile(r"[0-9A-Fa-f]{8}|[0-9A-Fa-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A paper of the register. `void_reason` says why it counts no more."""

    entry: verdict.RegisterEntry
    state: str
    void_reason: str | None
    case: str | None = None


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
            case=paper.case_id,
        )

    def _copy_of(self, view: View, paper: Paper) -> TrueCopy | None:
        """The sealed copy, unless what was brought is the file that was printed to be signed by hand."""
        if paper.frozen_sha256 == self.whole_hash:
            return None
        return view.session.scalars(select(TrueCopy).filter_by(paper_id=paper.id)).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """One signature of the register."""

    name: str
    label: str
    on: date
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPaper:
    """What the register says of the paper whose code stands on a printed page. `page` is the page of the code."""

    title: str
    number: str | None
    case: str
    case_number: str
    version: int
    state: str
    void_reason: str | None
    superseded_by: int | None
    made_on: date
    page: int | None
    pages: int
    frozen_hash: str
    signed: tuple[SignedBy, ...]
    unsigned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperByCode(Query[tuple[CodedPaper, ...]]):
    """The papers of a code: the page's QR code, the paper's printed number, or the first figures of its hash.

    A paper that the asker may not see is as unknown to him as one of another office.
    """

    text: str

    def answer(self, view: View) -> tuple[CodedPaper, ...]:
        rows, page = self._rows(view)
        found = [row for row in rows if view.may_read(row.compartment) and view.may_show(row.code)]
        if not found:
            raise Refusal("verify.code_unknown", field="code", code=self.text.strip())
        return tuple(_coded(view, row, page) for row in found)

    def _rows(self, view: View) -> tuple[list[Paper], int | None]:
        text = "".join(self.text.split())
        code = page_code(text.upper())
        if code is not None:
            return self._found(view, select(Paper).where(Paper.id == code.paper)), code.page
        if _HASH.fullmatch(text):
            return self._found(view, select(Paper).where(Paper.frozen_sha256.startswith(text.lower()))), None
        if _is_uuid(text):
            return self._found(view, select(Paper).where(Paper.id == str(UUID(text)))), None
        raise Refusal("verify.code_unreadable", field="code", code=self.text.strip())

    @staticmethod
    def _found(view: View, chosen: Select[Paper]) -> list[Paper]:
        visible = chosen.where(Paper.case_id.in_(view.visible_cases())).order_by(Paper.made_on, Paper.id)
        return list(view.session.scalars(visible))


@dataclass(frozen=True, slots=True)
class TrustedRoots(Query[tuple[bytes, ...]]):
    """Root certificates (DER): the office's own, and those of offices whose cases were taken over."""

    def answer(self, view: View) -> tuple[bytes, ...]:
        rows = select(OfficeKey.certificate).where(OfficeKey.purpose.in_((AUTHORITY, BROUGHT_ALONG)))
        return tuple(view.session.scalars(rows.order_by(OfficeKey.made_at)))


def _entry(view: View, paper: Paper, agreement: Agreement | None, copy: TrueCopy | None) -> verdict.RegisterEntry:
    by_hand = paper.route == "paper"
    # Signatures that count no more are in the file all the same.
    signed = select(Signature.signer_key).filter_by(paper_id=paper.id, method="screen")
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


def _coded(view: View, paper: Paper, page: int | None) -> CodedPaper:
    agreement = None if paper.agreement_id is None else view.session.get(Agreement, paper.agreement_id)
    entry, withdrawn = _entry(view, paper, agreement, None), None if agreement is None else agreement.withdrawn_reason
    rows = view.session.scalars(select(Signature).filter_by(paper_id=paper.id))
    by_key = {row.signer_key: row for row in rows}
    labels = {signer["key"]: signer["label"] for signer in paper.signers}
    return CodedPaper(
        title=paper.title,
        number=paper.number,
        case=paper.case_id,
        case_number=entry.case_number,
        version=paper.edition,
        state=paper.state if withdrawn is None else "void",
        void_reason=paper.void_reason or withdrawn,
        superseded_by=entry.superseded_by,
        made_on=paper.made_on,
        page=page,
        pages=paper.pages,
        frozen_hash=paper.frozen_sha256,
        signed=tuple(
            SignedBy(name=row.name, label=labels.get(key, ""), on=row.on, method=row.method)
            for key, row in by_key.items()
        ),
        unsigned=paper.unsigned_by(by_key),
    )


def _is_uuid(text: str) -> bool:
    try:
        return UUID(text) is not None
    except ValueError:
        return False
