"""What is to attest the time of a signature: the office's time stamp service, and what the file keeps for later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.office import Office, OfficeKey
from mediation_desk.signatures.authority import revocation_list
from mediation_desk.signatures.certificates import in_der, read_certificates
from mediation_desk.signatures.revocation import gather
from mediation_desk.signatures.timestamps import Attestation, TimeService

from .keys import AUTHORITY, SigningKey, loaded, loaded_lists

SETTING: Final = "time_service"
"""Where the service stands among the settings of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSetting:
    """The service that an office has chosen. Roots and the stamp's certificates are PEM."""

    url: str
    roots: tuple[str, ...]
    chain: tuple[str, ...]
    every: bool
    """Whether each hand is stamped too, not only the seal."""

    @property
    def trusted(self) -> tuple[bytes, ...]:
        """Whose time stamps are believed, in DER."""
        return tuple(in_der(one) for text in (*self.roots, *self.chain[1:]) for one in read_certificates(text.encode()))


def time_setting(session: Session) -> TimeSetting | None:
    """The service, or None: then signatures carry the office's own time."""
    kept: dict[str, Any] | None = session.scalars(select(Office.settings)).one().get(SETTING)
    if not kept:
        return None
    return TimeSetting(
        url=kept["url"], roots=tuple(kept["roots"]), chain=tuple(kept["chain"]), every=bool(kept["every"])
    )


def attestation_for_hand(session: Session) -> Attestation:
    """A hand is stamped only where the office wants each of them to be."""
    setting = time_setting(session)
    return Attestation(TimeService(setting.url)) if setting is not None and setting.every else Attestation()


def attestation_for_seal(session: Session, key: SigningKey, now: datetime) -> Attestation:
    """The seal is stamped wherever there is a service, and brings along what proves it later."""
    setting = time_setting(session)
    if setting is None:
        return Attestation()
    stamping = tuple(one for text in (*setting.chain, *setting.roots) for one in read_certificates(text.encode()))
    chains = (key.chain, tuple(dict.fromkeys(stamping)))
    lists = (*loaded_lists(session), *own_lists(session, key.chain, now))
    return Attestation(TimeService(setting.url), gather(chains, lists, now))


def own_lists(session: Session, chain: tuple[x509.Certificate, ...], now: datetime) -> tuple[bytes, ...]:
    """The office's own list where it is its root that stands above the certificate."""
    return tuple(
        revocation_list(loaded(row.pkcs12, row.passphrase), revoked_serials(session), now)
        for row in session.scalars(select(OfficeKey).where(OfficeKey.purpose == AUTHORITY))
        if row.certificate == in_der(chain[-1])
    )


def revoked_serials(session: Session) -> dict[int, datetime]:
    """Certificates of its own that the office took back, and since when."""
    rows = session.scalars(select(OfficeKey).where(OfficeKey.revoked_at.is_not(None)))
    return {
        x509.load_der_x509_certificate(row.certificate).serial_number: row.revoked_at
        for row in rows
        if row.revoked_at is not None
    }
