"""The course of one signing: whose turn it is, what he has seen, been asked and answered. No Qt, no desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.signing import ATTEMPTS, PaperToSign, Question, Reading
from mediation_desk.terms.circumstances import Answered, Circumstances
from mediation_desk.ui.pages.signing.progress import is_seal, reads_first


class Step(StrEnum):
    """What the screen shows."""

    WAIT = "wait"
    CHOOSE = "choose"
    READ = "read"
    ALOUD = "aloud"
    CHECK = "check"
    HELP = "help"
    SIGN = "sign"
    SEAL = "seal"
    DONE = "done"
    STOPPED = "stopped"


@dataclass
class Turn:
    """One person at the screen, from the first page to the signature. Nothing of it outlives him."""

    signer: SignerRow
    reading: Reading
    began: datetime
    read: bool = False
    asked: int = 0
    wrong: int = 0
    answers: list[Answered] = field(default_factory=list)
    helped_by: str | None = None
    heard: str | None = None
    """Which voice read to him, where one did."""

    @property
    def question(self) -> Question | None:
        """What he is asked now."""
        left = self.reading.questions[self.asked :]
        return left[0] if left else None

    def step(self) -> Step:
        """Where he stands: read, have it read aloud where he cannot, understand, sign."""
        if not self.read:
            return Step.READ
        if self.reading.must_be_read:
            return Step.ALOUD
        if self.question is None:
            return Step.SIGN
        return Step.HELP if self.wrong >= ATTEMPTS else Step.CHECK

    def answer(self, choice: int) -> bool:
        """Take an answer; a wrong one is kept too, and the question stays."""
        question = self.question
        if question is None:
            return False
        right = choice == question.right
        self.answers.append(Answered(question=question.text, answer=question.choices[choice], right=right))
        self.asked, self.wrong = (self.asked + 1, 0) if right else (self.asked, self.wrong + 1)
        return right

    def explained(self, by: str) -> None:
        """A mediator has explained the clause; the next question comes."""
        self.helped_by, self.asked, self.wrong = by, self.asked + 1, 0

    def circumstances(self, pages: int, device_words: str) -> Circumstances:
        """What is kept with the signature."""
        return Circumstances(
            device="desk",
            device_words=device_words,
            pages_seen=pages,
            read_aloud_by=self.reading.read_by or self.heard,
            answers=tuple(self.answers),
            helped_by=self.helped_by,
        )


@dataclass
class Course:
    """`held` says whether the parties have the screen: then nothing leads out of it but the mediator's PIN."""

    sheet: PaperToSign | None = None
    turn: Turn | None = None
    held: bool = True
    stopped: str = ""
    """The name of whoever did not agree."""

    def take(self, sheet: PaperToSign) -> None:
        """The paper as it stands now; whoever has signed meanwhile has no turn any more."""
        first = self.sheet is None
        self.sheet = sheet
        if first:
            self.held = any(reads_first(one) for one in self.candidates())
        if self.turn is not None:
            waiting = next((one for one in sheet.paper.missing if one.key == self.turn.signer.key), None)
            if waiting is None:
                self.turn = None
            else:
                self.turn.reading = sheet.reading(waiting.key)

    def candidates(self) -> tuple[SignerRow, ...]:
        """The hands whose turn it is, in the order of the paper."""
        missing = () if self.sheet is None else self.sheet.paper.missing
        return tuple(one for one in missing if one.turn and not is_seal(one))

    def begin(self, signer: SignerRow, now: datetime) -> None:
        """This signer has the screen; from a party's turn on it is the parties' until it is given back."""
        assert self.sheet is not None
        self.held = self.held or reads_first(signer)
        self.turn = Turn(signer=signer, reading=self.sheet.reading(signer.key), began=now, read=not reads_first(signer))

    def needs_staff(self, signer: SignerRow) -> bool:
        """Whether a member of staff has to prove himself first: nobody signs in the mediator's place."""
        return self.held and not reads_first(signer)

    def give_back(self) -> None:
        """A member of staff has proved that he holds the screen."""
        self.held = False

    def step(self) -> Step:
        """What the screen shows now."""
        if self.sheet is None:
            return Step.WAIT
        if self.stopped:
            return Step.STOPPED
        if self.turn is not None:
            return self.turn.step()
        if self.candidates():
            return Step.CHOOSE
        return Step.SEAL if self.sheet.paper.missing else Step.DONE

    def may_disagree(self) -> bool:
        """Whether whoever has the screen may stop the signing: staff end it by giving it back."""
        return self.turn is not None and not self.stopped and reads_first(self.turn.signer)
