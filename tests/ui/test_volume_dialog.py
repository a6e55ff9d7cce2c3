"""The archive dialog lists what lies in the volume and what is missing, mends it, and binds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.volumes import VOLUME, Binding, bind_volume
from mediation_desk.queries.volume import VolumeCheck, VolumeOf
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.volume_dialog import VolumeDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.page import SigningPage
from tests.support import signing_desk
from tests.support.clerk import LEFT, Clerk, child, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    made = practice_office(tmp_path_factory.mktemp("volume") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, office: PracticeOffice, jobs: Jobs) -> Clerk:
    case = Case(office).mediating()
    seat = sit_down(qtbot, office, jobs)
    seat.open(case.case)
    return seat


def opened(clerk: Clerk) -> VolumeDialog:
    dialog = clerk.page().show_volume()
    assert dialog is not None
    clerk.qtbot.waitUntil(lambda: dialog.score.text() != "")
    return dialog


def said(dialog: VolumeDialog) -> str:
    notice = dialog.bar.notice()
    return "" if notice is None else notice.text


@pytest.fixture
def untidy(qtbot: QtBot, office: PracticeOffice, jobs: Jobs) -> tuple[Clerk, Case]:
    """Papers are missing, an agreement waits for its scan, a notice for ink on the screen."""
    case = Case(office).mediating().consent_to_screen()
    case.do(IssuePaper(id=case.id("rights"), code="RM-RIGHTS", track=case.id("t"), ref=case.id("p1"), route="screen"))
    case.finalise()
    seat = sit_down(qtbot, office, jobs)
    seat.open(case.case)
    return seat, case


def faults(case: Case) -> list[VolumeCheck]:
    """What is not in order and can be mended."""
    checks = case.office.desk.ask(VolumeOf(case=case.case, track=case.id("t"))).checks
    return [check for check in checks if check.act is not None]


def mend(clerk: Clerk, act: str, about: str) -> None:
    clerk.qtbot.mouseClick(child(opened(clerk), f"mend:{act}:{about}"), LEFT)


def form(clerk: Clerk, act: str) -> ActDialog:
    """The newest form that the case page has opened."""
    found = [one for one in clerk.page().findChildren(ActDialog) if one.isVisible()]
    assert [one.objectName() for one in found] == [f"act:{act}"]
    return found[0]


def test_that_everything_that_can_be_mended_has_a_button_and_nothing_else(untidy: tuple[Clerk, Case]) -> None:
    clerk, case = untidy
    kinds = {check.act for check in faults(case)}
    assert kinds == {"issue_paper", "confirm_scan", "record_signature"}
    buttons = [button.objectName() for button in opened(clerk).checks.findChildren(QPushButton)]
    wanted = [f"{one.code}|{one.ref or ''}" if one.code else one.ref for one in faults(case)]
    assert buttons == [f"mend:{one.act}:{about}" for one, about in zip(faults(case), wanted, strict=True)]


def test_that_a_missing_paper_s_button_ticks_that_paper_and_no_other(untidy: tuple[Clerk, Case]) -> None:
    clerk, case = untidy
    missing = [f"{check.code}|{check.ref or ''}" for check in faults(case) if check.act == "issue_paper"]
    assert len(missing) > 1 and any(not one.endswith("|") for one in missing)
    for about in missing:
        mend(clerk, "issue_paper", about)
        dialog = form(clerk, "issue_paper")
        assert dialog.editors["papers"].value() == (about,)
        dialog.close()


def test_that_a_paper_made_from_the_checklist_is_missing_no_more(untidy: tuple[Clerk, Case]) -> None:
    clerk, case = untidy
    first = next(check for check in faults(case) if check.act == "issue_paper")
    mend(clerk, "issue_paper", f"{first.code}|{first.ref or ''}")
    clerk.send(form(clerk, "issue_paper"))
    assert [one for one in faults(case) if (one.act, one.code, one.ref) == ("issue_paper", first.code, first.ref)] == []


def test_that_a_paper_that_waits_for_its_scan_opens_the_form_with_its_own_signers(
    untidy: tuple[Clerk, Case],
) -> None:
    clerk, case = untidy
    mend(clerk, "confirm_scan", case.id("paper"))
    dialog = form(clerk, "confirm_scan")
    assert [key for key, _ in dialog.editors["signatures"].value()] == [one["key"] for one in case.signers()]


def test_that_a_paper_that_waits_for_ink_is_put_before_the_people_who_sign(untidy: tuple[Clerk, Case]) -> None:
    clerk, case = untidy
    mend(clerk, "record_signature", case.id("rights"))
    page = clerk.window.go("signing")
    assert isinstance(page, SigningPage)
    screen = signing_desk.handed(clerk, page)
    assert screen.sheet is not None and screen.sheet.paper.id == case.id("rights")
    signing_desk.give_back(clerk, page)


def test_that_a_volume_is_bound_behind_the_window_s_back(clerk: Clerk, tmp_path: Path) -> None:
    dialog = opened(clerk)
    dialog.bind_into(tmp_path / "卷", for_court=False)
    clerk.qtbot.waitUntil(lambda: said(dialog) != "", timeout=60_000)
    assert (tmp_path / "卷" / VOLUME).read_bytes().startswith(b"%PDF")
    dialog.bind_into(tmp_path / "卷", for_court=False)
    clerk.qtbot.waitUntil(lambda: "已经存在" in said(dialog), timeout=60_000)
    assert dialog.bind.isEnabled()


def test_that_acts_of_others_do_not_wait_for_a_binding(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slow(*given: object, **more: object) -> Binding | None:
        begun.set()
        goes_on.wait(30)
        return bind_volume(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("mediation_desk.ui.dialogs.volume_dialog.bind_volume", slow)
    dialog, written = opened(clerk), []
    dialog.bind_into(tmp_path / "慢", for_court=False)
    assert begun.wait(30)
    clerk.jobs.write(lambda: "别人的", written.append, lambda refusal: None)
    clerk.qtbot.waitUntil(lambda: written == ["别人的"])
    assert not (tmp_path / "慢").exists()
    goes_on.set()
    clerk.qtbot.waitUntil(lambda: "已装订到" in said(dialog), timeout=60_000)
    assert (tmp_path / "慢" / VOLUME).exists()


def test_that_a_stopped_binding_says_that_nothing_was_written(clerk: Clerk, tmp_path: Path) -> None:
    dialog = opened(clerk)
    dialog.bind_into(tmp_path / "停", for_court=False)
    clerk.qtbot.mouseClick(dialog.stop, LEFT)
    assert said(dialog) == "已停止，没有写入任何文件。"
    clerk.qtbot.waitUntil(lambda: not clerk.jobs.busy, timeout=60_000)
    assert not (tmp_path / "停").exists()
    assert dialog.bind.isEnabled() and not dialog.stop.isVisible()
