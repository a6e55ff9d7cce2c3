"""Verification with a rule stricter than any viewer's: exactly the signatures expected, each in its own revision.

Attackers have fooled nearly every PDF viewer with updates that viewers allow. So nothing is allowed here but one
revision for each signature on top of the frozen bytes, and any fault while reading means "not intact".
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import FieldMDPAction, enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from mediation_desk.terms.ink import Ink

from .attested import MAY_SIGN, NOTHING_KNOWN, Knowledge, endorsers, findings_on, stamp_context, stamp_of
from .claims import BODY_SEAL, TRUE_COPY, RecordedClaim
from .container import certificates_belong, covers_its_bytes, has_clean_hole, is_canonical, look_clean
from .evidence import lists_in
from .growth import fills_only
from .hex_strings import read_quickly
from .ink import InkSeal, check
from .key_roles import key_fits, of_one_office
from .moments import with_zone
from .pades import CLAIM_KEY
from .rare_names import allow_rare_names
from .revisions import frozen_part, sha256, signing_revisions
from .verdict import FILE, REGISTER, TRUST, UNKNOWN, Finding, RegisterEntry, SignatureVerdict, Verdict

allow_rare_names()
read_quickly()
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # else every altered file prints a traceback


def verify(
    pdf: bytes,
    trusted_roots: Sequence[bytes] = (),
    register: RegisterEntry | None = None,
    known: Knowledge = NOTHING_KNOWN,
    *,
    details: bool = True,
) -> Verdict:
    """Judge one file. Roots are DER certificates; without them and without a register the file speaks for itself.

    Without `details` the first fault ends it: the same answer, but neither who signed nor what else is wrong.
    """
    signatures: list[SignatureVerdict] = []
    findings = list(_about_register(pdf, register)) + list(_about_limits(trusted_roots, register))
    if details or not any(finding.breaks for finding in findings):
        try:
            _Examination(pdf, trusted_roots, register, known, signatures, findings, details).run()
        except _Enough:
            signatures.clear()
        except Exception as fault:  # a damaged file can raise anything, and all of it means the same
            findings.append(Finding("verify.unreadable", {"detail": type(fault).__name__}))
    levels = (FILE, *([TRUST] if trusted_roots else []), *([REGISTER] if register else []))
    intact = not any(finding.breaks for finding in findings)
    return Verdict(intact=intact, levels=levels, signatures=tuple(signatures), findings=tuple(findings))


def matches_ink(signature: SignatureVerdict, ink: Ink) -> bool:
    """Whether these stored strokes are the ones that this signature was made with, for this document."""
    claim = signature.claim
    if claim is None or claim.ink_digest is None or claim.nonce is None or claim.ink_method is None:
        return False
    return check(
        InkSeal(claim.ink_digest, claim.ink_method),
        ink,
        document_hash=claim.document_hash,
        signer_key=claim.field,
        nonce=bytes.fromhex(claim.nonce),
        signed_at=datetime.fromisoformat(claim.signed_at),
    )


def _about_register(pdf: bytes, register: RegisterEntry | None) -> Iterator[Finding]:
    if register is not None and sha256(pdf) != register.whole_hash:
        yield Finding("verify.differs_from_register", {"title": register.title})
    if register is not None and register.superseded_by is not None:
        yield Finding("verify.superseded", {"version": register.superseded_by}, breaks=False)


def _about_limits(trusted_roots: Sequence[bytes], register: RegisterEntry | None) -> Iterator[Finding]:
    if not trusted_roots:
        yield Finding("verify.trust_not_checked", breaks=False)
    if register is None:
        yield Finding("verify.register_not_checked", breaks=False)


class _Enough(Exception):
    """The file is refused already, and nobody wants to know more."""


@dataclass(slots=True)
class _Examination:
    pdf: bytes
    roots: Sequence[bytes]
    register: RegisterEntry | None
    known: Knowledge
    signatures: list[SignatureVerdict]
    findings: list[Finding]
    details: bool
    embedded: list[asn1_x509.Certificate] = field(default_factory=list)
    """Roots that the file itself brings along, of all its signatures."""
    lists: tuple[bytes, ...] = ()

    def run(self) -> None:
        if not self.pdf.rstrip(b"\r\n").endswith(b"%%EOF") or len(self.pdf) - len(self.pdf.rstrip(b"\r\n")) > 2:
            self._note("verify.trailing_bytes")
        if not self.details and not look_clean(self.pdf):
            self._note("verify.not_canonical", field="")
        reader = PdfFileReader(io.BytesIO(self.pdf), strict=True)
        embedded = list(reader.embedded_signatures)
        if not embedded:
            self._note("verify.no_signature")
            return
        self._containers(embedded)
        self._structure(reader, embedded)
        self.embedded = [one for signature in embedded for one in signature.other_embedded_certs if one.self_issued]
        self.lists = (*self.known.lists, *lists_in(reader))
        for number, signature in enumerate(embedded, 1):
            self._one(signature, is_last=number == len(embedded))
        if not self.roots and not of_one_office(embedded):
            self._note("verify.issuers_differ")
        self._together()

    def _structure(self, reader: PdfFileReader, embedded: list[EmbeddedPdfSignature]) -> None:
        revisions = sorted(signing_revisions(reader))
        expected = list(range(revisions[0], reader.xrefs.total_revisions))
        if revisions != expected or len(embedded) != len(revisions):
            self._note("verify.extra_revision")
        try:
            before, after = (reader.get_historical_resolver(revisions[0] - step) for step in (1, 0))
            DEFAULT_DIFF_POLICY.apply(old=before, new=after)
        except SuspiciousModification:
            self._note("verify.changed_by_first_signature")
        self._growth(reader)
        self._frozen(frozen_part(self.pdf, reader), embedded)

    def _growth(self, reader: PdfFileReader) -> None:
        for name, _, box in enumerate_sig_fields(reader, filled_status=True):
            signed_in = reader.xrefs.get_last_change(box.get_object().raw_get("/V").reference)
            locks = "/Reference" in box.get_object()["/V"]
            if not fills_only(reader, signed_in, box.reference, locks=locks):
                self._note("verify.more_than_signature", field=name)

    def _frozen(self, frozen: bytes, embedded: list[EmbeddedPdfSignature]) -> None:
        if self.register is not None and sha256(frozen) != self.register.frozen_hash:
            self._note("verify.other_text")
        placed = {name for name, _, _ in enumerate_sig_fields(PdfFileReader(io.BytesIO(frozen), strict=True))}
        for signature in embedded:
            claim = _claim(signature)
            if signature.field_name not in placed:
                self._note("verify.stranger", field=signature.field_name)
            if claim is not None and claim.document_hash != sha256(frozen):
                self._note("verify.other_document", field=signature.field_name, name=claim.name)

    def _containers(self, embedded: list[EmbeddedPdfSignature]) -> None:
        """The cheap questions about every signature first."""
        for signature in embedded:
            if not has_clean_hole(self.pdf, signature):
                self._note("verify.not_canonical", field=signature.field_name)
        for signature in embedded:
            if not covers_its_bytes(signature):
                self._note("verify.signature_broken", field=signature.field_name)
        for signature in embedded:
            if not is_canonical(self.pdf, signature):
                self._note("verify.not_canonical", field=signature.field_name)
            if not certificates_belong(signature, self._anchors(signature)):
                self._note("verify.certificate_foreign", field=signature.field_name)

    def _one(self, signature: EmbeddedPdfSignature, *, is_last: bool) -> None:
        field = signature.field_name
        status = self._status(signature)
        covers = SignatureCoverageLevel.ENTIRE_FILE if is_last else SignatureCoverageLevel.ENTIRE_REVISION
        unchanged = status.coverage == covers and _allowed(status)
        if not unchanged:
            self._note("verify.changed_after", field=field)
        if not (status.valid and status.intact):
            self._note("verify.signature_broken", field=field)
        elif not status.trusted:
            self._note("verify.untrusted", field=field, certificate=_common_name(signature.signer_cert.subject))
        elif unchanged and not status.bottom_line:
            self._note("verify.rules_broken", field=field)
        self._record(signature, status)

    def _status(self, signature: EmbeddedPdfSignature) -> PdfSignatureStatus:
        context = ValidationContext(
            trust_roots=list(self._anchors(signature)),
            moment=_moment(signature),
            allow_fetching=False,
        )
        stamped = stamp_context(signature) or context
        return validate_pdf_signature(signature, context, stamped, key_usage_settings=MAY_SIGN)

    def _anchors(self, signature: EmbeddedPdfSignature) -> list[asn1_x509.Certificate]:
        """Who is trusted with this signature; a root's word for a certificate makes that one trusted and no other."""
        if self.roots:
            roots = [asn1_x509.Certificate.load(root) for root in self.roots]
            endorsed = endorsers(signature, _claim(signature), roots)
            return [*roots, *([signature.signer_cert] if endorsed else [])]
        return [certificate for certificate in signature.other_embedded_certs if certificate.self_issued]

    def _record(self, signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> None:
        claim, stamp = _claim(signature), stamp_of(signature, self.known)
        field, certificate = signature.field_name, signature.signer_cert
        vouching = endorsers(signature, claim, self.embedded)
        for found in findings_on(signature, _moment(signature), stamp, self.lists):
            self._found(found)
        if claim is None:
            self._note("verify.unknown_signature", field=field)
        elif claim.field != field:
            self._note("verify.wrong_box", field=field, name=claim.name)
        elif datetime.fromisoformat(claim.signed_at) != _moment(signature):
            self._note("verify.time_contradicts", field=field)
        if claim is not None and claim.kind in (BODY_SEAL, TRUE_COPY) and not _locks_all(signature):
            self._note("verify.seal_without_lock", field=field)
        if claim is not None and not key_fits(claim.kind, certificate):
            self._note("verify.wrong_key", field=field, certificate=_common_name(certificate.subject))
        self.signatures.append(
            SignatureVerdict(
                field=field,
                kind=claim.kind if claim else UNKNOWN,
                name=claim.name if claim else _common_name(certificate.subject),
                capacity=claim.capacity if claim else "",
                for_whom=claim.for_whom if claim else None,
                signed_at=_moment(signature),
                valid=bool(status.valid and status.intact and status.docmdp_ok),
                trusted=bool(status.trusted) if self.roots else None,
                certificate=_common_name(certificate.subject),
                issuer=_common_name(certificate.issuer),
                claim=claim,
                vouched_by=_common_name((vouching[0] if vouching else certificate).issuer),
                stamp=stamp,
            )
        )

    def _together(self) -> None:
        for signature in self.signatures[:-1]:
            if signature.kind in (BODY_SEAL, TRUE_COPY):
                self._note("verify.signed_after_seal", field=signature.field)
        claims = [signature.claim for signature in self.signatures if signature.claim is not None]
        if len({claim.case_number for claim in claims}) > 1:
            self._note("verify.cases_differ")
        if not self.roots and len({signature.vouched_by for signature in self.signatures}) > 1:
            self._note("verify.issuers_differ")
        if self.register is not None:
            self._against(self.register, claims)

    def _against(self, register: RegisterEntry, claims: list[RecordedClaim]) -> None:
        signed = [signature.field for signature in self.signatures]
        for missing in sorted(set(register.signers) - set(signed)):
            self._note("verify.signature_missing", field=missing)
        for unexpected in sorted(set(signed) - set(register.signers)):
            self._note("verify.signature_unexpected", field=unexpected)
        if register.case_number and any(claim.case_number != register.case_number for claim in claims):
            self._note("verify.other_case", number=register.case_number)
        if register.version is not None and any(claim.version != register.version for claim in claims):
            self._note("verify.other_version", version=register.version)

    def _note(self, code: str, **facts: object) -> None:
        self._found(Finding(code, facts))

    def _found(self, found: Finding) -> None:
        if found not in self.findings:
            self.findings.append(found)
        if found.breaks and not self.details:
            raise _Enough


def _claim(signature: EmbeddedPdfSignature) -> RecordedClaim | None:
    try:
        return RecordedClaim.from_json(str(signature.sig_object[CLAIM_KEY]))
    except (KeyError, ValueError, TypeError):
        return None


def _allowed(status: PdfSignatureStatus) -> bool:
    level = status.modification_level
    return bool(status.docmdp_ok and level is not None and level <= ModificationLevel.FORM_FILLING)


def _locks_all(signature: EmbeddedPdfSignature) -> bool:
    lock = signature.fieldmdp
    return lock is not None and lock.action == FieldMDPAction.ALL


def _moment(signature: EmbeddedPdfSignature) -> datetime | None:
    """The time the signature states. Nobody else attests it: there is no time stamp in a B-B signature."""
    stated = signature.self_reported_timestamp
    return None if stated is None else with_zone(stated)


def _common_name(name: asn1_x509.Name) -> str:
    return str(name.native.get("common_name", name.human_friendly))
