"""A case knows no usual number of parties: with one, three and thirty-six it goes from registration to its archive."""

from __future__ import annotations

import pytest

from mediation_desk.acts.archive import CloseVolume
from mediation_desk.acts.ending import EndTrack
from mediation_desk.acts.performance import RecordPerformance
from mediation_desk.terms.agreement import Due, InstalmentDraft, PayeeShare
from mediation_desk.terms.money import Money
from tests.support.practice_desk import DAY, Case, draft, pay

_MISSING = {"RM-REG": "另存", "RM-RIGHTS": "口头告知", "RM-TERM": "另存", "RM-REC": "另存", "RM-ID": "另存"}


def _archive(case: Case) -> None:
    case.do(CloseVolume(track=case.id("t"), id=case.id("v"), retention="10", missing=_MISSING))
    assert case.track().stage == "archived"


def test_that_a_case_with_one_party_can_be_ended_and_archived(case: Case) -> None:
    case.mediating(1)
    case.do(EndTrack(track=case.id("t"), reason="withdrawn"))
    assert case.track().stage == "ended"
    _archive(case)


@pytest.mark.parametrize("parties", [3, 36])
def test_that_one_pays_all_the_others_in_one_agreement(case: Case, parties: int) -> None:
    case.mediating(parties)
    others = [case.id(f"p{number}") for number in range(2, parties + 1)]
    each, whole = Money.parse("100.01"), Money(10001 * len(others))
    duty = pay(
        case,
        "0.01",
        debtors=(case.id("p1"),),
        beneficiaries=tuple(others),
        amount=whole,
        shares=tuple(PayeeShare(beneficiary=other, amount=each) for other in others),
        instalments=(InstalmentDraft(id=case.id("i1"), amount=whole, due=Due(kind="on", on=DAY)),),
        due=None,
    )
    case.finalise(draft(duty))
    assert len([signer for signer in case.signers() if signer["for_parties"]]) == parties
    case.everyone_signs()
    assert case.track().stage == "performing"
    case.do(RecordPerformance(track=case.id("t"), id=case.id("pay"), instalment=case.id("i1"), amount=whole))
    _archive(case)
