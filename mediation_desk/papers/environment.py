"""The sandbox in which templates run: plain frozen data in, our own XML out, every value escaped."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, UndefinedError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mediation_desk.terms.refusal import Refusal

from .filters import FILTERS, nothing_for_none
from .plain import Json, Plain, freeze
from .whitelist import Offer, Pattern, require_harmless


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
        self._offers: dict[str, Offer] = {}
        self._trees: dict[str, nodes.Template] = {}

    def compose(self, template: str, context: Plain, *, blank: bool = False) -> str:
        """The XML of a paper. A fact that the template needs and the context lacks is refused by name."""
        try:
            return self._environment.get_template(template).render(wording=self._wording, blank=blank, **context)
        except UndefinedError as fault:
            raise Refusal("paper.fact_missing", template=template, fact=str(fault)) from fault

    def digest(self, template: str) -> str:
        """SHA-256 over the template, all that it includes, and the wording."""
        if template not in self._digests:
            self._digests[template] = self._digest({name: self.source(name) for name in self._closure(template)})
        return self._digests[template]

    def digest_of(self, text: str) -> str:
        """The same over an office's own text, which stands in no file."""
        tree = self._environment.parse(text)
        built_on = [name for first in meta.find_referenced_templates(tree) if first for name in self._closure(first)]
        return self._digest({"": text} | {name: self.source(name) for name in built_on})

    def require_harmless(self, text: str, template: str) -> None:
        """Refuse an office's own text in the place of a shipped template where it asks for more than it may have."""
        if template not in self._offers:
            self._offers[template] = self._offer(template)
        require_harmless(text, self._environment, self._offers[template])

    def shared(self, template: str) -> dict[str, str]:
        """The files that a text in the place of a shipped template may build on."""
        return {name: self.source(name) for name in self._parts() | (self._closure(template) - {template})}

    @property
    def wording(self) -> Json:
        """The wording of each kind of mediation."""
        return self._wording

    def source(self, name: str) -> str:
        """The text of a shipped template as it is written."""
        loader = self._environment.loader
        assert loader is not None
        return loader.get_source(self._environment, name)[0]

    def _offer(self, template: str) -> Offer:
        pages = self._parts() | (self._closure(template) - {template})
        return Offer(macros=self._macros, patterns={name: self._pattern(name) for name in pages})

    @cached_property
    def _macros(self) -> dict[str, frozenset[str]]:
        return {name: _macros(self._tree(name)) for name in self._parts()}

    def _tree(self, name: str) -> nodes.Template:
        if name not in self._trees:
            self._trees[name] = self._environment.parse(self.source(name))
        return self._trees[name]

    def _pattern(self, name: str) -> Pattern:
        """What a file imports and sets at its top, with what it takes over from its own pattern."""
        trees = [self._tree(one) for one in sorted(self._line(name))]
        imported = [one for tree in trees for one in tree.body if isinstance(one, nodes.Import)]
        set_there = [one.target for tree in trees for one in tree.body if isinstance(one, nodes.Assign)]
        parts = {one.target: str(one.template.value) for one in imported if isinstance(one.template, nodes.Const)}
        return Pattern(parts, frozenset(one.name for one in set_there if isinstance(one, nodes.Name)))

    def _line(self, name: str) -> set[str]:
        """A file and the files that it extends, one after another."""
        tree = self._tree(name)
        above = [one.template.value for one in tree.find_all(nodes.Extends) if isinstance(one.template, nodes.Const)]
        return {name}.union(*(self._line(str(one)) for one in above))

    def _parts(self) -> frozenset[str]:
        return frozenset(name for name in self._environment.list_templates(["xml"]) if name.startswith("_"))

    def _digest(self, sources: Mapping[str, str]) -> str:
        total = hashlib.sha256(repr(self._wording_text()).encode())
        for name, text in sorted(sources.items()):
            total.update(f"{name}\0{text}\0".encode())
        return total.hexdigest()

    def _wording_text(self) -> str:
        return repr(_flat(self._wording))

    def _closure(self, template: str) -> set[str]:
        found, waiting = set[str](), [template]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            waiting += [other for other in meta.find_referenced_templates(self._tree(name)) if other]
        return found


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


def _macros(tree: nodes.Template) -> frozenset[str]:
    return frozenset(macro.name for macro in tree.find_all(nodes.Macro))


def _flat(value: Json) -> object:
    if isinstance(value, Plain):
        return [(key, _flat(item)) for key, item in value.items()]
    return [_flat(item) for item in value] if isinstance(value, tuple) else value
