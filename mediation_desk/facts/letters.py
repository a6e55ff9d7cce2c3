"""Letters between bodies: handing over, the receipt for what came in, the reply to it, the report of danger."""

from __future__ import annotations

from typing import Any

from mediation_desk.law.handovers import KINDS
from mediation_desk.model.handover import Handover

from .scene import Scene, fact
from .shapes import ReferralFacts, TrackFacts

Subject = dict[str, Any]


def handover(scene: Scene) -> Subject:
    """移送函: what goes, why, on which basis, and by when an answer is asked for."""
    row = fact(scene, Handover, "移送或转介")
    clocks = {sent.id: sent.clock for sent in scene.the_track.handovers}
    clock = clocks.get(row.id)
    return {
        "receiver": row.to_name,
        "manner_words": KINDS[row.kind],
        "matters": list(scene.the_track.matters) or [scene.case.title],
        "reason": row.reason,
        "basis": _basis(scene, row),
        "contact": scene.office.name,
        "reply_by": row.due_on if clock is None else clock.due,
        "materials": [{"name": name, "copies": 1} for name in row.documents],
    }


def entrusting(scene: Scene) -> Subject:
    """委托（移交）调解函: a letter of hand-over to a body that mediates and has to reach the parties."""
    return {**handover(scene), "manner_words": "委托（移交）", "task": "调解", "tell_parties": True}


def incoming(scene: Scene) -> Subject:
    """来件回执: the channel with its number, when and by whom it was received, what happens next and by when."""
    found = _referral(scene)
    return {
        "channel": None if found is None else found.channel,
        **_their_letter(scene, found),
        "receiver": scene.handler if found is None else found.receiver,
        "next_step": _next_step(scene),
        "feedback_by": None if found is None or found.clock is None else found.clock.due,
        "materials": [{"name": name, "copies": 1} for name in (() if found is None else found.documents)],
    }


def reply(scene: Scene) -> Subject:
    """复函: result, dates and number of the agreement, and of the parties no more than their names."""
    track = scene.the_track
    agreement = scene.agreement
    effective = None if agreement is None else agreement.effective_on
    return {
        **_their_letter(scene, _referral(scene)),
        "result": _result(track, effective is not None),
        "detail": track.ending_words or "",
        "accepted_on": track.accepted_on,
        "concluded_on": effective or track.ended_on,
        "agreement_number": None if agreement is None else agreement.number,
    }


def danger(scene: Scene) -> Subject:
    """情况报告 on what was reported at once."""
    row = fact(scene, Handover, "报告")
    return {
        "receiver": row.to_name,
        "found_at": scene.case.received_at,
        "reported_at": row.sent_at,
        "manner": "电话及书面",
        "situation": row.reason,
        "risk": row.reason,
        "measures": "已停止会面，劝导分离，并即时报告",
        "reporter": scene.handler,
        "received_by": row.receiver,
    }


def _basis(scene: Scene, row: Handover) -> str | None:
    """A source that nobody has checked stands on our screens, not on a letter."""
    rule = scene.law.handovers.known(row.rule)
    unchecked = rule is not None and not rule.certain and row.basis == rule.basis
    return None if unchecked else row.basis


def _referral(scene: Scene) -> ReferralFacts | None:
    """The referral the letter is about, or the first one of the track or of the case."""
    own = [one for one in scene.case.referrals if one.track in (None, scene.track_id)]
    named = [one for one in own if one.id == scene.ref]
    return next(iter(named or own), None)


def _their_letter(scene: Scene, found: ReferralFacts | None) -> Subject:
    """Whose letter it was, its number and the day it came; from the track's opening where no referral was recorded."""
    if found is not None:
        return {"addressee": found.organ, "their_number": found.number, "received_on": found.received_on}
    opened = (None if scene.track is None else scene.track_row.referral) or {}
    return {
        "addressee": opened.get("organ"),
        "their_number": opened.get("number"),
        "received_on": scene.case.received_at.date(),
    }


def _next_step(scene: Scene) -> str:
    if scene.track is None:
        return "已登记，等待分流办理"
    if scene.track.accepted_on is None:
        return f"已分流到{scene.track.body}，等待受理"
    return f"{scene.track.body}已受理，正在调解"


def _result(track: TrackFacts, is_effective: bool) -> str:
    if is_effective:
        return "已达成调解协议"
    return "调解程序终结，未达成协议" if track.ended_on is not None else "正在办理"
