"""A practice office for the rules of the core: cases in it, the hands of its people, what is stored."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator
from mediation_desk.acts.act import Act, Outcome
from mediation_desk.acts.agreement import FinaliseAgreement
from mediation_desk.acts.intake import MatterDraft, OpenTrack, RegisterCase
from mediation_desk.acts.people import PartyDraft, PersonDraft
from mediation_desk.acts.recorded import AttachFile, RecordConsent
from mediation_desk.acts.signing import AffixSeal, ConfirmScan, HandSigned, RecordSignature
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.practice import PracticeOffice, stand_in
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.shapes import CaseFacts, DeadlineFacts, TrackFacts
from mediation_desk.model.base import Base
from mediation_desk.model.paper import Paper
from mediation_desk.queries.query import Query, View
from mediation_desk.terms.agreement import AgreementDraft, Due, DutyDraft
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.ink import Ink, InkPoint
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence, texts
from tests.support.kept_offices import practice_office

DAY = date(2026, 3, 2)
"""A Monday on which the cases of these tests begin."""
PEOPLE = (("王有田", "男"), ("李秀英", "女"), ("赵志刚", "男"), ("孙桂兰", "女"))
INK = Ink(
    strokes=tuple(
        tuple(InkPoint(x=0.1 + 0.02 * p + 0.2 * s, y=0.05 + 0.01 * p + 0.03 * s, t=900 * s + 16 * p) for p in range(20))
        for s in range(3)
    ),
    device="pen",
    aspect=0.4,
)
_serial = itertools.count(1)


@cache
def shared_office(folder: Path) -> PracticeOffice:
    """One practice office with its bodies and people for a whole run: every test brings a case of its own."""
    return practice_office(folder / "practice-office")


def staff(name: str) -> str:
    """The id of a member of staff by the name the office script gives; `shen` is the founder."""
    return named_id("office", name)


@dataclass(frozen=True, kw_only=True)
class WholeCase(Query[CaseFacts]):
    """The facts of a case, asked for at the door like every other query."""

    case: str

    def answer(self, view: View) -> CaseFacts:
        """The whole case as the viewer may see it."""
        view.require_case(self.case)
        return CaseBuilder(view.session, self.case, view.law, view.today).build()


def desk_of(office: PracticeOffice, name: str) -> Desk:
    """Somebody's desk; the founder's is the office's own."""
    return office.desk if name == "shen" else stand_in(office.desk, staff(name))


def stored(desk: Desk) -> dict[str, int]:
    """How many rows each table holds, the audit aside."""
    with desk.store.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if not table.name.startswith("audit_")
        }


def pay(case: Case, sum: str, **changes: object) -> DutyDraft:
    """The respondent pays the applicant, in cash, by a day that has a date."""
    given: dict[str, object] = {
        "id": case.id("duty"),
        "kind": "pay",
        "debtors": (case.id("p2"),),
        "beneficiaries": (case.id("p1"),),
        "amount": Money.parse(sum),
        "text": "赔偿款",
        "manner": "现金",
        "due": Due(kind="on", on=date(2026, 4, 30)),
    }
    return DutyDraft(**{**given, **changes})


def draft(*duties: DutyDraft, **changes: object) -> AgreementDraft:
    """An agreement with everything its form asks for."""
    given: dict[str, object] = {
        "facts": "双方因琐事发生纠纷，事实清楚。",
        "dispute": "赔偿数额。",
        "responsibility": "各自承担相应责任。",
        "duties": duties,
    }
    return AgreementDraft(**{**given, **changes})


