from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.law.agents import MostRepresentatives, Power, Powers
from mediation_desk.law.capacity import AGES, Age, Ages, Principal, RequiredSigner, StandIn, capacity_on, who_signs

from .refusals import mistakes, told

DAY = date(2026, 7, 21)
MOTHER = StandIn(id="m", name="许燕", parent=True)
FATHER = StandIn(id="f", name="沈立", parent=True)


def child(birth: date, **more: bool) -> Principal:
    return Principal(id="c", name="沈小禾", birth=birth, **more)


@pytest.mark.parametrize(
    ("birth", "day", "capacity"),
    [
        (date(2018, 7, 22), DAY, "none"),
        (date(2018, 7, 21), DAY, "limited"),
        (date(2008, 7, 22), DAY, "limited"),
        (date(2008, 7, 21), DAY, "full"),
        (date(2020, 2, 29), date(2028, 2, 28), "none"),
        (date(2020, 2, 29), date(2028, 2, 29), "limited"),
    ],
)
def test_that_capacity_follows_the_age_on_the_very_day(ages: Ages, birth: date, day: date, capacity: str) -> None:
    assert capacity_on(child(birth), day, ages) == capacity


def test_that_sixteen_on_own_wages_is_of_full_capacity(ages: Ages) -> None:
    assert capacity_on(child(date(2009, 1, 15)), DAY, ages) == "limited"
    assert capacity_on(child(date(2009, 1, 15), own_wages=True), DAY, ages) == "full"
    assert capacity_on(child(date(2010, 7, 21), own_wages=True), DAY, ages) == "full"
    assert capacity_on(child(date(2010, 7, 22), own_wages=True), DAY, ages) == "limited"


@pytest.mark.parametrize(("birth", "asked"), [(date(2012, 7, 21), False), (date(2012, 7, 22), True)])
def test_that_under_fourteen_a_guardian_consents_to_the_data(ages: Ages, birth: date, asked: bool) -> None:
    notes = who_signs(child(birth), [FATHER, MOTHER], DAY, ages).notes
    assert ("capacity.guardian_consent_to_data" in notes) is asked


def test_that_an_adult_signs_alone(ages: Ages) -> None:
    signing = who_signs(child(date(1968, 3, 12)), [MOTHER], DAY, ages)
    assert signing.signers == (RequiredSigner("c", "沈小禾", "party", "c"),)
    assert signing.signers[0].role_words == "当事人"
    assert signing.notes == ()


def test_that_an_unknown_birth_is_noted(ages: Ages) -> None:
    signing = who_signs(Principal(id="x", name="某人"), [], DAY, ages)
    assert (signing.capacity, signing.notes) == ("full", ("capacity.birth_unknown",))


def test_that_both_parents_sign_for_a_small_child(ages: Ages) -> None:
    signing = who_signs(child(date(2020, 2, 29)), [FATHER, MOTHER], DAY, ages)
    assert [(s.name, s.role_words, s.for_party) for s in signing.signers] == [
        ("沈立", "法定代理人", "c"),
        ("许燕", "法定代理人", "c"),
    ]
    assert signing.notes == ("capacity.guardian_consent_to_data",)


def test_that_one_parent_needs_a_statement(ages: Ages) -> None:
    alone = who_signs(child(date(2017, 8, 15)), [MOTHER], DAY, ages)
    assert alone.notes == (
        "capacity.one_parent_only",
        "capacity.hear_the_child",
        "capacity.guardian_consent_to_data",
    )
    stated = StandIn(id="m", name="许燕", parent=True, statement=True)
    assert "capacity.one_parent_only" not in who_signs(child(date(2017, 8, 15)), [stated], DAY, ages).notes
    village = StandIn(id="v", name="石桥村委会")
    assert "capacity.one_parent_only" not in who_signs(child(date(2011, 8, 15)), [village], DAY, ages).notes


def test_that_a_minor_without_guardian_is_refused(ages: Ages) -> None:
    past = StandIn(id="m", name="许燕", until=date(2026, 7, 20))
    future = StandIn(id="f", name="沈立", since=date(2026, 7, 22))
    for stand_ins in ([], [past, future]):
        assert told(lambda those=stand_ins: who_signs(child(date(2017, 8, 15)), those, DAY, ages)) == (  # type: ignore[misc]
            "party.minor_without_guardian",
            {"party": "沈小禾", "field": "guardian"},
        )


def test_that_a_guardian_stands_from_the_first_to_the_last_day(ages: Ages) -> None:
    that_day = StandIn(id="m", name="许燕", since=DAY, until=DAY)
    assert [one.person for one in who_signs(child(date(2017, 8, 15)), [that_day], DAY, ages).signers] == ["m"]


def test_that_an_adult_who_cannot_discern_needs_a_guardian(ages: Ages) -> None:
    ward = child(date(1980, 1, 1), cannot_discern=True)
    assert told(lambda: who_signs(ward, [], DAY, ages)) == (
        "party.ward_without_guardian",
        {"party": "沈小禾", "field": "guardian"},
    )
    signing = who_signs(ward, [StandIn(id="v", name="石桥村委会")], DAY, ages)
    assert (signing.capacity, [s.person for s in signing.signers], signing.notes) == ("none", ["v"], ())


