from __future__ import annotations

from dataclasses import replace

import pytest

from mediation_desk.law.bars import FLAGS, Bar, Barred, Term, barred_terms
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ROUTE, Confirmability, ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.rulebook import RuleBook

from .conftest import document
from .refusals import mistakes, told


def term(number: int, *flags: str) -> Term:
    return Term(number, frozenset(flags))


def test_that_an_ordinary_dispute_has_all_routes_paper_first(electronic: ElectronicRules, disputes: CodeList) -> None:
    answer = electronic.routes(disputes.get("neighbours"), [term(1), term(2, "ownership", "vague")])
    assert (answer.routes, answer.barred) == (("paper", "screen", "mixed"), ())
    electronic.check_route("screen", disputes.get("neighbours"), [term(1)])


@pytest.mark.parametrize("flag", ["marriage", "adoption", "parentage", "status", "inheritance", "utility_stop"])
def test_that_a_barred_term_leaves_paper_only(electronic: ElectronicRules, disputes: CodeList, flag: str) -> None:
    answer = electronic.routes(disputes.get("other"), [term(2, flag), term(1)])
    assert answer.routes == ("paper",)
    assert [(bar.term, bar.source) for bar in answer.barred] == [(2, "电子签名法 3")]


def test_that_a_family_dispute_is_signed_on_paper_whatever_its_terms(
    electronic: ElectronicRules, disputes: CodeList
) -> None:
    family = disputes.get("marriage_family")
    assert electronic.routes(family, [term(1)]).barred[0].term is None
    electronic.check_route("paper", family, [term(1)])
    reason = "纠纷类型为婚姻家庭，按婚姻、收养、继承等人身关系处理，不适用电子签名"
    answer = electronic.routes(family, [term(1, "inheritance")])
    assert answer.routes == ("paper",)
    assert answer.barred == (
        Barred(None, reason, "电子签名法 3", "read"),
        Barred(1, "涉及继承，不适用电子签名", "电子签名法 3", "read"),
    )
    for route in ("screen", "mixed"):
        assert told(lambda wanted=route: electronic.check_route(wanted, family, [term(1)])) == (  # type: ignore[misc]
            "signing.paper_only",
            {"reason": reason, "source": "电子签名法 3", "field": "route"},
        )


def test_that_an_unknown_route_is_refused(electronic: ElectronicRules, disputes: CodeList) -> None:
    assert told(lambda: electronic.check_route("fax", disputes.get("other"), [])) == (
        "signing.route_unknown",
        {"route": "fax", "field": "route"},
    )


def test_that_the_first_barred_term_is_the_reason_for_paper(electronic: ElectronicRules, disputes: CodeList) -> None:
    terms = [term(3, "marriage"), term(2, "inheritance")]
    code, facts = told(lambda: electronic.check_route("screen", disputes.get("other"), terms))
    assert (code, facts["reason"]) == ("signing.paper_only", "涉及继承，不适用电子签名")


@pytest.mark.parametrize(
    ("id", "form", "standing", "certainty"),
    [
        ("people.general", "written", "open", "read"),
        ("people.general", "oral", "closed", "memory"),
        ("administrative.general", "written", "ask_court", "memory"),
        ("judicial.before_filing", "written", "open", "read"),
        ("judicial.after_filing", "written", "closed", "read"),
        ("professional.medical", "written", "open", "read"),
        ("professional.labour", "written", "open", "read"),
    ],
)
def test_that_confirmation_depends_on_procedure_and_form(
    rulebook: RuleBook, confirmation: ConfirmationRules, id: str, form: str, standing: str, certainty: str
) -> None:
    answer = confirmation.judge(rulebook.procedure(id), form, [term(1)])
    assert (answer.standing, answer.certainty) == (standing, certainty)
    assert answer.terms == (() if standing == "closed" else (1,))
    assert answer.reason and answer.source


def test_that_an_application_lists_only_the_terms_a_court_confirms(
    rulebook: RuleBook, confirmation: ConfirmationRules
) -> None:
    people = rulebook.procedure("people.general")
    answer = confirmation.judge(people, "written", [term(1, "ownership", "inheritance"), term(2), term(3, "vague")])
    assert (answer.standing, answer.terms) == ("open", (2,))
    assert [(bar.term, bar.source) for bar in answer.barred] == [(1, "民事诉讼法解释 355"), (3, "民事诉讼法解释 358")]


