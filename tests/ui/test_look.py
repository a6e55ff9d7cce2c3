"""Colours, letters, icons and shapes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication, QLabel

from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.colours import DARK, LIGHT, Colours
from mediation_desk.ui.theme.icons import pixmap
from mediation_desk.ui.theme.marks import Tone, Urgency, paint_chip, paint_mark

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
READ_ON = [
    ("text", "surface"),
    ("text", "wall"),
    ("text_soft", "surface"),
    ("text_soft", "wall"),
    ("text_faint", "surface"),
    ("brand", "act_soft"),
    ("act_text", "surface"),
    ("on_act", "act"),
    ("amber_text", "amber_soft"),
    ("red_text", "red_soft"),
    ("green_text", "green_soft"),
    ("red_text", "surface"),
    ("amber_text", "surface"),
]


def _luminance(shade: str) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(shade).getRgbF()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("wanted", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_text_can_be_read_on_its_ground(wanted: Colours) -> None:
    weak = [pair for pair in READ_ON if _contrast(*(getattr(wanted, name) for name in pair)) < 4.5]
    assert not weak


@pytest.mark.parametrize("wanted", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_chip_can_be_read(wanted: Colours) -> None:
    weak = [
        tone for tone in Tone if _contrast(getattr(wanted, tone.text_shade), getattr(wanted, tone.soft_shade)) < 4.5
    ]
    assert not weak


def test_that_the_style_sheet_leaves_no_token_unfilled() -> None:
    source = (RESOURCES / "styles" / "desk.qss").read_text(encoding="utf-8")
    filled = look.style_sheet(source, look.look())
    assert "$" not in filled
    assert "sz(" not in filled


def test_that_an_unknown_colour_in_the_style_sheet_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        look.style_sheet("QLabel { color: $teal; }", look.look())


def test_that_lengths_grow_with_the_zoom() -> None:
    assert look.style_sheet("a: sz(8);", replace(look.look(), zoom=200)) == "a: 16px;"


def test_that_zooming_makes_every_letter_larger(dressed: QApplication) -> None:
    label = QLabel("调解")
    before = label.sizeHint()
    look.set_zoom(dressed, 200)
    label.ensurePolished()
    assert label.sizeHint().height() >= 2 * before.height() - 4


def test_that_zoom_ends_at_its_steps() -> None:
    assert look.next_zoom(100, 1) == 110
    assert look.next_zoom(100, -1) == 90
    assert look.next_zoom(200, 1) == 200
    assert look.next_zoom(80, -1) == 80


def test_that_the_shipped_font_draws_chinese_and_rare_names(dressed: QApplication) -> None:
    letters = QRawFont.fromFont(dressed.font())
    assert letters.familyName() == "Noto Sans SC"
    assert all(letters.supportsCharacter(ord(character)) for character in "调解协议书䶮㛃·〇")


def test_that_windows_wear_the_dark_look_when_asked(dressed: QApplication) -> None:
    look.set_colours(dressed, DARK)
    assert dressed.palette().window().color() == QColor(DARK.wall)


@pytest.mark.parametrize("path", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_that_every_icon_draws_something(path: Path) -> None:
    image = pixmap(path.stem, 32, "act").toImage()
    assert any(image.pixelColor(x, y).alpha() > 128 for x in range(32) for y in range(32))


def test_that_icons_take_the_colour_of_the_look() -> None:
    image = pixmap("add", 48, "red").toImage()
    assert image.pixelColor(24, 24).name() == LIGHT.red


def _shape(urgency: Urgency) -> frozenset[tuple[int, int]]:
    image = QImage(QSize(24, 24), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_mark(painter, QRectF(2, 2, 20, 20), urgency)
    painter.end()
    return frozenset((x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 128)


def test_that_urgencies_differ_in_shape_and_word_not_only_in_colour() -> None:
    shapes = {_shape(urgency) for urgency in Urgency}
    assert len(shapes) == len(Urgency)
    assert {urgency.word for urgency in Urgency} == {"正常", "临期", "超期", "中止"}


def test_that_a_chip_never_leaves_its_cell() -> None:
    image = QImage(QSize(120, 30), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setFont(QFont("Noto Sans SC", 11))
    paint_chip(painter, QRectF(0, 0, 60, 30), "专业・医疗纠纷调解委员会", Tone.PROFESSIONAL)
    assert QFontMetrics(painter.font()).horizontalAdvance("专业・医疗纠纷调解委员会") > 60
    painter.end()
    assert not any(image.pixelColor(x, y).alpha() for x in range(62, 120) for y in range(30))


def test_that_paper_stays_white_in_the_dark_look() -> None:
    assert DARK.paper == LIGHT.paper == "#ffffff"
    assert DARK.ink == LIGHT.ink
