"""The office itself: its name, its rules, its bodies, the people who work here, and its keys."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Identified


class Office(Identified, Base):
    """The one office of this store."""

    __tablename__ = "office"

    name: Mapped[str]
    region: Mapped[str]
    region_name: Mapped[str]
    practice: Mapped[bool]
    created_at: Mapped[datetime]
    settings: Mapped[dict[str, Any]]
    rules_digest: Mapped[str]
    """Digest of the rules it was founded with, kept since before there were editions."""


class RuleEdition(Identified, Base):
    """The rules that this office adopted on a day; the newest are in force, older ones stay to be read."""

    __tablename__ = "rule_edition"

    number: Mapped[int] = mapped_column(unique=True)
    """Which edition of this office it is; a machine's clock may be set back, a number is not."""
    digest: Mapped[str]
    adopted_on: Mapped[date]
    adopted_at: Mapped[datetime]
    staff_id: Mapped[str] = mapped_column(String(36))
    texts: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The rule files, compressed: an older program or a court can be shown what was in force."""


class ByTwo:
    """What one person proposes and another puts in use; it ends, and is never deleted."""

    proposed_on: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str] = mapped_column(String(36))
    activated_on: Mapped[date | None]
    activated_by: Mapped[str | None] = mapped_column(String(36))
    ended_on: Mapped[date | None]
    ended_by: Mapped[str | None] = mapped_column(String(36))
    ended_why: Mapped[str | None]

    @property
    def state(self) -> str:
        """Proposed, active, declined before it was used, or ended."""
        if self.activated_on is None:
            return "proposed" if self.ended_on is None else "declined"
        return "active" if self.ended_on is None else "ended"


class TemplateEdition(ByTwo, Identified, Base):
    """A template of the office's own for one paper: proposed by one person, put in use by another, never deleted."""

    __tablename__ = "template_edition"
    __table_args__ = (UniqueConstraint("code", "number"),)

    code: Mapped[str]
    number: Mapped[int]
    text: Mapped[str]
    digest: Mapped[str]
    """SHA-256 of the text."""
    note: Mapped[str]
    tried_on: Mapped[str | None] = mapped_column(String(36))
    """The paper of a real case that it was looked at with."""


class CharacterDrawing(ByTwo, Identified, Base):
    """A picture of a character that no font has. Papers that were made with it keep it, whatever becomes of it."""

    __tablename__ = "character_drawing"

    code_point: Mapped[int] = mapped_column(index=True)
    png: Mapped[bytes] = mapped_column(LargeBinary)
    source: Mapped[str]
    """Whose name it is in and where the right form was seen: an identity card, a household register."""


class OwnClause(Identified, Base):
    """A clause that the office keeps beside those of the program; one that was dropped stays to be read."""

    __tablename__ = "own_clause"

    name: Mapped[str]
    text: Mapped[str]
    blanks: Mapped[list[Any]]
    disputes: Mapped[list[Any]]
    duty: Mapped[bool]
    risk: Mapped[str]
    kept_on: Mapped[date]
    kept_by: Mapped[str] = mapped_column(String(36))
    dropped_on: Mapped[date | None]
    dropped_by: Mapped[str | None] = mapped_column(String(36))


class ReviewEdition(Identified, Base):
    """A review sheet of the county's, in force from a day; without a text it is the shipped one again."""

    __tablename__ = "review_edition"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    text: Mapped[str | None]
    in_force_from: Mapped[date]
    loaded_on: Mapped[date]
    loaded_at: Mapped[datetime]
    staff_id: Mapped[str] = mapped_column(String(36))


class Organisation(Identified, Base):
    """A body that mediates or works with us."""

    __tablename__ = "organisation"

    name: Mapped[str]
    short: Mapped[str]
    kind: Mapped[str]
    region: Mapped[str]
    address: Mapped[str | None]
    phone: Mapped[str | None]
    credit_code: Mapped[str | None]
    route: Mapped[str]  # screen | paper: how this body seals
    active: Mapped[bool] = mapped_column(default=True)


class Staff(Identified, Base):
    """A person who works here and signs in with an account of his own."""

    __tablename__ = "staff"

    name: Mapped[str]
    account: Mapped[str | None] = mapped_column(unique=True)
    roles: Mapped[list[Any]]
    organisation_id: Mapped[str | None] = mapped_column(String(36))
    phone: Mapped[str | None]
    qualification: Mapped[str | None]
    villages: Mapped[list[Any]]
    active: Mapped[bool] = mapped_column(default=True)
    since: Mapped[date | None]


class SigningPin(Identified, Base):
    """The number with which a member of staff takes the signing screen back from the parties.

    It is stretched like a password and wraps nothing: six figures must never stand between a thief and the data key.
    """

    __tablename__ = "signing_pin"

    staff_id: Mapped[str] = mapped_column(String(36), unique=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    stretched: Mapped[bytes] = mapped_column(LargeBinary)
    passes: Mapped[int]
    memory_kib: Mapped[int]
    lanes: Mapped[int]
    set_at: Mapped[datetime]
    failures: Mapped[int]
    locked_until: Mapped[float]
    """Seconds since 1970, as in the key file."""


class OfficeKey(Identified, Base):
    """A certificate with its private key or the place where that is: the authority, the witness, a body's seal."""

    __tablename__ = "office_key"

    purpose: Mapped[str]  # authority | witness | seal
    organisation_id: Mapped[str | None] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(default="self_made")  # self_made | file | token
    pkcs12: Mapped[bytes] = mapped_column(LargeBinary)
    """Empty where the key lies in a token."""
    passphrase: Mapped[str]
    certificate: Mapped[bytes] = mapped_column(LargeBinary)
    """Empty while a request waits for its answer."""
    made_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    """Since when it may be used; the newest one that is ready is."""
    above: Mapped[list[Any]] = mapped_column(default=list)
    """The certificates above one in a token, in PEM; a file keeps its own."""
    endorsement: Mapped[str | None]
    """The word of the office's root for a key from elsewhere."""
    request: Mapped[bytes | None] = mapped_column(LargeBinary)
    token: Mapped[dict[str, Any] | None]
    """Library, token, key and serial number; never a PIN."""
    wrong_pins: Mapped[int] = mapped_column(default=0)
    """How often in a row a wrong PIN was typed."""
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    """Since when a certificate of the office's own is taken back."""


class RevocationListFile(Identified, Base):
    """A revocation list of an authority whose certificates are used here, loaded from a file."""

    __tablename__ = "revocation_list"

    issuer: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    loaded_at: Mapped[datetime]
    staff_id: Mapped[str] = mapped_column(String(36))


class DutyLog(Identified, Base):
    """A village lawyer's log line."""

    __tablename__ = "duty_log"

    staff_id: Mapped[str] = mapped_column(String(36))
    village: Mapped[str]
    on: Mapped[date]
    hours: Mapped[int]
    case_id: Mapped[str | None] = mapped_column(String(36))
    content: Mapped[dict[str, Any]]
