"""Who has to have a text read aloud to him before he signs, and before whom. No database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .codes import Code

NEEDS: Final = "reading_needs"
"""The code list of why somebody cannot read a text himself."""
WITNESS: Final = "witness"
"""The flag of a need for which somebody else has to be there and hear it."""


def wants_witness(needs: Iterable[Code]) -> bool:
    """Whether somebody else has to hear the text being read."""
    return any(WITNESS in need.flags for need in needs)


def require_witness(needs: Iterable[Code], name: str, reader: str, witness: str, parties: Collection[str]) -> None:
    """Refuse a reading without the witness it needs; who reads, signs or is a party witnesses nothing."""
    if not witness:
        if wants_witness(needs):
            raise Refusal("reading.witness_missing", field="witness", name=name)
        return
    if witness == reader or witness in parties:
        raise Refusal("reading.witness_takes_part", field="witness", witness=witness)
