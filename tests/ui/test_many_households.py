"""The agreements of a dozen households from one text in the window: progress, stopping, going on, who was refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.acts.handover import SplitTrack
from mediation_desk.acts.many import Deed
from mediation_desk.acts.people import PersonDraft
from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs.many_dialog import ManyDialog
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.practice_desk import DAY, Case, desk_of, shared_office

pytestmark = pytest.mark.thorough

HOUSEHOLDS, CHILD, STOPPED_AFTER = 12, 3, 5
LONG_MS = 120_000


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Case]:
    """One against a dozen, each household in a track of its own; one of them is a child nobody stands for."""
    office = shared_office(tmp_path / "households")
    case = Case(office)
    people = [
        PersonDraft(
            id=case.id(f"n{number + 1}"),
            name=f"业主{number:02}",
            sex="女",
            birth=date(2018 if number == CHILD else 1980, 1, 1),
        )
        for number in range(HOUSEHOLDS + 1)
    ]
    case.mediating(HOUSEHOLDS + 1, people=tuple(people))
    desk_of(office, "guo").perform_each([_split(case, number) for number in range(1, HOUSEHOLDS + 1)])
    yield case
    office.desk.close()


def _split(case: Case, number: int) -> Deed:
    act = SplitTrack(
        track=case.id("t"),
        into=case.id(f"t{number}"),
        parties=(case.id(f"p{number + 1}"),),
        shared_parties=(case.id("p1"),),
        reason="分户签订",
    )
    return Deed(act_id=case.id(f"split{number}"), act=act, case=case.case, on=DAY)


def answers(accounts: dict[int, str] | None = None) -> dict[str, object]:
    table = ["户主\t金额\t收款账户"]
    for number in range(1, HOUSEHOLDS + 1):
        account = (accounts or {}).get(number, f"6222{number:04}")
        table.append(f"业主{number:02}\t{1000 + number}.00\t{account}")
    return {
        "facts": "【户主】购房，逾期交付，事实清楚。",
        "dispute": "违约金【金额】元的支付。",
        "responsibility": "开发商承担责任。",
        "pays_for": "违约金",
        "manner": "汇入账户【收款账户】",
        "batches": ("40 2026-05-31", "60 2026-08-31"),
        "households": tuple(table),
        "stated_total": Money.parse("12078.00"),
    }


def begin(clerk: Clerk) -> ManyDialog:
    page = clerk.page()
    (action,) = [one for one in page.many_menu.actions() if one.objectName() == "many:finalise_agreement"]
    action.trigger()
    clerk.until(lambda: bool(page.findChildren(ManyDialog)))
    return page.findChildren(ManyDialog)[-1]


def until_over(clerk: Clerk, dialog: ManyDialog) -> None:
    clerk.qtbot.waitUntil(lambda: dialog.leave.text() == "关闭", timeout=LONG_MS)


def lines(dialog: ManyDialog) -> list[str]:
    return [dialog.results.item(row).text() for row in range(dialog.results.count())]


def with_texts(case: Case) -> list[int]:
    tracks = {track.id for track in case.facts().tracks if track.agreements}
    return [number for number in range(1, HOUSEHOLDS + 1) if case.id(f"t{number}") in tracks]


def seated(qtbot: QtBot, group: Case, jobs: Jobs) -> Clerk:
    clerk = sit_down(qtbot, group.office, jobs)
    clerk.open(group.case)
    return clerk


def test_that_a_list_is_stopped_half_way_and_gone_on_with_while_others_get_their_turn(
    qtbot: QtBot, group: Case, jobs: Jobs
) -> None:
    clerk = seated(qtbot, group, jobs)
    dialog = begin(clerk)
    dialog.choose([target.key for target in dialog.targets if target.key != group.id("t")])
    clerk.fill(dialog, answers({7: ""}), DAY)
    shown: list[str] = []
    others: list[int] = []

    def at_each_step(done: int) -> None:
        shown.append(dialog.under_way.text())
        if done == 2:
            jobs.write(lambda: len(with_texts(group)), others.append, lambda refusal: None)
        if done == STOPPED_AFTER and len(others) < 2:
            others.append(-1)
            qtbot.mouseClick(dialog.leave, LEFT)

    dialog.progress.valueChanged.connect(at_each_step)
    qtbot.mouseClick(dialog.go, LEFT)
    assert dialog.leave.text() == "停止"
    until_over(clerk, dialog)
    assert dialog.tally is not None
    assert (dialog.tally.count("done"), dialog.tally.count("refused"), dialog.tally.count("left")) == (4, 1, 7)
    assert with_texts(group) == [1, 2, 4, 5]
    assert 0 < others[0] <= 2, "another's change is written between two agreements, not after them all"
    notice = dialog.notices.notice()
    assert notice is not None
    assert notice.text == "已停止。已办理 4 项，未办成 1 项，未办理 7 项。已办理的保留，余下的可以继续办理。"
    assert "正在办理第 3 项，共 12 项：业主03" in shown
    assert "监护人" in lines(dialog)[0] and lines(dialog)[0].startswith("业主03")

    qtbot.mouseClick(dialog.go, LEFT)
    clerk.until(lambda: dialog.leave.text() == "停止")
    until_over(clerk, dialog)
    assert with_texts(group) == [1, 2, 4, 5, 6, 8, 9, 10, 11, 12]
    refused = [line for line in lines(dialog) if "✕" in line]
    assert [line.partition("　")[0] for line in refused] == ["业主03", "业主07"] and "收款账户" in refused[1]

    qtbot.mouseClick(dialog.again, LEFT)
    assert [target.words for target in dialog.chosen()] == ["业主03", "业主07"]
    clerk.fill(dialog, {"households": answers({7: "62220007"})["households"]})
    qtbot.mouseClick(dialog.go, LEFT)
    clerk.until(lambda: dialog.leave.text() == "停止")
    until_over(clerk, dialog)
    assert with_texts(group) == [number for number in range(1, HOUSEHOLDS + 1) if number != CHILD]
    qtbot.mouseClick(dialog.leave, LEFT)
    clerk.rest()


def test_that_whoever_comes_back_finds_the_rest_ticked_and_the_others_marked(
    qtbot: QtBot, group: Case, jobs: Jobs
) -> None:
    clerk = seated(qtbot, group, jobs)
    dialog = begin(clerk)
    dialog.choose([group.id("t1"), group.id("t2")])
    clerk.fill(dialog, {**answers(), "households": answers()["households"][:3], "stated_total": None}, DAY)  # type: ignore[index]
    qtbot.mouseClick(dialog.go, LEFT)
    until_over(clerk, dialog)
    qtbot.mouseClick(dialog.leave, LEFT)
    clerk.rest()

    again = begin(clerk)
    ticked = {target.key for target in again.chosen()}
    assert ticked == {target.key for target in again.targets} - {group.id("t1"), group.id("t2")}
    again.choose([group.id(f"t{number}") for number in (5, 6)])
    clerk.fill(again, answers(), DAY)
    qtbot.mouseClick(again.go, LEFT)
    notice = again.notices.notice()
    assert notice is not None and "业主03不在选中的程序里" in notice.text, "a household that was forgotten is named"
    again.reject()
    clerk.rest()


def test_that_a_list_whose_window_is_closed_ends_there_and_the_page_shows_what_was_done(
    qtbot: QtBot, group: Case, jobs: Jobs
) -> None:
    clerk = seated(qtbot, group, jobs)
    dialog = begin(clerk)
    dialog.choose([group.id(f"t{number}") for number in (1, 2, 4, 5)])
    table = answers()["households"]
    rows = tuple(table[number] for number in (0, 1, 2, 4, 5))  # type: ignore[index]
    clerk.fill(dialog, {**answers(), "households": rows, "stated_total": None}, DAY)
    dialog.progress.valueChanged.connect(lambda done: dialog.reject() if done == 2 else None)
    qtbot.mouseClick(dialog.go, LEFT)
    clerk.until(lambda: not jobs.busy and with_texts(group) == [1, 2])
    clerk.rest()
    sheet = clerk.page().sheet
    assert sheet is not None
    assert sum(bool(track.facts.agreements) for track in sheet.tracks) == 2
