"""What the forms of a court's referral are made from: its letter, what each party answered, what goes back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import select

from mediation_desk.model.confirmation import ConfirmationRequest
from mediation_desk.model.consent import Consent
from mediation_desk.model.office import Staff
from mediation_desk.model.paper import Paper
from mediation_desk.model.track import TrackMediator
from mediation_desk.terms.refusal import Refusal

from .scene import Scene, one_party
from .shapes import PartyFacts

Subject = dict[str, Any]
AFTER_FILING: Final = "judicial.after_filing"
ONLINE: Final = "judicial.online"
_STARTS: Final = frozenset({"file_received", "platform_accepted"})
_HOW: Final = {"chosen": "当事人选定", "appointed": "指定"}
_ROLES: Final = {"presiding": "主持人", "mediator": "调解员"}


def letter(scene: Scene) -> Subject:
    """委派、委托调解函: what the court's own letter says, for a court that asks us to write it out."""
    referral = _referral(scene)
    after = scene.the_track.procedure == AFTER_FILING
    return {
        **_court(scene),
        "after_filing": after,
        "procedure_words": _limit_name(scene) if after else None,
        "limit_words": _limit_words(scene),
        "judge": referral.get("contact"),
        "sealed_by": referral.get("organ") or "人民法院",
        "materials": [{"name": name, "copies": 1} for name in _documents(scene)],
    }


def consultation(scene: Scene) -> Subject:
    """意见征询书: what one party has answered so far; the rest stays to be ticked by hand."""
    party, said = one_party(scene), _answer(scene, "mediation")
    return {
        **_court(scene),
        **_of_party(scene, party),
        "agreed": None if said is None else said.answer == "given",
        "agreed_on": None if said is None else said.on,
        "agreed_how": None if said is None else said.how,
        "online": True if scene.the_track.procedure == ONLINE else None,
        "chosen": [row.name for row in _mediators(scene) if row.how == "chosen"],
        "electronic_service": _electronic_service(scene),
    }


def address(scene: Scene) -> Subject:
    """送达地址确认书: where one party can be reached, as far as it may be printed."""
    electronic = _electronic_service(scene)
    return {**_court(scene), **_of_party(scene, one_party(scene)), "electronic_service": electronic}


def selection(scene: Scene) -> Subject:
    """调解员选定（指定）书: who mediates, chosen by the parties or appointed; an appointment bears the court's seal."""
    rows = _mediators(scene)
    appointed = any(row.how == "appointed" for row in rows)
    court = _court(scene)
    return {
        **court,
        "basis_words": "由人民法院或者特邀调解组织指定" if appointed else "由各方当事人从名册中协商选定",
        "people": [_mediator(scene, row) for row in rows],
        "sealed_by": court["court"] if appointed else None,
    }


def notice(scene: Scene) -> Subject:
    """权利义务、虚假调解后果告知书."""
    return {"told_on": scene.day}


def withdrawal(scene: Scene) -> Subject:
    """撤回司法确认申请书: the application that is taken back."""
    applied = scene.builder.rows(ConfirmationRequest, track_id=scene.track_id, reversed_by=None)
    if not applied:
        raise Refusal("paper.needs_fact", field="ref", what="司法确认申请")
    last, text = applied[-1], scene.agreement
    return {
        "court": last.court,
        "court_number": last.number,
        "asked_on": last.on,
        "agreement_number": None if text is None else text.number,
        "what": "司法确认申请",
        "by": [party.person.name for party in scene.parties],
    }


def withdrawal_of_suit(scene: Scene) -> Subject:
    """撤诉申请书: the suit in whose course the court had asked for mediation."""
    by = [party.person.name for party in scene.parties if party.side == "applicant"]
    return {**_court(scene), "what": "起诉", "by": by}


def court_file(scene: Scene) -> Subject:
    """移送材料清单: what stands in the track's volume, without what is nobody's business outside."""
    text = scene.agreement
    return {
        **_court(scene),
        "purpose": _purpose(scene),
        "agreement_number": None if text is None else text.number,
        "giver": scene.handler,
        "items": [*_returned(scene), *_own_papers(scene)],
    }


