"""What can be done in a track today: lawful by its procedure, possible by its facts, and in the order people do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mediation_desk.model.paper import Paper
from mediation_desk.model.signature import Signature

from .case_papers import paper_needs
from .case_reading import CaseReading, TrackReading
from .case_shapes import OpenAct

Test = Callable[[TrackReading], bool]


def open_acts(track: TrackReading) -> tuple[OpenAct, ...]:
    """The usual next acts first, then everything else that is open."""
    lawful = [act for act in track.facts.open_acts if _POSSIBLE.get(act, _always)(track)]
    usual = [act for act in _ORDER if act in lawful and act in _USUAL and _USUAL[act](track)]
    first = [OpenAct(act=act, usual=True, reason=_reason(track, act)) for act in usual]
    return (*first, *(OpenAct(act=act) for act in lawful if act not in usual))


def case_acts(reading: CaseReading) -> tuple[OpenAct, ...]:
    """What can be done with the case itself, whether or not a track runs."""
    always = [
        "correct_case",
        "add_party",
        "add_person",
        "correct_person",
        "add_relation",
        "end_relation",
        "withhold_fact",
        "attach_file",
        "record_contact",
        "issue_paper",
    ]
    if reading.facts.enquiry:
        return (OpenAct(act="take_up_enquiry", usual=True), *map(_plain, always))
    triage = OpenAct(act="open_track", usual=not reading.facts.tracks)
    return (triage, *map(_plain, always))


def _plain(act: str) -> OpenAct:
    return OpenAct(act=act)


def _reason(track: TrackReading, act: str) -> str:
    if act == "issue_paper":
        due = [need.title for need in paper_needs(track) if need.must == "必须"]
        return "尚缺：" + "、".join(due)
    return ""


def _always(track: TrackReading) -> bool:
    return True


def _happened(*names: str) -> Test:
    return lambda track: any(name in track.happened for name in names)


def _not_yet(*names: str) -> Test:
    return lambda track: not any(name in track.happened for name in names)


def _waiting(track: TrackReading, route: str, seal: bool) -> bool:
    """A paper of this route waits for a signature, or for the seal whose turn has come."""
    for paper in track.case.rows(Paper, track_id=track.row.id, route=route, state="signing"):
        signed = {s.signer_key for s in track.case.rows(Signature, paper_id=paper.id, void_reason=None)}
        open_boxes = [s for s in paper.signers if s["key"] not in signed]
        sealing = [s for s in open_boxes if s["role"] == "body_seal"]
        if seal and sealing and len(sealing) == len(open_boxes):
            return True
        if not seal and len(open_boxes) > len(sealing):
            return True
    return False


def _has_open_duty(track: TrackReading) -> bool:
    states = [d.state for a in track.facts.agreements if a.state == "effective" for d in a.duties if d.kind != "bear"]
    return any(state != "done" for state in states)


def _is_overdue(track: TrackReading) -> bool:
    today = track.case.view.today
    days = [*(row.due_on for row in track.duties), *(row.due_on for row in track.instalments)]
    return any(day is not None and day < today for day in days) and _has_open_duty(track)


def _waits_for_condition(track: TrackReading) -> bool:
    dues = [*((row.due or {}) for row in track.duties), *(row.due for row in track.instalments)]
    return any(due.get("kind") == "after_condition" for due in dues)


def _has_referral(track: TrackReading) -> bool:
    return track.row.referral is not None


def _may_accept(track: TrackReading) -> bool:
    return track.row.docket is None


def _wants_application(track: TrackReading) -> bool:
    return track.row.application_form is None and not _has_referral(track) and _may_accept(track)


def _papers_wanted(track: TrackReading) -> bool:
    return any(need.must == "必须" for need in paper_needs(track))


def _in_evaluation(track: TrackReading) -> bool:
    return "evaluation_started" in track.happened and "evaluation_ended" not in track.happened


def _extendable(track: TrackReading) -> bool:
    return any(clock.limit.extend is not None and clock.answered_on is None for clock in track.clocks)


def _oral(track: TrackReading) -> bool:
    return any(rule.form == "oral" for rule in track.procedure.agreements)


def _has_mediator(track: TrackReading) -> bool:
    return bool(track.facts.mediators)


def _held(track: TrackReading) -> bool:
    return "session_held" in track.happened


def _text_waits_for_scan(track: TrackReading) -> bool:
    text = (
        None
        if track.live is None or track.live.paper_id is None
        else track.case.view.session.get(Paper, track.live.paper_id)
    )
    return text is not None and text.route == "paper" and text.scan_id is None


def _has_no_mediator(track: TrackReading) -> bool:
    return not track.facts.mediators


_POSSIBLE: Final[dict[str, Test]] = {
    "sign_file_receipt": _has_referral,
    "accept_case": _may_accept,
    "disclose": _has_mediator,
    "decide_recusal": _has_mediator,
    "record_oral_agreement": lambda track: _oral(track) and track.live is None,
    "finalise_agreement": lambda track: track.live is None,
    "withdraw_text": lambda track: track.live is not None and track.live.state == "finalised",
    "record_signature": lambda track: _waiting(track, "screen", seal=False),
    "affix_seal": lambda track: _waiting(track, "screen", seal=True),
    "confirm_scan": lambda track: _waiting(track, "paper", seal=False) or _waiting(track, "paper", seal=True),
    "refuse_to_sign": lambda track: track.live is not None,
    "resume_clock": lambda track: bool(track.open_pauses),
    "extend_limit": _extendable,
    "record_performance": _has_open_duty,
    "record_default": _is_overdue,
    "meet_condition": _waits_for_condition,
    "apply_confirmation": lambda track: (
        track.live is not None and track.live.form == "written" and "confirmation_applied" not in track.happened
    ),
    "take_route": lambda track: bool(track.procedure.routes_open(track.events)),
    "void_paper": lambda track: bool(track.case.rows(Paper, track_id=track.row.id)),
    "reverse_act": lambda track: False,
}
"""What an act needs to be of use. A reversal is offered beside the entry of the timeline that it takes back."""

_USUAL: Final[dict[str, Test]] = {
    "sign_file_receipt": _not_yet("file_received"),
    "receive_application": _wants_application,
    "accept_case": lambda track: not _wants_application(track),
    "refuse_case": _may_accept,
    "resume_clock": _always,
    "choose_mediator": _has_no_mediator,
    "tell_rights": _not_yet("rights_told"),
    "disclose": lambda track: _has_mediator(track) and "disclosed" not in track.happened,
    "record_signature": _always,
    "affix_seal": _always,
    "confirm_scan": _text_waits_for_scan,
    "finalise_agreement": lambda track: "reached" in track.happened,
    "record_session": _has_mediator,
    "record_reached": lambda track: "reached" not in track.happened and _held(track),
    "plan_session": _has_mediator,
    "record_inquiry": lambda track: not _held(track),
    "record_private_talk": _has_mediator,
    "record_oral_agreement": _held,
    "record_performance": _has_open_duty,
    "record_default": _is_overdue,
    "record_visit": _happened("agreement_effective", "oral_agreement_recorded"),
    "apply_confirmation": _always,
    "ask_evaluation": lambda track: not _in_evaluation(track),
    "issue_paper": _papers_wanted,
    "withdraw_text": _always,
    "refuse_to_sign": _always,
    "extend_limit": _always,
    "end_track": _always,
    "take_route": _always,
    "reopen_track": _always,
    "close_volume": lambda track: not _has_open_duty(track),
    "supplement_volume": _always,
}
"""When an act is what people usually do next. Whether it is lawful was answered before."""


_ORDER: Final = (
    "sign_file_receipt",
    "receive_application",
    "accept_case",
    "record_signature",
    "affix_seal",
    "confirm_scan",
    "resume_clock",
    "choose_mediator",
    "tell_rights",
    "finalise_agreement",
    "record_performance",
    "record_reached",
    "record_session",
    "plan_session",
    "issue_paper",
    "record_oral_agreement",
    "record_inquiry",
    "record_private_talk",
    "record_visit",
    "apply_confirmation",
    "record_default",
    "disclose",
    "ask_evaluation",
    "extend_limit",
    "refuse_case",
    "withdraw_text",
    "refuse_to_sign",
    "supplement_volume",
    "close_volume",
    "take_route",
    "reopen_track",
    "end_track",
)
