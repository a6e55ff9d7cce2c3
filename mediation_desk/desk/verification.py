"""Judging a PDF that somebody brings: from the file alone, with the office's root, and with its register."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from asn1crypto import x509

from mediation_desk.queries.certificates import TimeKnowledge
from mediation_desk.queries.register import Registered, RegisterEntry, TrustedRoots
from mediation_desk.signatures.attested import Knowledge
from mediation_desk.signatures.verdict import REGISTER, Finding, Verdict
from mediation_desk.signatures.verify import verify
from mediation_desk.terms.refusal import Refusal

from .desk import Desk

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


def judge(pdf: bytes, roots: Sequence[bytes] = (), desk: Desk | None = None) -> Verdict:
    """The verdict on one file. `roots` are DER certificates; an office adds its own and its register."""
    if desk is None:
        return verify(pdf, roots)
    trusted, more = (*roots, *desk.ask(TrustedRoots())), desk.ask(TimeKnowledge())
    known_besides = Knowledge(time_roots=more.time_roots, lists=more.lists)
    claimed = {s.claim.document_hash for s in verify(pdf, trusted).signatures if s.claim is not None}
    whole = hashlib.sha256(pdf).hexdigest()
    known = desk.ask(RegisterEntry(whole, tuple(sorted(claimed))))
    if known is None:
        return _with(verify(pdf, trusted, None, known_besides), Finding("verify.not_in_register"))
    if known.entry.whole_hash == whole and not known.entry.signers:
        return _unsigned(known)
    return _with(verify(pdf, trusted, known.entry, known_besides), *_void(known))


def read_certificate(data: bytes) -> bytes:
    """A root certificate from a PEM or DER file, as DER."""
    pem = _PEM.search(data)
    try:
        der = base64.b64decode(pem.group(1)) if pem else data
        named = bool(x509.Certificate.load(der, strict=True).subject.human_friendly)
    except (ValueError, TypeError, KeyError):
        named = False
    if not named:
        raise Refusal("verify.root_unreadable", field="root")
    return der


def _with(verdict: Verdict, *findings: Finding) -> Verdict:
    """What the register says beside what the file says; the levels tell that it was asked."""
    levels = tuple(dict.fromkeys((*verdict.levels, REGISTER)))
    told = tuple(found for found in verdict.findings if found.code != "verify.register_not_checked")
    intact = verdict.intact and not any(finding.breaks for finding in findings)
    return replace(verdict, intact=intact, levels=levels, findings=(*told, *findings))


def _unsigned(known: Registered) -> Verdict:
    """Byte for byte what the office issued to be signed by hand: the paper carries the signatures, not the file."""
    finding = Finding("verify.issued_for_signing_by_hand", {"title": known.entry.title}, breaks=False)
    return Verdict(intact=True, levels=(REGISTER,), signatures=(), findings=(finding, *_void(known)))


def _void(known: Registered) -> tuple[Finding, ...]:
    if known.state != "void":
        return ()
    return (Finding("verify.void", {"title": known.entry.title, "reason": known.void_reason or ""}, breaks=False),)
