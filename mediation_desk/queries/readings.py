"""What a person typed, read by the rules of the field while it is typed. No database: safe on any thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.law import duties, identity
from mediation_desk.law.codes import CodeList
from mediation_desk.law.documents import read_document
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.rmb import in_words
from mediation_desk.terms.agreement import Computation
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class IdSays:
    """What the number of a document says: the kind, and where it has a check digit also of its holder."""

    kind: str
    document: str
    certain: bool
    birth: date | None
    sex: str | None
    age: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSays:
    """A unified social credit code as it is stored, and what its first two places say."""

    number: str
    body: str
    certain: bool


@dataclass(frozen=True, slots=True)
class NumberRules:
    """The rules by which numbers are read: kinds of documents, known areas, who registers bodies."""

    documents: CodeList
    areas: frozenset[str]
    bodies: CodeList

    @classmethod
    def of(cls, law: LawInForce) -> NumberRules:
        """Those of the law in force."""
        return cls(law.lists["id_documents"], law.regions.areas, law.lists["credit_code_bodies"])

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of documents with their words, in the order in which they are offered."""
        return tuple((one.code, one.words) for one in self.documents.codes)

    def document(self, text: str, today: date, kind: str | None = None) -> IdSays:
        """What a document's number says, or a Refusal for one that cannot be. Without a kind, the number tells it."""
        says = read_document(self.documents, text, today, kind=kind, areas=self.areas)
        return IdSays(
            kind=says.kind,
            document=says.words,
            certain=says.certain,
            birth=says.birth,
            sex=says.sex,
            age=None if says.birth is None else identity.age_on(says.birth, today),
            warnings=says.warnings,
        )

    def credit_code(self, text: str) -> CodeSays:
        """What a credit code says, or a Refusal."""
        code = identity.credit_code(text)
        words = identity.credit_code_words(code, self.bodies)
        return CodeSays(number=code.number, body=words, certain=self.bodies.certainty != "memory")


def computed_amount(computation: Computation) -> Money | None:
    """What a formula comes to, or None where it cannot be."""
    try:
        return duties.compute(
            computation.base,
            quantity=Decimal(computation.quantity),
            share=Decimal(computation.percent),
            rounding=computation.rounding,
            paid=computation.paid,
        ).amount
    except Refusal:
        return None


def money_words(money: Money) -> str:
    """人民币大写."""
    return in_words(money)
