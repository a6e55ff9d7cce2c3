"""Steps of a script that are done for every row of a table.

`"tables": {"households": [{"key": "h01", "total": "18600.00"}, …]}` names rows of text, each with a key of its own;
`"for_each": "households"` in a step makes one act a row, in which `{total}` in any text stands for the row's entry.
The rows together are one list of deeds: each is an act of its own, under an id made from the step and the row's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from mediation_desk.terms.refusal import Refusal

from .problems import Problem

Row = Mapping[str, str]
_ENTRY: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NAME: Final = "^[a-z][a-z0-9_]{0,30}$"
TABLES_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "propertyNames": {"pattern": _NAME},
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["key"],
            "propertyNames": {"pattern": _NAME},
            "properties": {"key": {"type": "string", "pattern": "^[A-Za-z0-9_.-]{1,40}$"}},
            "additionalProperties": {"type": "string"},
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act of a script as it is written: its path, its name among the acts, and the path of its row."""

    raw: Mapping[str, Any]
    path: str
    name: str
    row: str = ""


def for_each_schema(step: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a step with `for_each`: what depends on the row is checked once the row's entries stand there."""
    schema: dict[str, Any] = deepcopy(dict(step))
    schema["required"] = [*schema["required"], "for_each"]
    schema["properties"]["for_each"] = {"type": "string", "pattern": _NAME}
    for name in ("on", "at"):
        schema["properties"][name] = {"type": "string"}
    return schema


def spread(
    acts: Sequence[Mapping[str, Any]], tables: Mapping[str, Sequence[Row]], file: str, found: list[Problem]
) -> list[Line]:
    """Every act that a script stands for, in order."""
    found += _keys_taken(tables, file)
    lines: list[Line] = []
    for number, raw in enumerate(acts):
        path, name = f"$.acts[{number}]", str(raw.get("id", number))
        if "for_each" not in raw:
            lines.append(Line(raw=raw, path=path, name=name))
        elif raw["for_each"] not in tables:
            refusal = Refusal("script.table_unknown", field="for_each", table=raw["for_each"])
            found.append(Problem(file=file, path=f"{path}.for_each", refusal=refusal))
        else:
            lines += _of_rows(raw, path, name, tables[raw["for_each"]], file, found)
    return lines


def _of_rows(
    raw: Mapping[str, Any], path: str, name: str, rows: Sequence[Row], file: str, found: list[Problem]
) -> Iterator[Line]:
    table, pattern = raw["for_each"], {key: value for key, value in raw.items() if key != "for_each"}
    for place, row in enumerate(rows):
        where = f"$.tables.{table}[{place}]"
        try:
            filled = _filled(pattern, row)
        except Refusal as refusal:
            found.append(Problem(file=file, path=f"{path} ({where})", refusal=refusal))
            continue
        yield Line(raw=filled, path=path, name=f"{name}:{row['key']}", row=where)


def _filled(value: Any, row: Row) -> Any:
    if isinstance(value, str):
        return _ENTRY.sub(lambda match: _entry(match.group(1), row), value)
    if isinstance(value, list):
        return [_filled(item, row) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, row) for key, item in value.items()}
    return value


def _entry(column: str, row: Row) -> str:
    if column not in row:
        raise Refusal("script.column_unknown", field=column, known="、".join(row))
    return row[column]


def _keys_taken(tables: Mapping[str, Sequence[Row]], file: str) -> Iterator[Problem]:
    for table, rows in tables.items():
        known: set[str] = set()
        for place, row in enumerate(rows):
            if row["key"] in known:
                refusal = Refusal("script.key_taken", field="key", key=row["key"])
                yield Problem(file=file, path=f"$.tables.{table}[{place}].key", refusal=refusal)
            known.add(row["key"])
