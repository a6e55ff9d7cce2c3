"""Scripts of acts: JSON for the worked cases, for other systems and for tests.

A whole string "#name" stands for an id of the script's own, "@name" for one of the office that scripts share; the same
script therefore names the same things every time and can be delivered twice.

A step with `for_each` is done for every row of one of the script's tables; tables.py tells how.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from jsonschema import Draft202012Validator

from mediation_desk.acts.act import Act
from mediation_desk.acts.known import ACTS, BY_NAME
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.plain import from_plain, schema_of
from mediation_desk.terms.refusal import Refusal

from .format_faults import what_is_wrong
from .problems import Problem
from .tables import TABLES_SCHEMA, Line, for_each_schema, spread

Moment = TypeVar("Moment", date, time)
FORMAT: Final = "mediation-desk/script"
VERSION: Final = 1
SHARED: Final = "office"
_LOCAL = re.compile(r"([#@])([A-Za-z0-9][A-Za-z0-9_.:-]*)")
_BY_THE_DESK: Final = ("prepared", "revision")
"""Fields that only the desk itself fills in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of a script: who, when, and whether it is meant to be refused."""

    path: str
    act_id: str
    act: Act
    by: str | None
    on: date
    at: time | None
    refused: str | None
    of_case: bool
    row: str = ""
    """For one of a table's rows: the path of the row."""

    @property
    def where(self) -> str:
        """The path of the step, and of the row it was made from."""
        return f"{self.path} ({self.row})" if self.row else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFile:
    """A file that the script brings along."""

    id: str
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole script, read and checked."""

    name: str
    title: str
    case: str
    steps: tuple[Step, ...]
    files: tuple[ScriptFile, ...]


def read_script(path: Path) -> tuple[Script | None, tuple[Problem, ...]]:
    """A script from its file, or every problem it has with its JSON path."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        where = f"行{fault.lineno}列{fault.colno}" if isinstance(fault, json.JSONDecodeError) else "$"
        return None, (Problem(file=path.name, path=where, refusal=Refusal("script.unreadable", file=path.name)),)
    return parse_script(document, path.name, path.parent)


def parse_script(document: Any, file: str, folder: Path) -> tuple[Script | None, tuple[Problem, ...]]:
    """A script from parsed JSON."""
    faults = tuple(_schema_problems(document, file))
    if faults:
        return None, faults
    space = document["name"]
    found: list[Problem] = []
    read = [_file(number, raw, space, file, folder, found) for number, raw in enumerate(document.get("files", ()))]
    files = {kept.id: kept for kept in read if kept is not None}
    lines = spread(document["acts"], document.get("tables", {}), file, found)
    found += [fault for line in lines if line.row for fault in _row_problems(line, file)]
    steps = [] if found else [_step(line, space, file, files, found) for line in lines]
    found += _ids_taken(steps, file)
    if found:
        return None, tuple(found)
    return Script(
        name=space,
        title=document.get("title", space),
        case=named_id(space, "case"),
        steps=tuple(step for step in steps if step),
        files=tuple(files.values()),
    ), ()


@cache
def script_schema() -> dict[str, Any]:
    """The JSON Schema of a script, made from the acts themselves."""
    _, definitions = schema_of(ACTS)
    acts = [_act_schema(act, definitions) for act in ACTS]
    _attach_by_file(definitions["AttachFile"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mediation Desk script of acts",
        "type": "object",
        "required": ["format", "version", "name", "acts"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "name": {"type": "string", "pattern": "^[A-Za-z0-9_.-]{1,60}$"},
            "title": {"type": "string"},
            "note": {"type": "string"},
            "files": {"type": "array", "items": _FILE_SCHEMA},
            "tables": TABLES_SCHEMA,
            "acts": {
                "type": "array",
                "items": {
                    "if": {"required": ["for_each"]},
                    "then": {"$ref": "#/$defs/StepForEach"},
                    "else": {"$ref": "#/$defs/Step"},
                },
            },
        },
        "$defs": {
            **_strict(definitions),
            "Step": _STEP_SCHEMA | {"allOf": acts},
            "StepForEach": for_each_schema(_STEP_SCHEMA),
        },
    }


def _act_schema(act: type[Act], definitions: dict[str, Any]) -> dict[str, Any]:
    definition = definitions[act.__name__]
    for name in _BY_THE_DESK:
        definition["properties"].pop(name, None)
    named = {"properties": {"act": {"const": act.act_name}}}
    return {"if": named, "then": {"properties": {"fields": {"$ref": f"#/$defs/{act.__name__}"}}}}


def _attach_by_file(definition: dict[str, Any]) -> None:
    """A script names one of its files instead of a blob of some office."""
    for name in _OF_THE_FILE:
        del definition["properties"][name]
    definition["required"] = [name for name in definition["required"] if name not in _OF_THE_FILE] + ["file"]
    definition["properties"]["file"] = {"type": "string"}


def _strict(definitions: dict[str, Any]) -> dict[str, Any]:
    """Nothing unknown is let through: a misspelt field would otherwise be lost in silence."""
    return {
        name: {**schema, "additionalProperties": False} if schema.get("type") == "object" else schema
        for name, schema in definitions.items()
    }


_FILE_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["id", "name", "media_type", "sha256"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "media_type": {"type": "string"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "path": {"type": "string"},
        "data": {"type": "string", "contentEncoding": "base64"},
    },
    "oneOf": [{"required": ["path"]}, {"required": ["data"]}],
}
_STEP_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["act", "on", "fields"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "act": {"enum": sorted(BY_NAME)},
        "by": {"type": "string"},
        "on": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "at": {"type": "string", "pattern": r"^\d{2}:\d{2}$"},
        "fields": {"type": "object"},
        "refused": {"type": "string"},
        "note": {"type": "string"},
    },
}
_OF_THE_FILE: Final = ("blob", "sha256", "size", "media_type")
_OFFICE_ACTS: Final = (
    "add_organisation",
    "issue_seal",
    "import_key",
    "connect_token",
    "request_certificate",
    "load_certificate",
    "renew_certificate",
    "retire_key",
    "release_pin",
    "set_time_service",
    "load_revocation_list",
    "appoint_staff",
    "dismiss_staff",
    "change_settings",
    "adopt_rules",
    "propose_template",
    "activate_template",
    "withdraw_template",
    "propose_drawing",
    "confirm_drawing",
    "withdraw_drawing",
    "keep_clause",
    "drop_clause",
    "load_review_sheet",
    "use_shipped_review",
)


