"""The worked case of thirty-six owners: sums, dates, confirmations, a default, and what is lawful after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from mediation_desk.facts.shapes import AgreementFacts, CaseFacts, DutyFacts, TrackFacts
from mediation_desk.law import identity
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_shapes import CaseSheet
from mediation_desk.queries.ledger import Ledger
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money
from tests.support.worked_cases import WorkedOffice, scripts, worked_office

pytestmark = pytest.mark.thorough

NAME = "C25"
DONE = date(2026, 9, 17)
TRANCHES = (date(2026, 5, 31), date(2026, 8, 31), date(2026, 11, 30))


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkedOffice]:
    """An office in which only this case was played."""
    office = worked_office(tmp_path_factory.mktemp("group") / "office", NAME)
    yield office
    office.desk.close()


@pytest.fixture(scope="module")
def case(group: WorkedOffice) -> CaseFacts:
    return group.case(NAME, DONE)


@pytest.fixture(scope="module")
def sheet(group: WorkedOffice) -> CaseSheet:
    return group.desk.ask(WholeCase(case=named_id(NAME, "case")))


def households(case: CaseFacts) -> list[TrackFacts]:
    """The tracks that were split off."""
    return [track for track in case.tracks if track.id != named_id(NAME, "t")]


def the_agreement(track: TrackFacts) -> AgreementFacts:
    (found,) = track.agreements
    return found


def duty(track: TrackFacts) -> DutyFacts:
    (found,) = the_agreement(track).duties
    return found


def total(amounts: list[Money]) -> str:
    return Money(sum(amount.fen for amount in amounts)).figures


def test_that_every_step_goes_as_the_script_says(group: WorkedOffice) -> None:
    ((_, script),) = scripts([NAME])
    assert len(group.played[NAME].outcomes) == sum(step.refused is None for step in script.steps)
    assert [step.refused for step in script.steps if step.refused] == [
        "representatives.too_many",
        "risk.lowering_needs_second",
        "route.not_open",
        "performance.not_due_yet",
    ]


def test_that_thirty_six_owners_stand_against_one_developer(case: CaseFacts) -> None:
    owners = [party for party in case.parties if party.side == "applicant"]
    (developer,) = [party for party in case.parties if party.side == "respondent"]
    numbers = {owner.person.id_number or "" for owner in owners}
    assert len(owners) == len(numbers) == len({owner.person.name for owner in owners}) == 36
    assert all(identity.resident_id(number, today=DONE).number == number for number in numbers)
    assert all(number.startswith("330699") for number in numbers)
    assert identity.credit_code(developer.person.credit_code or "").number == developer.person.credit_code


def test_that_five_speak_for_all_and_each_household_signs_itself(group: WorkedOffice, case: CaseFacts) -> None:
    owners = [party for party in case.parties if party.side == "applicant"]
    assert Counter(len(owner.relations) for owner in owners) == {4: 5, 5: 31}
    papers = group.papers(NAME, "RM-AGR")
    assert len(papers) == 28
    for paper in papers:
        parties = [(s["role"], len(s["for_parties"])) for s in paper.signers if s["for_parties"]]
        assert parties == [("party", 1), ("representative", 1), ("party_seal", 1)]
        assert (paper.route, paper.state) == ("paper", "complete")


def test_that_twenty_eight_settle_and_eight_go_to_court(case: CaseFacts) -> None:
    assert Counter(track.stage for track in case.tracks) == {"performing": 28, "ended": 1}
    (ended,) = [track for track in case.tracks if track.stage == "ended"]
    assert (ended.ending, len(ended.parties)) == ("deadlock", 9)
    assert [len(track.parties) for track in households(case)] == [2] * 28


def test_that_every_track_has_a_docket_of_its_own_without_gaps(case: CaseFacts) -> None:
    dockets = {track.docket for track in case.tracks}
    assert dockets == {f"（2026）临溪房产人调字第{number}号" for number in range(1, 30)}


def test_that_the_household_sums_make_the_whole_and_the_batches(case: CaseFacts) -> None:
    duties = [duty(track) for track in households(case)]
    assert len({found.total for found in duties if found.total is not None}) == 28
    assert total([found.total for found in duties if found.total is not None]) == "613,480.00"
    batches = [[found.instalments[place].amount for found in duties] for place in range(3)]
    assert [total(batch) for batch in batches] == ["184,044.00", "184,044.00", "245,392.00"]


def test_that_each_household_receives_thirty_thirty_and_forty_percent(case: CaseFacts) -> None:
    for track in households(case):
        found = duty(track)
        assert found.total is not None
        parts = [item.amount.fen * 100 for item in found.instalments]
        assert parts == [found.total.fen * percent for percent in (30, 30, 40)]
        assert tuple(item.due for item in found.instalments) == TRANCHES


def test_that_each_text_prints_its_own_household(group: WorkedOffice, case: CaseFacts) -> None:
    names = {party.id: party.person.name for party in case.parties}
    owners = {names[party] for track in households(case) for party in track.parties} - {"临溪县鼎和房地产开发有限公司"}
    assert len(owners) == 28
    assert {the_agreement(track).facts.partition("购买")[0] for track in households(case)} == owners


def test_that_each_is_confirmed_within_its_own_thirty_days(case: CaseFacts) -> None:
    seen: Counter[tuple[date, date]] = Counter()
    for track in households(case):
        (clock,) = [clock for clock in track.deadlines if clock.rule == "confirm"]
        assert clock.state == "answered"
        seen[clock.started_on, clock.due] += 1
    assert seen == {
        (date(2026, 4, 10), date(2026, 5, 11)): 20,
        (date(2026, 4, 13), date(2026, 5, 13)): 8,
    }


def test_that_the_first_batch_is_paid_and_the_second_is_in_default(case: CaseFacts) -> None:
    states = Counter(tuple(item.state for item in duty(track).instalments) for track in households(case))
    assert states == {("paid", "overdue", "open"): 28}


def test_that_default_after_confirmation_opens_execution_for_the_settled_only(sheet: CaseSheet) -> None:
    routes = {track.id: {route.code for route in track.choices["routes"]} for track in sheet.tracks}
    ended = routes.pop(named_id(NAME, "t"))
    assert all({"execution", "suit"} <= found for found in routes.values())
    assert "execution" not in ended
    assert "suit" in ended


def test_that_the_whistle_blew_three_times_on_the_first_day(group: WorkedOffice, sheet: CaseSheet) -> None:
    asides = [row for row in sheet.timeline if row.act == "refer_aside"]
    reports = [row for row in sheet.timeline if row.act == "report_danger"]
    assert [row.happened_on for row in (*asides, *reports)] == [date(2026, 3, 16)] * 4
    assert Counter(paper.code for paper in group.papers(NAME))["RM-TRANS"] == 3


def test_that_the_case_is_red_before_it_is_accepted_and_help_is_called_the_same_day(
    case: CaseFacts, sheet: CaseSheet
) -> None:
    assert sheet.risk is not None
    (graded,) = sheet.risk.history
    assert (graded.colour_words, graded.who, graded.at) == ("红", "沈若兰", datetime(2026, 3, 16, 9, 16))
    assert {(row.code, row.count) for row in sheet.risk.signals if row.stands} == {("crowd", 36), ("gathering", 1)}
    assert sheet.risk.report_owed_since is None
    acts = [row.act for row in reversed(sheet.timeline) if row.happened_on == date(2026, 3, 16)]
    order = [acts.index(act) for act in ("assess_risk", "report_danger", "refer_aside", "accept_case")]
    assert order == sorted(order)
    sent = [one for track in case.tracks for one in track.handovers if one.kind == "aside"]
    whistles = {(one.to, one.rule_words, one.sent_on) for one in sent}
    assert whistles == {
        ("临溪县住房和城乡建设局", "吹哨报到", date(2026, 3, 16)),
        ("临溪县金融工作办公室", "吹哨报到", date(2026, 3, 16)),
        ("临溪县公安局枫塘派出所", None, date(2026, 3, 16)),
    }


def test_that_papers_in_bulk_are_one_for_each_household(group: WorkedOffice) -> None:
    made = Counter(paper.code for paper in group.papers(NAME))
    assert (made["RM-AGR"], made["SF-CONFAPP"], made["RM-TERM"]) == (28, 28, 1)


def test_that_the_ledger_tells_how_many_of_how_many_are_settled(group: WorkedOffice) -> None:
    (row,) = group.desk.ask(Ledger()).rows
    assert (row.stage, row.settled_tracks, row.open_tracks, row.tracks) == ("performing", 28, 28, 29)


def test_that_a_second_delivery_of_the_script_does_nothing(group: WorkedOffice) -> None:
    ((file, script),) = scripts([NAME])
    done = tuple(step for step in script.steps if step.refused is None)[:70]
    again = group.office.play(replace(script, steps=done), file)
    assert again.problem is None
    assert all(outcome.repeated for outcome in again.outcomes)
