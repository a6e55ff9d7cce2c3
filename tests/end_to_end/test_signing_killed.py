"""Kills at random points of a signing session: nothing half effective, nothing lost that was acknowledged."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.verification import judge
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.signing import SigningSheet, WaitingPapers
from mediation_desk.store.audit import verify_chain
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import Case
from tests.support.signing_victim import Told, bytes_of, desk_at, sign_until_killed, signed

SEED = 20261126
KILLS = 1000
PAPERS = 5
LONGEST_S = 0.6
"""From the first signature on; each further one takes some 0.15 s."""
_LONG_S = 60.0
_HOME = multiprocessing.get_context("forkserver")
_HOME.set_forkserver_preload(["tests.support.warm_victims"])


@dataclass
class Tale:
    """What was told by all who were killed, and which boxes of a paper were signed when it was last looked at."""

    told: set[Told] = field(default_factory=set)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    untold: int = 0
    """Signatures that were kept although nobody lived to say so."""

    def forget(self) -> None:
        """A new office."""
        self.told.clear()
        self.seen.clear()


def waiting_office(folder: Path) -> tuple[tuple[str, ...], datetime]:
    """An office in which many texts wait on the screen; their papers, and the hour."""
    office = practice_office(folder)
    for _ in range(PAPERS):
        Case(office).mediating().consent_to_screen().finalise(route="screen")
    papers = tuple(sorted(row.paper for row in office.desk.ask(WaitingPapers())))
    moment = office.clock.moment
    office.desk.close()
    return papers, moment


def kill_one(folder: Path, moment: datetime, after: float, tale: Tale) -> bool:
    """Let one sign, kill it, and hear what it had told. True when there was nothing left to sign."""
    ours, theirs = _HOME.Pipe(duplex=False)
    victim = _HOME.Process(target=sign_until_killed, args=(folder, moment, theirs), daemon=True)
    victim.start()
    theirs.close()
    assert ours.poll(_LONG_S)
    first = ours.recv()
    victim.join(after)
    victim.kill()
    victim.join()
    heard = [first, *_rest(ours)]
    tale.told |= {one for one in heard if isinstance(one, Told)}
    return "done" in heard


def _rest(ours: multiprocessing.connection.Connection) -> Iterable[object]:
    """All that was sent before the end."""
    try:
        while ours.poll():
            yield ours.recv()
    except (EOFError, OSError):
        return


def examine(folder: Path, moment: datetime, papers: tuple[str, ...], tale: Tale) -> None:
    """The office after a kill: what stands is whole, and what was told stands."""
    desk = desk_at(folder, moment)
    try:
        with desk.store.reading() as session:
            assert verify_chain(session) is None
        for paper in papers:
            _examine_paper(desk, paper, tale)
    finally:
        desk.close()


def _examine_paper(desk: Desk, paper: str, tale: Tale) -> None:
    boxes, told = signed(desk, paper), {one.signer for one in tale.told if one.paper == paper}
    assert told <= set(boxes), "a signature that was acknowledged is gone"
    if boxes == tale.seen.get(paper, ()):
        return
    tale.untold += len(set(boxes) - told - set(tale.seen.get(paper, ())))
    tale.seen[paper] = boxes
    verdict = judge(bytes_of(desk, paper), desk=desk)
    assert verdict.intact, verdict.findings
    assert {one.field for one in verdict.signatures} == set(boxes), "the register and the paper differ"
    assert is_effective(desk, paper) == (not desk.ask(SigningSheet(paper=paper)).paper.missing), "half effective"


def is_effective(desk: Desk, paper: str) -> bool:
    """Whether the register says that the text of this paper has taken effect."""
    sheet = desk.ask(SigningSheet(paper=paper))
    tracks = desk.ask(CaseRecord(sheet.case)).facts.tracks
    texts = {text.id: text for track in tracks for text in track.agreements}
    return texts[sheet.paper.agreement or ""].effective_on is not None


@pytest.mark.proof
def test_that_a_thousand_kills_leave_nothing_half_and_lose_nothing_told(tmp_path: Path) -> None:
    """After every kill the whole register is looked at, and every paper that anybody has signed since the last look."""
    chance, kills = random.Random(SEED), int(os.environ.get("KILLS", KILLS))
    fresh, folder = tmp_path / "fresh", tmp_path / "office"
    papers, moment = waiting_office(fresh)
    shutil.copytree(fresh, folder)
    tale, rounds, signatures = Tale(), 0, 0
    for _ in range(kills):
        done = kill_one(folder, moment, chance.uniform(0.0, LONGEST_S), tale)
        examine(folder, moment, papers, tale)
        if done:
            rounds, signatures = rounds + 1, signatures + len(tale.told)
            shutil.rmtree(folder)
            shutil.copytree(fresh, folder)
            tale.forget()
    signatures += len(tale.told)
    print(f"seed {SEED}: {kills} kills, {signatures} signatures told, {tale.untold} kept untold, {rounds} rounds")
    assert signatures > kills, "the victims died before they had signed anything"