def test_that_an_agreement_of_barred_terms_cannot_be_confirmed(
    rulebook: RuleBook, confirmation: ConfirmationRules
) -> None:
    answer = confirmation.judge(rulebook.procedure("people.general"), "written", [term(1, "marriage")])
    assert (answer.standing, answer.terms) == ("closed", ())


def test_that_a_closed_road_says_what_closes_it(rulebook: RuleBook, confirmation: ConfirmationRules) -> None:
    people = rulebook.procedure("people.general")
    silent = replace(people, routes=tuple(route for route in people.routes if route.id != ROUTE))
    shut = [
        confirmation.judge(silent, "written", [term(1, "marriage")]),
        confirmation.judge(people, "oral", [term(1)]),
        confirmation.judge(people, "written", [term(1, "marriage")]),
        confirmation.judge(people, "written", []),
    ]
    assert [answer.closed_by for answer in shut] == ["procedure", "oral", "all_terms", "all_terms"]
    assert [(answer.reason, answer.source, answer.certainty) for answer in shut] == [
        confirmation.closed[str(answer.closed_by)] for answer in shut
    ]
    assert [len(answer.barred) for answer in shut] == [1, 0, 1, 0]
    assert {answer.standing for answer in shut} == {"closed"} and not any(answer.terms for answer in shut)


def test_that_a_route_which_the_procedure_closes_gives_its_own_reason(
    rulebook: RuleBook, confirmation: ConfirmationRules
) -> None:
    people = rulebook.procedure("people.general")
    route = replace(next(route for route in people.routes if route.id == ROUTE), standing="closed")
    answer = confirmation.judge(replace(people, routes=(route,)), "written", [term(1, "marriage"), term(2)])
    assert answer.terms == ()
    assert (answer.reason, answer.source, answer.certainty) == (route.advice, route.source, route.certainty)
    assert (answer.standing, answer.closed_by, [bar.term for bar in answer.barred]) == ("closed", None, [1])


def test_that_an_open_road_gives_the_advice_of_its_route(rulebook: RuleBook, confirmation: ConfirmationRules) -> None:
    people = rulebook.procedure("people.general")
    route = next(route for route in people.routes if route.id == ROUTE)
    answer = confirmation.judge(people, "written", [term(2), term(1), term(2, "vague")])
    assert (answer.reason, answer.source, answer.certainty) == (route.advice, route.source, route.certainty)
    assert (answer.terms, answer.closed_by) == ((1,), None)


OPEN = Confirmability(
    "open",
    (1, 3),
    (Barred(2, "物权确权", "某解释 1", "read"), Barred(4, "内容不明确", "某解释 2", "read", yields=True)),
    "某理由",
    "某法 3",
    "read",
)


@pytest.mark.parametrize(
    ("wanted", "terms"), [((), (1, 3)), ((3,), (3,)), ((3, 1, 3), (1, 3)), ((4,), (4,)), ((5, 1), (1, 5))]
)
def test_that_an_application_lists_what_is_wanted_or_all_that_may_be_confirmed(
    wanted: tuple[int, ...], terms: tuple[int, ...]
) -> None:
    assert OPEN.asked_for(wanted, 5) == terms


@pytest.mark.parametrize(
    ("wanted", "code", "facts"),
    [
        ((1, 0), "confirmation.term_unknown", {"term": 0, "last": 5}),
        ((6,), "confirmation.term_unknown", {"term": 6, "last": 5}),
        ((1, 2), "confirmation.term_barred", {"term": 2, "reason": "物权确权", "source": "某解释 1"}),
    ],
)
def test_that_an_application_lists_no_term_that_is_not_there_or_barred(
    wanted: tuple[int, ...], code: str, facts: dict[str, object]
) -> None:
    assert told(lambda: OPEN.asked_for(wanted, 5)) == (code, {"field": "terms", **facts})


