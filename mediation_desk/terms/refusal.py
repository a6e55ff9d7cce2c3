"""A refusal is an answer, not a fault: a code and facts. The sentence for it stands in `words`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Refusal(Exception):
    """What the desk answers when the law, the state of the case or the input forbids a step.

    `code` is a dotted name ("clock.consent_missing"); `facts` are plain values the sentence needs. The key
    `field`, where present, names the input field that is wrong.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, object] = MappingProxyType(dict(facts))

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.code}({shown})"
