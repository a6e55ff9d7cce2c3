"""A real Chromium without a screen, spoken to over two pipes in its own protocol: no driver, no library between.

with Chromium(folder, trusting=[pin]) as browser:
    browser.phone(360, 740)
    browser.go("https://…")
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from mediation_desk.resource_paths import resources

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--no-default-browser-check", "--disable-breakpad", "--hide-scrollbars", "--lang=zh-CN"),
    *("--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider", "--remote-debugging-pipe"),
)
PATIENCE_S: Final = 30.0
LIFTED_S: Final = 0.7
"""A tap that comes sooner after a stroke Chromium takes for the end of a swipe."""
_ASKS, _ANSWERS = 3, 4


def found_browser() -> str | None:
    """Where Chromium is, if it is anywhere."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One browser with one tab. `trusting` are the SHA-256 pins of keys whose certificates it takes as they are."""

    def __init__(self, folder: Path, trusting: Sequence[str] = ()) -> None:
        self._folder, self._pins = folder, trusting
        self._number, self._rest, self._lifted = 0, b"", 0.0
        self.said: list[dict[str, Any]] = []
        """Events: what the page logged, what it was refused."""

    def __enter__(self) -> Chromium:
        asks, self._ask = os.pipe()
        self._answer, answers = os.pipe()

        def lay_pipes() -> None:
            kept = (os.dup(asks), os.dup(answers))
            os.dup2(kept[0], _ASKS)
            os.dup2(kept[1], _ANSWERS)

        browser = found_browser()
        assert browser is not None, "no Chromium: sh .ci/setup browser"
        flags = [*FLAGS, f"--user-data-dir={self._folder}"]
        if self._pins:
            flags.append("--ignore-certificate-errors-spki-list=" + ",".join(self._pins))
        self._process = subprocess.Popen(
            [browser, *flags, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=lay_pipes,
            start_new_session=True,
            env={**os.environ, "XDG_DATA_HOME": str(self._fonts())},
        )
        os.close(asks)
        os.close(answers)
        self._tab = ""
        target = self.until(lambda: self._first_tab())
        self._tab = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _at: TracebackType | None
    ) -> None:
        os.close(self._ask)
        os.close(self._answer)
        try:
            self._process.wait(3)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def call(self, method: str, /, **given: Any) -> dict[str, Any]:
        """One command and its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._tab:
            message["sessionId"] = self._tab
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                assert "error" not in heard, heard["error"]
                return heard["result"]  # type: ignore[no-any-return]
            self.said.append(heard)

    def go(self, address: str) -> str:
        """Open an address; the words of the network's refusal, if it refused."""
        return str(self.call("Page.navigate", url=address).get("errorText", ""))

    def value(self, expression: str) -> Any:
        """What JavaScript says in the page."""
        found = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, happened: Callable[[], Any], seconds: float = PATIENCE_S) -> Any:
        """Wait for something."""
        latest = time.monotonic() + seconds
        while not (found := happened()):
            assert time.monotonic() < latest, "did not happen in time"
            time.sleep(0.05)
        return found

    def shows(self, id: str) -> bool:
        """Whether an element is there to be seen."""
        return bool(self.value(f"!!document.getElementById('{id}')?.checkVisibility()"))

    def text(self, id: str) -> str:
        """The words of an element."""
        return str(self.value(f"document.getElementById('{id}')?.textContent ?? ''"))

    def phone(self, width: int, height: int, sharp: float = 2.0) -> None:
        """The glass of a phone: its size, its fingers."""
        turned = (
            {"type": "landscapePrimary", "angle": 90} if width > height else {"type": "portraitPrimary", "angle": 0}
        )
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=sharp,
            mobile=True,
            screenOrientation=turned,
        )
        self.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=5)

    def box(self, id: str) -> tuple[float, float, float, float]:
        """Left, top, width, height of an element in the window."""
        script = f"(b => [b.x, b.y, b.width, b.height])(document.getElementById('{id}').getBoundingClientRect())"
        left, top, width, height = self.value(script)
        return left, top, width, height

    def tap(self, id: str) -> None:
        """A finger on the middle of an element, when it has had the time to get there."""
        time.sleep(max(self._lifted + LIFTED_S - time.monotonic(), 0))
        left, top, width, height = self.box(id)
        self.draw([(left + width / 2, top + height / 2)])

    def draw(self, places: Sequence[tuple[float, float]], pause: float = 0.0) -> None:
        """A finger put down at the first place, drawn over the others, lifted."""
        first, *others = places
        self._touch("touchStart", first)
        for place in others:
            self._touch("touchMove", place)
            time.sleep(pause)
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self._lifted = time.monotonic() if others else self._lifted

    def swipe(self, id: str, share: float = 0.6) -> None:
        """A finger drags an element's content upwards, by this share of its height."""
        left, top, width, height = self.box(id)
        low, far = top + height * (0.5 + share / 2), height * share
        steps = [(left + width / 2, low - far * step / 12) for step in range(13)]
        self.draw(steps, pause=0.016)

    def picture(self, path: Path) -> None:
        """A picture of what is seen."""
        path.write_bytes(b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def complaints(self) -> list[str]:
        """What the browser held against the page: errors of scripts, what its policy stopped."""
        found = []
        for one in self.said:
            if one.get("method") == "Log.entryAdded" and one["params"]["entry"]["level"] == "error":
                found.append(str(one["params"]["entry"]["text"]))
            if one.get("method") == "Runtime.exceptionThrown":
                found.append(str(one["params"]["exceptionDetails"]))
        return found

    def _fonts(self) -> Path:
        """Chinese for a machine that has no font of it: the program's own."""
        home = self._folder / "data"
        home.mkdir(parents=True, exist_ok=True)
        (home / "fonts").symlink_to(resources() / "fonts")
        return home

    def _touch(self, kind: str, place: tuple[float, float]) -> None:
        self.call("Input.dispatchTouchEvent", type=kind, touchPoints=[{"x": place[0], "y": place[1]}])

    def _first_tab(self) -> str | None:
        targets = self.call("Target.getTargets")["targetInfos"]
        return next((str(one["targetId"]) for one in targets if one["type"] == "page"), None)

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._answer], [], [], PATIENCE_S)[0], "the browser does not answer"
            piece = os.read(self._answer, 1 << 20)
            assert piece, "the browser is gone"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(line)
        return heard
