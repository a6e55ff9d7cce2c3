"""An edition of the rules: the texts that an office adopted together, packed so that it can keep them."""

from __future__ import annotations

import json
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mediation_desk.terms.refusal import Refusal

from .in_force import LawInForce
from .rulebook import ENDINGS

Texts = Mapping[str, str | bytes]
"""File name below the resources to what stands in it."""
_FOLDERS = ("calendars/", "procedures/", "rules/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The rules that a program brings: the law they make, and their texts packed."""

    law: LawInForce
    packed: bytes

    @property
    def digest(self) -> str:
        """What the edition is known by."""
        return self.law.edition


def is_adopted(name: str) -> bool:
    """Whether a file decides something, so that an office adopts it. Code lists are vocabulary of the program."""
    return name.startswith(_FOLDERS) or name == ENDINGS


def pack(texts: Texts) -> bytes:
    """The adopted files of sound rules, compressed."""
    kept = {name: _text(text) for name, text in texts.items() if is_adopted(name)}
    return zlib.compress(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())


def unpack(packed: bytes) -> dict[str, str]:
    """The texts of an edition; refuses bytes that are none."""
    try:
        texts = json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError):
        raise Refusal("rules.edition_damaged") from None
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise Refusal("rules.edition_damaged")
    return texts


def changed_files(was: bytes, now: bytes) -> tuple[str, ...]:
    """The files of two packed editions that do not say the same, or stand in one of them only."""
    old, new = unpack(was), unpack(now)
    return tuple(name for name in sorted({*old, *new}) if _said(old.get(name)) != _said(new.get(name)))


def completed(texts: Mapping[str, str], shipped: Texts) -> dict[str, str | bytes]:
    """An edition's texts with what it never said anything about: code lists, and rules on what was new after it."""
    return {name: text for name, text in shipped.items() if _is_filled_in(name)} | dict(texts)


def _is_filled_in(name: str) -> bool:
    """A procedure or a year's calendar that the edition lacks comes with adoption only."""
    return not name.startswith(("calendars/", "procedures/"))


def _said(text: str | None) -> dict[str, Any] | None:
    return None if text is None else tomllib.loads(text)


def _text(text: str | bytes) -> str:
    return text if isinstance(text, str) else text.decode()
