"""A sample office: the worked cases performed from their scripts, with every paper they produced."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from mediation_desk.desk.practice import PracticeOffice, demo_scripts, found_practice
from mediation_desk.exchange.playing import Played
from mediation_desk.queries.case_record import CaseAsRecorded, CaseRecord
from mediation_desk.queries.issued import IssuedPapers, PaperFile
from mediation_desk.queries.register import TrustedRoots
from mediation_desk.terms.file_names import file_name
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence

from .answer import REFUSED, Answer, table
from .call import Call

AUTHORITY: Final = "authority.crt"
_HEAD: Final = ("案例", "案件编号", "调解类型", "程序", "结果", "文书")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCase:
    """One worked case as it went."""

    script: str
    number: str
    title: str
    kind: str
    procedure: str
    outcome: str
    papers: int
    files: tuple[str, ...]


def add(commands: Any, common: ArgumentParser) -> None:
    """demo."""
    parser = commands.add_parser("demo", parents=[common], help="建一个练习单位，按脚本办完全部示例案件")
    parser.add_argument("--out", metavar="DIR", type=Path, help="把全部文书写成 PDF 放到这里")
    parser.set_defaults(run=run_demo)


def run_demo(call: Call) -> Answer:
    """Perform every worked case; the first one that goes otherwise than its script says is told."""
    with _practice(call) as office:
        cases = []
        for file, script in demo_scripts(call.surroundings.resources):
            played = office.play(script, file)
            if played.problem is not None:
                return _stopped(played)
            cases.append(_case(office, played, call.arguments.out))
        if call.arguments.out is not None:
            _write_root(office, call.arguments.out)
    rows = [(case.script, case.number, case.kind, case.procedure, case.outcome, case.papers) for case in cases]
    written = [] if call.arguments.out is None else ["", f"文书已写到 {call.arguments.out}"]
    return Answer(document={"cases": cases}, lines=[*table(_HEAD, rows), *written])


@contextmanager
def _practice(call: Call) -> Iterator[PracticeOffice]:
    """In the folder that was named, under its password; else in one that is gone afterwards, under one nobody knows."""
    if call.names_office:
        yield from _opened(found_practice(call.folder(), call.surroundings, call.password()))
        return
    with TemporaryDirectory(prefix="practice-") as folder:
        password = call.surroundings.random_bytes(18).hex()
        yield from _opened(found_practice(Path(folder) / "office", call.surroundings, password))


def _opened(office: PracticeOffice) -> Iterator[PracticeOffice]:
    try:
        yield office
    finally:
        office.desk.close()


def _stopped(played: Played) -> Answer:
    problem = played.problem
    assert problem is not None
    words = f"{problem.file} {problem.path}：{sentence(problem.refusal)}"
    return Answer(document={"error": {"code": problem.refusal.code, "message": words}}, lines=[words], code=REFUSED)


def _case(office: PracticeOffice, played: Played, out: Path | None) -> DemoCase:
    record = office.desk.ask(CaseRecord(played.case))
    papers = office.desk.ask(IssuedPapers(played.case))
    tracks = record.facts.tracks
    return DemoCase(
        script=played.script,
        number=record.facts.number,
        title=record.facts.title,
        kind=_joined(track.kind_words for track in tracks),
        procedure=_joined(track.procedure_name for track in tracks),
        outcome=_outcome(record),
        papers=len(papers),
        files=() if out is None else tuple(_write(played.script, paper, out) for paper in papers),
    )


def _joined(words: Iterator[str]) -> str:
    return " → ".join(dict.fromkeys(words))


def _outcome(record: CaseAsRecorded) -> str:
    if not record.facts.tracks:
        return "咨询" if record.facts.enquiry else "待分流"
    return "；".join(track.ending_words or track.stage_name for track in record.facts.tracks)


def _write(script: str, paper: PaperFile, out: Path) -> str:
    """A second edition of the same paper gets its own name; the bytes are those of the newest signed revision."""
    folder = out / file_name(script)
    folder.mkdir(parents=True, exist_ok=True)
    name = file_name(script, paper.number, paper.title)
    free = (folder / f"{name}{mark}.pdf" for mark in ("", *(f"_{number}" for number in range(2, 1000))))
    path = next(path for path in free if not path.exists() or path.read_bytes() == paper.pdf)
    path.write_bytes(paper.pdf)
    return path.relative_to(out).as_posix()


def _write_root(office: PracticeOffice, out: Path) -> None:
    """The certificate by which `verify` recognises what this office signed."""
    roots = office.desk.ask(TrustedRoots())
    if not roots:
        raise Refusal("seal.no_certificate", purpose="authority")
    out.mkdir(parents=True, exist_ok=True)
    (out / AUTHORITY).write_bytes(roots[0])
