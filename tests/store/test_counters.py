from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from mediation_desk.store.counters import DrawnFor, DrawnNumber, book, draw, drawn_in, gaps, void
from mediation_desk.store.engines import Store
from mediation_desk.terms.refusal import Refusal


def _printed(seq: int) -> str:
    return f"（2026）临调字第{seq}号"


def _draw(
    store: Store, now: datetime, *, body: str = "body-1", series: str = "docket", year: int = 2026
) -> DrawnNumber:
    with store.writing() as session:
        return draw(session, body, series, year, _printed, DrawnFor(act_id="a1", drawn_at=now, case_id="c1"))


def test_that_numbers_run_on_from_one(store: Store, now: datetime) -> None:
    assert [_draw(store, now).text for _ in range(3)] == [_printed(1), _printed(2), _printed(3)]


def test_that_every_body_series_and_year_has_its_own_run(store: Store, now: datetime) -> None:
    drawn = [
        _draw(store, now),
        _draw(store, now, body="body-2"),
        _draw(store, now, series="oral"),
        _draw(store, now, body="body-3", year=2027),
    ]
    assert [number.seq for number in drawn] == [1, 1, 1, 1]


def test_that_a_refused_act_leaves_no_gap(store: Store, now: datetime) -> None:
    _draw(store, now)
    with pytest.raises(Refusal), store.writing() as session:
        draw(session, "body-1", "docket", 2026, _printed, DrawnFor(act_id="a2", drawn_at=now))
        raise Refusal("some.reason")
    assert _draw(store, now).seq == 2
    with store.reading() as session:
        assert [number.seq for number in book(session, "body-1", "docket", 2026)] == [1, 2]
        assert gaps(session) == ()


def test_that_two_desks_never_draw_the_same_number(store: Store, desk_on: Callable[[], Store], now: datetime) -> None:
    other = desk_on()
    assert [_draw(desk, now).seq for desk in (store, other, other, store)] == [1, 2, 3, 4]


def test_that_one_act_may_draw_several_numbers(store: Store, now: datetime) -> None:
    with store.writing() as session:
        purpose = DrawnFor(act_id="a1", drawn_at=now)
        drawn = [draw(session, "body-1", "docket", 2026, _printed, purpose).seq for _ in range(5)]
    assert drawn == [1, 2, 3, 4, 5]


def test_that_a_printed_number_is_never_given_out_twice(store: Store, now: datetime) -> None:
    with store.writing() as session:
        purpose = DrawnFor(act_id="a1", drawn_at=now)
        draw(session, "body-1", "docket", 2026, lambda seq: "same", purpose)
        with pytest.raises(Refusal) as caught:
            draw(session, "body-1", "docket", 2027, lambda seq: "same", purpose)
    assert caught.value.code == "number.taken"


def test_that_a_voided_number_stays_in_the_book_with_its_reason(store: Store, now: datetime) -> None:
    first = _draw(store, now)
    with store.writing() as session:
        assert void(session, first, " 重复登记 ").voided_reason == "重复登记"
    second = _draw(store, now)
    with store.reading() as session:
        kept = [(number.seq, number.voided_reason) for number in book(session, "body-1", "docket", 2026)]
        assert gaps(session) == ()
    assert kept == [(1, "重复登记"), (2, None)]
    assert second.text == _printed(2)


def test_that_a_number_is_voided_once_and_with_a_reason(store: Store, now: datetime) -> None:
    number = _draw(store, now)
    with store.writing() as session:
        with pytest.raises(Refusal, match="number.void_reason_missing"):
            void(session, number, "  ")
        void(session, number, "重复登记")
        with pytest.raises(Refusal) as caught:
            void(session, number, "再次")
    assert caught.value.code == "number.already_voided"
    assert caught.value.facts["reason"] == "重复登记"


def test_that_a_number_nobody_drew_cannot_be_voided(store: Store) -> None:
    with store.writing() as session, pytest.raises(Refusal, match="number.unknown"):
        void(session, DrawnNumber("body-1", "docket", 2026, 7, _printed(7)), "x")


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM number_drawn WHERE seq = 2", "DELETE FROM number_drawn", "UPDATE number_series SET last = 9"],
)
def test_that_the_self_check_finds_a_book_with_gaps(store: Store, now: datetime, damage: str) -> None:
    for _ in range(3):
        _draw(store, now)
    with store.writing() as session:
        session.execute(text(damage))
        assert gaps(session) == (("body-1", "docket", 2026),)


ROUNDS = itertools.count()
"""Each round of the property has bodies of its own in the one office."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["draw", "draw", "draw", "void", "refused", "void and refused"]),
        st.sampled_from(["town", "village"]),
        st.sampled_from([2026, 2027]),
        st.integers(0, 9),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_whatever_is_drawn_voided_and_refused_no_book_has_a_gap(
    store: Store, now: datetime, steps: list[tuple[str, str, int, int]]
) -> None:
    """Two bodies across the turn of the year, against a list for each book."""
    round_name = next(ROUNDS)
    kept: dict[tuple[str, int], list[str | None]] = {}
    for what, body, year, which in steps:
        held = kept.setdefault((body, year), [])
        key = (f"{body}-{round_name}", "docket", year)
        render = f"（{year}）{{}}号-{round_name}".format
        with contextlib.suppress(Refusal), store.writing() as session:
            if what in ("draw", "refused"):
                drawn = draw(session, *key, render, DrawnFor(act_id="a", drawn_at=now))
                assert drawn.seq == len(held) + 1
            elif held:
                which %= len(held)
                one = DrawnNumber(*key, which + 1, render(which + 1))
                assert void(session, one, f"第{which}次").voided_reason == f"第{which}次"
            if "refused" in what:
                raise Refusal("some.reason")
            if what == "draw":
                held.append(None)
            elif held and held[which] is None:
                held[which] = f"第{which}次"
    with store.reading() as session:
        assert gaps(session) == ()
        for (body, year), held in kept.items():
            found = book(session, f"{body}-{round_name}", "docket", year)
            assert [(one.seq, one.voided_reason) for one in found] == list(enumerate(held, 1))
            assert set(found) <= set(drawn_in(session, year))
