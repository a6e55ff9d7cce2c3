"""Which edition of the rules an office goes by."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.office import RuleEdition


def newest_edition(session: Session) -> RuleEdition | None:
    """The edition adopted last; None in an office that is older than editions."""
    return session.scalars(select(RuleEdition).order_by(RuleEdition.number.desc()).limit(1)).first()
