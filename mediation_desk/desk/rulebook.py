"""Reading the rules from their TOML files: the one place where the law comes off the disk."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from mediation_desk.acts.known import BY_NAME
from mediation_desk.law.agents import Powers
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.capacity import Ages
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.checkup_rules import CheckRules
from mediation_desk.law.codes import read_lists
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.following_rules import FollowingRules
from mediation_desk.law.forums import ForumRules
from mediation_desk.law.handovers import HandoverRules
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.local_rules import stored_lengths, stored_values
from mediation_desk.law.reading import Fault, faults_in, refuse_if_faulty
from mediation_desk.law.regions import DIVISIONS, Regions
from mediation_desk.law.risk import RiskRules
from mediation_desk.law.risk_local import RISK, stored_risk
from mediation_desk.law.rulebook import ENDINGS, GENERAL, PARTS, RuleBook
from mediation_desk.law.triage import TriageRules
from mediation_desk.terms.refusal import Refusal

Read = TypeVar("Read")
Document = dict[str, Any]
_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


@lru_cache(maxsize=4)
def shipped_law(resources: Path) -> LawInForce:
    """The law as it is shipped; refuses with every mistake of every file at once."""
    reading = _Reading(resources)
    calendar = reading.read(Calendar.of, "calendars")
    book = reading.rule_book(calendar)
    powers = reading.read_file(Powers.of, "rules/agents.toml")
    ages = reading.read_file(Ages.of, "rules/capacity.toml")
    electronic = reading.read_file(ElectronicRules.of, "rules/electronic.toml")
    words = reading.read_file(CheckRules.of, "rules/checkup.toml")
    confirmation = reading.read_file(ConfirmationRules.of, "rules/confirmation.toml")
    following = reading.read_file(FollowingRules.of, "rules/following.toml")
    known = book.procedures if book else None
    triage = reading.read_file(lambda document: TriageRules.of(document, known), "rules/triage.toml")
    risk = reading.read_file(RiskRules.of, "rules/risk.toml")
    forums = reading.read_file(ForumRules.of, "rules/forums.toml")
    limits = {limit.id for limit in book.general} if book else set()
    handovers = reading.read_file(lambda document: HandoverRules.of(document, limits), "rules/handovers.toml")
    regions = reading.read_file(Regions.of, DIVISIONS)
    lists = reading.read(read_lists, "codes", but=(ENDINGS, DIVISIONS))
    refuse_if_faulty(reading.faults)
    assert calendar and book and powers and ages and electronic and words and confirmation and triage
    assert following and regions and lists and risk and forums and handovers
    return LawInForce(
        rules=book,
        calendar=calendar,
        powers=powers,
        ages=ages,
        electronic=electronic,
        lists=lists,
        confirmation=confirmation,
        check=CheckLaw(
            words=words,
            ages=ages,
            powers=powers,
            electronic=electronic,
            confirmation=confirmation,
            calendar=calendar,
        ),
        following=following,
        triage=triage,
        handovers=handovers,
        forums=forums,
        risk=risk,
        regions=regions,
        digest=_digest(book, calendar),
    )


def law_of(resources: Path, settings: Mapping[str, Any]) -> LawInForce:
    """The shipped law with an office's own values of what is local, and its own weights of risk.

    A stored value that the law no longer allows, after an update for instance, does not shut the office: it is set
    aside, and doctor, the start and the settings name it.
    """
    law = shipped_law(resources)
    risk, lapsed = stored_risk(law.risk, settings.get(RISK))
    law = replace(law, risk=risk, set_aside=lapsed)
    local, texts = settings.get("local", {}), settings.get("local_values", {})
    if not local and not texts:
        return law
    lengths, unreadable = stored_lengths(local)
    values, also = stored_values(texts)
    own, aside = law.rules.with_sound_local(lengths, values)
    return replace(law, rules=own, digest=_digest(own, law.calendar), set_aside=(*lapsed, *unreadable, *also, *aside))


@dataclass
class _Reading:
    """Reads the rule files group by group and keeps the mistakes of all of them."""

    resources: Path
    faults: list[Fault] = field(default_factory=list)
    _files: dict[str, Document | None] = field(default_factory=dict)

    def read(
        self, reader: Callable[[dict[str, Document]], Read], folder: str, but: Collection[str] = ()
    ) -> Read | None:
        """What the reader makes of a folder's sound files; None where it found mistakes."""
        return self._guarded(lambda: reader(self._folder(folder, but)))

    def read_file(self, reader: Callable[[Document], Read], name: str) -> Read | None:
        """What the reader makes of one file; None where it is not there, or wrong."""
        document = self._file(name)
        return None if document is None else self._guarded(lambda: reader(document))

    def rule_book(self, calendar: Calendar | None) -> RuleBook | None:
        """The procedures, with the endings and general limits that stand in files of their own."""
        endings, general, procedures = self._file(ENDINGS), self._file(GENERAL), self._folder("procedures")
        known = len(self.faults)
        book = self._guarded(
            lambda: RuleBook.of(
                procedures,
                parts={Path(name).stem: document for name, document in self._folder(PARTS).items()},
                endings=endings or {},
                general=general or {},
                known_acts=frozenset(BY_NAME),
                calendar=calendar,
            )
        )
        if endings is None:  # what the procedures say of endings can then not be judged
            self.faults[known:] = [fault for fault in self.faults[known:] if fault.key != "endings"]
        return book

    def _guarded(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except Refusal as refusal:
            self.faults += faults_in(refusal)
            return None

    def _folder(self, folder: str, but: Collection[str] = ()) -> dict[str, Document]:
        names = [f"{folder}/{path.name}" for path in sorted((self.resources / folder).glob("*.toml"))]
        if not names:
            self.faults.append(Fault(folder, "*.toml", "没有规则文件"))
        documents = {name: self._file(name) for name in names if name not in but}
        return {name: document for name, document in documents.items() if document is not None}

    def _file(self, name: str) -> Document | None:
        if name not in self._files:
            self._files[name] = self._parsed(name)
        return self._files[name]

    def _parsed(self, name: str) -> Document | None:
        try:
            return tomllib.loads((self.resources / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.faults.append(Fault(name, "文件", "缺少这一文件"))
        except UnicodeDecodeError:
            self.faults.append(Fault(name, "文件", "不是UTF-8编码的文本"))
        except tomllib.TOMLDecodeError as error:
            self.faults.append(_syntax_fault(name, str(error)))
        return None


def _syntax_fault(name: str, says: str) -> Fault:
    place = _PLACE.search(says)
    where = f"第{place[1]}行第{place[2]}列" if place else "文件末尾"
    return Fault(name, where, f"不合TOML语法（{_PLACE.sub('', says)}）")


def _digest(rules: RuleBook, calendar: Calendar) -> str:
    years = json.dumps(
        [(year, str(sorted(known.holidays)), str(sorted(known.workdays))) for year, known in calendar.years.items()]
    )
    return hashlib.sha256((rules.digest + years).encode()).hexdigest()
