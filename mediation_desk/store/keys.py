"""One data key opens an office; everything else is derived from it, so that no key serves two purposes."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def derive(data_key: bytes, purpose: str, subject: str = "") -> bytes:
    """The key for a purpose (and a subject within it, such as a case): HKDF-SHA-256 of the data key."""
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key has exactly 32 bytes")
    info = f"mediation-desk/{purpose}/{subject}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(data_key)
