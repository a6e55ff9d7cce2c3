"""What the forms of an authority need beside the case."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from mediation_desk.law.limits import Limit
from mediation_desk.law.procedure import Basis
from mediation_desk.model.session import PlannedSession
from mediation_desk.terms.agreement import PAY
from mediation_desk.terms.refusal import Refusal

from .scene import Scene, fact, one_party
from .shapes import AgreementFacts, DutyFacts

Subject = dict[str, Any]
_ARTICLES: Final = re.compile(r"[\d、-]+")
_ATTENDANCE: Final = "attendance"
"""The note of a procedure that says who comes to a session and how."""


def filing(scene: Scene) -> Subject:
    """立案审批表: how it came, when, and who asks for approval."""
    return {"initiative": initiative(scene), "applied_on": _first_day(scene, "application_received"), **_officer(scene)}


def closing(scene: Scene) -> Subject:
    """结案审批表: how it ended, after which sessions, with which terms or for which reason."""
    days = [session.started for session in scene.the_track.sessions if session.kind == "session"]
    held = "、".join(f"{day.year}年{day.month}月{day.day}日" for day in days)
    return {
        **concluded(scene),
        "course": f"{held}调解，共{len(days)}次。" if days else "",
        "results": _results(scene),
        "performance": _performance(scene.agreement),
        **_officer(scene),
    }


def concluded(scene: Scene) -> Subject:
    """The outcome and its day; of a track that still runs neither."""
    track, text = scene.the_track, scene.agreement
    if text is not None and text.effective_on is not None:
        return {"outcome": "达成调解协议", "concluded_on": text.effective_on}
    return {"outcome": track.ending_words, "concluded_on": track.ended_on}


def asking(scene: Scene) -> Subject:
    """征求意见书 to one party."""
    return {"party": one_party(scene).person.name, "initiative": initiative(scene), "basis": _basis(scene)}


def acceptance(scene: Scene) -> Subject:
    """受理通知书: since when, and until when it must be concluded."""
    track = scene.the_track
    if track.accepted_on is None:
        raise Refusal("paper.needs_fact", field="track", what="受理")
    return {
        "initiative": initiative(scene),
        "applied_on": _first_day(scene, "application_received") or scene.case.received_at.date(),
        "accepted_on": track.accepted_on,
        "limits": [
            {"name": clock.name, "due_on": clock.due}
            for clock in track.deadlines
            if any(limit.id == clock.rule and _runs_from_acceptance(limit) for limit in scene.procedure.limits)
        ],
    }


def meeting(scene: Scene) -> Subject:
    """会通知书 about one planned session."""
    row = fact(scene, PlannedSession, "安排的调解")
    return {
        "meeting": {"held_at": row.at, "place": row.place, "subject": row.subject or scene.case.title},
        "attending": [party.person.name for party in scene.parties],
        "notices": [note.words for note in scene.procedure.notes if note.code == _ATTENDANCE],
    }


def police_text(scene: Scene) -> Subject:
    """The people who were present beside the parties."""
    invited = (name for session in scene.the_track.sessions for name in session.invited)
    return {"present": list(dict.fromkeys(invited))}


def traffic_text(scene: Scene) -> Subject:
    """What is paid for what, and when the mediation came to its end."""
    text = scene.agreement
    duties = [] if text is None else [duty for duty in text.duties if duty.kind == PAY and duty.total is not None]
    return {
        "items": [_item(duty) for duty in duties],
        "concluded_on": _first_day(scene, "reached") or (None if text is None else text.reached_on),
    }


def accident(scene: Scene) -> Subject:
    """When the finding on the accident was received, and until when mediation can be asked for."""
    limits = {limit.id for limit in scene.procedure.limits if "liability_served" in limit.starts_on}
    due = (clock.due for clock in scene.the_track.deadlines if clock.rule in limits)
    return {"finding_on": _first_day(scene, "liability_served"), "apply_by": next(due, None)}


def initiative(scene: Scene) -> str:
    """Whether somebody applied, the authority moved by itself, or another body referred it."""
    form = scene.the_track.application_form
    return form if form in ("own_motion", "referral") else "application"


def _officer(scene: Scene) -> Subject:
    return {"officer": scene.handler}


def _first_day(scene: Scene, event: str) -> object:
    return min((one.on for one in scene.events if one.name == event), default=None)


def _runs_from_acceptance(limit: Limit) -> bool:
    return "accepted" in limit.starts_on and "ended" in limit.answered_by


def _basis(scene: Scene) -> str | None:
    """Laws that somebody has read and that were in force; a source that nobody has checked is left to be written in."""
    day = scene.day
    read = [
        basis
        for basis in scene.procedure.basis
        if not basis.aside and basis.certainty == "read" and basis.valid_from <= day <= (basis.valid_to or day)
    ]
    return "、".join(_cited(basis) for basis in read) or None


def _cited(basis: Basis) -> str:
    articles = f"第{basis.articles}条" if _ARTICLES.fullmatch(basis.articles) else ""
    return f"《{basis.law}》{articles}"


def _results(scene: Scene) -> list[str]:
    text = scene.agreement
    if text is not None and text.effective_on is not None:
        return [*(duty.sentence for duty in text.duties), *text.other_clauses]
    return [scene.the_track.ending_words] if scene.the_track.ending_words else []


def _performance(text: AgreementFacts | None) -> str:
    if text is None or text.effective_on is None:
        return ""
    done = sum(1 for duty in text.duties if duty.state == "done")
    return f"协议共{len(text.duties)}项，已履行{done}项。"


def _item(duty: DutyFacts) -> Subject:
    return {
        "name": duty.matter or f"第{duty.number}项",
        "amount": duty.total,
        "payer": duty.payer or "、".join(duty.debtors),
        "payee": "、".join(duty.beneficiaries),
    }


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {
    "AD-FILE": filing,
    "AD-ASK1": asking,
    "AD-ASK2": asking,
    "AD-ACC": acceptance,
    "AD-MEET": meeting,
    "AD-CLOSE": closing,
}
"""Papers that need nothing else than these; those that build on the dossier's are in `subjects.py`."""
