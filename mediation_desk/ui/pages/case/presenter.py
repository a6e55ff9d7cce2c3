"""What the case page says, worked out from the sheet. Knows no Qt and no rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mediation_desk.queries.case_shapes import CaseSheet, DeadlineFacts, OpenAct, TrackSheet
from mediation_desk.ui.dialogs.members import member_names
from mediation_desk.words.acts import act_words
from mediation_desk.words.case import clock_reason, clock_words

NEAR_DAYS = 5
"""From here on a running clock is shown as near. How it is shown, not what it means."""
MOST_STEPS = 9
OPENS_DIALOG = "…"
_IN_PLACE = ("record_signature", "finalise_agreement", "record_oral_agreement")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "当事人",
        (
            "add_party",
            "correct_person",
            "add_relation",
            "elect_representatives",
            "end_relation",
            "add_person",
            "withdraw_party",
            "withhold_fact",
            "record_reading_need",
        ),
    ),
    (
        "受理",
        (
            "receive_application",
            "sign_file_receipt",
            "accept_case",
            "refuse_case",
            "choose_mediator",
            "disclose",
            "decide_recusal",
            "tell_rights",
            "take_up_enquiry",
            "open_track",
            "correct_case",
        ),
    ),
    (
        "调解",
        (
            "plan_session",
            "record_session",
            "record_inquiry",
            "record_private_talk",
            "suggest",
            "record_consent",
            "record_contact",
            "record_outside",
            "record_reached",
            "record_oral_agreement",
            "finalise_agreement",
        ),
    ),
    ("无异议方案", ("propose_plan", "record_objection", "confirm_silence", "withdraw_plan")),
    (
        "签署",
        (
            "record_signature",
            "affix_seal",
            "file_scan",
            "confirm_scan",
            "seal_true_copy",
            "record_reading_aloud",
            "refuse_to_sign",
            "withdraw_text",
        ),
    ),
    (
        "文书材料",
        (
            "issue_paper",
            "start_printing",
            "void_paper",
            "record_service",
            "attach_file",
            "close_volume",
            "supplement_volume",
        ),
    ),
    ("期限", ("extend_limit", "pause_clock", "resume_clock", "record_turning_point")),
    (
        "履行",
        (
            "record_performance",
            "meet_condition",
            "record_default",
            "record_visit",
            "apply_confirmation",
            "record_ruling",
            "apply_execution",
            "take_route",
        ),
    ),
    (
        "分案与衔接",
        (
            "split_track",
            "transfer",
            "refer_aside",
            "report_danger",
            "record_handover_taken",
            "record_handover_declined",
            "record_handover_answer",
            "receive_referral",
            "feed_back",
            "close_outside",
        ),
    ),
    ("风险", ("assess_risk", "ask_lower_risk", "lower_risk")),
    ("中立评估", ("ask_evaluation",)),
    ("终结", ("end_track", "record_undisputed_facts", "reopen_track")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWords:
    """How a clock stands: urgency by name, words, and the reason with the article."""

    urgency: str  # fine | near | overdue | paused
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do."""

    act: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What is usually next, and everything else by subject."""

    usual: tuple[Step, ...]
    more: tuple[tuple[str, tuple[Step, ...]], ...]


def clock(deadline: DeadlineFacts) -> ClockWords:
    """A clock in words; a day that rests on holidays not yet announced is 暂定, and the reason says why."""
    urgency = "fine"
    if deadline.state == "paused":
        urgency = "paused"
    elif deadline.state in ("running", "expired"):
        urgency = "overdue" if deadline.days_left < 0 else "near" if deadline.days_left <= NEAR_DAYS else "fine"
    return ClockWords(
        urgency=urgency,
        words=clock_words(deadline.state, deadline.days_left) + ("（暂定）" if deadline.provisional else ""),
        reason=clock_reason(deadline.reason, deadline.source, deadline.certain),
    )


def steps(sheet: CaseSheet, track: TrackSheet | None, may_do: Callable[[str], bool]) -> Steps:
    """What this person may do now: the usual first, the rest grouped by subject."""
    acts: dict[str, OpenAct] = {}
    for one in (*(() if track is None else track.acts), *sheet.acts):
        if may_do(one.act) and not (one.act in acts and acts[one.act].usual):
            acts[one.act] = one
    usual = [one for one in acts.values() if one.usual][:MOST_STEPS]
    shown = {one.act for one in usual}
    more = [
        (words, tuple(_step(acts[act]) for act in group if act in acts and act not in shown)) for words, group in GROUPS
    ]
    return Steps(usual=tuple(map(_step, usual)), more=tuple((words, group) for words, group in more if group))


def track_words(track: TrackSheet) -> str:
    """A track as one line, for cases that have several."""
    names = "、".join(choice.words for choice in track.choices["parties"])
    return f"{track.facts.docket or track.facts.procedure_name} · {track.facts.stage_name} · {names}"


def tracks_by_stage(sheet: CaseSheet) -> tuple[tuple[str, str, tuple[TrackSheet, ...]], ...]:
    """The tracks of a case with many: stage by stage, the least advanced first, the ended ones last."""
    found: dict[str, list[TrackSheet]] = {}
    for track in sorted(sheet.tracks, key=_advance):
        found.setdefault(track.facts.stage, []).append(track)
    return tuple((stage, tracks[0].facts.stage_name, tuple(tracks)) for stage, tracks in found.items())


def _advance(track: TrackSheet) -> tuple[bool, int]:
    done = sum(mark.state == "done" for mark in track.stages)
    return track.facts.stage in ("ended", "archived"), done


def short_track_words(sheet: CaseSheet, track: TrackSheet) -> str:
    """A track among many: who it is about, its docket, its stage."""
    names = "、".join(member_names(sheet, track)) or track.facts.procedure_name
    docket = track.facts.docket or track.facts.procedure_name
    return f"{names} · {docket} · {track.facts.stage_name}"


def header_words(sheet: CaseSheet, track: TrackSheet | None) -> str:
    """Number, docket and body beside the title."""
    parts = [f"案件 {sheet.facts.number}"]
    if track is not None:
        parts += [track.facts.docket or "尚未取得案号", track.facts.body]
        parts += ["不公开"] if track.facts.closed else []
    elif sheet.facts.enquiry:
        parts.append("咨询")
    return " · ".join(parts)


def _step(one: OpenAct) -> Step:
    words = act_words(one.act)
    return Step(act=one.act, words=words if one.act in _IN_PLACE else words + OPENS_DIALOG, reason=one.reason)
