"""Drafts of agreements: sums, shares, payers, and the clause that each duty prints."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mediation_desk.acts.agreement import Overruled, RecordOralAgreement, RecordReached, WithdrawText
from mediation_desk.acts.people import AddPerson, PersonDraft
from mediation_desk.acts.performance import RecordPerformance
from mediation_desk.facts.shapes import DutyFacts
from mediation_desk.terms.agreement import Computation, Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from tests.support.practice_desk import DAY, Case, draft, pay

LATER = DAY + timedelta(days=3)
BY_APRIL = Due(kind="on", on=date(2026, 4, 30))


def _oral(case: Case, *duties: DutyDraft, **changes: object) -> tuple[DutyFacts, ...]:
    """The duties of an oral agreement: the quickest way to see what a draft lays down."""
    case.mediating(2)
    case.do(_recorded(case, *duties), DAY, **changes)
    return case.track().agreements[-1].duties


def _recorded(case: Case, *duties: DutyDraft) -> RecordOralAgreement:
    return RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=draft(*duties))


def _parts(case: Case, *amounts: str) -> tuple[InstalmentDraft, ...]:
    return tuple(
        InstalmentDraft(id=case.id(f"i{n}"), amount=Money.parse(amount), due=Due(kind="on", on=date(2026, 3 + n, 15)))
        for n, amount in enumerate(amounts, 1)
    )


def test_that_instalments_that_do_not_add_up_are_refused_with_the_difference(case: Case) -> None:
    case.mediating()
    wrong = _recorded(case, pay(case, "8000.00", instalments=_parts(case, "3000.00", "4000.00")))
    refusal = case.refused("duty.instalments_do_not_add_up", wrong)
    assert refusal.facts["field"] == "duties[0].instalments"
    assert refusal.facts["difference"] == "1,000.00"


def test_that_an_instalment_of_nothing_is_refused(case: Case) -> None:
    case.mediating()
    wrong = _recorded(case, pay(case, "8000.00", instalments=_parts(case, "8000.00", "0")))
    case.refused("duty.instalment_of_nothing", wrong)


@pytest.mark.parametrize("text", ["-5", "8,00", "1.234", "八千", "", "1e5", "9999999999999999"])
def test_that_an_amount_nobody_can_read_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Money.parse(text)
    assert refused.value.code == "money.unreadable"
    assert refused.value.facts["field"] == "amount"


def test_that_a_payment_of_nothing_is_refused_and_names_its_clause(case: Case) -> None:
    case.mediating()
    wrong = _recorded(case, pay(case, "10.00"), pay(case, "0", id=case.id("second")))
    refusal = case.refused("agreement.amount_missing", wrong)
    assert refusal.facts["number"] == 2
    assert refusal.facts["field"] == "duties[1].amount"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"debtors": ()}, "agreement.debtor_missing"),
        ({"beneficiaries": ()}, "agreement.beneficiary_missing"),
        ({"payer": "nobody"}, "agreement.not_in_the_case"),
        ({"account_holder": "nobody"}, "agreement.not_in_the_case"),
        ({"kind": "do", "text": " "}, "field.empty"),
    ],
)
def test_that_a_duty_without_its_people_or_words_is_refused(case: Case, changes: dict[str, object], code: str) -> None:
    case.mediating()
    case.refused(code, _recorded(case, pay(case, "8000.00", **changes)))


def test_that_a_percentage_prints_how_it_came_about(case: Case) -> None:
    reckoned = Computation(base=Money.parse("240000.00"), percent=70)
    (duty,) = _oral(case, pay(case, "1", amount=None, computation=reckoned))
    assert duty.total == Money.parse("168000.00")
    assert "240,000.00元×70%＝168,000.00元" in duty.sentence
    assert "壹拾陆万捌仟元整" in duty.sentence


def test_that_what_was_paid_before_is_taken_off(case: Case) -> None:
    reckoned = Computation(base=Money.parse("100.00"), quantity=3, percent=50, paid=Money.parse("20.00"))
    (duty,) = _oral(case, pay(case, "1", amount=None, computation=reckoned))
    assert duty.total == Money.parse("130.00")
    assert "扣除已付20.00元，应付130.00元" in duty.sentence


@pytest.mark.parametrize(
    ("reckoned", "code"),
    [
        (Computation(base=Money(100), percent=101), "share.out_of_range"),
        (Computation(base=Money(100), percent=-1), "share.out_of_range"),
        (Computation(base=Money(100), quantity=0), "duty.quantity_not_positive"),
        (Computation(base=Money(100), rounding="whim"), "duty.rounding_unknown"),
        (Computation(base=Money(100), paid=Money(200)), "duty.paid_more_than_owed"),
    ],
)
def test_that_a_computation_that_cannot_be_is_refused(case: Case, reckoned: Computation, code: str) -> None:
    case.mediating()
    case.refused(code, _recorded(case, pay(case, "1", amount=None, computation=reckoned)))


def test_that_a_payer_who_is_not_the_debtor_never_releases_him(case: Case) -> None:
    case.mediating(2)
    insurer = PersonDraft(id=case.id("insurer"), kind="company", name="临溪保险公司")
    case.do(AddPerson(person=insurer))
    case.do(_recorded(case, pay(case, "8000.00", payer=case.id("insurer"))))
    (duty,) = case.track().agreements[-1].duties
    assert duty.sentence.startswith("由临溪保险公司代李秀英")
    assert "临溪保险公司未付足的，李秀英仍应支付。" in duty.sentence


def test_that_a_share_borne_oneself_is_recorded_and_is_no_duty(case: Case) -> None:
    own = pay(case, "300.00", id=case.id("own"), kind="bear", debtors=(case.id("p1"),), beneficiaries=(), due=None)
    paid, borne = _oral(case, pay(case, "700.00"), own)
    assert borne.sentence == "王有田自行承担人民币叁佰元整（¥300.00）。"
    assert (borne.total, borne.instalments) == (Money.parse("300.00"), ())
    agreement = case.track().agreements[-1]
    assert agreement.total is None and paid.total == Money.parse("700.00")
    case.do(_payment(case, paid, "700.00"), LATER)
    assert [duty.state for duty in case.track().agreements[-1].duties] == ["done", "open"]


def _payment(case: Case, duty: DutyFacts, amount: str, number: int = 0) -> RecordPerformance:
    return RecordPerformance(
        track=case.id("t"),
        id=case.id(f"pay{number}{amount}"),
        instalment=duty.instalments[number].id,
        amount=Money.parse(amount),
    )


def test_that_a_duty_to_refrain_carries_its_penalty(case: Case) -> None:
    refrain = DutyDraft(
        id=case.id("refrain"),
        kind="refrain",
        debtors=(case.id("p2"),),
        beneficiaries=(case.id("p1"),),
        text="不再在夜间播放音响",
        due=Due(kind="ongoing"),
        penalty_per_breach=Money.parse("500.00"),
    )
    (duty,) = _oral(case, refrain)
    assert (
        duty.sentence
        == "李秀英自本协议生效之日起不再在夜间播放音响。每违反一次，向王有田支付违约金人民币伍佰元整（¥500.00）。"
    )
    assert duty.total is None


def test_that_a_monthly_duty_has_no_schedule_of_its_own(case: Case) -> None:
    monthly = Due(kind="monthly", days=0, condition="孩子年满十八周岁")
    (duty,) = _oral(case, pay(case, "1200.00", text="抚养费", due=monthly))
    assert "每月最后一日前，至孩子年满十八周岁止" in duty.sentence
    assert duty.instalments == ()


def test_that_twelve_payees_are_paid_in_two_instalments(case: Case) -> None:
    case.mediating(13)
    payees = tuple(case.id(f"p{n}") for n in range(2, 14))
    both = pay(
        case,
        "120000.00",
        debtors=(case.id("p1"),),
        beneficiaries=payees,
        due=None,
        instalments=_parts(case, "60000.00", "60000.00"),
    )
    case.do(_recorded(case, both))
    (duty,) = case.track().agreements[-1].duties
    assert len(duty.beneficiaries) == 12
    assert [item.amount.figures for item in duty.instalments] == ["60,000.00", "60,000.00"]
    assert "分二期向" in duty.sentence and "第二期人民币陆万元整（¥60,000.00）于2026年5月15日前支付" in duty.sentence


def test_that_joint_debtors_are_joint_in_words(case: Case) -> None:
    (duty,) = _oral(case, pay(case, "90.00", debtors=(case.id("p2"), case.id("p1")), joint=True))
    assert duty.sentence.startswith("李秀英、王有田连带于2026年4月30日前向")


def test_that_a_missed_instalment_makes_the_rest_due_only_in_the_words_agreed(case: Case) -> None:
    (duty,) = _oral(case, pay(case, "80.00", due=None, instalments=_parts(case, "30", "50"), accelerate_after_days=15))
    assert duty.sentence.endswith("任何一期逾期超过15日未付足的，其余各期视为全部到期，应一次付清。")


def test_that_only_one_text_is_live_and_a_withdrawn_one_makes_way_for_version_two(case: Case) -> None:
    case.mediating()
    case.do(RecordReached(track=case.id("t")))
    case.finalise()
    case.refused("act.not_open", case.final_text(version="2"), LATER)
    case.do(WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason="金额有误"), LATER)
    case.finalise(on=LATER, version="2")
    states = [(a.version, a.state) for a in case.track().agreements]
    assert states == [(1, "withdrawn"), (2, "finalised")]


def test_that_a_duty_of_the_next_version_has_an_id_of_its_own(case: Case) -> None:
    case.mediating()
    content = draft(pay(case, "8000.00"))
    case.finalise(content)
    case.do(WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason="补充一句"), LATER)
    case.refused("id.taken", case.final_text(content, version="2"), LATER)


def test_that_a_second_text_on_the_same_day_is_refused_while_one_is_live(case: Case) -> None:
    case.mediating()
    case.finalise()
    refusal = case.refused("agreement.text_is_live", case.final_text(version="2"))
    assert refusal.facts["version"] == 1


def test_that_withdrawing_needs_a_reason_and_a_text_that_waits(case: Case) -> None:
    case.mediating()
    case.finalise()
    unsaid = WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason=" ")
    case.refused("field.empty", unsaid)
    case.everyone_signs()
    late = WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason="反悔")
    case.refused("agreement.not_withdrawable", late)


def test_that_a_finding_that_blocks_is_mended_or_overruled_with_a_reason(case: Case) -> None:
    case.mediating()
    empty = draft()
    refusal = case.refused("agreement.finding_open", case.final_text(empty))
    assert "没有任何条款" in str(refusal.facts["finding"])
    act = case.final_text(empty)
    overruled = type(act)(
        track=act.track,
        agreement=act.agreement,
        paper=act.paper,
        content=empty,
        overruled=(Overruled(code="duty.none", reason="双方只确认事实"),),
    )
    case.do(overruled)
    assert case.track().agreements[-1].state == "finalised"
