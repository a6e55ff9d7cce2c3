"""The office's own clauses, kept beside those of the program."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from mediation_desk.law.clauses import KINDS, places
from mediation_desk.model.office import OwnClause
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankDraft:
    """One place of a clause: money, date, number, party or text, and what the form calls it."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClause(Act):
    """留存条款. Places to fill are written {名称}; without types of quarrel it suits them all."""

    id: str
    name: str
    text: str
    blanks: tuple[BlankDraft, ...] = ()
    disputes: tuple[str, ...] = ()
    duty: bool = False
    """Whether it is a duty's text, not a clause by itself."""
    risk: str = ""

    def perform(self, work: Work) -> None:
        name, text = require_text(self.name, "name"), require_text(self.text, "text")
        self._require_places(text)
        for dispute in self.disputes:
            work.law.require("dispute_types", dispute, field="disputes")
        work.add_to_office(
            OwnClause(
                id=self.id,
                name=name,
                text=text,
                blanks=[asdict(blank) for blank in self.blanks],
                disputes=list(self.disputes),
                duty=self.duty,
                risk=self.risk.strip(),
                kept_on=work.happened_on,
                kept_by=work.actor.staff,
            )
        )

    def _require_places(self, text: str) -> None:
        named = {blank.name for blank in self.blanks}
        for name in set(places(text)) ^ named:
            raise Refusal("clause.blank_unknown", field="blanks", blank=name)
        for blank in self.blanks:
            if blank.kind not in KINDS or not blank.words.strip():
                raise Refusal("clause.blank_kind", field="blanks", blank=blank.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropClause(Act):
    """删去条款. Agreements that have its words keep them."""

    clause: str

    def perform(self, work: Work) -> None:
        row = work.session.get(OwnClause, self.clause)
        if row is None or row.dropped_on is not None:
            raise Refusal("clause.unknown", field="clause", id=self.clause)
        row.dropped_on, row.dropped_by = work.happened_on, work.actor.staff
