"""The words and findings of the check before signing, read from their rule file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .bars import FLAGS, Term
from .checkup_matter import Agreement, clauses
from .reading import Fault, Section, refuse_if_faulty, sourced

SEVERITIES: Final = ("block", "warn", "hint")
FINDINGS: Final = (
    "duty.none",
    "pay.payer_missing",
    "pay.payee_missing",
    "pay.sum_missing",
    "pay.date_missing",
    "pay.manner_missing",
    "pay.instalments_do_not_add_up",
    "pay.on_a_day_off",
    "pay.calendar_provisional",
    "duty.debtor_missing",
    "text.vague",
    "text.flagged",
    "text.default_clause_missing",
    "route.paper_only",
    "party.minor_without_guardian",
    "party.ward_without_guardian",
    "party.guardian_in_conflict",
    "party.representative_missing",
    "capacity.one_parent_only",
    "capacity.hear_the_child",
    "capacity.guardian_consent_to_data",
    "capacity.birth_unknown",
    "agent.without_special_authority",
    "agent.attends_only",
    "agent.too_many",
)
"""Every finding the check can make; each has its words in the rule file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to before signing. `clause` is None where the whole agreement or a party is meant."""

    code: str
    severity: str
    clause: int | None
    source: str
    certainty: str
    text: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class _Words:
    severity: str
    text: str
    suggestion: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Words that make a clause vague, patterns that tell what it is about, and the words of the findings."""

    vague: tuple[str, ...]
    manners: tuple[str, ...]
    recurring: tuple[str, ...]
    defaults: tuple[str, ...]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, _Words]

    @classmethod
    def of(cls, document: Mapping[str, object]) -> CheckRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/checkup.toml", document, faults)
        rules = cls(
            section.texts("vague_words"),
            section.texts("manner_words"),
            section.texts("recurring_words"),
            section.texts("default_words"),
            tuple(pattern for table in section.tables("about") for pattern in _patterns(table)),
            dict(_words(table) for table in section.tables("finding")),
        )
        for code in FINDINGS:
            if code not in rules.words:
                section.fault("finding", f"缺少{code}")
        section.finish()
        refuse_if_faulty(faults)
        return rules

    def finding(self, code: str, clause: int | None = None, **facts: object) -> Finding:
        """A finding in words."""
        words = self.words[code]
        shown = {key: str(value) for key, value in facts.items()}
        text, suggestion = words.text.format(**shown), words.suggestion.format(**shown)
        return Finding(code, words.severity, clause, words.source, words.certainty, text, suggestion)

    def vague_in(self, text: str) -> tuple[str, ...]:
        """The vague words that stand in a text."""
        return tuple(word for word in self.vague if word in text)

    def about(self, text: str) -> frozenset[str]:
        """What a clause is about, as far as a rule turns on it. A guess from its words: a person decides."""
        found = {flag for flag, pattern in self.patterns if pattern.search(text)}
        return frozenset(found | ({"vague"} if self.vague_in(text) else set()))

    def terms(self, agreement: Agreement) -> tuple[Term, ...]:
        """The clauses as terms, for the electronic form and for confirmation."""
        return tuple(Term(number, self.about(text)) for number, text in clauses(agreement))


def _patterns(section: Section) -> list[tuple[str, re.Pattern[str]]]:
    flag = section.choice("flag", FLAGS)
    texts = section.texts("patterns")
    section.finish()
    found = []
    for text in texts:
        try:
            found.append((flag, re.compile(text)))
        except re.error as error:
            section.fault("patterns", f"无法使用的表达式{text}：{error.msg}")
    return found


def _words(section: Section) -> tuple[str, _Words]:
    source, certainty = sourced(section)
    code = section.choice("code", FINDINGS)
    words = _Words(
        section.choice("severity", SEVERITIES), section.text("text"), section.text("suggestion"), source, certainty
    )
    section.finish()
    return code, words
