"""The table of hand-overs, the ways that exclude each other, and what becomes of a hand-over."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.codes import CodeList
from mediation_desk.law.forums import ForumRules, Scope
from mediation_desk.law.handover_course import WORDS, Word, answer_clock, require_sayable, settled_on, standing
from mediation_desk.law.handovers import HandoverRule, HandoverRules, Situation
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.papers import catalogue
from mediation_desk.terms.refusal import Refusal

from .conftest import document

DAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def limits(rulebook: RuleBook) -> set[str]:
    return {limit.id for limit in rulebook.general}


@pytest.fixture(scope="session")
def rules(limits: set[str]) -> HandoverRules:
    return HandoverRules.of(document("rules", "handovers"), limits)


@pytest.fixture(scope="session")
def forums() -> ForumRules:
    return ForumRules.of(document("rules", "forums"))


@pytest.fixture
def now(disputes: CodeList) -> Situation:
    return Situation(
        kind="people",
        body="village_committee",
        procedure="people.general",
        stages=("mediating",),
        dispute=disputes.get("neighbours"),
        source="self",
        happened=frozenset({"accepted"}),
    )


def _codes(rules: tuple[HandoverRule, ...]) -> set[str]:
    return {rule.code for rule in rules}


# -- the table


def test_that_every_row_of_the_table_is_there(rules: HandoverRules) -> None:
    assert sorted(rule.row for rule in rules.rules) == list(range(1, 28))


def test_that_every_rule_names_lists_and_papers_that_exist(
    rules: HandoverRules, code_lists: dict[str, CodeList]
) -> None:
    known = {listed.id: {code.code for code in listed.codes} for listed in code_lists.values()}
    flags = set().union(*(code.flags for code in code_lists["dispute_types"].codes))
    for rule in rules.rules:
        assert set(rule.fit.bodies) <= known["organisation_kinds"], rule.code
        assert set(rule.fit.sources) <= known["sources"], rule.code
        assert set(rule.fit.disputes) <= known["dispute_types"], rule.code
        assert set(rule.fit.flags) <= flags, rule.code
        if rule.feedback_paper is not None:
            assert catalogue.paper(rule.feedback_paper), rule.code


def test_that_every_channel_has_its_way_in(rules: HandoverRules) -> None:
    channels = {
        "police_110": 8,
        "hotline_12345": 5,
        "petition": 6,
        "court_pre": 13,
        "court_in": 14,
        "procuratorate": 12,
    }
    for source, row in channels.items():
        assert [rule.row for rule in rules.incoming(source)] == [row]
    assert rules.incoming("self") == ()


def test_that_a_doubtful_source_says_so(rules: HandoverRules) -> None:
    assert rules.rule("police_close", "out").basis.endswith("（依据待核）")
    assert rules.rule("confirmation", "out").basis == "民事诉讼法（2023）205；民事诉讼法解释 354"
    assert rules.rule("care", "out").to_words == "心理服务机构、民政部门、妇联"


def test_that_only_what_fits_is_offered(rules: HandoverRules, now: Situation, disputes: CodeList) -> None:
    village = _codes(rules.offered(now))
    assert {"village_to_town", "police_report", "care", "legal_aid"} <= village
    assert not {"town_to_county", "medical_exclusive", "confirmation", "ownership_decision"} & village
    town = _codes(rules.offered(replace(now, body="town_committee")))
    assert {"town_to_county", "whistle"} <= town
    assert "village_to_town" not in town
    owned = rules.offered(replace(now, dispute=disputes.get("land_forest")))
    assert owned[0].code == "ownership_decision"
    effective = replace(now, stages=("performing",), happened=frozenset({"agreement_effective"}))
    assert {"confirmation", "notary"} <= _codes(rules.offered(effective))
    assert "village_to_town" not in _codes(rules.offered(effective))


def test_that_nothing_that_comes_in_is_offered_as_a_way_out(rules: HandoverRules, now: Situation) -> None:
    assert {rule.way for rule in rules.offered(now)} == {"out"}


def test_that_a_rule_is_taken_as_what_it_is(rules: HandoverRules, now: Situation) -> None:
    assert rules.fitting("village_to_town", "transfer", now).row == 2
    for code, kind, refusal in (
        ("nothing", "transfer", "handover.rule_unknown"),
        ("police_in", "transfer", "handover.rule_unknown"),
        ("village_to_town", "aside", "handover.of_other_kind"),
        ("town_to_county", "transfer", "handover.does_not_fit"),
    ):
        with pytest.raises(Refusal, match=refusal):
            rules.fitting(code, kind, now)
    assert rules.known("police_in") is not None
    assert rules.known(None) is None


@pytest.mark.parametrize(
    ("code", "given", "enough"),
    [
        ("whistle", set(), True),
        ("confirmation", {"a", "b"}, True),
        ("confirmation", {"a"}, False),
        ("legal_aid", {"b"}, True),
        ("legal_aid", set(), False),
    ],
)
def test_that_those_consent_whose_consent_is_needed(
    rules: HandoverRules, code: str, given: set[str], enough: bool
) -> None:
    rule, parties = rules.rule(code, "out"), {"a": "王有田", "b": "王根水"}
    if enough:
        rule.require_consents(parties, given)
        return
    with pytest.raises(Refusal) as refused:
        rule.require_consents(parties, given)
    assert refused.value.code == "handover.consent_missing"
    assert refused.value.facts["parties"] == "、".join(name for id, name in parties.items() if id not in given)


def test_that_papers_go_along_or_their_lack_has_a_reason(rules: HandoverRules) -> None:
    rule = rules.rule("village_to_town", "out")
    rule.require_papers(rule.papers, "")
    rule.require_papers((), "登记表另送")
    with pytest.raises(Refusal) as refused:
        rule.require_papers(("受理登记表",), " ")
    assert refused.value.facts["papers"] == "已调解情况"


def test_that_one_limit_stands_and_among_several_one_is_chosen(rules: HandoverRules) -> None:
    police = rules.rule("police_in", "in")
    assert police.limit_for(None) is None
    assert police.limit_for("referral.police_simple") == "referral.police_simple"
    assert rules.rule("petition_in", "in").limit_for(None) == "referral.petition"
    with pytest.raises(Refusal, match="handover.limit_unknown"):
        police.limit_for("referral.petition")


def test_that_the_levels_rise_from_village_to_city(rules: HandoverRules) -> None:
    assert [level.id for level in rules.levels] == ["village", "town", "county", "city"]
    village = rules.level("community_committee")
    assert village is not None and (village.limit, village.sessions) == ("level.village", 2)
    assert rules.level("court") is None


def test_that_every_mistake_of_the_file_is_told_at_once(limits: set[str]) -> None:
    spoiled: dict[str, Any] = deepcopy(document("rules", "handovers"))
    del spoiled["nodes"]
    spoiled["level"][0]["limit"] = "level.moon"
    spoiled["handover"][1]["level"] = "moon"
    spoiled["handover"][2]["kind"] = "throw"
    spoiled["handover"].append(deepcopy(spoiled["handover"][3]))
    with pytest.raises(Refusal) as refused:
        HandoverRules.of(spoiled, limits)
    found = {fault.key for fault in refused.value.facts["faults"]}
    assert {"nodes", "level[1].limit", "handover[2].level", "handover[3].kind", "handover"} <= found


# -- what becomes of it


@given(st.lists(st.sampled_from(WORDS), unique=True), st.data())
def test_that_the_order_of_recording_changes_nothing(kinds: list[str], data: st.DataObject) -> None:
    words = [Word(kind, DAY + timedelta(days=data.draw(st.integers(0, 9)))) for kind in kinds]
    for order in permutations(words):
        assert standing(order) == standing(words)
        assert settled_on("transfer", order) == settled_on("transfer", words)


def test_that_a_transfer_is_settled_when_taken_and_a_referral_when_answered() -> None:
    words = [Word("taken", DAY), Word("answered", DAY + timedelta(days=4))]
    assert settled_on("transfer", words) == DAY
    assert settled_on("aside", words) == DAY + timedelta(days=4)
    assert settled_on("report", words[:1]) is None


def test_that_words_do_not_contradict_each_other() -> None:
    taken, declined, answered = (Word(kind, DAY) for kind in WORDS)
    require_sayable(DAY, [], taken)
    require_sayable(DAY, [taken], answered)
    require_sayable(DAY, [answered], taken)
    for said, more in (([taken], taken), ([taken], declined), ([declined], taken), ([declined], answered)):
        with pytest.raises(Refusal, match="handover.said_already"):
            require_sayable(DAY, said, more)
    with pytest.raises(Refusal, match="handover.before_sent"):
        require_sayable(DAY + timedelta(days=1), [], taken)


def test_that_the_clock_follows_the_letter_or_else_the_limit(rulebook: RuleBook, calendar: Calendar) -> None:
    limit = rulebook.limit("handover.take")

    def clock(own: date | None, answered: date | None, today: date, source: str = "工作条例 13") -> Any:
        return answer_clock(DAY, limit, own, answered, calendar, today, source=source)

    by_rule = clock(None, None, DAY)
    assert (by_rule.deadline.last_day, by_rule.state, by_rule.days_left) == (date(2026, 3, 9), "running", 7)
    assert "本中心做法" in by_rule.deadline.reason and "依据待核" in by_rule.deadline.reason
    by_letter = clock(date(2026, 3, 4), None, date(2026, 3, 5))
    assert (by_letter.state, by_letter.days_left) == ("expired", -1)
    assert by_letter.deadline.reason == "函件载明2026年3月4日为期限末日。依据：工作条例 13。"
    assert clock(date(2026, 3, 4), None, DAY, "").deadline.reason == "函件载明2026年3月4日为期限末日。"
    assert clock(None, date(2026, 3, 5), date(2026, 4, 1)).state == "answered"
    assert answer_clock(DAY, None, None, None, calendar, DAY, source="") is None


# -- ways that exclude each other


def test_that_medical_ways_exclude_each_other_and_other_quarrels_run_side_by_side(forums: ForumRules) -> None:
    found = forums.exclusive("people", "administrative", "medical")
    assert found is not None and found.basis == "医疗纠纷预防和处理条例 31、40"
    assert forums.exclusive("people", "administrative", "neighbours") is None
    assert forums.exclusive("people", "labour", "unpaid_wages") is None


def test_that_a_forum_that_no_family_names_still_holds_one_at_a_time(forums: ForumRules) -> None:
    same = forums.exclusive("commercial", "commercial", "business")
    assert same is not None and same.basis.endswith("（依据待核）")
    assert forums.exclusive("commercial", "court", "business") is None


@pytest.mark.parametrize(
    ("forum", "dispute", "outside", "family"),
    [
        ("people", "medical", "court", "medical"),
        ("people", "medical", "health", "medical"),
        ("administrative", "medical", "court", "medical"),
        ("people", "neighbours", "court", "people"),
        ("people", "neighbours", "arbitration", "people"),
        ("labour", "unpaid_wages", "arbitration", "labour"),
        ("court", "medical", "court", None),
        ("people", "medical", "appraisal", None),
        ("people", "traffic", "insurer", None),
        ("people", "contract", "notary", None),
        ("people", "neighbours", "police", None),
    ],
)
def test_that_some_outside_proceedings_end_ours_and_others_do_not(
    forums: ForumRules, forum: str, dispute: str, outside: str, family: str | None
) -> None:
    found = forums.ended_by(forum, dispute, outside)
    assert (None if found is None else found.id) == family


def test_that_only_a_court_opens_judicial_mediation(forums: ForumRules) -> None:
    forums.require_referred("people", "self", None)
    forums.require_referred("court", "court_pre", None)
    forums.require_referred("court", "self", "临溪县人民法院")
    for organ in (None, "枫塘派出所"):
        with pytest.raises(Refusal, match="track.needs_referral"):
            forums.require_referred("court", "self", organ)


SIDES = {"a": "applicant", "b": "respondent", "c": "respondent"}


@pytest.mark.parametrize(
    ("one", "two", "overlap"),
    [
        (("ab", "1"), ("ab", "1"), True),
        (("ab", "1"), ("ab", "2"), False),
        (("ab", ""), ("ab", "2"), True),
        (("ab", "12"), ("ab", ""), True),
        (("ab", "1"), ("ac", "1"), False),
        (("abc", "1"), ("ac", "1"), True),
        (("a", "1"), ("ac", "1"), True),
        (("b", "1"), ("ac", "1"), False),
    ],
)
def test_that_an_overlap_needs_both_sides_and_a_matter(
    one: tuple[str, str], two: tuple[str, str], overlap: bool
) -> None:
    first, second = (Scope({p: SIDES[p] for p in parties}, set(matters)) for parties, matters in (one, two))
    assert first.overlaps(second) is second.overlaps(first) is overlap


def test_that_mistakes_of_the_families_are_told(forums: ForumRules) -> None:
    spoiled = deepcopy(document("rules", "forums"))
    del spoiled["same"]
    spoiled["family"][0]["ended"] = ["moon"]
    with pytest.raises(Refusal) as refused:
        ForumRules.of(spoiled)
    assert {"same.id", "family[1].ended"} <= {fault.key for fault in refused.value.facts["faults"]}
