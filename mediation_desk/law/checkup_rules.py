"""The words and findings of the check before signing, read from their rule file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
    "pay.instalment_of_nothing",
    "pay.instalments_out_of_order",
    "pay.before_signing",
    "pay.on_a_day_off",
    "pay.calendar_provisional",
    "pay.recurring_without_end",
    "pay.shares_do_not_add_up",
    "pay.payees_without_shares",
    "pay.debtors_without_shares",
    "shares.not_hundred",
    "shares.words_not_hundred",
    "shares.do_not_match_sums",
    "duty.debtor_missing",
    "duty.date_missing",
    "duty.standard_missing",
    "duty.penalty_missing",
    "text.vague",
    "text.flagged",
    "text.waiver",
    "text.default_clause_missing",
    "default.instalments_bare",
    "default.no_grace",
    "default.unclear",
    "penalty.of_nothing",
    "penalty.no_amount",
    "penalty.high",
    "rate.high",
    "sum.above_claim",
    "schedule.many",
    "schedule.long",
    "route.paper_only",
    "bound.debtor_does_not_sign",
    "bound.guarantor_does_not_sign",
    "bound.payer_does_not_sign",
    "bound.beneficiary_is_no_party",
    "bound.account_of_another",
    "party.minor_without_guardian",
    "party.ward_without_guardian",
    "party.guardian_in_conflict",
    "party.guardian_unrepresented",
    "party.ward_property",
    "party.representative_missing",
    "capacity.one_parent_only",
    "capacity.hear_the_child",
    "capacity.guardian_consent_to_data",
    "capacity.birth_unknown",
    "agent.without_special_authority",
    "agent.attends_only",
    "agent.too_many",
    "agent.principal_abroad",
)
"""Every finding the check can make; each has its words in the rule file."""

LISTS: Final = {
    "vague_words": "用语不明确",
    "not_vague": "含有上述字样而并非不明确的用语",
    "manner_words": "付款方式",
    "recurring_words": "按期重复",
    "default_words": "违约后果",
    "result_words": "以结果为内容、须写明标准的义务",
    "standard_words": "结果的标准",
    "statement_words": "父母另一方的声明",
    "abroad_words": "境外",
    "authentic_words": "公证、认证手续",
    "benefit_words": "为被监护人的利益",
    "dispose_words": "处分财产",
}
"""Lists of words that a rule looks for, by the key of the file."""
SHAPES: Final = {
    "waiver": "放弃本次纠纷以外的权利",
    "guarantor": "保证人",
    "acceleration": "加速到期",
    "grace": "宽限期",
    "falls_due": "到期的范围",
    "penalty": "违约金",
    "penalty_sum": "违约金的金额",
    "share": "责任比例",
    "share_sum": "比例所对应的金额",
    "share_base": "按比例计算的基数",
}
"""What patterns look for in a clause. One with a group takes a name or a number out of it."""
NUMBERS: Final = (
    "lpr_one_year",
    "lpr_times",
    "penalty_percent",
    "above_claim_percent",
    "most_instalments",
    "most_years",
    "share_tolerance",
)
"""The figures of the hints: none of them is in the program."""


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
class Shape:
    """A pattern, the words one of which has to be there for a search to be worth while, and those that excuse it."""

    pattern: re.Pattern[str]
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where it stands."""
        excused = any(word in text for word in self.unless)
        worth = not self.beside or any(word in text for word in self.beside)
        return self.pattern.finditer(text) if worth and not excused else iter(())


