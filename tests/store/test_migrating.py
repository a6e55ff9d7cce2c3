from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, MetaData, Table, text
from sqlalchemy.exc import IntegrityError, OperationalError

from mediation_desk.model.base import Base, MoneyColumn
from mediation_desk.store.connecting import connect, damage
from mediation_desk.store.drafts import load, save
from mediation_desk.store.engines import Store, open_store
from mediation_desk.store.migrating import COPIES, current, draft_revision, pending, upgrade
from mediation_desk.store.search import find, index
from mediation_desk.terms.refusal import Refusal

pytestmark = pytest.mark.thorough

MECHANISM = Path(__file__).parents[2] / "migrations"

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The real mechanism with versions of this test's own."""
    folder = tmp_path / "100 % migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copy(MECHANISM / name, folder / name)
    return folder


@pytest.fixture
def office(desk_on: Callable[[], Store], migrations: Path, now: datetime) -> Store:
    """An office brought up by a migration drafted from the model."""
    store = desk_on()
    draft_revision(store, migrations, "first")
    assert upgrade(store, migrations, now) is None
    return store


def _step(migrations: Path, revision: str, down: str | None, *lines: str) -> None:
    body = "".join(f"    {line}\n" for line in lines)
    step = STEP.format(revision=revision, down=repr(down), body=body)
    (migrations / "versions" / f"{revision}_step.py").write_text(step)


def _names(store: Store, kind: str) -> set[str]:
    with store.reading() as session:
        return set(session.execute(text("SELECT name FROM sqlite_master WHERE type = :kind"), {"kind": kind}).scalars())


def test_that_a_drafted_migration_makes_exactly_the_models_tables(office: Store) -> None:
    with office.reading() as session:
        context = MigrationContext.configure(session.connection())
        difference = [
            change for change in compare_metadata(context, Base.metadata) if "search_index" not in str(change)
        ]
    assert difference == []


def test_that_a_drafted_migration_brings_triggers_and_the_index(office: Store, now: datetime) -> None:
    assert {"tr_audit_entry_no_delete", "tr_journal_no_update", "tr_journal_reversed_once"} <= _names(office, "trigger")
    with office.writing() as session:
        index(session, "case", "c1", "屋顶漏水")
        assert len(find(session, "漏水", compartments=["common"])) == 1


def test_that_a_drafted_migration_names_no_code_of_the_program(office: Store, migrations: Path) -> None:
    (written,) = (migrations / "versions").glob("*_first.py")
    assert "mediation_desk" not in written.read_text()
    assert "CREATE TRIGGER tr_journal_no_delete" in written.read_text()


def test_that_money_is_drafted_as_the_whole_number_it_is(
    desk_on: Callable[[], Store], migrations: Path, now: datetime
) -> None:
    metadata = MetaData()
    Table("duty", metadata, Column("total", MoneyColumn(), nullable=False))
    store = desk_on()
    path = draft_revision(store, migrations, "money", metadata)
    assert "sa.Column('total', sa.BigInteger(), nullable=False)" in path.read_text()
    upgrade(store, migrations, now)
    assert "duty" in _names(store, "table")


def test_that_an_unchanged_model_drafts_an_empty_migration(office: Store, migrations: Path) -> None:
    path = draft_revision(office, migrations, "nothing new")
    assert "op." not in path.read_text().split("def upgrade")[1]


def test_that_nothing_is_pending_after_an_upgrade(office: Store, migrations: Path, now: datetime) -> None:
    assert pending(office, migrations) == ()
    assert upgrade(office, migrations, now) is None
    assert not (office.folder / COPIES).exists()


def test_that_pending_steps_are_named_in_order(desk_on: Callable[[], Store], migrations: Path, now: datetime) -> None:
    _step(migrations, "r1", None, "op.create_table('a', sa.Column('x', sa.Integer()))")
    store = desk_on()
    upgrade(store, migrations, now)
    _step(migrations, "r2", "r1", "op.create_table('b', sa.Column('x', sa.Integer()))")
    _step(migrations, "r3", "r2", "op.create_table('c', sa.Column('x', sa.Integer()))")
    assert pending(store, migrations) == ("r2", "r3")


