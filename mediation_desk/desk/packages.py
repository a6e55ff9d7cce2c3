"""Taking a case out of an office and letting it into another. Rows are merged; acts are never performed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Table, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mediation_desk.exchange.packages import ACCOUNT, pack, require_seal, unpack
from mediation_desk.model.base import Base
from mediation_desk.model.blob import Blob
from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Office, OfficeKey, Organisation, Staff
from mediation_desk.model.search import SearchText
from mediation_desk.queries.package import COUNTED, CasePackage, CaseRows, Columns, read_case
from mediation_desk.store import search
from mediation_desk.store.blobs import BlobRef, Blobs
from mediation_desk.store.engines import Store, open_store
from mediation_desk.store.keyfile import KEY_FILE, KeyFile
from mediation_desk.store.migrating import upgrade
from mediation_desk.store.passwords import GuessCost
from mediation_desk.terms.refusal import Refusal

from .deeds import authorise, note, note_in
from .desk import Desk
from .surroundings import Surroundings

EXPORT, IMPORT = "export_case", "import_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A case of a package. `new` is false where the very same case was here already and nothing had to be done."""

    file: str
    case: str
    number: str
    title: str
    office: str
    rows: int
    blobs: int
    new: bool


def export_case(desk: Desk, case: str, out: Path, password: str, cost: GuessCost | None = None) -> CaseRows:
    """Write a case package that only its password opens."""
    authorise(desk, EXPORT)
    rows = desk.ask(CasePackage(case))
    with TemporaryDirectory(prefix="case-") as scratch:
        folder = Path(scratch) / "office"
        key = KeyFile(folder / KEY_FILE, cost or GuessCost()).create(ACCOUNT, password)
        _write_office(folder, key, rows, desk)
        pack(folder, out, key)
    note(desk, EXPORT, case)
    return rows


@contextmanager
def opened_package(package: Path, password: str, surroundings: Surroundings) -> Iterator[tuple[CaseRows, Store]]:
    """The case of a package, brought to this program's schema, with the store its blobs lie in."""
    with TemporaryDirectory(prefix="case-") as scratch:
        folder = Path(scratch) / "office"
        manifest = unpack(package, folder)
        key = _key(folder, password, surroundings, package.name)
        require_seal(manifest, key, package.name)
        with closing(open_store(folder, key)) as store:
            upgrade(store, surroundings.migrations, surroundings.now().replace(tzinfo=None))
            with store.reading() as session:
                yield _only_case(session, package.name), store


def import_case(desk: Desk, package: Path, password: str, *, dry_run: bool = False) -> TakenIn:
    """Let the case of a package in. Refuses a case that is here already, unless it is the very same."""
    authorise(desk, IMPORT)
    with opened_package(package, password, desk.surroundings) as (rows, store):
        names = _new_names(rows, store.blobs, desk.store.blobs, write=not dry_run)
        tables = {name: tuple(_renamed(row, names) for row in found) for name, found in rows.tables.items()}
        new = _is_new(desk, rows, tables)
        if new and not dry_run:
            _merge(desk, rows, tables)
    header = rows.tables[CaseFile.__tablename__][0]
    return TakenIn(
        file=package.name,
        case=rows.case,
        number=rows.number,
        title=header["title"],
        office=rows.office["name"],
        rows=sum(map(len, tables.values())),
        blobs=len(names),
        new=new,
    )


# -- out


def _write_office(folder: Path, key: bytes, rows: CaseRows, desk: Desk) -> None:
    with closing(open_store(folder, key)) as store:
        upgrade(store, desk.surroundings.migrations, desk.surroundings.now().replace(tzinfo=None))
        names = _new_names(rows, desk.store.blobs, store.blobs, write=True)
        with store.writing() as session:
            _insert(session, Office, (rows.office,))
            _insert_missing(session, rows)
            for name, found in rows.tables.items():
                _insert_rows(session, Base.metadata.tables[name], [_renamed(row, names) for row in found])
            search.rebuild(session)
        with store.writer.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # the engine begins by itself, and a log is not folded in inside one
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


# -- in


