"""What can be found by words: one text per thing, its characters separated by spaces."""

from __future__ import annotations

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.model.base import Base
from mediation_desk.model.beside import beside
from mediation_desk.terms.compartments import COMMON

INDEX = "search_index"


class SearchText(Base):
    """The text of one thing in one compartment. `id` is its row in the index; the newest text has the highest."""

    __tablename__ = "search_text"
    __table_args__ = (UniqueConstraint("kind", "ref", "compartment"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    ref: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[str | None] = mapped_column(String(36), index=True)
    organisation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    compartment: Mapped[str] = mapped_column(default=COMMON)
    text: Mapped[str]


beside(
    SearchText,
    INDEX,
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5"
    "(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')",
)
