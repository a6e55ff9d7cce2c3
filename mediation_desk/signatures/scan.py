"""The paper route: a scan of the paper that people signed by hand, made a true copy by the body's seal."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pikepdf

from mediation_desk.scans.pictures import Sheet, add_sheet, sheets

from .claims import TRUE_COPY, RecordedClaim
from .fields import SignBox, freeze
from .lettering import Lettering
from .moments import day_words, with_zone
from .pades import seal_copy
from .providers import SignatureProvider
from .revisions import sha256
from .timestamps import Attestation

TRUE_COPY_FIELD: Final = "true_copy"
_STRIP = 40.0
"""Height added below the last page for the words of the seal: they must not cover the scan."""


@dataclass(frozen=True, slots=True)
class TrueCopy:
    """The sealed file, and the hash of the bytes that its seal is about."""

    pdf: bytes
    frozen_sha256: str


def seal_scan(
    scan: bytes,
    body_name: str,
    seal_signer: SignatureProvider,
    signed_at: datetime,
    lettering: Lettering,
    *,
    case_number: str = "",
    version: int | None = None,
    attestation: Attestation | None = None,
) -> TrueCopy:
    """The scan (PDF, JPEG, PNG or TIFF) as pictures, sealed as a true copy of the paper; it locks everything."""
    pages = list(sheets(scan))
    frozen = freeze(_bound(pages), [_strip_box(pages)])
    record = RecordedClaim(
        kind=TRUE_COPY,
        field=TRUE_COPY_FIELD,
        name=body_name,
        signed_at=with_zone(signed_at).isoformat(),
        document_hash=sha256(frozen),
        case_number=case_number,
        version=version,
        original_hash=sha256(scan),
    )
    words = f"（扫描件与纸质原件核对一致。电子签章：{body_name}\n{day_words(signed_at)}）"
    sealed = seal_copy(frozen, TRUE_COPY_FIELD, words, record, seal_signer, signed_at, lettering, attestation)
    return TrueCopy(sealed, record.document_hash)


def _bound(pages: list[Sheet]) -> bytes:
    with pikepdf.new() as book:
        for number, page in enumerate(pages, 1):
            add_sheet(book, page, strip=_STRIP if number == len(pages) else 0.0)
        out = io.BytesIO()
        book.save(out, deterministic_id=True)
    return out.getvalue()


def _strip_box(pages: list[Sheet]) -> SignBox:
    width = pages[-1].size[0]
    return SignBox(
        key=TRUE_COPY_FIELD, page=len(pages) - 1, x=18, y=4, width=max(width - 36, 20), height=_STRIP - 8, seal=True
    )