def _court(scene: Scene) -> Subject:
    referral = _referral(scene)
    return {"court": referral.get("organ"), "court_number": referral.get("number")}


def _referral(scene: Scene) -> Subject:
    return scene.track_row.referral or {}


def _documents(scene: Scene) -> Iterable[str]:
    """What the court sent: as received, or as announced when the track was opened; the letter does not list itself."""
    referral = _referral(scene)
    sent = (referral.get("receipt") or referral).get("documents", ())
    return [name for name in sent if not str(name).endswith("调解函")]


def _limits(scene: Scene) -> list[Any]:
    """The court's limits that run in the variant of this track."""
    variant = scene.track_row.variant or ""
    return [
        limit
        for limit in scene.procedure.limits
        if _STARTS & set(limit.starts_on) and (not limit.subjects or variant in limit.subjects)
    ]


def _limit_words(scene: Scene) -> str | None:
    return next((f"{limit.length_words}，自签收材料之日起算" for limit in _limits(scene)), None)


def _limit_name(scene: Scene) -> str | None:
    """普通程序, 简易程序: what the name of the limit says in brackets."""
    names = [limit.name.partition("（")[2].rstrip("）") for limit in _limits(scene)]
    return next((name for name in names if name), None)


def _of_party(scene: Scene, party: PartyFacts) -> Subject:
    others = [other.person.name for other in scene.case.parties if other.side != party.side]
    person = party.person
    return {
        "party": {
            "name": person.name,
            "side_words": party.side_words,
            "phone": person.phone,
            "address": person.address,
        },
        "opposite": "、".join(others),
    }


def _answer(scene: Scene, subject: str) -> Consent | None:
    """The last word of the party on a question, up to the day."""
    rows = scene.builder.rows(Consent, track_id=scene.track_id, party_id=scene.ref, subject=subject, reversed_by=None)
    said = sorted((row for row in rows if row.on <= scene.day), key=lambda row: row.on)
    return said[-1] if said else None


def _electronic_service(scene: Scene) -> bool | None:
    said = _answer(scene, "electronic_service")
    return None if said is None else said.answer == "given"


def _mediators(scene: Scene) -> list[TrackMediator]:
    rows = scene.builder.rows(TrackMediator, track_id=scene.track_id, until=None)
    return [row for row in rows if row.role != "recorder"]


def _mediator(scene: Scene, row: TrackMediator) -> Subject:
    staff = scene.builder.session.scalars(select(Staff).where(Staff.id == row.staff_id)).one()
    return {
        "name": row.name,
        "qualification": "；".join(part for part in (staff.qualification, scene.the_track.body) if part),
        "role_words": _ROLES.get(row.role, row.role),
        "how_words": _HOW.get(row.how, row.how),
        "on": row.since,
    }


def _purpose(scene: Scene) -> str:
    happened = {event.name for event in scene.events}
    if "confirmation_applied" in happened:
        return "申请司法确认"
    if "agreement_effective" in happened:
        return "送请制作调解书" if scene.the_track.procedure == AFTER_FILING else "协议备案"
    return "调解不成，退回材料" if scene.the_track.ended_on else ""


def _returned(scene: Scene) -> list[Subject]:
    """The court's own papers go back with a failed mediation only."""
    if scene.agreement is not None or scene.the_track.ended_on is None:
        return []
    return [{"name": f"{name}（退回）", "copies": 1} for name in _documents(scene)]


def _own_papers(scene: Scene) -> list[Subject]:
    goes = scene.law.volumes.court.papers
    rows = [row for row in scene.builder.rows(Paper, track_id=scene.track_id) if row.code in goes and _counts(row)]
    rows.sort(key=lambda row: (row.made_on, row.code))
    return [{"name": row.title, "copies": 1, "pages": row.pages, "on": row.made_on} for row in rows]


def _counts(row: Paper) -> bool:
    return row.state != "void" and not row.own_volume


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {
    "SF-WP": letter,
    "SF-WT": letter,
    "SF-CONSENT": consultation,
    "SF-ADDR": address,
    "SF-SEL": selection,
    "SF-NOTE": notice,
    "SF-WD": withdrawal,
    "SF-WDSUIT": withdrawal_of_suit,
    "SF-FILE": court_file,
}
