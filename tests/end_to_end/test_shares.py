"""Several beneficiaries of one sum: each has his own share, and together they are the whole."""

from __future__ import annotations

from typing import Any

import pytest

from mediation_desk.facts.agreement import lay_out_duties
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

NAMES = {"c": "公司", "a": "甲", "b": "乙"}


def draft(*shares: tuple[str, str]) -> AgreementDraft:
    pay: dict[str, Any] = {
        "id": "d",
        "kind": "pay",
        "debtors": ["c"],
        "beneficiaries": ["a", "b"],
        "text": "工资",
        "amount": "100.01",
        "due": {"kind": "at_signing"},
        "shares": [{"beneficiary": who, "amount": sum} for who, sum in shares],
    }
    return from_plain(AgreementDraft, {"facts": "", "dispute": "", "duties": [pay]})


def test_that_the_clause_prints_who_gets_how_much() -> None:
    (duty,) = lay_out_duties(draft(("a", "60.01"), ("b", "40.00")), NAMES)
    assert duty.sentence.endswith("其中：甲60.01元，乙40.00元。")


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((("a", "60.00"), ("b", "40.00")), "duty.payees_do_not_add_up"),
        ((("a", "100.01"),), "agreement.shares_not_of_beneficiaries"),
        ((("a", "60.01"), ("c", "40.00")), "agreement.shares_not_of_beneficiaries"),
        ((("a", "60.01"), ("a", "40.00")), "agreement.shares_not_of_beneficiaries"),
    ],
)
def test_that_shares_are_those_of_the_beneficiaries_and_make_the_whole(
    shares: tuple[tuple[str, str], ...], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        lay_out_duties(draft(*shares), NAMES)
    assert refused.value.code == code
    assert refused.value.facts["field"] == "duties[0].shares"
