"""A small rule book, made for the purpose: limits by name and day, and what an office sets for itself in it."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.local_rules import (
    LocalLength,
    LocalText,
    LocalValue,
    require_local,
)
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.refusal import Refusal

from .refusals import faults, refused
from .test_limits import FILE as LIMIT
from .test_procedure_reading import ACTS, CITED, FILE

ENDINGS = {"ending": [{"code": "agreed", "internal": "达成协议", "for_parties": "已达成协议", **CITED}]}
CONCLUDE: dict[str, Any] = {**LIMIT, "on_expiry": "warn", "answered_by": ["ended"], "valid_from": date(2026, 1, 1)}
for key in ("opens", "answered_routes", "valid_to"):
    del CONCLUDE[key]
VISIT: dict[str, Any] = {
    **CONCLUDE,
    "id": "visit",
    "name": "回访",
    "valid_from": date(2026, 2, 1),
    "certainty": "memory",
}
EARLY: dict[str, Any] = {**VISIT, "valid_from": date(2020, 1, 1), "valid_to": date(2025, 12, 31)}
CONFIRM: dict[str, Any] = {
    **FILE["route"][0],
    "id": "judicial_confirmation",
    "limit": "people.conclude",
    "source": "某法 9",
}
ORAL: dict[str, Any] = {**FILE["agreement"][0], "form": "oral"}
PEOPLE: dict[str, Any] = {
    **FILE,
    "stage": [
        {"id": "registered", "name": "登记", "acts": ["accept_case"]},
        {"id": "ended", "name": "终结", "acts": []},
    ],
    "limit": [CONCLUDE],
    "route": [CONFIRM, {**CONFIRM, "id": "suit"}],
    "agreement": [FILE["agreement"][0], ORAL],
}
OWN: dict[str, Any] = {
    **PEOPLE,
    "id": "administrative.small",
    "kind": "administrative",
    "name": "行政调解",
    "docket": {**FILE["docket"], "local": False},
    "route": [{**CONFIRM, "local": False}],
    "agreement": [{**FILE["agreement"][0], "local": False}],
}
FILES: dict[str, Any] = {"people.toml": PEOPLE, "administrative.toml": OWN}
GENERAL = {"limit": [EARLY, VISIT]}


@pytest.fixture(scope="module")
def make(calendar: Calendar) -> Any:
    def make(files: dict[str, Any] = FILES, **changes: Any) -> RuleBook:
        shared: dict[str, Any] = {"parts": {}, "endings": ENDINGS, "general": GENERAL, "calendar": calendar}
        return RuleBook.of(files, known_acts=ACTS, **{**shared, **changes})

    return make


@pytest.fixture(scope="module")
def book(make: Any) -> RuleBook:
    found: RuleBook = make()
    return found


def test_that_procedures_stand_in_the_order_of_their_files_and_are_found_by_id_and_kind(book: RuleBook) -> None:
    assert list(book.procedures) == ["administrative.small", "people.small"]
    assert book.of_kind("people") == (book.procedure("people.small"),) and book.of_kind("judicial") == ()
    assert book.shipped is None
    with refused("procedure.unknown", procedure="people.x", field="procedure"):
        book.procedure("people.x")


def test_that_the_digest_is_over_those_of_all_procedures(book: RuleBook) -> None:
    joined = "".join(book.procedure(id).digest for id in ("administrative.small", "people.small"))
    assert book.digest == hashlib.sha256(joined.encode()).hexdigest()


def test_that_a_limit_is_listed_once_though_procedures_share_it(book: RuleBook) -> None:
    assert [limit.id for limit in book.limits()] == ["visit", "visit", "people.conclude"]


def test_that_a_limit_is_found_in_the_wording_of_the_day(book: RuleBook) -> None:
    early, late = book.general
    found = {None: early, date(2025, 12, 31): early, date(2026, 2, 1): late}
    assert {on: book.limit("visit", on) for on in found} == found
    between, periods = date(2026, 1, 31), "2020-01-01起至2025-12-31止；2026-02-01起"
    with refused("limit.not_in_force", limit="visit", name="回访", on=between, periods=periods, field="limit"):
        book.limit("visit", between)


@pytest.mark.parametrize(
    ("id", "near"),
    [
        ("moon", ""),
        ("visits", "，相近的有：visit（回访）"),
        ("回访", "，相近的有：visit（回访）"),
        ("concl", "，相近的有：people.conclude（调解期限）"),
        ("", ""),
    ],
)
def test_that_an_unknown_limit_is_refused_with_those_that_may_be_meant(book: RuleBook, id: str, near: str) -> None:
    with refused("limit.unknown", limit=id, near=near, field="limit"):
        book.limit(id)


def test_that_at_most_five_limits_are_near_those_of_a_like_id_first_then_those_that_hold_the_word(make: Any) -> None:
    names = ["x.visit.one", "x.visit.two", "visitor", "x.visit.three", "a.b.c.visit.four", "x.visit.five"]
    many = make(general={"limit": [{**VISIT, "id": id} for id in names]})
    assert many.near("visit") == (
        "visitor（回访）",
        "x.visit.two（回访）",
        "x.visit.one（回访）",
        "x.visit.three（回访）",
        "a.b.c.visit.four（回访）",
    )


def told(make: Any, file: str, *files: Any, **changes: Any) -> list[tuple[str, str]]:
    return faults(lambda: make(*files, **changes), file)


def test_that_mistakes_are_told_with_the_file_they_stand_in(make: Any) -> None:
    spoiled = {**FILES, "people.toml": {**PEOPLE, "hue": "red"}}
    assert told(make, "people.toml", spoiled) == [("hue", "未知的键")]
    assert told(make, "codes/endings.toml", endings={**ENDINGS, "hue": "red"}) == [("hue", "未知的键")]
    assert told(make, "rules/limits.toml", general={**GENERAL, "hue": "red"}) == [("hue", "未知的键")]
    missing = {"ending": [{**ENDINGS["ending"][0], "code": ""}]}
    with pytest.raises(Refusal, check=lambda refusal: "codes/endings.toml：ending[1].code" in str(refusal)):
        make(endings=missing)
    overlapping = {"limit": [{**EARLY, "valid_to": date(2026, 2, 1)}, VISIT]}
    assert told(make, "rules/limits.toml", general=overlapping) == [("limit", "visit的有效期重叠")]
    part = {"colour": {"hue": "red"}}
    assert told(make, "procedures/parts/colour.toml", parts=part) == [("hue", "未知的键")]
    unknown = {**FILES, "people.toml": {**PEOPLE, "parts": ["moon"]}}
    assert told(make, "people.toml", unknown) == [("parts", "未知的共用部分：moon")]
    lost = {**FILES, "people.toml": {**PEOPLE, "limit": []}}
    assert told(make, "people.toml", lost) == [
        ("route", "judicial_confirmation涉及未知的期限：people.conclude"),
        ("route", "suit涉及未知的期限：people.conclude"),
    ]


def test_that_a_procedure_comes_once(make: Any) -> None:
    assert told(make, "z.toml", {**FILES, "z.toml": PEOPLE}) == [("id", "重复的程序：people.small")]


def test_that_a_limit_is_worded_alike_wherever_it_stands(make: Any) -> None:
    other = {**CONCLUDE, "name": "另一期限"}
    spoiled = {**FILES, "people.toml": {**PEOPLE, "limit": [other]}}
    clash = [("limit[1].id", "重复的期限：people.conclude（已见于administrative.toml）")]
    assert told(make, "people.toml", spoiled) == clash
    general = {"limit": [EARLY, VISIT, other]}
    both = [("limit[1].id", "重复的期限：people.conclude（已见于rules/limits.toml）")]
    assert told(make, "people.toml", {"people.toml": PEOPLE}, general=general) == both
    one_of_two = {"people.toml": {**PEOPLE, "limit": [CONCLUDE, VISIT]}}
    assert told(make, "people.toml", one_of_two) == [("limit[2].id", "重复的期限：visit（已见于rules/limits.toml）")]
    make({"people.toml": {**PEOPLE, "limit": [CONCLUDE, EARLY, VISIT]}})


def test_that_examples_are_recomputed_wherever_a_limit_stands_but_not_without_a_calendar(make: Any) -> None:
    wrong = {**CONCLUDE, "example": [{"on": date(2026, 3, 2), "due": date(2026, 4, 2)}]}
    files = {"people.toml": {**PEOPLE, "limit": [wrong]}}
    said = "例子写2026-04-02，按规则应为2026-04-01"
    assert told(make, "people.toml", files) == [("limit[1].example[1].due", said)]
    general = {"limit": [{**wrong, "id": "visit"}]}
    assert told(make, "rules/limits.toml", general=general) == [("limit[1].example[1].due", said)]
    assert make(files, general=general, calendar=None).procedure("people.small")


# -- what an office sets for itself

SERIES = "（{year}）临{body}第{n}号"
TEXTS = {
    "series:people.small": LocalText(SERIES, "某通知 1"),
    "standing:people.small": LocalText("closed", "某复函 2"),
    "copies:people.small": LocalText("3", "某通知 3"),
}
LENGTHS = {"people.conclude": LocalLength(20, "某办法 4"), "visit": LocalLength(10, "某办法 5")}


def test_that_an_office_s_own_values_take_their_places_and_nothing_else_changes(book: RuleBook) -> None:
    own = book.with_local(LENGTHS, TEXTS)
    was, now = book.procedure("people.small"), own.procedure("people.small")
    assert was.docket is not None
    conclude = replace(was.limits[0], length=20, source="某办法 4；某法 1", examples=())
    confirm = replace(was.routes[0], standing="closed", source="某复函 2；某法 9")
    copies = replace(was.agreements[0].copies, more=3)
    written = replace(was.agreements[0], copies=copies, source="某通知 3；某法 1")
    assert now == replace(
        was,
        docket=replace(was.docket, series=SERIES, source="某通知 1；某法 1"),
        limits=(conclude,),
        routes=(confirm, was.routes[1]),
        agreements=(written, was.agreements[1]),
    )
    other = book.procedure("administrative.small")
    assert own.procedure("administrative.small") == replace(other, limits=(conclude,))
    assert [limit.length for limit in own.general] == [10, 10] and own.shipped is book


def test_that_own_values_replace_earlier_own_values(book: RuleBook) -> None:
    own = book.with_local(LENGTHS, TEXTS).with_local({})
    assert (own.procedures, own.general, own.shipped) == (book.procedures, book.general, book)


@pytest.mark.parametrize(
    ("key", "own", "code", "facts"),
    [
        ("hue:people.small", ("x", "y"), "local.unknown", {"field": "key", "key": "hue:people.small"}),
        ("copies:people.x", ("x", "y"), "local.unknown", {"field": "key", "key": "copies:people.x"}),
        ("series:administrative.small", ("x", "y"), "local.not_local", {
            "field": "key", "name": "编号式样", "procedure": "行政调解",
        }),
        ("standing:administrative.small", ("x", "y"), "local.not_local", {
            "field": "key", "name": "能否申请司法确认", "procedure": "行政调解",
        }),
        ("copies:administrative.small", ("x", "y"), "local.not_local", {
            "field": "key", "name": "协议另加份数", "procedure": "行政调解",
        }),
        ("copies:people.small", ("3", " "), "local.source_missing", {"field": "source", "name": "协议另加份数"}),
        ("series:people.small", ("第{n}号", "y"), "local.series_wrong", {
            "field": "value", "value": "第{n}号", "reason": "{year}和{n}应各出现一次",
        }),
        ("standing:people.small", ("perhaps", "y"), "local.standing_unknown", {
            "field": "value", "value": "perhaps", "known": "可以申请、先询当地法院、不申请",
        }),
        ("copies:people.small", ("1", "y"), "local.copies_too_few", {"field": "value", "least": 2, "law": "某法 1"}),
        ("copies:people.small", ("many", "y"), "local.copies_too_few", {"field": "value", "least": 2, "law": "某法 1"}),
    ],
)  # fmt: skip
def test_that_what_is_not_for_the_office_is_refused_with_the_reason(
    book: RuleBook, key: str, own: tuple[str, str], code: str, facts: dict[str, Any]
) -> None:
    with refused(code, **facts):
        book.with_local({}, {key: LocalText(*own)})
    found, aside = book.with_sound_local({}, {key: LocalText(*own)})
    assert found.procedures == book.procedures
    assert [(one.setting, one.refusal.code, dict(one.refusal.facts)) for one in aside] == [(key, code, facts)]


def test_that_a_value_within_the_law_is_not_refused(book: RuleBook) -> None:
    for key, own in {**TEXTS, "copies:people.small": LocalText("2", "y")}.items():
        require_local(book.procedures, key, own)
        book.with_local({}, {key: own})


def test_that_a_length_for_no_limit_is_refused(book: RuleBook) -> None:
    with refused("limit.unknown", limit="moon", near="", field="limit"):
        book.with_local({"moon": LocalLength(3, "某办法")})


def test_that_of_stored_values_the_sound_ones_hold_and_the_others_are_set_aside_with_their_reason(
    book: RuleBook,
) -> None:
    lengths = {**LENGTHS, "visit": LocalLength(99, "某办法")}
    texts = {**TEXTS, "series:people.small": LocalText("x", "y")}
    own, aside = book.with_sound_local(lengths, texts)
    sound = {key: text for key, text in TEXTS.items() if not key.startswith("series")}
    assert own == book.with_local({"people.conclude": LENGTHS["people.conclude"]}, sound)
    assert [(one.setting, one.refusal.code) for one in aside] == [
        ("visit", "limit.wrong_direction"),
        ("series:people.small", "local.series_wrong"),
    ]
    assert book.with_sound_local(LENGTHS, TEXTS) == (book.with_local(LENGTHS, TEXTS), ())


def test_that_everything_local_is_listed_with_what_is_shipped_and_what_holds_now(book: RuleBook) -> None:
    texts: dict[str, Any] = {"where": "人民调解", "certainty": "read"}
    visit, conclude, series, standing, copies = book.with_local(LENGTHS, TEXTS).local_values()
    assert visit == LocalValue(
        key="visit",
        kind="length",
        where="各程序",
        name="回访",
        shipped="30 calendar",
        now="10 calendar",
        now_words="10日",
        shipped_words="30日",
        source="某办法 5；某法 1",
        certainty="memory",
        bound="max",
        unit="calendar",
    )
    assert (conclude.key, conclude.where, conclude.certainty) == ("people.conclude", "行政调解、人民调解", "read")
    assert series == LocalValue(
        key="series:people.small",
        kind="series",
        name="编号式样",
        shipped="（{year}）{body}第{n}号",
        now=SERIES,
        shipped_words="（{year}）{body}第{n}号",
        now_words=SERIES,
        source="某通知 1；某法 1",
        **texts,
    )
    assert standing == LocalValue(
        key="standing:people.small",
        kind="standing",
        name="能否申请司法确认",
        shipped="ask_court",
        now="closed",
        shipped_words="先询当地法院",
        now_words="不申请",
        source="某复函 2；某法 9",
        **texts,
    )
    assert copies == LocalValue(
        key="copies:people.small",
        kind="copies",
        name="协议另加份数",
        shipped="2",
        now="3",
        shipped_words="2",
        now_words="3",
        source="某通知 3；某法 1",
        **texts,
    )
    assert all(value.own for value in (visit, conclude, series, standing, copies))
    assert not any(value.own for value in book.local_values())


@pytest.mark.parametrize("change", [{"local": False}, {"bound": "fixed"}])
def test_that_a_limit_that_the_law_keeps_is_not_listed_and_the_next_one_is(make: Any, change: dict[str, Any]) -> None:
    kept = make(general={"limit": [{**VISIT, **change}, {**VISIT, "id": "free"}]})
    assert [value.key for value in kept.local_values() if value.kind == "length"] == ["free", "people.conclude"]


def test_that_a_procedure_without_a_number_of_its_own_has_no_series_to_set(make: Any) -> None:
    bare = {key: value for key, value in deepcopy(PEOPLE).items() if key != "docket"}
    kinds = [value.kind for value in make({"people.toml": bare}).local_values()]
    assert kinds == ["length", "length", "standing", "copies"]


def test_that_a_faulty_book_is_refused_as_a_whole(make: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        make({**FILES, "people.toml": {"id": "people.small"}}, general={"limit": [{"id": "x"}]})
    files = {fault.file for fault in refusal.value.facts["faults"]}  # type: ignore[attr-defined]
    assert files == {"people.toml", "rules/limits.toml"}
