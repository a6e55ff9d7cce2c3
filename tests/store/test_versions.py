from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from mediation_desk.model.base import Identified, Versioned
from mediation_desk.store.engines import Store
from mediation_desk.store.versions import touch
from mediation_desk.terms.refusal import Refusal


class Own(DeclarativeBase):
    """Tables of this test only, so that the office's schema stays what it is."""


class Dossier(Identified, Versioned, Own):
    """An aggregate with a child."""

    __tablename__ = "dossier"

    title: Mapped[str]
    notes: Mapped[list[Note]] = relationship()


class Note(Identified, Own):
    """A child of it."""

    __tablename__ = "dossier_note"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"))
    text: Mapped[str]


@pytest.fixture
def two_desks(desk_on: Callable[[], Store]) -> tuple[Store, Store]:
    first, second = desk_on(), desk_on()
    with first.writing() as session:
        Own.metadata.create_all(session.connection())
        session.add(Dossier(id="d1", title="as it came"))
    return first, second


def _seen(desk: Store) -> int:
    with desk.reading() as session:
        return session.get_one(Dossier, "d1").version


def _rename(desk: Store, title: str, seen: int | None) -> int:
    with desk.writing() as session:
        row = session.get_one(Dossier, "d1")
        held = touch(session, row, seen)
        row.title = title
        return held


def _title(desk: Store) -> str:
    with desk.reading() as session:
        return session.get_one(Dossier, "d1").title


def test_that_a_change_moves_the_version_on(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    assert _seen(desk) == 1
    assert _rename(desk, "changed", seen=1) == 2
    assert (_seen(desk), _title(desk)) == (2, "changed")


def test_that_two_desks_cannot_overwrite_each_other_silently(two_desks: tuple[Store, Store]) -> None:
    first, second = two_desks
    seen_by_first, seen_by_second = _seen(first), _seen(second)
    _rename(first, "by the first", seen_by_first)
    with pytest.raises(Refusal) as caught:
        _rename(second, "by the second", seen_by_second)
    assert caught.value.code == "version.changed"
    assert dict(caught.value.facts) == {"kind": "dossier", "id": "d1", "seen": 1, "held": 2}
    assert (_title(second), _seen(second)) == ("by the first", 2)
    _rename(second, "by the second", _seen(second))
    assert _title(first) == "by the second"


def test_that_a_change_of_a_child_only_still_moves_the_version(two_desks: tuple[Store, Store]) -> None:
    first, second = two_desks
    seen = _seen(second)
    with first.writing() as session:
        dossier = session.get_one(Dossier, "d1")
        touch(session, dossier, 1)
        dossier.notes.append(Note(id="n1", text="a note"))
    with pytest.raises(Refusal, match="version.changed"):
        _rename(second, "unaware of the note", seen)


def test_that_an_act_may_touch_the_same_thing_twice(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    with desk.writing() as session:
        row = session.get_one(Dossier, "d1")
        assert [touch(session, row, 1), touch(session, row, 1), touch(session, row)] == [2, 2, 2]
        assert row.version == 2
    assert _seen(desk) == 2


def test_that_without_a_seen_version_the_one_just_read_counts(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    assert [_rename(desk, "once", None), _rename(desk, "twice", None)] == [2, 3]


def test_that_a_version_nobody_can_have_seen_is_refused(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    with pytest.raises(Refusal, match="version.changed"):
        _rename(desk, "from the future", 9)
    assert (_seen(desk), _title(desk)) == (1, "as it came")


def test_that_a_thing_made_in_this_act_stays_at_its_first_version(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    with desk.writing() as session:
        row = Dossier(id="d2", title="new")
        assert touch(session, row) == 1
        session.add(row)
        assert touch(session, row) == 1
        session.flush()
        assert touch(session, row) == 1
        assert _versions(session) == [("d1", 1), ("d2", 1)]


def test_that_a_refused_act_leaves_the_version(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    with pytest.raises(ZeroDivisionError), desk.writing() as session:
        touch(session, session.get_one(Dossier, "d1"), 1)
        raise ZeroDivisionError
    assert _seen(desk) == 1


def test_that_a_thing_deleted_by_another_desk_is_said_to_be_gone(two_desks: tuple[Store, Store]) -> None:
    desk, _ = two_desks
    with desk.writing() as session:
        row = session.get_one(Dossier, "d1")
        session.connection().execute(Dossier.__table__.delete())  # type: ignore[attr-defined]
        with pytest.raises(Refusal) as caught:
            touch(session, row, 1)
    assert caught.value.facts["held"] is None


def _versions(session: Session) -> list[tuple[str, int]]:
    return [(row.id, row.version) for row in session.scalars(select(Dossier).order_by(Dossier.id))]
