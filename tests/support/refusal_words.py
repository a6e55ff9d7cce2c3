"""Whether a sentence on the screen is the one of a refusal, whatever facts were filled in."""

from __future__ import annotations

import re
from string import Formatter

from mediation_desk.words.refusals import texts


def says(code: str, sentence: str) -> bool:
    """Whether the sentence is the one that this refusal has."""
    parts = (
        re.escape(words) + (".*" if name is not None else "") for words, name, _, _ in Formatter().parse(texts()[code])
    )
    return re.fullmatch("".join(parts), sentence, re.DOTALL) is not None
