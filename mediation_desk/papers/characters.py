"""Which characters may stand on a paper: a name is printed whole or the paper is refused; nothing is dropped."""

from __future__ import annotations

import unicodedata

from mediation_desk.terms.refusal import Refusal

from .faces import Typecase
from .pictured import is_private
from .plain import Json, texts

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_LAYOUT = str.maketrans({"\r": None, "\t": " ", "\u00a0": " ", "\u202f": " "})
_NEWLINE = "\n"


def cleaned(text: str) -> str:
    """Line ends as LF, tabs and no-break spaces as spaces; every other character stays as it was typed."""
    return text.replace("\r\n", _NEWLINE).replace("\r", _NEWLINE).translate(_LAYOUT)


def is_hidden(character: str) -> bool:
    """Whether a reader cannot see it: controls, direction marks, joiners, private use."""
    return character != _NEWLINE and unicodedata.category(character) in _HIDDEN


def require_printable(text: str, context: Json, case: Typecase) -> None:
    """Refuse the first character of the composed text that no font shows, naming the field it came from."""
    for character in sorted(set(text) - {_NEWLINE, " "}):
        if case.is_drawn(character) or case.has(character) and not is_hidden(character):
            continue
        raise Refusal(
            _fault(character),
            character=character,
            code_point=f"U+{ord(character):04X}",
            field=_field(character, text, context),
        )


def _fault(character: str) -> str:
    """What is wrong: a code of one system's own, something nobody can see, or a character that no font has."""
    if is_private(character):
        return "paper.private_character"
    return "paper.hidden_character" if is_hidden(character) else "paper.glyph_missing"


def _field(character: str, text: str, context: Json) -> str:
    having = [(path, value) for path, value in texts(context) if character in cleaned(value)]
    printed = [path for path, value in having if cleaned(value).strip().split(_NEWLINE)[0] in text]
    return next(iter(printed or [path for path, _ in having]), "template")
