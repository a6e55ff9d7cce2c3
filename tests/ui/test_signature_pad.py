"""Signing by mouse, pen and finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediation_desk.terms.ink import InkPoint
from mediation_desk.ui.widgets.ink_drawing import FINEST, WIDEST, stroke_widths
from mediation_desk.ui.widgets.signature_pad import SignaturePad

LEFT = Qt.MouseButton.LeftButton
CAN = QInputDevice.Capability


def _made_pen(number: int, can: QInputDevice.Capability) -> QPointingDevice:
    kind, pointer = QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen
    return QPointingDevice(f"pen {number}", number, kind, pointer, can, 1, 1)


PEN = _made_pen(1, CAN.Position | CAN.Pressure)
LEANING_PEN = _made_pen(2, CAN.Position | CAN.Pressure | CAN.XTilt | CAN.YTilt)
BLUNT_PEN = _made_pen(3, CAN.Position)


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def _draw(pad: SignaturePad, *points: tuple[int, int]) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*points[-1]))


def _pen(pad: SignaturePad, kind: QEvent.Type, x: float, y: float, pressure: float, moment: int) -> None:
    place = QPointF(x, y)
    event = QTabletEvent(kind, PEN, place, place, pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, LEFT)
    event.setTimestamp(moment)
    QApplication.sendEvent(pad, event)


def test_that_an_empty_pad_has_no_ink(pad: SignaturePad) -> None:
    assert pad.is_empty()
    assert pad.ink().points == 0


def test_that_a_mouse_stroke_is_kept_in_units_of_the_pads_width(pad: SignaturePad) -> None:
    _draw(pad, (40, 100), (200, 100), (360, 60))
    ink = pad.ink()
    assert [(point.x, point.y) for point in ink.strokes[0]] == [(0.1, 0.25), (0.5, 0.25), (0.9, 0.15)]
    assert ink.device == "mouse"
    assert ink.aspect == 0.5
    assert all(point.pressure is None for point in ink.strokes[0])


def test_that_times_begin_at_zero_and_never_go_back(pad: SignaturePad) -> None:
    _draw(pad, (40, 100), (200, 100), (360, 60))
    _draw(pad, (50, 150), (60, 160))
    times = [point.t for stroke in pad.ink().strokes for point in stroke]
    assert times[0] == 0
    assert times == sorted(times)


def test_that_a_pen_keeps_its_pressure_and_time(pad: SignaturePad) -> None:
    _pen(pad, QEvent.Type.TabletPress, 40, 100, 0.25, 5000)
    _pen(pad, QEvent.Type.TabletMove, 80, 100, 0.75, 5016)
    _pen(pad, QEvent.Type.TabletRelease, 80, 100, 0.0, 5020)
    assert pad.ink().device == "pen"
    assert pad.ink().strokes == ((InkPoint(0.1, 0.25, 0, 0.25), InkPoint(0.2, 0.25, 16, 0.75)),)


def test_that_a_pen_that_tells_its_tilt_has_it_kept(pad: SignaturePad) -> None:
    place = QPointF(40, 100)
    for kind, tilt in ((QEvent.Type.TabletPress, 30.0), (QEvent.Type.TabletMove, 31.25)):
        event = QTabletEvent(
            kind, LEANING_PEN, place, place, 0.5, tilt, -12.0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, LEFT
        )
        QApplication.sendEvent(pad, event)
        place = QPointF(80, 100)
    assert [(point.tilt_x, point.tilt_y) for point in pad.ink().strokes[0]] == [(30.0, -12.0), (31.2, -12.0)]


def test_that_a_pen_without_a_gauge_invents_no_pressure(pad: SignaturePad) -> None:
    place = QPointF(40, 100)
    event = QTabletEvent(
        QEvent.Type.TabletPress, BLUNT_PEN, place, place, 1.0, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, LEFT
    )
    QApplication.sendEvent(pad, event)
    assert pad.ink().strokes == ((InkPoint(0.1, 0.25, 0),),)


def test_that_a_palm_beside_the_pen_leaves_no_ink(pad: SignaturePad) -> None:
    _pen(pad, QEvent.Type.TabletPress, 40, 100, 0.25, 5000)
    _pen(pad, QEvent.Type.TabletRelease, 40, 100, 0.0, 5020)
    _draw(pad, (300, 150), (310, 160))
    assert len(pad.ink().strokes) == 1


def test_that_a_finger_signs(pad: SignaturePad) -> None:
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, QPoint(40, 100)).commit()
    QTest.touchEvent(pad, screen).move(0, QPoint(80, 120)).commit()
    QTest.touchEvent(pad, screen).release(0, QPoint(80, 120)).commit()
    ink = pad.ink()
    assert ink.device == "touch"
    assert [(point.x, point.y) for point in ink.strokes[0]] == [
        pytest.approx((0.1, 0.25), abs=0.01),  # a finger is wider than a point
        pytest.approx((0.2, 0.3), abs=0.01),
    ]


def test_that_ink_stays_within_the_pad(pad: SignaturePad) -> None:
    _draw(pad, (390, 190), (600, 500), (-50, -50))
    assert all(0 <= point.x <= 1 and 0 <= point.y <= 0.5 for point in pad.ink().strokes[0])


def test_that_the_last_stroke_can_be_taken_away_by_key(pad: SignaturePad, qtbot: QtBot) -> None:
    _draw(pad, (40, 100), (80, 100))
    _draw(pad, (40, 150), (80, 150))
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pad.ink().strokes) == 1
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.is_empty()


def test_that_delete_takes_everything_away_and_frees_the_pad(pad: SignaturePad, qtbot: QtBot) -> None:
    _draw(pad, (40, 100), (80, 100))
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.is_empty()
    _pen(pad, QEvent.Type.TabletPress, 40, 100, 0.25, 5000)
    assert pad.ink().device == "pen"


def test_that_the_pad_tells_when_its_ink_changes(pad: SignaturePad, qtbot: QtBot) -> None:
    with qtbot.wait_signal(pad.changed):
        _draw(pad, (40, 100), (80, 100))
    with qtbot.wait_signal(pad.changed):
        pad.clear()


def test_that_another_window_size_keeps_the_ink_as_it_was_drawn(pad: SignaturePad) -> None:
    _draw(pad, (40, 100), (200, 100))
    before = pad.ink()
    pad.resize(300, 300)
    assert pad.ink() == before


def test_that_what_is_drawn_is_seen_at_once(pad: SignaturePad) -> None:
    before = pad.grab().toImage()
    _draw(pad, (40, 100), (200, 100), (360, 100))
    after = pad.grab().toImage()
    assert before.pixelColor(200, 100) != after.pixelColor(200, 100)


def test_that_pressure_makes_the_line_wider() -> None:
    light = stroke_widths([InkPoint(0.1 * n, 0, n * 10, 0.1) for n in range(5)])
    hard = stroke_widths([InkPoint(0.1 * n, 0, n * 10, 0.9) for n in range(5)])
    assert all(FINEST <= thin < wide <= WIDEST for thin, wide in zip(light, hard, strict=True))


def test_that_a_fast_hand_draws_finer_than_a_slow_one() -> None:
    slow = stroke_widths([InkPoint(0.02 * n, 0, n * 100) for n in range(6)])
    fast = stroke_widths([InkPoint(0.02 * n, 0, n * 2) for n in range(6)])
    assert fast[-1] < slow[-1]
