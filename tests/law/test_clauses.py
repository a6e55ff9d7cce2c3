"""The clause library: places are filled or refused, and no clause brings what the check would find."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediation_desk.law.checkup import CheckLaw, check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.checkup_rules import FINDINGS
from mediation_desk.law.clauses import KINDS, Blank, Clause, places, read_clauses
from mediation_desk.law.codes import CodeList
from mediation_desk.terms.refusal import Refusal

from .test_checkup import COMPANY, SIGNING, WORKER, agreement, instalment, pay

FOLDER = Path(__file__).parents[2] / "resources" / "clauses"
DOCUMENTS = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
DISPUTES = CodeList.of(
    tomllib.loads((FOLDER.parent / "codes" / "dispute_types.toml").read_text(encoding="utf-8")), "dispute_types"
)
CLAUSES = read_clauses(DOCUMENTS, {code.code for code in DISPUTES.codes}, FINDINGS)
VALUES = {"money": "300.50", "date": "2026-10-15", "number": "5", "party": "鸿达公司", "text": "约定的内容"}
each = pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
NEVER = {"text.vague", "text.waiver", "default.no_grace", "default.unclear", "penalty.no_amount", "text.flagged"}
"""What no shipped clause may bring into a draft, whether it claims so or not."""


def values(clause: Clause) -> dict[str, str]:
    return {blank.name: VALUES[blank.kind] for blank in clause.blanks}


def found(clause: Clause | None, law: CheckLaw) -> set[str]:
    """The check's findings on a draft whose schedule says nothing of a default, with the clause put in."""
    parts = (instalment(1, "93200", date(2026, 10, 15)), instalment(2, "93200", date(2026, 11, 30)))
    bare = pay(sentence="鸿达公司分两期支付劳务报酬。", account_holder=None, instalments=parts)
    text = agreement(bare, other_clauses=(), manner="")
    said = "" if clause is None else clause.filled(values(clause))
    if clause is not None and clause.duty:
        is_payment = "pay.manner_missing" in clause.satisfies
        kind = "pay" if is_payment else "refrain" if "duty.penalty_missing" in clause.satisfies else "do"
        duty = replace(bare, kind=kind, sentence=said, due_kind="on")
        text = agreement(duty, other_clauses=(), manner="")
    elif clause is not None:
        text = agreement(bare, other_clauses=(said,), manner="")
    matter = Matter(
        agreement=text, parties=(WORKER, COMPANY), dispute=DISPUTES.get("unpaid_wages"), signing_day=SIGNING
    )
    return {finding.code for finding in check(matter, law)}


def test_that_there_are_many_clauses_for_many_quarrels() -> None:
    assert len(CLAUSES) >= 40
    covered = {dispute for clause in CLAUSES for dispute in clause.disputes}
    assert covered >= {"unpaid_wages", "labour", "neighbours", "traffic", "medical", "land_contract", "consumer"}
    assert {code for clause in CLAUSES for code in clause.satisfies} <= set(FINDINGS)
    assert {blank.kind for clause in CLAUSES for blank in clause.blanks} == set(KINDS)


@each
def test_that_a_clause_raises_nothing_it_claims_to_see_to(clause: Clause, check_law: CheckLaw) -> None:
    codes = found(clause, check_law)
    assert codes & (set(clause.satisfies) | NEVER) == set(), clause.filled(values(clause))


@pytest.mark.parametrize("code", ["text.default_clause_missing", "pay.manner_missing"])
def test_that_what_clauses_see_to_is_found_without_them(code: str, check_law: CheckLaw) -> None:
    assert code in found(None, check_law)
    assert any(code in clause.satisfies for clause in CLAUSES)


@each
def test_that_every_place_is_filled_or_refused(clause: Clause) -> None:
    text = clause.filled(values(clause))
    assert not set("{}") & set(text) and text == text.strip() and text[-1] not in "。；，"
    for blank in clause.blanks:
        for empty in ("", "  ", None):
            said = {**values(clause), blank.name: empty}
            with pytest.raises(Refusal) as caught:
                clause.filled({name: value for name, value in said.items() if value is not None})
            assert (caught.value.code, caught.value.facts["blank"]) == ("clause.blank_empty", blank.words)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("money", "5000", "人民币伍仟元整（¥5,000.00）"),
        ("date", "2026-09-01", "2026年9月1日"),
        ("number", "015", "15"),
        ("party", "王有田", "王有田"),
        ("money", "五千", None),
        ("money", "0", None),
        ("money", "1.234", None),
        ("date", "2026-02-30", None),
        ("date", "明天", None),
        ("number", "0", None),
        ("number", "-3", None),
        ("number", "五", None),
        ("text", "一\n二", None),
        ("text", "{amount}", None),
    ],
)
def test_that_a_place_takes_what_belongs_there(kind: str, value: str, said: str | None) -> None:
    clause = Clause(id="x", name="x", text="付{a}。", blanks=(Blank("a", kind, "空格"),))
    if said is not None:
        assert clause.filled({"a": value}) == f"付{said}。"
        return
    with pytest.raises(Refusal) as caught:
        clause.filled({"a": value})
    assert caught.value.code == "clause.blank_impossible" and caught.value.facts["value"] == value


def test_that_braces_belong_to_a_place() -> None:
    assert places("{甲}付{乙}，{甲}收") == ("甲", "乙")
    for wrong in ("{甲", "甲}", "{}", "{{甲}}", "{ }"):
        with pytest.raises(Refusal):
            places(wrong)


def test_that_a_faulty_file_is_refused_with_all_its_mistakes() -> None:
    whole = {"id": "a", "name": "甲", "text": "{x}付", "risk": "无", "source": "某法 1", "certainty": "read"}
    wrong = [
        whole | {"blanks": {"y": "text 字"}},
        whole | {"blanks": {"x": "colour 字"}, "satisfies": ["no.such"]},
        whole | {"blanks": {"x": "text 字"}, "disputes": ["no_such"], "certainty": "surely"},
    ]
    with pytest.raises(Refusal) as caught:
        read_clauses({"a.toml": {"clause": wrong}}, {"other"}, FINDINGS)
    lines = str(caught.value.facts["lines"])
    for word in ("blanks", "no.such", "no_such", "certainty", "编号重复"):
        assert word in lines, lines


def test_that_who_cites_a_law_says_how_sure() -> None:
    for clause in CLAUSES:
        assert clause.source and clause.certainty in ("read", "page", "memory")
        if clause.certainty == "read":
            assert any(name in clause.source for name in ("民事诉讼法", "人民调解法", "民法典"))
