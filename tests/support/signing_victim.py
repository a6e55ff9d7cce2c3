"""A desk that signs until somebody kills it: every signature is told of only once the desk has said that it is kept."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from mediation_desk.acts.act import Act
from mediation_desk.acts.signing import AffixSeal, RecordSignature
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.practice import PRACTICE, FollowingClock
from mediation_desk.desk.surroundings import system
from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.signing import SigningSheet, WaitingPapers
from mediation_desk.terms.ids import PaperId
from tests.support import shelf
from tests.support.kept_offices import CHEAP, PASSWORD, practice_office
from tests.support.practice_desk import INK, Case

SEAL = "body_seal"


@dataclass(frozen=True, slots=True)
class Told:
    """One signature that the desk has said is kept."""

    paper: str
    signer: str


def warm() -> None:
    """What a desk reads once a start, fonts and rules, before any victim is born: each is a fork of this process."""
    with tempfile.TemporaryDirectory() as made:
        shelf.FOLDERS[:] = [Path(made) / "kept"]
        case = Case(practice_office(Path(made) / "office")).mediating().consent_to_screen()
        case.finalise(route="screen")
        for signer in ("p1", "p2", "m1"):
            case.sign(signer)
        case.sealed()
        case.office.desk.close()


def desk_at(folder: Path, moment: datetime) -> Desk:
    """The office, opened anew by its founder."""
    door = OfficeDoor(folder, system().at(FollowingClock(moment)), CHEAP)
    return door.sign_in(PRACTICE.founder.account, PASSWORD)


def sign_until_killed(folder: Path, moment: datetime, tell: Connection) -> None:
    """Take up every paper where it stands, the way a resumed session does, and sign on."""
    desk = desk_at(folder, moment)
    for paper in sorted(row.paper for row in desk.ask(WaitingPapers())):
        while (signer := next_of(desk, paper)) is not None:
            desk.perform(_act(paper, signer), case=desk.ask(SigningSheet(paper=paper)).case)
            tell.send(Told(paper, signer.key))
    tell.send("done")


def next_of(desk: Desk, paper: str) -> SignerRow | None:
    """Whose turn it is."""
    return next((one for one in desk.ask(SigningSheet(paper=paper)).paper.missing if one.turn), None)


def signed(desk: Desk, paper: str) -> tuple[str, ...]:
    """The boxes that the register calls signed."""
    return tuple(one.key for one in desk.ask(SigningSheet(paper=paper)).paper.signers if one.signed_on is not None)


def bytes_of(desk: Desk, paper: str) -> bytes:
    """The newest revision; reading it proves it against its hash."""
    return desk.ask(PaperBytes(paper=paper))


def _act(paper: str, signer: SignerRow) -> Act:
    if signer.role == SEAL:
        return AffixSeal(paper=PaperId(paper))
    return RecordSignature(paper=PaperId(paper), signer=signer.key, ink=INK)
