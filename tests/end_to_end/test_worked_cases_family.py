"""A school accident between two children; an inheritance with a ward, an heir abroad, an agent without powers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from mediation_desk.facts.following import Following
from mediation_desk.facts.shapes import AgreementFacts
from mediation_desk.queries.agreement_check import AgreementCheck, CheckedText
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money
from tests.support.worked_cases import WorkedOffice, scripts

LATER = date(2027, 1, 15)
NAMES = ("C15", "C19")


def agreement(worked: WorkedOffice, name: str, on: date = LATER) -> AgreementFacts:
    (found,) = worked.track(name, on).agreements
    return found


def refusals(name: str) -> list[str]:
    ((_, script),) = scripts([name])
    return [step.refused for step in script.steps if step.refused]


def checked(worked: WorkedOffice, name: str) -> CheckedText:
    (found,) = worked.desk.ask(AgreementCheck(named_id(name, "case")))
    return found


def followed(worked: WorkedOffice, name: str) -> Following:
    (found,) = worked.desk.ask(CaseRecord(named_id(name, "case"))).following
    return found


def text(worked: WorkedOffice, name: str, code: str) -> str:
    (paper,) = worked.papers(name, code)
    with PdfDocument(paper.pdf) as pdf:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_step_goes_as_its_script_says(worked: WorkedOffice, name: str) -> None:
    ((_, script),) = scripts([name])
    assert len(worked.played[name].outcomes) == sum(step.refused is None for step in script.steps)
    track = worked.track(name, LATER)
    assert (track.stage, track.procedure) == ("performing", "people.general")
    assert (track.docket or "").startswith("（2026）枫塘人调字第")


@pytest.mark.parametrize("name", NAMES)
def test_that_nobody_in_it_has_a_number_of_a_real_area(worked: WorkedOffice, name: str) -> None:
    people = worked.case(name, LATER).people
    assert all(one.id_number is None or one.id_number.startswith("330699") for one in people)
    assert all(one.credit_code is None or one.credit_code[2:8] == "330699" for one in people)


# -- the school accident


def test_that_both_children_are_nine_and_their_parents_sign(worked: WorkedOffice) -> None:
    signed = date(2026, 10, 22)
    parties = worked.case("C15", signed).parties
    assert [(one.person.name, one.person.age, one.person.minor) for one in parties[:2]] == [
        ("陈子轩", 9, True),
        ("吴浩然", 9, True),
    ]
    (paper,) = worked.papers("C15", "RM-AGR")
    guardians = [signer["name"] for signer in paper.signers if signer["role"] == "guardian"]
    assert guardians == ["陈国华", "林晓梅", "方丽娟"]
    assert (agreement(worked, "C15").state, agreement(worked, "C15").effective_on) == ("effective", signed)


def test_that_the_loss_is_borne_sixty_thirty_ten_to_the_fen(worked: WorkedOffice) -> None:
    mother, school, own, apology = agreement(worked, "C15").duties
    loss = Money.parse("32,480.00")
    totals = [duty.total for duty in (mother, school, own)]
    assert totals == [Money.parse("19,488.00"), Money.parse("9,744.00"), Money.parse("3,248.00")]
    assert sum(total.fen for total in totals if total is not None) == loss.fen
    assert [(duty.base, duty.percent) for duty in (mother, school, own)] == [(loss, 60), (loss, 30), (loss, 10)]
    assert agreement(worked, "C15").total == Money.parse("29,232.00")
    assert (apology.kind, apology.state) == ("apologise", "done")


def test_that_a_share_borne_by_oneself_is_recorded_and_is_no_duty(worked: WorkedOffice) -> None:
    own = agreement(worked, "C15").duties[2]
    assert (own.kind, own.instalments) == ("bear", ())
    assert "陈国华、林晓梅自行承担人民币叁仟贰佰肆拾捌元整（¥3,248.00）" in own.sentence
    assert refusals("C15") == [
        "agreement.finding_open",
        "performance.more_than_due",
        "performance.pay_by_instalment",
    ]


def test_that_the_schools_insurer_pays_and_the_school_stays_bound(worked: WorkedOffice) -> None:
    mother, school, *_ = agreement(worked, "C15").duties
    assert (school.payer, school.debtors) == ("平和财产保险股份有限公司临溪支公司", ("临溪县枫塘小学",))
    assert "未付足的，临溪县枫塘小学仍应支付" in school.sentence
    assert mother.debtors == ("方丽娟",)
    assert [(one.due, one.state) for duty in (mother, school) for one in duty.instalments] == [
        (date(2026, 11, 1), "paid")
    ] * 2
    found = {(one.code, one.severity) for one in checked(worked, "C15").findings}
    assert ("bound.payer_does_not_sign", "warn") in found
    assert not checked(worked, "C15").blocks


def test_that_nothing_of_it_is_public_and_papers_that_leave_name_no_child(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C15", "RM-AGR")
    assert paper.context["subject"]["private"] is True
    letter = text(worked, "C15", "RM-TRANS")
    assert "陈某某（未成年人）" in letter and "吴某某（未成年人）" in letter
    assert "陈子轩" not in letter and "吴浩然" not in letter and "330699" not in letter
    assert "陈子轩" in text(worked, "C15", "RM-AGR")


# -- the inheritance


def test_that_each_of_three_heirs_gets_a_hundred_and_twenty_thousand_in_two_halves(worked: WorkedOffice) -> None:
    found = agreement(worked, "C19")
    halves = [Money.parse("60,000.00")] * 2
    for duty, heir in zip(found.duties[:3], ("周建芬", "周建平", "周建兰"), strict=True):
        assert (duty.debtors, duty.beneficiaries, duty.total) == (("周建国",), (heir,), Money.parse("120,000.00"))
        assert [one.amount for one in duty.instalments] == halves
        assert [one.due for one in duty.instalments] == [date(2026, 12, 31), date(2027, 6, 30)]
        assert [one.state for one in duty.instalments] == ["paid", "open"]
    assert found.total == Money.parse("360,000.00")
    assert found.other_clauses[0] == "石桥村1组6号房屋归周建国所有。"


def test_that_conflict_screen_blanket_authority_and_silence_on_the_wards_good_are_refused() -> None:
    assert refusals("C19") == [
        "guardian.conflict_of_interest",
        "clock.consent_missing",
        "signing.paper_only",
        "agent.without_special_authority",
        "agreement.finding_open",
        "confirmation.term_barred",
    ]


def test_that_village_and_agents_sign_on_paper_for_the_heirs(worked: WorkedOffice) -> None:
    (paper,) = worked.papers("C19", "RM-AGR")
    assert (paper.route, paper.state) == ("paper", "complete")
    assert [(one["name"], one["role"]) for one in paper.signers if one["for_parties"]] == [
        ("周建国", "party"),
        ("沈文清", "agent"),
        ("高敏", "agent"),
        ("临溪县枫塘镇石桥村村民委员会", "guardian"),
    ]
    found = agreement(worked, "C19")
    assert (found.effective_on, found.reached_on) == (date(2026, 10, 21), date(2026, 10, 15))


def test_that_the_check_has_nothing_against_the_authority_given_abroad(worked: WorkedOffice) -> None:
    found = checked(worked, "C19")
    assert not found.blocks
    assert {one.code for one in found.findings if one.severity == "warn"} == {"text.flagged"}
    assert {one.clause for one in found.findings if one.code == "text.flagged"} == {5, 6}


def test_that_the_house_is_not_confirmed_and_the_rest_is_applied_for(worked: WorkedOffice) -> None:
    ready = checked(worked, "C19").readiness
    assert (ready.terms, [bar.term for bar in ready.barred]) == ((1, 2, 3, 4, 6), [5])
    application = text(worked, "C19", "SF-CONFAPP")
    assert "第（一）、（二）、（三）、（四）、（六）项有效" in application
    assert "房屋归周建国所有" not in application
    assert "全权代理" not in application
    way = next(way for way in followed(worked, "C19").ways if way.id == "judicial_confirmation")
    assert (way.standing, way.last_day) == ("taken", date(2026, 11, 20))
    assert worked.deadline("C19", "confirm", LATER).state == "answered"


def test_that_execution_may_be_asked_for_two_years_from_the_last_half(worked: WorkedOffice) -> None:
    notes = {note.code: note for note in followed(worked, "C19").notes}
    assert notes["enforce"].last_day == date(2029, 7, 2)  # 30 June 2029 is a Saturday
    assert "2026年9月7日09:00" in notes["interruption"].text and "来访回执" in notes["interruption"].text


def test_that_the_scans_that_lie_beside_the_scripts_are_pages() -> None:
    folder = Path(__file__).parents[2] / "resources" / "demo"
    assert [len(PdfDocument(folder / f"{name}-scan.pdf")) for name in NAMES] == [4, 6]
