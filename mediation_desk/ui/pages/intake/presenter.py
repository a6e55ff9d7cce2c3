"""The counter: what is asked while somebody tells his quarrel, and what becomes of it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.intake import OpenTrack, Referral, TakeUpEnquiry
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.queries.choices import Choices, Offer, TriageAdvice, TriageLine
from mediation_desk.queries.people import KnownCase, PeopleKnown
from mediation_desk.queries.saved_drafts import SavedDraft
from mediation_desk.terms.ids import OrganisationId, PaperId, TrackId
from mediation_desk.terms.plain import from_plain, to_plain
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.pages.intake.form import IntakeForm, registration
from mediation_desk.ui.session import Session
from mediation_desk.words.deadlines import DOUBTFUL, with_doubt

DRAFT: Final = "intake"
LAST: Final = "intake.last"
RECEIPT: Final = "RM-VISITOR"
_STANDING: Final = {"suggested": "建议", "possible": "可选", "doubtful": "请核实", "closed": "不适用"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The procedure and body that were chosen, and what a court's referral says."""

    procedure: str
    body: str
    variant: str | None = None
    organ: str = ""
    organ_number: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of a form. `refusal` says why it was registered and yet not triaged."""

    case: str
    number: str
    title: str
    enquiry: bool
    outcomes: tuple[Outcome, ...]
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """What the page needs before it can be typed into."""

    offer: Offer
    draft: IntakeForm | None
    last: IntakeForm | None


class IntakePresenter:
    """Holds the ids of the registration under way, so that sending it twice registers it once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ethnicities: dict[str, str] = {}
        self._case, self._act = session.new_id(), session.new_id()

    def start(self) -> Start:
        """What forms offer, the draft that was left, and the registration before."""
        offer = self._session.desk.ask(Choices())
        listed = offer.lists["ethnicities"]
        self._ethnicities = {one.words: one.code for one in listed}
        self._ethnicities |= {one.words.removesuffix("族"): one.code for one in listed}
        return Start(offer, self._kept(DRAFT), self._kept(LAST))

    def fresh(self, offer: Offer) -> IntakeForm:
        """An empty form of this minute."""
        now = self._session.now()
        moment = now.time().replace(second=0, microsecond=0)
        sources = offer.lists["sources"]
        return IntakeForm(
            source=sources[0].code,
            region=offer.region,
            received_on=now.date(),
            received_at=moment,
        )

    def advice(self, form: IntakeForm) -> tuple[TriageLine, ...]:
        """Where the quarrel could go; nothing before its type is known."""
        if not form.dispute_type or not form.source:
            return ()
        asked = TriageAdvice(
            dispute_type=form.dispute_type, source=form.source, region=form.region, people=form.hints()
        )
        return self._session.desk.ask(asked)

    def known(self, form: IntakeForm) -> tuple[KnownCase, ...]:
        """Earlier cases with the same people."""
        hints = form.hints()
        return self._session.desk.ask(PeopleKnown(hints=hints)) if hints else ()

    def keep(self, form: IntakeForm) -> None:
        """Keep what was typed; an empty form is forgotten."""
        if form.untouched:
            self._session.desk.discard_draft(DRAFT)
        else:
            self._session.desk.save_draft(DRAFT, {"title": form.title, "form": to_plain(form)})

    def forget(self) -> None:
        """Throw the draft away."""
        self._session.desk.discard_draft(DRAFT)

    def register(self, form: IntakeForm, *, enquiry: bool, choice: Choice | None) -> Registered:
        """Register, and triage where a procedure was chosen."""
        act = registration(form, enquiry=enquiry, new_id=self._session.new_id, ethnicities=self._ethnicities)
        desk = self._session.desk
        done = desk.perform(act, case=self._case, on=form.received_on, at=form.received_at, act_id=self._act)
        outcomes, refusal = [done], None
        if choice is not None and not enquiry:
            try:
                outcomes.append(desk.perform(self._opening(choice), case=self._case, on=form.received_on))
            except Refusal as refused:
                refusal = refused
        desk.save_draft(LAST, {"form": to_plain(replace(form, entries=form.entries[:2]))})
        desk.discard_draft(DRAFT)
        made = Registered(self._case, done.numbers[0], form.title, enquiry, tuple(outcomes), refusal)
        self._case, self._act = self._session.new_id(), self._session.new_id()
        return made

    def take_up(self, case: str) -> Outcome:
        """Let an enquiry become a case; what it says is kept under its number."""
        return self._session.desk.perform(TakeUpEnquiry(), case=case)

    def issue_receipt(self, case: str) -> Outcome:
        """来访回执 for who came to the counter."""
        act = IssuePaper(id=PaperId(self._session.new_id()), code=RECEIPT)
        return self._session.desk.perform(act, case=case)

    def _opening(self, choice: Choice) -> OpenTrack:
        referral = None
        if choice.organ:
            referral = Referral(organ=choice.organ, number=choice.organ_number or None)
        return OpenTrack(
            track=TrackId(self._session.new_id()),
            procedure=choice.procedure,
            body=OrganisationId(choice.body),
            variant=choice.variant,
            referral=referral,
        )

    def _kept(self, key: str) -> IntakeForm | None:
        """A draft of an older program that no longer fits is left alone rather than shown half."""
        kept = self._session.desk.ask(SavedDraft(key))
        if kept is None:
            return None
        try:
            return from_plain(IntakeForm, kept.body["form"])
        except (Refusal, KeyError):
            return None


def standing_words(line: TriageLine) -> str:
    """建议, 可选, 请核实, 不适用."""
    return _STANDING[line.standing]


def reason_lines(line: TriageLine) -> tuple[str, ...]:
    """Why it suits and what speaks against it, each with its article."""
    suits = [f"{one.words}（{with_doubt(one.source, one.certain)}）" for one in line.suits]
    doubts = [f"{one.words}（{with_doubt(one.source, one.certain)}）" for one in line.doubts]
    head = "" if line.standing == "closed" else "核实是否："
    taken = [f"当事人已有同类程序在办：{'、'.join(line.taken)}"] if line.taken else []
    missing = [] if line.bodies else ["本单位没有可以主持的机构，可在“设置”里登记"]
    unseen = [] if line.certain else [f"本程序所依据的规定{DOUBTFUL}"]
    return (*unseen, *suits, *(f"{head}{words}" for words in doubts), *taken, *missing)


def known_words(case: KnownCase) -> tuple[str, str]:
    """2025-0391 周桂英与钱志远 采光, and why it was found."""
    kind = "咨询 " if case.enquiry else ""
    below = f"{case.received_on:%Y-%m-%d} {case.state} · {'；'.join(case.why)}"
    return f"{kind}{case.number} {case.title}", below
