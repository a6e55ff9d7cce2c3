from __future__ import annotations

import pytest

from mediation_desk.law.bars import Term
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.refusal import Refusal


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
    for route in ("screen", "mixed"):
        with pytest.raises(Refusal) as refusal:
            electronic.check_route(route, family, [term(1)])
        assert refusal.value.code == "signing.paper_only"
        assert "婚姻家庭" in str(refusal.value.facts["reason"])


def test_that_an_unknown_route_is_refused(electronic: ElectronicRules, disputes: CodeList) -> None:
    with pytest.raises(Refusal) as refusal:
        electronic.check_route("fax", disputes.get("other"), [])
    assert refusal.value.code == "signing.route_unknown"


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


@pytest.mark.parametrize("rules", [ElectronicRules, ConfirmationRules])
def test_that_a_wrong_rule_file_is_refused(rules: type[ElectronicRules] | type[ConfirmationRules]) -> None:
    bar = {"flag": "weather", "words": "某", "source": "某法 1", "certainty": "read"}
    with pytest.raises(Refusal) as refusal:
        rules.of({"bar": [bar]})
    assert refusal.value.code == "rules.faulty"


def test_that_code_lists_are_whole(code_lists: dict[str, CodeList]) -> None:
    sizes = {name: len(found.codes) for name, found in code_lists.items()}
    assert (sizes["dispute_types"], sizes["ethnicities"], sizes["sides"], sizes["sources"]) == (22, 58, 3, 17)
    for name, found in code_lists.items():
        assert name == found.id
        assert len({code.words for code in found.codes}) == len(found.codes)


def test_that_a_code_has_words_or_is_refused(disputes: CodeList) -> None:
    assert disputes.words("unpaid_wages") == "拖欠农民工工资"
    with pytest.raises(Refusal) as refusal:
        disputes.get("weather", field="dispute_type")
    assert dict(refusal.value.facts) == {"list": "纠纷类型", "code": "weather", "field": "dispute_type"}


@pytest.mark.parametrize("codes", [[], [{"code": "a", "words": "甲"}, {"code": "a", "words": "乙"}]])
def test_that_an_empty_or_double_list_is_refused(codes: list[dict[str, str]]) -> None:
    with pytest.raises(Refusal) as refusal:
        CodeList.of({"id": "x", "name": "某", "source": "某", "certainty": "read", "code": codes})
    assert refusal.value.code == "rules.faulty"
