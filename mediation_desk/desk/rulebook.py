"""Reading the rules from their TOML files: the one place where the law comes off the disk."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from mediation_desk.acts.known import BY_NAME
from mediation_desk.law.agents import Powers
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.capacity import Ages
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.checkup_rules import CheckRules
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.forums import ForumRules
from mediation_desk.law.handovers import HandoverRules
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.rulebook import LocalLength, RuleBook
from mediation_desk.law.triage import TriageRules


@lru_cache(maxsize=4)
def shipped_law(resources: Path) -> LawInForce:
    """The law as it is shipped; refuses with every mistake of every file at once."""
    calendar = Calendar.of(_folder(resources / "calendars"))
    rules, lists = _folder(resources / "rules"), _folder(resources / "codes")
    book = RuleBook.of(
        _folder(resources / "procedures"),
        parts=_folder(resources / "procedures" / "parts"),
        endings=lists.pop("endings"),
        general=rules["limits"],
        known_acts=frozenset(BY_NAME),
        calendar=calendar,
    )
    powers, ages = Powers.of(rules["agents"]), Ages.of(rules["capacity"])
    electronic = ElectronicRules.of(rules["electronic"])
    words = CheckRules.of(rules["checkup"])
    return LawInForce(
        rules=book,
        calendar=calendar,
        powers=powers,
        ages=ages,
        electronic=electronic,
        lists={name: CodeList.of(document, name) for name, document in lists.items()},
        confirmation=ConfirmationRules.of(rules["confirmation"]),
        check=CheckLaw(words=words, ages=ages, powers=powers, electronic=electronic, calendar=calendar),
        triage=TriageRules.of(rules["triage"]),
        handovers=HandoverRules.of(rules["handovers"], {limit.id for limit in book.general}),
        forums=ForumRules.of(rules["forums"]),
        digest=_digest(book, calendar),
    )


def law_of(resources: Path, settings: Mapping[str, Any]) -> LawInForce:
    """The shipped law with an office's own lengths of local limits."""
    law = shipped_law(resources)
    local = settings.get("local", {})
    if not local:
        return law
    own = law.rules.with_local({id: LocalLength(**length) for id, length in local.items()})
    return replace(law, rules=own, digest=_digest(own, law.calendar))


def _digest(rules: RuleBook, calendar: Calendar) -> str:
    years = json.dumps(
        [(year, str(sorted(known.holidays)), str(sorted(known.workdays))) for year, known in calendar.years.items()]
    )
    return hashlib.sha256((rules.digest + years).encode()).hexdigest()


def _folder(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
