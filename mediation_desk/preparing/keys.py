"""The office's keys: read, kept, chosen to sign with. They rest inside the encrypted store or in a token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.law.certificates import CertificateRules
from mediation_desk.model.office import OfficeKey, RevocationListFile
from mediation_desk.signatures.certificates import in_der, read_certificates, require_fit
from mediation_desk.signatures.credentials import Credential, KeySigner
from mediation_desk.signatures.providers import SELF_MADE, TOKEN, SignatureProvider
from mediation_desk.signatures.revocation import require_unrevoked
from mediation_desk.signatures.tokens import TokenPlace, TokenSigner
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import Unrecorded

AUTHORITY, WITNESS, SEAL = "authority", "witness", "seal"
_PASSPHRASE_BYTES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key that may sign today: what signs, and its certificate with all above it."""

    id: str
    provider: SignatureProvider
    chain: tuple[x509.Certificate, ...]


def key_in_use(session: Session, purpose: str, organisation: str | None = None) -> OfficeKey | None:
    """The newest key for a purpose that is ready and has not ended."""
    query = select(OfficeKey).where(
        OfficeKey.purpose == purpose,
        OfficeKey.organisation_id == organisation,
        OfficeKey.ready_at.is_not(None),
        OfficeKey.ended_at.is_(None),
    )
    return session.scalars(query.order_by(OfficeKey.ready_at.desc(), OfficeKey.made_at.desc())).first()


def require_key(session: Session, purpose: str, organisation: str | None = None) -> OfficeKey:
    """The same, or a refusal that says what to do."""
    row = key_in_use(session, purpose, organisation)
    if row is None:
        raise Refusal("seal.no_certificate", purpose=purpose)
    return row


def credential(session: Session, purpose: str, organisation: str | None = None) -> Credential:
    """The key itself, where it lies in the store."""
    row = require_key(session, purpose, organisation)
    return loaded(row.pkcs12, row.passphrase)


def signing_key(
    session: Session,
    purpose: str,
    organisation: str | None,
    *,
    now: datetime,
    rules: CertificateRules,
    unrecorded: Unrecorded,
) -> SigningKey:
    """What signs for a purpose today; refuses a certificate that is not valid, not for signing, or taken back."""
    row = require_key(session, purpose, organisation)
    chain = chain_of_row(row)
    require_fit(chain[0], now)
    require_unrevoked(chain, loaded_lists(session), now)
    return SigningKey(id=row.id, provider=_provider(row, chain, rules, unrecorded), chain=chain)


def chain_of_row(row: OfficeKey) -> tuple[x509.Certificate, ...]:
    """The certificate of a key with all above it."""
    if row.kind == TOKEN:
        return (*read_certificates(row.certificate), *(read_certificates(one.encode())[0] for one in row.above))
    own = loaded(row.pkcs12, row.passphrase)
    return (own.certificate, *own.above)


def loaded_lists(session: Session) -> tuple[bytes, ...]:
    """Every revocation list that was loaded."""
    return tuple(session.scalars(select(RevocationListFile.data).order_by(RevocationListFile.loaded_at)))


def place_of(token: dict[str, Any]) -> TokenPlace:
    """Where a key in a token is."""
    return TokenPlace(library=token["library"], token=token["token"], key=token["key"])


def note_wrong_pin(session: Session, refusal: Refusal) -> None:
    """Count a wrong PIN with the key it was meant for; a right one begins anew."""
    if refusal.code != "token.pin_wrong":
        return
    for row in session.scalars(select(OfficeKey).where(OfficeKey.kind == TOKEN, OfficeKey.ended_at.is_(None))):
        token = row.token or {}
        if (token.get("token"), token.get("key")) == (refusal.facts["token"], refusal.facts["key"]):
            row.wrong_pins += 1


def forgive_wrong_pins(session: Session, key: str | None) -> None:
    """The key has signed, so its PIN was right."""
    row = None if key is None else session.get(OfficeKey, key)
    if row is not None and row.wrong_pins:
        row.wrong_pins = 0


def key_row(
    id: str,
    purpose: str,
    organisation: str | None,
    made: Credential,
    now: datetime,
    random_bytes: Callable[[int], bytes],
    kind: str = SELF_MADE,
) -> OfficeKey:
    """A row that keeps a credential, locked by a passphrase of its own."""
    passphrase = random_bytes(_PASSPHRASE_BYTES).hex()
    return OfficeKey(
        id=id,
        purpose=purpose,
        organisation_id=organisation,
        kind=kind,
        pkcs12=made.to_pkcs12(passphrase.encode()),
        passphrase=passphrase,
        certificate=made.der,
        made_at=now,
        ready_at=now,
    )


def waiting_row(
    id: str, organisation: str, locked: Callable[[bytes], bytes], request: bytes, now: datetime, passphrase: bytes
) -> OfficeKey:
    """A row for a key whose certificate is still asked for."""
    return OfficeKey(
        id=id,
        purpose=SEAL,
        organisation_id=organisation,
        kind="file",
        pkcs12=locked(passphrase.hex().encode()),
        passphrase=passphrase.hex(),
        certificate=b"",
        request=request,
        made_at=now,
    )


@lru_cache(maxsize=16)
def loaded(pkcs12: bytes, passphrase: str) -> Credential:
    """Loading a key costs sixty times one signature, so a loaded one is kept."""
    return Credential.from_pkcs12(pkcs12, passphrase.encode())


@lru_cache(maxsize=16)
def _signer(pkcs12: bytes, passphrase: str, endorsement: str | None) -> KeySigner:
    return KeySigner(loaded(pkcs12, passphrase), endorsement)


def _provider(
    row: OfficeKey, chain: tuple[x509.Certificate, ...], rules: CertificateRules, unrecorded: Unrecorded
) -> SignatureProvider:
    if row.kind != TOKEN or row.token is None:
        return _signer(row.pkcs12, row.passphrase, row.endorsement)
    if row.wrong_pins >= rules.wrong_pins:
        raise Refusal("token.pin_stopped", field="pin", token=row.token["token"], times=row.wrong_pins)
    above = tuple(in_der(one) for one in chain[1:])
    return TokenSigner(place_of(row.token), unrecorded.pin, row.certificate, above, row.endorsement)
