from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.facts.shapes import AgreementFacts, DutyFacts, PartyFacts
from mediation_desk.law.checkup import CheckLaw, check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.checkup_rules import CheckRules, Finding
from mediation_desk.law.codes import CodeList
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .test_checkup import COMPANY, SIGNING, WORKER, agreement, instalment, party, pay, person, relation

RULES = Path(__file__).parents[2] / "resources" / "rules" / "checkup.toml"
Look = Callable[..., tuple[Finding, ...]]
SOUND = "鸿达公司付款；逾期超过十日未付足的，其余各期全部到期。"


@pytest.fixture
def look(check_law: CheckLaw, disputes: CodeList) -> Look:
    def look(
        text: AgreementFacts,
        parties: tuple[PartyFacts, ...] = (WORKER, COMPANY),
        claimed: str | None = None,
        law: CheckLaw = check_law,
    ) -> tuple[Finding, ...]:
        money = None if claimed is None else Money.parse(claimed)
        matter = Matter(
            agreement=text,
            parties=parties,
            dispute=disputes.get("contract"),
            signing_day=SIGNING,
            claimed=money,
        )
        return check(matter, law)

    return look


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.clause) for finding in findings]


def deed(kind: str, sentence: str, **changes: Any) -> DutyFacts:
    return pay(kind=kind, total=None, instalments=(), account_holder=None, sentence=sentence, **changes)


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        (
            pay(instalments=(instalment(1, "186400", date(2026, 10, 15)), instalment(2, "0", date(2026, 11, 30)))),
            [("pay.instalment_of_nothing", 1)],
        ),
        (
            pay(instalments=(instalment(1, "93200", date(2026, 11, 30)), instalment(2, "93200", date(2026, 10, 15)))),
            [("pay.instalments_out_of_order", 1)],
        ),
        (
            pay(total=Money.parse("93200"), instalments=(instalment(1, "93200", date(2026, 9, 21)),)),
            [("pay.before_signing", 1)],
        ),
        (pay(total=Money.parse("93200"), instalments=(instalment(1, "93200", SIGNING),)), []),
        (pay(due_kind="monthly"), [("pay.recurring_without_end", 1)]),
        (pay(due_kind="monthly", until="年满十八周岁"), []),
        (pay(debtors=("鸿达公司", "刘大勇")), [("pay.debtors_without_shares", 1)]),
        (pay(debtors=("鸿达公司", "刘大勇"), joint=True), []),
        (pay(beneficiaries=("刘大勇", "鸿达公司")), [("pay.payees_without_shares", 1)]),
        (pay(beneficiaries=("刘大勇", "鸿达公司"), shares=(Money.parse("186400"), Money(0))), []),
        (
            pay(beneficiaries=("刘大勇", "鸿达公司"), shares=(Money.parse("100000"), Money(0))),
            [("pay.shares_do_not_add_up", 1)],
        ),
        (pay(instalments=(), account_holder=None, done_on_the_spot=True), []),
        (pay(penalty=Money(0)), [("penalty.of_nothing", 1)]),
    ],
)
def test_that_payers_payees_sums_and_days_of_a_payment_are_whole(
    look: Look, duty: DutyFacts, found: list[tuple[str, int | None]]
) -> None:
    assert codes(look(agreement(duty))) == found


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        (deed("do", "鸿达公司清运砂石，逾期加倍。"), [("duty.date_missing", 1)]),
        (deed("do", "鸿达公司清运砂石，逾期加倍。", done_on_the_spot=True), []),
        (deed("do", "鸿达公司修复屋面，逾期加倍。", due_kind="on"), [("duty.standard_missing", 1)]),
        (deed("do", "鸿达公司修复屋面，以闭水试验合格为准，逾期加倍。", due_kind="on"), []),
        (deed("do", "鸿达公司疏通沟渠，逾期加倍。", due_kind="ongoing"), []),
        (deed("refrain", "鸿达公司夜间不得施工。", due_kind="ongoing"), [("duty.penalty_missing", 1)]),
        (deed("refrain", "鸿达公司夜间不得施工。", due_kind="ongoing", penalty=Money(20000)), []),
        (deed("bear", "刘大勇自行承担3,248.00元。"), []),
    ],
)
def test_that_other_duties_have_a_day_a_standard_and_a_consequence(
    look: Look, duty: DutyFacts, found: list[tuple[str, int | None]]
) -> None:
    text = agreement(duty, manner="违约按约定处理。")
    assert codes(look(text)) == found


