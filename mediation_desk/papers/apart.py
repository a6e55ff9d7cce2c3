"""Having an office's own template composed by a process apart, and reading what it answers."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from mediation_desk.terms.refusal import Refusal

from .characters import cleaned
from .environment import Templates
from .markup import MarkupFault, starts
from .plain import Plain, thawed

SECONDS: Final = 2.0
MEMORY: Final = 256 * 1024 * 1024
LONGEST_PAPER: Final = 1_500_000
_STARTING: Final = 15.0
_ROOT: Final = Path(__file__).resolve().parents[2]
_TOO_SLOW: Final = Refusal("template.too_slow", field="text", seconds=int(SECONDS))


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to compose."""

    facts: Plain
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """The XML of a paper, and from which line of the template each of its pieces comes."""

    text: str
    places: tuple[int, ...]
    lines: tuple[int, ...]

    def line_at(self, place: int) -> int:
        """The line of the template that printed a character."""
        return self.lines[max(bisect_right(self.places, place) - 1, 0)]

    def line_of(self, fault: MarkupFault, root: Element | None) -> int:
        """The line that is at fault."""
        position = fault.position
        if position is None and fault.element is not None and root is not None:
            number = next((n for n, one in enumerate(root.iter()) if one is fault.element), 0)
            position = starts(self.text)[number]
        return self.line_at(0 if position is None else self._place(*position))

    def _place(self, line: int, column: int) -> int:
        before = self.text.split("\n")[: line - 1]
        return sum(len(one) + 1 for one in before) + column


def compose_apart(
    source: Templates, template: str, text: str, jobs: Sequence[Job], *, seconds: float = SECONDS, memory: int = MEMORY
) -> list[Composed | Refusal]:
    """Each paper composed from the office's text, or why not. A text that may not run is not run."""
    source.require_harmless(text, template)
    return run_apart(source, template, text, jobs, seconds=seconds, memory=memory)


def run_apart(
    source: Templates, template: str, text: str, jobs: Sequence[Job], *, seconds: float = SECONDS, memory: int = MEMORY
) -> list[Composed | Refusal]:
    """The second wall alone, for a text that was looked through already."""
    request = {
        "text": text,
        "shared": source.shared(template),
        "wording": thawed(source.wording),
        "seconds": seconds,
        "memory": memory,
        "most": LONGEST_PAPER,
        "jobs": [{"facts": thawed(job.facts), "blank": job.blank} for job in jobs],
    }
    output, code = _run(json.dumps(request).encode(), _STARTING + seconds * len(jobs))
    answers = [_read(json.loads(line)) for line in output.splitlines() if line.endswith(b"}")]
    ended = _TOO_SLOW if code in _ALARMS else Refusal("template.too_big", field="text", line=None)
    return answers + [ended] * (len(jobs) - len(answers))


_LATE: Final = -1000
_ALARMS: Final = (_LATE, -getattr(signal, "SIGALRM", -_LATE))


def _run(request: bytes, seconds: float) -> tuple[bytes, int]:
    """What the process wrote, and how it ended. Where the system has no alarm, this clock is the only one."""
    command = [sys.executable, "-s", "-m", "mediation_desk.papers.composing"]
    surroundings = None if sys.platform == "win32" else {"PYTHONPATH": str(_ROOT)}
    try:
        done = subprocess.run(
            command, input=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, env=surroundings
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", _LATE
    return done.stdout, done.returncode


def _read(answer: dict[str, Any]) -> Composed | Refusal:
    if "code" in answer:
        return Refusal(answer.pop("code"), field="text", **answer)
    places, lines, texts, size = list[int](), list[int](), list[str](), 0
    for line, piece in answer["pieces"]:
        piece = cleaned(piece)
        places.append(size)
        lines.append(line)
        texts.append(piece)
        size += len(piece)
    return Composed("".join(texts), tuple(places), tuple(lines))
