"""What an act orders before its transaction: a paper, a text to be frozen, a signature, a seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.ink import Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """A paper to be made."""

    id: str
    code: str
    track: str | None
    subject: Mapping[str, Any]
    ref: str | None
    route: str
    shipped_template: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOrder:
    """An agreement to be frozen."""

    id: str
    track: str
    agreement: str
    content: AgreementDraft
    route: str
    carried_by: str | None = None
    """Code of the paper that carries the text; the procedure's usual one when none is named."""
    shipped_template: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrder(AgreementOrder):
    """A no-objection plan to be frozen."""

    reasons: str
    objections_to: str
    facts_agreed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureOrder:
    """A signature to be added to the current revision of a paper."""

    paper: str
    signer: str
    ink: Ink | None
    shown_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealOrder:
    """The conducting body's seal to be added."""

    paper: str
