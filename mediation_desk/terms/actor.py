"""Who acts or asks: a member of staff with roles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person at a desk, as the permission table and the journal know him."""

    staff: str
    name: str
    roles: frozenset[str]
    organisation: str | None
