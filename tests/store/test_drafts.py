from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from mediation_desk.store.drafts import SavedDraft, discard, drafts_of, load, save
from mediation_desk.store.engines import Store


def test_that_a_draft_survives_the_desk(store: Store, desk_on: Callable[[], Store], now: datetime) -> None:
    with store.writing() as session:
        save(session, "wang", "intake", {"summary": "漏水", "parties": [{"name": "张䶮"}]}, now, case_id="c1")
    store.close()
    with desk_on().reading() as session:
        draft = load(session, "wang", "intake")
    expected = {"summary": "漏水", "parties": [{"name": "张䶮"}]}
    assert draft == SavedDraft("intake", expected, now.replace(tzinfo=None), "c1")


def test_that_saving_again_replaces(store: Store, now: datetime) -> None:
    for number in range(3):
        with store.writing() as session:
            save(session, "wang", "intake", {"round": number}, now)
    with store.reading() as session:
        assert [draft.body for draft in drafts_of(session, "wang")] == [{"round": 2}]


def test_that_nobody_is_shown_anothers_draft(store: Store, now: datetime) -> None:
    with store.writing() as session:
        save(session, "wang", "intake", {"by": "wang"}, now)
        save(session, "li", "intake", {"by": "li"}, now)
    with store.reading() as session:
        assert [draft.body for draft in drafts_of(session, "li")] == [{"by": "li"}]
        assert load(session, "zhao", "intake") is None


def test_that_unfinished_forms_are_listed_newest_first(store: Store, now: datetime) -> None:
    with store.writing() as session:
        for number, key in enumerate(("intake", "agreement:t1", "session:t1")):
            save(session, "wang", key, {}, now + timedelta(minutes=number))
    with store.reading() as session:
        assert [draft.key for draft in drafts_of(session, "wang")] == ["session:t1", "agreement:t1", "intake"]


def test_that_a_discarded_draft_is_gone_and_discarding_nothing_is_no_matter(store: Store, now: datetime) -> None:
    with store.writing() as session:
        save(session, "wang", "intake", {}, now)
        discard(session, "wang", "intake")
        discard(session, "wang", "never saved")
    with store.reading() as session:
        assert load(session, "wang", "intake") is None
