"""Worked cases that courts refer: three owners in one case end in three ways, each figure and day as it is told."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.exchange.scripts import Script, Step
from mediation_desk.facts.shapes import TrackFacts, as_plain
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.queries.case import WholeCase as CasePageQuery
from mediation_desk.terms.ids import named_id
from tests.support.worked_cases import PaperCopy, WorkedOffice, found_office, scripts, without_refusals

pytestmark = pytest.mark.thorough

LATER = date(2027, 1, 15)
MADE = {"issue_paper"}
FREE = {"record_service", "record_objection", "record_performance"}
"""What may be recorded late; only the confirmation asks for the services."""


def track(office: WorkedOffice, owner: str, on: date = LATER) -> TrackFacts:
    """The track of one owner."""
    case = office.case("C06", on)
    party = next(party.id for party in case.parties if party.person.name == owner)
    (found,) = [track for track in case.tracks if party in track.parties]
    return found


def text(paper: PaperCopy) -> str:
    return squeezed(extracted(paper.pdf))


def of_owner(office: WorkedOffice, code: str, owner: str) -> PaperCopy:
    (found,) = [paper for paper in office.papers("C06", code) if owner in str(paper.context["parties"])]
    return found


def test_that_every_step_goes_as_the_script_says(worked: WorkedOffice) -> None:
    ((_, script),) = scripts(["C06"])
    assert len(worked.played["C06"].outcomes) == sum(step.refused is None for step in script.steps)
    assert [step.refused for step in script.steps if step.refused] == [
        "plan.consent_missing",
        "service.by_public_notice",
        "plan.objected",
        "undisputed.consent_missing",
        "plan.still_running",
    ]


def test_that_three_owners_in_one_case_end_in_three_ways(worked: WorkedOffice) -> None:
    ends = {owner: track(worked, owner) for owner in ("吴国平", "何丽华", "邱志刚")}
    assert {owner: (one.stage, one.ending) for owner, one in ends.items()} == {
        "吴国平": ("performing", None),
        "何丽华": ("performing", None),
        "邱志刚": ("ended", "deadlock"),
    }
    assert [one.agreements[-1].form for one in ends.values()] == ["written", "no_objection", "no_objection"]
    assert len({one.docket for one in ends.values()}) == 3


def test_that_the_referral_ends_after_the_national_day(worked: WorkedOffice) -> None:
    for owner in ("吴国平", "何丽华", "邱志刚"):
        clock = next(d for d in track(worked, owner, date(2026, 9, 9)).deadlines if d.rule == "court_referral.before")
        assert (clock.started_on, clock.nominal, clock.due) == (
            date(2026, 9, 3),
            date(2026, 10, 3),
            date(2026, 10, 8),
        )


def test_that_the_first_owner_pays_four_fifths_on_the_spot(worked: WorkedOffice) -> None:
    (agreement,) = track(worked, "吴国平").agreements
    (duty,) = agreement.duties
    assert "5,475.00元×80%＝4,380.00元" in duty.sentence
    assert [(i.amount.figures, i.paid.figures, i.state) for i in duty.instalments] == [("4,380.00", "4,380.00", "paid")]
    assert agreement.effective_on == date(2026, 9, 10)


def test_that_silence_becomes_an_agreement_on_the_last_day_although_it_is_confirmed_later(worked: WorkedOffice) -> None:
    second = track(worked, "何丽华")
    (plan,) = second.plans
    side = next(side for side in plan.sides if side.name == "何丽华")
    assert (side.served_on, side.last_day, side.objected_on) == (date(2026, 9, 18), date(2026, 9, 28), None)
    assert "2026年9月25日" in side.reason and "顺延至2026年9月28日" in side.reason
    assert side.oral_on == date(2026, 9, 22)
    assert (plan.confirmed_on, plan.effective_on) == (date(2026, 9, 29), date(2026, 9, 28))
    (agreement,) = second.agreements
    assert (agreement.state, agreement.reached_on) == ("effective", date(2026, 9, 28))
    confirm = next(d for d in second.deadlines if d.rule == "confirm")
    assert (confirm.started_on, confirm.due) == (date(2026, 9, 28), date(2026, 10, 28))


def test_that_a_written_objection_ends_the_plan_for_its_own_pair_only(worked: WorkedOffice) -> None:
    third = track(worked, "邱志刚")
    (plan,) = third.plans
    assert (plan.state, plan.failed_on, plan.effective_on) == ("failed", date(2026, 9, 24), None)
    assert [(a.state, a.effective_on) for a in third.agreements] == [("failed", None)]
    assert third.ended_on == date(2026, 9, 24)


def test_that_the_undisputed_facts_are_signed_and_go_back_to_the_court(worked: WorkedOffice) -> None:
    record = track(worked, "邱志刚").undisputed
    assert record is not None
    assert (record.effective_on, record.waiting, len(record.facts), len(record.excluded)) == (
        date(2026, 9, 24),
        (),
        2,
        1,
    )
    printed = text(of_owner(worked, "SF-UNDIS", "邱志刚"))
    assert "4,540.00" in printed and "涉及他人合法权益" in printed
    assert "无需另行举证" in printed
    ending = text(of_owner(worked, "SF-TERM", "邱志刚"))
    assert "（2026）浙3699诉前调731号" in ending and "起诉状副本" in ending


def test_that_each_owner_was_asked_and_gave_an_address_of_his_own(worked: WorkedOffice) -> None:
    for code in ("SF-CONSENT", "SF-ADDR"):
        papers = worked.papers("C06", code)
        assert sorted(paper.context["subject"]["party"]["name"] for paper in papers) == sorted(
            ["佳和物业", "吴国平", "何丽华", "邱志刚"]
        )
    asked = [text(paper) for paper in worked.papers("C06", "SF-CONSENT")]
    assert all("■同意" in one and "（2026）浙3699诉前调731号" in one for one in asked)
    assert sum("电话，笔录补签" in one for one in asked) == 3
    addresses = [text(paper) for paper in worked.papers("C06", "SF-ADDR")]
    assert sum("临溪县绿苑小区8幢1101室" in one for one in addresses) == 1


def test_that_the_case_page_shows_every_track_with_its_plan_and_signers(worked: WorkedOffice) -> None:
    sheet = worked.desk.ask(CasePageQuery(case=named_id("C06", "case")))
    assert [len(one.facts.plans) for one in sheet.tracks] == [0, 1, 1]
    signers = [signer for one in sheet.tracks for paper in one.papers for signer in paper.signers]
    assert "异议人" in {signer.role_words for signer in signers}


def test_that_the_result_tells_that_somebody_objected_but_not_what_was_said(worked: WorkedOffice) -> None:
    failed = text(of_owner(worked, "SF-PLAN-RES", "邱志刚"))
    assert "该方案不成立" in failed and "地下室渗水没有修好" not in failed
    assert "地下室渗水没有修好" in text(of_owner(worked, "SF-PLAN-OBJ", "邱志刚"))
    came = text(of_owner(worked, "SF-PLAN-RES", "何丽华"))
    assert "2026年9月28日生效" in came and "2026年9月29日确认" in came


def test_that_no_statement_of_a_session_is_on_a_plan_or_a_record(worked: WorkedOffice) -> None:
    for code in ("SF-PLAN", "SF-PLAN-RES", "SF-UNDIS"):
        for paper in worked.papers("C06", code):
            assert "一分不付" not in text(paper) and "打八折" not in text(paper)


def test_that_a_timely_objection_found_later_reverses_the_effect(tmp_path: Path) -> None:
    office = found_office(tmp_path / "office")
    ((file, script),) = scripts(["C06"])
    late = next(step for step in script.steps if step.act.act_name == "record_objection")
    found = replace(
        late.act, id=named_id("C06", "late"), written=True, text="书面异议夹在另一份材料里，9月25日已经收到。"
    )
    shown = replace(late, path="late", act_id=named_id("C06", "late-act"), act=found, on=date(2026, 9, 25))
    steps = [step for step in script.steps if step.act.act_name != "record_performance" or step.on < date(2026, 10, 1)]
    played = office.play(replace(script, steps=(*steps, shown)), file)
    assert "协议生效（2026年9月28日）：协议不再有效" in played.outcomes[-1].changes
    second = track(office, "何丽华")
    assert (second.stage, second.agreements[-1].state) == ("mediating", "failed")
    assert {"end_track", "record_session", "finalise_agreement"} <= set(second.open_acts)


def shuffled(script: Script, seed: int) -> Script:
    """Services and objections in any order after their plan was made, the confirmation after them, papers last."""
    dice = random.Random(seed)
    steps = list(without_refusals(script).steps)
    keys = {step.path: _key(step, float(place), len(steps), dice) for place, step in enumerate(steps)}
    return replace(script, steps=tuple(sorted(steps, key=lambda step: keys[step.path])))


def _key(step: Step, place: float, last: int, dice: random.Random) -> float:
    name = step.act.act_name
    if name in MADE:
        return 3 * last + place
    if name == "confirm_silence":
        return 2 * last
    if name == "record_performance":
        return 2 * last + 1 + dice.random() if place > last / 2 else dice.uniform(place, 2 * last)
    return dice.uniform(place, 2 * last - 1) if name in FREE else place


def told(office: WorkedOffice) -> Any:
    plain: Any = as_plain(office.case("C06", LATER))
    return {key: value for key, value in plain.items() if key not in ("version", "number")}


def test_that_the_order_of_recording_changes_no_stage_and_no_day(worked: WorkedOffice, tmp_path: Path) -> None:
    ((file, script),) = scripts(["C06"])
    other = found_office(tmp_path / "office")
    moved = shuffled(script, 1)
    assert [step.path for step in moved.steps] != [step.path for step in without_refusals(script).steps]
    other.play(moved, file)
    assert told(other) == told(worked)
