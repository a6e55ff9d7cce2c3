from __future__ import annotations

import pytest

from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.law.in_force import LawInForce
from mediation_desk.terms.refusal import Refusal

from .conftest import RESOURCES


@pytest.fixture(scope="module")
def law() -> LawInForce:
    return shipped_law(RESOURCES)


def test_that_codes_are_looked_up_by_their_list(law: LawInForce) -> None:
    assert law.words("dispute_types", "medical") == "医疗"
    assert law.require("dispute_types", "medical", field="dispute_type").code == "medical"
    assert law.codes("dispute_types")[0].code == "marriage_family"


def test_that_an_unknown_code_names_its_field(law: LawInForce) -> None:
    with pytest.raises(Refusal) as refusal:
        law.require("dispute_types", "weather", field="dispute_type")
    assert (refusal.value.code, refusal.value.facts["field"]) == ("code.unknown", "dispute_type")


def test_that_procedures_come_from_the_rule_book(law: LawInForce) -> None:
    assert law.procedure("people.general") is law.rules.procedure("people.general")
