"""What a finding says: who, how much, when and which clause, in the words that a mediator reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mediation_desk.facts.shapes import AgreementFacts, DutyFacts, PartyFacts
from mediation_desk.law.checkup import CheckLaw, blocks, check
from mediation_desk.law.checkup_matter import Matter, clauses
from mediation_desk.law.checkup_rules import FINDINGS, LISTS, NUMBERS, CheckRules, Figure, Finding, Rate, Shape
from mediation_desk.law.codes import CodeList
from mediation_desk.terms.money import Money

from .conftest import document
from .refusals import mistakes
from .test_checkup import COMPANY, SIGNING, WORKER, agreement, instalment, party, pay, person, relation

Say = Callable[..., list[tuple[str, int | None, str]]]
YUAN = Money.parse


@pytest.fixture
def say(check_law: CheckLaw, disputes: CodeList) -> Say:
    """Code, clause and words of every finding."""

    def say(
        text: AgreementFacts, *parties: PartyFacts, claimed: Money | None = None, dispute: str = "contract"
    ) -> list[tuple[str, int | None, str]]:
        matter = Matter(
            agreement=text,
            parties=parties or (WORKER, COMPANY),
            dispute=disputes.get(dispute),
            signing_day=SIGNING,
            claimed=claimed,
        )
        return [(one.code, one.clause, one.text) for one in check(matter, check_law)]

    return say


def deed(kind: str, sentence: str, **changes: Any) -> DutyFacts:
    return pay(2, kind=kind, total=None, instalments=(), account_holder=None, sentence=sentence, **changes)


def paid(*parts: tuple[str, date | None], **changes: Any) -> DutyFacts:
    """The second duty: a payment in these parts."""
    instalments = tuple(instalment(number, yuan, due) for number, (yuan, due) in enumerate(parts, 1))
    total = Money(sum(one.amount.fen for one in instalments))
    return pay(changes.pop("number", 2), **{"instalments": instalments, "total": total, **changes})


OCTOBER, FRIDAY = date(2026, 10, 15), date(2026, 10, 16)
TWO = ("鸿达公司", "刘大勇")


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        (paid(("1", OCTOBER), debtors=()), [("pay.payer_missing", "付款条款没有写明付款人")]),
        (paid(("1", OCTOBER), debtors=TWO), [
            ("pay.debtors_without_shares", "有2名付款义务人，没有写明各付多少，也没有写明连带")
        ]),
        (paid(("1", OCTOBER), beneficiaries=TWO), [("pay.payees_without_shares", "有2名收款人，没有写明各得多少")]),
        (paid(("1", OCTOBER), account_holder=None), [("pay.manner_missing", "没有写明付款方式或者收款账户")]),
        (paid(("1", OCTOBER), account_holder=None, done_on_the_spot=True), []),
        (paid(("0", OCTOBER), ("0", FRIDAY)), [("pay.sum_missing", "付款条款没有写明金额")]),
        (paid(("0", OCTOBER), ("2", FRIDAY)), [("pay.instalment_of_nothing", "第1期金额为零")]),
        (paid(("1", OCTOBER), ("2.50", FRIDAY), total=YUAN("4")), [
            ("pay.instalments_do_not_add_up", "各期合计3.50元，与总额4.00元不一致")
        ]),
        (paid(("4", OCTOBER), shares=(YUAN("1"), YUAN("2.50"))), [
            ("pay.shares_do_not_add_up", "各收款人的金额合计3.50元，与总额4.00元不一致")
        ]),
        (paid(total=YUAN("1")), [("pay.date_missing", "第1期没有写明付款日期")]),
        (paid(total=YUAN("1"), done_on_the_spot=True), []),
        (paid(("1", OCTOBER), ("1", None), ("1", SIGNING.replace(day=21))), [
            ("pay.before_signing", "约定的付款日2026年9月21日早于签署日"),
            ("pay.instalments_out_of_order", "各期付款日没有按先后排列"),
            ("pay.date_missing", "第2期没有写明付款日期"),
        ]),
        (paid(("1", SIGNING), ("1", SIGNING)), []),
        (paid(("1", date(2026, 10, 4))), [
            ("pay.on_a_day_off", "约定的付款日2026年10月4日是国庆节，约定的日期不顺延")
        ]),
        (paid(("1", date(2027, 3, 1))), [
            ("pay.calendar_provisional", "2027年3月1日所在年度的节假日安排尚未公布")
        ]),
        (paid(("1", OCTOBER), due_kind="monthly"), [
            ("pay.recurring_without_end", "按月付款没有写明付到何时为止")
        ]),
        (paid(("1", OCTOBER), penalty=Money(0)), [("penalty.of_nothing", "每次违约的违约金为零")]),
        (paid(("1", OCTOBER), penalty=Money(1)), []),
        (deed("do", "清运。", debtors=(), due_kind="on"), [("duty.debtor_missing", "没有写明由谁履行")]),
        (deed("do", "修复屋面。"), [
            ("duty.date_missing", "没有写明何时履行"),
            ("duty.standard_missing", "没有写明做到什么程度算完成"),
        ]),
        (deed("do", "修复屋面。", done_on_the_spot=True), []),
        (deed("do", "修复屋面。", due_kind="monthly"), []),
        (deed("refrain", "夜间不得施工。"), [("duty.penalty_missing", "约定了不得为某事，没有约定违反的后果")]),
        (deed("refrain", "夜间不得施工，违约另议。"), []),
        (deed("bear", "修复费用自行承担。", debtors=()), [("duty.debtor_missing", "没有写明由谁履行")]),
    ],
)  # fmt: skip
def test_that_a_finding_on_a_duty_says_what_is_missing_and_where(
    say: Say, duty: DutyFacts, found: list[tuple[str, str]]
) -> None:
    told = say(agreement(pay(1), duty))
    assert sorted(told) == sorted((code, 2, words) for code, words in found)


BASE = {"base": YUAN("200")}


@pytest.mark.parametrize(
    ("percents", "sum_is"),
    [((100,), None), ((101,), "101"), ((60, 40), None), ((60, 39), "99"), ((60, 0), "60"), ((100, 0), None)],
)
def test_that_the_shares_of_a_sum_are_added_up(say: Say, percents: tuple[int, ...], sum_is: str | None) -> None:
    duties = [paid(("1", OCTOBER), percent=percent, **BASE) for percent in percents]
    unrelated = [pay(1, base=YUAN("300")), pay(1, percent=30), pay(1, base=YUAN("100"), percent=70)]
    told = [
        (clause, words) for code, clause, words in say(agreement(*duties, *unrelated)) if code == "shares.not_hundred"
    ]
    assert told == ([(2, f"以200.00元为基数的各项比例合计{sum_is}%，不是100%")] if sum_is else [])


def test_that_people_who_do_not_sign_are_named_at_the_clause_that_binds_them(say: Say) -> None:
    stranger = pay(3, debtors=("陈某",), payer="保险公司", beneficiaries=("王某",), account_holder="李某")
    text = agreement(pay(1), stranger, other_clauses=("由赵某提供担保。",))
    assert say(text) == [
        ("bound.debtor_does_not_sign", 3, "义务人陈某不是当事人，也不签署本协议，对其没有约束力"),
        ("bound.guarantor_does_not_sign", 4, "保证人、担保人赵某不签署本协议，担保不成立"),
        ("bound.account_of_another", 3, "收款账户的户名李某不是收款人，也不是其代表、代理人"),
        ("bound.beneficiary_is_no_party", 3, "权利人王某不是当事人，能否直接请求履行不明确"),
        ("bound.payer_does_not_sign", 3, "实际付款人保险公司不签署本协议，其未付时义务人仍须付款"),
    ]


def child(*relations: Any, born: date = date(2017, 8, 15)) -> PartyFacts:
    return party(person("小乙", birth=born), "respondent", *relations)


MOTHER = relation("parent", "母")


@pytest.mark.parametrize(
    ("parties", "found"),
    [
        ((child(),), [("party.minor_without_guardian", "未成年当事人小乙没有登记监护人")]),
        ((child(relation("parent", "刘大勇")),), [
            ("party.guardian_in_conflict", "小乙的监护人刘大勇是对方当事人，利益冲突")
        ]),
        ((child(MOTHER, born=date(2011, 1, 1)),), [
            ("capacity.one_parent_only", "小乙只登记了一位父母签署"),
            ("capacity.hear_the_child", "小乙已满八周岁，应听取本人意见并记录"),
        ]),
        ((child(MOTHER, relation("parent", "父")),), [
            ("capacity.guardian_consent_to_data", "小乙不满十四周岁，处理其个人信息须经监护人同意"),
            ("capacity.hear_the_child", "小乙已满八周岁，应听取本人意见并记录"),
        ]),
        ((party(person("周三", birth=None), "third"),), [
            ("capacity.birth_unknown", "没有登记周三的出生日期，无法核对行为能力")
        ]),
        ((party(person("佳和物业", "company"), "third"),), [
            ("party.representative_missing", "当事人佳和物业没有登记代表人或者经营者")
        ]),
        ((party(person("佳和物业", "company"), "third", relation("operator", "甲")),), []),
        ((party(person("佳和物业", "company"), "third", relation("agent", "甲", powers=("full_agency",))),), [
            ("party.representative_missing", "当事人佳和物业没有登记代表人或者经营者"),
            ("agent.attends_only", "佳和物业的代理人甲没有特别授权，只能参加调解"),
        ]),
    ],
)  # fmt: skip
def test_that_a_finding_on_a_party_names_it_and_who_stands_for_it(
    say: Say, parties: tuple[PartyFacts, ...], found: list[tuple[str, str]]
) -> None:
    told = say(agreement(), WORKER, COMPANY, *parties)
    assert sorted(told, key=str) == sorted(((code, None, words) for code, words in found), key=str)


@pytest.mark.parametrize(
    ("since", "until", "stands"),
    [(SIGNING, SIGNING, True), (date(2026, 9, 23), None, False), (None, date(2026, 9, 21), False)],
)
def test_that_a_relation_holds_from_its_first_to_its_last_day(
    say: Say, since: date | None, until: date | None, stands: bool
) -> None:
    third = party(person("佳和物业", "company"), "third", relation("representative", "甲", since=since, until=until))
    assert (say(agreement(), WORKER, COMPANY, third) == []) is stands


def lawyers(*agents: Any, signers: tuple[str, ...] = (), address: str | None = None) -> PartyFacts:
    return party(replace(person("周三"), address=address), "third", *agents, signers=signers)


def lawyer(number: int, *powers: str, document: str | None = None) -> Any:
    return relation("agent", f"律师{number}", powers=powers or ("settle",), document=document)


@pytest.mark.parametrize(
    ("third", "found"),
    [
        (lawyers(lawyer(1), lawyer(2)), []),
        (lawyers(lawyer(1), lawyer(2), lawyer(3)), [("agent.too_many", "周三的代理人超过2人")]),
        (lawyers(lawyer(1, "full_agency"), signers=("律师1",)), [
            (
                "agent.without_special_authority",
                "周三的代理人律师1没有特别授权，不能代为签署协议；只写“全权代理”不算",
            )
        ]),
        (lawyers(lawyer(1, "evidence")), [("agent.attends_only", "周三的代理人律师1没有特别授权，只能参加调解")]),
        (lawyers(lawyer(1), address="日本东京"), [
            ("agent.principal_abroad", "委托人周三在境外，代理人律师1的授权委托书没有登记公证、认证手续")
        ]),
        (lawyers(lawyer(1, document="经领事认证"), address="日本东京"), []),
    ],
)  # fmt: skip
def test_that_a_finding_on_an_agent_names_him_and_his_principal(
    say: Say, third: PartyFacts, found: list[tuple[str, str]]
) -> None:
    assert say(agreement(), WORKER, COMPANY, third) == [(code, None, words) for code, words in found]


def ward(*others: Any) -> PartyFacts:
    village = replace(person("石桥村", "village"), legal_representative="王守信")
    return party(person("周三"), "third", replace(relation("guardian", "石桥村"), person=village), *others)


@pytest.mark.parametrize(
    ("clause", "said", "found"),
    [
        ("周三放弃对老屋的请求。", None, True),
        ("周三放弃对老屋的请求。", "存入周三名下账户。", False),
        ("刘大勇放弃对老屋的请求。", None, False),
        ("周三搬离。", None, False),
    ],
)
def test_that_what_a_ward_gives_up_is_found_unless_it_is_for_his_benefit(
    say: Say, clause: str, said: str | None, found: bool
) -> None:
    text = agreement(other_clauses=(clause,), responsibility=said)
    words = "本项可能处分被监护人周三的财产，没有写明为其利益"
    assert say(text, WORKER, COMPANY, ward()) == ([("party.ward_property", 2, words)] if found else [])


def test_that_a_body_as_guardian_without_a_head_is_named(say: Say) -> None:
    village = replace(relation("guardian", "石桥村"), person=person("石桥村", "village"))
    assert say(agreement(), WORKER, COMPANY, party(person("周三"), "third", village)) == [
        ("party.guardian_unrepresented", None, "周三的监护人石桥村是组织，没有登记由谁代表")
    ]


def test_that_a_ward_who_cannot_discern_is_in_conflict_with_the_other_side(say: Say) -> None:
    conflicted = party(person("周三"), "third", relation("guardian", "刘大勇"))
    assert say(agreement(), WORKER, COMPANY, conflicted) == [
        ("party.guardian_in_conflict", None, "周三的监护人刘大勇是对方当事人，利益冲突")
    ]


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("其余款项尽快付清。", [("text.vague", "用语“尽快”不明确，可能无法履行，也可能无法申请司法确认")]),
        ("乙方今后不得再追究。", [
            ("text.waiver", "“今后不得再追究”超出本次纠纷，或者放弃了依法不能以协议放弃的权利")
        ]),
        ("逾期的，加速到期。", [
            ("default.no_grace", "约定了加速到期，没有写明逾期多少日后到期"),
            ("default.unclear", "约定了加速到期，没有写明哪些款项到期"),
        ]),
        ("违约的，支付违约金。", [("penalty.no_amount", "约定了违约金，没有写明金额或者计算方法")]),
        ("利息按月利率2%计算。", [
            ("rate.high", "“月利率2%”折合年利率24%，高于一年期贷款市场报价利率（2025年5月）的四倍，即12%")
        ]),
        ("逾期的，每日按万分之五支付。", [
            ("rate.high", "“日按万分之五”折合年利率18.25%，高于一年期贷款市场报价利率（2025年5月）的四倍，即12%")
        ]),
        ("房屋归刘大勇所有，逾期的按每日100元计付违约金。", [
            ("text.flagged", "本项可能涉及物权确权：涉及物权确权，人民法院不受理司法确认")
        ]),
    ],
)  # fmt: skip
def test_that_a_finding_on_the_words_quotes_them(say: Say, clause: str, found: list[tuple[str, str]]) -> None:
    text = agreement(other_clauses=("双方再无其他争议。", clause))
    assert say(text) == [(code, 3, words) for code, words in found]


def test_that_a_flag_says_each_effect_once_and_what_keeps_it_from_the_screen(say: Say) -> None:
    text = agreement(other_clauses=("收养关系解除。",))
    court, screen = "确认或者解除收养关系，人民法院不受理司法确认", "涉及收养关系，不适用电子签名"
    assert say(text) == [
        ("route.paper_only", 2, f"不能在屏幕上签署：{screen}"),
        ("text.flagged", 2, f"本项可能涉及收养关系：{court}；{screen}"),
    ]
    assert [code for code, *_ in say(replace(text, route="paper"))] == ["text.flagged"]


def many(count: int, last: date = OCTOBER, **changes: Any) -> DutyFacts:
    return paid(*[("100", OCTOBER)] * (count - 1), ("100", last), **changes)


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        (many(24), []),
        (many(25), [("schedule.many", "分25期，多于24期")]),
        (many(2, date(2029, 9, 22)), []),
        (many(2, date(2029, 9, 23)), [("schedule.long", "最后一期在签署3年以后")]),
        (many(1, penalty=YUAN("30")), []),
        (many(1, penalty=YUAN("30.01")), [
            ("penalty.high", "每次违约金30.01元，超过该项金额的30%，可能被请求减少")
        ]),
        (many(1, penalty=YUAN("30.01"), total=None), []),
    ],
)  # fmt: skip
def test_that_what_a_court_may_find_too_much_is_hinted_at_from_the_first_step_over_the_figure(
    say: Say, duty: DutyFacts, found: list[tuple[str, str]]
) -> None:
    told = [one for one in say(agreement(pay(1), duty)) if not one[0].startswith("pay.")]
    assert told == [(code, 2, words) for code, words in found]


@pytest.mark.parametrize(("claimed", "high"), [(None, False), ("0", False), ("155333.33", True), ("155333.34", False)])
def test_that_a_sum_well_above_the_claim_is_hinted_at(say: Say, claimed: str | None, high: bool) -> None:
    money = None if claimed is None else YUAN(claimed)
    free = deed("bear", "自行承担。", base=None)
    words = f"协议付款合计186,400.00元，明显高于登记的请求金额{money.figures if money else ''}元"
    told = say(agreement(pay(1), replace(free, total=YUAN("999999"))), claimed=money)
    assert told == ([("sum.above_claim", None, words)] if high else [])


@pytest.mark.parametrize(
    ("liability", "found"),
    [
        ("甲承担60.5%，乙承担30%。", [("shares.words_not_hundred", "责任划分中写明的比例合计90.5%，不是100%")]),
        ("甲承担60%。", []),
        ("损失合计1,000.00元，甲承担33.33%，计334.30元。", []),
        ("损失合计1,000.00元，甲承担33.33%，计334.31元。", [
            ("shares.do_not_match_sums", "责任划分写明33.33%为334.31元，按1,000.00元计算应为333.30元")
        ]),
        ("损失合计1,000.00元，甲承担33.33%，计332.29元。", [
            ("shares.do_not_match_sums", "责任划分写明33.33%为332.29元，按1,000.00元计算应为333.30元")
        ]),
    ],
)  # fmt: skip
def test_that_the_division_of_liability_is_reckoned_again(
    say: Say, liability: str, found: list[tuple[str, str]]
) -> None:
    assert say(agreement(responsibility=liability)) == [(code, None, words) for code, words in found]


@pytest.mark.parametrize(("severity", "stops"), [("block", True), ("warn", False), ("hint", False)])
def test_that_only_what_blocks_stops_the_signing(check_law: CheckLaw, severity: str, stops: bool) -> None:
    finding = replace(check_law.words.finding("duty.none", None), severity=severity)
    hint = replace(finding, severity="hint")
    assert blocks((hint, finding)) is stops
    assert not blocks(())


BARE = "鸿达公司付款。"
VAGUE = "用语“另行约定”不明确，可能无法履行，也可能无法申请司法确认"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (replace(agreement(other_clauses=()), duties=()), [("duty.none", None, "协议没有任何条款")]),
        (replace(agreement(), duties=()), []),
        (agreement(other_clauses=()), []),
        (agreement(manner="另行约定。"), [("text.vague", None, VAGUE)]),
        (agreement(pay(1, sentence=BARE)), [("text.default_clause_missing", None, "没有约定逾期或者违约的后果")]),
        (
            agreement(pay(1), pay(2, sentence=BARE), paid(("1", OCTOBER), number=3, sentence=BARE)),
            [("default.instalments_bare", 2, "分2期付款，没有约定逾期的后果")],
        ),
    ],
)
def test_that_a_finding_on_the_whole_text_says_what_it_lacks(
    say: Say, text: AgreementFacts, found: list[tuple[str, int | None, str]]
) -> None:
    assert say(text) == found


SOURCED = {"source": "某法 1", "certainty": "page"}
FILE = "rules/checkup.toml"


def test_that_everything_the_rule_file_says_is_kept() -> None:
    whole = document("rules", "checkup")
    found = CheckRules.of(whole)
    assert found.lists == {key: tuple(whole[key]) for key in LISTS}
    assert found.patterns == tuple(
        (table["flag"], re.compile(text)) for table in whole["about"] for text in table["patterns"]
    )
    waivers = [table for table in whole["shape"] if table["name"] == "waiver"]
    assert found.shapes["waiver"] == tuple(
        Shape(re.compile(text), tuple(table["unless"]), ()) for table in waivers for text in table["patterns"]
    )
    assert {one.beside for one in found.shapes["guarantor"]} == {("保证", "担保")}
    assert found.rates == tuple(Rate(re.compile(one["pattern"]), Decimal(one["yearly"])) for one in whole["rate"])
    lpr = next(one for one in whole["figure"] if one["code"] == "lpr_one_year")
    assert found.figures["lpr_one_year"] == Figure(
        value=Decimal(lpr["value"]), as_of=lpr["as_of"], source=lpr["source"], certainty=lpr["certainty"], local=True
    )
    told = whole["finding"][0]
    assert found.finding(told["code"], 7) == Finding(
        told["code"], told["severity"], 7, told["source"], told["certainty"], told["text"], told["suggestion"]
    )


def test_that_a_finding_or_figure_which_the_file_lacks_is_named() -> None:
    assert mistakes(lambda: CheckRules.of({"slip": 1})) == [
        *((FILE, "finding", f"缺少{code}") for code in FINDINGS),
        *((FILE, "figure", f"缺少{code}") for code in NUMBERS),
        (FILE, "slip", "未知的键"),
    ]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (
            {"about": [{"flag": "weather", "patterns": ["a", "("], "slip": 1}]},
            [
                ("about[1].flag", "之一，现为weather"),
                ("about[1].patterns", "无法使用的表达式(：missing ), unterminated subpattern"),
                ("about[1].slip", "未知的键"),
            ],
        ),
        (
            {"shape": [{"name": "form", "patterns": ["["], "unless": 1, "beside": 2, "slip": 1}]},
            [
                ("shape[1].name", "之一，现为form"),
                ("shape[1].unless", "应为文字列表"),
                ("shape[1].beside", "应为文字列表"),
                ("shape[1].patterns", "无法使用的表达式[：unterminated character set"),
                ("shape[1].slip", "未知的键"),
            ],
        ),
        (
            {"rate": [{"pattern": "(", "yearly": "1.", "slip": 1}]},
            [
                ("rate[1].patterns", "无法使用的表达式(：missing ), unterminated subpattern"),
                ("rate[1].yearly", "应为加引号的数字"),
                ("rate[1].slip", "未知的键"),
            ],
        ),
    ],
)
def test_that_what_cannot_be_used_is_named_at_its_key(change: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    told = mistakes(lambda: CheckRules.of({**document("rules", "checkup"), **change}))
    assert [(file, key) for file, key, _ in told] == [(FILE, key) for key, _ in faults]
    assert all(reason.endswith(words) for (*_, reason), (_, words) in zip(told, faults, strict=True))


def test_that_a_figure_and_a_finding_of_an_unknown_code_or_with_a_slip_are_named() -> None:
    whole = document("rules", "checkup")
    figure = {"code": "weather", "value": "3", "as_of": "今日", "local": "no", "slip": 1, **SOURCED}
    finding = {"code": "weather", "severity": "loud", "text": "", "suggestion": "", "slip": 1, **SOURCED}
    told = mistakes(
        lambda: CheckRules.of({**whole, "figure": [*whole["figure"], figure], "finding": [*whole["finding"], finding]})
    )
    place, where = f"figure[{len(whole['figure']) + 1}]", f"finding[{len(whole['finding']) + 1}]"
    assert [key for _, key, _ in told] == [
        *(f"{place}.{key}" for key in ("code", "as_of", "local", "slip")),
        *(f"{where}.{key}" for key in ("code", "severity", "text", "suggestion", "slip")),
    ]


def test_that_a_shape_looks_only_beside_its_words_and_not_beside_those_that_excuse_it() -> None:
    shape = Shape(re.compile("赔.元"), unless=("撤回", "本次"), beside=("违约", "逾期"))
    found = {
        text: [match.group(0) for match in shape.found_in(text)]
        for text in ("违约赔5元再赔6元", "逾期赔5元", "赔5元", "违约赔5元，本次不计")
    }
    assert list(found.values()) == [["赔5元", "赔6元"], ["赔5元"], [], []]


def test_that_clauses_count_from_one_where_nobody_owes_anything() -> None:
    bare = replace(agreement(other_clauses=("甲。", "乙。")), duties=())
    assert clauses(bare) == ((1, "甲。"), (2, "乙。"))
    assert clauses(replace(bare, duties=(pay(1), pay(4)))) == (
        (1, pay().sentence),
        (4, pay().sentence),
        (5, "甲。"),
        (6, "乙。"),
    )


def test_that_a_vague_word_ends_where_another_begins(check_law: CheckLaw) -> None:
    words = replace(
        check_law.words,
        lists={**check_law.words.lists, "vague_words": ("左右", "右手", "约左"), "not_vague": ("大约",)},
    )
    assert words.vague_in("左右手") == ("左右",)
    assert words.vague_in("大约左") == ()
