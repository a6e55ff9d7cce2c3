"""One spelling for what can be spelled in several ways, so that no byte of a signature's container can be changed.

ECDSA: (r, s) and (r, n - s) are both valid; the lower s is the only one this desk writes and accepts. A time stamp
comes from elsewhere, in whatever order of certificates and with whatever extras: it is written again from the parts
that its authority signed. A certificate says how many bits of the last octet of its signature count, which nobody
signs: all of them. Verification writes each of these again in the same way and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from asn1crypto import algos, cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

_ORDERS: Final = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": int(
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16
    ),
}
"""How many points the curves have (FIPS 186-4, D.1.2): the number that s is turned around in."""


def curve_order(key: keys.PublicKeyInfo) -> int | None:
    """The order of a public key's curve; None where it is no key on a curve that this desk knows."""
    if key.algorithm != "ec":
        return None
    kind, named = key.curve
    return _ORDERS.get(named) if kind == "named" else None


def lowest(signature: bytes, order: int) -> bytes:
    """An ECDSA signature with the lower of its two values of s, in DER."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, order - s))


def canonical_signature(signature: bytes, key: keys.PublicKeyInfo) -> bytes:
    """The signature's value in its one spelling; RSA has but one."""
    order = curve_order(key)
    return signature if order is None else lowest(signature, order)


def one_spelling(certificate: asn1_x509.Certificate) -> asn1_x509.Certificate:
    """A certificate with a signature of whole octets around what its issuer signed."""
    signed = {name: certificate[name] for name in ("tbs_certificate", "signature_algorithm")}
    return asn1_x509.Certificate({**signed, "signature_value": certificate["signature_value"].native})


def canonical_token(token: cms.ContentInfo) -> cms.ContentInfo:
    """A time stamp from its signed parts alone. Raises ValueError or KeyError for what is none of one signer."""
    data = token["content"]
    (info,) = data["signer_infos"]
    certificates = [one_spelling(choice.chosen) for choice in data["certificates"] if choice.name == "certificate"]
    signer = next((one for one in certificates if _is_signer(one, info["sid"])), None)
    if signer is None:
        raise ValueError("a time stamp without its certificate")
    attributes = cms.CMSAttributes.load(info["signed_attrs"].untag().dump())
    digest, algorithm = _algorithms(info, attributes, signer.public_key)
    again = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                    {"issuer": signer.issuer, "serial_number": signer.serial_number}
                )
            }
        ),
        "digest_algorithm": digest,
        "signature_algorithm": algorithm,
        "signed_attrs": attributes,
        "signature": canonical_signature(info["signature"].native, signer.public_key),
    }
    content = {"content_type": "tst_info", "content": cms.ParsableOctetString(_content(data))}
    whole = {
        "version": "v3",
        "digest_algorithms": cms.DigestAlgorithms((digest,)),
        "encap_content_info": cms.EncapsulatedContentInfo(content),
        "certificates": {cms.CertificateChoices(name="certificate", value=one) for one in _whole(signer, certificates)},
        "signer_infos": [cms.SignerInfo(again)],
    }
    return cms.ContentInfo({"content_type": cms.ContentType("signed_data"), "content": cms.SignedData(whole)})


def _whole(signer: asn1_x509.Certificate, certificates: Iterable[asn1_x509.Certificate]) -> list[asn1_x509.Certificate]:
    """Up to a root, or the signer's alone: what nobody in the file has signed could be changed there."""
    found = chain(signer, certificates)
    return found if found[-1].self_issued else found[:1]


def _content(data: cms.SignedData) -> bytes:
    return bytes(data["encap_content_info"]["content"])


def chain(leaf: asn1_x509.Certificate, known: Iterable[asn1_x509.Certificate]) -> list[asn1_x509.Certificate]:
    """The certificate and those above it, as far as they are there; nothing that does not belong."""
    found, pool = [leaf], list(known)
    while not found[-1].self_issued:
        above = next((one for one in pool if one.subject == found[-1].issuer and one not in found), None)
        if above is None:
            break
        found.append(above)
    return found


def _is_signer(certificate: asn1_x509.Certificate, sid: cms.SignerIdentifier) -> bool:
    if sid.name == "subject_key_identifier":
        return bool(certificate.key_identifier == sid.native)
    same = certificate.serial_number == sid.chosen["serial_number"].native
    return bool(same and certificate.issuer == sid.chosen["issuer"])


def _algorithms(
    info: cms.SignerInfo, attributes: Sequence[cms.CMSAttribute], key: keys.PublicKeyInfo
) -> tuple[algos.DigestAlgorithm, algos.SignedDigestAlgorithm]:
    """Digest and algorithm as the signed part names them; where it does not, as the key leaves no choice."""
    for attribute in attributes:
        if attribute["type"].native == "cms_algorithm_protection":
            protected = attribute["values"][0]
            return protected["digest_algorithm"], protected["signature_algorithm"]
    digest = info["digest_algorithm"]["algorithm"].native
    named = algos.DigestAlgorithm({"algorithm": digest})
    if info["signature_algorithm"].signature_algo == "rsassa_pss":
        return named, info["signature_algorithm"]
    family = "ecdsa" if key.algorithm == "ec" else "rsa"
    return named, algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{family}"})