def _schema_problems(document: Any, file: str) -> Iterator[Problem]:
    validator = Draft202012Validator(script_schema())
    for fault in sorted(validator.iter_errors(document), key=lambda fault: list(map(str, fault.absolute_path))):
        refusal = Refusal("script.does_not_fit", field=fault.json_path, why=what_is_wrong(fault))
        yield Problem(file=file, path=fault.json_path, refusal=refusal)


def _ids_taken(steps: list[Step | None], file: str) -> Iterator[Problem]:
    """Of two acts with one id the second would be lost in silence."""
    known: set[str] = set()
    for step in steps:
        if step is not None and step.act_id in known:
            yield Problem(file=file, path=f"{step.path}.id", refusal=Refusal("script.id_taken", field="id"))
        if step is not None:
            known.add(step.act_id)


@cache
def _fields_validator(act: str) -> Draft202012Validator:
    schema = {"$ref": f"#/$defs/{BY_NAME[act].__name__}", "$defs": script_schema()["$defs"]}
    return Draft202012Validator(schema)


def _row_problems(line: Line, file: str) -> Iterator[Problem]:
    """What a step made of a row has in its fields, checked like any other."""
    for fault in _fields_validator(line.raw["act"]).iter_errors(line.raw["fields"]):
        path = f"{line.path}.fields{fault.json_path[1:]}"
        yield Problem(
            file=file,
            path=f"{path} ({line.row})",
            refusal=Refusal("script.does_not_fit", field=path, why=what_is_wrong(fault)),
        )


def _step(line: Line, space: str, file: str, files: Mapping[str, ScriptFile], found: list[Problem]) -> Step | None:
    raw, path = line.raw, line.path
    from_row = f" ({line.row})" if line.row else ""
    try:
        fields = _with_file(_resolved(raw["fields"], space), files)
        act = from_plain(BY_NAME[raw["act"]], fields)
    except Refusal as refusal:
        field = f"{path}.fields.{refusal.facts.get('field', '')}"
        found.append(Problem(file=file, path=field + from_row, refusal=refusal))
        return None
    try:
        on = _moment(date.fromisoformat, raw["on"], "on")
        at = _moment(time.fromisoformat, raw["at"], "at") if "at" in raw else None
    except Refusal as refusal:
        found.append(Problem(file=file, path=f"{path}.{refusal.facts['field']}{from_row}", refusal=refusal))
        return None
    by = raw.get("by")
    return Step(
        path=path,
        act_id=named_id(space, f"act:{line.name}"),
        act=act,
        by=None if by is None else _resolved(by, space),
        on=on,
        at=at,
        refused=raw.get("refused"),
        of_case=raw["act"] not in _OFFICE_ACTS,
        row=line.row,
    )


def _moment(read: Callable[[str], Moment], text: str, field: str) -> Moment:
    try:
        return read(text)
    except ValueError as fault:
        raise Refusal("date.impossible", field=field, text=text) from fault


def _with_file(fields: dict[str, Any], files: Mapping[str, ScriptFile]) -> dict[str, Any]:
    if "file" not in fields:
        return fields
    known = files.get(fields.pop("file"))
    if known is None:
        raise Refusal("script.file_unknown", field="file")
    sha256 = hashlib.sha256(known.data).hexdigest()
    return {**fields, "blob": known.id, "sha256": sha256, "size": len(known.data), "media_type": known.media_type}


def _resolved(value: Any, space: str) -> Any:
    if isinstance(value, str):
        local = _LOCAL.fullmatch(value)
        if local is None:
            return value
        return named_id(space if local.group(1) == "#" else SHARED, local.group(2))
    if isinstance(value, list):
        return [_resolved(item, space) for item in value]
    if isinstance(value, dict):
        return {key: _resolved(item, space) for key, item in value.items()}
    return value


def _file(
    number: int, raw: Mapping[str, Any], space: str, file: str, folder: Path, found: list[Problem]
) -> ScriptFile | None:
    path = f"$.files[{number}]"
    try:
        data = base64.b64decode(raw["data"], validate=True) if "data" in raw else _beside(folder, raw["path"])
    except (OSError, ValueError):
        refusal = Refusal("script.file_unreadable", field=f"{path}.path", name=raw["name"])
        found.append(Problem(file=file, path=path, refusal=refusal))
        return None
    if hashlib.sha256(data).hexdigest() != raw["sha256"]:
        found.append(
            Problem(file=file, path=f"{path}.sha256", refusal=Refusal("script.file_changed", name=raw["name"]))
        )
        return None
    return ScriptFile(id=_resolved(raw["id"], space), name=raw["name"], media_type=raw["media_type"], data=data)


def _beside(folder: Path, name: str) -> bytes:
    """A file next to the script; a path that leads out of its folder is not read."""
    inside = (folder / name).resolve()
    if not inside.is_relative_to(folder.resolve()):
        raise ValueError(name)
    return inside.read_bytes()
