"""One door to other threads and one way back."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.jobs import Jobs, Lane, LatestAnswer, Progress, Step


def _no_refusal(refusal: Refusal) -> None:
    pytest.fail(str(refusal))


def test_that_an_answer_comes_back_on_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool, bool]] = []
    here = threading.get_ident()
    jobs.read(
        threading.get_ident,
        lambda there: seen.append((7, there != here, threading.get_ident() == here)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, True, True)]
    assert QThread.currentThread() is QCoreApplication.instance().thread()


def test_that_changes_happen_in_the_order_they_were_asked(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    answered: list[int] = []
    for number in range(20):
        jobs.write(lambda number=number: done.append(number) or number, answered.append, _no_refusal)
    qtbot.waitUntil(lambda: len(answered) == 20)
    assert done == answered == list(range(20))


def test_that_a_refusal_is_an_answer_not_a_fault(jobs: Jobs, faults: list[Exception], qtbot: QtBot) -> None:
    refused: list[str] = []

    def work() -> None:
        raise Refusal("clock.consent_missing", field="consents")

    jobs.write(work, lambda _: pytest.fail("no answer was due"), lambda refusal: refused.append(refusal.code))
    qtbot.waitUntil(lambda: bool(refused))
    assert refused == ["clock.consent_missing"]
    assert not faults


def test_that_a_bug_is_reported_and_the_lane_goes_on(jobs: Jobs, faults: list[Exception], qtbot: QtBot) -> None:
    answers: list[int] = []

    def broken() -> int:
        raise ZeroDivisionError

    jobs.write(broken, answers.append, _no_refusal)
    jobs.write(lambda: 2, answers.append, _no_refusal)
    qtbot.waitUntil(lambda: answers == [2])
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


def test_that_a_refusal_nobody_listens_for_is_a_fault(jobs: Jobs, faults: list[Exception], qtbot: QtBot) -> None:
    def work() -> None:
        raise Refusal("money.unreadable")

    jobs.read(work, lambda _: None)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], Refusal)


def test_that_a_cancelled_question_is_never_answered(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []
    job = jobs.read(lambda: gate.wait(5) and "late", answers.append)
    job.cancel()
    gate.set()
    with qtbot.wait_signal(jobs.working_changed) as idle:
        pass
    assert idle.args == [False]
    assert answers == []


def test_that_the_answer_for_a_page_that_is_gone_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    gate, page, answers = threading.Event(), QObject(), []
    jobs.read(lambda: gate.wait(5), answers.append, owner=page)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    with qtbot.wait_signal(jobs.working_changed):
        gate.set()
    assert answers == []


def test_that_a_long_change_tells_its_progress_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[Step] = []
    answers: list[str] = []

    def work(progress: Progress) -> str:
        for number in range(3):
            progress.report(number + 1, 3, f"第 {number + 1} 批")
        return "完"

    jobs.at_length(Lane.WRITE, work, answers.append, _no_refusal, steps.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert steps == [Step(1, 3, "第 1 批"), Step(2, 3, "第 2 批"), Step(3, 3, "第 3 批")]


def test_that_neither_changes_nor_questions_wait_for_long_reading(jobs: Jobs, qtbot: QtBot) -> None:
    gate, steps, answers, others = threading.Event(), list[Step](), list[str](), list[str]()

    def work(progress: Progress) -> str:
        progress.report(1, 2)
        gate.wait(5)
        return "装订好了"

    jobs.at_length(Lane.READ, work, answers.append, _no_refusal, steps.append)
    jobs.write(lambda: "改了", others.append, _no_refusal)
    jobs.read(lambda: "答了", others.append)
    qtbot.waitUntil(lambda: len(others) == 2)
    assert sorted(others) == ["改了", "答了"] and answers == []
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert (answers, steps) == (["装订好了"], [Step(1, 2)])


def test_that_long_work_can_see_that_it_is_no_longer_wanted(jobs: Jobs, qtbot: QtBot) -> None:
    started, cancelled, seen = threading.Event(), threading.Event(), []

    def work(progress: Progress) -> None:
        started.set()
        cancelled.wait(5)
        seen.append(progress.stop_wanted)

    job = jobs.at_length(Lane.WRITE, work, lambda _: None, _no_refusal, lambda _: None)
    started.wait(5)
    job.cancel()
    with qtbot.wait_signal(jobs.working_changed):
        cancelled.set()
    assert seen == [True]


def test_that_only_the_newest_question_is_answered(jobs: Jobs, qtbot: QtBot) -> None:
    latest, gate = LatestAnswer(jobs), threading.Event()
    answers: list[str] = []
    latest.read(lambda: gate.wait(5) and "周", answers.append)
    latest.read(lambda: gate.wait(5) and "周桂", answers.append)
    with qtbot.wait_signal(jobs.working_changed):
        gate.set()
    assert answers == ["周桂"]


def test_that_closing_lets_a_change_that_has_begun_finish(faults: list[Exception]) -> None:
    lanes, begun, written = Jobs(faults.append), threading.Event(), []

    def work() -> None:
        begun.set()
        written.append("half")
        written.append("whole")

    lanes.write(work, lambda _: None, _no_refusal)
    begun.wait(5)
    lanes.close()
    assert written == ["half", "whole"]


def test_that_a_machine_that_never_answers_holds_up_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    gate, heard = threading.Event(), list[object]()
    for number in range(4):
        jobs.at_length(
            Lane.OUTSIDE, lambda _, number=number: gate.wait(30) and number, heard.append, heard.append, heard.append
        )
    jobs.read(lambda: "read", heard.append)
    jobs.write(lambda: "written", heard.append, heard.append)
    qtbot.waitUntil(lambda: set(heard) == {"read", "written"})
    gate.set()
    qtbot.waitUntil(lambda: set(heard) == {"read", "written", 0, 1, 2, 3})


def test_that_a_closing_window_does_not_wait_for_ever(
    faults: list[Exception], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediation_desk.ui.jobs._PARTING_S", 0.05)
    gate, lanes = threading.Event(), Jobs(faults.append)
    lanes.at_length(Lane.OUTSIDE, lambda _: gate.wait(30), lambda _: None, lambda _: None, lambda _: None)
    lanes.close()
    assert not gate.is_set()
    gate.set()
