"""What a JSON Schema finds wrong with a script, in words a person can act upon."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from jsonschema import ValidationError

_LONGEST: Final = 60
_TYPES: Final = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "对象",
    "null": "空",
}


def what_is_wrong(fault: ValidationError) -> str:
    """One clause: what is missing, unknown, of the wrong type or not among what is offered."""
    told = _WORDS.get(str(fault.validator))
    return f"“{_short(fault.instance)}”不符合要求（{fault.validator}）" if told is None else told(fault)


def _asked(fault: ValidationError) -> Any:
    """What the rule of the schema holds: its type goes by the rule."""
    return fault.validator_value


def _found(fault: ValidationError) -> Any:
    """What stands there instead."""
    return fault.instance


def _missing(fault: ValidationError) -> str:
    lacking = [name for name in _asked(fault) if name not in _found(fault)]
    return f"缺少 {'、'.join(lacking)}"


def _unknown(fault: ValidationError) -> str:
    schema: Any = fault.schema
    known: Mapping[str, Any] = schema.get("properties", {})
    return f"有不认识的 {'、'.join(name for name in _found(fault) if name not in known)}"


def _type(fault: ValidationError) -> str:
    wanted = _asked(fault) if isinstance(_asked(fault), list) else [_asked(fault)]
    return f"“{_short(fault.instance)}”应是{'或'.join(_TYPES.get(name, name) for name in wanted)}"


def _enum(fault: ValidationError) -> str:
    offered = "、".join(map(str, _asked(fault)))
    return f"“{_short(fault.instance)}”不在可选的范围内（{offered if len(offered) <= 4 * _LONGEST else '见格式文件'}）"


def _const(fault: ValidationError) -> str:
    return f"“{_short(fault.instance)}”应是“{_asked(fault)}”"


def _pattern(fault: ValidationError) -> str:
    return f"“{_short(fault.instance)}”的写法不对"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "…"


_WORDS: Final[Mapping[str, Callable[[ValidationError], str]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
}
