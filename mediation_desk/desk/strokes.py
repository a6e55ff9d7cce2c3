"""Handing out the strokes of a signature to a forensic examiner: who asked for them and why goes into the audit."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from mediation_desk.queries.strokes import KeptStrokes, StrokesOf
from mediation_desk.signatures.ink.examiner import examiner_file, ink_in
from mediation_desk.signatures.verdict import SignatureVerdict
from mediation_desk.signatures.verify import matches_ink, verify
from mediation_desk.store.durable import write_durably
from mediation_desk.terms.refusal import Refusal

from .deeds import authorise, note
from .desk import Desk

RELEASE: Final = "release_strokes"


def release_strokes(desk: Desk, paper: str, signer: str, out: Path, *, recipient: str, reason: str) -> KeptStrokes:
    """Write the file for the examiner. Noted before it is written: nothing leaves that the audit does not know of."""
    authorise(desk, RELEASE)
    for field, text in (("recipient", recipient), ("reason", reason)):
        if not text.strip():
            raise Refusal("field.empty", field=field)
    if out.exists():
        raise Refusal("strokes.file_exists", field="out", file=str(out))
    kept = desk.ask(StrokesOf(paper=paper, signer=signer))
    data = _file(kept)
    note(desk, RELEASE, kept.case, f"{kept.title} {kept.name} → {recipient.strip()}：{reason.strip()}")
    write_durably(out, data)
    return kept


def compare_strokes(pdf: bytes, file: bytes) -> SignatureVerdict | None:
    """The valid signature of the paper that was made with exactly the strokes in the file; None where there is none."""
    ink = ink_in(file)
    signatures = verify(pdf).signatures
    return next((each for each in signatures if each.valid and matches_ink(each, ink)), None)


def _file(kept: KeptStrokes) -> bytes:
    claim = kept.claim
    return examiner_file(
        kept.ink,
        kept.seal,
        document_hash=claim.document_hash,
        signer_key=claim.field,
        nonce=bytes.fromhex(claim.nonce or ""),
        signed_at=datetime.fromisoformat(claim.signed_at),
        about={
            "case": kept.case_number,
            "paper": kept.title,
            "number": kept.number,
            "edition": kept.edition,
            "name": kept.name,
            "capacity": claim.capacity,
            "for_whom": claim.for_whom,
        },
    )
