"""What can be done in a track today: lawful by its procedure, possible by its facts, and in the order people do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mediation_desk.law.conduct import form_of
from mediation_desk.law.risk_course import current
from mediation_desk.model.consent import Consent
from mediation_desk.model.paper import Paper
from mediation_desk.model.risk import ASKED, COUNTING, RiskGrade
from mediation_desk.model.signature import Signature

from .case_papers import paper_needs, unsealed_scans
from .case_reading import CaseReading, TrackReading
from .case_shapes import OpenAct
from .handover_choices import open_outside

Test = Callable[[TrackReading], bool]
_RISK_ACTS: Final = ("assess_risk", "ask_lower_risk", "lower_risk")


def open_acts(track: TrackReading) -> tuple[OpenAct, ...]:
    """The usual next acts first, then everything else that is open."""
    lawful = [act for act in track.facts.open_acts if _POSSIBLE.get(act, _always)(track)]
    usual = [act for act in _ORDER if act in lawful and act in _USUAL and _USUAL[act](track)]
    if track.facts.must_end:
        usual.sort(key=lambda act: act != "end_track")
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
        "elect_representatives",
        "withhold_fact",
        "record_reading_need",
        "attach_file",
        "record_contact",
        "receive_referral",
        "issue_paper",
        *_risk_acts(reading),
    ]
    if reading.facts.enquiry:
        return (OpenAct(act="take_up_enquiry", usual=True), *map(_plain, always))
    triage = OpenAct(act="open_track", usual=not reading.facts.tracks)
    return (triage, *map(_plain, always))


def _risk_acts(reading: CaseReading) -> list[str]:
    """Nothing of it is offered on a screen that a party may look at."""
    possible = (reading.view.may_see_risk, _judged(reading), _asked(reading))
    return [act for act, open_now in zip(_RISK_ACTS, possible, strict=True) if open_now]


def _plain(act: str) -> OpenAct:
    return OpenAct(act=act)


def _reason(track: TrackReading, act: str) -> str:
    if act == "end_track":
        return "".join(track.facts.must_end)
    if act == "issue_paper":
        due = [need.title for need in paper_needs(track) if need.must == "必须"]
        return "尚缺：" + "、".join(due)
    if act == "record_consent":
        return "受理前须各方同意调解"
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


def _was_referred(track: TrackReading) -> bool:
    """Whether another body sent this track, or the case, here: whoever was sent here need not apply."""
    return track.row.referral is not None or _has_incoming(track)


def _may_accept(track: TrackReading) -> bool:
    return track.row.docket is None


def _wants_application(track: TrackReading) -> bool:
    return track.row.application_form is None and not _was_referred(track) and _may_accept(track)


def _wants_consent(track: TrackReading) -> bool:
    """Whether the procedure asks for consents before acceptance that nobody has recorded."""
    row = track.row
    rules = [r for r in track.procedure.starts if form_of(row.application_form, _was_referred(track)) in r.by]
    if not rules or not _may_accept(track):
        return False
    given = track.case.rows(Consent, track_id=row.id, subject="mediation", answer="given", reversed_by=None)
    parties = [party for party in track.case.facts.parties if party.id in track.facts.parties]
    sides = [(party.id, party.side) for party in parties]
    return bool(rules[0].lacking(sides, {one.party_id for one in given if one.party_id}))


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


def _judged(reading: CaseReading) -> bool:
    return reading.view.may_see_risk and bool(reading.rows(RiskGrade))


def _asked(reading: CaseReading) -> bool:
    return reading.view.may_see_risk and any(row.kind == ASKED for row in reading.rows(RiskGrade))


def _may_meet(track: TrackReading) -> bool:
    """Whether both sides are to be brought together: there is a mediator, and no hard rule keeps them apart."""
    standing = current([row.as_graded() for row in track.case.rows(RiskGrade) if row.kind in COUNTING])
    return _has_mediator(track) and (standing is None or not standing.grade.no_joint_session)


def _plan_state(track: TrackReading) -> str:
    """How the latest plan stands: proposed | ripe | effective | failed | withdrawn, or nothing."""
    if not track.facts.plans:
        return ""
    plan = track.facts.plans[-1]
    first = plan.confirmable_from
    ripe = plan.state == "proposed" and first is not None and track.case.view.today >= first
    return "ripe" if ripe else plan.state


def _plan_consented(track: TrackReading) -> bool:
    """Everyone has consented to a plan and none is on its way."""
    given = {row.party_id for row in track.case.rows(Consent, track_id=track.row.id, subject="plan", answer="given")}
    return given >= set(track.facts.parties) and _plan_state(track) in ("", "withdrawn", "failed")


def _plan_unserved(track: TrackReading) -> bool:
    return _plan_state(track) == "proposed" and any(side.last_day is None for side in track.facts.plans[-1].sides)


def _failed_without_record(track: TrackReading) -> bool:
    return track.row.ending != "agreed" and track.facts.undisputed is None


def _awaits_ruling(track: TrackReading) -> bool:
    ruled = {"confirmation_granted", "confirmation_dismissed"} & set(track.happened)
    return "confirmation_applied" in track.happened and not ruled


def _is_sent(track: TrackReading) -> bool:
    return any(sent.state == "sent" for sent in track.facts.handovers)


def _awaits_answer(track: TrackReading) -> bool:
    return any(sent.state in ("sent", "taken") for sent in track.facts.handovers)


def _has_incoming(track: TrackReading) -> bool:
    return any(one.track in (None, track.row.id) for one in track.case.facts.referrals)


_POSSIBLE: Final[dict[str, Test]] = {
    "propose_plan": lambda track: track.live is None and _plan_state(track) not in ("proposed", "ripe"),
    "withdraw_plan": lambda track: _plan_state(track) in ("proposed", "ripe"),
    "record_objection": lambda track: _plan_state(track) not in ("", "withdrawn"),
    "confirm_silence": lambda track: _plan_state(track) == "ripe",
    "record_undisputed_facts": _failed_without_record,
    "sign_file_receipt": _was_referred,
    "accept_case": _may_accept,
    "disclose": _has_mediator,
    "decide_recusal": _has_mediator,
    "record_oral_agreement": lambda track: _oral(track) and track.live is None,
    "finalise_agreement": lambda track: track.live is None,
    "withdraw_text": lambda track: track.live is not None and track.live.state == "finalised",
    "record_signature": lambda track: _waiting(track, "screen", seal=False),
    "affix_seal": lambda track: _waiting(track, "screen", seal=True),
    "file_scan": lambda track: _waiting(track, "paper", seal=False) or _waiting(track, "paper", seal=True),
    "confirm_scan": lambda track: _waiting(track, "paper", seal=False) or _waiting(track, "paper", seal=True),
    "refuse_to_sign": lambda track: track.live is not None,
    "record_reading_aloud": lambda track: any(_waiting(track, route, seal=False) for route in ("screen", "paper")),
    "resume_clock": lambda track: bool(track.open_pauses),
    "extend_limit": _extendable,
    "record_performance": _has_open_duty,
    "record_default": _is_overdue,
    "meet_condition": _waits_for_condition,
    "apply_confirmation": lambda track: (
        track.live is not None and track.live.form == "written" and "confirmation_applied" not in track.happened
    ),
    "record_ruling": _awaits_ruling,
    "apply_execution": lambda track: (
        "execution_applied" not in track.happened
        and any(route.id == "execution" for route in track.procedure.routes_open(track.events))
    ),
    "record_handover_taken": _is_sent,
    "record_handover_declined": _is_sent,
    "record_handover_answer": _awaits_answer,
    "feed_back": _has_incoming,
    "close_outside": lambda track: bool(open_outside(track)),
    "take_route": lambda track: bool(track.procedure.routes_open(track.events)),
    "start_printing": lambda track: bool(track.case.rows(Paper, track_id=track.row.id)),
    "end_printing": lambda track: False,
    "seal_true_copy": lambda track: bool(unsealed_scans(track.case, track.row.id)),
    "void_paper": lambda track: bool(track.case.rows(Paper, track_id=track.row.id)),
    "start_signing": lambda track: False,
    "face_signer": lambda track: False,
    "end_signing": lambda track: False,
    "record_reading_need": lambda track: False,
    "assess_risk": lambda track: False,
    "ask_lower_risk": lambda track: False,
    "lower_risk": lambda track: False,
    "reverse_act": lambda track: False,
}
"""What an act needs to be of use. A reversal is offered beside the entry of the timeline that it takes back, an end of
printing where it is asked about, a session of signing at the signing desk; risk and who cannot read belong to the case
as a whole."""

_USUAL: Final[dict[str, Test]] = {
    "sign_file_receipt": _not_yet("file_received"),
    "receive_application": _wants_application,
    "record_consent": lambda track: not _wants_application(track) and _wants_consent(track),
    "accept_case": lambda track: not _wants_application(track) and not _wants_consent(track),
    "refuse_case": _may_accept,
    "resume_clock": _always,
    "choose_mediator": _has_no_mediator,
    "tell_rights": _not_yet("rights_told"),
    "disclose": lambda track: _has_mediator(track) and "disclosed" not in track.happened,
    "record_signature": _always,
    "affix_seal": _always,
    "confirm_scan": _text_waits_for_scan,
    "finalise_agreement": lambda track: "reached" in track.happened,
    "record_session": _may_meet,
    "propose_plan": _plan_consented,
    "record_service": _plan_unserved,
    "confirm_silence": _always,
    "record_objection": lambda track: _plan_state(track) in ("proposed", "ripe"),
    "record_undisputed_facts": lambda track: _was_referred(track) and "accepted" in track.happened,
    "record_reached": lambda track: "reached" not in track.happened and _held(track),
    "plan_session": _may_meet,
    "record_inquiry": lambda track: not _held(track),
    "record_private_talk": _has_mediator,
    "record_oral_agreement": _held,
    "record_performance": _has_open_duty,
    "record_default": _is_overdue,
    "record_visit": _happened("agreement_effective", "oral_agreement_recorded"),
    "apply_confirmation": _always,
    "record_ruling": _always,
    "apply_execution": _always,
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
    "record_consent",
    "accept_case",
    "record_signature",
    "affix_seal",
    "confirm_scan",
    "resume_clock",
    "choose_mediator",
    "tell_rights",
    "confirm_silence",
    "record_service",
    "record_objection",
    "finalise_agreement",
    "propose_plan",
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
    "record_ruling",
    "apply_execution",
    "record_default",
    "disclose",
    "ask_evaluation",
    "extend_limit",
    "refuse_case",
    "withdraw_text",
    "refuse_to_sign",
    "record_undisputed_facts",
    "supplement_volume",
    "close_volume",
    "take_route",
    "reopen_track",
    "end_track",
)
