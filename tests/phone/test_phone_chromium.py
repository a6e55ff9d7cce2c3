"""The page in a real Chromium: read to the end, compared, signed with a finger; the file then verifies.

`make browser-test` runs it and sets the browser up; `make proofs` runs it with the others.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from math import sin
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediation_desk.desk.verification import judge
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.resource_paths import resources
from mediation_desk.ui.dialogs import phone_button
from mediation_desk.ui.dialogs.phone_addresses import PhoneAddress
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import look
from tests.phone.conftest import Serve, Served
from tests.support.chromium import Chromium
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.phone_client import accepts
from tests.support.phone_office import WaitingOffice, at_the_pad, press_phone, waiting_office

pytestmark = pytest.mark.proof

PORTRAIT, LARGE, LANDSCAPE = (360, 740), (412, 915), (740, 360)
HOSTILE = "</h1><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\u202e"
Browse = Callable[[str], Chromium]


@pytest.fixture
def browse(tmp_path: Path) -> Iterator[Browse]:
    """Open a browser that trusts one key; all are shut after the test."""
    opened: list[Chromium] = []

    def start(pin: str) -> Chromium:
        browser = Chromium(tmp_path / f"browser-{len(opened)}", [pin] if pin else [])
        opened.append(browser.__enter__())
        browser.phone(*PORTRAIT)
        return browser

    yield start
    for browser in opened:
        browser.__exit__(None, None, None)


def link(served: Served) -> str:
    return f"https://127.0.0.1:{served.port}/#t={served.ticket.token}&c={served.ready['fingerprint']}"


def read_on(browser: Chromium) -> None:
    """A finger drags the text up until its last foot was in view."""
    for _ in range(40):
        if browser.text("hint").startswith("已看完"):
            return
        browser.swipe("text")
    browser.until(lambda: browser.text("hint").startswith("已看完"))


def write_name(browser: Chromium) -> None:
    """Three strokes with a finger."""
    left, top, width, height = browser.box("pad")
    for part in (0.15, 0.4, 0.65):
        browser.draw(
            [
                (left + width * (part + 0.2 * step / 24), top + height * (0.5 + 0.2 * sin(step / 4 + part)))
                for step in range(25)
            ],
            pause=0.004,
        )


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[WaitingOffice]:
    made = waiting_office(tmp_path / "office")
    made.allow_phones()
    yield made
    made.office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication, waiting: WaitingOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    look.start(qapp, resources(), bundled_font=True)
    faults: list[Exception] = []
    jobs = Jobs(faults.append)
    monkeypatch.setattr(phone_button, "house_addresses", lambda: (PhoneAddress("127.0.0.1", "本机"),))
    yield sit_down(qtbot, waiting.office, jobs)
    jobs.close()
    assert faults == []


def test_that_a_finger_signs_on_a_phone_and_the_file_verifies(
    clerk: Clerk, waiting: WaitingOffice, browse: Browse
) -> None:
    dialog = press_phone(clerk, at_the_pad(clerk, waiting))
    clerk.until(lambda: bool(dialog.link()))
    browser = browse(dialog.key_pin())
    assert browser.go(dialog.link()) == ""
    clerk.until(lambda: browser.shows("reading") and browser.text("number") != "")
    clerk.until(lambda: bool(dialog.state.number))
    assert browser.text("number") == dialog.state.number
    assert browser.value("document.getElementById('to-pad').disabled")
    clerk.until(lambda: browser.value("document.images.length") == waiting.sheet().paper.pages)
    for _ in range(60):
        browser.swipe("text")
        QApplication.processEvents()
        if browser.text("hint").startswith("已看完"):
            break
    assert browser.value("document.getElementById('to-pad').disabled"), "the number was not compared yet"
    clerk.until(lambda: dialog.state.seen == dialog.state.pages)
    clerk.qtbot.mouseClick(dialog.same, LEFT)
    clerk.until(lambda: not browser.value("document.getElementById('to-pad').disabled"))
    browser.tap("to-pad")
    assert browser.value("document.getElementById('send').disabled")
    write_name(browser)
    browser.phone(*LANDSCAPE)
    clerk.until(lambda: browser.value("innerWidth > innerHeight"))
    browser.tap("again")
    write_name(browser)
    browser.tap("send")
    clerk.until(lambda: dialog.state.kept)
    clerk.until(lambda: browser.shows("over"))
    assert browser.text("over-title") == "已签好"
    port = int(dialog.link().split(":")[2].split("/")[0])
    clerk.until(lambda: not accepts("127.0.0.1", port))
    _require_signed(waiting)
    assert browser.complaints() == []


def _require_signed(waiting: WaitingOffice) -> None:
    signer = next(one for one in waiting.sheet().paper.signers if one.name == "郑海")
    told = signer.circumstances
    assert told is not None and told.device == "phone" and "Chrome" in told.device_words
    verdict = judge(waiting.office.desk.ask(PaperBytes(paper=waiting.paper)), desk=waiting.office.desk)
    assert verdict.intact
    assert [one.claim.name for one in verdict.signatures if one.claim] == ["郑海"]


def drawn(serve: Serve, browse: Browse, **changes: Any) -> tuple[Served, Chromium]:
    """A page of three real pictures, opened."""
    served = serve(pages=_pictures(), **changes)
    browser = browse(served.ready["key_pin"])
    assert browser.go(link(served)) == ""
    browser.until(lambda: browser.value("document.images.length") == 3)
    return served, browser


def _pictures() -> tuple[bytes, ...]:
    pages = []
    for number in range(3):
        page, out = Image.new("L", (900, 1200), 255), io.BytesIO()
        ImageDraw.Draw(page).rectangle((60, 60 + 100 * number, 840, 1100), outline=0, width=6)
        page.save(out, "PNG")
        pages.append(out.getvalue())
    return tuple(pages)


@pytest.mark.parametrize("glass", [PORTRAIT, LARGE, LANDSCAPE, LARGE[::-1]])
def test_that_everything_to_press_is_on_the_glass_and_large_enough_for_a_finger(
    serve: Serve, browse: Browse, glass: tuple[int, int]
) -> None:
    served, browser = drawn(serve, browse)
    browser.phone(*glass)
    served.host.confirm()
    read_on(browser)
    browser.until(lambda: not browser.value("document.getElementById('to-pad').disabled"))
    _require_on_glass(browser, glass, "larger", "disagree", "to-pad")
    browser.tap("disagree")
    browser.until(lambda: browser.shows("refusing"))
    _require_on_glass(browser, glass, "reason", "keep-reading", "send-reason")
    browser.tap("keep-reading")
    browser.tap("to-pad")
    browser.until(lambda: browser.shows("signing"))
    _require_on_glass(browser, glass, "pad", "back", "again", "send")
    assert browser.value("document.documentElement.scrollWidth <= innerWidth")


def _require_on_glass(browser: Chromium, glass: tuple[int, int], *ids: str) -> None:
    for id in ids:
        left, top, width, height = browser.box(id)
        assert left >= 0 and top >= 0 and left + width <= glass[0] + 0.5 and top + height <= glass[1] + 0.5, id
        assert width >= 40 and height >= 40, id


def test_that_hostile_words_are_only_words(serve: Serve, browse: Browse) -> None:
    served, browser = drawn(serve, browse, title=HOSTILE, signer=HOSTILE, capacity=HOSTILE, check_code=HOSTILE)
    assert browser.text("title") == HOSTILE
    assert browser.value("document.title") == HOSTILE.strip()
    assert browser.value("document.images.length") == 3
    assert browser.value("document.scripts.length") == 1
    assert browser.complaints() == []
    assert served.ready["port"]


def test_that_the_policy_stops_a_script_that_came_in_all_the_same(serve: Serve, browse: Browse) -> None:
    _, browser = drawn(serve, browse)
    browser.value(
        "(s => { try { s.textContent = 'window.owned = 1' } catch { } document.head.append(s) })"
        "(document.createElement('script'))"
    )
    assert browser.value("window.owned ?? null") is None
    assert browser.value("fetch('https://127.0.0.1:1/').then(() => 'out', () => 'stopped')") == "stopped"
    assert any("Content Security Policy" in one or "TrustedScript" in one for one in browser.complaints())


def test_that_a_browser_without_the_pin_is_warned(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse("")
    assert browser.go(link(served)) == "net::ERR_CERT_AUTHORITY_INVALID"


def test_that_a_second_browser_is_told_that_it_is_the_second(serve: Serve, browse: Browse) -> None:
    served, _ = drawn(serve, browse)
    other = browse(served.ready["key_pin"])
    other.go(link(served))
    other.until(lambda: other.shows("over"))
    assert "另一部手机" in other.text("over-words")


def test_that_loading_the_page_again_goes_on_where_it_was(serve: Serve, browse: Browse) -> None:
    served, browser = drawn(serve, browse)
    number = browser.text("number")
    browser.call("Page.reload")
    browser.until(lambda: browser.value("document.images.length") == 3)
    assert browser.text("number") == number
    assert served.hears("opened")["number"] == number


def test_that_an_old_code_says_so(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse(served.ready["key_pin"])
    browser.go(f"https://127.0.0.1:{served.port}/#t=old")
    browser.until(lambda: browser.shows("over"))
    assert "请重新扫描" in browser.text("over-words")


def test_that_a_page_that_is_shut_says_so(serve: Serve, browse: Browse) -> None:
    served, browser = drawn(serve, browse)
    served.host.stop()
    browser.until(lambda: browser.shows("over"))
    assert "断开" in browser.text("over-words")


def test_that_a_person_who_does_not_agree_says_so(serve: Serve, browse: Browse) -> None:
    served, browser = drawn(serve, browse)
    browser.tap("disagree")
    assert browser.text("hint") == "请先让调解员核对号码。"
    served.host.confirm()
    browser.until(lambda: browser.text("match-words") == "号码已核对")
    browser.tap("disagree")
    browser.tap("send-reason")
    assert "请写下原因" in browser.text("reason-fault")
    browser.tap("reason")
    browser.call("Input.insertText", text="利息算错了")
    served.host.saved()
    browser.tap("send-reason")
    browser.until(lambda: browser.shows("over"))
    assert served.hears("disagreed")["reason"] == "利息算错了"
    assert browser.text("over-title") == "已记录"


def test_that_strokes_keep_their_shape_when_the_phone_is_turned(serve: Serve, browse: Browse) -> None:
    served, browser = drawn(serve, browse)
    served.host.confirm()
    read_on(browser)
    browser.until(lambda: not browser.value("document.getElementById('to-pad').disabled"))
    browser.tap("to-pad")
    left, top, width, height = browser.box("pad")
    browser.draw([(left + 30 + 3 * step, top + height / 2) for step in range(60)])
    browser.phone(*LANDSCAPE)
    browser.until(lambda: browser.value("innerWidth > innerHeight"))
    served.host.saved()
    browser.tap("send")
    ink = served.hears("signed")["ink"]
    (stroke,) = ink["strokes"]
    assert ink["device"] == "touch"
    assert ink["aspect"] == pytest.approx(height / width, abs=0.02)
    assert stroke[0][0] == pytest.approx(30 / width, abs=0.02)
    assert {point[1] for point in stroke} == {stroke[0][1]}
    assert all(point[3] is None for point in stroke), "a glass that measures no pressure tells none"
    times = [point[2] for point in stroke]
    assert times == sorted(times)
