"""A practice office with two worked cases, made once in a run and copied where a test changes it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.cli.main import main
from mediation_desk.desk.offices import Founder, NewOffice, OfficeDoor
from mediation_desk.desk.packages import export_case
from mediation_desk.desk.surroundings import SHANGHAI, Surroundings, system
from mediation_desk.queries.issued import IssuedPapers
from mediation_desk.queries.numbers import CaseNumber
from mediation_desk.queries.register import TrustedRoots
from tests.support.kept_offices import CHEAP, PASSWORD
from tests.support.worked_cases import worked_office

PACKAGE = "移交-2026-xyz"
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=SHANGHAI)
ORAL, WAGES = "2026-1", "2026-2"
CASES = ("C01", "C03")


def surroundings(data: Path, **environment: str) -> Surroundings:
    """The real world with a clock that stands and an environment of our own."""
    known = {"MEDIATION_DESK_PASSWORD": PASSWORD, "MEDIATION_DESK_PACKAGE_PASSWORD": PACKAGE, **environment}
    return replace(system().at(lambda: NOW), environment=known, data_folder=data)


@dataclass(frozen=True)
class Line:
    """The command line in front of one office."""

    office: Path
    world: Surroundings
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        code = main(["--office", str(self.office), *map(str, words)], self.world)
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def json(self, *words: object) -> tuple[int, Any]:
        """Exit code and the one document on standard output; nothing goes to standard error."""
        code, out, err = self("--json", *words)
        assert err == ""
        return code, json.loads(out)

    def refusal(self, *words: object) -> str:
        """The code of a refusal."""
        code, document = self.json(*words)
        assert code == 1, document
        return str(document["error"]["code"])


@dataclass(frozen=True)
class Built:
    """The office as the scripts leave it, its papers and its root certificate. Nobody changes these."""

    office: Path
    papers: Path
    root: Path
    package: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp("practice")
    done = Built(place / "office", place / "papers", place / "authority.crt", place / "wages.mdcase")
    office = worked_office(done.office, *CASES)
    done.papers.mkdir()
    for name, played in office.played.items():
        for paper in office.desk.ask(IssuedPapers(played.case)):
            (done.papers / f"{name}-{paper.code}.pdf").write_bytes(paper.pdf)
    done.root.write_bytes(office.desk.ask(TrustedRoots())[0])
    export_case(office.desk, office.desk.ask(CaseNumber(WAGES)), done.package, PACKAGE, CHEAP)
    office.desk.close()
    return done


@pytest.fixture
def line(built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line before a copy of the practice office."""
    folder = tmp_path / "office"
    shutil.copytree(built.office, folder)
    return Line(folder, surroundings(tmp_path / "data", MEDIATION_DESK_ACCOUNT="shen"), capsys)


@pytest.fixture
def other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """A second office, empty and real."""
    there = Line(tmp_path / "other", surroundings(tmp_path / "data"), capsys)
    founder = Founder(name="钱一", account="qian", password=PASSWORD)
    new = NewOffice(name="乙县调解中心", region="330698", region_name="乙县", founder=founder)
    OfficeDoor(there.office, there.world, CHEAP).found(new).close()
    return there


@pytest.fixture
def agreement(built: Built) -> Path:
    """The agreement of the wages case as it was signed on the screen."""
    return built.papers / "C03-RM-AGR.pdf"
