"""Which review sheet scores the volumes of an office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.law.review_sheets import read_review
from mediation_desk.law.volumes import ReviewSheet, VolumeRules
from mediation_desk.model.office import ReviewEdition
from mediation_desk.terms.refusal import Refusal


def review_editions(session: Session) -> list[ReviewEdition]:
    """Everything that was ever loaded, the newest first."""
    return list(session.scalars(select(ReviewEdition).order_by(ReviewEdition.number.desc())))


def edition_on(session: Session, day: date) -> ReviewEdition | None:
    """The edition loaded last of those in force on a day; None: the office never loaded one."""
    return next((row for row in review_editions(session) if row.in_force_from <= day), None)


def review_on(session: Session, rules: VolumeRules, day: date) -> ReviewSheet:
    """The sheet in force on a day; the shipped one where nothing else was loaded."""
    return sheet_of(edition_on(session, day), rules)


def sheet_of(row: ReviewEdition | None, rules: VolumeRules) -> ReviewSheet:
    """The sheet of an edition.

    One that a newer program cannot read any more does not keep anybody from the archive: the shipped one stands in.
    """
    if row is None or row.text is None:
        return rules.review
    try:
        return replace(read_review(row.text, rules), edition=row.number)
    except Refusal:
        return rules.review
