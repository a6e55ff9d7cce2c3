"""What an act needs and nobody may keep: a PIN, a key file and its passphrase.

It travels beside the act, never in it: acts are written into the journal, summed up in the audit and stand in scripts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrecorded:
    """For one performance. Nothing of it is shown where the object is printed."""

    pin: str | None = field(default=None, repr=False)
    file: bytes | None = field(default=None, repr=False)
    passphrase: str = field(default="", repr=False)


NOTHING: Final = Unrecorded()
