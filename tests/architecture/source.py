"""The product's source as syntax trees, and the imports found in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "mediation_desk"


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a module imports. `name` is as precise as the statement: package.module.thing."""

    name: str
    line: int
    inside_function: bool

    def is_of(self, module: str) -> bool:
        """Whether this imports the module or something in it."""
        return f"{self.name}.".startswith(f"{module}.")


@dataclass(frozen=True)
class Module:
    """One source file of the product."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Dotted name in pieces, without a trailing __init__."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @property
    def name(self) -> str:
        return ".".join(self.parts)

    @property
    def layer(self) -> str:
        """The package under mediation_desk it belongs to, or "" for the root itself."""
        return self.parts[1] if len(self.parts) > 1 else ""

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._walk(self.tree, inside_function=False))

    def _walk(self, node: ast.AST, inside_function: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(alias.name, child.lineno, inside_function) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                source = self._source_of(child)
                yield from (Import(f"{source}.{alias.name}", child.lineno, inside_function) for alias in child.names)
            else:
                function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from self._walk(child, inside_function or function)

    def _source_of(self, statement: ast.ImportFrom) -> str:
        if not statement.level:
            return statement.module or ""
        package = self.parts if self.path.name == "__init__.py" else self.parts[:-1]
        base = package[: len(package) - statement.level + 1]
        return ".".join((*base, statement.module) if statement.module else base)


@cache
def shipped() -> tuple[Module, ...]:
    """Every module of the product, generated ones included; parsed once."""
    return tuple(Module(path) for path in sorted((ROOT / PACKAGE).rglob("*.py")))


@cache
def written() -> tuple[Module, ...]:
    """The modules that people write."""
    return tuple(module for module in shipped() if "generated" not in module.parts)


def is_of(dotted: str, module: str) -> bool:
    """Whether a dotted name is the module or something in it."""
    return f"{dotted}.".startswith(f"{module}.")


def dotted_name(node: ast.expr) -> str:
    """`a.b.c` as text, or "" where the expression is more than names and dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted_name(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
