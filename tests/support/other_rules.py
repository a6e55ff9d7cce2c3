"""A program that ships other rules: the resources copied, their rule files changed, everything else the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.surroundings import system

Change = Callable[[str], str]
_RULES = ("calendars", "codes", "procedures", "rules")
HOLIDAY = '\n[[holiday]]\nname = "测试假日"\nfirst = {0}\nlast = {0}\n'


def other_resources(place: Path, **changes: Change) -> Path:
    """Resources below `place`; a change is named like its file, calendars__2026 for calendars/2026.toml."""
    shipped, copy = system().resources, place / "other-resources"
    copy.mkdir()
    for part in shipped.iterdir():
        if part.name in _RULES:
            shutil.copytree(part, copy / part.name)
        else:
            (copy / part.name).symlink_to(part)
    for name, change in changes.items():
        file = copy / (name.replace("__", "/") + ".toml")
        text = file.read_text(encoding="utf-8")
        assert change(text) != text, name
        file.write_text(change(text), encoding="utf-8")
    return copy


def holiday(day: str) -> Change:
    """One more day off."""
    return lambda text: text + HOLIDAY.format(day)


def updated(desk: Desk, resources: Path) -> Desk:
    """The same desk under the program that ships these resources."""
    return replace(desk, surroundings=replace(desk.surroundings, resources=resources))
