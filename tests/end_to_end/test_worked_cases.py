"""The worked cases end exactly as they are told: sums, dates, stages, deadlines, numbers, papers, refusals."""

from __future__ import annotations

from datetime import date

import pytest

from mediation_desk.facts.shapes import AgreementFacts, DutyFacts
from mediation_desk.law.deadlines import due
from mediation_desk.terms.money import Money
from tests.support.worked_cases import WorkedOffice, scripts

pytestmark = pytest.mark.thorough

LATER = date(2027, 1, 15)


def agreement(worked: WorkedOffice, name: str, on: date = LATER) -> AgreementFacts:
    (found,) = worked.track(name, on).agreements
    return found


def sums(duty: DutyFacts) -> list[str]:
    return [instalment.amount.figures for instalment in duty.instalments]


def dues(duty: DutyFacts) -> list[date | None]:
    return [instalment.due for instalment in duty.instalments]


def codes(worked: WorkedOffice, name: str) -> set[str]:
    return {paper.code for paper in worked.papers(name)}


def refusals(name: str) -> list[str]:
    ((_, script),) = scripts([name])
    return [step.refused for step in script.steps if step.refused]


@pytest.mark.parametrize("name", ["C01", "C03", "C04", "C06", "C11", "C13", "C14", "C18"])
def test_that_every_step_of_a_worked_case_goes_as_its_script_says(worked: WorkedOffice, name: str) -> None:
    ((_, script),) = scripts([name])
    assert len(worked.played[name].outcomes) == sum(step.refused is None for step in script.steps)


@pytest.mark.parametrize(
    ("name", "docket", "stage"),
    [
        ("C01", "（2026）石桥村人调字第1号", "archived"),
        ("C03", "（2026）枫塘劳调字第1号", "performing"),
        ("C04", "（2026）临溪医调字第1号", "archived"),
        ("C11", "（2026）临溪特调字第4号", "performing"),
        ("C13", "（2026）枫塘人调字第2号", "archived"),
        ("C14", "临环行调〔2026〕1号", "archived"),
        ("C18", None, "ended"),
    ],
)
def test_that_each_body_numbers_its_own_cases(worked: WorkedOffice, name: str, docket: str | None, stage: str) -> None:
    track = worked.track(name, LATER)
    assert (track.docket, track.stage) == (docket, stage)


@pytest.mark.parametrize(
    ("name", "person", "on", "age"),
    [
        ("C01", "王有田", date(2026, 3, 10), 58),
        ("C01", "王根水", date(2026, 3, 10), 52),
        ("C04", "沈小禾", date(2026, 7, 21), 6),
    ],
)
def test_that_people_are_as_old_as_the_case_says(
    worked: WorkedOffice, name: str, person: str, on: date, age: int
) -> None:
    assert [one.age for one in worked.case(name, on).people if one.name == person] == [age]


@pytest.mark.parametrize(
    ("name", "reached", "effective"),
    [
        ("C01", date(2026, 3, 10), date(2026, 3, 10)),
        ("C03", date(2026, 9, 22), date(2026, 9, 22)),
        ("C04", date(2026, 7, 21), date(2026, 7, 21)),
        ("C11", date(2026, 8, 10), date(2026, 8, 10)),
        ("C13", date(2026, 6, 2), date(2026, 6, 2)),
        ("C14", date(2026, 8, 18), date(2026, 8, 18)),
    ],
)
def test_that_an_agreement_is_effective_on_its_day(
    worked: WorkedOffice, name: str, reached: date, effective: date
) -> None:
    found = agreement(worked, name)
    assert (found.state, found.reached_on, found.effective_on) == ("effective", reached, effective)


