"""The county's review sheet: loaded through the desk, in force from its day, named with the score, and left again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from mediation_desk.acts.archive import CloseVolume
from mediation_desk.acts.reviews import LoadReviewSheet, UseShippedReview
from mediation_desk.queries.reviews import ReviewCheck, ReviewPreview, ReviewSheets, ReviewsOf
from mediation_desk.queries.volume import VolumeOf, VolumeSheet
from mediation_desk.terms.refusal import Refusal
from tests.law.test_review_sheets import GOOD
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import DAY, Case, desk_of, refused, stored

LATER = DAY + timedelta(days=30)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An office of its own: a sheet scores every volume there is."""
    office = practice_office(tmp_path / "office")
    yield Case(office)
    office.desk.close()


def load(case: Case, text: str = GOOD, start: date = DAY) -> None:
    desk_of(case.office, "shen").perform(LoadReviewSheet(text=text, in_force_from=start))


def sheets(case: Case) -> ReviewsOf:
    return case.office.desk.ask(ReviewSheets())


def volume(case: Case) -> VolumeSheet:
    return case.office.desk.ask(VolumeOf(case=case.case, track=case.id("t")))


def test_that_the_county_s_sheet_scores_the_volume_and_the_score_names_it(case: Case) -> None:
    case.mediating()
    before = volume(case)
    assert before.review == "人民调解卷宗评查表（示例）（自带）" and before.full == 100 and len(before.scores) == 8
    load(case)
    after = volume(case)
    assert after.review == "临溪县卷宗评查标准（本单位第1版）"
    assert [(score.words, score.points) for score in after.scores] == [("有申请书", 60), ("签名齐全", 40)]
    assert (after.points, after.full) == (sum(score.earned for score in after.scores), 100)
    assert (after.lines, after.checks) == (before.lines, before.checks), "order and checklist are not the county's"


def test_that_a_sheet_scores_from_its_day_on_and_the_newest_one_counts(case: Case) -> None:
    case.mediating()
    load(case, GOOD, LATER)
    assert volume(case).review.endswith("（自带）")
    load(case, GOOD.replace("标准", "标准二"), LATER + timedelta(days=1))
    case.office.clock.moment += timedelta(days=30)
    assert volume(case).review == "临溪县卷宗评查标准（本单位第1版）"
    case.office.clock.moment += timedelta(days=1)
    assert volume(case).review == "临溪县卷宗评查标准二（本单位第2版）"
    assert [(row.number, row.used) for row in sheets(case).editions] == [(2, True), (1, False)]


def test_that_the_office_goes_back_to_the_shipped_sheet(case: Case) -> None:
    case.mediating()
    desk = desk_of(case.office, "shen")
    refused("review.shipped_already", lambda: desk.perform(UseShippedReview(in_force_from=DAY)))
    load(case)
    desk.perform(UseShippedReview(in_force_from=DAY))
    assert volume(case).review.endswith("（自带）")
    assert [(row.name, row.staff) for row in sheets(case).editions] == [
        (None, desk.actor.name),
        ("临溪县卷宗评查标准", desk.actor.name),
    ]
    refused("review.shipped_already", lambda: desk.perform(UseShippedReview(in_force_from=DAY)))


def test_that_a_faulty_sheet_changes_nothing_and_a_second_load_of_the_same_is_refused(case: Case) -> None:
    case.mediating()
    before = stored(case.office.desk)
    refusal = refused("rules.faulty", lambda: load(case, GOOD.replace("points = 60", "points = 0")))
    assert "第9行" in str(refusal.facts["lines"])
    assert stored(case.office.desk) == before
    load(case)
    refused("review.nothing_changed", lambda: load(case))


def test_that_only_who_runs_the_office_loads_a_sheet(case: Case) -> None:
    for name in ("lu", "guo"):
        desk = desk_of(case.office, name)
        refused("permission.denied", lambda desk=desk: desk.perform(LoadReviewSheet(text=GOOD, in_force_from=DAY)))
        refused("permission.denied", lambda desk=desk: desk.perform(UseShippedReview(in_force_from=DAY)))


def test_that_a_sheet_is_tried_on_a_closed_volume_before_it_is_loaded(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.everyone_signs()
    missing = {check.code: "未制作" for check in volume(case).checks if check.code is not None}
    case.do(CloseVolume(track=case.id("t"), id=case.id("v"), retention="permanent", missing=missing), today=LATER)
    before = stored(case.office.desk)
    (closed,) = [one for one in sheets(case).volumes if one.case == case.case]
    assert closed.track == case.id("t") and "邻里纠纷" in closed.words
    score = case.office.desk.ask(ReviewPreview(text=GOOD, case=closed.case, track=closed.track))
    assert [(line.words, line.points) for line in score.lines] == [("有申请书", 60), ("签名齐全", 40)]
    assert score.points == sum(line.earned for line in score.lines)
    with pytest.raises(Refusal):
        case.office.desk.ask(ReviewCheck(text=GOOD + "]"))
    assert stored(case.office.desk) == before


def test_that_a_new_sheet_begins_with_the_one_in_use(case: Case) -> None:
    case.mediating()
    assert len(case.office.desk.ask(ReviewCheck(text=sheets(case).text))) == 8
    load(case)
    found = sheets(case)
    assert found.text == GOOD
    assert len(case.office.desk.ask(ReviewCheck(text=found.shipped))) == 8
