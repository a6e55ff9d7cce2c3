"""The check of people: who signs, who is bound without signing, and whether those who stand for others may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mediation_desk.terms.refusal import Refusal

from .agents import Powers
from .capacity import Ages, Principal, Signing, StandIn, capacity_on, who_signs
from .checkup_matter import Duty, Matter, Party, Relation, clauses, standing
from .checkup_rules import CheckRules, Finding

_GUARDIANS = ("guardian", "parent")
_REPRESENTATIVES = ("representative", "operator")
_NATURAL, _AGENT, _PARENT, _BEAR = "natural", "agent", "parent", "bear"
_CO_HEIRS = "inheritance"
_DISPOSES = ("ownership", "inheritance")


def check_party(party: Party, matter: Matter, words: CheckRules, ages: Ages, powers: Powers) -> Iterator[Finding]:
    """Whether somebody may sign for a party on the day of signing."""
    yield from _agents(party, matter, words, powers)
    if party.person.kind != _NATURAL:
        if not _is_represented(party, matter, powers):
            yield words.finding("party.representative_missing", None, party=party.person.name)
        return
    try:
        signing = _signing(party, matter, words, ages)
    except Refusal as refusal:
        yield words.finding(refusal.code, None, **refusal.facts)
        return
    for note in signing.notes:
        yield words.finding(note, None, party=party.person.name)
    if signing.capacity != "full":
        yield from _ward(party, matter, words)


def check_bound(duty: Duty, matter: Matter, words: CheckRules) -> Iterator[Finding]:
    """Nobody is bound by what he does not sign; who pays without signing releases no debtor."""
    signing = matter.signing
    for name in duty.debtors:
        if name not in signing:
            yield words.finding("bound.debtor_does_not_sign", duty.number, name=name)
    if duty.payer and duty.payer not in signing:
        yield words.finding("bound.payer_does_not_sign", duty.number, name=duty.payer)
    for name in duty.beneficiaries:
        if name not in signing:
            yield words.finding("bound.beneficiary_is_no_party", duty.number, name=name)
    holder = duty.account_holder
    if holder and duty.beneficiaries and holder not in _may_receive(duty, matter):
        yield words.finding("bound.account_of_another", duty.number, name=holder)


def check_guarantors(matter: Matter, words: CheckRules) -> Iterator[Finding]:
    """A guarantor named in a clause signs it, or guarantees nothing."""
    for number, text in clauses(matter.agreement):
        for name in dict.fromkeys(words.all_of("guarantor", text)):
            if not any(known in name for known in matter.signing):
                yield words.finding("bound.guarantor_does_not_sign", number, name=name)


def _may_receive(duty: Duty, matter: Matter) -> frozenset[str]:
    """The beneficiaries, and whoever stands for one of them."""
    own = [party for party in matter.parties if party.person.name in duty.beneficiaries]
    standing_for = (relation.person.name for party in own for relation in party.relations)
    return frozenset((*duty.beneficiaries, *standing_for, *(name for party in own for name in party.signer_names)))


def _signing(party: Party, matter: Matter, words: CheckRules, ages: Ages) -> Signing:
    person = party.person
    guardians = [_stand_in(relation, words) for relation in _guardians(party, matter)]
    principal = Principal(id=person.id, name=person.name, birth=person.birth)
    opposing = _opposing(party, matter, words)
    day = matter.signing_day
    if guardians and capacity_on(principal, day, ages) == "full":
        principal = replace(principal, cannot_discern=True)
    return who_signs(principal, guardians, day, ages, opposing)


def _opposing(party: Party, matter: Matter, words: CheckRules) -> frozenset[str]:
    """The other sides; among heirs everyone else, for what one of them gives up another receives."""
    heirs = any(_CO_HEIRS in words.about(text) for text in (matter.whole, matter.agreement.dispute))
    others = [other for other in matter.parties if other.person.id != party.person.id]
    return frozenset(other.person.id for other in others if heirs or other.side != party.side)


def _guardians(party: Party, matter: Matter) -> list[Relation]:
    return [relation for relation in standing(party, matter.signing_day) if relation.kind in _GUARDIANS]


def _ward(party: Party, matter: Matter, words: CheckRules) -> Iterator[Finding]:
    """A body as guardian acts through a person; a ward's property goes only for the ward's benefit (民法典 35)."""
    for relation in _guardians(party, matter):
        if relation.person.kind != _NATURAL and not relation.person.legal_representative:
            facts = {"party": party.person.name, "guardian": relation.person.name}
            yield words.finding("party.guardian_unrepresented", None, **facts)
    if words.has("benefit_words", matter.whole + (matter.agreement.responsibility or "")):
        return
    number = next(_disposals(party.person.name, matter, words), None)
    if number is not None:
        yield words.finding("party.ward_property", number, party=party.person.name)


def _disposals(ward: str, matter: Matter, words: CheckRules) -> Iterator[int]:
    """The clauses by which a ward pays, gives up, or has a thing of his go to another."""
    for duty in matter.agreement.duties:
        if ward in duty.debtors and duty.kind == "pay":
            yield duty.number
    for number, text in clauses(matter.agreement):
        if words.about(text) & {*_DISPOSES} or (ward in text and words.has("dispose_words", text)):
            yield number


def _stand_in(relation: Relation, words: CheckRules) -> StandIn:
    """A paper counts as the other parent's statement only where it says so: a birth certificate is none."""
    parent = relation.kind == _PARENT
    statement = words.has("statement_words", relation.document or "")
    return StandIn(id=relation.person.id, name=relation.person.name, parent=parent, statement=statement)


def _is_represented(party: Party, matter: Matter, powers: Powers) -> bool:
    """A body signs through its representative or operator, or through an agent who may settle."""
    if party.person.legal_representative:
        return True
    return any(
        relation.kind in _REPRESENTATIVES or (relation.kind == _AGENT and powers.has_special_authority(relation.powers))
        for relation in standing(party, matter.signing_day)
    )


def _agents(party: Party, matter: Matter, words: CheckRules, powers: Powers) -> Iterator[Finding]:
    name = party.person.name
    agents = [relation for relation in standing(party, matter.signing_day) if relation.kind == _AGENT]
    if len(agents) > powers.most_agents:
        yield words.finding("agent.too_many", None, party=name, most=powers.most_agents)
    for relation in agents:
        facts = {"party": name, "agent": relation.person.name}
        if not powers.has_special_authority(relation.powers):
            signs = relation.person.name in party.signer_names
            yield words.finding("agent.without_special_authority" if signs else "agent.attends_only", None, **facts)
        if _is_abroad(party, words) and not words.has("authentic_words", relation.document or ""):
            yield words.finding("agent.principal_abroad", None, **facts)


def _is_abroad(party: Party, words: CheckRules) -> bool:
    return words.has("abroad_words", party.person.address or "")
