"""The questions of the signing desk: made from the agreement, with one right answer, the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.understanding import MOST_CHOICES, MOST_QUESTIONS, Bargain, Question, questions
from mediation_desk.terms.money import Money

NAMES = ("周桂英", "钱志远", "吴国平", "佳和物业")


def pays(sum: str, due: str, **changes: object) -> Bargain:
    given: dict[str, object] = {
        "kind": "pay",
        "clause": f"钱志远于{due}向周桂英支付补偿款{sum}元。",
        "debtors": ("钱志远",),
        "beneficiaries": ("周桂英",),
        "amount": Money.parse(sum),
        "due": due,
        "matter": "补偿款",
    }
    return Bargain(**{**given, **changes})


def removes(**changes: object) -> Bargain:
    given: dict[str, object] = {
        "kind": "do",
        "clause": "钱志远于2026年12月10日前拆除雨棚。",
        "debtors": ("钱志远",),
        "beneficiaries": ("周桂英",),
        "due": "2026年12月10日前",
        "matter": "拆除雨棚",
    }
    return Bargain(**{**given, **changes})


def ask(*bargains: Bargain, signer: str = "周桂英", seed: str = "ab12|p1") -> tuple[Question, ...]:
    return questions(bargains, (signer,), ("周桂英", "钱志远"), seed)


def right(question: Question) -> str:
    return question.choices[question.right]


def test_that_who_pays_whom_how_much_and_by_when_are_asked() -> None:
    who, much, binding = ask(pays("8000.00", "2026年12月15日前"))
    assert right(who) == "钱志远付给周桂英"
    assert "周桂英付给钱志远" in who.choices
    assert right(much) == "8,000.00元，2026年12月15日前"
    assert right(binding).startswith("要")


def test_that_wrong_answers_come_from_the_same_agreement() -> None:
    _, much, *_ = ask(pays("8000.00", "2026年12月15日前"), pays("500.00", "2027年1月1日前"))
    wrong = set(much.choices) - {right(much)}
    assert wrong & {"8,000.00元，2027年1月1日前", "500.00元，2026年12月15日前"}


def test_that_what_is_true_of_another_duty_is_no_wrong_answer() -> None:
    back = pays("500.00", "2027年1月1日前", debtors=("周桂英",), beneficiaries=("钱志远",), matter="退还押金")
    who, much, *_ = ask(pays("8000.00", "2026年12月15日前"), back)
    assert "周桂英付给钱志远" not in who.choices
    assert "500.00元，2027年1月1日前" not in much.choices


def test_that_each_is_asked_about_what_concerns_him_first() -> None:
    other = pays("3000.00", "2027年2月1日前", debtors=("吴国平",), beneficiaries=("佳和物业",), matter="物业费")
    asked = questions((pays("8000.00", "2026年12月15日前"), other), ("吴国平",), NAMES, "s")
    assert right(asked[0]) == "吴国平付给佳和物业"


def test_that_what_follows_a_breach_is_asked_where_the_agreement_says_it() -> None:
    asked = ask(pays("8000.00", "2026年12月15日前", accelerate_after_days=15), removes(penalty=Money.parse("200")))
    breach = next(one for one in asked if one.id == "if_not")
    assert right(breach) == "逾期超过15日，剩下的要一次付清"
    assert "每违反一次，另付违约金200.00元" in breach.choices


def test_that_an_agreement_without_money_asks_who_does_what() -> None:
    first, binding = ask(removes())
    assert right(first) == "钱志远"
    assert binding.id == "binding"


def test_that_an_actual_payer_and_a_share_borne_oneself_are_named() -> None:
    insured, *_ = ask(pays("100.00", "", payer="平和保险"))
    assert right(insured) == "钱志远付给周桂英（由平和保险代付）"
    borne, much, _ = ask(pays("100.00", "", kind="bear", beneficiaries=(), matter="其余医药费"))
    assert (right(borne), right(much)) == ("由钱志远承担", "100.00元")


def test_that_of_many_names_the_first_and_the_number_are_told() -> None:
    many = tuple(f"村民{n}" for n in range(12))
    (who, *_) = ask(pays("8000.00", "", beneficiaries=many))
    assert right(who) == "钱志远付给村民0等12人"


def test_that_the_same_text_asks_the_same_signer_the_same() -> None:
    text = (pays("8000.00", "2026年12月15日前"), removes())
    assert ask(*text) == ask(*text)
    orders = {tuple(one.choices for one in ask(*text, seed=f"ab12|p{n}")) for n in range(12)}
    assert len(orders) > 1


DUE = "2026年12月15日前"
BREACH = {"不用管，过了期就算了", "只要口头说一声就行"}
MUCH = {f"8,000.00元，{DUE}", "8,000.00元，没有定时间，什么时候都行", "一分钱也不用付"}
WHO = {"钱志远付给周桂英", "周桂英付给钱志远", "谁也不用付"}
BEARS = {"kind": "bear", "beneficiaries": (), "matter": "其余医药费"}
LATE, AGAIN = "逾期超过15日，剩下的要一次付清", "每违反一次，另付违约金200.00元"


@pytest.mark.parametrize(
    ("text", "id", "words", "told", "choices"),
    [
        ((pays("8000.00", DUE),), "who", "“补偿款”由谁付给谁？", "钱志远付给周桂英", WHO),
        ((pays("8000.00", DUE, matter=""),), "who", "协议里的钱由谁付给谁？", "钱志远付给周桂英", WHO),
        ((pays("8000.00", DUE),), "how_much", "“补偿款”付多少、什么时候付？", f"8,000.00元，{DUE}", MUCH),
        (
            (pays("8000.00", ""), pays("9.00", "", on_the_spot=True)),
            "how_much",
            "“补偿款”付多少、什么时候付？",
            "8,000.00元，没有定时间，什么时候都行",
            {
                "8,000.00元，没有定时间，什么时候都行",
                "8,000.00元，签的时候当场",
                "9.00元，没有定时间，什么时候都行",
                "一分钱也不用付",
            },
        ),
        (
            (pays("100.00", "", **BEARS), pays("50.00", "", **BEARS)),
            "who",
            "“其余医药费”由谁承担？",
            "由钱志远承担",
            {"由钱志远承担", "由周桂英承担"},
        ),
        (
            (pays("100.00", "", **BEARS), pays("50.00", "", **BEARS)),
            "how_much",
            "“其余医药费”要承担多少？",
            "100.00元",
            {"100.00元", "50.00元", "一分钱也不用付"},
        ),
        (
            (removes(),),
            "who_does",
            "“拆除雨棚”，这件事由谁来做？",
            "钱志远",
            {"钱志远", "周桂英", "谁也不用做"},
        ),
        (
            (removes(matter="", clause="钱志远拆除雨棚。"),),
            "who_does",
            "“钱志远拆除雨棚。”，这件事由谁来做？",
            "钱志远",
            {"钱志远", "周桂英", "谁也不用做"},
        ),
        (
            (pays("8000.00", DUE, accelerate_after_days=15), removes(penalty=Money.parse("200"))),
            "if_not",
            "到期没有付（“补偿款”），怎么办？",
            LATE,
            {LATE, AGAIN, *BREACH},
        ),
        (
            (pays("8000.00", DUE), removes(penalty=Money.parse("200"))),
            "if_not",
            "没有照着做（“拆除雨棚”），怎么办？",
            AGAIN,
            {AGAIN, *BREACH},
        ),
        (
            (pays("8000.00", DUE, accelerate_after_days=15, penalty=Money.parse("200")),),
            "if_not",
            "到期没有付（“补偿款”），怎么办？",
            LATE,
            {LATE, *BREACH},
        ),
        (
            (pays("8000.00", DUE),),
            "binding",
            "签了名以后，这份协议要不要照着做？",
            "要，双方都要照着做",
            {"要，双方都要照着做", "不要，只是写着看看", "谁想做谁做"},
        ),
    ],
)
def test_that_a_question_says_all_this_and_shows_its_clause(
    text: tuple[Bargain, ...], id: str, words: str, told: str, choices: set[str]
) -> None:
    (asked,) = [one for one in ask(*text) if one.id == id]
    clauses = {"binding": {""}, "who_does": {removes().clause, "钱志远拆除雨棚。"}}
    shown = clauses.get(id, {one.clause for one in text})
    assert (asked.text, right(asked), set(asked.choices)) == (words, told, choices)
    assert asked.clause in shown


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ((pays("1.00", DUE),), ["who", "how_much", "binding"]),
        ((pays("1.00", DUE), removes()), ["who", "how_much", "who_does"]),
        ((removes(), pays("1.00", DUE)), ["who", "how_much", "who_does"]),
        ((pays("1.00", DUE, accelerate_after_days=15), removes()), ["who", "how_much", "if_not"]),
        ((removes(), removes()), ["who_does", "binding"]),
        ((removes(penalty=Money.parse("200")),), ["who_does", "if_not", "binding"]),
        ((), ["binding"]),
    ],
)
def test_that_money_is_asked_first_and_never_more_than_three(text: tuple[Bargain, ...], ids: list[str]) -> None:
    assert [one.id for one in ask(*text)] == ids


def test_that_other_payers_are_offered_but_none_who_really_pays() -> None:
    rent = pays("3000.00", DUE, debtors=("周桂英",), beneficiaries=("吴国平",), matter="租金")
    who, *_ = questions((pays("8000.00", DUE), rent), ("钱志远",), ("周桂英", "钱志远", "吴国平"), "s")
    assert set(who.choices) == {"钱志远付给周桂英", "周桂英付给钱志远", "钱志远付给吴国平", "吴国平付给周桂英"}


def test_that_three_names_are_told_in_full() -> None:
    (who, *_) = ask(pays("8000.00", "", beneficiaries=("甲", "乙", "丙")))
    assert right(who) == "钱志远付给甲、乙、丙"


@pytest.mark.parametrize("whose", [{"debtors": ("吴国平",)}, {"beneficiaries": ("吴国平",)}, {"payer": "吴国平"}])
def test_that_whoever_owes_receives_or_pays_is_concerned(whose: dict[str, object]) -> None:
    asked = questions(
        (pays("1.00", DUE, matter="甲"), pays("2.00", DUE, matter="乙", **whose)), ("吴国平",), NAMES, "s"
    )
    assert asked[0].text.startswith("“乙”")


def test_that_each_question_has_its_answers_in_an_order_of_the_signer_s_own() -> None:
    text = (pays("8000.00", DUE, accelerate_after_days=15),)
    plain = (pays("8000.00", DUE), removes())
    orders: dict[str, set[tuple[str, ...]]] = {}
    for number in range(24):
        for one in (*ask(*text, seed=f"s{number}"), *ask(*plain, seed=f"s{number}"), *ask(seed=f"s{number}")):
            orders.setdefault(one.id, set()).add(one.choices)
    assert set(orders) == {"who", "how_much", "if_not", "who_does", "binding"}
    assert all(len(seen) > 1 for seen in orders.values())


SUMS = st.integers(1, 10**9).map(lambda fen: f"{fen / 100:.2f}")
PEOPLE = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def bargains(draw: st.DrawFn) -> Bargain:
    kind = draw(st.sampled_from(("pay", "bear", "do", "refrain", "apologise")))
    return Bargain(
        kind=kind,
        clause="第一条。",
        debtors=draw(PEOPLE),
        beneficiaries=() if kind == "bear" else draw(PEOPLE),
        amount=Money.parse(draw(SUMS)) if kind in ("pay", "bear") else None,
        due=draw(st.sampled_from(("", "2026年12月15日前", "每月5日前"))),
        matter=draw(st.sampled_from(("", "补偿款", "拆除雨棚"))),
        penalty=draw(st.none() | SUMS.map(Money.parse)),
        accelerate_after_days=draw(st.none() | st.integers(1, 60)),
    )


@given(st.lists(bargains(), max_size=6), st.sampled_from(NAMES), st.text(max_size=8))
def test_that_every_question_has_one_right_answer_among_several(text: list[Bargain], signer: str, seed: str) -> None:
    asked = questions(text, (signer,), NAMES, seed)
    assert 1 <= len(asked) <= MOST_QUESTIONS
    assert len({one.id for one in asked}) == len(asked)
    for one in asked:
        assert 2 <= len(one.choices) <= MOST_CHOICES
        assert len(set(one.choices)) == len(one.choices)
        assert all(choice.strip("，") for choice in one.choices)
        assert 0 <= one.right < len(one.choices)


@pytest.mark.parametrize("text", [(), (removes(),)])
def test_that_even_the_shortest_agreement_asks_whether_it_binds(text: tuple[Bargain, ...]) -> None:
    assert ask(*text)[-1].id == "binding"
