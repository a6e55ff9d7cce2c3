"""C08 and C09 end exactly as they are told, and nothing of their risk reaches a paper or the other side."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from mediation_desk.desk.practice import stand_in
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.exchange.scripts import Script
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.case_shapes import CaseSheet, FactRow
from mediation_desk.queries.package import CasePackage
from mediation_desk.queries.risk_shapes import RiskSheet
from mediation_desk.queries.today import Today
from mediation_desk.terms.compartments import STAFF
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money
from tests.support.practice_desk import staff
from tests.support.worked_cases import WorkedOffice, found_office, scripts

LATER = date(2027, 1, 15)
ADDRESS, PHONE = "阳光公寓302室", "13806580801"
WORDS_OF_RISK = ("风险", "红色", "橙色", "评分", "降级", "扬言", "疑似未成年人", "联合会面")
"""What would tell a party how the centre judged the case. The report to the police alone tells what was threatened."""


def script(name: str) -> tuple[str, Script]:
    ((file, found),) = scripts([name])
    return file, found


def move_to(worked: WorkedOffice, day: date, at: time = time(9, 0)) -> None:
    worked.office.clock.moment = datetime.combine(day, at, tzinfo=SHANGHAI)


def sheet(worked: WorkedOffice, name: str, by: str = "guo") -> CaseSheet:
    desk = stand_in(worked.desk, staff(by))
    return desk.ask(WholeCase(case=named_id(name, "case")))


def risk(worked: WorkedOffice, name: str) -> RiskSheet:
    found = sheet(worked, name).risk
    assert found is not None
    return found


def facts(worked: WorkedOffice, name: str, kind: str) -> list[FactRow]:
    (track,) = sheet(worked, name).tracks
    return [row for row in track.facts_recorded if row.kind == kind]


def until(worked_script: tuple[str, Script], act: str) -> Script:
    """The script up to and with the first act of a name."""
    _, found = worked_script
    steps = found.steps
    place = next(number for number, step in enumerate(steps) if step.act.act_name == act and step.refused is None)
    return replace(found, steps=steps[: place + 1])


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("C08", ["risk.no_joint_session", "risk.lowering_needs_second", "risk.no_joint_session"]),
        ("C09", ["risk.lowering_needs_second", "risk.same_person", "risk.lowering_role"]),
    ],
)
def test_that_every_step_goes_as_its_script_says(worked: WorkedOffice, name: str, refused: list[str]) -> None:
    _, found = script(name)
    assert [step.refused for step in found.steps if step.refused] == refused
    assert len(worked.played[name].outcomes) == len(found.steps) - len(refused)


# -- C08


def test_that_violence_with_a_threat_and_a_child_present_is_red(worked: WorkedOffice) -> None:
    move_to(worked, LATER)
    seen = risk(worked, "C08")
    assert seen.colour is not None
    assert (seen.colour.words, seen.score, seen.since) == ("红", 115, datetime(2026, 5, 11, 9, 12))
    child = next(one for one in worked.case("C08", date(2026, 5, 11)).people if one.name == "张小北")
    assert (child.age, child.minor) == (9, True)
    assert any("未成年人保护法 11" in line and "须立即报告" in line for line in seen.explanation)
    assert "不得联合会面" in seen.apart_words


def test_that_the_danger_was_reported_at_twenty_past_nine(worked: WorkedOffice) -> None:
    move_to(worked, LATER)
    (paper,) = worked.papers("C08", "RM-DANGER")
    assert paper.context["subject"]["reported_at"] == "2026-05-11T09:20:00"
    assert paper.context["subject"]["received_by"] == "值班民警陈卫（警号069921）"
    assert [row.title for row in facts(worked, "C08", "报告")] == ["报告临溪县公安局枫塘派出所"]
    assert risk(worked, "C08").report_owed_since is None


def test_that_until_the_report_the_first_page_says_so(tmp_path: Path) -> None:
    office = found_office(tmp_path / "office")
    file, _ = script("C08")
    office.play(until(script("C08"), "assess_risk"), file)
    move_to(office, date(2026, 5, 11), time(9, 13))
    first = office.desk.ask(Today()).todo[0]
    assert (first.name, first.kind) == ("须立即报告", "danger")
    assert "还没有登记向公安机关、民政部门的报告" in first.reason
    office.play(until(script("C08"), "report_danger"), file)
    assert not [row for row in office.desk.ask(Today()).todo if row.kind == "danger"]
    office.desk.close()


def test_that_help_was_called_and_little_was_told(worked: WorkedOffice) -> None:
    aside = facts(worked, "C08", "转介")
    assert {row.title for row in aside} == {
        "转介临溪县妇女联合会",
        "转介临溪县社会心理服务中心",
        "转介临溪县法律援助中心",
    }
    for row in aside:
        assert not {"赵雪梅", "张立强", ADDRESS, PHONE} & set(row.detail.split("，"))
    outside = {row.title: row.detail for row in facts(worked, "C08", "外部程序")}
    assert "临公（枫塘）告诫字〔2026〕第7号" in outside["临溪县公安局枫塘派出所 公安处理"]
    assert "人身安全保护令" in outside["临溪县人民法院 诉讼"]


def test_that_the_track_ends_as_unsuitable_in_neutral_words(worked: WorkedOffice) -> None:
    track = worked.track("C08", LATER)
    assert (track.stage, track.ending, track.ended_on) == ("ended", "unsuitable", date(2026, 5, 11))
    assert track.ending_words == "根据现有情况，本案不适宜调解，调解程序终结。您可以通过其他途径维护权益。"
    assert track.agreements == track.sessions == ()


def test_that_no_paper_calls_anybody_to_mediation(worked: WorkedOffice) -> None:
    codes = sorted(paper.code for paper in worked.papers("C08"))
    assert codes == ["RM-DANGER", "RM-REG", "RM-SERV", "RM-TERM", "RM-TRANS", "RM-TRANS", "RM-TRANS"]
    (served,) = worked.papers("C08", "RM-SERV")
    assert served.context["subject"]["service"]["addressee"] == "赵雪梅"


def test_that_safety_visits_were_made_on_days_1_3_7_and_30(worked: WorkedOffice) -> None:
    days = [date(2026, 5, 12), date(2026, 5, 14), date(2026, 5, 18), date(2026, 6, 10)]
    plan = risk(worked, "C08").visits
    assert [(visit.day, visit.due, visit.made_on) for visit in plan] == [
        (day, on, on) for day, on in zip((1, 3, 7, 30), days, strict=True)
    ]
    move_to(worked, LATER)
    case = named_id("C08", "case")
    assert [row for row in worked.desk.ask(Today()).todo if row.case_id == case and row.kind == "visit"] == []


def test_that_the_next_safety_visit_stands_on_the_first_page(tmp_path: Path) -> None:
    office = found_office(tmp_path / "office")
    file, _ = script("C08")
    office.play(until(script("C08"), "record_visit"), file)
    move_to(office, date(2026, 5, 13))
    due = [(row.name, row.due) for row in office.desk.ask(Today()).todo if row.kind == "visit"]
    assert due == [
        ("第3日回访", date(2026, 5, 14)),
        ("第7日回访", date(2026, 5, 18)),
        ("第30日回访", date(2026, 6, 10)),
    ]
    office.desk.close()


def test_that_the_other_side_never_sees_where_she_lives(worked: WorkedOffice, tmp_path: Path) -> None:
    for paper in worked.papers("C08"):
        text = printed(paper.pdf, tmp_path)
        if paper.code == "RM-DANGER":
            assert ADDRESS in text
            continue
        for hidden in (ADDRESS, PHONE):
            assert hidden not in text, paper.title
            assert hidden not in repr(paper.context), paper.title
    (register,) = worked.papers("C08", "RM-REG")
    assert "石桥村8组21号" in printed(register.pdf, tmp_path)
    assert ADDRESS not in repr(worked.desk.ask(CaseRecord(named_id("C08", "case"))))
    desk = stand_in(worked.desk, staff("guo"))
    desk.screen.before_party = True
    assert ADDRESS not in repr(desk.ask(WholeCase(case=named_id("C08", "case"))))


# -- C09


def test_that_four_calls_within_sixty_days_are_at_least_orange(worked: WorkedOffice) -> None:
    case = worked.case("C09", date(2026, 6, 8))
    assert (case.source, case.received_at.month) == ("police_110", 6)
    first = risk(worked, "C09").history[-1]
    assert (first.colour_words, first.who, first.at) == ("橙", "孟秋兰", datetime(2026, 6, 8, 10, 10))
    calls = sorted(row.on for row in facts(worked, "C09", "外部程序"))
    assert len(calls) == 4
    assert (calls[-1] - calls[0]).days < 60


def test_that_the_police_sent_it_and_hear_within_five_days_and_again_at_the_end(worked: WorkedOffice) -> None:
    (sent,) = worked.case("C09", LATER).referrals
    assert (sent.channel, sent.organ, sent.number) == (
        "公安机关移交（公调对接）",
        "临溪县公安局清河派出所",
        "临公清河移字〔2026〕第21号",
    )
    assert sent.clock is not None
    assert (sent.clock.due, sent.clock.state) == (date(2026, 6, 13), "answered")
    assert [word.on for word in sent.responses] == [date(2026, 6, 12), date(2026, 6, 18)]
    (reply,) = worked.papers("C09", "RM-REPLY")
    assert reply.context["subject"]["their_number"] == sent.number


def test_that_the_desk_itself_had_seen_the_calls(tmp_path: Path) -> None:
    office = found_office(tmp_path / "office")
    file, found = script("C09")
    place = next(n for n, step in enumerate(found.steps) if step.act.act_name == "assess_risk")
    office.play(replace(found, steps=found.steps[:place]), file)
    seen = risk(office, "C09")
    (row,) = [row for row in seen.signals if row.proposal]
    assert (row.code, row.proposed_count, row.stands) == ("police_calls", 4, False)
    assert seen.colour is None
    office.desk.close()


def test_that_the_neighbour_may_sleep_and_the_shop_bears_its_own_walls(worked: WorkedOffice) -> None:
    (text,) = worked.track("C09", LATER).agreements
    quiet, walls, own, paid = text.duties
    assert (text.state, text.effective_on, text.form) == ("effective", date(2026, 6, 18), "written")
    assert (quiet.kind, "每日22:00停止营业" in quiet.sentence) == ("refrain", True)
    assert "每违反一次，向蒋秀英支付违约金人民币贰佰元整（¥200.00）" in quiet.sentence
    assert (walls.kind, "2026年7月31日前" in walls.sentence, walls.state) == ("do", True, "done")
    assert (own.kind, own.total) == ("bear", Money.parse("6800.00"))
    assert "自行承担人民币陆仟捌佰元整（¥6,800.00）" in own.sentence
    assert (paid.kind, paid.total, paid.state) == ("pay", Money.parse("2000.00"), "done")
    assert [item.paid for item in paid.instalments] == [Money.parse("2000.00")]
    assert text.total is None  # one payment alone is no sum; what the shop bears itself is not owed
    assert "噪声污染防治法" in (text.responsibility or "")
    assert "第八十六条" in (text.responsibility or "")


def test_that_the_operator_signs_for_the_shop(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C09", "RM-AGR")
    assert [(s["name"], s["role"]) for s in paper.signers] == [
        ("蒋秀英", "party"),
        ("胡建平", "representative"),
        ("孟秋兰", "mediator"),
        ("临溪县枫塘镇清河社区人民调解委员会", "body_seal"),
    ]
    woman = next(one for one in worked.case("C09", date(2026, 6, 8)).people if one.name == "蒋秀英")
    assert woman.age == 78


def test_that_it_was_visited_after_30_and_90_days_and_lowered_by_a_second_person(worked: WorkedOffice) -> None:
    (track,) = sheet(worked, "C09").tracks
    assert [(visit.on - date(2026, 6, 18)).days for visit in track.visits] == [30, 90]
    lowered, asked, first = risk(worked, "C09").history
    assert (lowered.kind_words, lowered.colour_words, lowered.who) == ("降级", "绿", "沈若兰")
    assert (asked.kind_words, asked.who, asked.at.date()) == ("申请降级", "孟秋兰", date(2026, 9, 16))
    assert first.colour_words == "橙"
    assert risk(worked, "C09").visits == ()


# -- both


@pytest.mark.parametrize("name", ["C08", "C09"])
def test_that_no_paper_tells_the_risk(worked: WorkedOffice, name: str, tmp_path: Path) -> None:
    papers = worked.papers(name)
    assert papers
    for paper in papers:
        text, told = printed(paper.pdf, tmp_path), repr(paper.context)
        words = WORDS_OF_RISK if paper.code != "RM-DANGER" else ("风险", "红色", "评分", "降级", "联合会面")
        for word in words:
            assert word not in text, f"{paper.title}: {word}"
            assert word not in told, f"{paper.title}: {word}"
        for line in risk(worked, name).explanation:
            assert line not in told


@pytest.mark.parametrize("name", ["C08", "C09"])
def test_that_a_package_carries_the_risk_in_its_own_compartment(worked: WorkedOffice, name: str) -> None:
    rows = worked.desk.ask(CasePackage(named_id(name, "case"))).tables
    assert rows["risk_grade"]
    assert {row["compartment"] for row in rows["risk_grade"]} == {STAFF}
    acts = ("assess_risk", "ask_lower_risk", "lower_risk")
    journal = [row for row in rows["journal"] if row["name"] in acts]
    assert {row["compartment"] for row in journal} == {STAFF}
    assert len(journal) == len(rows["risk_grade"])


def printed(pdf: bytes, folder: Path) -> str:
    """What can be read on a paper."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode().split())
