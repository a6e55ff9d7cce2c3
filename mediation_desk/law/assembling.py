"""Putting the law together from the texts of its files; where they come from, this module does not ask."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from mediation_desk.terms.refusal import Refusal

from .agents import Powers
from .calendars import Calendar
from .capacity import Ages
from .certificates import CertificateRules
from .checkup import CheckLaw
from .checkup_rules import CheckRules
from .codes import read_lists
from .confirmation import ConfirmationRules
from .editions import Texts, is_adopted
from .electronic import ElectronicRules
from .following_rules import FollowingRules
from .forums import ForumRules
from .handovers import HandoverRules
from .in_force import LawInForce
from .local_rules import stored_lengths, stored_values
from .reading import Fault, faults_in, refuse_if_faulty
from .regions import DIVISIONS, Regions
from .risk import RiskRules
from .risk_local import RISK, stored_risk
from .rulebook import ENDINGS, GENERAL, PARTS, RuleBook
from .triage import TriageRules
from .volumes import VolumeRules

Read = TypeVar("Read")
Document = dict[str, Any]
_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


def assemble(texts: Texts, known_acts: Collection[str]) -> LawInForce:
    """The law as its files say it; refuses with every mistake of every file at once."""
    reading = _Reading(texts, frozenset(known_acts))
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
    handovers = reading.handover_rules(book)
    volumes = reading.read_file(VolumeRules.of, "rules/volume.toml")
    certificates = reading.read_file(CertificateRules.of, "rules/certificates.toml")
    regions = reading.read_file(Regions.of, DIVISIONS)
    lists = reading.read(read_lists, "codes", but=(ENDINGS, DIVISIONS))
    refuse_if_faulty(reading.faults)
    assert calendar and book and powers and ages and electronic and words and confirmation and triage
    assert following and regions and lists and risk and forums and handovers and volumes and certificates
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
        volumes=volumes,
        certificates=certificates,
        risk=risk,
        regions=regions,
        digest=_law_digest(book, calendar),
        edition=reading.edition,
    )


def with_settings(law: LawInForce, settings: Mapping[str, Any]) -> LawInForce:
    """The law with an office's own values of what is local, and its own weights of risk.

    A stored value that the law no longer allows, after an update for instance, does not shut the office: it is set
    aside, and doctor, the start and the settings name it.
    """
    risk, lapsed = stored_risk(law.risk, settings.get(RISK))
    law = replace(law, risk=risk, set_aside=lapsed)
    local, texts = settings.get("local", {}), settings.get("local_values", {})
    if not local and not texts:
        return law
    lengths, unreadable = stored_lengths(local)
    values, also = stored_values(texts)
    own, aside = law.rules.with_sound_local(lengths, values)
    digest = _law_digest(own, law.calendar)
    return replace(law, rules=own, digest=digest, set_aside=(*lapsed, *unreadable, *also, *aside))


@dataclass
class _Reading:
    """Reads the rule files group by group and keeps the mistakes of all of them."""

    texts: Texts
    known_acts: frozenset[str]
    faults: list[Fault] = field(default_factory=list)
    _files: dict[str, Document | None] = field(default_factory=dict)

    def read(
        self, reader: Callable[[dict[str, Document]], Read], folder: str, but: Collection[str] = ()
    ) -> Read | None:
        """What the reader makes of a folder's files; None where one of them is faulty: others must not judge by it."""
        before = len(self.faults)
        found = self._guarded(lambda: reader(self._folder(folder, but)))
        return found if len(self.faults) == before else None

    def read_file(self, reader: Callable[[Document], Read], name: str) -> Read | None:
        """What the reader makes of one file; None where it is not there, or wrong."""
        document = self._file(name)
        return None if document is None else self._guarded(lambda: reader(document))

    def rule_book(self, calendar: Calendar | None) -> RuleBook | None:
        """The procedures, with the endings and general limits of their own files; None where one of them is faulty."""
        before = len(self.faults)
        endings, general, procedures = self._file(ENDINGS), self._file(GENERAL), self._folder("procedures")
        known = len(self.faults)
        book = self._guarded(
            lambda: RuleBook.of(
                procedures,
                parts={PurePosixPath(name).stem: document for name, document in self._folder(PARTS).items()},
                endings=endings or {},
                general=general or {},
                known_acts=self.known_acts,
                calendar=calendar,
            )
        )
        if endings is None:  # what the procedures say of endings can then not be judged
            self.faults[known:] = [fault for fault in self.faults[known:] if fault.key != "endings"]
        return book if len(self.faults) == before else None

    def handover_rules(self, book: RuleBook | None) -> HandoverRules | None:
        """Hand-overs, with the limits they name."""
        limits = {limit.id for limit in book.general} if book else set()
        known = len(self.faults)
        rules = self.read_file(lambda document: HandoverRules.of(document, limits), "rules/handovers.toml")
        if book is None:  # which limits there are can then not be judged
            self.faults[known:] = [fault for fault in self.faults[known:] if "未知的期限" not in fault.reason]
        return rules

    @property
    def edition(self) -> str:
        """SHA-256 over what the adopted files say; a comment or an empty line makes no new edition."""
        said = {name: document for name, document in self._files.items() if is_adopted(name)}
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()

    def _guarded(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except Refusal as refusal:
            self.faults += faults_in(refusal)
            return None

    def _folder(self, folder: str, but: Collection[str] = ()) -> dict[str, Document]:
        names = [name for name in sorted(self.texts) if str(PurePosixPath(name).parent) == folder]
        if not names:
            self.faults.append(Fault(folder, "*.toml", "没有规则文件"))
        documents = {name: self._file(name) for name in names if name not in but}
        return {name: document for name, document in documents.items() if document is not None}

    def _file(self, name: str) -> Document | None:
        self._files[name] = self._parsed(name)
        return self._files[name]

    def _parsed(self, name: str) -> Document | None:
        try:
            return tomllib.loads(_decoded(self.texts[name]))
        except KeyError:
            self.faults.append(Fault(name, "文件", "缺少这一文件"))
        except UnicodeDecodeError:
            self.faults.append(Fault(name, "文件", "不是UTF-8编码的文本"))
        except tomllib.TOMLDecodeError as error:
            self.faults.append(_syntax_fault(name, str(error)))
        return None


def _decoded(text: str | bytes) -> str:
    return text if isinstance(text, str) else text.decode("utf-8").replace("\r\n", "\n")


def _syntax_fault(name: str, says: str) -> Fault:
    place = _PLACE.search(says)
    where = f"第{place[1]}行第{place[2]}列" if place else "文件末尾"
    return Fault(name, where, f"不合TOML语法（{_PLACE.sub('', says)}）")


def _law_digest(rules: RuleBook, calendar: Calendar) -> str:
    """SHA-256 over procedures and calendars, an office's own values included: what a clock rests on."""
    years = json.dumps(
        [(year, str(sorted(known.holidays)), str(sorted(known.workdays))) for year, known in calendar.years.items()]
    )
    return hashlib.sha256((rules.digest + years).encode()).hexdigest()