def test_that_an_existing_office_is_copied_aside_before_it_changes(
    office: Store, migrations: Path, now: datetime
) -> None:
    with office.writing() as session:
        save(session, "wang", "intake", {"note": "漏水"}, now)
    held = current(office)
    _step(migrations, "next", held, "op.create_table('a', sa.Column('x', sa.Integer()))")
    copy = upgrade(office, migrations, now)
    assert copy is not None
    assert copy.name == f"20260302T093000-{held}.db"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    old = connect(copy, office.database_key)
    assert damage(old) == ()
    assert old.execute("SELECT body FROM draft").fetchall() == [('{"note": "漏水"}',)]
    assert old.execute("SELECT count(*) FROM sqlite_master WHERE name = 'a'").fetchone() == (0,)
    old.close()
    assert "漏水".encode() not in copy.read_bytes()
    assert current(office) == "next"


def test_that_a_failing_step_leaves_the_office_exactly_as_it_was(
    office: Store, migrations: Path, now: datetime
) -> None:
    with office.writing() as session:
        save(session, "wang", "intake", {"note": "漏水"}, now)
    held, tables = current(office), _names(office, "table")
    _step(migrations, "good", held, "op.create_table('made_first', sa.Column('x', sa.Integer()))")
    _step(
        migrations,
        "bad",
        "good",
        "op.create_table('half_made', sa.Column('x', sa.Integer()))",
        "op.execute('DROP TABLE draft')",
        "op.execute('INSERT INTO no_such_table VALUES (1)')",
    )
    with pytest.raises(OperationalError, match="no_such_table"):
        upgrade(office, migrations, now)
    assert (current(office), _names(office, "table")) == (held, tables)
    with office.reading() as session:
        draft = load(session, "wang", "intake")
    assert draft is not None
    assert draft.body == {"note": "漏水"}


def test_that_rebuilding_a_parent_table_keeps_its_children(
    desk_on: Callable[[], Store], migrations: Path, now: datetime
) -> None:
    _step(
        migrations,
        "r1",
        None,
        "op.execute('CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)')",
        "op.execute('CREATE TABLE child (p INTEGER REFERENCES parent(id) ON DELETE CASCADE)')",
        "op.execute('INSERT INTO parent VALUES (1, 2)')",
        "op.execute('INSERT INTO child VALUES (1)')",
    )
    store = desk_on()
    upgrade(store, migrations, now)
    _step(
        migrations,
        "r2",
        "r1",
        "with op.batch_alter_table('parent') as batch:",
        "    batch.alter_column('name', nullable=False)",
    )
    upgrade(store, migrations, now)
    with store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM child")).scalar() == 1


def test_that_foreign_keys_are_watched_again_after_an_upgrade(office: Store) -> None:
    insert = (
        "INSERT INTO audit_entry (writer_id, seq, utc, mono, actor, action, compartment, result, details, prev, hash)"
    )
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), office.writing() as session:
        session.execute(text(f"{insert} VALUES ('nobody', 1, '', 0, '', '', '', '', '', '', '')"))


def test_that_a_step_that_loses_parents_is_rolled_back(office: Store, migrations: Path, now: datetime) -> None:
    held = current(office)
    _step(
        migrations,
        "orphans",
        held,
        "op.execute('CREATE TABLE child (w TEXT REFERENCES audit_writer(id))')",
        "op.execute(\"INSERT INTO child VALUES ('nobody')\")",
    )
    with pytest.raises(Refusal) as caught:
        upgrade(office, migrations, now)
    assert caught.value.code == "store.upgrade_orphans"
    assert (current(office), "child" in _names(office, "table")) == (held, False)


def test_that_triggers_a_batch_drops_are_put_back(office: Store, migrations: Path, now: datetime) -> None:
    triggers = _names(office, "trigger")
    _step(
        migrations,
        "batched",
        current(office),
        "with op.batch_alter_table('journal', recreate='always') as batch:",
        "    batch.alter_column('name', existing_type=sa.Text(), type_=sa.String(80))",
    )
    upgrade(office, migrations, now)
    assert _names(office, "trigger") == triggers


def test_that_an_office_of_a_newer_program_is_refused(
    office: Store, migrations: Path, tmp_path: Path, now: datetime
) -> None:
    _step(migrations, "future", current(office), "op.create_table('a', sa.Column('x', sa.Integer()))")
    upgrade(office, migrations, now)
    (migrations / "versions" / "future_step.py").unlink()
    for ask in (lambda: pending(office, migrations), lambda: upgrade(office, migrations, now)):
        with pytest.raises(Refusal) as caught:
            ask()
        assert caught.value.code == "store.newer"
    assert current(office) == "future"


def test_that_an_upgraded_office_opens_again(office: Store, now: datetime) -> None:
    office.close()
    again = open_store(office.folder, bytes(range(32)))
    with again.writing() as session:
        save(session, "wang", "intake", {}, now)
    assert again.damage() == ()
    again.close()
