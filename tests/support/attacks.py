"""Attacks on signed papers, built from genuine ones: each is one known way of making a paper say what nobody signed.

The classes follow what was published about signed PDFs (incremental saving, shadow, universal forgery, wrapping,
evil annotation and sneaky signature) and what the holder of the office's own keys could try.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mediation_desk.signatures.verdict import RegisterEntry
from tests.signatures.signing_office import Office, recorded

FILE, TRUST, REGISTER = "file", "trust", "register"
"""What has to be known at least to find an attack: the file, the office's root, the office's register."""

HANDS_ONLY, SEALED, COPY = "hands", "sealed", "copy"
"""Genuine papers of three kinds: two hands, two hands and the seal, a scan sealed as a true copy."""


@dataclass(frozen=True)
class Genuine:
    """One genuine paper and all that an attacker has: its neighbours and a stranger's keys."""

    kind: str
    pdf: bytes
    frozen: bytes
    signers: tuple[str, ...]
    office: Office
    stranger: Office
    other_case: bytes
    """A paper of another case, signed in the same boxes."""
    other_version: bytes
    """The version before, signed in the same boxes."""
    draft: bytes
    """The frozen bytes of the version before."""

    @property
    def register(self) -> RegisterEntry:
        """What the office recorded of the genuine paper."""
        return recorded(self.pdf, self.frozen, self.signers)


Make = Callable[[Genuine], bytes]


@dataclass(frozen=True)
class Attack:
    """One way to forge. `kinds` are the genuine papers that it can start from."""

    name: str
    family: str
    make: Make
    found_by: str = FILE
    kinds: tuple[str, ...] = (HANDS_ONLY, SEALED, COPY)


ON_HANDS: Final = (HANDS_ONLY, SEALED)


def every_attack() -> tuple[Attack, ...]:
    """All of them, family by family."""
    from tests.support import attacks_bytes, attacks_container, attacks_people, attacks_tables, attacks_updates

    return (
        *attacks_updates.ATTACKS,
        *attacks_tables.ATTACKS,
        *attacks_bytes.ATTACKS,
        *attacks_container.ATTACKS,
        *attacks_people.ATTACKS,
    )
