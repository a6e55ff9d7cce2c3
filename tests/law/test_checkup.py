from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from mediation_desk.facts.shapes import (
    AgreementFacts,
    DutyFacts,
    InstalmentFacts,
    PartyFacts,
    PersonFacts,
    RelationFacts,
)
from mediation_desk.law.checkup import CheckLaw, blocks, check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.checkup_rules import FINDINGS, NUMBERS, CheckRules
from mediation_desk.law.codes import CodeList
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

SIGNING = date(2026, 9, 22)
NOTHING = Money(0)


def instalment(number: int, yuan: str, due: date | None, words: str = "") -> InstalmentFacts:
    amount = Money.parse(yuan)
    return InstalmentFacts(
        id=f"i{number}", number=number, amount=amount, due=due, due_words=words, paid=NOTHING, state="open"
    )


def pay(number: int = 1, **changes: Any) -> DutyFacts:
    duty = DutyFacts(
        id=f"d{number}",
        number=number,
        kind="pay",
        debtors=("鸿达公司",),
        payer=None,
        beneficiaries=("刘大勇",),
        account_holder="刘大勇",
        sentence="鸿达公司于2026年10月15日前付93,200.00元，11月30日前付93,200.00元；逾期按全额申请支付令。",
        total=Money.parse("186400"),
        instalments=(
            instalment(1, "93200", date(2026, 10, 15)),
            instalment(2, "93200", date(2026, 11, 30)),
        ),
    )
    return replace(duty, **changes)


def agreement(*duties: DutyFacts, **changes: Any) -> AgreementFacts:
    text = AgreementFacts(
        id="a",
        version=1,
        form="written",
        state="draft",
        number=None,
        facts="工资",
        dispute="欠付",
        responsibility=None,
        duties=duties or (pay(),),
        other_clauses=("双方再无其他争议。",),
        manner="银行转账。",
        copies=3,
        route="screen",
        reached_on=None,
        effective_on=None,
        total=None,
    )
    return replace(text, **changes)


def person(name: str, kind: str = "natural", birth: date | None = date(1968, 3, 12)) -> PersonFacts:
    return PersonFacts(id=name, kind=kind, name=name, birth=birth if kind == "natural" else None)


def relation(kind: str, name: str, **changes: Any) -> RelationFacts:
    return replace(RelationFacts(id=f"{kind}-{name}", kind=kind, kind_words=kind, person=person(name)), **changes)


def party(who: PersonFacts, side: str, *relations: RelationFacts, signers: tuple[str, ...] = ()) -> PartyFacts:
    return PartyFacts(
        id=who.id, side=side, side_words=side, number=1, person=who, relations=relations, signer_names=signers
    )


WORKER = party(person("刘大勇"), "applicant")
COMPANY = party(person("鸿达公司", "company"), "respondent", relation("representative", "李强"))


@pytest.fixture
def find(check_law: CheckLaw, disputes: CodeList):  # type: ignore[no-untyped-def]
    """The findings on an agreement, as (code, clause)."""

    def find(
        text: AgreementFacts | None = None,
        parties: tuple[PartyFacts, ...] = (WORKER, COMPANY),
        dispute: str = "unpaid_wages",
    ) -> list[tuple[str, int | None]]:
        matter = Matter(
            agreement=text or agreement(), parties=parties, dispute=disputes.get(dispute), signing_day=SIGNING
        )
        return [(finding.code, finding.clause) for finding in check(matter, check_law)]

    return find


def test_that_a_sound_agreement_has_no_findings(find) -> None:  # type: ignore[no-untyped-def]
    assert find() == []


@pytest.mark.parametrize(
    ("duty", "finding"),
    [
        (pay(debtors=()), "pay.payer_missing"),
        (pay(beneficiaries=()), "pay.payee_missing"),
        (pay(total=None, instalments=(instalment(1, "0", date(2026, 10, 15)),)), "pay.sum_missing"),
        (pay(total=NOTHING, instalments=(instalment(1, "0", date(2026, 10, 15)),)), "pay.sum_missing"),
        (pay(instalments=()), "pay.date_missing"),
        (pay(total=Money.parse("93200"), instalments=(instalment(1, "93200", None, " "),)), "pay.date_missing"),
        (pay(account_holder=None), "pay.manner_missing"),
        (pay(total=Money.parse("186400.01")), "pay.instalments_do_not_add_up"),
        (pay(sentence="尽快付清，逾期加倍。"), "text.vague"),
        (pay(sentence="房屋归长子所有，逾期加倍。"), "text.flagged"),
        (pay(kind="do", debtors=(), due_kind="on"), "duty.debtor_missing"),
    ],
)
def test_that_each_defect_of_a_duty_is_found_at_its_clause(find, duty: DutyFacts, finding: str) -> None:  # type: ignore[no-untyped-def]
    assert find(agreement(duty)) == [(finding, 1)]


