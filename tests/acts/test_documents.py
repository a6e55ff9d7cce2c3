"""The document that a person showed: its kind, its number, and what it fills in."""

from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.acts.people import AddPerson, CorrectPerson, PersonDraft
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.facts.shapes import PersonFacts
from tests.support.practice_desk import Case, refused

VALID_ID = "330699196803121518"


def add(case: Case, **changes: object) -> AddPerson:
    return AddPerson(person=PersonDraft(**{"id": case.id("new"), "name": "安娜", **changes}))


def known(case: Case) -> PersonFacts:
    return next(person for person in case.facts().people if person.id == case.id("new"))


def correct(case: Case, **changes: tuple[str | None, str | None]) -> CorrectPerson:
    put = tuple(FieldCorrection(field=name, was=was, now=now) for name, (was, now) in changes.items())
    return CorrectPerson(person=case.id("new"), changes=put, reason="看错")


def test_that_an_identity_number_tells_its_kind_and_fills_birth_and_sex(case: Case) -> None:
    case.register()
    case.do(add(case, id_number=VALID_ID))
    person = known(case)
    assert (person.document_kind, person.document) == ("resident", "居民身份证")
    assert (person.birth, person.sex) == (date(1968, 3, 12), "男")


def test_that_a_passport_keeps_the_birth_and_sex_that_were_told(case: Case) -> None:
    case.register()
    birth = date(1990, 3, 7)
    case.do(add(case, document_kind="passport", id_number="e12345678", birth=birth, sex="女"))
    person = known(case)
    assert (person.document, person.id_number, person.birth, person.sex) == ("护照", "E12345678", birth, "女")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"document_kind": "passport", "id_number": VALID_ID}, "identity.document_of_another_kind", "document_kind"),
        ({"document_kind": "visa"}, "code.unknown", "document_kind"),
        ({"id_number": "E12345678"}, "identity.id_number_form", "id_number"),
        ({"document_kind": "taiwan_permit", "id_number": "123"}, "identity.document_form", "id_number"),
        ({"sex": "男性"}, "code.unknown", "sex"),
        ({"birth": date(1850, 1, 1)}, "identity.birth_too_long_ago", "birth"),
        ({"ethnicity": "57"}, "code.unknown", "ethnicity"),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field(
    case: Case, changes: dict[str, object], code: str, field: str
) -> None:
    case.register()
    assert case.refused(code, add(case, **changes)).facts["field"] == field


def test_that_all_codes_of_the_standards_are_taken(case: Case) -> None:
    case.register()
    case.do(add(case, sex="未说明", ethnicity="98"))
    assert (known(case).sex, known(case).ethnicity) == ("未说明", "外国血统中国籍人士")


def test_that_a_corrected_number_brings_its_own_kind(case: Case) -> None:
    case.register()
    case.do(add(case, id_number=VALID_ID))
    case.do(correct(case, id_number=(VALID_ID, "H12345678")))
    person = known(case)
    assert (person.document_kind, person.birth, person.sex) == ("hk_macao_permit", date(1968, 3, 12), "男")
    case.do(correct(case, id_number=("H12345678", "33069919850606005X"), birth=("1968-03-12", "1985-06-06")))
    assert (known(case).document_kind, known(case).sex) == ("resident", "男")


def test_that_kind_and_number_are_corrected_together(case: Case) -> None:
    case.register()
    case.do(add(case, id_number=VALID_ID))
    change = {"id_number": (VALID_ID, "E12345678"), "document_kind": ("resident", "passport")}
    case.do(correct(case, **change))
    assert known(case).document == "护照"
    case.do(correct(case, id_number=("E12345678", None)))
    assert (known(case).document_kind, known(case).id_number) == (None, None)


def test_that_a_region_code_of_no_level_is_refused_and_an_unknown_one_is_not(case: Case) -> None:
    refused("region.code_form", lambda: case.register(region="临溪县"))
    case.register(region="330699177")
    assert case.facts().region == "330699177"
