"""The register of encrypted files: a blob that no row names is swept away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.model.base import Base
from mediation_desk.terms.compartments import COMMON


class Blob(Base):
    """One encrypted file. The name is keyed, so that it tells an outsider nothing about the content."""

    __tablename__ = "blob"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[str | None] = mapped_column(String(36), index=True)
    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str]
    made_at: Mapped[datetime]
