"""What the bundled database engine must be able to do. An old one would not fail but answer wrongly."""

from __future__ import annotations

from contextlib import closing

from sqlcipher3 import dbapi2

from mediation_desk.terms.refusal import Refusal

OLDEST_SQLITE = (3, 43, 0)
"""Contentless full-text tables give rows up only from here on."""


def require_fit_engine(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse to open an office with an engine that is too old, without encryption or without full-text search."""
    if version < OLDEST_SQLITE:
        raise Refusal("store.engine_unfit", lacking="version", version=".".join(map(str, version)))
    with closing(dbapi2.connect(":memory:")) as probe:
        if probe.execute("PRAGMA cipher_version").fetchone() is None:
            raise Refusal("store.engine_unfit", lacking="encryption", version=dbapi2.sqlite_version)
        if not _finds_two_characters(probe):
            raise Refusal("store.engine_unfit", lacking="search", version=dbapi2.sqlite_version)


def _finds_two_characters(probe: dbapi2.Connection) -> bool:
    """Most Chinese names and key words have two characters; a trigram index silently finds none of them."""
    try:
        probe.execute("CREATE VIRTUAL TABLE probe USING fts5(text, content='', contentless_delete=1)")
        probe.execute("INSERT INTO probe(rowid, text) VALUES (7, '邻 居 围 墙 倒 塌')")
        found = probe.execute("SELECT rowid FROM probe WHERE probe MATCH '\"围 墙\"'").fetchall()
        return bool(found == [(7,)])
    except dbapi2.Error:
        return False
