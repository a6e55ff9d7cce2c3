"""Which template of its own an office uses for a paper."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.office import TemplateEdition


def active_template(session: Session, code: str) -> TemplateEdition | None:
    """The edition in use; None where the shipped template is used."""
    return next((row for row in template_editions(session, code) if row.state == "active"), None)


def template_editions(session: Session, code: str) -> list[TemplateEdition]:
    """Every edition that was ever proposed for a paper, the newest first."""
    wanted = select(TemplateEdition).filter_by(code=code).order_by(TemplateEdition.number.desc())
    return list(session.scalars(wanted))
