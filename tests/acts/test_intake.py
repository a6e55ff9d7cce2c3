"""At the counter: registering, correcting, people and their numbers, accepting and refusing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.acts.acceptance import AcceptCase, ReceiveApplication, RefuseCase, SignFileReceipt
from mediation_desk.acts.intake import CorrectCase, OpenTrack, RegisterCase, TakeUpEnquiry
from mediation_desk.acts.people import (
    AddPerson,
    AddRelation,
    CorrectPerson,
    EndRelation,
    PersonDraft,
    RelationDraft,
    WithholdFact,
)
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.facts.shapes import PersonFacts
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from tests.support.practice_desk import DAY, Case, refused, staff

VALID_ID = "330699196803121518"
VALID_CREDIT_CODE = "91330681MA2X3K7L4Q"


def _register(**changes: object) -> RegisterCase:
    given: dict[str, object] = {
        "source": "self",
        "region": "330699101",
        "summary": "双方因排水发生争执。",
        "request": "赔偿",
        "dispute_type": "neighbours",
    }
    return RegisterCase(**{**given, **changes})


def _person(case: Case, **changes: object) -> AddPerson:
    return AddPerson(person=PersonDraft(**{"id": case.id("new"), "name": "周大妈", **changes}))


def _known(case: Case, name: str = "new") -> PersonFacts:
    return next(person for person in case.facts().people if person.id == case.id(name))


# -- the case


def test_that_a_case_has_a_number_for_life_and_a_title_of_its_own(case: Case) -> None:
    case.register(3, title="", enquiry=True)
    before = case.facts()
    assert before.number and before.enquiry
    assert before.title == "王有田与李秀英等2人 邻里"
    case.do(TakeUpEnquiry(), DAY + timedelta(days=1))
    after = case.facts()
    assert (after.number, after.enquiry) == (before.number, False)
    case.refused("case.not_an_enquiry", TakeUpEnquiry())


def test_that_an_enquiry_is_taken_up_before_it_is_mediated(case: Case) -> None:
    case.register(2, enquiry=True)
    case.refused(
        "case.still_an_enquiry", OpenTrack(track=case.id("t"), procedure="people.general", body=staff("fengtang"))
    )


def test_that_numbers_of_cases_follow_one_another(case: Case) -> None:
    first = case.register().facts().number
    second = Case(case.office).register().facts().number
    assert _running(second) == _running(first) + 1


def _running(number: str) -> int:
    return int(re.findall(r"\d+", number)[-1])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"source": "rumour"}, "code.unknown", "source"),
        ({"dispute_type": "quarrel"}, "code.unknown", "dispute_type"),
        ({"summary": "  "}, "field.empty", "summary"),
        ({"region": ""}, "field.empty", "region"),
    ],
)
def test_that_a_registration_is_complete(case: Case, changes: dict[str, object], code: str, field: str) -> None:
    refusal = case.refused(code, _register(**changes))
    assert refusal.facts["field"] == field


def test_that_a_case_is_registered_once(case: Case) -> None:
    case.register()
    case.refused("case.exists", _register())


def test_that_a_refused_registration_takes_no_number(case: Case) -> None:
    first = Case(case.office).register().facts().number
    case.refused("code.unknown", _register(source="rumour"))
    assert _running(case.register().facts().number) == _running(first) + 1


def _change(field: str, was: str | None, now: str | None) -> FieldCorrection:
    return FieldCorrection(field=field, was=was, now=now)


def test_that_a_correction_names_what_the_author_saw(case: Case) -> None:
    case.register(2, amount_claimed=Money.parse("100.00"))
    wrong = CorrectCase(changes=(_change("title", "别的", "新题"),), reason="写错")
    refusal = case.refused("field.changed_meanwhile", wrong)
    assert refusal.facts["now"] == "邻里纠纷"
    case.refused("field.empty", CorrectCase(changes=(_change("title", "邻里纠纷", "新题"),), reason=""))
    case.refused("field.not_correctable", CorrectCase(changes=(_change("number", None, "1"),), reason="写错"))
    case.do(CorrectCase(changes=(_change("amount_claimed", "100.00", "250.50"),), reason="写错"))
    assert case.facts().amount_claimed == Money.parse("250.50")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_change("amount_claimed", None, "-3"), "money.unreadable"),
        (_change("source", "self", "rumour"), "code.unknown"),
        (_change("summary", "双方因排水发生争执。", None), "field.empty"),
        (_change("title", "邻里纠纷", "  "), "field.empty"),
    ],
)
def test_that_a_correction_is_held_to_the_same_rules(case: Case, change: FieldCorrection, code: str) -> None:
    case.register(2)
    refusal = case.refused(code, CorrectCase(changes=(change,), reason="写错"))
    assert refusal.facts["field"] == change.field


# -- people


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id_number": "330699196803121519"}, "identity.id_number_check", "id_number"),
        ({"id_number": "330699196802301518"}, None, "id_number"),
        ({"id_number": "12345"}, None, "id_number"),
        ({"credit_code": "91330681MA2X3K7L4Z"}, None, "credit_code"),
        ({"phone": "12ab"}, None, "phone"),
        ({"ethnicity": "99"}, "code.unknown", "ethnicity"),
        ({"kind": "ghost"}, "code.unknown", "kind"),
        ({"sex": "X"}, "code.unknown", "sex"),
        ({"birth": date(2026, 3, 3)}, "identity.birth_in_future", "birth"),
        ({"name": "   "}, "field.empty", "name"),
        ({"id_number": VALID_ID, "birth": date(1990, 1, 1)}, "person.contradicts_id", "birth"),
        ({"id_number": VALID_ID, "sex": "女"}, "person.contradicts_id", "sex"),
    ],
)
def test_that_a_person_s_data_are_right(case: Case, changes: dict[str, object], code: str | None, field: str) -> None:
    case.register()
    if code is None:
        code = _code_of(case, changes)
    refusal = case.refused(code, _person(case, **changes))
    assert refusal.facts["field"] == field


def _code_of(case: Case, changes: dict[str, object]) -> str:
    """The law's own code for a number; its tests are the law's, here it only has to come through whole."""
    with pytest.raises(Refusal) as caught:
        case.do(_person(case, **changes))
    return caught.value.code


def test_that_an_id_number_fills_birth_and_sex(case: Case) -> None:
    case.register()
    case.do(_person(case, id_number=VALID_ID))
    person = _known(case)
    assert (person.birth, person.sex, person.minor) == (date(1968, 3, 12), "男", False)


def test_that_a_corrected_id_number_brings_its_birth_and_sex(case: Case) -> None:
    case.register()
    case.do(_person(case, id_number=VALID_ID))
    other = "11010119900307002X"
    correct = CorrectPerson(person=case.id("new"), changes=(_change("id_number", VALID_ID, other),), reason="看错")
    case.do(correct)
    person = _known(case)
    assert (person.id_number, person.birth, person.sex) == (other, date(1990, 3, 7), "女")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_change("birth", None, "2026-02-30"), "date.impossible"),
        (_change("id_number", None, "330699196803121519"), "identity.id_number_check"),
        (_change("name", "周大妈", None), "field.empty"),
        (_change("name", "周大妈", " "), "field.empty"),
        (_change("name", "周大婶", "周嫂"), "field.changed_meanwhile"),
        (_change("kind", "natural", "company"), "field.not_correctable"),
    ],
)
def test_that_a_person_s_correction_is_held_to_the_same_rules(case: Case, change: FieldCorrection, code: str) -> None:
    case.register()
    case.do(_person(case))
    refusal = case.refused(code, CorrectPerson(person=case.id("new"), changes=(change,), reason="写错"))
    assert refusal.facts["field"] == change.field


def test_that_a_person_s_correction_needs_a_reason(case: Case) -> None:
    case.register()
    change = _change("name", "王有田", "王友田")
    case.refused("field.empty", CorrectPerson(person=case.id("n1"), changes=(change,), reason=" "))
    case.refused("person.unknown", CorrectPerson(person=case.id("nobody"), changes=(change,), reason="写错"))
    case.do(CorrectPerson(person=case.id("n1"), changes=(change,), reason="写错"))
    assert _known(case, "n1").name == "王友田"


def test_that_the_same_person_is_added_once(case: Case) -> None:
    case.register()
    case.do(_person(case))
    case.refused("id.taken", _person(case))


def test_that_a_relation_ends_once(case: Case) -> None:
    case.register()
    case.do(_person(case))
    relation = RelationDraft(id=case.id("r"), kind="relative", person=case.id("new"), party=case.id("p1"))
    case.refused("code.unknown", AddRelation(relation=replace(relation, kind="enemy")))
    case.refused("party.unknown", AddRelation(relation=replace(relation, party=case.id("nothing"))))
    case.do(AddRelation(relation=relation))
    end = EndRelation(relation=case.id("r"), reason="代理终止")
    case.refused("relation.unknown", replace(end, relation=case.id("nothing")))
    case.do(end)
    case.refused("relation.ended", end)


def test_that_a_fact_is_withheld_from_parties_of_the_case(case: Case) -> None:
    case.register()
    withhold = WithholdFact(
        id=case.id("w"), person=case.id("n1"), field="address", from_parties=(case.id("p2"),), reason="住所保密"
    )
    case.refused("field.not_correctable", replace(withhold, field="shoe_size"))
    case.refused("party.unknown", replace(withhold, from_parties=("nobody",)))
    case.refused("person.unknown", replace(withhold, person=case.id("nobody")))
    case.do(withhold)


# -- accepting


def test_that_acceptance_needs_an_application_and_draws_one_docket(case: Case) -> None:
    case.register().open()
    accept = AcceptCase(track=case.id("t"))
    case.refused("track.no_application", accept)
    case.refused("code.unknown", ReceiveApplication(track=case.id("t"), form="by pigeon"))
    case.do(ReceiveApplication(track=case.id("t"), form="oral"))
    outcome = case.do(accept)
    assert outcome.numbers == (case.track().docket,)
    assert "枫塘人调字第" in outcome.numbers[0]


def test_that_acceptance_on_one_day_happens_once(case: Case) -> None:
    case.register().open()
    case.do(AcceptCase(track=case.id("t"), own_motion=True))
    case.refused("track.accepted_already", AcceptCase(track=case.id("t"), own_motion=True))


def test_that_a_refused_track_takes_no_docket_and_tells_the_ground(case: Case) -> None:
    case.register().open()
    case.refused("procedure.refuse_reason_unknown", RefuseCase(track=case.id("t"), ground="mood"))
    case.do(RefuseCase(track=case.id("t"), ground="administrative_dispute"))
    track = case.track()
    assert (track.stage, track.docket) == ("ended", None)
    assert "行政争议" in str(track.ending_words)


def test_that_a_file_receipt_belongs_to_a_court_s_referral(case: Case) -> None:
    case.register().open()
    receipt = SignFileReceipt(track=case.id("t"), documents=("起诉状",), handed_over_by="法院", received_by="林远")
    case.refused("act.not_open", receipt)


# -- order and days


def test_that_an_act_out_of_order_is_refused_and_says_where_the_track_stands(case: Case) -> None:
    case.register().open()
    refusal = case.refused("act.not_open", case.final_text())
    assert refusal.facts["stage"] == "登记"


def test_that_the_day_lies_between_the_case_and_today(case: Case) -> None:
    case.register()
    tomorrow = DAY + timedelta(days=1)
    case.refused("act.in_the_future", _person(case), tomorrow, today=DAY)
    case.refused("act.before_the_case", _person(case), DAY - timedelta(days=1), today=DAY)
    refused("case.unknown", lambda: Case(case.office).do(_person(case)))
