"""What the view of verification asks: the verdict on a file, the papers of a code; with an office or without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.permissions import QUERIES, may
from mediation_desk.desk.verification import (
    Judgement,
    RootCertificate,
    brought,
    examine_file,
    note_refused,
    read_certificate,
    root_certificate,
)
from mediation_desk.queries.register import CodedPaper, PaperByCode
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.verdicts import VerdictWords, verdict_words


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement on one file and its words."""

    judgement: Judgement
    words: VerdictWords


class Verifier:
    """Knows no window. Everything here is called on a lane, apart from what is only remembered."""

    def __init__(self, now: Callable[[], datetime], desk: Desk | None = None, by: str = "") -> None:
        self.now, self._desk, self.by = now, desk, by
        self._roots: dict[str, bytes] = {}

    @property
    def has_office(self) -> bool:
        """Whether a register is asked."""
        return self._desk is not None

    @property
    def may_ask_codes(self) -> bool:
        """Whether this person may look papers up by their code."""
        return self._desk is not None and may(QUERIES, PaperByCode.query_name, self._desk.actor.roles)

    @property
    def roots(self) -> tuple[str, ...]:
        """Names of the certificates that are trusted beside the office's own."""
        return tuple(self._roots)

    def trust(self, path: Path) -> None:
        """Trust one more root certificate, until the view is closed."""
        self._roots[path.name] = read_certificate(_read(path))

    def judge(self, path: Path) -> Judged:
        """The verdict on one file. It is read, never opened with anything."""
        pdf = _read(path)
        judgement = examine_file(pdf, tuple(self._roots.values()), self._desk)
        return Judged(judgement, verdict_words(judgement.verdict, path.name, judgement.sha256, judgement.registered))

    def note(self, judged: Judged) -> bool:
        """Record a refused file in the audit; without an office there is none."""
        return self._desk is not None and note_refused(self._desk, judged.judgement)

    def papers(self, code: str) -> tuple[CodedPaper, ...]:
        """The papers of a code on a printed page."""
        assert self._desk is not None
        return self._desk.ask(PaperByCode(code))

    def root(self) -> RootCertificate:
        """The office's root, to be handed out."""
        assert self._desk is not None
        return root_certificate(self._desk)


def _read(path: Path) -> bytes:
    try:
        return brought(path)
    except OSError as wrong:
        raise Refusal("cli.file_unusable", file=path.name, why=wrong.strerror or str(wrong)) from wrong
