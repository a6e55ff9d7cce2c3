"""Plain data that a template may read and nothing more: keys are keys, never methods, and nothing can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | None | Plain | tuple[Json, ...]"


class Plain(Mapping[str, Json]):
    """A frozen mapping of JSON values."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Json]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> Json:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __bool__(self) -> bool:
        return bool(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))


def freeze(value: object) -> Json:
    """A deep frozen copy. Anything but JSON values is a programmer's mistake."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        return Plain({str(key): freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    raise TypeError(f"not plain data: {type(value).__name__}")


def texts(value: Json, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the data with its path: parties[0].person.name."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Plain):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}" if path else key)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{number}]")


def thawed(value: Json) -> object:
    """The same as plain lists and dictionaries, which can be written as JSON."""
    if isinstance(value, Plain):
        return {key: thawed(item) for key, item in value.items()}
    return [thawed(item) for item in value] if isinstance(value, tuple) else value
