"""What is done to the office besides acts: who may, and that it was done."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mediation_desk.store import audit
from mediation_desk.terms.refusal import Refusal

from .desk import Desk
from .permissions import DEEDS, may


def authorise(desk: Desk, deed: str) -> None:
    """Refuse whoever may not do this."""
    if not may(DEEDS, deed, desk.actor.roles):
        raise Refusal("permission.denied", what=deed, roles="、".join(sorted(desk.actor.roles)))


def note(desk: Desk, deed: str, case: str, reason: str | None = None) -> None:
    """Write into the audit that it was done with a case."""
    with desk.store.writing() as session:
        note_in(session, desk, deed, case, reason)


def note_in(session: Session, desk: Desk, deed: str, case: str, reason: str | None = None) -> None:
    """The same within a transaction."""
    entry = audit.Deed(
        at=desk.surroundings.now(),
        mono=desk.surroundings.mono(),
        actor=desk.actor.staff,
        action=deed,
        result="done",
        object=case,
        case_id=case,
        organisation_id=desk.actor.organisation,
        reason=reason,
    )
    audit.append(session, desk.writer, entry)