def test_that_a_guardian_on_the_other_side_is_refused(ages: Ages) -> None:
    assert told(lambda: who_signs(child(date(2017, 8, 15)), [FATHER, MOTHER], DAY, ages, frozenset({"m"}))) == (
        "party.guardian_in_conflict",
        {"party": "沈小禾", "guardian": "许燕", "field": "guardian"},
    )


def test_that_a_body_signs_through_its_representative(ages: Ages) -> None:
    company = Principal(id="k", name="鸿达建筑劳务公司", natural=False)
    signing = who_signs(company, [StandIn(id="r", name="李强")], DAY, ages)
    assert signing.signers == (RequiredSigner("r", "李强", "representative", "k"),)
    assert (signing.signers[0].role_words, signing.capacity, signing.notes) == ("代表人", "full", ())
    past = StandIn(id="r", name="李强", until=date(2026, 7, 20))
    assert told(lambda: who_signs(company, [past], DAY, ages)) == (
        "party.representative_missing",
        {"party": "鸿达建筑劳务公司", "field": "representative"},
    )


def test_that_a_wrong_age_file_is_refused_at_its_keys() -> None:
    age = {"years": 8, "words": "某", "source": "某法 1", "certainty": "read"}
    file: dict[str, object] = {name: dict(age) for name in ("privacy", "wages")}
    file |= {"limited": {**age, "months": 96}, "full": {**age, "years": "18"}, "old": age}
    assert mistakes(lambda: Ages.of(file)) == [
        ("rules/capacity.toml", "limited.months", "未知的键"),
        ("rules/capacity.toml", "full.years", "应为正整数"),
        ("rules/capacity.toml", "old", "未知的键"),
    ]
    assert mistakes(lambda: Ages.of({})) == [
        ("rules/capacity.toml", name, "缺少内容") for name in ("limited", "privacy", "wages", "full")
    ]


def test_that_an_age_says_what_it_means_and_where_that_is_written(ages: Ages) -> None:
    age = {"years": 8, "words": "某", "source": "某法 1", "certainty": "page"}
    found = Ages.of({name: {**age, "years": years} for years, name in enumerate(AGES, 8)})
    assert found == Ages(*(Age(years, "某", "某法 1", "page") for years in (8, 9, 10, 11)))
    assert (ages.full.years, ages.full.source, ages.full.certainty) == (18, "民法典 17、18", "read")
    assert ages.privacy.words.startswith("不满十四周岁")


@pytest.mark.parametrize(
    ("codes", "special"),
    [
        ([], False),
        (["full_agency"], False),
        (["apply_or_end", "attend_and_sign", "receive_papers", "evidence", "choose_mediator", "other"], False),
        (["full_agency", "settle"], True),
        (["admit_change_waive"], True),
        (["全权代理"], False),
    ],
)
def test_that_only_itemised_powers_dispose_of_the_claim(powers: Powers, codes: list[str], special: bool) -> None:
    assert powers.has_special_authority(codes) is special


def test_that_unknown_powers_and_a_third_agent_are_refused(powers: Powers) -> None:
    assert [power.code for power in powers.read(["settle", "evidence"])] == ["settle", "evidence"]
    assert told(lambda: powers.read(["settle", "fly"])) == ("agent.power_unknown", {"power": "fly", "field": "powers"})
    powers.check_number("刘大勇", 2)
    assert told(lambda: powers.check_number("刘大勇", 3)) == (
        "agent.too_many",
        {"party": "刘大勇", "most": 2, "field": "agents"},
    )


def test_that_many_parties_elect_a_few_and_no_more(powers: Powers) -> None:
    rule = powers.representatives
    rule.check_number(rule.most, "person")
    assert told(lambda: rule.check_number(rule.most + 1, "person")) == (
        "representatives.too_many",
        {"most": 5, "source": "宁波市人民调解条例 20", "field": "person"},
    )


def test_that_a_wrong_file_of_powers_is_refused_at_its_keys() -> None:
    power = {"code": "settle", "words": "和解", "special": "yes", "source": "某法 1", "certainty": "read", "box": 1}
    assert mistakes(lambda: Powers.of({"power": [power], "agents": 2})) == [
        ("rules/agents.toml", "power[1].special", "应为true或false"),
        ("rules/agents.toml", "power[1].box", "未知的键"),
        ("rules/agents.toml", "most_agents", "应为正整数"),
        ("rules/agents.toml", "representatives", "缺少内容"),
        ("rules/agents.toml", "agents", "未知的键"),
    ]


def test_that_each_power_and_the_representatives_carry_their_source() -> None:
    told_of = {"source": "某法 1", "certainty": "page"}
    file = {
        "power": [{"code": "settle", "words": "和解", "special": True, **told_of}],
        "most_agents": 1,
        "representatives": {"most": 4, "local": True, **told_of},
    }
    found = Powers.of(file)
    assert found.by_code == {"settle": Power("settle", "和解", True, "某法 1", "page")}
    assert (found.most_agents, found.representatives) == (1, MostRepresentatives(4, "某法 1", "page"))
    wrong = {**file, "representatives": {"most": 4, "local": "maybe", "least": 2, **told_of}}
    assert mistakes(lambda: Powers.of(wrong)) == [
        ("rules/agents.toml", "representatives.local", "应为true或false"),
        ("rules/agents.toml", "representatives.least", "未知的键"),
    ]
