from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.identity import (
    age_on,
    credit_check,
    credit_code,
    organisation_check,
    phone,
    require_believable,
    resident_check,
    resident_id,
)
from mediation_desk.terms.refusal import Refusal

from .refusals import refused

TODAY = date(2026, 9, 1)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def with_check(body: str) -> str:
    return body + resident_check(body)


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), "女"),
        ("330699196803121518", date(1968, 3, 12), "男"),
        ("330699199107040021", date(1991, 7, 4), "女"),
        ("330699201605204447", date(2016, 5, 20), "女"),
        ("330699201708151333", date(2017, 8, 15), "男"),
        ("330699202002291179", date(2020, 2, 29), "男"),
        ("330699200901152376", date(2009, 1, 15), "男"),
        ("330699193411300089", date(1934, 11, 30), "女"),
        ("33069919850606005x", date(1985, 6, 6), "男"),
    ],
)
def test_that_a_resident_number_says_birth_sex_and_area(number: str, birth: date, sex: str) -> None:
    found = resident_id(f" {number} ", TODAY)
    assert (found.number, found.birth, found.sex, found.area) == (number.upper(), birth, sex, number[:6])
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("number", "code", "facts"),
    [
        ("330699196803121519", "check", {"text": "330699196803121519"}),
        ("33069919680312151", "form", {"text": "33069919680312151"}),
        ("3306991968031215189", "form", {"text": "3306991968031215189"}),
        ("3306991968o3121518", "form", {"text": "3306991968o3121518"}),
        ("330699١96803121518", "form", {"text": "330699١96803121518"}),
        ("33069968031215x", "form", {"text": "33069968031215x"}),
        ("", "form", {"text": ""}),
        (with_check("33069920260230001"), "impossible", {"digits": "20260230"}),
        (with_check("33069920250229001"), "impossible", {"digits": "20250229"}),
        (with_check("33069900000101001"), "impossible", {"digits": "00000101"}),
        ("330699681332151", "impossible", {"digits": "19681332"}),
        (with_check("33069920260902001"), "future", {"birth": date(2026, 9, 2)}),
        (with_check("33069918950831001"), "long_ago", {"birth": date(1895, 8, 31)}),
    ],
)
def test_that_a_wrong_resident_number_is_refused_with_its_field_and_what_is_wrong(
    number: str, code: str, facts: dict[str, object]
) -> None:
    whole = {"form": "id_number_form", "check": "id_number_check", "impossible": "birth_impossible"}
    whole |= {"future": "birth_in_future", "long_ago": "birth_too_long_ago"}
    for field in ("people[2].id_number", "id_number"):
        with refused(f"identity.{whole[code]}", field=field, **facts):
            resident_id(f" {number} ", TODAY, **({} if field == "id_number" else {"field": field}))


def test_that_who_is_born_today_is_believed_and_who_is_131_is_not() -> None:
    require_believable(TODAY, TODAY, field="birth")
    require_believable(date(1895, 9, 2), TODAY, field="birth")
    with refused("identity.birth_too_long_ago", field="birth", birth=date(1895, 9, 1)):
        require_believable(date(1895, 9, 1), TODAY, field="birth")
    with refused("identity.birth_in_future", field="birth", birth=date(2026, 9, 2)):
        require_believable(date(2026, 9, 2), TODAY, field="birth")


@pytest.mark.parametrize(("number", "sex"), [("330699680312150", "女"), ("330699680312159", "男")])
def test_that_the_last_place_of_an_old_number_tells_the_sex(number: str, sex: str) -> None:
    found = resident_id(number, TODAY)
    assert (found.sex, found.area, found.birth, found.number) == (sex, "330699", date(1968, 3, 12), number)


def test_that_a_person_of_exactly_130_years_is_still_believed() -> None:
    assert resident_id(with_check("33069918960901001"), TODAY).birth == date(1896, 9, 1)


@pytest.mark.parametrize(
    ("number", "warnings"),
    [
        ("330699680312151", ("identity.old_number",)),
        (with_check("81000019900101001"), ("identity.hong_kong_macao_taiwan",)),
        (with_check("83000019900101001"), ("identity.hong_kong_macao_taiwan",)),
        (with_check("91115619900101001"), ("identity.foreign_resident",)),
        (with_check("33069819900101001"), ("identity.area_unknown",)),
        (with_check("33069919900101001"), ()),
    ],
)
def test_that_unusual_numbers_only_warn(number: str, warnings: tuple[str, ...]) -> None:
    assert resident_id(number, TODAY, areas={"330699"}).warnings == warnings


