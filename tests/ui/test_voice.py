"""听读: a program of the system is handed the words, never through a shell, and ends when it is told to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.ui.pages.signing.voice import SPEAKERS, Speaker, SystemVoice

WORDS = '一、钱志远支付8,000.00元；$(rm -rf /) `x` "引号"'


def voice_of(program: str, *arguments: str) -> SystemVoice:
    return SystemVoice("here", lambda name: name, {"here": Speaker(program, arguments)})


def test_that_the_words_reach_the_program_s_input_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
    voice = voice_of(sys.executable, "-c", script, str(heard))
    with qtbot.waitSignal(voice.ended, timeout=20_000):
        voice.speak(WORDS)
    assert heard.read_text(encoding="utf-8") == WORDS


def test_that_it_falls_silent_at_once(qtbot: QtBot) -> None:
    voice = voice_of(sys.executable, "-c", "import time; time.sleep(60)")
    voice.speak(WORDS)
    assert voice.is_speaking()
    voice.stop()
    assert not voice.is_speaking()


def test_that_another_page_takes_the_place_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    script = "import sys, pathlib, time; pathlib.Path(sys.argv[1]).open('ab').write(sys.stdin.buffer.read())"
    voice = voice_of(sys.executable, "-c", script, str(tmp_path / "heard"))
    voice.speak("第一页")
    with qtbot.waitSignal(voice.ended, timeout=20_000):
        voice.speak("第二页")
    assert (tmp_path / "heard").read_text(encoding="utf-8").endswith("第二页")


def test_that_a_program_that_cannot_start_ends(qtbot: QtBot, tmp_path: Path) -> None:
    voice = voice_of(str(tmp_path / "no-such-program"))
    with qtbot.waitSignal(voice.ended, timeout=20_000):
        voice.speak(WORDS)


def test_that_a_system_without_a_voice_says_so(qtbot: QtBot) -> None:
    assert not SystemVoice("linux", lambda _name: None).can_speak()
    silent = SystemVoice("plan9", lambda name: name)
    assert not silent.can_speak()
    with qtbot.waitSignal(silent.ended):
        silent.speak(WORDS)


@pytest.mark.parametrize("platform", sorted(SPEAKERS))
def test_that_no_platform_s_voice_goes_through_a_shell(platform: str) -> None:
    speaker = SPEAKERS[platform]
    assert speaker.program not in ("sh", "bash", "cmd")
    assert not any("{" in argument for argument in speaker.arguments)
