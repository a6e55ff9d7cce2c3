"""All tables in one place, so that a migration or a package sees every one of them."""

from __future__ import annotations

from . import (
    agreement,
    audit,
    blob,
    case,
    clock,
    consent,
    draft,
    evaluation,
    handover,
    journal,
    note,
    numbering,
    office,
    paper,
    party,
    performance,
    proposal,
    search,
    service,
    session,
    signature,
    track,
)

MODULES = (
    agreement,
    audit,
    blob,
    case,
    clock,
    consent,
    draft,
    evaluation,
    handover,
    journal,
    note,
    numbering,
    office,
    paper,
    party,
    performance,
    proposal,
    search,
    service,
    session,
    signature,
    track,
)
"""Every module of the model that holds tables."""
