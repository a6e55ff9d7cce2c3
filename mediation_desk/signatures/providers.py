"""The seam for keys: what can sign a paper, whoever holds the key.

Three stand behind it today: a key that this office made, a key from an authority's PKCS #12 file (both `KeySigner`),
and a key in a PKCS #11 token (`TokenSigner`). A provider of the national algorithms would be the fourth; what it must
answer, and why it is not here, stands in docs/signatures.md.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import ClassVar, Final, Protocol

from asn1crypto import cms
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper

from .timestamps import Attestation

SELF_MADE: Final = "self_made"
FILE: Final = "file"
TOKEN: Final = "token"
_ROOM_FOR_ATTRIBUTES: Final = 1536
_LONGEST_ELLIPTIC: Final = 104
"""Bytes of an ECDSA signature with 384 bits: two numbers and their headers."""


class SignatureProvider(Protocol):
    """What a paper asks of a key: the names in the signature's dictionary, the room, and the container itself."""

    @property
    def digest(self) -> str:
        """The hash over the bytes of the file, by the name that `hashlib` gives it."""

    @property
    def sub_filter(self) -> SigSeedSubFilter:
        """How the container is to be read: /SubFilter."""

    @property
    def subject_name(self) -> str | None:
        """Whom the certificate names."""

    @property
    def endorsement(self) -> str | None:
        """The word of the office's root for a key from elsewhere; a key that it certified itself needs none."""

    @property
    def room(self) -> int:
        """Bytes to keep free for the container, without a time stamp; known before anything is signed."""

    def container(self, document_digest: bytes, attestation: Attestation | None = None) -> bytes:
        """The signature over the digest as it goes into the file, stamped where a service answers."""


class CmsProvider(Signer):
    """A signature as PAdES keeps it: CMS with SHA-256, RSA or ECDSA. Who holds the key signs in `async_sign_raw`."""

    digest: ClassVar[str] = "sha256"
    sub_filter: ClassVar[SigSeedSubFilter] = SigSeedSubFilter.PADES
    endorsement: str | None = None
    _attestation: Attestation | None = None

    @property
    def room(self) -> int:
        """Known from the certificates: a trial signature would cost as much as the real one."""
        if self.signing_cert is None:
            raise ValueError("a signer without a certificate")
        certificates = {certificate.dump() for certificate in (self.signing_cert, *self.cert_registry)}
        elliptic = self.signing_cert.public_key.algorithm == "ec"
        key = _LONGEST_ELLIPTIC if elliptic else int(self.signing_cert.public_key.byte_size)
        return sum(map(len, certificates)) + key + _ROOM_FOR_ATTRIBUTES

    def container(self, document_digest: bytes, attestation: Attestation | None = None) -> bytes:
        """One signature. `attestation` says afterwards whether the time stamp came."""
        self._attestation = attestation
        try:
            signed = asyncio.run(self.async_sign(document_digest, self.digest, use_pades=True))
        finally:
            self._attestation = None
        return bytes(signed.dump())

    async def unsigned_attrs(
        self,
        digest_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
        timestamper: TimeStamper | None = None,
        dry_run: bool = False,
    ) -> cms.CMSAttributes | None:
        """The time stamp over the signature's value, and nothing else."""
        if self._attestation is None:
            return None
        digest = hashlib.sha256(signature).digest()
        token = await asyncio.to_thread(self._attestation.stamp, digest)  # it runs a loop of its own
        return None if token is None else stamped(token)


def stamped(token: cms.ContentInfo) -> cms.CMSAttributes:
    """The one unsigned attribute that a signature may carry."""
    return cms.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", token)])
