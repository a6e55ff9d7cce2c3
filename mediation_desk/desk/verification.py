"""Judging a PDF that somebody brings: from the file alone, with the office's root, and with its register."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from asn1crypto import pem, x509

from mediation_desk.queries.certificates import TimeKnowledge
from mediation_desk.queries.register import Registered, RegisterEntry, TrustedRoots
from mediation_desk.signatures.apart import verify_apart
from mediation_desk.signatures.attested import Knowledge
from mediation_desk.signatures.verdict import REGISTER, Finding, Verdict
from mediation_desk.signatures.verify import verify
from mediation_desk.store import audit
from mediation_desk.terms.refusal import Refusal

from .desk import Desk
from .permissions import QUERIES, may

VERIFY: Final = "verify_file"
"""How the audit calls it."""
LARGEST: Final = 200 * 1024 * 1024
"""More than any paper of ours; what is larger is not read at all."""
_CLAIMED: Final = re.compile(rb'document(?:_|\\137)hash(?:\\[0-7]{3}|[":])+([0-9a-f]{64})')
"""As it stands in a string of a PDF, whose quotation marks are written as octal numbers."""
_MOST_CLAIMS: Final = 20
_PEM: Final = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on one file, the file's own hash, and what the register knows of it."""

    verdict: Verdict
    sha256: str
    registered: Registered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCertificate:
    """The office's root as outsiders are given it."""

    name: str
    der: bytes
    from_on: str
    until_on: str

    @property
    def pem(self) -> bytes:
        """The usual text form."""
        return bytes(pem.armor("CERTIFICATE", self.der))

    @property
    def fingerprint(self) -> str:
        """What two people compare by telephone or on paper: SHA-256 in groups of four."""
        digest = hashlib.sha256(self.der).hexdigest().upper()
        return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def brought(path: Path) -> bytes:
    """The bytes of a file that somebody brings. Nothing of it is looked at before its size."""
    if path.stat().st_size > LARGEST:
        raise Refusal("verify.too_large", field="file", file=path.name, limit=LARGEST // 1024 // 1024)
    return path.read_bytes()


def judge(pdf: bytes, roots: Sequence[bytes] = (), desk: Desk | None = None) -> Verdict:
    """The verdict on one file. `roots` are DER certificates; an office adds its own and its register."""
    return examine_file(pdf, roots, desk).verdict


def examine_file(pdf: bytes, roots: Sequence[bytes] = (), desk: Desk | None = None) -> Judgement:
    """The same with what the register knows. Reads only; `note_refused` records what came of it."""
    whole = hashlib.sha256(pdf).hexdigest()
    if desk is None:
        return Judgement(verdict=verify_apart(pdf, roots), sha256=whole)
    trusted, more = (*roots, *desk.ask(TrustedRoots())), desk.ask(TimeKnowledge())
    besides = Knowledge(time_roots=more.time_roots, lists=more.lists)
    if not may(QUERIES, RegisterEntry.query_name, desk.actor.roles):
        return Judgement(verdict=verify_apart(pdf, trusted, None, besides), sha256=whole)
    known = desk.ask(RegisterEntry(whole, _claimed(pdf)))
    if known is None:
        verdict = _with(verify_apart(pdf, trusted, None, besides), Finding("verify.not_in_register"))
        return Judgement(verdict=verdict, sha256=whole)
    if known.entry.whole_hash == whole and not known.entry.signers:
        return Judgement(verdict=_unsigned(known), sha256=whole, registered=known)
    # The office's own bytes need no process apart: they were made here.
    examine = verify if known.entry.whole_hash == whole else verify_apart
    verdict = _with(examine(pdf, trusted, known.entry, besides), *_void(known))
    return Judgement(verdict=verdict, sha256=whole, registered=known)


def _claimed(pdf: bytes) -> tuple[str, ...]:
    """The frozen texts that the signatures say they are about: a hint for the register, which proves nothing."""
    return tuple(sorted({found.decode() for found in _CLAIMED.findall(pdf)}))[:_MOST_CLAIMS]


def note_refused(desk: Desk, judgement: Judgement) -> bool:
    """Write into the audit who brought which bytes to be verified, where they were refused. Says whether it did."""
    if judgement.verdict.intact:
        return False
    breaking = [finding.code for finding in judgement.verdict.findings if finding.breaks]
    deed = audit.Deed(
        at=desk.surroundings.now(),
        mono=desk.surroundings.mono(),
        actor=desk.actor.staff,
        action=VERIFY,
        result="refused",
        object=judgement.sha256,
        case_id=None if judgement.registered is None else judgement.registered.case,
        organisation_id=desk.actor.organisation,
        reason=breaking[0] if breaking else None,
        details={"findings": breaking},
    )
    with desk.store.writing() as session:
        audit.append(session, desk.writer, deed)
    return True


def root_certificate(desk: Desk) -> RootCertificate:
    """The root that outsiders need in order to verify this office's papers. It holds no secret."""
    der = desk.ask(TrustedRoots())[0]
    certificate = x509.Certificate.load(der)
    return RootCertificate(
        name=str(certificate.subject.native["common_name"]),
        der=der,
        from_on=certificate.not_valid_before.date().isoformat(),
        until_on=certificate.not_valid_after.date().isoformat(),
    )


def read_certificate(data: bytes) -> bytes:
    """A root certificate from a PEM or DER file, as DER."""
    found = _PEM.search(data)
    try:
        der = base64.b64decode(found.group(1)) if found else data
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
    superseded = known.entry.superseded_by
    newer = [] if superseded is None else [Finding("verify.superseded_unsigned", {"version": superseded}, breaks=False)]
    return Verdict(intact=True, levels=(REGISTER,), signatures=(), findings=(finding, *newer, *_void(known)))


def _void(known: Registered) -> tuple[Finding, ...]:
    if known.state != "void":
        return ()
    return (Finding("verify.void", {"title": known.entry.title, "reason": known.void_reason or ""}, breaks=False),)
