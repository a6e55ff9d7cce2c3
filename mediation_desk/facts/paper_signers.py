"""Who signs a paper other than an agreement: the roles that the catalogue names, made into people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .scene import Scene, one_party
from .shapes import SignerFacts
from .signers import all_parties, body_seal, mediators, recorder

Plain = dict[str, Any]


def signers_for(
    roles: tuple[str, ...], labels: dict[str, str], scene: Scene, subject: Plain
) -> tuple[SignerFacts, ...]:
    """The signers in the order of the roles; a seal waits for everyone else."""
    found: list[SignerFacts] = []
    for role in roles:
        found += _ROLES.get(role, _named)(role, labels[role], scene, subject)
    return tuple(found)


def _parties(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    return all_parties(scene.parties, scene.law, scene.day)


def _applicants(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    return all_parties([p for p in scene.parties if p.side == "applicant"], scene.law, scene.day)


def _the_party(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    """Whoever answers for the one party that the paper is about."""
    return all_parties([one_party(scene)], scene.law, scene.day)


def _withdrawing(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    """Whoever takes back what was applied for; the others need not sign."""
    own = [p for p in scene.parties if p.person.name in subject["by"]]
    return all_parties(own, scene.law, scene.day)


def _mediators(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    return mediators(scene.the_track)


def _recorder(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    return recorder(scene.the_track)


def _body_seal(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    """The conducting body's seal; the centre's own where no track was opened."""
    if scene.track is None:
        return _office_seal(role, label, scene, subject)
    signer = body_seal(scene.track)
    return [_with_group(signer)]


def _office_seal(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    return [SignerFacts(key="seal", role="office_seal", label=label, name=scene.office.name, group=1)]


def _unit_seal(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    """The seal of the unit whose identity the paper proves, where the party is one."""
    unit = subject.get("unit")
    return [SignerFacts(key="unit", role=role, label=label, name=unit["name"])] if unit else []


def _anybody(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    """One place, also where nobody knows yet who will sign there."""
    return [SignerFacts(key=role, role=role, label=label, name=str(subject.get(role) or ""))]


def _named(role: str, label: str, scene: Scene, subject: Plain) -> list[SignerFacts]:
    """People whom the paper's own subject names, one place for each name."""
    names, group = _names_in(role, scene, subject), int(role.endswith("_seal"))
    return [
        SignerFacts(key=f"{role}{number}", role=role, label=label, name=name, group=group)
        for number, name in enumerate(names, 1)
    ]


def _names_in(role: str, scene: Scene, subject: Plain) -> list[str]:
    session = subject.get("session") or {}
    service = subject.get("service") or {}
    evaluation = subject.get("evaluation") or {}
    found: dict[str, list[Any]] = {
        "registrar": [subject.get("registrar") or scene.handler],
        "receptionist": [subject.get("handler") or scene.handler],
        "participants": list(session.get("invited", ())),
        "inquirers": list(session.get("mediators", ())),
        "informants": [i["name"] for i in subject.get("informants") or ()],
        "discloser": [subject.get("discloser")],
        "principal": [(subject.get("principal") or {}).get("name")],
        "agents": [agent["person"]["name"] for agent in subject.get("agents") or ()],
        "giver": [subject.get("giver")],
        "receiver": [subject.get("receiver")],
        "reporter": [subject.get("reporter")],
        "served": [service.get("receiver") or service.get("addressee")],
        "witness": [service.get("witness") or subject.get("witness")],
        "server": [service.get("server")],
        "payee": [(subject.get("payment") or {}).get("payee")],
        "visitor": [(subject.get("visit") or {}).get("visitor")],
        "officer": [subject.get("officer") or subject.get("handler") or scene.handler],
        "unit_head": [subject.get("unit_head")],
        "leader": [subject.get("leader")],
        "objector": [subject.get("objector")],
        "judge": [subject.get("judge")],
        "court_seal": [subject.get("sealed_by")],
        "evaluators": [e["name"] for e in evaluation.get("evaluators", ())] or list(subject.get("evaluators") or ()),
        "provider": [subject.get("provider")],
        "checker": [subject.get("checker")],
        "collector": [subject.get("receiver")],
        "consulted": [subject.get("addressee")],
        "listener": [subject.get("listener")],
        "reader": [subject.get("reader")],
        "adviser": [subject.get("adviser")],
        "filer": [subject.get("filer")],
    }
    return [str(name) for name in found[role] if name]


def _with_group(signer: SignerFacts) -> SignerFacts:
    return SignerFacts(key=signer.key, role=signer.role, label=signer.label, name=signer.name, group=1)


_ROLES: Final[dict[str, Callable[[str, str, Scene, Plain], list[SignerFacts]]]] = {
    "parties": _parties,
    "applicants": _applicants,
    "the_party": _the_party,
    "withdrawing": _withdrawing,
    "mediators": _mediators,
    "recorder": _recorder,
    "body_seal": _body_seal,
    "office_seal": _office_seal,
    "party_seal": _unit_seal,
    "asker": _anybody,
    "approver": _anybody,
    "village": _anybody,
    "inspector": _anybody,
    "binder": _anybody,
}
