"""Who has to sign: the parties or those who stand for them, then mediator and recorder, then the body's seal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mediation_desk.law.capacity import Principal, StandIn, who_signs
from mediation_desk.law.in_force import LawInForce
from mediation_desk.terms.refusal import Refusal

from .shapes import PartyFacts, RelationFacts, SignerFacts, TrackFacts

SIGN_AND_SEAL = ("company", "agency", "village")
"""Bodies that put their own seal beside the representative's signature on paper."""
_RANK = {"representative": 0, "guardian": 1, "agent": 2, "party": 3}


def agreement_signers(
    groups: Sequence[Sequence[str]],
    track: TrackFacts,
    parties: Sequence[PartyFacts],
    law: LawInForce,
    day: date,
    route: str,
) -> tuple[SignerFacts, ...]:
    """Whoever must sign an agreement, in the order of the groups of roles that the procedure's rule names."""
    everyone = [*all_parties(parties, law, day), *mediators(track), *recorder(track), body_seal(track)]
    if route == "paper":
        everyone += party_seals(parties)
    placed = [
        replace(signer, group=number)
        for number, roles in enumerate(groups)
        for signer in everyone
        if signer.role in roles
    ]
    return tuple(placed)


def party_signers(
    party: PartyFacts, parties: Sequence[PartyFacts], law: LawInForce, day: date
) -> tuple[SignerFacts, ...]:
    """Who signs for one party on a day: guardians, representatives, an agent with special authority, or itself."""
    standing = [relation for relation in party.relations if holds(relation, day)]
    if party.person.kind == "natural":
        return _natural(party, parties, standing, law, day)
    return _agents(party, standing, law) or _body(party, standing)


def mediators(track: TrackFacts) -> list[SignerFacts]:
    """The mediators of the track."""
    words = "调解人员（签名）" if track.kind == "administrative" else "调解员（签名）"
    return [_staff(f"m{number}", "mediator", words, name) for number, name in enumerate(track.mediators, 1)]


def recorder(track: TrackFacts) -> list[SignerFacts]:
    """The recorder, where the track has one."""
    return [] if track.recorder is None else [_staff("r1", "recorder", "记录人（签名）", track.recorder)]


def body_seal(track: TrackFacts) -> SignerFacts:
    """The seal of the conducting body, not of the centre."""
    words = "调解机关（印章）" if track.kind == "administrative" else "调解组织（印章）"
    return _staff("seal", "body_seal", words, track.body)


def all_parties(parties: Sequence[PartyFacts], law: LawInForce, day: date) -> list[SignerFacts]:
    """Whoever signs for the parties; one person signs once for everyone he stands for."""
    merged: dict[str, SignerFacts] = {}
    for party in parties:
        for signer in party_signers(party, parties, law, day):
            merged[_who(signer)] = _merge(merged.get(_who(signer)), signer)
    return [replace(signer, key=f"p{number}") for number, signer in enumerate(merged.values(), 1)]


def _who(signer: SignerFacts) -> str:
    return signer.person or f"{signer.name}:{signer.for_parties[0]}"


def _merge(known: SignerFacts | None, new: SignerFacts) -> SignerFacts:
    if known is None:
        return new
    first = known if _RANK[known.role] <= _RANK[new.role] else new
    parties = tuple(dict.fromkeys((*known.for_parties, *new.for_parties)))
    return replace(first, for_parties=parties)


def _natural(
    party: PartyFacts, parties: Sequence[PartyFacts], standing: Sequence[RelationFacts], law: LawInForce, day: date
) -> tuple[SignerFacts, ...]:
    person = party.person
    guardians = [_stand_in(relation) for relation in standing if relation.guardian]
    opposing = frozenset(other.person.id for other in parties if other.side != party.side)
    principal = Principal(
        id=person.id, name=person.name, birth=person.birth, cannot_discern=bool(guardians) and not person.minor
    )
    signing = who_signs(principal, guardians, day, law.ages, opposing)
    if signing.capacity != "full":
        return tuple(_signer(one.role, one.name, one.person, party, one.role_words) for one in signing.signers)
    mandated = [relation for relation in standing if relation.kind == "representative"]
    representatives = [relation for relation in mandated if relation.special_authority]
    if representatives:  # those who were elected only to speak leave the signing to each member
        return tuple(_related("representative", relation, party, "代表人") for relation in representatives)
    return _agents(party, standing, law) or (_signer("party", person.name, person.id, party, party.side_words),)


def _stand_in(relation: RelationFacts) -> StandIn:
    person = relation.person
    return StandIn(
        id=person.id, name=person.name, parent=relation.kind == "parent", since=relation.since, until=relation.until
    )


def _agents(party: PartyFacts, standing: Iterable[RelationFacts], law: LawInForce) -> tuple[SignerFacts, ...]:
    """Agents sign only with special authority; 全权代理 without items is refused before anybody signs."""
    agents = [relation for relation in standing if relation.kind == "agent"]
    law.powers.check_number(party.person.name, len(agents))
    for relation in agents:
        if relation.claims_all and not relation.special_authority:
            raise Refusal("agent.without_special_authority", agent=relation.person.name, field="relations.powers")
    return tuple(_related("agent", r, party, "委托代理人") for r in agents if r.special_authority)


def _body(party: PartyFacts, standing: Iterable[RelationFacts]) -> tuple[SignerFacts, ...]:
    """A body signs through whoever represents or operates it."""
    for relation in standing:
        if relation.kind in ("representative", "operator"):
            return (_related("representative", relation, party, relation.kind_words),)
    if not party.person.legal_representative:
        raise Refusal("party.representative_missing", party=party.person.name, field="legal_representative")
    return (_signer("representative", party.person.legal_representative, None, party, "代表人"),)


def party_seals(parties: Sequence[PartyFacts]) -> list[SignerFacts]:
    """The seals of companies and other bodies beside their representative's signature on paper."""
    sealing = [party for party in parties if party.person.kind in SIGN_AND_SEAL]
    return [
        SignerFacts(
            key=f"s{number}",
            role="party_seal",
            label=f"{party.side_words}（盖章）",
            name=party.person.name,
            person=party.person.id,
            for_parties=(party.id,),
        )
        for number, party in enumerate(sealing, 1)
    ]


def _related(role: str, relation: RelationFacts, party: PartyFacts, words: str) -> SignerFacts:
    return _signer(role, relation.person.name, relation.person.id, party, words)


def _signer(role: str, name: str, person: str | None, party: PartyFacts, words: str) -> SignerFacts:
    label = f"{party.side_words}（签名、盖章或按指印）" if role == "party" else f"{party.side_words}{words}（签名）"
    return SignerFacts(key="", role=role, label=label, name=name, person=person, for_parties=(party.id,))


def _staff(key: str, role: str, label: str, name: str | None) -> SignerFacts:
    return SignerFacts(key=key, role=role, label=label, name=name or "")


def holds(relation: RelationFacts, day: date) -> bool:
    """Whether somebody stands for a party on a day."""
    return (relation.since is None or relation.since <= day) and (relation.until is None or day <= relation.until)
