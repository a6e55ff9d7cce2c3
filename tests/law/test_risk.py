"""Risk: an explained score, hard rules that stand whatever the score, and folds that no order of recording changes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.risk import RiskRules, Sign
from mediation_desk.law.risk_course import Graded, colour_since, current, report_owed_since, visits
from mediation_desk.law.risk_local import stored_risk
from mediation_desk.terms.events import Event
from mediation_desk.terms.refusal import Refusal

from .conftest import document

SHIPPED = RiskRules.of(document("rules", "risk"))
CODES = [signal.code for signal in SHIPPED.signals]
SEEN = st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 60)), unique_by=lambda one: one[0], max_size=6)


def signs(*codes: str, **counted: int) -> list[Sign]:
    return [*(Sign(code=code) for code in codes), *(Sign(code=code, count=n) for code, n in counted.items())]


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 5, day, hour)


def graded(rules: RiskRules, when: datetime, *codes: str, **counted: int) -> Graded:
    return Graded(id=f"{when}{codes}{counted}", at=when, grade=rules.grade(signs(*codes, **counted)))


@pytest.mark.parametrize(
    ("seen", "score", "colour"),
    [
        ([], 0, "green"),
        (signs("long_feud"), 10, "green"),
        (signs("breakup"), 15, "yellow"),
        (signs("injury", "long_feud"), 30, "yellow"),
        (signs("breakup", "drink_drug_illness"), 35, "orange"),
        (signs("child_harm"), 40, "orange"),
        (signs("domestic_violence", "injury", "hardship"), 65, "red"),
        (signs("threat"), 40, "red"),
        (signs("weapon"), 40, "red"),
        (signs("self_harm"), 40, "red"),
        (signs("gathering"), 30, "red"),
        (signs(police_calls=2), 0, "green"),
        (signs(police_calls=3), 20, "orange"),
        (signs(police_calls=9), 20, "orange"),
        (signs(repeated=1), 10, "green"),
        (signs(repeated=2), 20, "yellow"),
        (signs(repeated=7), 30, "yellow"),
        (signs(failed_mediation=1), 0, "green"),
        (signs(failed_mediation=2), 10, "green"),
        (signs(crowd=4), 0, "green"),
        (signs(crowd=5), 10, "green"),
        (signs(crowd=10), 20, "yellow"),
        (signs(crowd=30), 35, "red"),
    ],
)
def test_that_signals_score_as_they_weigh_and_hard_rules_set_a_floor(
    risk: RiskRules, seen: list[Sign], score: int, colour: str
) -> None:
    grade = risk.grade(seen)
    assert (grade.score, grade.colour) == (score, colour)


def test_that_a_grade_explains_every_point_its_cap_and_why_the_floor_holds(risk: RiskRules) -> None:
    grade = risk.grade([Sign(code="police_calls", count=4, note="6月2日最近一次"), Sign(code="repeated", count=5)])
    assert grade.explanation == (
        "相同当事人90日内报警4次（6月2日最近一次）：20分（本中心做法，依据待核）",
        "相同当事人或者相同事项重复发生纠纷5次，每次10分、至多30分：30分（本中心做法，依据待核）",
        "合计50分，评定为橙",
        "相同当事人90日内报警：不低于橙（本中心做法，依据待核）",
    )
    assert risk.grade(signs(police_calls=2, repeated=1)).explanation[:2] == (
        "相同当事人90日内报警2次，不足3次不计分：0分（本中心做法，依据待核）",
        "相同当事人或者相同事项重复发生纠纷1次，每次10分：10分（本中心做法，依据待核）",
    )


def test_that_red_must_be_reported_and_violence_keeps_the_sides_apart_whatever_the_score(risk: RiskRules) -> None:
    violence = risk.grade(signs("domestic_violence"))
    assert (violence.colour, violence.must_report, violence.no_joint_session) == ("orange", True, True)
    assert [one.source for one in violence.of_kind("report")] == ["人民调解法 25；反家庭暴力法 13、14"]
    threat = risk.grade(signs("threat"))
    assert (threat.must_report, threat.no_joint_session) == (True, False)
    assert [(one.text, one.source, one.certain) for one in threat.of_kind("report")] == [
        ("风险为红：须立即报告公安机关", "人民调解法 25", True)
    ]
    assert [one.to for one in risk.grade(signs("self_harm")).of_kind("refer")] == [
        ("心理服务机构", "监护人", "公安机关")
    ]
    assert not risk.grade(signs("breakup")).must_report


@pytest.mark.parametrize(
    ("stored", "aside"),
    [
        (None, {}),
        ({"weights": {"breakup": 40}, "left_out": ["long_feud"], "source": "某办法"}, {}),
        ({"weights": {"weather": 5}, "left_out": ["rain"]}, {"risk:weather": "unknown", "risk:rain": "unknown"}),
        ({"weights": {"breakup": 101, "injury": "many"}, "left_out": []}, {"risk:breakup": "out", "risk:injury": "un"}),
        ({"weights": {}, "left_out": ["child_harm", 7]}, {"risk:child_harm": "fixed", "risk:7": "unreadable"}),
        ({"weights": 7}, {"risk": "unreadable"}),
        ("many", {"risk": "unreadable"}),
    ],
)
def test_that_stored_weights_that_no_longer_hold_are_set_aside_and_the_others_stay(
    risk: RiskRules, stored: Any, aside: dict[str, str]
) -> None:
    found, lapsed = stored_risk(risk, stored)
    told = {one.setting: one.refusal.code for one in lapsed}
    assert set(told) == set(aside)
    assert all(word in told[key] for key, word in aside.items())
    if stored and not aside:
        assert (found.grade(signs("breakup")).score, found.left_out) == (40, {"long_feud"})
    else:
        assert found == risk


@given(SEEN, SEEN)
def test_that_more_signals_never_make_a_case_look_safer(
    first: list[tuple[str, int]], more: list[tuple[str, int]]
) -> None:
    known = {code for code, _ in first}
    few = [Sign(code=code, count=count) for code, count in first]
    many = [*few, *(Sign(code=code, count=count) for code, count in more if code not in known)]
    less, grown = SHIPPED.grade(few), SHIPPED.grade(many)
    assert grown.score >= less.score
    assert grown.order <= less.order
    assert not grown.loosens(less)
    assert less.score == sum(line.points for line in less.lines)


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (signs("bad_mood"), "risk.signal_unknown"),
        (signs("threat", "threat"), "risk.signal_twice"),
        (signs(crowd=0), "risk.count_not_positive"),
    ],
)
def test_that_signals_come_from_the_list_once_each(risk: RiskRules, seen: list[Sign], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        risk.grade(seen)
    assert (refused.value.code, refused.value.facts["field"]) == (code, "signals")


def test_that_losing_a_hard_rule_loosens_as_a_better_colour_does(risk: RiskRules) -> None:
    both, threat = risk.grade(signs("threat", "domestic_violence")), risk.grade(signs("threat"))
    assert threat.colour == both.colour
    assert threat.loosens(both)
    assert not both.loosens(threat)
    assert risk.grade([]).loosens(risk.grade(signs("breakup")))


def test_that_an_office_weighs_for_itself(risk: RiskRules) -> None:
    own = risk.with_local({"breakup": 40, "crowd.10": 5}, ["heavy_loss"])
    assert own.grade(signs("breakup")).colour == "orange"
    assert [own.grade(signs(crowd=n)).score for n in (5, 10, 30)] == [10, 5, 35]
    assert "heavy_loss" not in {signal.code for signal in own.offered}
    with pytest.raises(Refusal, match=r"risk\.signal_left_out"):
        own.grade(signs("heavy_loss"))
    assert own.with_local({}, []).grade(signs("heavy_loss")).score == 20


@pytest.mark.parametrize(
    ("weights", "left_out", "code"),
    [
        ({"crowd": 5}, [], "risk.weight_unknown"),
        ({"breakup": -1}, [], "risk.weight_out_of_range"),
        ({"breakup": 101}, [], "risk.weight_out_of_range"),
        ({}, ["bad_mood"], "risk.signal_unknown"),
        ({}, ["domestic_violence"], "risk.rule_is_fixed"),
    ],
)
def test_that_an_office_can_switch_off_no_hard_rule(
    risk: RiskRules, weights: dict[str, int], left_out: list[str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        risk.with_local(weights, left_out)
    assert refused.value.code == code


def test_that_a_hard_rule_is_defended_with_its_article(risk: RiskRules) -> None:
    with pytest.raises(Refusal) as refused:
        risk.with_local({}, ["child_harm"])
    assert refused.value.facts["source"] == "未成年人保护法 11；反家庭暴力法 14"


def test_that_a_weight_of_nothing_leaves_the_hard_rules_in_force(risk: RiskRules) -> None:
    own = risk.with_local({"threat": 0}, [])
    assert (own.grade(signs("threat")).score, own.grade(signs("threat")).colour) == (0, "red")


@given(st.permutations(range(4)))
def test_that_the_grade_in_force_does_not_depend_on_the_order_of_recording(order: list[int]) -> None:
    course = [
        graded(SHIPPED, at(11), "threat"),
        graded(SHIPPED, at(11), "breakup"),
        graded(SHIPPED, at(14), "breakup"),
        graded(SHIPPED, at(20), "domestic_violence"),
    ]
    shuffled = [course[place] for place in order]
    assert [current(shuffled, at(day, 23)) for day in (10, 11, 14, 20)] == [None, course[0], course[2], course[3]]
    assert current(shuffled) == course[3]
    assert colour_since(shuffled) == course[3]


def test_that_a_colour_holds_since_it_began_and_not_since_it_was_last_said(risk: RiskRules) -> None:
    first, again = graded(risk, at(11), "threat"), graded(risk, at(15), "threat", "injury")
    assert colour_since([again, first]) == first
    assert colour_since([]) is None


def test_that_a_report_is_owed_until_it_is_made(risk: RiskRules) -> None:
    red = graded(risk, at(11, 10), "threat")
    assert report_owed_since([], []) is None
    assert report_owed_since([graded(risk, at(11), "breakup")], []) is None
    assert report_owed_since([red], []) == at(11, 10)
    assert report_owed_since([red], [at(11, 12)]) is None
    assert report_owed_since([red], [at(10, 12)]) == at(11, 10)


def test_that_who_telephones_first_and_grades_afterwards_has_reported(risk: RiskRules) -> None:
    assert report_owed_since([graded(risk, at(11, 10), "threat")], [at(11, 9)]) is None


def test_that_a_new_signal_asks_for_a_report_of_its_own(risk: RiskRules) -> None:
    course = [graded(risk, at(11, 10), "threat"), graded(risk, at(11, 15), "threat", "weapon")]
    assert report_owed_since(course, [at(11, 12)]) == at(11, 15)
    assert report_owed_since(course, [at(11, 16)]) is None
    again = [course[0], graded(risk, at(12), "threat", "injury")]
    assert report_owed_since(again, [at(11, 12)]) is None


def test_that_a_lower_grade_owes_no_report(risk: RiskRules) -> None:
    assert report_owed_since([graded(risk, at(11), "threat"), graded(risk, at(12), "breakup")], []) is None


def test_that_red_is_visited_from_the_day_it_was_seen_and_visits_answer_in_order(risk: RiskRules) -> None:
    red = [graded(risk, at(11, 10), "threat")]
    events = [Event("visited", date(2026, 5, day)) for day in (14, 11, 12)]
    plan = visits(risk, red, [*events, Event("ended", date(2026, 5, 20))])
    assert [(visit.day, visit.due) for visit in plan] == [
        (1, date(2026, 5, 12)),
        (3, date(2026, 5, 14)),
        (7, date(2026, 5, 18)),
        (30, date(2026, 6, 10)),
    ]
    assert [visit.made_on for visit in plan] == [date(2026, 5, 12), date(2026, 5, 14), None, None]


def test_that_orange_is_visited_after_effect_or_ending(risk: RiskRules) -> None:
    orange = [graded(risk, at(11), police_calls=4)]
    effect, ended = Event("agreement_effective", date(2026, 6, 18)), Event("ended", date(2026, 6, 20))
    assert visits(risk, orange, []) == ()
    assert [visit.due for visit in visits(risk, orange, [ended, effect])] == [date(2026, 7, 18), date(2026, 9, 16)]
    assert [visit.due for visit in visits(risk, orange, [ended])] == [date(2026, 7, 20), date(2026, 9, 18)]
    assert visits(risk, [], [effect]) == ()
    assert visits(risk, [graded(risk, at(11))], [effect]) == ()


Spoil = Callable[[dict[str, Any]], object]
FAULTS: list[tuple[Spoil, str]] = [
    (lambda d: d.pop("lowering"), "lowering：缺少内容"),
    (lambda d: d["lowering"].update(roles=[]), "lowering.roles：缺少内容"),
    (lambda d: d.update(colour=[]), "colour：最轻的颜色应从0分起"),
    (lambda d: d["colour"][3].update(at_least=5), "colour：最轻的颜色应从0分起"),
    (lambda d: d["colour"][1].update(at_least=70), "起始分应依次降低"),
    (lambda d: d["colour"][1].update(order=1), "起始分应依次降低"),
    (lambda d: d["colour"][0].update(at_least=-1), "colour[1].at_least：应为不小于零的整数"),
    (lambda d: d["colour"][0].update(revisit=[3, 1]), "colour[1].revisit：天数应依次增大"),
    (lambda d: d["colour"][0].update(revisit=[0]), "colour[1].revisit：应为正整数列表"),
    (lambda d: d["colour"][0].update(revisit="1"), "colour[1].revisit：应为正整数列表"),
    (lambda d: d["colour"][2].update(revisit=[9]), "colour[3].revisit_from"),
    (lambda d: d["colour"][0].update(revisit_from=["snowed"]), "未知的事件：snowed"),
    (lambda d: d.update(signal=[]), "signal：列表为空或有重复的代码"),
    (lambda d: d["signal"].append(d["signal"][0]), "signal：列表为空或有重复的代码"),
    (lambda d: d["signal"][0].update(weight=-5), "signal[1].weight：应为不小于零的整数"),
    (lambda d: d["signal"][0].pop("weight"), "signal[1].tier"),
    (lambda d: d["signal"][9]["tier"].reverse(), "signal[10].tier"),
    (lambda d: d["signal"][0].pop("source"), "signal[1].source：缺少内容"),
    (lambda d: d["signal"][0].update(automatic="magic"), "signal[1].automatic"),
    (lambda d: d["signal"][0]["rule"][0].update(colour="pink"), "signal[1].rule[1].colour"),
    (lambda d: d["signal"][0]["rule"][0].update(to=["police"]), "signal[1].rule[1].to"),
    (lambda d: d["signal"][1]["rule"][1].pop("to"), "signal[2].rule[2].to"),
    (lambda d: d["signal"][1]["rule"][1].update(to=["nobody"]), "未知的接收单位：nobody"),
    (lambda d: d["signal"][0].update(wieght=1), "signal[1].wieght：未知的键"),
]


@pytest.mark.parametrize(("spoil", "said"), FAULTS)
def test_that_a_spoiled_rule_is_found_at_its_place(spoil: Spoil, said: str) -> None:
    spoiled = copy.deepcopy(document("rules", "risk"))
    spoil(spoiled)
    with pytest.raises(Refusal) as refused:
        RiskRules.of(spoiled)
    assert refused.value.code == "rules.faulty"
    assert said in str(refused.value.facts["lines"])


def test_that_all_mistakes_of_the_file_are_told_at_once() -> None:
    spoiled = copy.deepcopy(document("rules", "risk"))
    spoiled["signal"][0]["weight"] = "viel"
    spoiled["colour"][0]["words"] = ""
    with pytest.raises(Refusal) as refused:
        RiskRules.of(spoiled)
    assert refused.value.facts["count"] == 2


def test_that_what_the_centre_made_up_itself_is_not_passed_off_as_law(risk: RiskRules) -> None:
    for signal in risk.signals:
        assert signal.source == "本中心做法"
        for rule in signal.rules:
            own_practice = rule.source.startswith("本中心做法")
            assert (rule.certainty == "memory") == own_practice
