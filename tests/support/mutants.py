"""How many of the rules of law/, spoiled in every small way, do the tests of the rules find out? `make mutants`.

mutmut spoils; here the tests are run once, and each spoiled rule then meets, in a fork of that warm session, the tests
that touch it. What fixtures of the session built with a rule is built again when that rule is spoiled.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import mutmut.__main__ as mutmut
import pytest
from _pytest.fixtures import FixtureDef
from _pytest.runner import runtestprotocol
from mutmut.mutation import trampoline

_LAW: Final = Path("mediation_desk/law")
_OUTCOMES: Final = Path("outcomes.txt")
"""In mutants/; a run that was stopped goes on from it."""
_NEEDED: Final = 0.90
_SOUND: Final = ""
_TOUCHED: Final = "stats"
"""What mutmut's switches take for no spoiled rule, and for telling which rules are touched."""
_ENDINGS: Final = {0: "missed", 1: "found", -signal.SIGALRM: "endless"}
_PLAINLY: Final = ("--quiet", "--tb=native", "--assert=plain", "-p", "no:xdist", "-p", "no:cacheprovider")
"""Nobody reads why a test failed, and to explain it takes longer than the test."""
_OTHERS: Final = 5
"""Seconds of tests of other modules; a rule that all the others would find out counts as missed."""
_PATIENCE: Final = 20
"""A spoiled rule that takes so many times as long as the sound one, and ten seconds, never ends."""


def make() -> None:
    """Write the spoiled rules, beside all that their tests need, into mutants/."""
    mutmut.set_mutant_under_test("mutant_generation")
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.create_mutants(os.cpu_count() or 1)


class Trials:
    """Takes the place of pytest's own loop: runs the tests once, then against each spoiled rule."""

    def __init__(self) -> None:
        self.outcomes = dict(line.split() for line in _lines(_OUTCOMES))
        self._hits: set[str] = set()
        self._built: defaultdict[FixtureDef[Any], set[str]] = defaultdict(set)
        self._took: dict[pytest.Item, float] = {}
        self._touching: defaultdict[str, list[pytest.Item]] = defaultdict(list)
        self._running: dict[int, str] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: FixtureDef[Any]) -> Iterator[None]:
        """Which rules a fixture was built with."""
        outside, self._hits = self._hits, set()
        try:
            return (yield)
        finally:
            self._built[fixturedef] |= self._hits
            self._hits = outside

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The sound run, then one fork for each spoiled rule."""
        trampoline.record_trampoline_hit = lambda name, caller=None: self._hits.add(name)
        trampoline.set_mutant_under_test(_TOUCHED)
        for item, after in zip(session.items, [*session.items[1:], session.items[0]], strict=True):
            self._run_sound(item, after)
        trampoline.set_mutant_under_test(_SOUND)
        gc.freeze()
        for module, names in _spoiled():
            print(f"{module}: {len(names)} spoiled rules", flush=True)
            for name in names:
                if name not in self.outcomes:
                    self._try(name)
        while self._running:
            self._reap()
        return True

    def _run_sound(self, item: pytest.Item, after: pytest.Item) -> None:
        self._hits, began = set(), time.process_time()
        if not _passes(item, after):
            pytest.exit(f"{item.nodeid} fails with sound rules", 1)
        self._took[item] = time.process_time() - began
        for name in self._hits.union(*(self._built[fixture] for fixture in _fixtures(item))):
            self._touching[name].append(item)

    def _try(self, name: str) -> None:
        rule = name.rpartition("__mutmut_")[0]
        items = self._asked(rule)
        if not items:
            self._note(name, "untouched")
            return
        if len(self._running) >= (os.cpu_count() or 1):
            self._reap()
        child = os.fork()
        if not child:
            self._meet(name, rule, items)
        self._running[child] = name

    def _asked(self, rule: str) -> list[pytest.Item]:
        """The tests named after the rule's module, then the quickest others as long as patience lasts."""
        by_time = sorted(self._touching[rule], key=self._took.__getitem__)
        own = [item for item in by_time if _module(rule) in item.nodeid]
        others = [item for item in by_time if _module(rule) not in item.nodeid]
        spent = accumulate(self._took[item] for item in others)
        return own + [item for item, seconds in zip(others, spent, strict=True) if seconds < _OTHERS]

    def _meet(self, name: str, rule: str, items: list[pytest.Item]) -> None:
        _be_silent()
        signal.alarm(10 + int(_PATIENCE * sum(self._took[item] for item in items)))
        trampoline.set_mutant_under_test(name)
        for fixture, rules in self._built.items():
            if rule in rules:
                fixture.cached_result = None
        found = any(not _passes(item, items[(number + 1) % len(items)]) for number, item in enumerate(items))
        os._exit(int(found))

    def _reap(self) -> None:
        child, status = os.wait()
        self._note(self._running.pop(child), _ENDINGS.get(os.waitstatus_to_exitcode(status), "found"))

    def _note(self, name: str, outcome: str) -> None:
        self.outcomes[name] = outcome
        with _OUTCOMES.open("a", encoding="utf-8") as kept:
            kept.write(f"{name} {outcome}\n")


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _passes(item: pytest.Item, after: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=after))


def _fixtures(item: pytest.Item) -> Iterator[FixtureDef[Any]]:
    assert isinstance(item, pytest.Function)
    for name in item.fixturenames:
        yield from item._fixtureinfo.name2fixturedefs.get(name, ())


def _module(rule: str) -> str:
    return rule.split(".")[2]


def _spoiled() -> Iterator[tuple[str, list[str]]]:
    for file in sorted(_LAW.glob("*.py.meta")):
        yield file.name.partition(".")[0], list(json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"])


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def report(outcomes: dict[str, str]) -> float:
    """Print what was not found out and the score of each module; the share of all that was found out."""
    for name in sorted(name for name, outcome in outcomes.items() if outcome in ("missed", "untouched")):
        print(f"{outcomes[name]:10}{name}")
    scores = Counter((_module(name), outcome) for name, outcome in outcomes.items())
    for module in sorted({module for module, _ in scores}):
        _line(module, Counter({outcome: count for (held, outcome), count in scores.items() if held == module}))
    return _line("law/", Counter(outcomes.values()))


def _line(words: str, counted: Counter[str]) -> float:
    found = counted["found"] + counted["endless"]
    share = found / max(counted.total(), 1)
    print(f"{words:24}{found:6} of {counted.total():6}{share:8.1%}   (endless: {counted['endless']})")
    return share


def main(step: str) -> int:
    """`make` in the top folder, then `try` in mutants/; the exit code says whether enough was found out."""
    if step == "make":
        make()
        return 0
    trials = Trials()
    ended = pytest.main([*_PLAINLY, "tests/law"], [trials])
    return int(bool(ended) or report(trials.outcomes) < _NEEDED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