def test_that_computed_shares_of_one_sum_make_a_hundred_with_what_somebody_bears_himself(look: Look) -> None:
    base = Money.parse("186400")
    sixty, forty = pay(1, base=base, percent=60), pay(2, kind="bear", base=base, percent=40)
    assert codes(look(agreement(sixty, forty))) == []
    assert codes(look(agreement(sixty))) == []
    (over,) = look(agreement(sixty, replace(forty, percent=30)))
    assert (over.code, over.severity) == ("shares.not_hundred", "block")
    assert over.text == "以186,400.00元为基数的各项比例合计90%，不是100%"
    assert codes(look(agreement(pay(base=base, percent=110)))) == [("shares.not_hundred", 1)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("损失合计32,480.00元，乙承担60%，计19,488.00元，学校承担30%，计9,744.00元，甲自担10%，计3,248.00元。", []),
        ("损失合计462,168.33元，由医院承担30%，计138,650.50元。", []),
        ("乙承担60%，甲自担30%。", ["shares.words_not_hundred"]),
        ("损失合计10,000.00元，乙承担60%，计5,000.00元。", ["shares.do_not_match_sums"]),
        ("双方各自让步。", []),
    ],
)
def test_that_liability_in_words_is_only_compared_where_it_names_figures(
    look: Look, said: str, found: list[str]
) -> None:
    assert [one.code for one in look(agreement(responsibility=said))] == found


@pytest.mark.parametrize(
    "word", ["尽早", "双方协商", "另行约定", "酌情", "条件成熟时", "年底前", "等费用", "适当", "左右"]
)
def test_that_a_vague_word_is_found_once_with_what_to_write_instead(look: Look, word: str) -> None:
    (finding,) = look(agreement(other_clauses=(f"其余款项{word}处理。",)))
    assert (finding.code, finding.clause, finding.severity) == ("text.vague", 2, "warn")
    assert f"“{word}”" in finding.text and finding.suggestion


@pytest.mark.parametrize(
    "clause",
    [
        "不服的，可以另行起诉。",
        "按照《关于适用诉讼时效制度若干问题的规定》处理。",
        "双方应当适当履行各自的义务。",
        "逾期15日后，按日计算。",
        "双方就本次纠纷再无其他争议。",
        "乙方撤回起诉。",
        "双方就本次纠纷不得再以任何理由主张权利。",
    ],
)
def test_that_words_which_only_look_bad_are_left_alone(look: Look, clause: str) -> None:
    assert look(agreement(other_clauses=(clause,))) == ()


def test_that_the_longer_vague_word_is_named_and_not_what_it_holds(check_law: CheckLaw) -> None:
    assert check_law.words.vague_in("尽可能在近期付清") == ("尽可能", "近期")
    assert check_law.words.vague_in("费用由双方协商解决") == ("协商解决",)


@pytest.mark.parametrize(
    "clause",
    [
        "乙方放弃一切权利。",
        "乙方今后不得再以任何理由向甲方提出要求。",
        "乙方放弃起诉的权利。",
        "乙方不得再向信访部门投诉。",
        "乙方放弃举报、控告的权利。",
        "双方一切债权债务就此了结。",
        "乙方就本次纠纷放弃信访的权利。",
    ],
)
def test_that_a_waiver_beyond_the_dispute_is_warned_of(look: Look, clause: str) -> None:
    (finding,) = look(agreement(other_clauses=(clause,)))
    assert (finding.code, finding.severity, finding.clause) == ("text.waiver", "warn", 2)
    assert "就本次纠纷再无其他争议" in finding.suggestion


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("逾期的，其余各期全部到期。", ["default.no_grace"]),
        ("逾期超过十五日的，加速到期。", ["default.unclear"]),
        ("逾期超过15日的，其余各期全部到期，一次付清。", []),
        ("违约的，支付违约金。", ["penalty.no_amount"]),
        ("违约的，支付违约金500元。", []),
        ("违约的，按未付金额的日万分之二支付违约金。", []),
    ],
)
def test_that_default_clauses_say_when_what_and_how_much(look: Look, clause: str, found: list[str]) -> None:
    assert [one.code for one in look(agreement(other_clauses=(clause,)))] == found


def test_that_a_schedule_without_consequence_is_hinted_at_only_where_the_text_has_some(look: Look) -> None:
    bare = pay(1, sentence="鸿达公司分两期付款。")
    other = pay(2, sentence=SOUND)
    assert codes(look(agreement(bare, other))) == [("default.instalments_bare", 1)]
    assert codes(look(agreement(bare, other, other_clauses=("逾期付款的，按每日100元计付违约金。",)))) == []
    assert codes(look(agreement(bare))) == [("text.default_clause_missing", None)]