@pytest.mark.parametrize(
    ("closed_by", "wanted", "terms"),
    [
        ("procedure", (), None),
        ("procedure", (4,), None),
        ("oral", (4,), None),
        ("all_terms", (), None),
        ("all_terms", (4,), (4,)),
    ],
)
def test_that_a_closed_road_takes_only_terms_on_which_people_may_insist(
    closed_by: str, wanted: tuple[int, ...], terms: tuple[int, ...] | None
) -> None:
    answer = replace(OPEN, standing="closed", terms=(), closed_by=closed_by)
    if terms is not None:
        assert answer.asked_for(wanted, 5) == terms
        return
    assert told(lambda: answer.asked_for(wanted, 5)) == (
        "confirmation.closed",
        {"reason": "某理由", "source": "某法 3"},
    )


BAR = {"flag": "weather", "words": "某", "source": "某法 1", "certainty": "read", "yields": "no", "why": 1}
BAR_MISTAKES = (
    ("bar[1].flag", f"应为{'、'.join(FLAGS)}之一，现为weather"),
    ("bar[1].yields", "应为true或false"),
    ("bar[1].why", "未知的键"),
)


SAID = {"words": "某事", "source": "某法 1", "certainty": "page"}


def test_that_everything_a_file_says_of_the_electronic_form_is_kept() -> None:
    bars = [{"flag": "vague", "yields": True, **SAID}, {"flag": "adoption", **SAID, "certainty": "read"}]
    assert ElectronicRules.of({"bar": bars, "dispute_type": {**SAID, "source": "某法 2"}}) == ElectronicRules(
        (Bar("vague", "某事", "某法 1", "page", yields=True), Bar("adoption", "某事", "某法 1", "read", yields=False)),
        "某事",
        "某法 2",
        "page",
    )


def test_that_everything_a_file_says_of_confirmation_is_kept() -> None:
    closed = {road: {**SAID, "words": road} for road in ("procedure", "oral", "all_terms")}
    file = {**document("rules", "confirmation"), "bar": [{"flag": "adoption", **SAID}], **closed}
    found = ConfirmationRules.of(file)
    assert found.bars == (Bar("adoption", "某事", "某法 1", "page"),)
    assert found.closed == {road: (road, "某法 1", "page") for road in closed}
    assert found.readiness.courts and found.readiness.lines


def test_that_a_wrong_file_of_the_electronic_form_is_refused_at_its_keys() -> None:
    file = "rules/electronic.toml"
    assert mistakes(lambda: ElectronicRules.of({"bar": [BAR], "type": {}})) == [
        *((file, key, reason) for key, reason in BAR_MISTAKES),
        (file, "dispute_type", "缺少内容"),
        (file, "type", "未知的键"),
    ]
    table = {"words": "", "source": "某法 1", "certainty": "read", "flag": "x"}
    assert mistakes(lambda: ElectronicRules.of({"dispute_type": table})) == [
        (file, "dispute_type.words", "缺少内容"),
        (file, "dispute_type.flag", "未知的键"),
    ]


def test_that_a_wrong_file_of_confirmation_is_refused_at_its_keys() -> None:
    file, whole = "rules/confirmation.toml", document("rules", "confirmation")
    spoiled = {**whole, "bar": [BAR], "oral": {**whole["oral"], "why": 1}, "road": {}}
    del spoiled["procedure"]
    assert mistakes(lambda: ConfirmationRules.of(spoiled)) == [
        *((file, key, reason) for key, reason in BAR_MISTAKES),
        (file, "procedure", "缺少内容"),
        (file, "oral.why", "未知的键"),
        (file, "road", "未知的键"),
    ]


def test_that_bars_are_told_term_by_term_in_the_order_of_the_numbers() -> None:
    bars = (Bar("vague", "不明", "某法 1", "page", yields=True), Bar("marriage", "婚姻", "某法 2", "read"))
    assert barred_terms([term(1, "status"), term(2)], bars) == ()
    assert barred_terms([term(2, "marriage", "vague"), term(3), term(1, "marriage")], bars) == (
        Barred(1, "婚姻", "某法 2", "read", yields=False),
        Barred(2, "不明", "某法 1", "page", yields=True),
        Barred(2, "婚姻", "某法 2", "read", yields=False),
    )
