"""Which key may do what: the witness key fixes strokes, a body's key seals, the root signs certificates only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from asn1crypto import x509 as asn1_x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from .authority import ROOT_UNIT, SEAL_UNIT, WITNESS_UNIT
from .claims import BODY_SEAL, TRUE_COPY, WITNESSED_INK

_NOT_FOR: Final = {
    WITNESSED_INK: {ROOT_UNIT, SEAL_UNIT},
    BODY_SEAL: {ROOT_UNIT, WITNESS_UNIT},
    TRUE_COPY: {ROOT_UNIT, WITNESS_UNIT},
}
_SELF_MADE: Final = frozenset({ROOT_UNIT, WITNESS_UNIT, SEAL_UNIT})


def key_fits(kind: str, certificate: asn1_x509.Certificate) -> bool:
    """Whether a signature of this kind may be made with this key. Certificates from elsewhere name no role of ours."""
    return not certificate.ca and not _units(certificate) & _NOT_FOR.get(kind, set())


def of_one_office(signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """Whether all self-made certificates come from one root: the same key, not only the same name."""
    own = [signature for signature in signatures if _units(signature.signer_cert) & _SELF_MADE]
    return len({tuple(sorted(_tops(signature))) for signature in own}) <= 1


def _tops(signature: EmbeddedPdfSignature) -> list[bytes]:
    return [bytes(one.public_key.sha256) for one in signature.other_embedded_certs if one.self_issued]


def _units(certificate: asn1_x509.Certificate) -> set[str]:
    unit = certificate.subject.native.get("organizational_unit_name", ())
    return {unit} if isinstance(unit, str) else set(unit)
