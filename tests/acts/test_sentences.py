"""Every refusal that the program can raise has one whole sentence, and no sentence asks for a fact nobody gives."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import mediation_desk
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence, texts

PACKAGE = Path(mediation_desk.__file__).parent
KINDS_FOUND_BY_WORK = (
    "agreement",
    "attachment",
    "consent",
    "duty",
    "evaluation",
    "evaluator",
    "instalment",
    "matter",
    "organisation",
    "paper",
    "party",
    "person",
    "printing",
    "relation",
    "staff",
    "track",
    "volume",
)
"""What Work.find and its like look up: their code is the kind and `unknown`."""


def _raised() -> Iterator[tuple[str, set[str] | None]]:
    """Codes with the facts given; None where the facts are handed on as a mapping."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Refusal"
                and node.args
            ):
                code = node.args[0]
                given = {word.arg for word in node.keywords if word.arg}
                passed_on = any(word.arg is None for word in node.keywords)
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, None if passed_on else given
    for kind in KINDS_FOUND_BY_WORK:
        yield f"{kind}.unknown", {"field", "id"}


@cache
def _given() -> dict[str, list[set[str] | None]]:
    found: dict[str, list[set[str] | None]] = defaultdict(list)
    for code, facts in _raised():
        found[code].append(facts)
    return found


def test_that_every_code_in_the_source_has_a_sentence() -> None:
    assert sorted(set(_given()) - set(texts())) == []


def test_that_a_sentence_uses_only_facts_that_every_raise_gives() -> None:
    strange = {
        (code, name)
        for code, raises in _given().items()
        for facts in raises
        if facts is not None
        for _, name, _, _ in string.Formatter().parse(texts().get(code, ""))
        if name and name not in facts
    }
    assert strange == set()


def test_that_every_sentence_is_whole() -> None:
    for code, text in texts().items():
        assert text.rstrip().endswith(("。", "）", "}")), code


def test_that_a_code_without_a_sentence_is_told_as_such() -> None:
    assert sentence(Refusal("no.such_code")) == "这一步没有办成（no.such_code）。请把这个代码告诉系统管理员。"
