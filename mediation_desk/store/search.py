"""Finding by words. Every character is a token of its own, so that any two characters of a name or number are found.

The same spaced text serves SQLite's FTS5 and PostgreSQL's `simple` configuration. A trigram index would silently
find nothing for two characters. Results come newest first; ranking a common word costs a thousand times as much.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, column, delete, select, table, text
from sqlalchemy.orm import Session

from mediation_desk.model.search import INDEX, SearchText
from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.refusal import Refusal

LONGEST_QUERY = 200
EXCERPT = 60
_INDEX = table(INDEX, column("rowid"), column("text"), column(INDEX))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that holds all the words. `excerpt` is the text around the first of them."""

    kind: str
    ref: str
    case_id: str | None
    compartment: str
    excerpt: str


def spaced(written: str) -> str:
    """The search text: full-width forms made plain, a space between any two characters."""
    return " ".join(_cleaned(written))


def unspaced(stored: str) -> str:
    """What `spaced` was made from."""
    return stored[::2]


def index(
    session: Session,
    kind: str,
    ref: str,
    written: str,
    *,
    case_id: str | None = None,
    organisation_id: str | None = None,
    compartment: str = COMMON,
) -> None:
    """Make a thing findable, replacing what was known of it in this compartment; an empty text takes it out."""
    _forget(session, (SearchText.kind == kind) & (SearchText.ref == ref) & (SearchText.compartment == compartment))
    if not written.strip():
        return
    row = SearchText(
        kind=kind,
        ref=ref,
        case_id=case_id,
        organisation_id=organisation_id,
        compartment=compartment,
        text=spaced(written),
    )
    session.add(row)
    session.flush()
    session.execute(
        text("INSERT INTO search_index (rowid, text) VALUES (:id, :text)"), {"id": row.id, "text": row.text}
    )


def find(
    session: Session,
    query: str,
    *,
    compartments: Collection[str],
    cases: Collection[str] | Select[str] | None = None,
    limit: int = 50,
) -> tuple[Found, ...]:
    """Things that hold every word of the query, newest first, of the allowed compartments (and cases) only."""
    words = _words(query)
    if not words:
        return ()
    matching = (
        select(SearchText)
        .join(_INDEX, _INDEX.c.rowid == SearchText.id)
        .where(_INDEX.c[INDEX].op("MATCH")(_expression(words)), SearchText.compartment.in_(compartments))
        .order_by(_INDEX.c.rowid.desc())
        .limit(limit)
    )
    if cases is not None:
        matching = matching.where(SearchText.case_id.in_(cases))
    return tuple(_found(row, words[0]) for row in session.scalars(matching))


def rebuild(session: Session) -> int:
    """Fill the index anew from the texts; how many. After a migration that changed it, or on an imported package."""
    session.execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
    session.execute(text("INSERT INTO search_index (rowid, text) SELECT id, text FROM search_text ORDER BY id"))
    return int(session.execute(text("SELECT count(*) FROM search_text")).scalar_one())


def _forget(session: Session, which: object) -> None:
    ids = session.scalars(select(SearchText.id).where(which)).all()  # type: ignore[arg-type]
    for known in ids:
        session.execute(text("DELETE FROM search_index WHERE rowid = :id"), {"id": known})
    session.execute(delete(SearchText).where(SearchText.id.in_(ids)))


def _words(query: str) -> tuple[str, ...]:
    if len(query) > LONGEST_QUERY:
        raise Refusal("search.too_long", field="query", longest=LONGEST_QUERY)
    words = _cleaned(query).split()
    return tuple(dict.fromkeys(word for word in words if any(map(_is_token, word))))


def _expression(words: tuple[str, ...]) -> str:
    """Quoted phrases only: no operator, column name or prefix star of FTS5 can come out of what a person typed."""
    return " AND ".join('"' + " ".join(word.replace('"', " ")) + '"' for word in words)


def _found(row: SearchText, word: str) -> Found:
    excerpt = _excerpt(unspaced(row.text), word)
    return Found(kind=row.kind, ref=row.ref, case_id=row.case_id, compartment=row.compartment, excerpt=excerpt)


def _excerpt(whole: str, word: str) -> str:
    hit = re.search(re.escape(word), whole, re.IGNORECASE)
    start = max(0, (hit.start() if hit else 0) - EXCERPT // 3)
    shown = " ".join(whole[start : start + EXCERPT].split())
    return f"{'…' if start else ''}{shown}{'…' if start + EXCERPT < len(whole) else ''}"


def _cleaned(written: str) -> str:
    plain = unicodedata.normalize("NFKC", written)
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in plain)


def _is_token(sign: str) -> bool:
    """As unicode61 sees it. Rare characters newer than Python's own table count by their plane."""
    return unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "Co" or 0x20000 <= ord(sign) < 0x40000
