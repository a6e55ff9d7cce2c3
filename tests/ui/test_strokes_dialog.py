"""The director hands out the strokes of a signature, and the audit knows to whom and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.strokes import compare_strokes
from mediation_desk.model.audit import AuditEntry
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.ui.dialogs.strokes_dialog import StrokesDialog
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case, desk_of, staff


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    made = practice_office(tmp_path_factory.mktemp("strokes") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    made = Case(office).mediating().consent_to_screen()
    made.finalise(route="screen")
    made.sign("p1")
    return made


def at_paper(qtbot: QtBot, case: Case, jobs: Jobs, account: str | None) -> Clerk:
    seat = sit_down(qtbot, case.office, jobs, account)
    seat.open(case.case)
    page = seat.page()
    page.tabs.setCurrentWidget(page.materials)
    page.materials.table.choose(f"paper:{case.id('paper')}")
    return seat


def said(dialog: StrokesDialog) -> str:
    notice = dialog.bar.notice()
    return "" if notice is None else notice.text


def test_that_the_director_writes_the_file_and_the_audit_names_who_got_it(
    qtbot: QtBot, case: Case, jobs: Jobs, tmp_path: Path
) -> None:
    seat = at_paper(qtbot, case, jobs, None)
    assert seat.page().materials.strokes.isVisible()
    dialog = seat.page().materials.show_strokes()
    assert dialog is not None
    out = tmp_path / "strokes.zip"

    dialog.write(out)
    qtbot.waitUntil(lambda: "提供给谁" in said(dialog))
    assert not out.exists()

    dialog.recipient.setText("某司法鉴定中心")
    dialog.reason.setText("鉴委〔2026〕1号")
    with qtbot.waitSignal(dialog.released):
        dialog.write(out)
    pdf = desk_of(case.office, "shen").ask(PaperBytes(paper=case.id("paper")))
    found = compare_strokes(pdf, out.read_bytes())
    assert found is not None
    assert found.field == dialog.signer.currentData() == "p1"
    with case.office.desk.store.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "release_strokes")).one()
    assert entry.case_id == case.case
    assert entry.reason == "人民调解协议书 王有田 → 某司法鉴定中心：鉴委〔2026〕1号"


def test_that_a_mediator_is_not_offered_them(qtbot: QtBot, case: Case, jobs: Jobs) -> None:
    seat = at_paper(qtbot, case, jobs, staff("guo"))
    assert not seat.page().materials.strokes.isVisible()
