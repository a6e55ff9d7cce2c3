"""A party as it was typed, before any act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SIDES = ("applicant", "respondent", "third")
KINDS = ("natural", "company", "self_employed", "village", "group", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """Fields as `facts` names them; empty text is None."""

    side: str = "applicant"
    kind: str = "natural"
    name: str = ""
    document_kind: str | None = None
    id_number: str | None = None
    sex: str | None = None
    birth: date | None = None
    ethnicity: str | None = None
    occupation: str | None = None
    phone: str | None = None
    address: str | None = None
    credit_code: str | None = None
    legal_representative: str | None = None
    representative_post: str | None = None
    account: str | None = None
