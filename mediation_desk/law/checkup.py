"""The check before signing: what would stop an agreement, or weaken it before a court, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .agents import Powers
from .calendars import Calendar
from .capacity import Ages
from .checkup_duties import check_duty, check_shares
from .checkup_matter import Matter
from .checkup_people import check_bound, check_guarantors, check_party
from .checkup_rules import SEVERITIES, CheckRules, Finding
from .checkup_text import check_reason, check_text
from .confirmation import ConfirmationRules
from .electronic import PAPER, ElectronicRules


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLaw:
    """The rules that the check applies."""

    words: CheckRules
    ages: Ages
    powers: Powers
    electronic: ElectronicRules
    confirmation: ConfirmationRules
    calendar: Calendar


def check(matter: Matter, law: CheckLaw) -> tuple[Finding, ...]:
    """All findings, what blocks first, then by clause: the same matter always gives the same list."""
    words = law.words
    findings = [
        *check_text(matter, words, (*law.confirmation.bars, *law.electronic.bars)),
        *_route(matter, law),
        *check_shares(matter.agreement.duties, words),
        *check_guarantors(matter, words),
        *check_reason(matter, words),
    ]
    for duty in matter.agreement.duties:
        findings += [*check_duty(duty, matter, words, law.calendar), *check_bound(duty, matter, words)]
    for party in matter.parties:
        findings += check_party(party, matter, words, law.ages, law.powers)
    return tuple(sorted(dict.fromkeys(findings), key=_rank))


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Whether one of the findings forbids signing unless it is seen to or overruled with a reason."""
    return any(finding.severity == SEVERITIES[0] for finding in findings)


def _rank(finding: Finding) -> tuple[int, int, str, str]:
    return SEVERITIES.index(finding.severity), finding.clause or 0, finding.code, finding.text


def _route(matter: Matter, law: CheckLaw) -> Iterator[Finding]:
    if matter.agreement.route == PAPER:
        return
    answer = law.electronic.routes(matter.dispute, law.words.terms(matter.agreement))
    for bar in answer.barred:
        yield law.words.finding("route.paper_only", bar.term, about=bar.words)
