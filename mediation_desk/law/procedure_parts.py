"""Parts that many procedure files share: a file names its parts and adds, replaces or leaves out single entries."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

from .reading import Fault, Table

Document = Mapping[str, object]
PARTS: Final = "parts"

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "basis": ("law", "valid_from"),
    "refuse": ("code",),
    "limit": ("id", "valid_from"),
    "agreement": ("form",),
    "paper": ("code", "at"),
    "route": ("id",),
    "note": ("code",),
}
"""Lists whose entries replace earlier ones of the same key, and what the key is made of."""
_WHOLE: Final = "start"
"""A list that counts as a whole: what the file says of it replaces what its parts say."""
_SINGLE: Final = ("docket", "mediators", "confidential", "charge", "no_agent")
"""Tables of which the last one counts."""
_ADDED: Final = ("always", "stage", "move")
"""What is only added to: the reader joins the pieces. Moves of a later file are tried first."""
_ENDINGS: Final = "endings"


def part_file(name: str) -> str:
    """Where the part of a name stands."""
    return f"procedures/parts/{name}.toml"


def compose(file: str, own: Document, parts: Mapping[str, Document], faults: list[Fault]) -> Document:
    """A procedure file with the parts it names. Every entry still knows the file and the place it stands at."""
    names = own.get(PARTS, [])
    if not isinstance(names, list):
        faults.append(Fault(file, PARTS, "应为文字列表"))
        names = []
    faults += [Fault(file, PARTS, f"未知的共用部分：{name}") for name in names if name not in parts]
    sources = [*((part_file(name), parts[name]) for name in names if name in parts), (file, own)]
    composed: dict[str, Any] = {key: value for key, value in own.items() if key != PARTS}
    for key in _SINGLE:
        said = [table for source, document in sources for table in _marked(source, document, key)]
        if said and key not in own:
            composed[key] = said[-1]
    starts = [entries for source, document in sources if (entries := _marked(source, document, _WHOLE))]
    if starts:
        composed[_WHOLE] = starts[-1]
    for key in (*_KEYS, *_ADDED):
        lists = [_marked(source, document, key) for source, document in sources]
        if any(lists):
            composed[key] = _replaced(lists, _KEYS[key]) if key in _KEYS else _joined(key, lists)
    if "basis" in composed:
        composed["basis"] = sorted(composed["basis"], key=_is_aside)
    endings = [code for _, document in sources for code in _list(document.get(_ENDINGS))]
    if endings:
        composed[_ENDINGS] = list(dict.fromkeys(endings))
    return composed


def check_parts(parts: Mapping[str, Document], faults: list[Fault]) -> None:
    """Note what no procedure could take from a part."""
    known = {*_KEYS, *_ADDED, *_SINGLE, _WHOLE, _ENDINGS}
    for name, document in sorted(parts.items()):
        faults += [Fault(part_file(name), key, "未知的键") for key in document if key not in known]


def _marked(file: str, document: Document, key: str) -> list[Any]:
    """The tables under a key, each knowing where it stands; what is no table stays for the reader to refuse."""
    value = document.get(key)
    if isinstance(value, dict):
        return [Table(value, file=file, path=f"{key}.")]
    return [
        Table(entry, file=file, path=f"{key}[{number}].") if isinstance(entry, dict) else entry
        for number, entry in enumerate(_list(value), 1)
    ]


def _replaced(lists: Sequence[Sequence[Any]], names: Sequence[str]) -> list[Any]:
    """A later file's entry stands in the place of an earlier one of its key; twice in one file stays twice."""
    found: list[Any] = []
    for entries in lists:
        earlier = {_key(entry, names): place for place, entry in enumerate(found)}
        for entry in entries:
            place = earlier.pop(_key(entry, names), None)
            if place is None:
                found.append(entry)
            else:
                found[place] = entry
    return found


def _is_aside(entry: Any) -> bool:
    """A law that carries one mechanism only stands after those of the procedure itself."""
    return isinstance(entry, dict) and entry.get("aside") is True


def _joined(key: str, lists: Sequence[Sequence[Any]]) -> list[Any]:
    ordered = reversed(lists) if key == "move" else lists
    return [entry for entries in ordered for entry in entries]


def _key(entry: Any, names: Sequence[str]) -> Hashable:
    return tuple(str(entry.get(name)) for name in names) if isinstance(entry, dict) else id(entry)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
