"""Parts of screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.terms.money import Money
from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.colours import DARK
from mediation_desk.ui.theme.marks import Tone, Urgency
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.deadline_badge import DeadlineBadge
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.flow_layout import FlowLayout
from mediation_desk.ui.widgets.kind_chip import KindChip
from mediation_desk.ui.widgets.next_steps import NextStep, NextSteps
from mediation_desk.ui.widgets.range_bars import AmountRange, RangeBars, overlap
from mediation_desk.ui.widgets.stage_bar import StageBar, StageState, StageStep
from mediation_desk.ui.widgets.stat_card import StatCard
from mediation_desk.ui.widgets.strength_dots import StrengthDots
from tests.support.hands import show_active


def _steps(count: int, current: int) -> tuple[StageStep, ...]:
    states = [StageState.DONE, StageState.CURRENT, StageState.FUTURE]
    return tuple(
        StageStep(f"第{place}阶段", "10-20", states[(place > current) + (place >= current)]) for place in range(count)
    )


def _shown(widget: QWidget, qtbot: QtBot, width: int, height: int) -> QWidget:
    show_active(widget, qtbot, width, height)
    return widget


def _shades(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("count", [1, 3, 7, 14])
@pytest.mark.parametrize("width", [300, 1100])
def test_that_a_stage_bar_shows_any_number_of_stages_at_any_width(qtbot: QtBot, count: int, width: int) -> None:
    bar = StageBar()
    _shown(bar, qtbot, width, 30)
    bar.show_steps(_steps(count, count // 2))
    shades = _shades(bar)
    assert look.colours().act in shades
    assert (look.colours().green in shades) == (count > 1)


def test_that_a_stage_bar_names_its_present_stage_to_who_cannot_see_it(qtbot: QtBot) -> None:
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.show_steps(_steps(5, 2))
    assert bar.accessibleName() == "阶段：第2阶段 10-20"


def test_that_an_empty_stage_bar_draws_nothing(qtbot: QtBot) -> None:
    bar = StageBar()
    _shown(bar, qtbot, 300, 30)
    assert look.colours().act not in _shades(bar)


@pytest.fixture
def steps(qtbot: QtBot) -> NextSteps:
    made = NextSteps()
    _shown(made, qtbot, 200, 300)
    made.show_steps(
        (
            NextStep("open", "受理", enabled=False, hint="先告知权利义务"),
            NextStep("a", "协议定稿…"),
            NextStep("b", "终止调解…"),
        )
    )
    return made


def test_that_the_first_open_step_is_the_primary_one(steps: NextSteps) -> None:
    assert [steps.button(key).property("look") for key in ("open", "a", "b")] == ["step", "primary", "step"]
    assert not steps.button("open").isEnabled()
    assert steps.button("open").toolTip() == "先告知权利义务"


def test_that_a_step_is_chosen_by_key(steps: NextSteps, qtbot: QtBot) -> None:
    with qtbot.wait_signal(steps.chosen) as chosen:
        qtbot.keyClick(steps.button("b"), Qt.Key.Key_Space)
    assert chosen.args == ["b"]


def test_that_new_steps_take_the_place_of_the_old_and_keep_the_keyboard(steps: NextSteps) -> None:
    steps.button("b").setFocus()
    steps.show_steps((NextStep("b", "终止调解…"), NextStep("c", "安排下一次调解")))
    assert steps.keys() == ("b", "c")
    assert steps.button("b").hasFocus()


def test_that_a_badge_says_in_words_what_its_colour_says(qtbot: QtBot) -> None:
    badge = DeadlineBadge()
    qtbot.addWidget(badge)
    badge.tell(Urgency.NEAR, "还剩 2 天", "受理之日起")
    assert badge.accessibleName() == "临期 还剩 2 天"
    assert badge.toolTip() == "受理之日起"
    badge.resize(badge.sizeHint())
    badge.show()
    assert look.colours().amber in _shades(badge)


def test_that_a_chip_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    chip = KindChip("人民", Tone.PEOPLE)
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.tell("司法・委派", Tone.JUDICIAL)
    assert chip.sizeHint().width() > narrow
    chip.resize(chip.sizeHint())
    chip.show()
    assert look.colours().judicial_soft in _shades(chip)


def test_that_a_figure_can_be_opened_by_mouse_and_key(qtbot: QtBot) -> None:
    card = StatCard("已超期", "1", "red")
    _shown(card, qtbot, 200, 80)
    with qtbot.wait_signal(card.opened):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.wait_signal(card.opened):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.accessibleName() == "已超期 1"
    assert look.colours().red in _shades(card)
    card.tell("0")
    assert look.colours().red not in _shades(card)


def test_that_a_card_without_a_title_has_no_head(qtbot: QtBot) -> None:
    card = Card()
    _shown(card, qtbot, 300, 200)
    head = card.findChild(QWidget, "cardHead")
    assert not head.isVisible()
    card.set_title("我的待办")
    card.set_remark("6 项")
    button = QPushButton("全部")
    card.add_to_head(button)
    assert head.isVisible()
    qtbot.waitUntil(button.isVisible)


def test_that_dots_are_set_by_digit_arrow_and_click(qtbot: QtBot) -> None:
    dots = StrengthDots()
    _shown(dots, qtbot, 90, 20)
    dots.set_editable(True)
    with qtbot.wait_signal(dots.value_changed):
        qtbot.keyClick(dots, "4")
    qtbot.keyClick(dots, Qt.Key.Key_Right)
    qtbot.keyClick(dots, Qt.Key.Key_Right)
    assert dots.value() == 5
    qtbot.keyClick(dots, Qt.Key.Key_Left)
    assert dots.accessibleName() == "强弱 4 / 5"
    qtbot.mouseClick(dots, Qt.MouseButton.LeftButton, pos=dots.rect().center())
    assert dots.value() == 3


def test_that_dots_that_are_only_shown_cannot_be_changed(qtbot: QtBot) -> None:
    dots = StrengthDots()
    _shown(dots, qtbot, 90, 20)
    dots.set_value(2)
    qtbot.mouseClick(dots, Qt.MouseButton.LeftButton, pos=dots.rect().center())
    assert dots.value() == 2
    assert dots.focusPolicy() == Qt.FocusPolicy.NoFocus


A = AmountRange("评估员 A", Money(21000000), Money(23600000), Money(26200000))
B = AmountRange("评估员 B", Money(21400000), Money(24000000), Money(26800000))
C = AmountRange("评估员 C", Money(30000000), None, Money(31000000))


def test_that_the_overlap_is_what_all_ranges_share() -> None:
    assert overlap((A, B), "重叠") == AmountRange("重叠", Money(21400000), None, Money(26200000))
    assert overlap((A, B, C), "重叠") is None
    assert overlap((A,), "重叠") is None


def test_that_bars_tell_their_figures_in_words_too(qtbot: QtBot) -> None:
    bars = RangeBars()
    _shown(bars, qtbot, 600, 110)
    bars.show_ranges((A, B))
    assert "重叠 214,000 — 262,000" in bars.accessibleDescription()
    assert look.colours().act in _shades(bars)


def test_that_ranges_that_never_meet_say_so(qtbot: QtBot) -> None:
    bars = RangeBars()
    _shown(bars, qtbot, 600, 110)
    bars.show_ranges((A, C))
    assert bars.sizeHint().height() == 3 * look.px(34)
    assert "没有重叠" in bars.accessibleDescription()


def test_that_text_that_does_not_fit_is_told_in_full(qtbot: QtBot) -> None:
    label = ElidedLabel("枫源县社会矛盾纠纷调处化解中心")
    _shown(label, qtbot, 80, 24)
    label.grab()
    assert label.toolTip() == "枫源县社会矛盾纠纷调处化解中心"
    label.resize(600, 24)
    label.grab()
    assert label.toolTip() == ""


def test_that_chips_flow_into_the_next_row(qtbot: QtBot) -> None:
    box = QWidget()
    flow = FlowLayout(box)
    labels = [QLabel("调解" * 4) for _ in range(6)]
    for label in labels:
        flow.addWidget(label)
    _shown(box, qtbot, 300, 200)
    assert len({label.y() for label in labels}) > 1
    assert max(label.geometry().right() for label in labels) <= 300
    assert flow.heightForWidth(300) > flow.heightForWidth(2000)


def test_that_nothing_yet_offers_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("cases", "还没有案件。", "登记纠纷")
    _shown(empty, qtbot, 400, 300)
    with qtbot.wait_signal(empty.acted):
        qtbot.mouseClick(empty.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_that_pictures_change_with_the_look(qtbot: QtBot, dressed: object) -> None:
    empty = EmptyState("cases", "还没有案件。")
    _shown(empty, qtbot, 300, 200)
    look.set_colours(dressed, DARK)  # type: ignore[arg-type]
    assert DARK.line_strong in _shades(empty)
