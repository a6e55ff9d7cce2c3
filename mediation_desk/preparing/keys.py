"""The office's certificates with their keys: read, kept, issued. They rest inside the encrypted store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.office import OfficeKey
from mediation_desk.signatures.credentials import Credential
from mediation_desk.terms.refusal import Refusal

AUTHORITY, WITNESS, SEAL = "authority", "witness", "seal"
_PASSPHRASE_BYTES = 24


def credential(session: Session, purpose: str, organisation: str | None = None) -> Credential:
    """The newest credential for a purpose, of the office or of a body."""
    query = select(OfficeKey).where(OfficeKey.purpose == purpose, OfficeKey.organisation_id == organisation)
    row = session.scalars(query.order_by(OfficeKey.made_at.desc())).first()
    if row is None:
        raise Refusal("seal.no_certificate", purpose=purpose)
    return _loaded(row.pkcs12, row.passphrase)


def key_row(
    id: str,
    purpose: str,
    organisation: str | None,
    made: Credential,
    now: datetime,
    random_bytes: Callable[[int], bytes],
) -> OfficeKey:
    """A row that keeps a credential, locked by a passphrase of its own."""
    passphrase = random_bytes(_PASSPHRASE_BYTES).hex()
    return OfficeKey(
        id=id,
        purpose=purpose,
        organisation_id=organisation,
        pkcs12=made.to_pkcs12(passphrase.encode()),
        passphrase=passphrase,
        certificate=made.der,
        made_at=now,
    )


@lru_cache(maxsize=16)
def _loaded(pkcs12: bytes, passphrase: str) -> Credential:
    """Loading a key costs sixty times one signature, so a loaded one is kept."""
    return Credential.from_pkcs12(pkcs12, passphrase.encode())
