"""A practice office in which scripts have been played, and what tests want to look at there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.surroundings import system
from mediation_desk.exchange.playing import Played
from mediation_desk.exchange.scripts import Script, read_script
from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.shapes import CaseFacts, DeadlineFacts, TrackFacts
from mediation_desk.model.blob import Blob
from mediation_desk.model.paper import Paper
from mediation_desk.model.performance import Volume
from mediation_desk.preparing.keys import AUTHORITY, credential
from mediation_desk.queries.query import Query, View
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.ids import named_id
from tests.support.kept_offices import played_office, practice_office

OF_ITS_OWN = "C25"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCopy:
    """A paper as it lies in the store, signed as far as it has been signed."""

    id: str
    code: str
    title: str
    number: str | None
    route: str
    state: str
    compartment: str
    frozen_sha256: str
    signers: tuple[Mapping[str, Any], ...]
    context: Mapping[str, Any]
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCase(Query[CaseFacts]):
    """The facts of a case as of a day."""

    case: str
    on: date

    def answer(self, view: View) -> CaseFacts:
        return CaseBuilder(view.session, self.case, view.law, self.on).build()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBytes(Query[tuple[PaperCopy, ...]]):
    """Every paper of a case with its current bytes."""

    case: str

    def answer(self, view: View) -> tuple[PaperCopy, ...]:
        rows = view.session.scalars(select(Paper).filter_by(case_id=self.case).order_by(Paper.recorded_at))
        return tuple(self._copy(view, row) for row in rows)

    def _copy(self, view: View, row: Paper) -> PaperCopy:
        size = view.session.get_one(Blob, row.current_blob).size
        pdf = view.preparation.blobs.get(self.case, BlobRef(row.current_blob, row.current_sha256, size))
        return PaperCopy(
            id=row.id,
            code=row.code,
            title=row.title,
            number=row.number,
            route=row.route,
            state=row.state,
            compartment=row.compartment,
            frozen_sha256=row.frozen_sha256,
            signers=tuple(row.signers),
            context=row.context,
            pdf=pdf,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedRoots(Query[tuple[bytes, ...]]):
    """The office's own root certificate."""

    def answer(self, view: View) -> tuple[bytes, ...]:
        return (credential(view.session, AUTHORITY).der,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry(Query[tuple[str, ...]]):
    """Titles of what lies in the volumes of a case."""

    case: str

    def answer(self, view: View) -> tuple[str, ...]:
        rows = view.session.scalars(select(Volume).filter_by(case_id=self.case))
        return tuple(line["title"] for row in rows for line in row.catalogue)


@dataclass
class WorkedOffice:
    """A practice office with the scripts that were played in it."""

    office: PracticeOffice
    played: dict[str, Played] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The director's desk."""
        return self.office.desk

    def play(self, script: Script, file: str) -> Played:
        """Play one script to its end; a step that goes otherwise than it says fails here."""
        played = self.office.play(script, file)
        if played.problem is not None:
            raise AssertionError(f"{played.problem.path} of {file}: {played.problem.refusal}")
        self.played[script.name] = played
        return played

    def case(self, name: str, on: date) -> CaseFacts:
        """The facts of a worked case as of a day."""
        return self.desk.ask(WholeCase(case=named_id(name, "case"), on=on))

    def track(self, name: str, on: date) -> TrackFacts:
        """The only track of a worked case."""
        (track,) = self.case(name, on).tracks
        return track

    def deadline(self, name: str, rule: str, on: date) -> DeadlineFacts:
        """One clock of a worked case."""
        return next(clock for clock in self.track(name, on).deadlines if clock.rule == rule)

    def papers(self, name: str, code: str | None = None) -> tuple[PaperCopy, ...]:
        """The papers of a worked case, of one code or all."""
        every = self.desk.ask(PaperBytes(case=named_id(name, "case")))
        return tuple(paper for paper in every if code in (None, paper.code))

    def volume(self, name: str) -> tuple[str, ...]:
        """What lies in the volumes of a worked case."""
        return self.desk.ask(RegisterEntry(case=named_id(name, "case")))

    @property
    def roots(self) -> tuple[bytes, ...]:
        """What a verification may trust."""
        return self.desk.ask(TrustedRoots())


def found_office(folder: Path) -> WorkedOffice:
    """A practice office of one's own in which nothing has happened yet."""
    return WorkedOffice(practice_office(folder))


def worked_office(folder: Path, *names: str) -> WorkedOffice:
    """A copy of an office in which these worked cases were played in the order of their numbers.

    All of them where none is named, but for the one of thirty-six owners: it is as long as the others together.
    """
    wanted = names or tuple(script.name for _, script in scripts() if script.name != OF_ITS_OWN)

    def play(office: WorkedOffice) -> None:
        for file, script in scripts(wanted):
            office.play(script, file)

    return prepared_office(folder, "-".join(wanted), play)


def prepared_office(folder: Path, name: str, prepare: Callable[[WorkedOffice], None]) -> WorkedOffice:
    """A copy of an office that was prepared once in this run under this name."""

    def play(office: PracticeOffice) -> dict[str, Played]:
        worked = WorkedOffice(office)
        prepare(worked)
        return worked.played

    return WorkedOffice(*played_office(folder, name, play))


def script_names() -> tuple[str, ...]:
    """The names of the shipped scripts: those of their files."""
    return tuple(path.stem for path in _files())


def scripts(names: Iterable[str] = ()) -> tuple[tuple[str, Script], ...]:
    """The shipped scripts, all or those named."""
    wanted = set(names)
    return tuple((path.name, _script(path)) for path in _files() if not wanted or path.stem in wanted)


def _files() -> list[Path]:
    return sorted((system().resources / "demo").glob("C*.json"))


@cache
def _script(path: Path) -> Script:
    script, problems = read_script(path)
    assert script is not None, problems
    return script


def without_refusals(script: Script) -> Script:
    """A script without what was meant to be refused: in another order it may be lawful."""
    return replace(script, steps=tuple(step for step in script.steps if step.refused is None))
