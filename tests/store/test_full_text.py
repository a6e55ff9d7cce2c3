from __future__ import annotations

import random
import unicodedata

import pytest
from sqlalchemy import select, text

from mediation_desk.model.search import SearchText
from mediation_desk.store.engines import Store
from mediation_desk.store.search import LONGEST_QUERY, find, index, rebuild, spaced, unspaced
from mediation_desk.terms.refusal import Refusal

TEXTS = {
    "c1": "张䶮与李四因屋顶漏水发生纠纷，要求赔偿8,000元。电话 13800001234",
    "c2": "王𰻝饲养藏獒伤人；案号（2026）临调字第12号，身份证330602199001010011",
    "c3": "Smith & Co. 诉 张三：围墙倒塌，漏水 AND 赔偿 NOT NEAR",
    "c4": "邻居\n围 墙",
}


@pytest.fixture
def found(store: Store) -> Store:
    with store.writing() as session:
        for ref, written in TEXTS.items():
            index(session, "case", ref, written, case_id=ref)
    return store


def _refs(store: Store, query: str, **more: object) -> list[str]:
    wanted = {"compartments": ["common"], **more}
    with store.reading() as session:
        return [row.ref for row in find(session, query, **wanted)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("漏水", ["c3", "c1"]),
        ("张䶮", ["c1"]),
        ("王𰻝", ["c2"]),
        ("藏獒伤人", ["c2"]),
        ("漏", ["c3", "c1"]),
        ("围墙", ["c4", "c3"]),
        ("漏水 张䶮", ["c1"]),
        ("张䶮　漏水", ["c1"]),
        ("8000", ["c1"]),
        ("0000123", ["c1"]),
        ("（2026）临调字第12号", ["c2"]),
        ("(2026)临调字第12号", ["c2"]),
        ("２０２６", ["c2"]),
        ("19900101", ["c2"]),
        ("smith", ["c3"]),
        ("SMITH & co", ["c3"]),
        ("水漏", []),
        ("四张", []),
        ("", []),
        ("  ，。*\"' ", []),
    ],
)
def test_that_any_run_of_characters_is_found_newest_first(found: Store, query: str, refs: list[str]) -> None:
    assert _refs(found, query) == refs


def test_that_operators_are_words_like_any_other(found: Store) -> None:
    assert _refs(found, "漏水 AND 赔偿") == ["c3"]
    assert _refs(found, "漏水 NOT") == ["c3"]
    assert _refs(found, "text:漏水") == []


def test_that_a_compartment_not_allowed_is_not_found(found: Store) -> None:
    with found.writing() as session:
        index(session, "note", "n1", "单独谈话：底线是漏水赔五千", case_id="c1", compartment="party:p1")
    assert "n1" not in _refs(found, "漏水")
    assert _refs(found, "漏水", compartments=["common", "party:p1"])[0] == "n1"
    assert _refs(found, "漏水", compartments=[]) == []


def test_that_results_keep_to_the_allowed_cases(found: Store) -> None:
    assert _refs(found, "漏水", cases=["c1"]) == ["c1"]
    assert _refs(found, "漏水", cases=select(SearchText.case_id).where(SearchText.ref == "c3")) == ["c3"]
    assert _refs(found, "漏水", cases=[]) == []


def test_that_a_changed_text_is_found_by_its_new_words_only(found: Store) -> None:
    with found.writing() as session:
        index(session, "case", "c1", "改为采光纠纷", case_id="c1")
    assert _refs(found, "漏水") == ["c3"]
    assert _refs(found, "采光") == ["c1"]


def test_that_an_emptied_text_is_taken_out(found: Store) -> None:
    with found.writing() as session:
        index(session, "case", "c1", "  ", case_id="c1")
    assert _refs(found, "漏水") == ["c3"]


def test_that_the_same_thing_may_stand_in_two_compartments(found: Store) -> None:
    with found.writing() as session:
        index(session, "case", "c1", "只给工作人员看的采光", case_id="c1", compartment="staff")
    assert _refs(found, "漏水") == ["c3", "c1"]
    assert _refs(found, "采光", compartments=["staff"]) == ["c1"]


def test_that_a_limit_keeps_the_newest(found: Store) -> None:
    assert _refs(found, "漏水", limit=1) == ["c3"]


def test_that_the_excerpt_shows_the_words_as_written(found: Store) -> None:
    with found.writing() as session:
        index(session, "case", "c9", "前" * 100 + "Zhang San 的滑坡" + "后" * 100)
    with found.reading() as session:
        (row,) = find(session, "滑坡", compartments=["common"])
    assert "Zhang San 的滑坡" in row.excerpt
    assert row.excerpt.startswith("…前") and row.excerpt.endswith("后…")


def test_that_the_index_is_rebuilt_from_the_texts(found: Store) -> None:
    with found.writing() as session:
        session.execute(text("DELETE FROM search_index"))
        assert find(session, "漏水", compartments=["common"]) == ()
        assert rebuild(session) == len(TEXTS)
    assert _refs(found, "漏水") == ["c3", "c1"]


def test_that_the_search_text_keeps_every_character() -> None:
    for written in TEXTS.values():
        plain = unicodedata.normalize("NFKC", written).replace("\n", " ")
        assert unspaced(spaced(written)) == plain


def test_that_a_rolled_back_text_is_not_found(found: Store) -> None:
    with pytest.raises(ZeroDivisionError), found.writing() as session:
        index(session, "case", "c7", "滑坡")
        raise ZeroDivisionError
    assert _refs(found, "滑坡") == []


def test_that_a_query_beyond_reason_is_refused(found: Store) -> None:
    with pytest.raises(Refusal) as caught:
        _refs(found, "水" * (LONGEST_QUERY + 1))
    assert caught.value.code == "search.too_long"
    assert _refs(found, "水 " * (LONGEST_QUERY // 2)) == ["c3", "c1"]


PIECES = (
    *('"', "'", "*", "^", "(", ")", "{", "}", ":", "-", "+", "--", ";", "%", "\\", "\0", "\n", "\ud800", "\u202e", "́"),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "NEAR",
        "text:",
        "search_index",
        "rowid",
        "DROP TABLE draft",
        "' OR 1=1",
        '""',
        '"*',
    ),
    *("漏水", "张", "䶮", "𰻝", "8", "ﬁ", "①", "㍿", "\ue000", " ", "　", "\u200b", "😀", "ß", "İ"),
)


def test_that_hostile_queries_find_only_what_holds_their_words(found: Store) -> None:
    chance = random.Random(20260302)
    for _ in range(300):
        query = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12)))
        refs = _refs(found, query)
        assert set(refs) == _by_hand(query), repr(query)


def _by_hand(query: str) -> set[str]:
    words = [word for word in map(_letters, _plain(query).split()) if word]
    return {ref for ref, written in TEXTS.items() if words and all(word in _letters(_plain(written)) for word in words)}


def _plain(written: str) -> str:
    kept = unicodedata.normalize("NFKC", written)
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in kept)


def _letters(written: str) -> str:
    return "".join(sign.lower() for sign in written if sign.isalnum() or sign in "\ue000𰻝")