@dataclass(frozen=True, slots=True)
class Rate:
    """A way to write an interest rate. `yearly` is what one unit of its figure comes to in percent a year."""

    pattern: re.Pattern[str]
    yearly: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a hint compares with, the day it was true, and where it comes from."""

    value: Decimal
    as_of: date | None
    source: str
    certainty: str
    local: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """Words that make a clause vague, patterns that tell what it is about, figures, and the words of the findings."""

    lists: Mapping[str, tuple[str, ...]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    shapes: Mapping[str, tuple[Shape, ...]]
    rates: tuple[Rate, ...]
    figures: Mapping[str, Figure]
    words: Mapping[str, _Words]

    @classmethod
    def of(cls, document: Mapping[str, object]) -> CheckRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/checkup.toml", document, faults)
        rules = cls(
            lists={key: section.texts(key) for key in LISTS},
            patterns=tuple(pattern for table in section.tables("about") for pattern in _patterns(table)),
            shapes=_shapes(section),
            rates=tuple(rate for table in section.tables("rate") if (rate := _rate(table)) is not None),
            figures=dict(_figure(table) for table in section.tables("figure")),
            words=dict(_words(table) for table in section.tables("finding")),
        )
        missing = [("finding", code) for code in FINDINGS if code not in rules.words]
        missing += [("figure", code) for code in NUMBERS if code not in rules.figures]
        for key, code in missing:
            section.fault(key, f"缺少{code}")
        section.finish()
        refuse_if_faulty(faults)
        return rules

    def finding(self, code: str, clause: int | None, **facts: object) -> Finding:
        """A finding in words."""
        words = self.words[code]
        shown = {key: str(value) for key, value in facts.items()}
        text, suggestion = words.text.format(**shown), words.suggestion.format(**shown)
        return Finding(code, words.severity, clause, words.source, words.certainty, text, suggestion)

    def has(self, key: str, text: str) -> bool:
        """Whether one of the words of a list stands in a text."""
        return any(word in text for word in self.lists[key])

    def first(self, shape: str, text: str) -> re.Match[str] | None:
        """Where one of the patterns of a shape first matches."""
        return next((match for one in self.shapes[shape] for match in one.found_in(text)), None)

    def all_of(self, shape: str, text: str) -> tuple[str, ...]:
        """What the patterns of a shape take out of a text."""
        return tuple(match.group(1) for one in self.shapes[shape] for match in one.found_in(text))

    def figure(self, code: str) -> Decimal:
        """The value of a figure."""
        return self.figures[code].value

    def vague_in(self, text: str) -> tuple[str, ...]:
        """The vague words that stand in a text, a longer one before the shorter ones that it holds."""
        for harmless in self.lists["not_vague"]:
            text = text.replace(harmless, "\u3000")
        found: list[str] = []
        for word in sorted(self.lists["vague_words"], key=len, reverse=True):
            if word in text:
                found.append(word)
                text = text.replace(word, "\u3000")
        return tuple(found)

    def about(self, text: str) -> frozenset[str]:
        """What a clause is about, as far as a rule turns on it. A guess from its words: a person decides."""
        found = {flag for flag, pattern in self.patterns if pattern.search(text)}
        return frozenset(found | ({"vague"} if self.vague_in(text) else set()))

    def terms(self, agreement: Agreement) -> tuple[Term, ...]:
        """The clauses as terms, for the electronic form and for confirmation.

        A mark that somebody set and that no clause bears out by its words is taken to be about every clause.
        """
        told = {number: self.about(text) for number, text in clauses(agreement)}
        unplaced = set(agreement.touches) - {flag for flags in told.values() for flag in flags}
        return tuple(Term(number, frozenset(flags | unplaced)) for number, flags in told.items())


def _patterns(section: Section) -> list[tuple[str, re.Pattern[str]]]:
    flag = section.choice("flag", FLAGS)
    found = [(flag, pattern) for text in section.texts("patterns") if (pattern := _compiled(section, text))]
    section.finish()
    return found


def _shapes(section: Section) -> dict[str, tuple[Shape, ...]]:
    found: dict[str, list[Shape]] = {name: [] for name in SHAPES}
    for table in section.tables("shape"):
        name, unless, beside = table.choice("name", SHAPES), table.texts("unless"), table.texts("beside")
        made = [_compiled(table, text) for text in table.texts("patterns")]
        table.finish()
        found.get(name, []).extend(Shape(pattern, unless, beside) for pattern in made if pattern is not None)
    return {name: tuple(shapes) for name, shapes in found.items()}


def _rate(section: Section) -> Rate | None:
    pattern, yearly = _compiled(section, section.text("pattern")), _decimal(section, "yearly")
    section.finish()
    return None if pattern is None else Rate(pattern, yearly)


def _figure(section: Section) -> tuple[str, Figure]:
    source, certainty = sourced(section)
    code = section.choice("code", NUMBERS)
    figure = Figure(
        value=_decimal(section, "value"),
        as_of=section.optional_day("as_of"),
        source=source,
        certainty=certainty,
        local=section.flag("local"),
    )
    section.finish()
    return code, figure


def _decimal(section: Section, key: str) -> Decimal:
    """Written as a text, so that no binary fraction comes in between."""
    text = section.text(key)
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    section.fault(key, "应为加引号的数字")
    return Decimal(0)


def _compiled(section: Section, text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text)
    except re.error as error:
        section.fault("patterns", f"无法使用的表达式{text}：{error.msg}")
        return None


def _words(section: Section) -> tuple[str, _Words]:
    source, certainty = sourced(section)
    code = section.choice("code", FINDINGS)
    words = _Words(
        section.choice("severity", SEVERITIES), section.text("text"), section.text("suggestion"), source, certainty
    )
    section.finish()
    return code, words
