"""Minors on papers that leave the circle of the parties: not identifiable (未成年人保护法 103)."""

from __future__ import annotations

from collections.abc import Mapping

_TELLING = ("id_number", "birth", "phone", "address", "account")
WORDS = "某某（未成年人）"


def mask_minors(context: Mapping[str, object]) -> dict[str, object]:
    """The context with every minor's name replaced wherever it occurs, and what else identifies them taken out."""
    names = sorted(_minors(context), key=len, reverse=True)
    return {key: _masked(value, names) for key, value in context.items()}


def _minors(value: object) -> set[str]:
    if isinstance(value, Mapping):
        own = {str(value["name"])} if value.get("minor") is True and value.get("name") else set[str]()
        return own.union(*(_minors(item) for item in value.values()))
    if isinstance(value, list | tuple):
        return set[str]().union(*(_minors(item) for item in value))
    return set()


def _masked(value: object, names: list[str]) -> object:
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, name[0] + WORDS)
        return value
    if isinstance(value, Mapping):
        hidden = _TELLING if value.get("minor") is True else ()
        return {key: None if key in hidden else _masked(item, names) for key, item in value.items()}
    return [_masked(item, names) for item in value] if isinstance(value, list | tuple) else value
