"""Strokes tied to one document, one signer, one nonce and one moment, so that they cannot be used twice.

The canonical form is JSON in ASCII with sorted keys and no spaces; numbers are IEEE doubles in Python's shortest
form, times are whole milliseconds, a missing pressure or tilt is null. Any implementation can repeat it. Seals of the
first method, which knew no tilt, are still checked as they were made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mediation_desk.terms.ink import Ink, InkPoint

from ..moments import with_zone

METHOD: Final = "mediation-desk-ink-2"
WITHOUT_TILT: Final = "mediation-desk-ink-1"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class InkSeal:
    """SHA-256 over strokes, document, signer, nonce and moment. It goes into the PDF; the strokes themselves do not."""

    digest: str
    method: str = METHOD


def canonical(ink: Ink, method: str = METHOD) -> bytes:
    """The strokes as stable bytes: {"aspect":…,"device":…,"strokes":[[[x,y,t,pressure,tilt x,tilt y],…],…]}."""
    numbers = _four_numbers if method == WITHOUT_TILT else _six_numbers
    strokes = [[numbers(point) for point in stroke] for stroke in ink.strokes]
    return _stable({"aspect": float(ink.aspect), "device": ink.device, "strokes": strokes})


def bind(
    ink: Ink, document_hash: str, signer_key: str, nonce: bytes, signed_at: datetime, method: str = METHOD
) -> InkSeal:
    """Tie the strokes to what was signed. `document_hash` is the SHA-256 of the frozen bytes in lower-case hex."""
    if not _SHA256.fullmatch(document_hash):
        raise ValueError("document_hash must be a SHA-256 in lower-case hex")
    if len(nonce) < 16:
        raise ValueError("a nonce has at least 16 random bytes")
    bound = {
        "document": document_hash,
        "ink": hashlib.sha256(canonical(ink, method)).hexdigest(),
        "method": method,
        "nonce": nonce.hex(),
        "signed_at": with_zone(signed_at).isoformat(),
        "signer": signer_key,
    }
    return InkSeal(hashlib.sha256(_stable(bound)).hexdigest(), method)


def check(seal: InkSeal, ink: Ink, *, document_hash: str, signer_key: str, nonce: bytes, signed_at: datetime) -> bool:
    """Whether exactly these strokes were given for exactly this document, by this signer, at this moment."""
    if seal.method not in (METHOD, WITHOUT_TILT) or (seal.method == WITHOUT_TILT and _tilted(ink)):
        return False
    expected = bind(ink, document_hash, signer_key, nonce, signed_at, seal.method)
    return hmac.compare_digest(expected.digest, seal.digest)


def _tilted(ink: Ink) -> bool:
    return any((point.tilt_x, point.tilt_y) != (None, None) for stroke in ink.strokes for point in stroke)


def _four_numbers(point: InkPoint) -> list[float | int | None]:
    return [float(point.x), float(point.y), int(point.t), _measured(point.pressure)]


def _six_numbers(point: InkPoint) -> list[float | int | None]:
    return [*_four_numbers(point), _measured(point.tilt_x), _measured(point.tilt_y)]


def _measured(number: float | None) -> float | None:
    return None if number is None else float(number)


def _stable(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")).encode("ascii")