def test_that_an_insurer_may_stand_for_the_payer_and_words_for_the_date(find) -> None:  # type: ignore[no-untyped-def]
    parts = (instalment(1, "186400", None, "收到理赔材料后15日内"),)
    found = find(agreement(pay(debtors=(), payer="保险公司", instalments=parts)))
    assert found == [("bound.payer_does_not_sign", 1)]


def test_that_a_monthly_payment_without_end_has_a_date(find) -> None:  # type: ignore[no-untyped-def]
    assert find(agreement(pay(instalments=(), sentence="每月5日前付500.00元，逾期加倍。"))) == []


def test_that_a_recurring_duty_needs_no_total(find) -> None:  # type: ignore[no-untyped-def]
    assert find(agreement(pay(total=None))) == []


def test_that_cash_named_in_the_clause_is_a_manner(find) -> None:  # type: ignore[no-untyped-def]
    assert find(agreement(pay(account_holder=None, sentence="当场付现金，逾期加倍。"))) == []


def test_that_a_day_off_and_an_unknown_calendar_only_hint(find) -> None:  # type: ignore[no-untyped-def]
    parts = (instalment(1, "93200", date(2026, 10, 3)), instalment(2, "93200", date(2027, 6, 30)))
    assert find(agreement(pay(instalments=parts))) == [("pay.calendar_provisional", 1), ("pay.on_a_day_off", 1)]


def test_that_a_missing_default_clause_only_hints(find, check_law: CheckLaw, disputes: CodeList) -> None:  # type: ignore[no-untyped-def]
    text = agreement(pay(sentence="鸿达公司付186,400.00元。"))
    assert find(text) == [("text.default_clause_missing", None)]
    matter = Matter(agreement=text, parties=(WORKER, COMPANY), dispute=disputes.get("other"), signing_day=SIGNING)
    assert not blocks(check(matter, check_law))


def test_that_other_clauses_count_on_and_the_manner_is_read_too(find) -> None:  # type: ignore[no-untyped-def]
    text = agreement(pay(), pay(2), other_clauses=("无争议。", "其余协商解决。"), manner="另行约定")
    assert find(text) == [("text.vague", None), ("text.vague", 4)]


def test_that_an_empty_agreement_is_blocked(find) -> None:  # type: ignore[no-untyped-def]
    text = replace(agreement(), duties=(), other_clauses=())
    assert find(text) == [("duty.none", None)]


def test_that_a_family_dispute_may_not_be_signed_on_the_screen(find) -> None:  # type: ignore[no-untyped-def]
    assert find(dispute="marriage_family") == [("route.paper_only", None)]
    assert find(agreement(route="paper"), dispute="marriage_family") == []


def test_that_an_inheritance_term_may_not_be_signed_on_the_screen(find) -> None:  # type: ignore[no-untyped-def]
    text = agreement(pay(sentence="长子继承房屋，逾期加倍。"), route="mixed")
    assert find(text) == [("route.paper_only", 1), ("text.flagged", 1)]


CHILD = person("乙（未成年人）", birth=date(2017, 8, 15))


@pytest.mark.parametrize(
    ("relations", "codes"),
    [
        ((), {"party.minor_without_guardian"}),
        ((relation("parent", "刘大勇"),), {"party.guardian_in_conflict"}),
        (
            (relation("parent", "母"),),
            {"capacity.one_parent_only", "capacity.hear_the_child", "capacity.guardian_consent_to_data"},
        ),
        (
            (relation("parent", "母", document="父亲声明"),),
            {"capacity.hear_the_child", "capacity.guardian_consent_to_data"},
        ),
        ((relation("guardian", "村委会", until=date(2026, 9, 21)),), {"party.minor_without_guardian"}),
    ],
)
def test_that_a_minor_needs_a_guardian_without_conflict(
    find, relations: tuple[RelationFacts, ...], codes: set[str]
) -> None:  # type: ignore[no-untyped-def]
    found = find(parties=(WORKER, COMPANY, party(CHILD, "respondent", *relations)))
    assert {code for code, _ in found} == codes


def test_that_a_company_needs_a_representative_and_birth_is_asked_for(find) -> None:  # type: ignore[no-untyped-def]
    nobody = party(person("鸿达公司", "company"), "respondent")
    ageless = party(person("刘大勇", birth=None), "applicant")
    assert find(parties=(ageless, nobody)) == [("party.representative_missing", None), ("capacity.birth_unknown", None)]


