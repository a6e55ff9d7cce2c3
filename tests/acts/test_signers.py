"""Who signs for whom: guardians, agents, representatives, bodies and their seals."""

from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.acts.acceptance import ChooseMediator
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.people import AddPerson, AddRelation, CorrectPerson, PersonDraft, RelationDraft
from mediation_desk.acts.signing import AffixSeal
from mediation_desk.acts.work import FieldCorrection
from tests.support.practice_desk import Case, draft, pay, staff


def _stand_in(case: Case, name: str, kind: str, party: str, **changes: object) -> str:
    """A person who stands for a party."""
    person = case.id(f"{name}-{party}")
    known = PersonDraft(id=person, name=name, birth=date(1980, 5, 5), sex="女")
    case.do(AddPerson(person=known))
    relation = RelationDraft(
        id=case.id(f"rel-{name}-{party}"), kind=kind, person=person, party=case.id(party), **changes
    )
    case.do(AddRelation(relation=relation))
    return person


# -- who signs for whom


def _minor(case: Case) -> Case:
    """A case whose respondent is twelve years old."""
    case.mediating()
    turned = FieldCorrection(field="birth", was="1970-01-03", now="2014-01-02")
    case.do(CorrectPerson(person=case.id("n2"), changes=(turned,), reason="登记有误"))
    return case


def test_that_a_minor_without_a_guardian_cannot_sign(case: Case) -> None:
    _minor(case)
    refusal = case.refused("party.minor_without_guardian", case.final_text())
    assert refusal.facts["party"] == "李秀英"


def test_that_the_guardians_sign_for_a_minor(case: Case) -> None:
    _minor(case)
    _stand_in(case, "李大山", "parent", "p2")
    case.finalise(draft(pay(case, "800.00", debtors=(case.id("p1"),), beneficiaries=(case.id("p2"),))))
    signer = next(s for s in case.signers() if s["name"] == "李大山")
    assert (signer["role"], signer["for_parties"]) == ("guardian", [case.id("p2")])
    assert "李秀英" not in {s["name"] for s in case.signers()}


def test_that_a_guardian_is_not_the_other_side(case: Case) -> None:
    case.mediating()
    conflict = RelationDraft(id=case.id("g"), kind="guardian", person=case.id("n1"), party=case.id("p2"))
    case.refused("guardian.conflict_of_interest", AddRelation(relation=conflict))


def test_that_an_agent_signs_only_with_special_authority(case: Case) -> None:
    case.mediating()
    _stand_in(case, "方律师", "agent", "p2", powers=("evidence", "settle", "admit_change_waive"))
    case.finalise()
    signer = next(s for s in case.signers() if s["name"] == "方律师")
    assert (signer["role"], signer["for_parties"]) == ("agent", [case.id("p2")])
    assert "委托代理人" in str(signer["label"])


def test_that_an_agent_without_special_authority_leaves_the_signing_to_the_party(case: Case) -> None:
    case.mediating()
    _stand_in(case, "方律师", "agent", "p2", powers=("evidence",))
    case.finalise()
    assert {"王有田", "李秀英"} <= {s["name"] for s in case.signers()}


def test_that_full_agency_without_items_is_no_special_authority(case: Case) -> None:
    case.mediating()
    _stand_in(case, "方律师", "agent", "p2", powers=("full_agency",))
    refusal = case.refused("agent.without_special_authority", case.final_text())
    assert refusal.facts["agent"] == "方律师"


def test_that_nobody_has_three_agents(case: Case) -> None:
    case.mediating()
    for name in ("方一", "方二", "方三"):
        _stand_in(case, name, "agent", "p2", powers=("settle", "admit_change_waive"))
    case.refused("agent.too_many", case.final_text())


def test_that_powers_come_from_the_list(case: Case) -> None:
    case.mediating()
    odd = RelationDraft(
        id=case.id("a"), kind="agent", person=case.id("n1"), party=case.id("p2"), powers=("everything",)
    )
    case.refused("agent.power_unknown", AddRelation(relation=odd))


@pytest.mark.parametrize("kind", ["company", "village"])
def test_that_a_body_signs_through_its_representative_and_seals_on_paper(case: Case, kind: str) -> None:
    case.register(2, people=_with_body(case, kind, "钱经理")).open().accept()
    case.finalise()
    by_role = {str(s["role"]): s for s in case.signers()}
    assert by_role["representative"]["name"] == "钱经理"
    assert by_role["party_seal"]["name"] == "临溪合作社"
    assert by_role["party_seal"]["group"] == by_role["representative"]["group"]


def test_that_a_body_has_no_seal_of_its_own_on_the_screen(case: Case) -> None:
    case.register(2, people=_with_body(case, "company", "钱经理")).open().accept().consent_to_screen()
    case.finalise(route="screen")
    assert "party_seal" not in {s["role"] for s in case.signers()}


def test_that_a_body_without_a_representative_cannot_sign(case: Case) -> None:
    case.register(2, people=_with_body(case, "company", None)).open().accept()
    case.refused("party.representative_missing", case.final_text())


def _with_body(case: Case, kind: str, representative: str | None) -> tuple[PersonDraft, ...]:
    return (
        PersonDraft(id=case.id("n1"), name="王有田", birth=date(1970, 1, 1), sex="男"),
        PersonDraft(id=case.id("n2"), kind=kind, name="临溪合作社", legal_representative=representative),
    )


def test_that_one_representative_signs_once_for_twelve(case: Case) -> None:
    case.register(13).open().accept()
    speaker = PersonDraft(id=case.id("speaker"), name="村民代表", birth=date(1975, 3, 3), sex="男")
    case.do(AddPerson(person=speaker))
    for number in range(2, 14):
        relation = RelationDraft(
            id=case.id(f"mandate{number}"),
            kind="representative",
            person=speaker.id,
            party=case.id(f"p{number}"),
            powers=("settle",),
        )
        case.do(AddRelation(relation=relation))
    case.finalise(draft(pay(case, "120.00", debtors=(case.id("p1"),), beneficiaries=(case.id("p2"),))))
    boxes = [s for s in case.signers() if s["for_parties"]]
    assert [s["name"] for s in boxes] == ["王有田", "村民代表"]
    assert len(boxes[1]["for_parties"]) == 12
    case.everyone_signs()
    assert case.track().agreements[-1].state == "effective"


def test_that_the_recorder_signs_with_the_mediator(case: Case) -> None:
    case.mediating()
    case.do(ChooseMediator(track=case.id("t"), staff=staff("lu"), role="recorder"))
    case.finalise()
    groups = {str(s["key"]): s["group"] for s in case.signers()}
    assert groups == {"p1": 0, "p2": 0, "m1": 1, "r1": 1, "seal": 2}


def test_that_some_bodies_seal_on_paper_only(case: Case) -> None:
    case.register(2, source="agency").open("administrative.general", "ecology").accept(mediator="zhao")
    case.consent_to_screen()
    case.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    case.refused("seal.no_certificate", AffixSeal(paper=case.id("paper")), by="shen")


def test_that_a_paper_without_a_seal_box_is_not_sealed(case: Case) -> None:
    case.mediating()
    case.do(IssuePaper(id=case.id("rights"), code="RM-RIGHTS", track=case.id("t")))
    for method in ("paper", "screen"):
        sealing = AffixSeal(paper=case.id("rights"), method=method)
        case.refused("signing.no_seal_box", sealing, by="shen")
