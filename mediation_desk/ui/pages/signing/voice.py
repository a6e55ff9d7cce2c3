"""听读: the system's own voice reads a page aloud, where the system has one. Nothing leaves the machine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, QProcess, Signal, SignalInstance

_PARTING_MS: Final = 1000
MACHINE: Final = "本机语音"
"""Who read the text, as it is recorded."""


class Voice(Protocol):
    """`ended` comes when it has read to the end, was stopped, or could not begin."""

    ended: SignalInstance

    def can_speak(self) -> bool:
        """Whether there is a voice at all."""

    def speak(self, words: str) -> None:
        """Read aloud, in place of what was being read."""

    def stop(self) -> None:
        """Say no more."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A program of the system that reads aloud. The words go to its standard input, never through a shell."""

    program: str
    arguments: tuple[str, ...]
    silencer: tuple[str, ...] = ()
    """What silences it, where ending the program does not."""


_POWERSHELL: Final = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)
SPEAKERS: Final[dict[str, Speaker]] = {
    "linux": Speaker("spd-say", ("--pipe-mode", "--wait", "--language", "zh"), ("--cancel",)),
    "darwin": Speaker("say", ("-f", "-")),
    "win32": Speaker("powershell", ("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL)),
}
"""By platform."""


class SystemVoice(QObject):
    """One sentence after another is not its business: it is given a page and reads it."""

    ended = Signal()

    def __init__(
        self,
        platform: str = sys.platform,
        find: Callable[[str], str | None] = shutil.which,
        speakers: dict[str, Speaker] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speaker = (SPEAKERS if speakers is None else speakers).get(platform)
        self._program = None if self._speaker is None else find(self._speaker.program)
        self._process: QProcess | None = None
        self._words = ""

    def can_speak(self) -> bool:
        """Whether the system has the program that speaks."""
        return self._program is not None

    def is_speaking(self) -> bool:
        """Whether the program runs."""
        return self._process is not None

    def speak(self, words: str) -> None:
        """Start the program and hand it the words."""
        self.stop()
        if self._speaker is None or self._program is None:
            self.ended.emit()
            return
        process = QProcess(self)
        process.started.connect(self._hand_over)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        self._process, self._words = process, words
        process.start(self._program, list(self._speaker.arguments))

    def stop(self) -> None:
        """End the program at once."""
        process, self._process = self._process, None
        if process is None or self._speaker is None or self._program is None:
            return
        for signal in (process.started, process.finished, process.errorOccurred):
            signal.disconnect()
        process.kill()
        process.waitForFinished(_PARTING_MS)
        process.deleteLater()
        if self._speaker.silencer:
            QProcess.startDetached(self._program, list(self._speaker.silencer))

    def _hand_over(self) -> None:
        """What was to be read, as its input; no line of a page is ever an argument."""
        if self._process is not None:
            self._process.write(self._words.encode())
            self._process.closeWriteChannel()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        """It has read to the end, or could not begin."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.ended.emit()
