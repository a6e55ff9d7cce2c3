"""Nothing a party can touch, press or type leads out of the signing screen."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QInputDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.acts.reading_aloud import RecordReadingNeed
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.course import Step
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.colours import DARK
from tests.support import signing_desk
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case
from tests.support.signing_desk import handed, press, read, scribble

pytestmark = pytest.mark.thorough

EVENTS, LOOK_EVERY = 2500, 25
_KEYS = Qt.Key
KEYS = (
    *(_KEYS.Key_Escape, _KEYS.Key_Tab, _KEYS.Key_Backtab, _KEYS.Key_Backspace, _KEYS.Key_Return, _KEYS.Key_Delete),
    *(_KEYS.Key_Home, _KEYS.Key_End, _KEYS.Key_Left, _KEYS.Key_Up, _KEYS.Key_Right, _KEYS.Key_Down, _KEYS.Key_PageUp),
    *(
        _KEYS.Key_PageDown,
        _KEYS.Key_Space,
        _KEYS.Key_Menu,
        _KEYS.Key_Meta,
        _KEYS.Key_Alt,
        _KEYS.Key_Help,
        _KEYS.Key_Back,
    ),
    *(_KEYS.Key_Forward, _KEYS.Key_HomePage, _KEYS.Key_Print),
    *(Qt.Key(_KEYS.Key_F1.value + number) for number in range(12)),
    *(Qt.Key(_KEYS.Key_0.value + number) for number in range(10)),
    *(Qt.Key(_KEYS.Key_A.value + number) for number in range(26)),
)
_CONTROL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MODIFIERS = (Qt.KeyboardModifier.NoModifier, _CONTROL, _ALT, _SHIFT, _CONTROL | _ALT, _CONTROL | _SHIFT)
BODY = {"back", "refuse", "text", "larger", "listen", "readBack", "readOn"}
SHEET = {"sendPin", "leaveSheet", "otherWay", "password", "rubOut", "clearPin", *(f"pin:{n}" for n in range(10))}
WHITELIST = {
    Step.CHOOSE: BODY | {"signer:p1", "signer:p2"},
    Step.READ: BODY | {"readFinished"},
    Step.ALOUD: BODY | {"recordAloud"},
    Step.CHECK: BODY | {f"answer:{n}" for n in range(4)},
    Step.HELP: BODY | {"explained"},
    Step.SIGN: BODY | {"pad", "again", "confirm"},
    Step.STOPPED: BODY | {"giveBack"},
}
"""What can be reached at each step; nothing else takes a finger or the keyboard."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    made = practice_office(tmp_path_factory.mktemp("out") / "office")
    yield made
    made.desk.close()


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    case = Case(office).mediating().consent_to_screen()
    case.do(RecordReadingNeed(person=case.id("n1"), need="slow"))
    case.finalise(route="screen")
    return case


@pytest.fixture
def clerk(qtbot: QtBot, office: PracticeOffice, jobs: Jobs, case: Case, faults: list[Exception]) -> Iterator[Clerk]:
    yield sit_down(qtbot, office, jobs)
    assert faults == []


@pytest.fixture
def facing(clerk: Clerk, case: Case) -> tuple[SigningPage, SigningScreen]:
    page = clerk.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(page, SigningPage)
    return page, handed(clerk, page)


def reachable(window: QWidget) -> set[str]:
    """Whatever is in view and takes the keyboard or a press, the bars that scroll aside."""
    found = set()
    for widget in window.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        if widget.isVisible() and takes and widget.objectName() not in ("", "qt_scrollarea_viewport"):
            found.add(widget.objectName())
    return found


