from __future__ import annotations

import pytest

from mediation_desk.law.numbering import case_number, docket, evaluation_number
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.refusal import Refusal


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("（{year}）{body}人调字第{n}号", "（2026）枫塘人调字第12号"),
        ("{body}行调〔{year}〕{n}号", "枫塘行调〔2026〕12号"),
        ("（{year}）第{n}号", "（2026）第12号"),
    ],
)
def test_that_a_docket_follows_the_series_without_padding(pattern: str, text: str) -> None:
    assert docket(pattern, 2026, " 枫塘 ", 12) == text


def test_that_a_name_with_braces_is_printed_as_it_is() -> None:
    assert docket("（{year}）{body}第{n}号", 2026, "{n}", 3) == "（2026）{n}第3号"


@pytest.mark.parametrize(
    "pattern", ["（{year}）{n", "（{year}）{N}号", "（{year}）", "{n}号", "({year}){n}", "{year}{n}{n}", "{}"]
)
def test_that_an_unusable_series_is_refused(pattern: str) -> None:
    with pytest.raises(Refusal) as refusal:
        docket(pattern, 2026, "枫塘", 1)
    assert refusal.value.code == "numbering.pattern"


def test_that_a_series_with_the_body_needs_its_short_name() -> None:
    with pytest.raises(Refusal) as refusal:
        docket("（{year}）{body}人调字第{n}号", 2026, " ", 1)
    assert refusal.value.code == "numbering.body_missing"


def test_that_cases_and_evaluations_have_numbers_of_their_own() -> None:
    assert case_number(2026, 218) == "2026-218"
    assert evaluation_number(2026, "临溪", 3) == "（2026）临溪中评字第3号"


def test_that_every_procedure_numbers_at_acceptance(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        assert procedure.docket is not None and procedure.docket.drawn_on == "accepted"
        assert "7号" in docket(procedure.docket.series, 2026, "临溪", 7)
