"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast

from tests.architecture.source import written

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_that_no_file_is_longer_than_the_house_allows() -> None:
    sizes = {str(module): module.text.count("\n") for module in written()}
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_FILE} == {}


def test_that_no_function_is_longer_than_the_house_allows() -> None:
    sizes = {
        f"{module}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in written()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_FUNCTION} == {}
