"""What the forms of hand-overs and referrals offer: the rules that fit, and what still waits for a word."""

from __future__ import annotations

from datetime import date

from mediation_desk.facts.exclusion import ended_on
from mediation_desk.law.deadlines import due
from mediation_desk.law.handovers import CONSENTS, HandoverRule, Situation
from mediation_desk.model.handover import OutsideProceeding

from .case_reading import CaseReading, TrackReading
from .case_shapes import Choice

Choices = dict[str, tuple[Choice, ...]]


def handover_choices(track: TrackReading) -> Choices:
    """For each way of handing over the rules that fit the track today; beside them what was handed over."""
    offered = track.case.law.handovers.offered(_situation(track))
    waiting = [sent for sent in track.facts.handovers if sent.state in ("sent", "taken")]
    referrals = [one for one in track.case.facts.referrals if one.track in (None, track.row.id)]
    return {
        **{f"{kind}_rules": _rules(track, offered, kind) for kind in ("transfer", "aside", "report")},
        "handover_papers": tuple(Choice(rule.code, "", "\n".join(rule.papers)) for rule in offered),
        "handovers_sent": tuple(Choice(s.id, f"{s.kind_words}{s.to}", s.sent_on.isoformat()) for s in waiting),
        "referrals": tuple(Choice(one.id, one.organ, one.feedback) for one in referrals),
        "outside_open": tuple(
            Choice(row.id, row.organ, track.case.law.words("outside_kinds", row.kind)) for row in open_outside(track)
        ),
    }


def referral_choices(reading: CaseReading) -> Choices:
    """The rules by which a quarrel of this source comes here, and the limits a letter may carry."""
    law, source = reading.law, reading.facts.source
    rules = [rule for rule in law.handovers.rules if rule.way == "in" and rule.fit.sources]
    rules.sort(key=lambda rule: (source not in rule.fit.sources, rule.row))
    limits = {limit: law.rules.limit(limit) for rule in rules for limit in rule.limits}
    return {
        "referral_papers": tuple(Choice(r.code, "", "\n".join(r.papers)) for r in rules),
        "referral_rules": tuple(Choice(rule.code, rule.name, _hint(rule)) for rule in rules),
        "referral_limits": tuple(
            Choice(id, f"{limit.name}（{limit.length_words}）", limit.source) for id, limit in limits.items()
        ),
    }


def open_outside(track: TrackReading) -> list[OutsideProceeding]:
    """Outside proceedings recorded with the track that have not ended."""
    rows = track.case.rows(OutsideProceeding, track_id=track.row.id, reversed_by=None)
    return [row for row in rows if ended_on(track.case.builder, row) is None]


def _situation(track: TrackReading) -> Situation:
    facts, law = track.case.facts, track.case.law
    return Situation(
        kind=track.procedure.kind,
        body=track.facts.body_kind,
        procedure=track.procedure.id,
        stages=track.history.stages_on(track.case.view.today),
        dispute=law.require("dispute_types", facts.dispute_type, field="dispute_type"),
        source=facts.source,
        happened=track.happened,
    )


def _rules(track: TrackReading, offered: tuple[HandoverRule, ...], kind: str) -> tuple[Choice, ...]:
    fitting = [rule for rule in offered if rule.kind == kind]
    return tuple(Choice(rule.code, rule.name, _hint(rule, _held(track, rule), _by(track, rule))) for rule in fitting)


def _hint(rule: HandoverRule, *more: str) -> str:
    papers = f"随附{'、'.join(rule.papers)}" if rule.papers else ""
    optional = f"有则附{'、'.join(rule.papers_if_any)}" if rule.papers_if_any else ""
    going = "，".join(part for part in (papers, optional) if part)
    parts = (rule.trigger, CONSENTS[rule.consent], going, rule.deadline, *more, f"依据：{rule.basis}")
    return "。".join(part for part in parts if part) + "。"


def _by(track: TrackReading, rule: HandoverRule) -> str:
    """When the answer would be due if it left today."""
    limit = rule.limit_for(None)
    if limit is None:
        return ""
    law, today = track.case.law, track.case.view.today
    last = due(law.rules.limit(limit, today), today, law.calendar).last_day
    return f"今日送出的，{last.isoformat()}前应有答复"


def _held(track: TrackReading, rule: HandoverRule) -> str:
    """How long the level has had the quarrel. Passing it on never resets what was used."""
    level = track.case.law.handovers.level(track.facts.body_kind)
    accepted: date | None = track.facts.accepted_on
    if rule.level is None or level is None or level.limit is None or accepted is None:
        return ""
    law, today = track.case.law, track.case.view.today
    limit = law.rules.limit(level.limit, accepted)
    last = due(limit, accepted, law.calendar).last_day
    held = sum(1 for session in track.facts.sessions if session.kind == "session")
    enough = level.sessions is not None and held >= level.sessions
    state = "已满，可以上交" if today > last or enough else "未满"
    return f"{limit.name}{limit.length_words}至{last.isoformat()}{state}，已调解{held}次；上交不重新计算已用的期限"