@pytest.mark.parametrize(
    ("clause", "high"),
    [
        ("利息按年利率12%计算。", False),
        ("利息按年利率12.5%计算。", True),
        ("利息按月利率1%计算。", False),
        ("利息按月利率2%计算。", True),
        ("月息2分。", True),
        ("月息一分。", False),
        ("逾期的，每日按万分之三支付。", False),
        ("逾期的，每日按万分之五支付。", True),
        ("逾期的，每日按千分之一支付。", True),
        ("逾期的，按日利率0.1%支付。", True),
    ],
)
def test_that_a_rate_over_four_times_the_lpr_is_hinted_at(look: Look, clause: str, high: bool) -> None:
    found = look(agreement(other_clauses=(clause,)))
    assert [one.code for one in found] == (["rate.high"] if high else [])
    assert all((one.severity, one.certainty) == ("hint", "memory") and "12%" in one.text for one in found)


def test_that_the_lpr_is_a_local_figure_of_the_rule_file_with_its_day(check_law: CheckLaw) -> None:
    figure = check_law.words.figures["lpr_one_year"]
    assert figure.local and figure.certainty == "memory" and figure.as_of is not None
    assert not check_law.words.figures["lpr_times"].local


def test_that_an_office_compares_with_its_own_newer_lpr(look: Look, check_law: CheckLaw) -> None:
    words = check_law.words
    lower = replace(words.figures["lpr_one_year"], value=Decimal("2.5"), as_of=None)
    own = replace(check_law, words=replace(words, figures={**words.figures, "lpr_one_year": lower}))
    clause = agreement(other_clauses=("利息按年利率11%计算。",))
    assert look(clause) == ()
    assert [one.code for one in look(clause, law=own)] == ["rate.high"]


def test_that_high_sums_and_long_schedules_are_hints_of_memory(look: Look) -> None:
    parts = tuple(instalment(number, "100", date(2026, 10, 15)) for number in range(1, 26))
    many = pay(total=Money.parse("2500"), instalments=parts, penalty=Money.parse("1000"))
    found = look(agreement(many), claimed="2000")
    assert [one.code for one in found] == ["sum.above_claim", "penalty.high", "schedule.many"]
    assert {(one.severity, one.certainty) for one in found} == {("hint", "memory")}
    assert look(agreement(), claimed="186400") == ()
    late = pay(total=Money.parse("100"), instalments=(instalment(1, "100", date(2029, 9, 24)),))
    assert "schedule.long" in [one.code for one in look(agreement(late))]


def test_that_a_payment_far_below_the_claim_is_nobodys_business(look: Look) -> None:
    assert look(agreement(pay(penalty=Money.parse("500"))), claimed="9000000") == ()
    assert look(agreement(), claimed="0") == ()


def test_that_nobody_is_bound_by_what_he_does_not_sign(look: Look) -> None:
    (finding,) = look(agreement(pay(debtors=("陈某",))))
    assert (finding.code, finding.severity, finding.clause) == ("bound.debtor_does_not_sign", "block", 1)
    mother = party(person("乙"), "respondent", signers=("乙母",))
    assert look(agreement(pay(debtors=("乙母",))), (WORKER, COMPANY, mother)) == ()


def test_that_a_payer_who_does_not_sign_is_only_warned_of_and_a_stranger_is_named(look: Look) -> None:
    found = look(agreement(pay(payer="平安保险", beneficiaries=("陈某",), account_holder="陈某")))
    assert [(one.code, one.severity) for one in found] == [
        ("bound.beneficiary_is_no_party", "warn"),
        ("bound.payer_does_not_sign", "warn"),
    ]


def test_that_the_account_is_the_payees_or_of_somebody_who_stands_for_him(look: Look) -> None:
    assert codes(look(agreement(pay(account_holder="王某")))) == [("bound.account_of_another", 1)]
    agent = relation("agent", "王某", powers=("settle",))
    assert look(agreement(pay(account_holder="王某")), (party(person("刘大勇"), "applicant", agent), COMPANY)) == ()


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("由陈某提供连带责任保证。", [("bound.guarantor_does_not_sign", 2)]),
        ("陈某自愿为上述款项提供担保。", [("bound.guarantor_does_not_sign", 2)]),
        ("保证人：陈某，保证期间六个月。", [("bound.guarantor_does_not_sign", 2)]),
        ("由鸿达公司提供担保。", []),
        ("双方保证所述属实。", []),
    ],
)
def test_that_a_guarantor_signs_or_guarantees_nothing(
    look: Look, clause: str, found: list[tuple[str, int | None]]
) -> None:
    assert codes(look(agreement(other_clauses=(clause,)))) == found


def test_that_a_flagged_clause_says_what_no_court_confirms_and_to_write_it_apart(look: Look) -> None:
    (finding,) = look(agreement(other_clauses=("房屋归刘大勇所有。",), route="paper"))
    assert (finding.code, finding.clause) == ("text.flagged", 2)
    assert "人民法院不受理司法确认" in finding.text and "单独写成一项" in finding.suggestion


