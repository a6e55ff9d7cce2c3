"""Who may sign on a phone, and what: asked before the page is offered and by the act that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.law.electronic import SCREEN
from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Office
from mediation_desk.model.paper import Paper
from mediation_desk.model.signing_session import ReadingNeed
from mediation_desk.terms.refusal import Refusal

PHONE_SIGNING: Final = "phone_signing"
"""The office's setting."""


def phones_allowed(session: Session) -> bool:
    """Whether the office has turned it on."""
    return session.scalars(select(Office)).one().settings.get(PHONE_SIGNING) is True


def require_phone(session: Session, law: LawInForce, paper: Paper, signer: Mapping[str, Any]) -> None:
    """Turned on; signed on the screen; no matter that bars the electronic form; on a party's side, and able to read.

    What bars single terms was asked when the text was frozen: such a text is on paper.
    """
    if not phones_allowed(session):
        raise Refusal("phone.turned_off")
    if paper.route != SCREEN:
        raise Refusal("signing.wrong_route", field="method", route=paper.route)
    case = session.get_one(CaseFile, paper.case_id)
    dispute = law.require("dispute_types", case.dispute_type, field="dispute_type")
    law.electronic.check_route(SCREEN, dispute, ())
    if not signer["for_parties"]:
        raise Refusal("phone.not_a_party", name=signer["name"])
    needs = select(ReadingNeed.id).filter_by(person_id=signer.get("person"), reversed_by=None)
    if session.scalar(needs) is not None:
        raise Refusal("phone.cannot_read", name=signer["name"])
