from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.law.agents import Powers
from mediation_desk.law.capacity import Ages, Principal, StandIn, capacity_on, who_signs
from mediation_desk.terms.refusal import Refusal

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
    assert capacity_on(child(date(2011, 1, 15), own_wages=True), DAY, ages) == "limited"


def test_that_an_adult_signs_alone(ages: Ages) -> None:
    signing = who_signs(child(date(1968, 3, 12)), [MOTHER], DAY, ages)
    assert [(s.person, s.role, s.role_words) for s in signing.signers] == [("c", "party", "当事人")]
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
        with pytest.raises(Refusal) as refusal:
            who_signs(child(date(2017, 8, 15)), stand_ins, DAY, ages)
        assert refusal.value.code == "party.minor_without_guardian"
        assert refusal.value.facts["party"] == "沈小禾"


def test_that_an_adult_who_cannot_discern_needs_a_guardian(ages: Ages) -> None:
    ward = child(date(1980, 1, 1), cannot_discern=True)
    with pytest.raises(Refusal) as refusal:
        who_signs(ward, [], DAY, ages)
    assert refusal.value.code == "party.ward_without_guardian"
    signing = who_signs(ward, [StandIn(id="v", name="石桥村委会")], DAY, ages)
    assert (signing.capacity, [s.person for s in signing.signers], signing.notes) == ("none", ["v"], ())


def test_that_a_guardian_on_the_other_side_is_refused(ages: Ages) -> None:
    with pytest.raises(Refusal) as refusal:
        who_signs(child(date(2017, 8, 15)), [MOTHER], DAY, ages, frozenset({"m"}))
    assert (refusal.value.code, refusal.value.facts["guardian"]) == ("party.guardian_in_conflict", "许燕")


def test_that_a_body_signs_through_its_representative(ages: Ages) -> None:
    company = Principal(id="k", name="鸿达建筑劳务公司", natural=False)
    signing = who_signs(company, [StandIn(id="r", name="李强")], DAY, ages)
    assert [(s.name, s.role_words) for s in signing.signers] == [("李强", "代表人")]
    with pytest.raises(Refusal) as refusal:
        who_signs(company, [], DAY, ages)
    assert refusal.value.code == "party.representative_missing"


@pytest.mark.parametrize("spoil", ["full", "years"])
def test_that_a_wrong_age_file_is_refused(spoil: str) -> None:
    age = {"years": 8, "words": "某", "source": "某法 1", "certainty": "read"}
    file = {name: dict(age) for name in ("limited", "privacy", "wages", "full")}
    if spoil == "full":
        del file["full"]
    else:
        del file["limited"]["years"]
    with pytest.raises(Refusal) as refusal:
        Ages.of(file)
    assert refusal.value.code == "rules.faulty"


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
    if special:
        powers.require_special_authority("丁律师", codes)
        return
    with pytest.raises(Refusal) as refusal:
        powers.require_special_authority("丁律师", codes)
    assert (refusal.value.code, refusal.value.facts["agent"]) == ("agent.without_special_authority", "丁律师")


def test_that_unknown_powers_and_a_third_agent_are_refused(powers: Powers) -> None:
    assert [power.code for power in powers.read(["settle", "evidence"])] == ["settle", "evidence"]
    with pytest.raises(Refusal) as refusal:
        powers.read(["fly"])
    assert refusal.value.code == "agent.power_unknown"
    powers.check_number("刘大勇", 2)
    with pytest.raises(Refusal) as refusal:
        powers.check_number("刘大勇", 3)
    assert refusal.value.facts["most"] == 2