def nameless(window: QWidget) -> list[str]:
    """Buttons and fields without a name, which no list could hold; the notice's cross only closes the notice."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    return [
        type(widget).__name__
        for kind in kinds
        for widget in window.findChildren(kind)
        if widget.isVisible() and not widget.objectName() and widget.accessibleName() != "关闭提示"
    ]


def walk(clerk: Clerk, screen: SigningScreen) -> Iterator[Step]:
    """Every step a party can come to."""
    yield screen.course.step()
    signing_desk.take(clerk, screen, "p1")
    yield screen.course.step()
    read(clerk, screen)
    yield screen.course.step()
    signing_desk.read_aloud(clerk, screen, witness="")
    for _ in range(2):
        yield screen.course.step()
        turn = screen.course.turn
        assert turn is not None and turn.question is not None
        press(clerk, screen.face.check.choices[1 if turn.question.right == 0 else 0])
    yield screen.course.step()
    press(clerk, screen.face.help.explained)
    signing_desk.type_pin(clerk, screen)
    signing_desk.answer_all(clerk, screen)
    yield screen.course.step()
    scribble(clerk.qtbot, screen.pad)
    press(clerk, screen.face.refuse)
    press(clerk, screen.face.reason.go)
    clerk.until(lambda: screen.course.step() is Step.STOPPED)
    yield screen.course.step()


def test_that_only_what_is_on_the_list_can_be_reached_at_each_step(
    clerk: Clerk, facing: tuple[SigningPage, SigningScreen]
) -> None:
    seen = []
    for step in walk(clerk, facing[1]):
        clerk.rest()
        seen.append(step)
        assert reachable(clerk.window) <= WHITELIST[step], step
        assert nameless(clerk.window) == []
    assert set(seen) == set(WHITELIST)


def test_that_the_sheets_reach_no_further(clerk: Clerk, facing: tuple[SigningPage, SigningScreen]) -> None:
    _, screen = facing
    press(clerk, screen.face.back)
    assert reachable(clerk.window) <= SHEET and nameless(clerk.window) == []
    press(clerk, screen.face.pin.back)
    signing_desk.take(clerk, screen, "p2")
    press(clerk, screen.face.refuse)
    assert reachable(clerk.window) == {"reason", "stop", "leaveSheet"}


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("dark", [False, True])
def test_that_everything_is_large_enough_for_a_finger_and_nothing_is_clipped(
    clerk: Clerk, facing: tuple[SigningPage, SigningScreen], zoom: int, dark: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.set_zoom(app, zoom)
    if dark:
        look.set_colours(app, DARK)
    clerk.window.showNormal()
    clerk.window.resize(1366, 768)
    for step in walk(clerk, facing[1]):
        clerk.rest()
        assert clerk.window.size() == QSize(1366, 768), step
        for button in clerk.window.findChildren(QAbstractButton):
            if button.isVisible() and button.objectName():
                assert button.height() >= 48, (step, button.objectName(), button.height())
                assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.objectName()


def test_that_no_key_and_no_wish_to_close_leads_out(
    clerk: Clerk, facing: tuple[SigningPage, SigningScreen], qtbot: QtBot
) -> None:
    page, screen = facing
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    for key, with_what in (
        (Qt.Key.Key_K, control),
        (Qt.Key.Key_L, control),
        (Qt.Key.Key_H, control),
        (Qt.Key.Key_N, control),
        (Qt.Key.Key_2, control),
        (Qt.Key.Key_W, control),
        (Qt.Key.Key_Q, control),
        (Qt.Key.Key_Tab, control),
        (Qt.Key.Key_F4, alt),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(screen, key, with_what)
        assert still_there(clerk, page, screen), key
    assert screen.face.pin.isVisible()
    assert not clerk.window.close()
    assert still_there(clerk, page, screen)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_that_thousands_of_random_events_never_leave_the_screen(
    clerk: Clerk, facing: tuple[SigningPage, SigningScreen], seed: int
) -> None:
    page, screen = facing
    hand = Hand(clerk, random.Random(seed))
    for number in range(EVENTS):
        hand.do_something(screen)
        if number % LOOK_EVERY == 0:
            QApplication.processEvents()
            assert still_there(clerk, page, screen), (
                number,
                list(hand.trail),
                page.facing is screen,
                clerk.window.facing_party(),
                screen.isVisible(),
                [
                    (type(one).__name__, one.windowType().name)
                    for one in QApplication.topLevelWidgets()
                    if one.isVisible()
                ],
            )
    clerk.rest()
    assert still_there(clerk, page, screen), list(hand.trail)


def still_there(clerk: Clerk, page: SigningPage, screen: SigningScreen) -> bool:
    """The party's screen fills the window, and no other window has opened."""
    others = [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one is not clerk.window and one.windowType() != Qt.WindowType.ToolTip
    ]
    return page.facing is screen and clerk.window.facing_party() and screen.isVisible() and not others


class Hand:
    """Somebody who tries everything at the screen that he is given."""

    def __init__(self, clerk: Clerk, chance: random.Random) -> None:
        self._clerk, self._chance = clerk, chance
        self._finger = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
        self.trail: deque[str] = deque(maxlen=2 * LOOK_EVERY)

    def do_something(self, screen: SigningScreen) -> None:
        """One event at a widget in view."""
        widgets = [screen, *(one for one in screen.findChildren(QWidget) if one.isVisible())]
        widget = self._chance.choice(widgets)
        what = self._chance.choice((self._key, self._key, self._click, self._click, self._touch, self._turn, self._ask))
        self.trail.append(f"{what.__name__} {type(widget).__name__} {widget.objectName()}")
        what(widget)

    def _key(self, widget: QWidget) -> None:
        QTest.keyClick(widget, self._chance.choice(KEYS), self._chance.choice(MODIFIERS))

    def _click(self, widget: QWidget) -> None:
        button = self._chance.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton))
        deed = self._chance.choice((QTest.mouseClick, QTest.mouseDClick))
        deed(widget, button, Qt.KeyboardModifier.NoModifier, self._somewhere(widget))

    def _touch(self, widget: QWidget) -> None:
        place = self._somewhere(widget)
        QTest.touchEvent(widget, self._finger).press(0, place, widget).commit()
        QTest.touchEvent(widget, self._finger).move(0, self._somewhere(widget), widget).commit()
        QTest.touchEvent(widget, self._finger).release(0, place, widget).commit()

    def _turn(self, widget: QWidget) -> None:
        place = QPointF(self._somewhere(widget))
        turned = QPoint(0, self._chance.choice((-240, 240)))
        no, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(place, widget.mapToGlobal(place), QPoint(), turned, no, none, phase, False)
        QApplication.sendEvent(widget, event)

    def _ask(self, widget: QWidget) -> None:
        """To close, for a menu, to leave: what a window system sends."""
        place = self._somewhere(widget)
        event = self._chance.choice(("close", "menu", "leave"))
        if event == "close":
            QApplication.sendEvent(widget.window(), QCloseEvent())
        elif event == "menu":
            reason = QContextMenuEvent.Reason.Mouse
            QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
        else:
            QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))

    def _somewhere(self, widget: QWidget) -> QPoint:
        return QPoint(self._chance.randrange(max(widget.width(), 1)), self._chance.randrange(max(widget.height(), 1)))


def test_that_nothing_can_be_dropped_on_the_screen(clerk: Clerk, facing: tuple[SigningPage, SigningScreen]) -> None:
    _, screen = facing
    signing_desk.take(clerk, screen, "p2")
    press(clerk, screen.face.refuse)
    accepting = [one.objectName() for one in screen.findChildren(QWidget) if one.acceptDrops()]
    assert accepting == []
