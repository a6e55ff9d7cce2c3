"""用手机签 in the window: offered only where it is allowed, and gone with whatever it was opened from."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from mediation_desk.acts.act import Act
from mediation_desk.acts.signing import RecordSignature, RefuseToSign
from mediation_desk.desk.verification import judge
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.terms.circumstances import Circumstances
from mediation_desk.terms.ids import PaperId, TrackId
from mediation_desk.terms.ink import Ink
from mediation_desk.ui.dialogs import phone_button
from mediation_desk.ui.dialogs.phone_addresses import PhoneAddress, house_addresses
from mediation_desk.ui.dialogs.phone_button import PhoneButton
from mediation_desk.ui.dialogs.phone_dialog import PhoneDialog
from mediation_desk.ui.dialogs.phone_pages import page_pictures
from mediation_desk.ui.dialogs.phone_task import phone_task
from mediation_desk.ui.dialogs.phone_words import PhoneState, fingerprint_words, left_words
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.settings.page import SettingsPage
from mediation_desk.ui.pages.signing.course import Step
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.phone_client import PhoneClient, accepts, scrawl
from tests.support.phone_office import WaitingOffice, at_the_pad, press_phone, waiting_office
from tests.support.seat import Seat

pytestmark = pytest.mark.thorough

Sit = Callable[[WaitingOffice], Clerk]
_PHONES: list[PhoneClient] = []
"""Those of the test that runs; it hangs up when it ends."""
LOOP = (PhoneAddress("127.0.0.1", "127.0.0.1（本机）"),)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WaitingOffice]:
    made = waiting_office(tmp_path_factory.mktemp("waiting"))
    yield made
    made.office.desk.close()


@pytest.fixture
def waiting(shared: WaitingOffice) -> WaitingOffice:
    """One office for all who leave the paper unsigned."""
    shared.allow_phones(allowed=False)
    return shared


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[WaitingOffice]:
    """An office of one's own, to sign in."""
    made = waiting_office(tmp_path / "office")
    yield made
    made.office.desk.close()


@pytest.fixture
def sit(qtbot: QtBot, jobs: Jobs, faults: list[Exception], monkeypatch: pytest.MonkeyPatch) -> Iterator[Sit]:
    """Sits somebody down in an office."""
    monkeypatch.setattr(phone_button, "house_addresses", lambda: LOOP)
    yield lambda waiting: sit_down(qtbot, waiting.office, jobs)
    while _PHONES:
        _PHONES.pop().close()
    assert faults == []


@pytest.fixture
def clerk(sit: Sit, waiting: WaitingOffice) -> Clerk:
    return sit(waiting)


def button_of(clerk: Clerk, waiting: WaitingOffice, key: str = "p1") -> PhoneButton:
    """The button alone, for one signer of the paper that waits."""
    sheet, paper = waiting.sheet(), PaperId(waiting.paper)
    signer = next(one for one in sheet.paper.signers if one.key == key)

    def record(ink: Ink, told: Circumstances) -> tuple[Act, ...]:
        return (RecordSignature(paper=paper, signer=key, ink=ink, circumstances=told),)

    def refuse(reason: str) -> tuple[Act, ...]:
        return (RefuseToSign(track=TrackId(sheet.track or ""), paper=paper, signer=key, reason=reason),)

    button = PhoneButton(clerk.door, waiting.paper)
    clerk.window.centralWidget().layout().addWidget(button)
    button.offer(phone_task(sheet, signer, record, refuse))
    clerk.rest()
    return button


