"""The screen that faces the parties: read to the end, understood, signed in turn; refused, interrupted, taken over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.reading_aloud import RecordReadingNeed
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.model.signature import Signature
from mediation_desk.model.signing_session import SigningSession
from mediation_desk.queries.case import WholeCase
from mediation_desk.store.passwords import FIRST_LOCK
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.course import Step
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.ui.pages.signing.voice import MACHINE
from tests.support import signing_desk
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.kept_offices import PASSWORD, practice_office
from tests.support.practice_desk import Case, staff
from tests.support.signing_desk import answer_all, give_back, handed, press, read, sign_as, type_pin

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    made = practice_office(tmp_path_factory.mktemp("desk") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    """An agreement that waits for two parties, the mediator and the seal."""
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    return case


@pytest.fixture
def clerk(qtbot: QtBot, office: PracticeOffice, jobs: Jobs, case: Case, faults: list[Exception]) -> Iterator[Clerk]:
    yield sit_down(qtbot, office, jobs)
    assert faults == []


def opened(clerk: Clerk, case: Case) -> SigningPage:
    page = clerk.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(page, SigningPage)
    return page


def faced(clerk: Clerk, case: Case) -> tuple[SigningPage, SigningScreen]:
    page = opened(clerk, case)
    return page, handed(clerk, page)


def to_questions(clerk: Clerk, screen: SigningScreen, key: str = "p1") -> None:
    signing_desk.take(clerk, screen, key)
    read(clerk, screen)
    assert screen.course.step() is Step.CHECK


def answer(clerk: Clerk, screen: SigningScreen, *, right: bool) -> None:
    turn = screen.course.turn
    assert turn is not None and turn.question is not None
    place = next(n for n in range(len(turn.question.choices)) if (n == turn.question.right) is right)
    press(clerk, screen.face.check.choices[place])


def stored(case: Case, table: Any) -> list[Any]:
    with case.office.desk.store.reading() as session:
        rows = session.query(table).filter_by(case_id=case.case).order_by(table.recorded_at).all()
        session.expunge_all()
        return list(rows)


def ends(case: Case) -> list[str | None]:
    return [row.ended_how for row in stored(case, SigningSession)]


# -- in turn, from the first page to the seal


def test_that_everybody_signs_in_order_and_the_paper_is_locked(clerk: Clerk, case: Case) -> None:
    page, screen = faced(clerk, case)
    for key in ("p2", "p1", "m1"):
        sign_as(clerk, screen, key)
    press(clerk, screen.face.end.seal)
    clerk.until(lambda: screen.course.step() is Step.DONE)
    give_back(clerk, page)
    assert case.paper().state == "complete"
    assert case.track().agreements[-1].state == "effective"
    assert ends(case) == ["finished"]
    assert clerk.window.current() == "case"


def test_that_nobody_goes_on_before_the_foot_of_the_last_page(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p1")
    assert screen.view.page_count() > 1 and not screen.face.read.finished.isEnabled()
    while screen.view.current_page() < screen.view.page_count():
        assert not screen.face.read.finished.isEnabled()
        press(clerk, screen.face.text.on)
    read(clerk, screen)
    assert screen.course.step() is Step.CHECK


def test_that_the_next_person_begins_at_the_first_page(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    sign_as(clerk, screen, "p1")
    signing_desk.take(clerk, screen, "p2")
    assert screen.view.current_page() == 1
    assert not screen.view.all_seen() and not screen.face.read.finished.isEnabled()
    assert screen.pad.is_empty()


def test_that_only_those_whose_turn_it_is_are_offered(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    assert set(screen.face.choose.buttons) == {"p1", "p2"}
    sign_as(clerk, screen, "p1")
    clerk.until(lambda: set(screen.face.choose.buttons) == {"p2"})


def test_that_nobody_signs_in_the_mediator_s_place_without_his_pin(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    for key in ("p1", "p2"):
        sign_as(clerk, screen, key)
    press(clerk, screen.face.choose.buttons["m1"])
    assert screen.face.pin.isVisible() and screen.signer() is None
    press(clerk, screen.face.pin.back)
    assert screen.signer() is None
    press(clerk, screen.face.choose.buttons["m1"])
    type_pin(clerk, screen)
    assert screen.signer() is not None


def test_that_the_parties_cannot_affix_the_seal(clerk: Clerk, case: Case) -> None:
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    case.office.clock.moment += timedelta(minutes=1)
    _, screen = faced(clerk, case)
    screen.course.held = True
    screen.affix_seal()
    clerk.rest()
    assert case.paper().state == "signing"


def test_that_a_paper_only_staff_sign_asks_for_nothing_beforehand(clerk: Clerk, case: Case) -> None:
    for key in ("p1", "p2"):
        case.sign(key)
    page = opened(clerk, case)
    clerk.until(lambda: page.facing is not None)
    screen = handed(clerk, page)
    assert page.handing.dialog is None and not screen.course.held
    give_back(clerk, page)
    assert ends(case) == ["left"]


def test_that_staff_by_themselves_say_where_they_sign_and_are_offered_where_the_last_one_did(
    clerk: Clerk, case: Case
) -> None:
    page = opened(clerk, case)
    screen = handed(clerk, page, "枫塘村村委会")
    for key in ("p1", "p2"):
        signing_desk.take(clerk, screen, key)
        read(clerk, screen)
        signing_desk.answer_all(clerk, screen)
        assert not screen.face.sign.where.isVisible()
        signing_desk.write(clerk, screen)
    give_back(clerk, page)
    screen = handed(clerk, opened(clerk, case))
    assert screen.face.sign.where.text() == "枫塘村村委会"
    signing_desk.sign_as(clerk, screen, "m1", "枫塘镇司法所")
    assert [one.place for one in stored(case, Signature)] == ["枫塘村村委会", "枫塘村村委会", "枫塘镇司法所"]


def test_that_the_screen_is_handed_over_from_the_keyboard(clerk: Clerk, case: Case, qtbot: QtBot) -> None:
    page = opened(clerk, case)
    clerk.until(lambda: page.handing.dialog is not None)
    assert page.handing.dialog is not None
    qtbot.keyClick(page.handing.dialog.where, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: page.facing is not None)


def test_that_what_was_written_can_be_written_again(clerk: Clerk, case: Case, qtbot: QtBot) -> None:
    _, screen = faced(clerk, case)
    to_questions(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    clerk.rest()
    assert not screen.face.sign.confirm.isEnabled() and not screen.face.sign.again.isEnabled()
    signing_desk.scribble(qtbot, screen.pad)
    press(clerk, screen.face.sign.again)
    assert screen.pad.is_empty() and not screen.face.sign.confirm.isEnabled()
    assert stored(case, Signature) == []


def test_that_the_text_grows_in_steps_and_is_its_usual_size_for_the_next_person(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p1")
    usual = screen.view.zoom()
    press(clerk, screen.face.text.larger)
    assert screen.view.zoom() > usual
    read(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    signing_desk.write(clerk, screen)
    signing_desk.take(clerk, screen, "p2")
    assert screen.view.zoom() == usual
    for _ in range(3):
        press(clerk, screen.face.text.larger)
    assert screen.face.text.larger.text() == "恢复大小"
    press(clerk, screen.face.text.larger)
    assert screen.view.zoom() == usual


def test_that_another_paper_asks_nothing_and_can_be_declined_too(clerk: Clerk, case: Case) -> None:
    track, party = case.id("t"), case.id("p1")
    case.do(IssuePaper(id=case.id("rights"), code="RM-RIGHTS", track=track, ref=party, route="screen"))
    page = clerk.window.go("signing", f"{case.case}|{case.id('rights')}")
    assert isinstance(page, SigningPage)
    screen = handed(clerk, page)
    signing_desk.take(clerk, screen, next(iter(screen.face.choose.buttons)))
    read(clerk, screen)
    assert screen.course.step() is Step.SIGN
    press(clerk, screen.face.refuse)
    press(clerk, screen.face.reason.go)
    clerk.until(lambda: screen.course.step() is Step.STOPPED)
    assert ends(case) == ["stopped"]
    assert "refuse_to_sign" not in {line.act for line in case.office.desk.ask(WholeCase(case=case.case)).timeline}


# -- understanding


def test_that_a_wrong_answer_shows_the_clause_and_asks_again(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    to_questions(clerk, screen)
    assert not screen.face.check.clause.isVisible()
    answer(clerk, screen, right=False)
    assert screen.face.check.clause.isVisible() and "8,000.00" in screen.face.check.clause.text()
    answer(clerk, screen, right=True)
    assert screen.course.step() is Step.CHECK and not screen.face.check.clause.isVisible()


def test_that_after_the_second_wrong_answer_the_mediator_explains_and_it_goes_on(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    to_questions(clerk, screen)
    answer(clerk, screen, right=False)
    answer(clerk, screen, right=False)
    assert screen.course.step() is Step.HELP and screen.face.help.clause.isVisible()
    press(clerk, screen.face.help.explained)
    assert screen.face.pin.isVisible()
    type_pin(clerk, screen)
    assert screen.course.step() is Step.CHECK and screen.course.held
    signing_desk.answer_all(clerk, screen)
    signing_desk.write(clerk, screen)
    (kept,) = stored(case, Signature)
    assert kept.circumstances["helped_by"] == "沈若兰"
    assert [one["right"] for one in kept.circumstances["answers"]] == [False, False, True, True]
    assert kept.circumstances["pages_seen"] == screen.view.page_count()
    assert kept.circumstances["device_words"] == "鼠标"


# -- disagreeing


@pytest.mark.parametrize(("typed", "kept"), [("金额不对", "金额不对"), ("", "未说明理由")])
def test_that_disagreeing_stops_everything_and_is_recorded(clerk: Clerk, case: Case, typed: str, kept: str) -> None:
    page, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p2")
    press(clerk, screen.face.refuse)
    screen.face.reason.reason.setPlainText(typed)
    press(clerk, screen.face.reason.go)
    clerk.until(lambda: screen.course.step() is Step.STOPPED)
    (session,) = stored(case, SigningSession)
    assert (session.ended_how, session.stopped_by, session.reason) == ("stopped", "p2", kept)
    told = {line.act: line.detail for line in case.office.desk.ask(WholeCase(case=case.case)).timeline}
    assert told["refuse_to_sign"] == kept
    screen.take_turn("p1")
    clerk.rest()
    assert screen.signer() is None and stored(case, Signature) == []
    give_back(clerk, page)
    assert page.watch.isVisible() and "不同意" in [row.state for row in page.watch.rows]


def test_that_thinking_again_records_nothing(clerk: Clerk, case: Case) -> None:
    _, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p2")
    press(clerk, screen.face.refuse)
    press(clerk, screen.face.reason.back)
    assert screen.course.step() is Step.READ and ends(case) == [None]


# -- taking the screen back


def test_that_three_wrong_pins_lock_and_the_password_is_the_way_out(clerk: Clerk, case: Case) -> None:
    page, screen = faced(clerk, case)
    press(clerk, screen.face.back)
    said = []
    for _ in range(3):
        type_pin(clerk, screen, "135790")
        notice = screen.face.pin.notices.notice()
        assert notice is not None
        said.append(notice.text)
    assert "还可以再试2次" in said[0] and "还可以再试1次" in said[1] and "登录密码" in said[2]
    assert screen.face.pin.password.isVisible() and not screen.face.pin.figures.isVisible()
    screen.face.pin.password.setText("不是密码")
    press(clerk, screen.face.pin.go)
    assert page.facing is screen
    screen.face.pin.password.setText(PASSWORD)
    press(clerk, screen.face.pin.go)
    clerk.until(lambda: page.facing is None)


def test_that_the_wait_outlives_the_program(clerk: Clerk, case: Case, qtbot: QtBot, jobs: Jobs) -> None:
    _, screen = faced(clerk, case)
    press(clerk, screen.face.back)
    for _ in range(3):
        type_pin(clerk, screen, "135790")
    again = sit_down(qtbot, case.office, jobs)
    page, resumed = faced(again, case)
    press(again, resumed.face.back)
    type_pin(again, resumed)
    notice = resumed.face.pin.notices.notice()
    assert notice is not None and "连续输错三次" in notice.text
    case.office.clock.moment += FIRST_LOCK + timedelta(seconds=1)
    press(again, resumed.face.pin.back)
    press(again, resumed.face.back)
    type_pin(again, resumed)
    again.until(lambda: page.facing is None)


def test_that_a_pin_is_typed_on_the_keyboard_too(clerk: Clerk, case: Case, qtbot: QtBot) -> None:
    page, screen = faced(clerk, case)
    press(clerk, screen.face.back)
    qtbot.keyClicks(screen.face.pin, signing_desk.PIN + "\r")
    clerk.until(lambda: page.facing is None)


def test_that_who_has_no_pin_is_offered_one_and_else_uses_his_password(
    clerk: Clerk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediation_desk.desk.signing_pins.SigningPins.is_set", lambda pins: False)
    page = opened(clerk, case)
    clerk.until(lambda: page.handing.dialog is not None)
    assert page.handing.dialog is not None
    assert "还没有签署PIN" in page.handing.dialog.pin_words.text() and page.handing.dialog.set_pin.isVisible()
    screen = handed(clerk, page)
    press(clerk, screen.face.back)
    assert screen.face.pin.password.isVisible() and not screen.face.pin.other.isVisible()
    screen.face.pin.password.setText(PASSWORD)
    press(clerk, screen.face.pin.go)
    clerk.until(lambda: page.facing is None)


# -- reading aloud


class FakeVoice(QObject):
    """Keeps what it was to say."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stops = 0

    def can_speak(self) -> bool:
        return True

    def speak(self, words: str) -> None:
        self.said.append(words)

    def stop(self) -> None:
        self.stops += 1


