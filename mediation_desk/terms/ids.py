"""Identities: every id is minted by the caller, so that a thing delivered twice is still one thing."""

from __future__ import annotations

import uuid
from typing import NewType

ActId = NewType("ActId", str)
AgreementId = NewType("AgreementId", str)
AttachmentId = NewType("AttachmentId", str)
CaseId = NewType("CaseId", str)
ClockId = NewType("ClockId", str)
ConsentId = NewType("ConsentId", str)
DutyId = NewType("DutyId", str)
EvaluationId = NewType("EvaluationId", str)
InstalmentId = NewType("InstalmentId", str)
MatterId = NewType("MatterId", str)
OrganisationId = NewType("OrganisationId", str)
PaperId = NewType("PaperId", str)
PersonId = NewType("PersonId", str)
PrintingId = NewType("PrintingId", str)
SigningSessionId = NewType("SigningSessionId", str)
StaffId = NewType("StaffId", str)
TrackId = NewType("TrackId", str)

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def uuid7(unix_ms: int, randomness: bytes) -> str:
    """A UUID version 7 (RFC 9562, 5.7) from milliseconds since 1970 and 10 random bytes."""
    if len(randomness) != 10:
        raise ValueError("uuid7 needs exactly 10 random bytes")
    noise = int.from_bytes(randomness, "big")
    rand_a = noise >> 62 & 0xFFF
    rand_b = noise & (1 << 62) - 1
    value = (unix_ms & (1 << 48) - 1) << 80 | _VERSION_7 | rand_a << 64 | _VARIANT | rand_b
    return str(uuid.UUID(int=value))


def named_id(space: str, name: str) -> str:
    """The id that a script's own name stands for: the same script names the same thing every time."""
    return str(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, f"mediation-desk:{space}"), name))