def _key(folder: Path, password: str, surroundings: Surroundings, file: str) -> bytes:
    try:
        return KeyFile(folder / KEY_FILE).open(ACCOUNT, password, surroundings.now())
    except Refusal as refusal:
        if refusal.code == "account.wrong_password":
            raise Refusal("package.wrong_password", field="password", file=file) from None
        raise


def _only_case(session: Session, file: str) -> CaseRows:
    cases = session.scalars(select(CaseFile.id)).all()
    if len(cases) != 1:
        raise Refusal("package.foreign", file=file)
    return read_case(session, cases[0])


def _is_new(desk: Desk, rows: CaseRows, tables: Mapping[str, tuple[Columns, ...]]) -> bool:
    """Refuses what would mix two cases; false where nothing is left to do."""
    with desk.store.reading() as session:
        same_number = session.scalars(select(CaseFile.id).filter_by(number=rows.number)).first()
        if same_number not in (None, rows.case):
            raise Refusal("package.number_taken", number=rows.number)
        if session.get(CaseFile, rows.case) is None:
            return True
        here = read_case(session, rows.case).tables
    if any(_uncounted(name, here[name]) != _uncounted(name, found) for name, found in tables.items()):
        raise Refusal("package.case_differs", number=rows.number)
    return False


def _merge(desk: Desk, rows: CaseRows, tables: Mapping[str, tuple[Columns, ...]]) -> None:
    try:
        with desk.store.writing() as session:
            session.execute(text("PRAGMA defer_foreign_keys=ON"))  # a track may stand before the track it came from
            _insert_missing(session, rows, guests=True)
            for name, found in tables.items():
                _insert_table(session, name, found)
            note_in(session, desk, IMPORT, rows.case)
    except IntegrityError as fault:
        raise Refusal("package.rows_clash", number=rows.number) from fault


def _insert_table(session: Session, name: str, rows: tuple[Columns, ...]) -> None:
    """Texts go in through the index, so that the case is found here too."""
    if name != SearchText.__tablename__:
        _insert_rows(session, Base.metadata.tables[name], list(_uncounted(name, rows)))
        return
    for row in rows:
        search.index(
            session,
            row["kind"],
            row["ref"],
            search.unspaced(row["text"]),
            case_id=row["case_id"],
            organisation_id=row["organisation_id"],
            compartment=row["compartment"],
        )


def _insert_missing(session: Session, rows: CaseRows, *, guests: bool = False) -> None:
    """Bodies, people and roots that the case refers to. People of another office get no account in this one."""
    away = {"account": None, "active": False} if guests else {}
    _insert_unknown(session, Organisation, rows.organisations)
    _insert_unknown(session, Staff, tuple({**row, **away} for row in rows.staff))
    _insert_unknown(session, OfficeKey, rows.roots)


def _insert_unknown(session: Session, model: type[Base], rows: tuple[Columns, ...]) -> None:
    _insert(session, model, tuple(row for row in rows if session.get(model, row["id"]) is None))


def _insert(session: Session, model: type[Base], rows: tuple[Columns, ...]) -> None:
    _insert_rows(session, Base.metadata.tables[model.__tablename__], list(rows))


def _insert_rows(session: Session, table: Table, rows: list[Columns]) -> None:
    if rows:
        session.execute(insert(table), [dict(row) for row in rows])


def _uncounted(name: str, rows: tuple[Columns, ...]) -> tuple[Columns, ...]:
    counted = COUNTED.get(name)
    return tuple({column: value for column, value in row.items() if column != counted} for row in rows)


# -- blobs


def _new_names(rows: CaseRows, source: Blobs, target: Blobs, *, write: bool) -> dict[str, str]:
    """Old to new: a blob's name is keyed by its office, so every blob is put anew and called by its new name."""
    names = {}
    for row in rows.tables[Blob.__tablename__]:
        data = source.get(row["case_id"], BlobRef(row["name"], row["sha256"], row["size"]))
        kept = target.put(row["case_id"], data).name if write else target.name(row["case_id"], row["sha256"])
        names[row["name"]] = kept
    return names


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same value with every blob called by its new name, also inside JSON columns such as the journal's fields."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {key: _renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    return value


# -- the audit
