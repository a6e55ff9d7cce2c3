"""The audit chain: append, verify, and the head that witnesses outside the database are given.

A chain alone shows edits, deletions and swaps; that its tail was cut off, or that everything after an edit was
computed anew, shows only against a head kept elsewhere (on every issued paper, in every backup).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from mediation_desk.model.audit import AuditEntry, AuditWriter
from mediation_desk.terms.compartments import COMMON

NOTHING_BEFORE = "0" * 64
LINKED = (
    *("writer_id", "seq", "utc", "mono", "actor", "action", "object", "case_id", "organisation_id", "compartment"),
    *("result", "reason", "details", "prev"),
)
"""What a link's hash covers. Frozen: a column added later must not change the hash of an old link."""

ROOTED = ("id", "machine", "mark", "started", "previous", "previous_head")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an audit entry tells. `at` carries its zone; `result` is a code such as done, refused or failed."""

    at: datetime
    mono: int
    actor: str
    action: str
    result: str
    object: str | None = None
    case_id: str | None = None
    organisation_id: str | None = None
    compartment: str = COMMON
    reason: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of one writer's chain."""

    writer: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """The first link that does not hold. `why`: missing, unlinked, altered, or not_witnessed."""

    writer: str
    seq: int
    why: str


def writer_for(session: Session, *, machine: str, mark: str, new_id: str, now: datetime) -> str:
    """The writer of this copy of the office; a new one, linked to the last, where machine or mark is new."""
    known = session.scalars(select(AuditWriter).filter_by(machine=machine, mark=mark)).first()
    if known is not None:
        return known.id
    last = session.scalars(select(AuditWriter).order_by(AuditWriter.started.desc(), AuditWriter.id.desc())).first()
    before = head(session, last.id).hash if last is not None else NOTHING_BEFORE
    writer = AuditWriter(id=new_id, machine=machine, mark=mark, started=_utc(now), previous_head=before)
    writer.previous = last.id if last is not None else None
    session.add(writer)
    session.flush()
    return new_id


def append(session: Session, writer: str, deed: Deed) -> Head:
    """Add a link. Runs in the act's own write transaction, so nothing else can add to the chain meanwhile."""
    last = head(session, writer)
    told = {name: getattr(deed, name) for name in LINKED if hasattr(deed, name)}
    own = {"writer_id": writer, "seq": last.seq + 1, "utc": _utc(deed.at), "prev": last.hash}
    values = {**told, **own, "details": _digest(dict(deed.details))}
    linked = _digest(values)
    session.execute(insert(AuditEntry).values(**values, hash=linked))
    return Head(writer, last.seq + 1, linked)


def head(session: Session, writer: str) -> Head:
    """The last link of a writer; before the first entry, the writer's own row (sequence 0)."""
    newest = select(AuditEntry.seq, AuditEntry.hash).filter_by(writer_id=writer).order_by(AuditEntry.seq.desc())
    entry = session.execute(newest.limit(1)).first()
    if entry is not None:
        return Head(writer, entry.seq, entry.hash)
    return Head(writer, 0, _root_of(session.get_one(AuditWriter, writer)))


def verify_chain(session: Session, witnesses: Iterable[Head] = ()) -> BadRow | None:
    """The first bad link of any writer, or None. `witnesses` are heads that were kept outside the database."""
    expected: dict[str, dict[int, str]] = {}
    for witness in witnesses:
        expected.setdefault(witness.writer, {})[witness.seq] = witness.hash
    writers = session.scalars(select(AuditWriter).order_by(AuditWriter.started, AuditWriter.id)).all()
    for writer in writers:
        bad = _verify_writer(session, writer, expected.pop(writer.id, {}))
        if bad is not None:
            return bad
    return next((BadRow(name, min(seqs), "missing") for name, seqs in expected.items()), None)


def _verify_writer(session: Session, writer: AuditWriter, expected: dict[int, str]) -> BadRow | None:
    root = _root_of(writer)
    if expected.pop(0, root) != root:
        return BadRow(writer.id, 0, "not_witnessed")
    link = root
    rows = select(*AuditEntry.__table__.columns).filter_by(writer_id=writer.id).order_by(AuditEntry.seq)
    for seq, entry in enumerate(session.execute(rows.execution_options(yield_per=1000)), start=1):
        why = _flaw(entry, seq, link, expected.pop(seq, None))
        if why is not None:
            return BadRow(writer.id, seq, why)
        link = entry.hash
    return BadRow(writer.id, min(expected), "missing") if expected else None


def _flaw(entry: Row[Any], seq: int, link: str, witnessed: str | None) -> str | None:
    if entry.seq != seq:
        return "missing"
    if entry.hash != _digest({name: getattr(entry, name) for name in LINKED}):
        return "altered"
    if entry.prev != link:
        return "unlinked"
    return "not_witnessed" if witnessed not in (None, entry.hash) else None


def _root_of(writer: AuditWriter) -> str:
    return _digest({name: getattr(writer, name) for name in ROOTED})


def _digest(values: dict[str, object]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment in the audit needs its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
