"""Imports point one way: the table in layers.py, read against every import of the product."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator

from tests.architecture import layers
from tests.architecture.source import PACKAGE, ROOT, Import, Module, dotted_name, is_of, shipped, written


def own_imports(module: Module) -> Iterator[tuple[Import, str]]:
    """Imports from the product itself, with the name behind the root package."""
    for each in module.imports:
        if each.is_of(PACKAGE) and each.name != f"{PACKAGE}.__version__":
            yield each, each.name.removeprefix(PACKAGE).lstrip(".")


def complaint(module: Module, each: Import) -> str:
    return f"{module}:{each.line} imports {each.name}"


def test_that_every_package_has_its_place_in_the_table() -> None:
    present = {module.layer for module in shipped()} - {""}
    assert present >= layers.REQUIRED
    assert present <= layers.LAYERS.keys()


def test_that_the_table_has_no_circle() -> None:
    done: set[str] = set()
    while waiting := layers.LAYERS.keys() - done:
        free = {name for name in waiting if {each.split(".")[0] for each in layers.LAYERS[name]} <= done}
        assert free, f"these wait for each other: {sorted(waiting)}"
        done |= free


def test_that_packages_import_only_what_the_table_allows() -> None:
    wrong = [
        complaint(module, each)
        for module in shipped()
        for each, target in own_imports(module)
        if not any(is_of(target, allowed) for allowed in (module.layer, *layers.LAYERS.get(module.layer, ())))
    ]
    assert wrong == []


def test_that_nothing_of_the_product_is_imported_inside_a_function() -> None:
    wrong = [complaint(module, each) for module in shipped() for each, _ in own_imports(module) if each.inside_function]
    assert wrong == []


def test_that_modules_are_loaded_by_name_only_where_the_table_says() -> None:
    found = set()
    for module in written():
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            if dotted_name(call.func).split(".")[-1] in {"import_module", "__import__", "run_module"}:
                target = call.args[0] if call.args else None
                found.add(
                    (module.name, target.value if isinstance(target, ast.Constant) else "a name made at run time")
                )
    assert found <= layers.LATE_IMPORTS


def ui_rank(name: str) -> int:
    """How deep inside the window a module lies, by the first name under ui."""
    return next(rank for rank, names in enumerate(layers.UI_ORDER) if name in names)


def test_that_every_part_of_the_window_has_its_rank() -> None:
    ranked = frozenset().union(*layers.UI_ORDER)
    parts = {module.parts[2] for module in shipped() if module.layer == "ui" and len(module.parts) > 2}
    assert parts <= ranked


def test_that_the_window_imports_from_the_outside_in() -> None:
    wrong = []
    for module in (each for each in shipped() if each.layer == "ui" and len(each.parts) > 2):
        for each, target in own_imports(module):
            names = target.split(".")
            if names[0] == "ui" and len(names) > 1 and ui_rank(names[1]) < ui_rank(module.parts[2]):
                wrong.append(complaint(module, each))
    assert wrong == []


def test_that_a_page_never_imports_a_page() -> None:
    wrong = []
    for module in (each for each in shipped() if each.parts[1:3] == ("ui", "pages") and len(each.parts) > 3):
        for each, target in own_imports(module):
            if is_of(target, "ui.pages") and not is_of(target, f"ui.pages.{module.parts[3]}"):
                wrong.append(complaint(module, each))
    assert wrong == []


def reachable(module: Module, by_name: dict[str, Module]) -> set[str]:
    """Names of the product's modules that come along when this one is imported."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        current = waiting.pop()
        if current.name in seen:
            continue
        seen.add(current.name)
        for each, _ in own_imports(current):
            waiting += [by_name[name] for name in (each.name, each.name.rpartition(".")[0]) if name in by_name]
    return seen


def test_that_a_presenter_knows_no_qt() -> None:
    by_name = {module.name: module for module in shipped()}
    with_qt = {name for name, module in by_name.items() if any(each.is_of("PySide6") for each in module.imports)}
    presenters = [module for module in by_name.values() if module.path.stem.endswith("presenter")]
    wrong = {str(module): sorted(reachable(module, by_name) & with_qt) for module in presenters}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_that_libraries_stay_at_home() -> None:
    wrong = [
        complaint(module, each)
        for module in shipped()
        for each in module.imports
        for library, homes in layers.HOMES.items()
        if each.is_of(library) and module.layer not in homes
    ]
    assert wrong == []


def test_that_dangerous_modules_are_not_imported() -> None:
    wrong = [
        f"{complaint(module, each)}: {reason}"
        for module in shipped()
        for each in module.imports
        for banned, reason in layers.BANNED_MODULES.items()
        if each.is_of(banned)
    ]
    assert wrong == []


def test_that_the_command_line_starts_without_qt() -> None:
    names = [module.name for module in shipped() if module.layer == "cli"]
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "sys.exit(any(name.partition('.')[0] == 'PySide6' for name in sys.modules))"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr or f"one of {names} loads PySide6"
