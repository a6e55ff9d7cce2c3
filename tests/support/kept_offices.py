"""Practice offices that a run of the tests makes once, for all its processes; whoever needs one gets a copy."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.practice import PRACTICE, FollowingClock, PracticeOffice, demo_scripts, found_practice
from mediation_desk.desk.surroundings import system
from mediation_desk.exchange.playing import Played
from mediation_desk.store.passwords import GuessCost

from .shelf import FOLDERS

PASSWORD = "练习-2026-临溪"
CHEAP = GuessCost(1, 8, 1)
PlayAll = Callable[[PracticeOffice], dict[str, Played]]
_OFFICE, _PLAYED = "office", "played"
_UNTIL_MEDIATING = 8


def practice_office(folder: Path) -> PracticeOffice:
    """An office with its bodies and people, in which nothing has happened yet."""
    return _copied(_kept("founded", _found), folder)[0]


def played_office(folder: Path, name: str, play: PlayAll) -> tuple[PracticeOffice, dict[str, Played]]:
    """An office in which `play` has been performed, and what came of it; made once under this name."""
    return _copied(_kept(name, lambda place: _play(place, play)), folder)


def mediating_office(folder: Path) -> tuple[PracticeOffice, str]:
    """An office in which the first worked case is being mediated, and that case."""
    name, script = next(iter(demo_scripts(system().resources)))
    begun = replace(script, steps=script.steps[:_UNTIL_MEDIATING])
    return played_office(folder, "mediating", lambda office: {name: office.play(begun, name)})[0], script.case


def _copied(kept: Path, folder: Path) -> tuple[PracticeOffice, dict[str, Played]]:
    shutil.copytree(kept / _OFFICE, folder, dirs_exist_ok=True)
    moment, played = pickle.loads((kept / _PLAYED).read_bytes())
    clock = FollowingClock(moment)
    door = OfficeDoor(folder, system().at(clock), CHEAP)
    return PracticeOffice(door, door.sign_in(PRACTICE.founder.account, PASSWORD), clock), played


def _kept(name: str, make: Callable[[Path], None]) -> Path:
    """The kept folder; the first process that asks makes it while the others wait."""
    place, half = FOLDERS[0] / name, FOLDERS[0] / f"{name}.half"
    with _alone(name):
        if not place.exists():
            half.mkdir()
            make(half)
            half.rename(place)
    return place


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One process at a time; a process that dies lets go."""
    FOLDERS[0].mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(FOLDERS[0] / f"{name}.turn", timeout=900, isolation_level=None)) as turn:
        turn.execute("BEGIN EXCLUSIVE")
        yield


def _found(place: Path) -> None:
    _put_away(place, found_practice(place / _OFFICE, system(), PASSWORD, CHEAP), {})


def _play(place: Path, play: PlayAll) -> None:
    office = practice_office(place / _OFFICE)
    _put_away(place, office, play(office))


def _put_away(place: Path, office: PracticeOffice, played: dict[str, Played]) -> None:
    office.desk.close()
    (place / _PLAYED).write_bytes(pickle.dumps((office.clock.moment, played)))
