"""What an application for confirmation needs: courts, materials and the words for each, read from the rule file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .procedure_reading import KINDS
from .reading import Section, sourced

PLACES: Final = ("referral", "domicile", "object", "body", "higher")
"""What tells which court it is: the court that referred, the parties' homes, the thing, the body, a higher court."""
MATERIALS: Final = ("agreement", "proof", "property", "identity", "authority")
LINES: Final = (
    "terms",
    "content",
    "signers",
    "signed",
    "days",
    "days_later",
    "days_lost",
    "days_done",
    *MATERIALS,
)
"""What is told of the readiness; each has its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtRule:
    """A court that the parties may ask, for procedures of some kinds."""

    place: str
    words: str
    kinds: tuple[str, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """What is said of one requirement where it is met and where it is not."""

    ready: str
    missing: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRules:
    """Courts, the words of each requirement, the papers that meet it, the findings that stand against it."""

    courts: tuple[CourtRule, ...]
    lines: Mapping[str, LineRule]
    papers: Mapping[str, tuple[str, ...]]
    attachments: Mapping[str, tuple[str, ...]]
    content_findings: tuple[str, ...]
    signer_findings: tuple[str, ...]

    @classmethod
    def read(cls, section: Section) -> ReadinessRules:
        """The part of the file on confirmation that is about applying."""
        materials = [(table.choice("id", MATERIALS), table) for table in section.tables("material")]
        rules = cls(
            courts=tuple(_court(table) for table in section.tables("court")),
            lines=dict(_line(table) for table in section.tables("line")),
            papers={id: table.texts("papers") for id, table in materials},
            attachments={id: table.texts("attachments") for id, table in materials},
            content_findings=section.texts("content_findings"),
            signer_findings=section.texts("signer_findings"),
        )
        for _, table in materials:
            table.finish()
        for code in LINES:
            if code not in rules.lines:
                section.fault("line", f"缺少{code}")
        return rules


def _court(section: Section) -> CourtRule:
    source, certainty = sourced(section)
    court = CourtRule(
        place=section.choice("place", PLACES),
        words=section.text("words"),
        kinds=section.known("kinds", KINDS, "程序种类"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return court


def _line(section: Section) -> tuple[str, LineRule]:
    source, certainty = sourced(section)
    code, ready = section.choice("code", LINES), section.text("ready")
    line = LineRule(ready=ready, missing=section.optional_text("missing") or ready, source=source, certainty=certainty)
    section.finish()
    return code, line
