"""Performing scripts in an office that people work in: first on a copy, and for real only if all of it went well."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from mediation_desk.exchange.playing import Played, play
from mediation_desk.exchange.problems import Problem
from mediation_desk.exchange.scripts import Script, Step, parse_script, read_script
from mediation_desk.model.office import Office
from mediation_desk.store.blobs import BLOB_FOLDER
from mediation_desk.store.engines import DATABASE_FILE, open_store
from mediation_desk.terms.refusal import Refusal

from .desk import Desk
from .offices import OfficeDoor
from .practice import FollowingClock, PracticeOffice

Named = tuple[str, Script]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of some scripts. With a problem nothing was written; `performed` is false for a rehearsal too."""

    problems: tuple[Problem, ...] = ()
    played: tuple[Played, ...] = ()
    performed: bool = False


def run_scripts(desk: Desk, files: Sequence[Path], *, dry_run: bool = False) -> Run:
    """Perform scripts from files: every problem of every file is told, and nothing is written if there is one."""
    read = [(path.name, *read_script(path)) for path in files]
    faults = tuple(problem for _, _, problems in read for problem in problems)
    if faults:
        return Run(problems=faults)
    scripts = [(name, script) for name, script, _ in read if script is not None]
    return run(desk, scripts, dry_run=dry_run)


def run(desk: Desk, scripts: Sequence[Named], *, dry_run: bool = False) -> Run:
    """Rehearse on a copy of the office, then perform."""
    with rehearsal(desk) as stage:
        rehearsed = _play(stage, scripts)
    problems = _problems(rehearsed)
    if problems or dry_run:
        return Run(problems=problems, played=rehearsed)
    played = _play(desk, scripts)
    return Run(problems=_problems(played), played=played, performed=True)


def one_act(name: str, fields: object, day: str, at: str | None, space: str) -> tuple[Step | None, tuple[Problem, ...]]:
    """A single act as a script of one step, checked like any script; "#name" stands for a fresh id."""
    step = {"act": name, "on": day, "fields": fields, **({} if at is None else {"at": at})}
    document = {"format": "mediation-desk/script", "version": 1, "name": space, "acts": [step]}
    script, problems = parse_script(document, name, Path())
    if script is None:
        return None, tuple(replace(each, path=each.path.replace("$.acts[0].fields", "$", 1)) for each in problems)
    return script.steps[0], ()


@contextmanager
def rehearsal(desk: Desk) -> Iterator[Desk]:
    """The same desk before a copy of the office that is thrown away afterwards."""
    with TemporaryDirectory(prefix="rehearsal-") as scratch:
        folder = Path(scratch) / "office"
        copy = desk.store.copy_aside(folder, "rehearsal", desk.surroundings.now())
        copy.replace(folder / DATABASE_FILE)
        blobs = desk.store.blobs.folder
        if blobs.is_dir():
            shutil.copytree(blobs, folder / BLOB_FOLDER, copy_function=_link)
        with closing(open_store(folder, desk.store.blobs.data_key)) as store:
            yield replace(desk, store=store)


def is_practice(desk: Desk) -> bool:
    """Whether this is an office for practice, in which one person may act for all."""
    with desk.store.reading() as session:
        return session.scalars(select(Office.practice)).one()


def _play(desk: Desk, scripts: Sequence[Named]) -> tuple[Played, ...]:
    perform = _player(desk)
    return tuple(perform(script, name) for name, script in scripts)


def _player(desk: Desk) -> Callable[[Script, str], Played]:
    if not is_practice(desk):
        return lambda script, name: play(script, lambda step: _own(desk, step), name)
    clock = FollowingClock(desk.surroundings.now())
    around = desk.surroundings.at(clock)
    return PracticeOffice(OfficeDoor(desk.store.folder, around), replace(desk, surroundings=around), clock).play


def _own(desk: Desk, step: Step) -> Desk:
    """In a real office nobody acts in another's name, not even a file."""
    if step.by not in (None, desk.actor.staff):
        raise Refusal("permission.stand_in", staff=step.by)
    return desk


def _problems(played: Sequence[Played]) -> tuple[Problem, ...]:
    return tuple(each.problem for each in played if each.problem is not None)


def _link(source: str, target: str) -> None:
    """Blobs are replaced and never written into, so a second name for the same file is a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
