"""Whether a paper may be signed on a phone, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from mediation_desk.model.office import Office
from mediation_desk.model.paper import Paper
from mediation_desk.preparing.phone_rules import phones_allowed, require_phone
from mediation_desk.terms.refusal import Refusal

from .papers import require_readable
from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneChance:
    """`on`: the office has turned it on. `barred`: the signers who may not, and why."""

    on: bool
    office: str
    barred: Mapping[str, Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneChances(Query[PhoneChance]):
    """What the signing screen asks before it offers the phone."""

    paper: str

    def answer(self, view: View) -> PhoneChance:
        """Every signer who may not."""
        row = view.session.get(Paper, self.paper)
        if row is None:
            raise Refusal("paper.unknown", field="paper", id=self.paper)
        view.require_case(row.case_id)
        require_readable(view, row.compartment, row.title)
        reasons = {str(signer["key"]): _reason(view, row, signer) for signer in row.signers}
        return PhoneChance(
            on=phones_allowed(view.session),
            office=view.session.scalars(select(Office)).one().name,
            barred={key: reason for key, reason in reasons.items() if reason is not None},
        )


def _reason(view: View, row: Paper, signer: Mapping[str, Any]) -> Refusal | None:
    try:
        require_phone(view.session, view.law, row, signer)
    except Refusal as refusal:
        return refusal
    return None
