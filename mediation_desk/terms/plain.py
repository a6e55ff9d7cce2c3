"""Typed values to JSON values and back: the form in which acts travel, rest in the journal and stand in scripts.

Dates are ISO text, money is its figures ("8000.00"), tuples are lists, fields at their default are left out on writing.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

import msgspec

from .money import Money
from .refusal import Refusal

T = TypeVar("T")
_AT = re.compile(r"^(?P<why>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)


def to_plain(value: object) -> Any:
    """JSON values for a typed value."""
    if isinstance(value, Money):
        return f"{value.fen // 100}.{value.fen % 100:02d}"
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def from_plain(kind: type[T], value: object) -> T:
    """A typed value from JSON values; refuses with the path of what does not fit."""
    try:
        return msgspec.convert(value, kind, strict=True, dec_hook=_decode)
    except msgspec.ValidationError as fault:
        said = _AT.match(str(fault))
        path = said.group("path") if said else None
        raise Refusal(
            "plain.does_not_fit", field=(path or "").lstrip("."), why=said.group("why") if said else ""
        ) from fault


def schema_of(kinds: tuple[type, ...]) -> tuple[tuple[dict[str, Any], ...], dict[str, Any]]:
    """JSON Schemas of typed values, and the definitions they share."""
    return msgspec.json.schema_components(kinds, schema_hook=_schema, ref_template="#/$defs/{name}")


def _fields(value: Any) -> dict[str, Any]:
    shown = {}
    for field in fields(value):
        item = getattr(value, field.name)
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if default is MISSING or item != default:
            shown[field.name] = to_plain(item)
    return shown


def _decode(kind: type, value: object) -> object:
    if kind is Money and isinstance(value, str):
        try:
            return Money.parse(value)
        except Refusal as refusal:
            raise ValueError(f"not an amount: {value}") from refusal
    raise ValueError(f"cannot read {kind.__name__}")


def _schema(kind: type) -> dict[str, Any]:
    if kind is Money:
        return {"type": "string", "pattern": r"^\d{1,13}(\.\d{1,2})?$"}
    raise TypeError(kind)
