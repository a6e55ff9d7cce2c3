"""Many at once in the window: whom it is offered for, the list with its progress, and turning among many tracks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs.many_dialog import ManyDialog
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import LEFT, Clerk, child, sit_down
from tests.support.practice_desk import DAY, Case, shared_office

pytestmark = pytest.mark.thorough

MANY = 14
LONG_MS = 90_000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Many against one: here the one applies, and the many are respondents."""
    office: PracticeOffice = shared_office(tmp_path_factory.mktemp("crowd"))
    yield Case(office).mediating(MANY + 1)
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, crowd: Case, jobs: Jobs) -> Clerk:
    seat = sit_down(qtbot, crowd.office, jobs)
    seat.open(crowd.case)
    return seat


def _begin(clerk: Clerk, act: str) -> ManyDialog:
    page = clerk.page()
    (action,) = [one for one in page.many_menu.actions() if one.objectName() == f"many:{act}"]
    action.trigger()
    clerk.until(lambda: bool(page.findChildren(ManyDialog)))
    return page.findChildren(ManyDialog)[-1]


def _run(clerk: Clerk, dialog: ManyDialog) -> ManyDialog:
    clerk.qtbot.mouseClick(dialog.go, LEFT)
    clerk.qtbot.waitUntil(lambda: dialog.leave.text() == "关闭", timeout=LONG_MS)
    return dialog


def _close(clerk: Clerk, dialog: ManyDialog) -> None:
    clerk.qtbot.mouseClick(dialog.leave, LEFT)
    clerk.rest()


def test_that_a_crowd_goes_from_one_track_to_many_agreements(clerk: Clerk, crowd: Case) -> None:
    split = _begin(clerk, "split_track")
    assert len(split.targets) == MANY
    split.choose([target.key for target in split.targets[1:]])
    clerk.fill(split, {"reason": "分户签订"}, DAY)
    _run(clerk, split)
    assert split.tally is not None
    assert (split.tally.count("done"), split.progress.value()) == (MANY - 1, MANY - 1)
    _close(clerk, split)

    page = clerk.page()
    clerk.until(lambda: page.sheet is not None and len(page.sheet.tracks) == MANY)
    assert page.header.tracks.box is not None
    assert page.header.tracks.box.count() == MANY
    clerk.qtbot.mouseClick(child(page.header, "stage:mediating"), LEFT)
    before = page.track()
    page.header.tracks.box.activated.emit(7)
    assert page.track() is not before

    text = _begin(clerk, "finalise_agreement")
    chosen = text.targets[:3]
    text.choose([target.key for target in chosen])
    answers = {
        "facts": "【户主】与开发商因延期交房发生纠纷，事实清楚。",
        "dispute": "违约金【金额】元的支付。",
        "responsibility": "开发商承担责任。",
        "pays_for": "违约金",
        "batches": ("30 2026-05-31", "30% 2026-08-31", "40 2026-11-30"),
        "households": tuple(f"{target.words}\t100.0{n}" for n, target in enumerate(chosen)),
        "stated_total": Money.parse("300.04"),
    }
    clerk.fill(text, answers, DAY)
    clerk.qtbot.mouseClick(text.go, LEFT)
    notice = text.notices.notice()
    assert notice is not None
    assert "相差0.01元" in notice.text
    clerk.fill(text, {"stated_total": Money.parse("300.03")})
    _run(clerk, text)
    assert text.tally is not None
    said = [text.results.item(row).text() for row in range(text.results.count())]
    assert text.tally.count("done") == 3, said
    _close(clerk, text)
    agreements = [track.agreements[0] for track in crowd.facts().tracks if track.agreements]
    assert [one.duties[0].total for one in agreements] == [Money.parse(f"100.0{n}") for n in range(3)]
    sums = [[item.amount.figures for item in one.duties[0].instalments] for one in agreements]
    assert sums == [["30.00", "30.00", "40.00"], ["30.00", "30.00", "40.01"], ["30.00", "30.00", "40.02"]]
    assert agreements[0].facts.startswith(chosen[0].words)


def test_that_what_was_stopped_is_listed_as_not_done_and_goes_on(clerk: Clerk) -> None:
    end = _begin(clerk, "end_track")
    clerk.fill(end, {"reason": "withdrawn", "words": "申请人撤回申请"}, DAY)
    stops: list[int] = []

    def stop_at_once() -> None:
        if end.tally is not None and end.tally.tried and not stops:
            stops.append(end.tally.tried)
            clerk.qtbot.mouseClick(end.leave, LEFT)

    end.progress.valueChanged.connect(lambda _value: stop_at_once())
    _run(clerk, end)
    assert end.tally is not None
    assert 0 < end.tally.count("left") < end.tally.total
    assert "未办理" in (end.notices.notice() or end).text  # type: ignore[union-attr]
    _run_on(clerk, end)
    assert end.tally.count("left") == 0
    _close(clerk, end)


def _run_on(clerk: Clerk, dialog: ManyDialog) -> None:
    clerk.qtbot.mouseClick(dialog.go, LEFT)
    clerk.qtbot.waitUntil(lambda: dialog.tally is not None and not dialog.tally.count("left"), timeout=LONG_MS)
    clerk.until(lambda: dialog.leave.text() == "关闭")
