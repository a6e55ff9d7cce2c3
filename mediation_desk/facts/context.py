"""What a paper is rendered from: the whole scene as JSON values, with its signers and its own subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from .scene import Scene
from .shapes import PartyFacts, SignerFacts, as_plain
from .signers import holds
from .subjects import subject_of

Plain = dict[str, Any]


def paper_subject(scene: Scene, code: str, added: Plain) -> Plain:
    """The paper's own facts as JSON values."""
    plain = as_plain(subject_of(code, scene, added))
    assert isinstance(plain, dict)
    return plain


def paper_context(
    scene: Scene,
    *,
    id: str,
    code: str,
    title: str,
    copies: int | None,
    signers: Sequence[SignerFacts],
    subject: Plain,
    made_on: date,
    route: str = "paper",
    large: bool = False,
) -> Plain:
    """The context of one paper. Everything in it is data; nothing of it is ever read as markup."""
    track = scene.track
    number = track.docket if track is not None else None
    return {
        "paper": as_plain(
            {
                "id": id,
                "code": code,
                "title": title,
                "number": number,
                "copies": copies,
                "made_on": made_on,
                "version": 1,
                "case_number": scene.case.number,
                "route": route,
                "large": large,
            }
        ),
        "office": {"name": scene.office.name, "region": scene.office.region_name},
        "body": _body(scene),
        "case": _case(scene),
        "track": _track(scene),
        "parties": [_party(scene, as_plain(_as_it_stands(party, scene.day))) for party in scene.parties],
        "agreement": None if scene.agreement is None else as_plain(scene.agreement),
        "signers": [_signer(scene, signer, route) for signer in signers],
        "subject": subject,
    }


def _body(scene: Scene) -> Plain:
    body = scene.body
    if body is None:
        name = scene.office.name
        return {"id": scene.office.id, "name": name, "short": name, "kind": "centre", "address": None, "phone": None}
    return {name: getattr(body, name) for name in ("id", "name", "short", "kind", "address", "phone")}


def _case(scene: Scene) -> Plain:
    """Of the people only those of the paper's own track: what the case has of other households is nobody's here."""
    own = {person for party in scene.parties for person in _people_of(party)}
    people = tuple(person for person in scene.case.people if scene.track is None or person.id in own)
    plain = as_plain(replace(scene.case, parties=scene.parties, people=people, tracks=(), referrals=()))
    assert isinstance(plain, dict)
    del plain["tracks"], plain["referrals"]
    return plain


def _people_of(party: PartyFacts) -> tuple[str, ...]:
    return party.person.id, *(relation.person.id for relation in party.relations)


def _track(scene: Scene) -> Plain | None:
    """Without the letters to other bodies: what the police were told is no part of what anybody else receives."""
    if scene.track is None:
        return None
    plain = as_plain(scene.track)
    assert isinstance(plain, dict)
    del plain["handovers"]
    return plain


def _as_it_stands(party: PartyFacts, day: date) -> PartyFacts:
    """A paper names those who stand for a party on its day; an authority that was withdrawn is not printed."""
    return replace(party, relations=tuple(one for one in party.relations if holds(one, day)))


def _party(scene: Scene, plain: Any) -> Plain:
    """Powers are printed in words, not in codes."""
    for relation in plain["relations"]:
        relation["powers"] = [power.words for power in scene.law.powers.read(relation["powers"])]
    party: Plain = plain
    return party


def _signer(scene: Scene, signer: SignerFacts, route: str) -> Plain:
    """Whom somebody signs for stands beside the place. A signature on the screen brings its own date."""
    plain = as_plain(signer)
    assert isinstance(plain, dict)
    plain["for_party"] = signer.for_parties[0] if len(signer.for_parties) == 1 else None
    plain["dated"] = route != "screen"
    if len(signer.for_parties) > 1:
        plain["label"] = f"{signer.label}（{_crowd(scene, signer)}）"
    return plain


def _crowd(scene: Scene, signer: SignerFacts) -> str:
    others = [p for p in scene.parties if p.id in signer.for_parties and p.person.id != signer.person]
    own = "本人并" if len(others) < len(signer.for_parties) else ""
    return f"{own}代表{len(others)}人"
