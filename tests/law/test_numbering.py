from __future__ import annotations

import pytest

from mediation_desk.law.numbering import case_number, docket, evaluation_number, pattern_fault
from mediation_desk.law.rulebook import RuleBook

from .refusals import refused


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


FIELDS, TWICE, BRACKETS = "只能使用{year}、{body}和{n}", "{year}和{n}应各出现一次", "请用全角括号（）或〔〕"


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("（{year}）{n", FIELDS),
        ("（{year}）{n}}", FIELDS),
        ("（{year}）{N}号", FIELDS),
        ("（{year}）{n}{town}号", FIELDS),
        ("（{year}）{n}{}", FIELDS),
        ("（{year}）", TWICE),
        ("{n}号", TWICE),
        ("{year}{n}{n}", TWICE),
        ("{year}{year}{n}", TWICE),
        ("({year}){n}", BRACKETS),
        ("({year}）{n}", BRACKETS),
        ("（{year}){n}", BRACKETS),
    ],
)
def test_that_an_unusable_series_is_refused_with_what_is_wrong_in_it(pattern: str, reason: str) -> None:
    assert pattern_fault(pattern) == reason
    with refused("numbering.pattern", field="series", pattern=pattern, reason=reason):
        docket(pattern, 2026, "枫塘", 1)


def test_that_a_series_with_the_body_needs_its_short_name() -> None:
    with refused("numbering.body_missing", field="body_short_name"):
        docket("（{year}）{body}人调字第{n}号", 2026, " ", 1)
    assert docket("（{year}）第{n}号", 2026, " ", 1) == "（2026）第1号"


def test_that_cases_and_evaluations_have_numbers_of_their_own() -> None:
    assert case_number(2026, 218) == "2026-218"
    assert evaluation_number(2026, "临溪", 3) == "（2026）临溪中评字第3号"


def test_that_every_procedure_numbers_at_acceptance(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        assert procedure.docket is not None and procedure.docket.drawn_on == "accepted"
        assert "7号" in docket(procedure.docket.series, 2026, "临溪", 7)