def test_that_a_body_may_sign_through_its_head_or_an_agent_who_may_settle(find) -> None:  # type: ignore[no-untyped-def]
    headed = party(replace(person("鸿达公司", "company"), legal_representative="李强"), "respondent")
    agent = relation("agent", "法务", powers=("settle",))
    assert find(parties=(WORKER, headed)) == []
    assert find(parties=(WORKER, party(person("鸿达公司", "company"), "respondent", agent))) == []
    past = replace(agent, until=date(2026, 9, 1))
    gone = party(person("鸿达公司", "company"), "respondent", past)
    assert find(parties=(WORKER, gone)) == [("party.representative_missing", None)]


def test_that_an_adult_with_a_guardian_is_a_ward(find) -> None:  # type: ignore[no-untyped-def]
    ward = person("周三")
    assert find(parties=(party(ward, "applicant", relation("guardian", "石桥村委会")), WORKER, COMPANY)) == []
    sister = party(person("周二"), "respondent")
    ward_of_sister = party(ward, "applicant", relation("guardian", "周二"))
    assert find(parties=(ward_of_sister, sister, WORKER, COMPANY)) == [("party.guardian_in_conflict", None)]


@pytest.mark.parametrize(
    ("granted", "signers", "code"),
    [
        (("full_agency",), ("丁律师",), "agent.without_special_authority"),
        (("attend_and_sign",), (), "agent.attends_only"),
        (("settle",), ("丁律师",), None),
    ],
)
def test_that_an_agent_needs_special_authority_to_sign(
    find,
    granted: tuple[str, ...],
    signers: tuple[str, ...],
    code: str | None,  # type: ignore[no-untyped-def]
) -> None:
    agent = relation("agent", "丁律师", powers=granted)
    found = find(parties=(party(person("刘大勇"), "applicant", agent, signers=signers), COMPANY))
    assert found == ([(code, None)] if code else [])


def test_that_a_third_agent_is_blocked(find) -> None:  # type: ignore[no-untyped-def]
    agents = [relation("agent", f"代理{number}", powers=("settle",)) for number in range(3)]
    assert find(parties=(party(person("刘大勇"), "applicant", *agents), COMPANY)) == [("agent.too_many", None)]


def test_that_what_blocks_comes_first_and_the_list_is_always_the_same(check_law: CheckLaw, disputes: CodeList) -> None:
    text = agreement(pay(account_holder=None, sentence="尽快付。", total=Money(1)), pay(2, debtors=()))
    nobody = party(person("佳和物业", "company"), "third")
    parties = [WORKER, COMPANY, nobody]
    lists = []
    for seed in range(4):
        mixed = Random(seed).sample(parties, 3)
        matter = Matter(agreement=text, parties=mixed, dispute=disputes.get("other"), signing_day=SIGNING)
        lists.append(check(matter, check_law))
    assert len(set(lists)) == 1
    severities = [finding.severity for finding in lists[0]]
    assert severities == sorted(severities, key=["block", "warn", "hint"].index) and blocks(lists[0])
    texts = {finding.code: finding.text for finding in lists[0]}
    assert texts["pay.instalments_do_not_add_up"] == "各期合计186,400.00元，与总额0.01元不一致"
    assert all(finding.suggestion and finding.source for finding in lists[0])
    assert not any("{" in finding.text + finding.suggestion for finding in lists[0])


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("双方自愿离婚", {"marriage"}),
        ("收养关系解除", {"adoption"}),
        ("确认亲子关系", {"parentage"}),
        ("放弃继承", {"inheritance"}),
        ("孩子的抚养权由母亲行使", {"status"}),
        ("宅基地使用权归王有田", {"ownership"}),
        ("商标权归乙方", {"ip_ownership"}),
        ("停止供水三日", {"utility_stop"}),
        ("每日22:00停止营业", set()),
        ("归还借款本金，尽快付清", {"vague"}),
    ],
)
def test_that_clauses_tell_what_they_are_about(check_law: CheckLaw, text: str, flags: set[str]) -> None:
    assert check_law.words.about(text) == flags


def test_that_the_terms_of_an_agreement_carry_their_flags(check_law: CheckLaw) -> None:
    terms = check_law.words.terms(agreement(pay(), other_clauses=("房屋归长子所有。",)))
    assert [(term.number, term.flags) for term in terms] == [(1, frozenset()), (2, frozenset({"ownership"}))]


def test_that_a_check_file_names_every_finding_and_only_sound_patterns() -> None:
    with pytest.raises(Refusal) as refusal:
        CheckRules.of({"about": [{"flag": "marriage", "patterns": ["("]}]})
    assert refusal.value.facts["count"] == len(FINDINGS) + len(NUMBERS) + 1
