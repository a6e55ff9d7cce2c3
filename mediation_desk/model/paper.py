"""Papers: the frozen bytes, what they were made from, and their current signed revision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, CaseBound


class Paper(CaseBound, Base):
    """One issued paper. Frozen bytes never change; signing adds revisions whose newest is `current`."""

    __tablename__ = "paper"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    agreement_id: Mapped[str | None] = mapped_column(String(36), index=True)
    code: Mapped[str]
    title: Mapped[str]
    number: Mapped[str | None]
    edition: Mapped[int]
    made_on: Mapped[date]
    copies: Mapped[int]
    pages: Mapped[int]
    route: Mapped[str]
    state: Mapped[str]  # issued | signing | complete | void
    signers: Mapped[list[Any]]
    context: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    """What it was rendered from; large, so it is read only where it is asked for."""
    frozen_sha256: Mapped[str] = mapped_column(index=True)
    frozen_blob: Mapped[str]
    current_sha256: Mapped[str] = mapped_column(index=True)
    current_blob: Mapped[str]
    scan_id: Mapped[str | None] = mapped_column(String(36))
    own_volume: Mapped[bool]
    template_digest: Mapped[str]
    template_edition: Mapped[int | None]
    """Which edition of the office's own template made it; None: the shipped one."""
    fonts_digest: Mapped[str]
    renderer: Mapped[str]
    audit_head: Mapped[str | None]
    void_reason: Mapped[str | None]

    def unsigned_by(self, signed: Collection[str]) -> tuple[str, ...]:
        """The names of those who have still to sign, given the keys of those who have."""
        return tuple(signer["name"] for signer in self.signers if signer["key"] not in signed)


class Attachment(CaseBound, Base):
    """A file brought to the case: a scan, a photograph, a paper of another body."""

    __tablename__ = "attachment"

    track_id: Mapped[str | None] = mapped_column(ForeignKey("track.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    media_type: Mapped[str]
    blob: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    provided_by: Mapped[str | None]
    received_on: Mapped[date]
    withheld_from: Mapped[list[Any]]
    paper_id: Mapped[str | None] = mapped_column(String(36), index=True)
    """Of which issued paper this is the scan, where its page codes said so."""
    found: Mapped[dict[str, Any]]
    """What was found on that scan: missing pages, and what stands in each place for a signature."""


class TrueCopy(CaseBound, Base):
    """The confirmed scan of a paper signed by hand, sealed by the body: the paper's current revision from then on.

    The hands are on the paper and stand among its signatures; this seal is none of them.
    """

    __tablename__ = "true_copy"

    paper_id: Mapped[str] = mapped_column(ForeignKey("paper.id"), unique=True)
    scan_id: Mapped[str] = mapped_column(String(36))
    frozen_sha256: Mapped[str] = mapped_column(index=True)
    """Of the bytes that the seal is about: the pictures before it."""
    sealed_by: Mapped[str]
    sealed_on: Mapped[date]
    level: Mapped[str]
