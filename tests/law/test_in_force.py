from __future__ import annotations

import pytest

from mediation_desk.law.agents import Powers
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.capacity import Ages
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.following_rules import FollowingRules
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.regions import Regions
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.law.triage import TriageRules
from mediation_desk.terms.refusal import Refusal


@pytest.fixture
def law(
    rulebook: RuleBook,
    calendar: Calendar,
    disputes: CodeList,
    powers: Powers,
    ages: Ages,
    electronic: ElectronicRules,
    confirmation: ConfirmationRules,
    check_law: CheckLaw,
    following: FollowingRules,
) -> LawInForce:
    return LawInForce(
        rules=rulebook,
        calendar=calendar,
        lists={"dispute_types": disputes},
        powers=powers,
        ages=ages,
        electronic=electronic,
        confirmation=confirmation,
        check=check_law,
        following=following,
        digest="0" * 64,
        triage=TriageRules((), (), ()),
        regions=Regions((), (), complete=False),
    )


def test_that_codes_are_looked_up_by_their_list(law: LawInForce) -> None:
    assert law.words("dispute_types", "medical") == "医疗"
    assert law.require("dispute_types", "medical", field="dispute_type").code == "medical"
    assert law.codes("dispute_types")[0].code == "marriage_family"


def test_that_an_unknown_code_names_its_field(law: LawInForce) -> None:
    with pytest.raises(Refusal) as refusal:
        law.require("dispute_types", "weather", field="dispute_type")
    assert (refusal.value.code, refusal.value.facts["field"]) == ("code.unknown", "dispute_type")


def test_that_procedures_come_from_the_rule_book(law: LawInForce, rulebook: RuleBook) -> None:
    assert law.procedure("people.general") is rulebook.procedure("people.general")
