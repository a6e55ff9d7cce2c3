"""Programs run in turn, A B C A B C, so that a machine that slows down slows all of them."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

STARTED: Final = "--started"
"""Option under which each program is told when it was started, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: a title, and each program's command, ours first. `absent` says what could not run."""

    title: str
    programs: Mapping[str, Sequence[str]]
    absent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """What one program reported of one run: seconds from its start to its first result, seconds of each later one."""

    cold: float
    warm: tuple[float, ...]
    note: str


def in_turn(comparison: Comparison, rounds: int) -> dict[str, list[Run]]:
    """Every program once a round. Each prints one JSON line: cold, warm, note."""
    runs: dict[str, list[Run]] = {name: [] for name in comparison.programs}
    for _ in range(rounds):
        for name, command in comparison.programs.items():
            runs[name].append(_run(command))
    return runs


def _run(command: Sequence[str]) -> Run:
    finished = subprocess.run([*command, STARTED, repr(time.time())], stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(finished.stdout.splitlines()[-1])
    return Run(told["cold"], tuple(told["warm"]), told["note"])


def table(comparison: Comparison, runs: Mapping[str, Sequence[Run]]) -> str:
    """Medians in milliseconds, and each as a multiple of the first program's."""
    colds = {name: median(run.cold for run in each) for name, each in runs.items()}
    warms = {name: median(second for run in each for second in run.warm) for name, each in runs.items()}
    ours = next(iter(comparison.programs))
    lines = [f"{comparison.title}", f"{'':28}{'cold ms':>9}{'× ours':>8}{'warm ms':>9}{'× ours':>8}  result"]
    for name, each in runs.items():
        cold, warm = colds[name], warms[name]
        figures = f"{cold * 1000:9.0f}{cold / colds[ours]:8.2f}{warm * 1000:9.0f}{warm / warms[ours]:8.2f}"
        lines.append(f"{name:28}{figures}  {each[-1].note}")
    lines += [f"{name:28}not run: {reason}" for name, reason in comparison.absent.items()]
    return "\n".join(lines) + "\n"
