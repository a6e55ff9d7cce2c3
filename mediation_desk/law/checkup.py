"""The check before signing: what would stop an agreement, or weaken it before a court, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .agents import Powers
from .bars import FLAGS
from .calendars import Calendar
from .capacity import Ages, Principal, StandIn, capacity_on, who_signs
from .checkup_matter import Duty, Matter, Party, Relation, clauses
from .checkup_rules import SEVERITIES, CheckRules, Finding
from .deadlines import chinese_date
from .electronic import PAPER, ElectronicRules

_GUARDIANS = ("guardian", "parent")
_REPRESENTATIVES = ("representative", "operator")
_NATURAL = "natural"
_AGENT = "agent"
_PARENT = "parent"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLaw:
    """The rules that the check applies."""

    words: CheckRules
    ages: Ages
    powers: Powers
    electronic: ElectronicRules
    calendar: Calendar


def check(matter: Matter, law: CheckLaw) -> tuple[Finding, ...]:
    """All findings, what blocks first, then by clause: the same matter always gives the same list."""
    findings = [*_text(matter, law), *_route(matter, law)]
    for duty in matter.agreement.duties:
        findings += _duty(duty, law)
    for party in matter.parties:
        findings += [*_signers(party, matter, law), *_agents(party, matter, law)]
    return tuple(sorted(dict.fromkeys(findings), key=_rank))


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Whether one of the findings forbids signing unless it is seen to or overruled with a reason."""
    return any(finding.severity == SEVERITIES[0] for finding in findings)


def _rank(finding: Finding) -> tuple[int, int, str, str]:
    return SEVERITIES.index(finding.severity), finding.clause or 0, finding.code, finding.text


def _text(matter: Matter, law: CheckLaw) -> Iterator[Finding]:
    agreement = matter.agreement
    if not agreement.duties and not agreement.other_clauses:
        yield law.words.finding("duty.none")
    for number, text in clauses(agreement):
        for word in law.words.vague_in(text):
            yield law.words.finding("text.vague", number, word=word)
        for flag in sorted(law.words.about(text) - {"vague"}):
            yield law.words.finding("text.flagged", number, about=FLAGS[flag])
    for word in law.words.vague_in(agreement.manner):
        yield law.words.finding("text.vague", None, word=word)
    whole = "".join(text for _, text in clauses(agreement)) + agreement.manner
    if agreement.duties and not any(word in whole for word in law.words.defaults):
        yield law.words.finding("text.default_clause_missing")


def _route(matter: Matter, law: CheckLaw) -> Iterator[Finding]:
    if matter.agreement.route == PAPER:
        return
    answer = law.electronic.routes(matter.dispute, law.words.terms(matter.agreement))
    for bar in answer.barred:
        yield law.words.finding("route.paper_only", bar.term, about=bar.words)


def _duty(duty: Duty, law: CheckLaw) -> Iterator[Finding]:
    if duty.kind != "pay":
        if not duty.debtors:
            yield law.words.finding("duty.debtor_missing", duty.number)
        return
    if not duty.payer and not duty.debtors:
        yield law.words.finding("pay.payer_missing", duty.number)
    if not duty.beneficiaries:
        yield law.words.finding("pay.payee_missing", duty.number)
    if not duty.account_holder and not any(word in duty.sentence for word in law.words.manners):
        yield law.words.finding("pay.manner_missing", duty.number)
    yield from _sums(duty, law)
    yield from _dates(duty, law)


def _sums(duty: Duty, law: CheckLaw) -> Iterator[Finding]:
    found = Money(sum(instalment.amount.fen for instalment in duty.instalments))
    if not found.fen and (duty.total is None or not duty.total.fen):
        yield law.words.finding("pay.sum_missing", duty.number)
    elif duty.total is not None and duty.instalments and found != duty.total:
        facts = {"total": duty.total.figures, "sum": found.figures}
        yield law.words.finding("pay.instalments_do_not_add_up", duty.number, **facts)


def _dates(duty: Duty, law: CheckLaw) -> Iterator[Finding]:
    if not duty.instalments and not any(word in duty.sentence for word in law.words.recurring):
        yield law.words.finding("pay.date_missing", duty.number, number=1)
    for instalment in duty.instalments:
        if instalment.due is None:
            if not instalment.due_words.strip():
                yield law.words.finding("pay.date_missing", duty.number, number=instalment.number)
            continue
        day = chinese_date(instalment.due)
        if name := law.calendar.day_off_name(instalment.due):
            yield law.words.finding("pay.on_a_day_off", duty.number, day=day, name=name)
        if law.calendar.doubtful_years(instalment.due, instalment.due):
            yield law.words.finding("pay.calendar_provisional", duty.number, day=day)


def _signers(party: Party, matter: Matter, law: CheckLaw) -> Iterator[Finding]:
    person = party.person
    if person.kind != _NATURAL:
        if not _is_represented(party, matter, law):
            yield law.words.finding("party.representative_missing", None, party=person.name)
        return
    guardians = [_stand_in(relation) for relation in _standing(party, matter) if relation.kind in _GUARDIANS]
    opposing = frozenset(other.person.id for other in matter.parties if other.side != party.side)
    principal = Principal(id=person.id, name=person.name, birth=person.birth)
    if guardians and capacity_on(principal, matter.signing_day, law.ages) == "full":
        principal = replace(principal, cannot_discern=True)
    try:
        signing = who_signs(principal, guardians, matter.signing_day, law.ages, opposing)
    except Refusal as refusal:
        yield law.words.finding(refusal.code, None, **{"guardian": "", **refusal.facts})
        return
    for note in signing.notes:
        yield law.words.finding(note, None, party=person.name)


def _standing(party: Party, matter: Matter) -> list[Relation]:
    """The relations that hold on the day of signing."""
    day = matter.signing_day
    return [
        relation
        for relation in party.relations
        if (relation.since is None or relation.since <= day) and (relation.until is None or day <= relation.until)
    ]


def _is_represented(party: Party, matter: Matter, law: CheckLaw) -> bool:
    """A body signs through its representative or operator, or through an agent who may settle."""
    if party.person.legal_representative:
        return True
    return any(
        relation.kind in _REPRESENTATIVES
        or (relation.kind == _AGENT and law.powers.has_special_authority(relation.powers))
        for relation in _standing(party, matter)
    )


def _stand_in(relation: Relation) -> StandIn:
    parent = relation.kind == _PARENT
    return StandIn(id=relation.person.id, name=relation.person.name, parent=parent, statement=bool(relation.document))


def _agents(party: Party, matter: Matter, law: CheckLaw) -> Iterator[Finding]:
    agents = [relation for relation in _standing(party, matter) if relation.kind == _AGENT]
    if len(agents) > law.powers.most_agents:
        yield law.words.finding("agent.too_many", None, party=party.person.name, most=law.powers.most_agents)
    for relation in agents:
        if law.powers.has_special_authority(relation.powers):
            continue
        signs = relation.person.name in party.signer_names
        code = "agent.without_special_authority" if signs else "agent.attends_only"
        yield law.words.finding(code, None, party=party.person.name, agent=relation.person.name)
