"""What a person adds to a paper at the window is asked once that paper is chosen, and stands on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.model.paper import Paper
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import DAY, Case


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path_factory.mktemp("town") / "office")
    yield office
    office.desk.close()


@pytest.fixture
def case(town: PracticeOffice) -> Case:
    return Case(town).mediating()


@pytest.fixture
def clerk(qtbot: QtBot, case: Case, jobs: Jobs) -> Clerk:
    seat = sit_down(qtbot, case.office, jobs)
    seat.move_to(DAY)
    seat.open(case.case)
    return seat


def _made(case: Case, code: str) -> Paper:
    with case.office.desk.store.reading() as session:
        row = session.query(Paper).filter_by(case_id=case.case, code=code).one()
        assert row.context
        session.expunge(row)
        return row


def test_that_pieces_of_evidence_are_written_line_by_line(clerk: Clerk, case: Case) -> None:
    dialog = clerk.begin("issue_paper")
    assert not dialog.editors["items"].isVisible()
    clerk.fill(dialog, {"papers": (), "other": "RM-EVID|"})
    assert dialog.editors["items"].isVisible() and not dialog.editors["village"].isVisible()
    lines = ("界石照片；原件；2；界石被移动", "收条;复印件")
    clerk.fill(dialog, {"provider": "李秀英", "items": lines})
    clerk.send(dialog)
    subject = _made(case, "RM-EVID").context["subject"]
    assert subject["provider"] == "李秀英"
    assert subject["items"] == [
        {"name": "界石照片", "form": "原件", "pages": "2", "proves": "界石被移动"},
        {"name": "收条", "form": "复印件"},
    ]


def test_that_a_village_lawyer_s_log_is_written_at_the_window(clerk: Clerk, case: Case) -> None:
    dialog = clerk.begin("issue_paper")
    clerk.fill(dialog, {"papers": (), "other": "RM-LOG|"})
    clerk.fill(dialog, {"village": "石桥村", "way": "驻点", "work": "咨询、参与调解", "content": "解释相邻关系"})
    clerk.send(dialog)
    subject = _made(case, "RM-LOG").context["subject"]
    assert subject["work"] == ["咨询", "参与调解"] and subject["village"] == "石桥村"
