"""All rules an office works by, together: what acts, facts and queries are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.terms.refusal import Refusal

from .agents import Powers
from .calendars import Calendar
from .capacity import Ages
from .certificates import CertificateRules
from .checkup import CheckLaw
from .codes import Code, CodeList
from .confirmation import ConfirmationRules
from .electronic import ElectronicRules
from .following_rules import FollowingRules
from .forums import ForumRules
from .handovers import HandoverRules
from .local_rules import SetAside
from .procedure import Procedure
from .regions import Regions
from .risk import RiskRules
from .rulebook import RuleBook
from .triage import TriageRules
from .volumes import VolumeRules


@dataclass(frozen=True, slots=True, kw_only=True)
class LawInForce:
    """Procedures, calendar, code lists, and the rules on capacity, agents, form, the check and what follows it."""

    rules: RuleBook
    calendar: Calendar
    lists: Mapping[str, CodeList]
    powers: Powers
    ages: Ages
    electronic: ElectronicRules
    confirmation: ConfirmationRules
    check: CheckLaw
    following: FollowingRules
    triage: TriageRules
    regions: Regions
    risk: RiskRules
    handovers: HandoverRules
    forums: ForumRules
    volumes: VolumeRules
    certificates: CertificateRules
    digest: str
    """SHA-256 over procedures and calendars: what a journal entry and a clock rest on."""
    edition: str = ""
    """SHA-256 over the rule files it was made of: what an office adopts."""
    set_aside: tuple[SetAside, ...] = ()
    """Settings of the office that the law no longer allows; what was shipped is used until they are mended."""
    unread: Refusal | None = None
    """Why the edition that the office adopted cannot be read any more; the shipped rules are used in its place."""

    def procedure(self, id: str) -> Procedure:
        """The procedure with an id."""
        return self.rules.procedure(id)

    def require(self, list_id: str, code: str, *, field: str) -> Code:
        """The entry of a code list; refuses a code that the list does not have and names the field."""
        return self.lists[list_id].get(code, field)

    def words(self, list_id: str, code: str) -> str:
        """The words of a code."""
        return self.lists[list_id].words(code)

    def codes(self, list_id: str) -> tuple[Code, ...]:
        """All entries of a list, in the order in which they are offered."""
        return self.lists[list_id].codes