@pytest.mark.parametrize(
    ("name", "rule", "on", "due"),
    [
        ("C03", "labour.conclude", date(2026, 9, 20), date(2026, 9, 28)),
        ("C03", "confirm", date(2026, 9, 23), date(2026, 10, 22)),
        ("C03", "labour.arbitration_review", date(2026, 9, 23), date(2026, 10, 8)),
        ("C04", "medical.conclude", date(2026, 5, 5), date(2026, 6, 3)),
        ("C04", "medical.conclude", date(2026, 7, 1), date(2026, 7, 27)),
        ("C04", "confirm", date(2026, 7, 22), date(2026, 8, 20)),
        ("C11", "court_referral.before", date(2026, 8, 5), date(2026, 9, 2)),
        ("C11", "confirm", date(2026, 8, 11), date(2026, 9, 9)),
        ("C13", "people.conclude", date(2026, 5, 20), date(2026, 6, 5)),
        ("C13", "confirm", date(2026, 6, 3), date(2026, 7, 2)),
        ("C14", "administrative.conclude", date(2026, 8, 3), date(2026, 8, 5)),
        ("C14", "administrative.conclude", date(2026, 8, 10), date(2026, 8, 20)),
        ("C14", "confirm", date(2026, 8, 19), date(2026, 9, 17)),
    ],
)
def test_that_a_clock_ends_on_its_day(worked: WorkedOffice, name: str, rule: str, on: date, due: date) -> None:
    assert worked.deadline(name, rule, on).due == due


def test_that_the_labour_limit_runs_from_receipt_and_rolls_over_the_holiday(worked: WorkedOffice) -> None:
    clock = worked.deadline("C03", "labour.conclude", date(2026, 9, 20))
    assert (clock.started_on, clock.nominal) == (date(2026, 9, 10), date(2026, 9, 25))
    assert worked.track("C03", LATER).accepted_on == date(2026, 9, 11)


def test_that_an_oral_agreement_is_performed_on_the_spot(worked: WorkedOffice) -> None:
    found = agreement(worked, "C01")
    assert (found.form, [duty.state for duty in found.duties]) == ("oral", ["done", "done"])
    assert [sums(duty) for duty in found.duties] == [[], ["300.00"]]
    assert codes(worked, "C01") >= {"RM-ORAL", "RM-PERF"}
    assert "RM-AGR" not in codes(worked, "C01")


def test_that_twelve_workers_are_paid_in_two_instalments_and_the_second_is_missed(worked: WorkedOffice) -> None:
    case = worked.case("C03", date(2026, 12, 3))
    (duty,) = agreement(worked, "C03", date(2026, 12, 3)).duties
    assert case.dispute_words == "拖欠农民工工资"
    assert len(duty.beneficiaries) == 12
    assert duty.total == Money.parse("186,400.00")
    assert sums(duty) == ["93,200.00", "93,200.00"]
    assert dues(duty) == [date(2026, 10, 15), date(2026, 11, 30)]
    assert [item.state for item in duty.instalments] == ["paid", "overdue"]


def test_that_each_worker_has_his_own_sum_in_the_clause(worked: WorkedOffice) -> None:
    (duty,) = agreement(worked, "C03").duties
    wages = (
        "18,600.00",
        "17,250.00",
        "16,800.00",
        "16,400.00",
        "15,900.00",
        "15,500.00",
        "15,200.00",
        "14,850.00",
        "14,500.00",
        "14,200.00",
        "13,800.00",
        "13,400.00",
    )
    assert sum(Money.parse(wage).fen for wage in wages) == Money.parse("186,400.00").fen
    said = [f"{name}{wage}元" for name, wage in zip(duty.beneficiaries, wages, strict=True)]
    assert f"其中：{'，'.join(said)}。" in duty.sentence


