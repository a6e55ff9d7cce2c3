"""The way in and out: the first start, signing in, locking, changing places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.app import make_window
from mediation_desk.ui.dialogs.first_start import FirstStart, OfficeWish
from mediation_desk.ui.dialogs.sign_in import SignIn as SignInDialog
from mediation_desk.ui.entrance.founding import make_office
from mediation_desk.ui.entrance.reception import Reception
from mediation_desk.words.refusals import sentence
from tests.support.busy_office import monday
from tests.support.kept_offices import CHEAP, PASSWORD

pytestmark = pytest.mark.thorough

LEFT = Qt.MouseButton.LeftButton


class Telling:
    """Hears how far it is."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def report(self, done: int, total: int, words: str = "") -> None:
        assert done < total
        self.words.append(words)


def _door(folder: Path) -> OfficeDoor:
    return OfficeDoor(folder, monday(), CHEAP)


def _own() -> OfficeWish:
    return OfficeWish(
        name="枫源县矛调中心",
        region="330681",
        region_name="枫源县",
        person="林站长",
        account="admin01",
        password=PASSWORD,
    )


@pytest.fixture
def reception(qtbot: QtBot, office_copy: Path, faults: list[Exception]) -> Iterator[Reception]:
    made = Reception(_door(office_copy), make_window, sentence, faults.append)
    yield made
    made.close()
    assert faults == []


def _sign_in(reception: Reception, qtbot: QtBot, account: str, password: str = PASSWORD) -> None:
    dialog = reception.dialog()
    assert isinstance(dialog, SignInDialog)
    dialog.ui.account.setText(account)
    dialog.ui.password.setText(password)
    with qtbot.waitSignal(reception.arrived, timeout=15000):
        qtbot.mouseClick(dialog.ui.enter, LEFT)


def test_that_an_office_that_is_there_asks_who_comes(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    _sign_in(reception, qtbot, "wang")
    window = reception.window()
    assert window is not None
    assert window.isVisible()
    assert reception.dialog() is None
    assert window.current() == "today"


def test_that_a_wrong_password_stays_at_the_door(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    dialog = reception.dialog()
    assert isinstance(dialog, SignInDialog)
    dialog.ui.account.setText("wang")
    dialog.ui.password.setText("不是这个密码")
    qtbot.mouseClick(dialog.ui.enter, LEFT)
    qtbot.waitUntil(dialog.ui.notice.isVisible, timeout=15000)
    assert "账号或密码不对" in dialog.ui.notice.notice().text
    assert reception.window() is None


def test_that_a_locked_window_comes_back_as_it_was(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    _sign_in(reception, qtbot, "wang")
    window = reception.window()
    assert window is not None
    window.go("cases")
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    dialog = reception.dialog()
    assert isinstance(dialog, SignInDialog)
    assert dialog.ui.account.text() == "wang"
    _sign_in(reception, qtbot, "wang")
    assert reception.window() is window
    assert (window.isVisible(), window.current()) == (True, "cases")


def test_that_another_person_at_a_locked_screen_gets_a_window_of_his_own(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    _sign_in(reception, qtbot, "wang")
    before = reception.window()
    assert before is not None
    before.lock_wanted.emit()
    _sign_in(reception, qtbot, "zhou")
    assert reception.window() is not before
    assert reception.window().top_bar.user.text() == "周敏（登记员）"


def test_that_who_signs_out_leaves_the_door_to_the_next(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    _sign_in(reception, qtbot, "shen")
    reception.window().sign_out_wanted.emit()
    assert reception.window() is None
    _sign_in(reception, qtbot, "zheng")
    assert reception.window().go("intake") is None


def test_that_leaving_the_door_ends_the_program(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    with qtbot.waitSignal(reception.left):
        reception.dialog().reject()


def test_that_closing_the_window_ends_the_program(reception: Reception, qtbot: QtBot) -> None:
    reception.open()
    _sign_in(reception, qtbot, "zhou")
    with qtbot.waitSignal(reception.left):
        reception.window().close()


def test_that_the_first_start_makes_an_office_and_opens_it(
    tmp_path: Path, qtbot: QtBot, faults: list[Exception]
) -> None:
    reception = Reception(_door(tmp_path / "office"), make_window, sentence, faults.append)
    reception.open()
    dialog = reception.dialog()
    assert isinstance(dialog, FirstStart)
    qtbot.mouseClick(dialog.ui.own_office, LEFT)
    wish = _own()
    for name in ("name", "region", "region_name", "person", "account", "password"):
        getattr(dialog.ui, name).setText(getattr(wish, name))
    dialog.ui.again.setText(PASSWORD)
    qtbot.mouseClick(dialog.ui.forward, LEFT)
    with qtbot.waitSignal(reception.arrived, timeout=20000):
        qtbot.mouseClick(dialog.ui.forward, LEFT)
    assert reception.window() is not None
    reception.close()
    assert faults == []
    assert _door(tmp_path / "office").accounts == ("admin01",)


def test_that_a_folder_with_other_files_is_not_made_an_office(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(Refusal, match="office.folder_in_use"):
        make_office(_door(tmp_path), _own(), Telling())
    assert [path.name for path in tmp_path.iterdir()] == ["照片.jpg"]


def test_that_a_refused_founding_leaves_nothing_behind(tmp_path: Path) -> None:
    weak = OfficeWish(
        name="枫源县", region="330681", region_name="枫源县", person="林", account="admin01", password="1"
    )
    with pytest.raises(Refusal, match="account.password_weak"):
        make_office(_door(tmp_path / "office"), weak, Telling())
    assert list(tmp_path.iterdir()) == []


def test_that_an_empty_folder_becomes_the_office(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    session = make_office(_door(folder), _own(), Telling())
    assert session.name == "林站长"
    session.desk.close()
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


def test_that_the_practice_office_lets_everyone_in_by_the_one_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediation_desk.ui.entrance.founding.demo_scripts", lambda _resources: iter(()))
    telling = Telling()
    door = _door(tmp_path / "office")
    session = make_office(door, OfficeWish(practice=True, password=PASSWORD), telling)
    session.desk.close()
    assert session.account == "shen"
    assert set(door.accounts) >= {"shen", "zhou", "wang", "zheng"}
    door.sign_in("zhou", PASSWORD).close()
    assert telling.words[-1] == "正在开通练习账号…"