HEIRS = "周三应得的房屋份额归周大所有。"
WARD = person("周三")
BROTHER, SISTER = party(person("周大"), "applicant"), party(person("周二"), "applicant")


def heirs(*relations: Any) -> tuple[PartyFacts, ...]:
    return (BROTHER, SISTER, party(WARD, "applicant", *relations), WORKER, COMPANY)


def test_that_among_heirs_a_guardian_is_in_conflict_on_his_own_side_too(look: Look) -> None:
    will = agreement(dispute="遗产分割", route="paper")
    assert codes(look(will, heirs(relation("guardian", "周二")))) == [("party.guardian_in_conflict", None)]
    assert look(agreement(route="paper"), heirs(relation("guardian", "周二"))) == ()


def test_that_a_wards_property_goes_only_for_the_wards_benefit(look: Look) -> None:
    village = relation("guardian", "石桥村村民委员会")
    text = agreement(other_clauses=(HEIRS,), route="paper")
    found = [one for one in look(text, heirs(village)) if one.code == "party.ward_property"]
    assert [(one.severity, one.clause, one.source) for one in found] == [("block", 2, "民法典 35")]
    reasoned = replace(text, other_clauses=(HEIRS, "款项存入周三名下账户，用于其生活。"))
    assert "party.ward_property" not in [one.code for one in look(reasoned, heirs(village))]
    owes = agreement(pay(debtors=("周三",)), route="paper")
    assert codes(look(owes, heirs(village))) == [("party.ward_property", 1)]
    gives = agreement(other_clauses=("周三放弃对老屋的请求。",), route="paper")
    assert codes(look(gives, heirs(village))) == [("party.ward_property", 2)]


def test_that_a_village_as_guardian_acts_through_a_person(look: Look) -> None:
    village = replace(person("石桥村村民委员会", "village"), legal_representative=None)
    guardian = replace(relation("guardian", "石桥村村民委员会"), person=village)
    text = agreement(route="paper")
    assert codes(look(text, heirs(guardian))) == [("party.guardian_unrepresented", None)]
    headed = replace(guardian, person=replace(village, legal_representative="王守信"))
    assert look(text, heirs(headed)) == ()


def test_that_a_birth_certificate_is_no_statement_of_the_other_parent(look: Look) -> None:
    child = person("乙", birth=date(2017, 8, 15))

    def parent(document: str | None) -> list[str]:
        mother = relation("parent", "母", document=document)
        found = look(agreement(), (WORKER, COMPANY, party(child, "respondent", mother)))
        return [one.code for one in found if one.code == "capacity.one_parent_only"]

    assert parent("出生医学证明") == ["capacity.one_parent_only"]
    assert parent("出生医学证明；父亲同意书") == []


@pytest.mark.parametrize(
    ("address", "document", "found"),
    [
        ("加拿大温哥华市", "授权委托书", ["agent.principal_abroad"]),
        ("加拿大温哥华市", "授权委托书（经公证、我国驻温哥华总领事馆认证）", []),
        ("临溪县枫塘镇", "授权委托书", []),
        (None, None, []),
    ],
)
def test_that_an_authority_given_abroad_is_notarised_and_authenticated(
    look: Look, address: str | None, document: str | None, found: list[str]
) -> None:
    agent = relation("agent", "律师", powers=("settle",), document=document)
    away = party(replace(person("刘大勇"), address=address), "applicant", agent)
    assert [one.code for one in look(agreement(), (away, COMPANY))] == found


def test_that_a_mark_which_no_clause_bears_out_is_about_every_clause(check_law: CheckLaw) -> None:
    text = agreement(pay(), other_clauses=("房屋归长子所有。",), touches=("ownership",))
    assert [term.flags for term in check_law.words.terms(text)] == [frozenset(), frozenset({"ownership"})]
    marked = check_law.words.terms(agreement(touches=("ownership",)))
    assert [term.flags for term in marked] == [frozenset({"ownership"})] * 2


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"shape": [{"name": "waiver", "patterns": ["("]}]}, "无法使用的表达式"),
        ({"rate": [{"pattern": "(", "yearly": "1"}]}, "无法使用的表达式"),
        ({"rate": [{"pattern": "a", "yearly": "viel"}]}, "应为加引号的数字"),
        ({"shape": [{"name": "unknown", "patterns": ["a"]}]}, "unknown"),
    ],
)
def test_that_what_cannot_be_used_in_the_rule_file_is_named(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(Refusal) as refusal:
        CheckRules.of({**tomllib.loads(RULES.read_text(encoding="utf-8")), **change})
    assert fault in str(refusal.value.facts["lines"])
