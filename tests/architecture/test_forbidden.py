"""What no line of the product may do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import layers
from tests.architecture.source import ROOT, Module, dotted_name, shipped, written


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last name of what is called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else dotted_name(node.func)
            yield node, name


def test_that_no_data_is_run_and_no_archive_is_unpacked_blindly() -> None:
    wrong = [
        f"{module}:{call.lineno} {name}: {layers.BANNED_CALLS[name]}"
        for module in shipped()
        for call, name in calls(module)
        if name in layers.BANNED_CALLS and (name == "extractall" or isinstance(call.func, ast.Name))
    ]
    assert wrong == []


def is_assembled(expression: ast.expr) -> bool:
    """Whether a text is put together where it stands, from anything but constants."""
    formatted = isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute)
    if isinstance(expression, ast.JoinedStr):
        filled = [part.value for part in expression.values if isinstance(part, ast.FormattedValue)]
        return not all(isinstance(value, ast.Name) and value.id.isupper() for value in filled)
    return isinstance(expression, ast.BinOp) or (formatted and expression.func.attr == "format")


def test_that_sql_text_is_never_assembled_from_pieces() -> None:
    wrong = [
        f"{module}:{call.lineno}"
        for module in shipped()
        for call, name in calls(module)
        if name == "text" and call.args and is_assembled(call.args[0])
    ]
    assert wrong == []


@pytest.mark.parametrize("source", ["f'select {x}'", "'select ' + x", "'select %s' % x", "'select {}'.format(x)"])
def test_that_an_assembled_text_is_recognised(source: str) -> None:
    assert is_assembled(ast.parse(source, mode="eval").body)


def test_that_only_papers_lay_out_paragraphs() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module in written()
        if module.layer not in {"papers"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.alias)
        and (node.id if isinstance(node, ast.Name) else node.name) == "Paragraph"
    ]
    assert wrong == []


def test_that_time_chance_paths_and_environment_come_in_as_arguments() -> None:
    wrong = []
    for module in (each for each in written() if each.layer in layers.INJECTED):
        names = ((node.lineno, dotted_name(node)) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
        wrong += [
            f"{module}:{line} {name}" for line, name in names if ".".join(name.split(".")[-2:]) in layers.SURROUNDINGS
        ]
        wrong += [
            f"{module}:{each.line} imports {each.name}"
            for each in module.imports
            if any(each.is_of(banned) for banned in layers.SURROUNDING_MODULES)
        ]
    assert wrong == []


EMPTY_NAMES = {"util", "utils", "manager", "managers", "helper", "helpers", "misc"}


def test_that_every_name_says_what_the_thing_is() -> None:
    files = [path for folder in ("mediation_desk", "tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    assert [str(path) for path in files if EMPTY_NAMES & set(path.with_suffix("").relative_to(ROOT).parts)] == []
    classes = [
        f"{module}:{node.lineno} {node.name}"
        for module in written()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Helper", "Helpers", "Util", "Utils"))
    ]
    assert classes == []


def test_that_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")
    wrong = [
        f"{module}:{number} {line.strip()}"
        for module in written()
        for number, line in enumerate(module.text.splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert wrong == []