def with_voice(clerk: Clerk, voice: FakeVoice) -> None:
    page = clerk.window.go("signing")
    assert isinstance(page, SigningPage)
    page.handing.use_voice(lambda: voice)


def test_that_the_page_in_view_is_read_aloud_until_it_is_turned(clerk: Clerk, case: Case) -> None:
    voice = FakeVoice()
    with_voice(clerk, voice)
    _, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p1")
    press(clerk, screen.face.text.listen)
    assert len(voice.said) == 1 and "人民调解协议书" in voice.said[0] and "8,000.00" in voice.said[0]
    stops = voice.stops
    screen.view.go_to_page(2)
    assert voice.stops > stops and screen.face.text.listen.text() == "听读"
    press(clerk, screen.face.text.listen)
    assert voice.said[1] != voice.said[0]
    stops = voice.stops
    press(clerk, screen.face.text.listen)
    assert voice.stops > stops and len(voice.said) == 2
    read(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    signing_desk.write(clerk, screen)
    (kept,) = stored(case, Signature)
    assert kept.circumstances["read_aloud_by"] == MACHINE


def test_that_the_voice_is_silent_for_the_next_person(clerk: Clerk, case: Case) -> None:
    voice = FakeVoice()
    with_voice(clerk, voice)
    _, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p1")
    read(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    press(clerk, screen.face.text.listen)
    stops = voice.stops
    signing_desk.write(clerk, screen)
    assert voice.stops > stops
    signing_desk.take(clerk, screen, "p2")
    assert screen.course.turn is not None and screen.course.turn.heard is None


def test_that_who_cannot_read_is_read_to_before_a_witness_and_it_is_kept(clerk: Clerk, case: Case) -> None:
    case.do(RecordReadingNeed(person=case.id("n2"), need="illiterate"))
    page = opened(clerk, case)
    clerk.until(lambda: page.handing.dialog is not None)
    assert page.handing.dialog is not None
    assert not page.handing.dialog.readers["p2"].isEnabled()
    screen = handed(clerk, page)
    signing_desk.take(clerk, screen, "p2")
    read(clerk, screen)
    assert screen.course.step() is Step.ALOUD
    press(clerk, screen.face.aloud.record)
    type_pin(clerk, screen)
    press(clerk, screen.face.reader.go)
    notice = screen.face.reader.notices.notice()
    assert notice is not None and "见证人" in notice.text
    screen.face.reader.witness.setText("钱大伯")
    press(clerk, screen.face.reader.go)
    assert screen.course.step() is Step.CHECK
    signing_desk.answer_all(clerk, screen)
    signing_desk.write(clerk, screen)
    (kept,) = stored(case, Signature)
    assert kept.circumstances["read_aloud_by"] == "沈若兰"


def test_that_staff_say_who_cannot_read_before_they_hand_the_screen_over(clerk: Clerk, case: Case) -> None:
    page = opened(clerk, case)
    clerk.until(lambda: page.handing.dialog is not None)
    dialog = page.handing.dialog
    assert dialog is not None
    box = dialog.readers["p1"]
    box.setCurrentIndex(box.findData("illiterate"))
    screen = handed(clerk, page)
    assert screen.sheet is not None and screen.sheet.reading("p1").must_be_read
    sign_as(clerk, screen, "p1")


# -- interrupted


def test_that_a_broken_off_signing_goes_on_exactly_there(clerk: Clerk, case: Case, qtbot: QtBot, jobs: Jobs) -> None:
    _, screen = faced(clerk, case)
    sign_as(clerk, screen, "p1")
    signing_desk.take(clerk, screen, "p2")
    read(clerk, screen)
    signing_desk.scribble(qtbot, screen.pad)
    again = sit_down(qtbot, case.office, jobs)
    page = again.window.go("signing")
    assert isinstance(page, SigningPage)
    (broken,) = stored(case, SigningSession)
    again.until(lambda: broken.id in page.broken.lines)
    words, go, _ = page.broken.lines[broken.id]
    assert "已签：王有田" in words.text() and "李秀英正在签" in words.text() and go.text() == "接着签"
    press(again, go)
    resumed = handed(again, page)
    assert ends(case) == ["broken_off", None]
    assert case.track().agreements[-1].state == "finalised"
    assert [one.key for one in resumed.course.candidates()] == ["p2"]
    signing_desk.take(again, resumed, "p2")
    assert resumed.view.current_page() == 1 and resumed.course.step() is Step.READ and resumed.pad.is_empty()
    read(again, resumed)
    signing_desk.answer_all(again, resumed)
    signing_desk.write(again, resumed)
    assert [row.signer_key for row in stored(case, Signature)] == ["p1", "p2"]
    give_back(again, page)


def test_that_a_broken_off_signing_can_be_ended(clerk: Clerk, case: Case, qtbot: QtBot, jobs: Jobs) -> None:
    faced(clerk, case)
    again = sit_down(qtbot, case.office, jobs)
    page = again.window.go("signing")
    assert isinstance(page, SigningPage)
    (broken,) = stored(case, SigningSession)
    again.until(lambda: broken.id in page.broken.lines)
    press(again, page.broken.lines[broken.id][2])
    again.until(lambda: broken.id not in page.broken.lines)
    assert ends(case) == ["broken_off"]


def test_that_a_second_desk_takes_a_paper_over_only_where_it_is_seen(
    clerk: Clerk, case: Case, qtbot: QtBot, jobs: Jobs
) -> None:
    page, screen = faced(clerk, case)
    signing_desk.take(clerk, screen, "p1")
    other = sit_down(qtbot, case.office, jobs, staff("guo"))
    theirs = opened(other, case)
    other.until(lambda: theirs.handing.dialog is not None)
    dialog = theirs.handing.dialog
    assert dialog is not None and dialog.go.text() == "接手并交给当事人"
    handed(other, theirs)
    assert ends(case) == ["taken_over", None]
    read(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    signing_desk.scribble(qtbot, screen.pad)
    press(clerk, screen.face.sign.confirm)
    notice = screen.face.notices.notice()
    assert notice is not None and "接手" in notice.text
    assert stored(case, Signature) == []
    give_back(clerk, page)
    give_back(other, theirs)


# -- the mediator's own screen


def on_two_screens(clerk: Clerk, case: Case) -> tuple[SigningPage, SigningScreen]:
    page = clerk.window.go("signing")
    assert isinstance(page, SigningPage)
    page.handing.use_screens(lambda: [QGuiApplication.primaryScreen()] * 2)
    return faced(clerk, case)


def test_that_the_mediator_sees_how_far_they_are_while_the_parties_have_their_own_screen(
    clerk: Clerk, case: Case
) -> None:
    page, screen = on_two_screens(clerk, case)
    assert page.handing.window is not None and page.handing.window.isFullScreen()
    assert not clerk.window.facing_party() and page.watch.isVisible()

    def state(key: str) -> str:
        return next(row.state for row in page.watch.rows if row.key == key)

    signing_desk.take(clerk, screen, "p2")
    assert state("p2").startswith("正在看第1页") and state("p1") == "待签"
    read(clerk, screen)
    answer(clerk, screen, right=False)
    assert state("p2") == "正在答题"
    assert "答错1次" in next(row.answers for row in page.watch.rows if row.key == "p2")
    signing_desk.answer_all(clerk, screen)
    signing_desk.write(clerk, screen)
    assert state("p2").startswith("已签")
    assert "答错1次" in next(row.answers for row in page.watch.rows if row.key == "p2")
    give_back(clerk, page)
    assert page.handing.window is None and not page.watch.take_back.isVisible()


def test_that_the_pin_at_the_mediator_s_own_screen_takes_the_other_back(clerk: Clerk, case: Case) -> None:
    page, _ = on_two_screens(clerk, case)
    press(clerk, page.watch.take_back)
    assert page.handing.sheet is not None
    for figure in signing_desk.PIN:
        clerk.qtbot.mouseClick(page.handing.sheet.keys[figure], LEFT)
    press(clerk, page.handing.sheet.go)
    clerk.until(lambda: page.facing is None)
    assert ends(case) == ["left"]


def test_that_the_party_s_window_does_not_close_and_its_title_names_nobody(clerk: Clerk, case: Case) -> None:
    page, screen = on_two_screens(clerk, case)
    window = page.handing.window
    assert window is not None and window.windowTitle() == "签署"
    assert not window.close() and window.isVisible()
    assert screen.face.pin.isVisible()
    assert not clerk.window.close() and clerk.window.isVisible()


def test_that_only_one_paper_is_before_the_parties(clerk: Clerk, case: Case) -> None:
    page, screen = on_two_screens(clerk, case)
    page.face_people(case.id("paper"))
    clerk.rest()
    assert page.handing.dialog is None and page.facing is screen and not page.face.isEnabled()


def test_that_a_desk_locked_over_the_parties_screen_leaves_the_session_to_be_taken_up_again(
    clerk: Clerk, case: Case, qtbot: QtBot
) -> None:
    page, screen = faced(clerk, case)
    to_questions(clerk, screen)
    answer_all(clerk, screen)
    clerk.window.leave_party()
    clerk.until(lambda: page.facing is None)
    clerk.rest()
    (left_open,) = [row for row in stored(case, SigningSession) if row.ended_at is None]
    page.refresh()
    clerk.until(lambda: left_open.id in page.broken.lines)
    page.face_people(case.id("paper"))
    again = handed(clerk, page)
    sign_as(clerk, again, "p1")
    assert [row.signer_key for row in stored(case, Signature)] == ["p1"]