@dataclass
class Case:
    """A case in the practice office, worked on by its people. Names are made into ids of this case."""

    office: PracticeOffice
    name: str = field(default_factory=lambda: f"case-{next(_serial)}")
    by: str = "lu"
    last: datetime | None = None

    def id(self, name: str) -> str:
        """The id that a name stands for in this case."""
        return named_id(self.name, name)

    @property
    def case(self) -> str:
        """The id of the case itself."""
        return self.id("case")

    def do(
        self,
        act: Act,
        on: date = DAY,
        *,
        by: str | None = None,
        at: time | None = None,
        today: date | None = None,
        act_id: str | None = None,
        seen: Mapping[str, int] | None = None,
    ) -> Outcome:
        """Perform an act that happened `on`, recorded on that day or on `today`."""
        self._move_clock(today or on)
        desk = desk_of(self.office, by or self.by)
        return desk.perform(act, case=self.case, on=on, at=at, act_id=act_id, seen=seen)

    def refused(self, code: str, act: Act, on: date = DAY, **how: object) -> Refusal:
        """That the act is refused with this code in one whole sentence, and nothing is stored half."""
        before = stored(self.office.desk), self._version()
        refusal = refused(code, lambda: self.do(act, on, **how))
        assert (stored(self.office.desk), self._version()) == before
        return refusal

    def facts(self, by: str = "shen") -> CaseFacts:
        """The case as it stands."""
        return desk_of(self.office, by).ask(WholeCase(case=self.case))

    def track(self, name: str = "t") -> TrackFacts:
        """One track of it."""
        return next(track for track in self.facts().tracks if track.id == self.id(name))

    def deadline(self, rule: str, name: str = "t") -> DeadlineFacts:
        """The newest clock of a limit."""
        return max((d for d in self.track(name).deadlines if d.rule == rule), key=lambda d: d.started_on)

    def signers(self, paper: str = "paper") -> list[dict[str, object]]:
        """The signature boxes of a paper."""
        with self.office.desk.store.reading() as session:
            return list(session.get_one(Paper, self.id(paper)).signers)

    def paper(self, paper: str = "paper") -> Paper:
        """A stored paper, detached."""
        with self.office.desk.store.reading() as session:
            row = session.get_one(Paper, self.id(paper), options=[undefer(Paper.context)])
            session.expunge(row)
            return row

    # -- the usual beginning

    def register(self, parties: int = 2, on: date = DAY, **changes: object) -> Case:
        """A case with one applicant and any number of respondents."""
        names = [PEOPLE[n] if n < len(PEOPLE) else (f"村民{n + 1}", "男") for n in range(parties)]
        given: dict[str, object] = {
            "title": "邻里纠纷",
            "source": "self",
            "region": "330699101",
            "summary": "双方因排水发生争执。",
            "request": "赔偿损失",
            "dispute_type": "neighbours",
            "people": tuple(
                PersonDraft(id=self.id(f"n{n}"), name=name, sex=sex, birth=date(1970, 1, n % 28 + 1))
                for n, (name, sex) in enumerate(names, 1)
            ),
            "parties": tuple(
                PartyDraft(id=self.id(f"p{n}"), person=self.id(f"n{n}"), side="applicant" if n == 1 else "respondent")
                for n in range(1, parties + 1)
            ),
            "matters": (MatterDraft(id=self.id("m1"), text="排水"), MatterDraft(id=self.id("m2"), text="损失")),
        }
        self.do(RegisterCase(**{**given, **changes}), on)
        return self

    def open(
        self, procedure: str = "people.general", body: str = "fengtang", on: date = DAY, **changes: object
    ) -> Case:
        """One track over all of the case."""
        self.do(OpenTrack(**{"track": self.id("t"), "procedure": procedure, "body": staff(body), **changes}), on)
        return self

    def accept(self, on: date = DAY, mediator: str = "guo") -> Case:
        """Accepted with a mediator: of the body's own motion in people's mediation, else as everybody agrees."""
        track = self.track()
        if track.kind != "people":
            self.agree(*track.parties, on=on)
        own = track.kind in ("people", "administrative") and track.application_form is None
        self.do(AcceptCase(track=self.id("t"), own_motion=own), on)
        self.do(ChooseMediator(track=self.id("t"), staff=staff(mediator)), on)
        return self

    def mediating(self, parties: int = 2, on: date = DAY, **changes: object) -> Case:
        """Registered, opened, accepted."""
        return self.register(parties, on, **changes).open(on=on).accept(on)

    # -- the usual end

    def finalise(
        self,
        content: AgreementDraft | None = None,
        on: date = DAY,
        *,
        version: str = "",
        route: str = "paper",
        track: str = "t",
        **how: object,
    ) -> Outcome:
        """A final text; with a version its ids differ from those of an earlier text."""
        return self.do(self.final_text(content, version=version, route=route, track=track), on, **how)

    def final_text(
        self, content: AgreementDraft | None = None, *, version: str = "", route: str = "paper", track: str = "t"
    ) -> FinaliseAgreement:
        """The act that freezes the text."""
        words = content or draft(pay(self, "8000.00", id=self.id(f"duty{version}")))
        return FinaliseAgreement(
            track=self.id(track),
            agreement=self.id(f"agreement{version}"),
            paper=self.id(f"paper{version}"),
            content=words,
            route=route,
        )

    def sign(self, key: str, on: date = DAY, *, paper: str = "paper", by: str = "guo", **changes: object) -> Outcome:
        """Somebody signs on the screen."""
        act = RecordSignature(**{"paper": self.id(paper), "signer": key, "ink": INK, **changes})
        return self.do(act, on, by=by)

    def consent_to_screen(self, parties: int = 2, on: date = DAY) -> Case:
        """Every party agrees to the electronic form."""
        for number in range(1, parties + 1):
            self.consent(f"e{number}", "electronic_form", f"p{number}", on)
        return self

    def consent(self, name: str, subject: str, party: str | None, on: date = DAY, **changes: object) -> Outcome:
        """One answer to one question."""
        given = {"track": self.id("t"), "id": self.id(name), "subject": subject, "party": party and self.id(party)}
        return self.do(RecordConsent(**{**given, **changes}), on)

    def agree(self, *parties: str, on: date = DAY, answer: str = "given") -> Case:
        """Parties agree to be mediated, or do not."""
        for party in parties:
            id = self.id(f"agree-{party}-{answer}-{on}")
            act = RecordConsent(track=self.id("t"), id=id, subject="mediation", answer=answer, party=party)
            self.do(act, on)
        return self

    def scan(self, name: str = "scan", on: date = DAY) -> str:
        """A scan in the materials."""
        data = f"scan {self.name} {name}".encode()
        kept = self.office.desk.keep_file(self.case, data)
        self.do(
            AttachFile(
                id=self.id(name),
                name="协议扫描件",
                kind="scan",
                media_type="application/pdf",
                blob=kept.name,
                sha256=kept.sha256,
                size=kept.size,
                track=self.id("t"),
            ),
            on,
        )
        return self.id(name)

    def signed_by_hand(
        self, days: Mapping[str, date], on: date, *, paper: str = "paper", scan: str = "scan"
    ) -> Outcome:
        """The original came back and a person has compared it."""
        found_on_it = tuple(HandSigned(signer=key, on=day) for key, day in days.items())
        return self.do(ConfirmScan(paper=self.id(paper), scan=self.scan(scan, on), signatures=found_on_it), on)

    def everyone_signs(self, on: date = DAY, paper: str = "paper") -> Outcome:
        """Everyone signs the paper original on one day, the seal included."""
        return self.signed_by_hand(
            {str(s["key"]): on for s in self.signers(paper)}, on, paper=paper, scan=f"scan-{paper}"
        )

    def sealed(self, on: date = DAY, paper: str = "paper", by: str = "shen", method: str = "screen") -> Outcome:
        """The director affixes the body's seal."""
        return self.do(AffixSeal(paper=self.id(paper), method=method), on, by=by)

    def _version(self) -> int | None:
        try:
            return self.facts().version
        except Refusal:
            return None

    def _move_clock(self, day: date) -> None:
        wanted = datetime.combine(day, time(9, 0), tzinfo=SHANGHAI)
        self.last = wanted if self.last is None else max(wanted, self.last + timedelta(seconds=1))
        self.office.clock.moment = self.last


def refused(code: str, attempt: Callable[[], object]) -> Refusal:
    """That an attempt is refused with this code, in one whole sentence."""
    try:
        attempt()
    except Refusal as refusal:
        said = sentence(refusal)
        assert refusal.code == code, f"{refusal.code} instead of {code}: {said}"
        assert code in texts()
        assert said.endswith(("。", "）")) and "{" not in said
        return refusal
    raise AssertionError(f"nothing was refused, {code} was expected")
