"""Many elect a few: who may be elected, how many, and whose hand stands under the agreement."""

from __future__ import annotations

from dataclasses import replace

from mediation_desk.acts.people import AddRelation, RelationDraft
from mediation_desk.acts.representatives import ElectRepresentatives
from tests.support.practice_desk import Case


def _many(case: Case, members: int = 8) -> Case:
    """One respondent of the usual case stands alone against many: the many are p2 and on."""
    case.mediating(members + 1)
    case.scan("mandate")
    return case


def _elect(
    case: Case, *names: str, members: int = 8, powers: tuple[str, ...] = ("attend_and_sign",)
) -> ElectRepresentatives:
    return ElectRepresentatives(
        representatives=tuple(case.id(name) for name in names),
        members=tuple(case.id(f"p{number}") for number in range(2, members + 2)),
        mandate=case.id("mandate"),
        powers=powers,
    )


def _signing(case: Case) -> list[tuple[object, object, int]]:
    return [(s["name"], s["role"], len(s["for_parties"])) for s in case.signers() if s["for_parties"]]  # type: ignore[arg-type]


def test_that_members_sign_themselves_unless_the_mandate_lets_the_representatives_settle(case: Case) -> None:
    _many(case, 4).do(_elect(case, "p2", members=4))
    case.finalise()
    assert [role for _, role, _ in _signing(case)] == ["party"] * 5


def test_that_representatives_with_power_to_settle_sign_for_everyone(case: Case) -> None:
    _many(case, 4).do(_elect(case, "p2", "p3", members=4, powers=("attend_and_sign", "settle")))
    case.finalise()
    assert sorted(count for _, _, count in _signing(case)) == [1, 3, 3]


def test_that_a_mandate_names_few_of_one_side_and_lies_in_the_materials(case: Case) -> None:
    _many(case)
    five, six = [f"p{n}" for n in range(2, 7)], [f"p{n}" for n in range(2, 8)]
    case.refused("representatives.too_many", _elect(case, *six))
    case.refused("representatives.of_another_side", _elect(case, "p1"))
    case.refused("field.empty", _elect(case))
    case.refused("agent.power_unknown", _elect(case, "p2", powers=("everything",)))
    case.refused("attachment.unknown", replace(_elect(case, "p2"), mandate=case.id("none")))
    case.do(_elect(case, *five))
    relations = {party.id: party.relations for party in case.facts().parties}
    assert [len(relations[case.id(f"p{n}")]) for n in (1, 2, 6, 7, 9)] == [0, 4, 4, 5, 5]
    assert {relation.document for relation in relations[case.id("p9")]} == {"协议扫描件"}


def test_that_a_sixth_is_refused_one_by_one_too(case: Case) -> None:
    _many(case).do(_elect(case, *[f"p{n}" for n in range(2, 7)]))
    sixth = RelationDraft(id=case.id("r6"), kind="representative", person=case.id("n7"), party=case.id("p9"))
    case.refused("representatives.too_many", AddRelation(relation=sixth))