def test_that_two_representatives_and_an_agent_sign_for_thirteen_parties(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C03", "RM-AGR")
    signing = [(s["name"], s["role"], len(s["for_parties"])) for s in paper.signers if s["for_parties"]]
    assert signing == [("刘大勇", "representative", 11), ("周桂兰", "representative", 11), ("宋佳宁", "agent", 1)]
    assert paper.title == "劳动争议调解协议书"


def test_that_wages_in_default_open_the_way_to_a_payment_order(worked: WorkedOffice) -> None:
    ((_, script),) = scripts(["C03"])
    taken = [(step.on, step.refused) for step in script.steps if step.act.act_name == "take_route"]
    missed = [step.on for step in script.steps if step.act.act_name == "record_default" and not step.refused]
    assert missed == [date(2026, 12, 1)]
    assert taken == [(date(2026, 10, 12), "route.not_open"), (date(2026, 12, 3), None)]
    assert worked.track("C03", date(2026, 12, 3)).stage == "performing"


def test_that_insurer_and_hospital_pay_together_what_was_agreed(worked: WorkedOffice) -> None:
    found = agreement(worked, "C04")
    insured, own = found.duties
    assert found.total == Money.parse("138,650.50")
    assert [sums(insured), sums(own)] == [["100,000.00"], ["38,650.50"]]
    assert insured.payer == "平和财产保险股份有限公司临溪支公司"
    assert (own.payer, own.account_holder, insured.account_holder) == (None, "沈立", "沈立")
    assert [*dues(insured), *dues(own)] == [date(2026, 8, 8)] * 2
    assert [insured.state, own.state] == ["done", "done"]


def test_that_both_parents_sign_for_a_child_born_on_a_leap_day(worked: WorkedOffice) -> None:
    child = worked.case("C04", date(2026, 7, 21)).parties[0].person
    (paper,) = worked.papers("C04", "RM-AGR")
    assert (child.birth, child.age, child.minor) == (date(2020, 2, 29), 6, True)
    assert [s["name"] for s in paper.signers if s["role"] == "guardian"] == ["沈立", "许燕"]
    assert paper.context["subject"]["private"] is True


def test_that_the_application_to_the_court_is_made_by_all_in_time(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C04", "SF-CONFAPP")
    assert [s["name"] for s in paper.signers] == ["沈立", "许燕", "方志远"]
    assert worked.deadline("C04", "confirm", date(2026, 8, 13)).state == "answered"


def test_that_the_loan_is_repaid_on_the_last_day_of_each_month(worked: WorkedOffice) -> None:
    (duty,) = agreement(worked, "C11").duties
    assert duty.total == Money.parse("90,300.00")
    assert sums(duty) == ["15,050.00"] * 6
    assert dues(duty) == [
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 10, 31),
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 31),
    ]
    assert "任何一期逾期超过15日未付足的，其余各期视为全部到期" in duty.sentence
    (then,) = agreement(worked, "C11", date(2026, 10, 1)).duties
    assert [instalment.state for instalment in then.instalments] == ["paid"] * 2 + ["open"] * 4


def test_that_the_right_to_enforce_runs_from_the_last_instalment(worked: WorkedOffice) -> None:
    last = dues(agreement(worked, "C11").duties[0])[-1]
    limit = worked.desk.law.rules.limit("court.enforce")
    assert last is not None
    assert due(limit, last, worked.desk.law.calendar).last_day == date(2029, 1, 31)


