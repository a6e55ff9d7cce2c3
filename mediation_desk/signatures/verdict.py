"""What verification answers: codes and facts. The sentences for the codes stand elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from .claims import RecordedClaim

UNKNOWN: Final = "unknown"

FILE, TRUST, REGISTER = "file", "trust", "register"
"""How far a verification went: the file alone, also the certificates, also the office's register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """What the office's register knows of a paper. `signers` are the fields that must be signed by now."""

    whole_hash: str
    frozen_hash: str
    signers: tuple[str, ...]
    case_number: str = ""
    title: str = ""
    number: str | None = None
    version: int | None = None
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was noticed. `breaks` when the file is not what was signed because of it."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    breaks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time stamp: when, by whom, whether it holds, and whether its authority is one of those that are trusted."""

    at: datetime
    by: str
    sound: bool
    trusted: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """One signature: whose, what it is, and whether it holds. `trusted` is None where no root was given."""

    field: str
    kind: str
    name: str
    capacity: str
    for_whom: str | None
    signed_at: datetime | None
    valid: bool
    trusted: bool | None
    certificate: str
    issuer: str
    claim: RecordedClaim | None
    vouched_by: str = ""
    """The issuer, or the root that gave its word for a certificate of another issuer."""
    stamp: Stamp | None = None
    """The time stamp of a third party, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer about one file."""

    intact: bool
    levels: tuple[str, ...]
    signatures: tuple[SignatureVerdict, ...]
    findings: tuple[Finding, ...]
