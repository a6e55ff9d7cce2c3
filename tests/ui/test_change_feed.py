"""Visible pages ask again, hidden ones wait."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mediation_desk.ui.change_feed import Change, ChangeFeed


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_that_a_visible_page_asks_again_at_once(page: QWidget, qtbot: QtBot) -> None:
    asked: list[str] = []
    feed = ChangeFeed()
    feed.follow(page, lambda: asked.append("again"))
    page.show()
    feed.publish(Change(frozenset({"c1"})))
    assert asked == ["again"]


def test_that_a_hidden_page_asks_once_when_it_is_shown(page: QWidget, qtbot: QtBot) -> None:
    asked: list[str] = []
    feed = ChangeFeed()
    follower = feed.follow(page, lambda: asked.append("again"))
    feed.publish(Change(frozenset({"c1"})))
    feed.publish(Change(frozenset({"c2"})))
    assert asked == []
    assert follower.stale
    page.show()
    page.hide()
    page.show()
    assert asked == ["again"]


def test_that_a_page_hears_only_what_concerns_it(page: QWidget, qtbot: QtBot) -> None:
    asked: list[str] = []
    feed = ChangeFeed()
    feed.follow(page, lambda: asked.append("again"), lambda change: "c1" in change.cases)
    page.show()
    feed.publish(Change(frozenset({"c2"}), frozenset({"clock"})))
    assert asked == []
    feed.publish(Change(frozenset({"c1", "c2"})))
    assert asked == ["again"]


def test_that_a_page_that_is_gone_hears_nothing(qtbot: QtBot) -> None:
    asked: list[str] = []
    feed = ChangeFeed()
    gone = QWidget()
    feed.follow(gone, lambda: asked.append("again"))
    with qtbot.wait_signal(gone.destroyed):
        gone.deleteLater()
    feed.publish(Change())
    assert asked == []
