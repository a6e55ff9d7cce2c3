"""Reading the rules from their TOML files, and the law that is in force in an office."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.acts.known import BY_NAME
from mediation_desk.law.assembling import assemble, with_settings
from mediation_desk.law.checkup_rules import FINDINGS
from mediation_desk.law.clauses import Clause, read_clauses
from mediation_desk.law.editions import Edition, Texts, completed, pack, unpack
from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.office import Office, RuleEdition
from mediation_desk.store.editions import newest_edition
from mediation_desk.terms.refusal import Refusal

_READ: Final = "law_in_force"
_FOLDERS: Final = ("calendars", "codes", "procedures", "procedures/parts", "rules")


@lru_cache(maxsize=4)
def shipped_law(resources: Path) -> LawInForce:
    """The law as it is shipped; refuses with every mistake of every file at once."""
    return assemble(_texts(resources), BY_NAME)


@lru_cache(maxsize=4)
def shipped_edition(resources: Path) -> Edition:
    """The shipped rules as an office adopts them; refuses faulty ones."""
    return Edition(law=shipped_law(resources), packed=pack(_texts(resources)))


@lru_cache(maxsize=4)
def shipped_clauses(resources: Path) -> tuple[Clause, ...]:
    """The clause library as it is shipped; refuses with every mistake of every file at once."""
    files = sorted((resources / "clauses").glob("*.toml"))
    documents = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}
    known = {code.code for code in shipped_law(resources).lists["dispute_types"].codes}
    return read_clauses(documents, known, FINDINGS)


@dataclass
class OfficeLaw:
    """The law in force in one office, made anew once this or another desk has changed what it rests on."""

    resources: Path
    _known: tuple[str | None, Mapping[str, Any], LawInForce, LawInForce] | None = field(default=None, repr=False)

    def read(self, session: Session) -> LawInForce:
        """The law by what the office says in this session, which sees one state of the office from end to end."""
        if _READ not in session.info:
            session.info[_READ] = self._read(session)
        law: LawInForce = session.info[_READ]
        return law

    def _read(self, session: Session) -> LawInForce:
        settings, edition = session.scalars(select(Office.settings)).one(), newest_edition(session)
        id, known = None if edition is None else edition.id, self._known
        if known is not None and known[:2] == (id, settings):
            return known[3]
        base = known[2] if known is not None and known[0] == id else _adopted(self.resources, edition)
        law = with_settings(base, settings)
        self._known = (id, settings, base, law)
        return law


def _adopted(resources: Path, edition: RuleEdition | None) -> LawInForce:
    """An edition that this program cannot read any more does not shut the office either."""
    shipped = shipped_law(resources)
    if edition is None or edition.digest == shipped.edition:
        return shipped
    try:
        law = assemble(completed(unpack(edition.texts), _texts(resources)), BY_NAME)
    except Refusal as refusal:
        return replace(shipped, unread=_unread(edition, refusal))
    return replace(law, edition=edition.digest)


def _unread(edition: RuleEdition, why: Refusal) -> Refusal:
    """Why, with the mistakes found where there are any: the self-check names them."""
    return Refusal("rules.edition_unreadable", on=edition.adopted_on, faults=why.facts.get("faults", ()))


@lru_cache(maxsize=4)
def _texts(resources: Path) -> Texts:
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in _FOLDERS
        for path in sorted((resources / folder).glob("*.toml"))
    }
