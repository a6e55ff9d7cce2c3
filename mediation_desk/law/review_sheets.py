"""Review sheets that a county brings: read from the same kind of file as the shipped one, every fault with its line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from mediation_desk.terms.events import EVENTS

from .reading import Fault, Section, refuse_if_faulty
from .volumes import ReviewItem, ReviewSheet, VolumeRules, review_of

FILE: Final = "评查表"
LARGEST: Final = 200_000
"""Characters; a sheet has some dozens of lines."""
_ITEM: Final = re.compile(r"^\s*\[\[\s*review\s*\.\s*item\s*\]\]")
_KEY: Final = re.compile(r"^review\.item\[(\d+)\](?:\.(\w+))?")


def read_review(text: str, rules: VolumeRules) -> ReviewSheet:
    """A sheet from its file. Papers and files it asks for are those that have a place in the volume."""
    faults: list[Fault] = []
    document = _parsed(text, faults)
    refuse_if_faulty(faults)
    section = Section(FILE, document, faults)
    sheet = review_of(section.needed("review"))
    section.finish()
    if not faults:
        faults += _unknown(sheet, rules)
    lines = text.splitlines()
    refuse_if_faulty([replace(fault, key=_with_line(fault.key, lines)) for fault in faults])
    return sheet


def _parsed(text: str, faults: list[Fault]) -> Mapping[str, Any]:
    if len(text) > LARGEST:
        faults.append(Fault(FILE, "全文", f"超过{LARGEST}字"))
        return {}
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        faults.append(Fault(FILE, _place(str(wrong)), "不是规则文件的写法"))
        return {}


def _place(said: str) -> str:
    found = re.search(r"at line (\d+)", said)
    return "全文" if found is None else f"第{found[1]}行"


def _unknown(sheet: ReviewSheet, rules: VolumeRules) -> list[Fault]:
    papers = {code for place in rules.places for code in place.papers}
    files = {code for place in rules.places for code in place.files}
    found = [] if sheet.items else [Fault(FILE, "review.item", "没有一项")]
    seen: set[str] = set()
    for number, item in enumerate(sheet.items, 1):
        found += [Fault(FILE, f"review.item[{number}].{key}", reason) for key, reason in _of(item, papers, files, seen)]
        seen.add(item.id)
    return found


def _of(item: ReviewItem, papers: set[str], files: set[str], seen: set[str]) -> list[tuple[str, str]]:
    found = [("papers", f"卷宗里没有这种文书：{code}") for code in item.papers if code not in papers]
    found += [("files", f"卷宗里没有这种材料：{code}") for code in item.files if code not in files]
    if item.id in seen:
        found.append(("id", f"重复：{item.id}"))
    if item.only_if is not None and item.only_if not in EVENTS:
        found.append(("only_if", f"未知的事件：{item.only_if}"))
    return found


def _with_line(key: str, lines: Sequence[str]) -> str:
    """第12行 review.item[2].points, where the line can be found; the header's where the key is missing."""
    found = _KEY.match(key)
    heads = [number for number, line in enumerate(lines, 1) if _ITEM.match(line)]
    if found is None or int(found[1]) > len(heads):
        return key
    head = heads[int(found[1]) - 1]
    own = re.compile(rf"^\s*{found[2]}\s*=") if found[2] else _ITEM
    after = next((n for n in heads if n > head), len(lines) + 1)
    at = next((n for n in range(head, after) if own.match(lines[n - 1])), head)
    return f"第{at}行 {key}"


def as_toml(sheet: ReviewSheet) -> str:
    """The sheet as a file that a county may change and load again."""
    head = ["[review]", *(f"{name} = {_quoted(getattr(sheet, name))}" for name in ("name", "source", "certainty"))]
    return "\n".join([*head, *(line for item in sheet.items for line in ("", "[[review.item]]", *_lines(item)))]) + "\n"


def _lines(item: ReviewItem) -> list[str]:
    found = [f"id = {_quoted(item.id)}", f"words = {_quoted(item.words)}", f"points = {item.points}"]
    found += [f"{name} = {_list(codes)}" for name, codes in (("papers", item.papers), ("files", item.files)) if codes]
    found += [f"{name} = true" for name in ("signed", "limits") if getattr(item, name)]
    return found if item.only_if is None else [*found, f"only_if = {_quoted(item.only_if)}"]


def _list(codes: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, codes))}]"


def _quoted(text: str) -> str:
    """JSON's way of writing a text is one of TOML's, but for the one control character that only JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
