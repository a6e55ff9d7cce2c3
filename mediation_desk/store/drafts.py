"""Unfinished forms: saved while somebody types, offered again after a crash, thrown away when the act is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mediation_desk.model.draft import Draft
from mediation_desk.terms.compartments import COMMON


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as its owner left it."""

    key: str
    body: Mapping[str, Any]
    saved_at: datetime
    case_id: str | None


def save(
    session: Session,
    owner: str,
    key: str,
    body: Mapping[str, Any],
    saved_at: datetime,
    *,
    case_id: str | None = None,
    organisation_id: str | None = None,
    compartment: str = COMMON,
) -> None:
    """Keep what the owner typed so far, replacing what this form held before."""
    session.merge(
        Draft(
            owner=owner,
            key=key,
            body=dict(body),
            saved_at=saved_at,
            case_id=case_id,
            organisation_id=organisation_id,
            compartment=compartment,
        )
    )


def load(session: Session, owner: str, key: str) -> SavedDraft | None:
    """The owner's draft of a form."""
    row = session.get(Draft, (owner, key))
    return None if row is None else _plain(row)


def drafts_of(session: Session, owner: str) -> tuple[SavedDraft, ...]:
    """Everything the owner left unfinished, newest first."""
    rows = select(Draft).filter_by(owner=owner).order_by(Draft.saved_at.desc(), Draft.key)
    return tuple(map(_plain, session.scalars(rows)))


def discard(session: Session, owner: str, key: str) -> None:
    """Forget a draft; it is no matter if there is none."""
    session.execute(delete(Draft).filter_by(owner=owner, key=key))


def _plain(row: Draft) -> SavedDraft:
    return SavedDraft(row.key, row.body, row.saved_at, row.case_id)
