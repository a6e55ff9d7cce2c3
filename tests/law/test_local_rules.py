"""What an office may set for itself, how far, and on which source."""

from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.law.bars import Term
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.deadlines import due
from mediation_desk.law.local_rules import LocalLength, LocalText
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.refusal import Refusal


def test_that_a_limit_left_to_local_rules_goes_either_way_and_in_a_unit_of_theirs(
    rulebook: RuleBook, calendar: Calendar
) -> None:
    longer = rulebook.with_local({"school.conclude": LocalLength(3, "上海市条例", "months")})
    assert due(longer.limit("school.conclude"), date(2026, 3, 2), calendar).last_day == date(2026, 6, 2)
    shorter = rulebook.with_local({"administrative.conclude": LocalLength(20, "某市办法", "working")})
    assert shorter.limit("administrative.conclude").length_words == "20个工作日"


@pytest.mark.parametrize(
    ("limit", "own", "code"),
    [
        ("people.conclude", LocalLength(20, "某办法", "working"), "limit.unit_not_local"),
        ("school.conclude", LocalLength(2, "某办法", "years"), "limit.unit_not_local"),
        ("school.conclude", LocalLength(0, "某办法"), "limit.wrong_direction"),
    ],
)
def test_that_a_unit_is_changed_only_where_the_law_leaves_it(
    rulebook: RuleBook, limit: str, own: LocalLength, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        rulebook.with_local({limit: own})
    assert refusal.value.code == code and refusal.value.facts["source"]


def test_that_a_second_setting_is_measured_against_the_law_not_against_the_first(rulebook: RuleBook) -> None:
    first = rulebook.with_local({"people.conclude": LocalLength(20, "某办法")})
    assert first.with_local({"people.conclude": LocalLength(25, "某新办法")}).limit("people.conclude").length == 25


def test_that_the_courts_of_a_place_may_confirm_administrative_agreements_or_not(
    rulebook: RuleBook, confirmation: ConfirmationRules
) -> None:
    for value, standing in (("open", "open"), ("closed", "closed"), (None, "ask_court")):
        own = {} if value is None else {"standing:administrative.general": LocalText(value, "县法院复函")}
        procedure = rulebook.with_local({}, own).procedure("administrative.general")
        routes = [route for route in procedure.routes if route.id == "judicial_confirmation"]
        assert routes[0].standing == standing


@pytest.mark.parametrize(
    ("key", "value", "source", "code"),
    [
        ("colour:people.general", "red", "某通知", "local.unknown"),
        ("copies:nothing", "2", "某通知", "local.unknown"),
        ("standing:people.general", "closed", "某通知", "local.not_local"),
        ("copies:people.general", "2", " ", "local.source_missing"),
        ("copies:people.general", "0", "某通知", "local.copies_too_few"),
        ("copies:people.general", "many", "某通知", "local.copies_too_few"),
        ("series:people.general", "第{n}", "某通知", "local.series_wrong"),
        ("standing:administrative.general", "perhaps", "某通知", "local.standing_unknown"),
    ],
)
def test_that_a_value_the_law_does_not_leave_to_the_office_is_refused(
    rulebook: RuleBook, key: str, value: str, source: str, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        rulebook.with_local({}, {key: LocalText(value, source)})
    assert refusal.value.code == code


def test_that_a_closed_way_says_why_and_what_else_there_is(rulebook: RuleBook, confirmation: ConfirmationRules) -> None:
    judged = confirmation.judge(rulebook.procedure("administrative.traffic"), "written", [Term(1)])
    assert judged.standing == "closed" and "人民调解委员会" in judged.reason and judged.certainty == "memory"


def test_that_everything_local_is_listed_once_with_what_is_shipped(rulebook: RuleBook) -> None:
    own = rulebook.with_local(
        {"visit": LocalLength(15, "本中心规定")}, {"copies:people.general": LocalText("2", "县局通知")}
    )
    values = {value.key: value for value in own.local_values()}
    assert len(values) == len(own.local_values())
    assert (values["visit"].own, values["visit"].now_words, values["visit"].shipped_words) == (True, "15日", "30日")
    assert values["visit"].where.count("、") == len(rulebook.procedures) - 1
    assert values["copies:people.general"].own and not values["series:people.general"].own
    assert values["evaluation.conclude"].where == "各程序"
    assert {value.key for value in values.values() if value.own} == {"visit", "copies:people.general"}
    assert values["standing:administrative.traffic"].now_words == "不申请"


def test_that_an_own_series_numbers_and_an_own_count_copies(rulebook: RuleBook) -> None:
    texts = {
        "series:people.general": LocalText("（{year}）临{body}民调字第{n}号", "县局通知"),
        "copies:people.general": LocalText("3", "县局通知"),
    }
    people = rulebook.with_local({}, texts).procedure("people.general")
    assert people.docket is not None and people.docket.series == "（{year}）临{body}民调字第{n}号"
    assert people.agreement("written").copies.count(2, "police_110") == 6
    assert people.agreement("oral").copies.count(2) == 2
    assert people.digest != rulebook.procedure("people.general").digest


def test_that_types_of_dispute_are_counted_under_a_type_of_the_form(disputes: CodeList) -> None:
    assert disputes.counted("noise") == "pollution" and disputes.counted("pollution") == "pollution"
    assert len({disputes.counted(code.code) for code in disputes.codes}) == 18
    document = {
        "id": "x",
        "name": "x",
        "source": "x",
        "certainty": "memory",
        "code": [{"code": "a", "words": "a", "counts_as": "b"}],
    }
    with pytest.raises(Refusal, match="rules.faulty"):
        CodeList.of(document, "codes")
