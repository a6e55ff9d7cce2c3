"""What a paper needs under `subject`, as a shape: path and meaning; `[]` is a list, a final `?` may be left out.

Values are JSON: dates and moments as ISO text, money as {fen, figures, words}, people and sessions as `as_plain` makes
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Shape = Mapping[str, str]

MATERIALS: Final[Shape] = {
    "materials[]?": "材料清单",
    "materials[].name": "材料名称",
    "materials[].copies": "份数",
    "materials[].note?": "原件或复印件、页数等",
}
ENDING: Final[Shape] = {
    "reason": "终止原因（对当事人的表述）",
    "started_on": "调解开始日",
    "ended_on": "终止日",
    "sessions": "调解次数",
    "undisputed[]?": "无争议事实（经各方同意记载）",
    "routes[]": "可以选择的其他途径",
    "returned_materials[]?": "退回的材料",
}


def complete(subject: Mapping[str, object], shape: Shape) -> tuple[dict[str, object], tuple[str, ...]]:
    """The subject with every optional place filled by nothing, and the paths of what is required but missing."""
    whole, missing = dict(subject), list[str]()
    for path in shape:
        _require(whole, path.rstrip("?").split("."), path, path.endswith("?"), missing)
    return whole, tuple(missing)


def _require(place: dict[str, object], steps: list[str], path: str, optional: bool, missing: list[str]) -> None:
    name, many = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    if len(steps) == 1:
        if name not in place and not optional:
            missing.append(path)
        place[name] = place.get(name) if place.get(name) is not None or not many else ()
        return
    inside = place.get(name)
    if many:
        copies = [dict(item) for item in inside or () if isinstance(item, Mapping)]  # type: ignore[attr-defined]
        for copy in copies:
            _require(copy, steps[1:], path, optional, missing)
        place[name] = copies
    elif isinstance(inside, Mapping):
        copy = dict(inside)
        _require(copy, steps[1:], path, optional, missing)
        place[name] = copy