def test_that_an_old_number_reads_its_year_and_sex() -> None:
    found = resident_id("330699680312151", TODAY)
    assert (found.birth, found.sex) == (date(1968, 3, 12), "男")


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_that_one_wrong_digit_is_always_noticed(birth: date, serial: int, place: int, off: int) -> None:
    number = with_check(f"330699{birth:%Y%m%d}{serial:03d}")
    if place < 17:
        wrong = number[:place] + str((int(number[place]) + off) % 10) + number[place + 1 :]
        with pytest.raises(Refusal):
            resident_id(wrong, TODAY)
    assert resident_id(number, TODAY).birth == birth


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2026, 2, 28), 5), (date(2026, 3, 1), 6), (date(2024, 2, 28), 3), (date(2024, 2, 29), 4)],
)
def test_that_a_leap_day_child_grows_older_on_the_first_of_march(day: date, years: int) -> None:
    assert age_on(date(2020, 2, 29), day) == years


@pytest.mark.parametrize(
    "number",
    [
        "91350100M000100Y43",
        "91330699MA9XTE018E",
        "93330699MA9XTE0263",
        "92330699MA9XTE0341",
        "54330699ME9XTE047H",
        "1233069947TE00158A",
        "91330699MA9XTE050R",
    ],
)
def test_that_valid_credit_codes_are_read(number: str) -> None:
    found = credit_code(number.lower())
    assert found.number == number
    assert (found.department, found.category, found.area) == (number[0], number[:2], number[2:8])
    assert found.organisation == number[8:17]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("91330699MA9XTE018F", "identity.credit_code_check"),
        ("91330699MA9XTE028E", "identity.credit_code_inner_check"),
        ("91330699MA9XTE018", "identity.credit_code_form"),
        ("9133069OMA9XTE018E", "identity.credit_code_form"),
    ],
)
def test_that_a_wrong_credit_code_is_refused(number: str, code: str) -> None:
    with refused(code, field="credit_code", text=number):
        credit_code(f" {number} ")
    with refused(code, field="code", text=number):
        credit_code(number, field="code")


@given(st.text(ALPHABET, min_size=8, max_size=8), st.text(ALPHABET, min_size=8, max_size=8))
def test_that_codes_with_both_check_characters_are_valid(front: str, body: str) -> None:
    number = front + body + organisation_check(body)
    assert credit_code(number + credit_check(number)).organisation == body + organisation_check(body)


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("138 0013 8000", "13800138000", "mobile"),
        ("+86 138-0013-8000", "13800138000", "mobile"),
        ("0571-87654321", "057187654321", "landline"),
        ("（010）87654321", "01087654321", "landline"),
    ],
)
def test_that_telephone_numbers_lose_their_dashes(text: str, number: str, kind: str) -> None:
    found = phone(text)
    assert (found.number, found.kind) == (number, kind)


@pytest.mark.parametrize("text", ["", "12345", "12800138000", "138001380001", "电话"])
def test_that_a_wrong_telephone_number_is_refused(text: str) -> None:
    with refused("identity.phone_form", field="phone", text=text):
        phone(f" {text} ")
    with refused("identity.phone_form", field="contact", text=text):
        phone(text, field="contact")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13000000000", "mobile"),
        ("19900000000", "mobile"),
        ("010-1234567", "landline"),
        ("0571-12345678", "landline"),
        ("+86 0571 1234567", "landline"),
    ],
)
def test_that_the_shortest_and_longest_numbers_of_each_kind_are_read(text: str, kind: str) -> None:
    assert phone(text).kind == kind


@pytest.mark.parametrize(
    ("body", "check"), [("00000000", "0"), ("00000006", "X"), ("00000005", "1"), ("MA9XTE01", "8")]
)
def test_that_the_check_of_an_organisation_is_a_digit_or_x(body: str, check: str) -> None:
    assert organisation_check(body) == check


@pytest.mark.parametrize("check", [resident_check, organisation_check])
def test_that_a_body_of_another_length_has_no_check(check: Callable[[str], str]) -> None:
    with pytest.raises(ValueError, match="zip"):
        check("1" * 18)