def test_that_the_receipt_of_the_courts_file_names_the_day_that_counts(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C11", "SF-RCV")
    subject = paper.context["subject"]
    assert (subject["received_on"], subject["due_on"]) == ("2026-08-03", "2026-09-02")
    assert [item["name"] for item in subject["materials"]][0] == "委派调解函"


def test_that_two_evaluators_working_apart_give_one_range(worked: WorkedOffice) -> None:
    (report,) = worked.papers("C13", "NE-REPORT")
    evaluation = report.context["subject"]["evaluation"]
    amounts = evaluation["amounts"]
    assert [amounts[name]["figures"] for name in ("low", "likely", "high")] == [
        "210,000.00",
        "238,000.00",
        "265,000.00",
    ]
    shares = {(share["party"][:3], share["likely"]) for share in evaluation["liability"]}
    assert shares == {("丁福来", 70), ("林国平", 30)}
    assert [s["name"] for s in report.signers] == ["郑国栋", "何文斌"]


def test_that_a_report_is_kept_apart_and_is_not_for_later_use_unless_all_agree(worked: WorkedOffice) -> None:
    (report,) = worked.papers("C13", "NE-REPORT")
    later_use = report.context["subject"]["evaluation"]["later_use"]
    assert {line["party"]: line["allowed"] for line in later_use} == {"林国平": True, "丁福来": False}
    assert report.compartment.startswith("evaluation:")
    assert not {"中立评估报告", "中立评估同意及委托书"} & set(worked.volume("C13"))
    assert "人民调解协议书" in worked.volume("C13")


def test_that_the_repair_is_paid_by_a_share_that_prints_itself(worked: WorkedOffice) -> None:
    pay, do = agreement(worked, "C13").duties
    assert "240,000.00元×70%＝168,000.00元" in pay.sentence
    assert pay.total == Money.parse("168,000.00")
    assert sums(pay) == ["60,000.00", "60,000.00", "48,000.00"]
    assert [pay.state, do.state] == ["done", "done"]


def test_that_whoever_mediates_never_evaluates_and_an_evaluator_works_alone(worked: WorkedOffice) -> None:
    assert {
        "evaluator.is_mediator",
        "mediator.is_evaluator",
        "permission.denied",
        "evaluator.only_himself",
        "evaluation.range_inconsistent",
        "evaluation.shares_not_whole",
        "evaluation.locked_already",
        "evaluation.party_waits",
        "evaluation.not_released",
        "evaluation.not_locked",
    } <= set(refusals("C13"))


def test_that_an_administrative_limit_is_extended_once_with_both_consents(worked: WorkedOffice) -> None:
    assert refusals("C14")[:2] == ["clock.consent_missing", "clock.extended_too_often"]
    (paper,) = worked.papers("C14", "RM-EXT")
    limit = paper.context["subject"]["limit"]
    assert (limit["from"], limit["to"], limit["days"]) == ("2026-08-05", "2026-08-20", 15)


def test_that_a_cooperative_signs_and_seals_on_paper(worked: WorkedOffice) -> None:
    found = agreement(worked, "C14")
    roles = {signature.capacity: signature.method for signature in found.signatures}
    (paper,) = worked.papers("C14", "AD-AGR")
    everyone = ("party", "representative", "party_seal", "mediator", "recorder", "body_seal")
    assert roles == dict.fromkeys(everyone, "paper")
    assert (paper.route, paper.state) == ("paper", "complete")


def test_that_the_fish_farmer_gets_his_money_and_the_pit_is_mended(worked: WorkedOffice) -> None:
    pay, mend = agreement(worked, "C14").duties
    assert pay.total == Money.parse("78,000.00")
    assert sums(pay) == ["40,000.00", "38,000.00"]
    assert dues(pay) == [date(2026, 8, 18), date(2026, 12, 31)]
    assert "2026年10月31日前" in mend.sentence
    assert [pay.state, mend.state] == ["done", "done"]


def test_that_a_court_is_asked_first_whether_it_confirms_an_administrative_agreement(worked: WorkedOffice) -> None:
    routes = {route.id: route.standing for route in worked.desk.law.procedure("administrative.general").routes}
    assert routes["judicial_confirmation"] == "ask_court"


def test_that_a_refused_case_takes_no_docket_and_counts_as_an_enquiry(worked: WorkedOffice) -> None:
    case = worked.case("C18", LATER)
    (track,) = case.tracks
    assert (case.enquiry, track.docket, track.ending) == (True, None, "administrative_dispute")
    assert worked.track("C13", LATER).docket == "（2026）枫塘人调字第2号"
    assert [number for outcome in worked.played["C18"].outcomes for number in outcome.numbers] == [case.number]


def test_that_a_refusal_names_its_reason_and_the_ways_that_stay_open(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C18", "RM-REFUSE")
    subject = paper.context["subject"]
    assert "行政争议" in subject["reason"]
    assert list(subject["routes"]) == ["申请行政复议", "提起行政诉讼", "通过信访途径反映"]
    assert refusals("C18")[-1] == "track.refused_already"


def test_that_a_case_of_its_own_number_keeps_it(worked: WorkedOffice) -> None:
    names = list(worked.played)
    numbers = [worked.case(name, LATER).number for name in names]
    assert numbers == [f"2026-{n}" for n in range(1, len(names) + 1)]