class Party:
    """A phone in another thread: the window must go on meanwhile."""

    def __init__(self, clerk: Clerk, dialog: PhoneDialog) -> None:
        self._clerk, self.dialog = clerk, dialog
        clerk.until(lambda: bool(dialog.link()))
        place = urlsplit(dialog.link())
        self.port = place.port or 0
        self.client = PhoneClient(place.hostname or "", self.port, parse_qs(place.fragment)["t"][0])
        _PHONES.append(self.client)

    def does(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask, and let the window work until the answer is there."""
        answers: list[Any] = []
        asking = threading.Thread(target=lambda: answers.append(self.client.post(path, body)))
        asking.start()
        self._clerk.until(lambda: not asking.is_alive())
        return answers[0][1]

    def reads(self) -> dict[str, Any]:
        letter: dict[str, Any] = self.does("/open")
        for number in range(1, letter["pages"] + 1):
            self.does("/page", {"page": number})
            self.does("/saw", {"page": number})
        self._clerk.until(lambda: self.dialog.state.seen == letter["pages"])
        return letter

    def is_confirmed(self) -> None:
        self._clerk.qtbot.mouseClick(self.dialog.same, LEFT)
        self._clerk.until(lambda: self.does("/standing").get("confirmed", False))


def open_phone(clerk: Clerk, waiting: WaitingOffice) -> tuple[PhoneDialog, Party]:
    dialog = clerk.press(button_of(clerk, waiting))
    assert isinstance(dialog, PhoneDialog)
    return dialog, Party(clerk, dialog)


def test_that_there_is_no_button_until_the_office_has_turned_it_on(clerk: Clerk, waiting: WaitingOffice) -> None:
    assert button_of(clerk, waiting).isHidden()
    waiting.allow_phones()
    assert not button_of(clerk, waiting).isHidden()


def test_that_who_may_not_sign_on_a_phone_is_told_why(clerk: Clerk, waiting: WaitingOffice) -> None:
    waiting.allow_phones()
    button = button_of(clerk, waiting, "m1")
    assert not button.isEnabled() and "不是当事人一方" in button.toolTip()


def test_that_a_party_signs_on_a_phone_and_the_file_verifies(sit: Sit, alone: WaitingOffice) -> None:
    waiting, clerk = alone, sit(alone)
    waiting.allow_phones()
    screen = at_the_pad(clerk, waiting)
    dialog = press_phone(clerk, screen)
    party = Party(clerk, dialog)
    letter = party.reads()
    assert letter["signer"] == "郑海"
    assert letter["document"] == waiting.sheet().paper.frozen_sha256
    assert dialog.number.text().replace(" ", "") == letter["number"]
    party.is_confirmed()
    answer = party.does("/sign", {"document": letter["document"], **_ink()})
    assert answer == {"outcome": "saved", "words": ""}
    clerk.until(lambda: dialog.state.kept)
    assert "郑海已签" in dialog.said.text()
    clerk.until(lambda: not accepts("127.0.0.1", party.port))
    signer = next(one for one in waiting.sheet().paper.signers if one.name == "郑海")
    told = signer.circumstances
    assert told is not None
    assert (told.device, told.pages_seen) == ("phone", letter["pages"])
    assert told.answers, "what was asked at the desk is kept with it"
    verdict = judge(waiting.office.desk.ask(PaperBytes(paper=waiting.paper)), desk=waiting.office.desk)
    assert verdict.intact
    assert [one.claim.name for one in verdict.signatures if one.claim] == ["郑海"]
    clerk.qtbot.mouseClick(dialog.leave, LEFT)
    clerk.until(lambda: [one.name for one in screen.course.candidates()] == ["谢芳"])


def test_that_disagreeing_on_the_phone_stops_the_signing_at_the_desk(sit: Sit, alone: WaitingOffice) -> None:
    clerk = sit(alone)
    alone.allow_phones()
    screen = at_the_pad(clerk, alone)
    party = Party(clerk, press_phone(clerk, screen))
    letter = party.does("/open")
    party.is_confirmed()
    assert party.does("/disagree", {"document": letter["document"], "reason": "利息不对"})["outcome"] == "saved"
    clerk.until(lambda: screen.course.step() is Step.STOPPED)


def test_that_it_goes_with_the_screen_it_was_opened_from(sit: Sit, alone: WaitingOffice) -> None:
    clerk = sit(alone)
    alone.allow_phones()
    screen = at_the_pad(clerk, alone)
    dialog = press_phone(clerk, screen)
    party = Party(clerk, dialog)
    party.does("/open")
    clerk.until(lambda: bool(dialog.state.number))
    pid = dialog.pid()
    assert pid is not None
    screen.take_back()
    clerk.until(lambda: not accepts("127.0.0.1", party.port) and not _there(pid))


def _ink() -> dict[str, Any]:
    return {"ink": scrawl()}


def test_that_a_party_that_does_not_agree_says_so_on_the_phone(clerk: Clerk, waiting: WaitingOffice) -> None:
    waiting.allow_phones()
    dialog, party = open_phone(clerk, waiting)
    letter = party.does("/open")
    party.is_confirmed()
    answer = party.does("/disagree", {"document": letter["document"], "reason": "利息不对"})
    assert answer["outcome"] == "saved"
    clerk.until(lambda: dialog.state.kept)
    assert all(one.signed_on is None for one in waiting.sheet().paper.signers)


def test_that_a_text_that_moved_on_is_not_signed_and_the_phone_is_told(clerk: Clerk, waiting: WaitingOffice) -> None:
    waiting.allow_phones()
    dialog, party = open_phone(clerk, waiting)
    letter = party.reads()
    party.is_confirmed()
    waiting.allow_phones(allowed=False)
    answer = party.does("/sign", {"document": letter["document"], **_ink()})
    assert answer["outcome"] == "refused" and "没有开放手机签名" in answer["words"]
    notice = dialog.notices.notice()
    assert notice is not None and notice.text == answer["words"]
    assert all(one.signed_on is None for one in waiting.sheet().paper.signers)


@pytest.mark.parametrize("way", ["cancel", "other number", "escape", "gone", "screen gone"])
def test_that_it_goes_with_its_dialog(clerk: Clerk, waiting: WaitingOffice, way: str) -> None:
    waiting.allow_phones()
    dialog, party = open_phone(clerk, waiting)
    party.does("/open")
    clerk.until(lambda: not dialog.same.isHidden())
    pid = dialog.pid()
    assert pid is not None
    if way == "gone":
        delete(dialog)
    elif way == "screen gone":  # as when the window is locked
        delete(dialog.parent())
    elif way == "escape":
        clerk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        clerk.qtbot.mouseClick(dialog.leave if way == "cancel" else dialog.other, LEFT)
    clerk.until(lambda: not accepts("127.0.0.1", party.port) and not _there(pid))


def _there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_that_beginning_anew_shuts_the_page_before(clerk: Clerk, waiting: WaitingOffice) -> None:
    waiting.allow_phones()
    dialog, party = open_phone(clerk, waiting)
    before = dialog.link()
    dialog.begin()
    clerk.until(lambda: bool(dialog.link()))
    assert dialog.link() != before
    assert not accepts("127.0.0.1", party.port)


def test_that_the_code_says_nothing_of_the_case(clerk: Clerk, waiting: WaitingOffice) -> None:
    waiting.allow_phones()
    dialog, _ = open_phone(clerk, waiting)
    sheet = waiting.sheet()
    for word in (waiting.case, waiting.paper, sheet.paper.title, "郑海", sheet.paper.frozen_sha256):
        assert word not in dialog.link()
    assert dialog.link().startswith("https://127.0.0.1:")
    shown = "".join(dialog.fingerprint.text().split())
    assert parse_qs(urlsplit(dialog.link()).fragment)["c"] == [shown.lower()]


def test_that_a_machine_without_a_network_in_the_house_says_what_to_do(
    clerk: Clerk, waiting: WaitingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_button, "house_addresses", lambda: ())
    waiting.allow_phones()
    dialog = clerk.press(button_of(clerk, waiting))
    assert isinstance(dialog, PhoneDialog)
    assert "没有连到室内的网络" in dialog.said.text()
    assert not dialog.go.isEnabled()


def test_that_who_has_several_networks_chooses_one(
    clerk: Clerk, waiting: WaitingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_button, "house_addresses", lambda: (PhoneAddress("127.0.0.2", "甲"), *LOOP))
    waiting.allow_phones()
    dialog = clerk.press(button_of(clerk, waiting))
    assert isinstance(dialog, PhoneDialog)
    clerk.rest()
    assert not dialog.link()
    dialog.where.setCurrentIndex(0)
    clerk.qtbot.mouseClick(dialog.go, LEFT)
    clerk.until(lambda: bool(dialog.link()))
    assert urlsplit(dialog.link()).hostname == "127.0.0.2"


def test_that_whoever_runs_the_office_turns_it_on_in_the_settings(sign_in: Any, seat_of: Any) -> None:
    seat: Seat = seat_of(sign_in())
    page = seat.settings()
    assert isinstance(page, SettingsPage)
    assert page.phones.isEnabled() and not page.phones.isChecked()
    page.phones.click()
    seat.settle()
    assert seat.said() == "已开放手机签名"
    assert page.phones.isChecked()
    page.phones.click()
    seat.settle()
    assert seat.said() == "已停用手机签名"


def test_that_who_does_not_run_the_office_cannot(sign_in: Any, seat_of: Any) -> None:
    seat: Seat = seat_of(sign_in("guo"))
    assert not seat.settings().phones.isEnabled()


def test_that_only_addresses_of_the_house_are_offered() -> None:
    for one in house_addresses():
        assert not one.address.startswith(("127.", "0."))
        assert one.address in one.words


def test_that_pictures_lose_only_what_is_white_on_every_page(waiting: WaitingOffice) -> None:
    pdf = waiting.office.desk.ask(PaperBytes(paper=waiting.paper))
    pictures = [Image.open(io.BytesIO(one)) for one in page_pictures(pdf)]
    assert len(pictures) == waiting.sheet().paper.pages
    assert len({picture.width for picture in pictures}) == 1
    for picture in pictures:
        rim = picture.convert("L").point(lambda brightness: 255 * (brightness < 250)).getbbox()
        assert rim is not None
        assert min(rim[0], rim[1], picture.width - rim[2], picture.height - rim[3]) >= 20
        assert picture.width >= 1000


@pytest.mark.parametrize(
    ("news", "words"),
    [
        ([], "等待扫码"),
        ([{"event": "opened", "number": "0042"}], "请核对号码"),
        (
            [{"event": "opened", "number": "0042"}, {"event": "reading", "page": 2, "seen": 1, "pages": 4}],
            "第 2 页，共 4 页",
        ),
        ([{"event": "ended", "why": "expired"}], "已超时"),
        ([{"event": "ended", "why": "guessed"}], "错误的口令"),
        ([{"event": "ended", "why": "cancelled"}], "已取消"),
        ([{"event": "gone"}], "意外关闭"),
        ([{"event": "signed"}], "正在保存"),
        ([{"event": "opened", "number": ["x"], "browser": 5}, {"event": "reading", "page": "x"}], "请核对号码"),
        ([{"event": 7}, {"nothing": 1}], "等待扫码"),
    ],
)
def test_that_the_desk_says_how_far_the_phone_is(news: list[dict[str, Any]], words: str) -> None:
    state = PhoneState()
    for one in news:
        state = state.after(one)
    assert words in state.headline


def test_that_what_is_kept_stays_kept_when_the_process_goes() -> None:
    state = PhoneState().after({"event": "signed"}).done("郑海已签", kept=True).after({"event": "gone"})
    assert (state.headline, state.kept) == ("郑海已签", True)


def test_that_another_phone_and_wrong_tokens_are_told() -> None:
    state = PhoneState().after({"event": "second_device"}).after({"event": "bad_token", "count": 3})
    assert "另有一部手机" in state.warning and "3 次" in state.warning


def test_that_a_fingerprint_is_read_in_groups_of_four() -> None:
    assert fingerprint_words("ab12" * 16).splitlines() == ["AB12  AB12  AB12  AB12"] * 4
    assert left_words(245.9) == "还剩 4 分 05 秒"
    assert left_words(-3) == "还剩 0 分 00 秒"
