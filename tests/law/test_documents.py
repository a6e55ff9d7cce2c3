"""Which document a number belongs to, and what may be believed of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.codes import CodeList
from mediation_desk.law.documents import read_document
from mediation_desk.law.identity import credit_code, credit_code_words, resident_check

from .conftest import document
from .refusals import told

TODAY = date(2026, 9, 1)
BORN = date(1990, 1, 1)


def with_check(body: str) -> str:
    return body + resident_check(body)


HMT, FOREIGN = with_check("81000019900101001"), with_check("91115619900101002")
OTHERS = (
    ("hk_macao_permit", "H12345678", "港澳居民来往内地通行证"),
    ("hk_macao_permit", "M1234567890", "港澳居民来往内地通行证"),
    ("taiwan_permit", "12345678", "台湾居民来往大陆通行证"),
    ("taiwan_permit", "1234567890", "台湾居民来往大陆通行证"),
    ("passport", "E12345678", "护照"),
    ("passport", "512345678", "护照"),
    ("foreign_residence_old", "FRA110123456789", "外国人永久居留证（旧版）"),
)


@pytest.fixture(scope="module")
def kinds() -> CodeList:
    return CodeList.of(document("codes", "id_documents"), "id_documents")


def refused(kinds: CodeList, number: str, kind: str | None = None) -> tuple[str, dict[str, Any]]:
    return told(lambda: read_document(kinds, number, TODAY, kind=kind))


@pytest.mark.parametrize(
    ("number", "kind", "words", "sex", "certain"),
    [
        ("330699196803121518", "resident", "居民身份证", "男", True),
        ("330699680312151", "resident", "居民身份证", "男", True),
        (HMT, "hmt_residence", "港澳台居民居住证", "男", False),
        (FOREIGN, "foreign_residence", "外国人永久居留身份证", "女", False),
    ],
)
def test_that_a_checked_number_tells_kind_birth_and_sex(
    kinds: CodeList, number: str, kind: str, words: str, sex: str, certain: bool
) -> None:
    for named in (None, kind):
        found = read_document(kinds, f" {number.lower()} ", TODAY, kind=named)
        assert (found.kind, found.words, found.number, found.sex) == (kind, words, number, sex)
        assert found.birth in (BORN, date(1968, 3, 12)) and found.certain is certain


@pytest.mark.parametrize(("kind", "number", "words"), OTHERS)
def test_that_other_documents_are_held_to_their_form_only(kinds: CodeList, kind: str, number: str, words: str) -> None:
    found = read_document(kinds, number.lower(), TODAY, kind=kind)
    assert (found.kind, found.number, found.words) == (kind, number, words)
    assert (found.birth, found.sex, found.certain) == (None, None, False)


@pytest.mark.parametrize("number", ["H12345678", "M1234567890", "FRA110123456789"])
def test_that_a_number_unlike_any_other_tells_its_kind(kinds: CodeList, number: str) -> None:
    assert read_document(kinds, number, TODAY).number == number


@pytest.mark.parametrize("number", ["12345678", "E12345678", "3306991968031215", "", "护照", "33069919680312151"])
def test_that_half_an_identity_number_is_never_taken_for_another_document(kinds: CodeList, number: str) -> None:
    assert refused(kinds, number) == ("identity.id_number_form", {"field": "id_number", "text": number})


@pytest.mark.parametrize(
    ("number", "kind", "code", "field"),
    [
        ("330699196803121518", "passport", "identity.document_of_another_kind", "document_kind"),
        (HMT, "resident", "identity.document_of_another_kind", "document_kind"),
        (FOREIGN, "hmt_residence", "identity.document_of_another_kind", "document_kind"),
        ("H12345678", "resident", "identity.document_of_another_kind", "document_kind"),
        ("E12345678", "resident", "identity.document_form", "id_number"),
        ("X12345678", "hk_macao_permit", "identity.document_form", "id_number"),
        ("1234567", "taiwan_permit", "identity.document_form", "id_number"),
        ("ＦＲ123", "passport", "identity.document_form", "id_number"),
        ("330699196803121519", None, "identity.id_number_check", "id_number"),
        ("330699196803121519", "resident", "identity.id_number_check", "id_number"),
        (with_check("81000020260901002"), "hmt_residence", None, None),
        (with_check("81000020260902001"), "hmt_residence", "identity.birth_in_future", "id_number"),
        (with_check("91115618950831001"), None, "identity.birth_too_long_ago", "id_number"),
        (with_check("91115619900230001"), None, "identity.birth_impossible", "id_number"),
        (with_check("82123419900101001"), None, "identity.document_unknown", "document_kind"),
        ("330699196803121518", "visa", "code.unknown", "document_kind"),
    ],
)
def test_that_a_number_that_is_none_of_its_kind_is_refused_at_its_field(
    kinds: CodeList, number: str, kind: str | None, code: str | None, field: str | None
) -> None:
    if code is None:
        assert read_document(kinds, number, TODAY, kind=kind).birth == TODAY
        return
    refusal, facts = refused(kinds, number, kind)
    assert (refusal, facts["field"]) == (code, field)


@pytest.mark.parametrize(
    ("number", "kind", "code", "facts"),
    [
        (
            "h12345678",
            "resident",
            "identity.document_of_another_kind",
            {"field": "document_kind", "document": "居民身份证", "says": "港澳居民来往内地通行证"},
        ),
        (
            "e1234 5678",
            "resident",
            "identity.document_form",
            {"field": "id_number", "document": "居民身份证", "text": "E12345678"},
        ),
        (
            "１２３４５６７８",
            "taiwan_permit",
            "identity.document_form",
            {"field": "id_number", "document": "台湾居民来往大陆通行证", "text": "１２３４５６７８"},
        ),
        (
            with_check("82123419900101001"),
            None,
            "identity.document_unknown",
            {"field": "document_kind", "text": with_check("82123419900101001")},
        ),
    ],
)
def test_that_a_refused_number_says_what_was_named_and_what_it_is(
    kinds: CodeList, number: str, kind: str | None, code: str, facts: dict[str, str]
) -> None:
    assert refused(kinds, number, kind) == (code, facts)


@pytest.mark.parametrize(
    ("areas", "warnings"), [((), ()), (("330699",), ()), (("110101",), ("identity.area_unknown",))]
)
def test_that_an_area_nobody_knows_is_only_warned_of(
    kinds: CodeList, areas: tuple[str, ...], warnings: tuple[str, ...]
) -> None:
    assert read_document(kinds, "330699196803121518", TODAY, areas=areas).warnings == warnings


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999), st.sampled_from(["330699", "810000", "911156"]))
def test_that_every_checked_number_is_told_from_itself(birth: date, serial: int, area: str) -> None:
    kinds = CodeList.of(document("codes", "id_documents"), "id_documents")
    found = read_document(kinds, with_check(f"{area}{birth:%Y%m%d}{serial:03d}"), TODAY)
    assert found.birth == birth
    assert found.kind == {"330699": "resident", "810000": "hmt_residence", "911156": "foreign_residence"}[area]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("91330699MA9XTE018E", "市场监督管理部门登记的企业"),
        ("93330699MA9XTE0263", "市场监督管理部门登记的农民专业合作社"),
        ("92330699MA9XTE0341", "市场监督管理部门登记的个体工商户"),
        ("54330699ME9XTE047H", "民政部门登记的村民委员会"),
        ("1233069947TE00158A", "机构编制部门登记的事业单位"),
    ],
)
def test_that_a_credit_code_says_who_registered_which_kind_of_body(number: str, words: str) -> None:
    bodies = CodeList.of(document("codes", "credit_code_bodies"), "codes")
    assert credit_code_words(credit_code(number), bodies) == words


def test_that_the_standard_codes_are_whole(code_lists: dict[str, CodeList]) -> None:
    ethnicities = [code.code for code in code_lists["ethnicities"].codes]
    assert ethnicities == [f"{number:02d}" for number in range(1, 57)] + ["97", "98"]
    assert len({code.words for code in code_lists["ethnicities"].codes}) == 58
    assert {code.code: code.words for code in code_lists["sexes"].codes} == {
        "0": "未知",
        "1": "男",
        "2": "女",
        "9": "未说明",
    }


def test_that_a_digit_of_another_script_is_no_digit_whatever_the_form_says() -> None:
    card = {"code": "card", "words": "某证", "form": r"\d{3}"}
    list_of = {"id": "x", "name": "证件", "source": "某", "certainty": "read", "code": [card]}
    kinds = CodeList.of(list_of, "codes/x.toml")
    assert read_document(kinds, "123", TODAY, kind="card").number == "123"
    assert refused(kinds, "１２３", "card")[0] == "identity.document_form"
