"""The sandbox in which templates run: plain frozen data in, our own XML out, every value escaped."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, UndefinedError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mediation_desk.terms.refusal import Refusal

from .filters import FILTERS, nothing_for_none
from .plain import Json, Plain, freeze


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """Reads keys of plain data as keys only: `subject.items` is a field, never a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of plain data; anything else as the sandbox allows."""
        return self._key(obj, attribute) if isinstance(obj, Plain) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same with brackets."""
        return self._key(obj, argument) if isinstance(obj, Plain) else super().getitem(obj, argument)

    def _key(self, obj: Plain, name: Any) -> Any:
        try:
            return obj[name]
        except KeyError:
            return self.undefined(obj=obj, name=name)


class Templates:
    """The templates of one folder as they are now, with the wording of each kind of mediation."""

    def __init__(self, folder: Path) -> None:
        self._wording = freeze(_wording(tomllib.loads((folder / "wording.toml").read_text(encoding="utf-8"))))
        self._environment = PaperEnvironment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=nothing_for_none,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(FILTERS)
        self._digests: dict[str, str] = {}

    def compose(self, template: str, context: Plain, *, blank: bool = False) -> str:
        """The XML of a paper. A fact that the template needs and the context lacks is refused by name."""
        try:
            return self._environment.get_template(template).render(wording=self._wording, blank=blank, **context)
        except UndefinedError as fault:
            raise Refusal("paper.fact_missing", template=template, fact=str(fault)) from fault

    def digest(self, template: str) -> str:
        """SHA-256 over the template, all that it includes, and the wording."""
        if template not in self._digests:
            total = hashlib.sha256(repr(self._wording_text()).encode())
            for name in sorted(self._closure(template)):
                total.update(f"{name}\0{self._source(name)}\0".encode())
            self._digests[template] = total.hexdigest()
        return self._digests[template]

    def _wording_text(self) -> str:
        return repr(_flat(self._wording))

    def _closure(self, template: str) -> set[str]:
        found, waiting = set[str](), [template]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            tree = self._environment.parse(self._source(name))
            waiting += [other for other in meta.find_referenced_templates(tree) if other]
        return found

    def _source(self, name: str) -> str:
        loader = self._environment.loader
        assert loader is not None
        return loader.get_source(self._environment, name)[0]


def templates(folder: Path) -> Templates:
    """The templates of a folder, read again as soon as a file in it changes."""
    stamps = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.iterdir()))
    return _templates(folder, stamps)


@lru_cache(maxsize=4)
def _templates(folder: Path, stamps: tuple[tuple[str, int], ...]) -> Templates:
    return Templates(folder)


def _wording(tables: dict[str, Any]) -> dict[str, Any]:
    """A kind or procedure that is worded like another kind gets that kind's words where it has none of its own."""
    return {name: {**tables.get(table.get("like", ""), {}), **table} for name, table in tables.items()}


def _flat(value: Json) -> object:
    if isinstance(value, Plain):
        return [(key, _flat(item)) for key, item in value.items()]
    return [_flat(item) for item in value] if isinstance(value, tuple) else value
