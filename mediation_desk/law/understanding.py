"""Whether a signer has understood: two or three plain questions, made from what the agreement itself says.

The answers to choose from come from the same agreement, so that nobody finds the right one without having read it. The
same text asks the same signer the same questions in the same order; two signers see the answers in other orders.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.agreement import BEAR, PAY
from mediation_desk.terms.money import Money

MOST_QUESTIONS: Final = 3
MOST_CHOICES: Final = 4
FEW_NAMES: Final = 3
ATTEMPTS: Final = 2
"""Wrong answers to one question after which a mediator explains; nobody is asked for ever."""
BINDING: Final = "签了名以后，这份协议要不要照着做？"
_ANY_TIME: Final = "没有定时间，什么时候都行"
_ON_THE_SPOT: Final = "签的时候当场"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """One duty of the agreement in plain words: who owes what to whom, by when, and what follows if he does not."""

    kind: str
    clause: str
    debtors: tuple[str, ...]
    payer: str | None = None
    beneficiaries: tuple[str, ...] = ()
    amount: Money | None = None
    due: str = ""
    on_the_spot: bool = False
    matter: str = ""
    penalty: Money | None = None
    accelerate_after_days: int | None = None

    def concerns(self, names: Collection[str]) -> bool:
        """Whether somebody of these owes it or receives it."""
        return any(name in names for name in (*self.debtors, *self.beneficiaries, self.payer or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; `right` is the place of the right answer, `clause` what is shown again after a wrong one."""

    id: str
    text: str
    choices: tuple[str, ...]
    right: int
    clause: str


def questions(
    bargains: Sequence[Bargain], signer: Collection[str], parties: Sequence[str], seed: str
) -> tuple[Question, ...]:
    """What this signer is asked. `signer` names himself and whom he stands for, `seed` tells text and signer apart."""
    ordered = sorted(bargains, key=lambda one: (not one.concerns(signer), one.kind != PAY))
    asked = list(_asked(ordered, parties, seed))[:MOST_QUESTIONS]
    if len(asked) < MOST_QUESTIONS:
        asked.append(
            _question("binding", BINDING, "要，双方都要照着做", ("不要，只是写着看看", "谁想做谁做"), "", seed)
        )
    return tuple(asked)


def _asked(bargains: Sequence[Bargain], parties: Sequence[str], seed: str) -> Iterator[Question]:
    paying = [one for one in bargains if one.kind in (PAY, BEAR)]
    if paying:
        yield _who_pays(paying[0], bargains, parties, seed)
        yield _how_much(paying[0], paying, seed)
    else:
        yield from (_who_does(one, parties, seed) for one in bargains[:1])
    breached = next((one for one in bargains if one.penalty is not None or one.accelerate_after_days is not None), None)
    if breached is not None:
        yield _if_not(breached, bargains, seed)
    doing = [one for one in bargains if one.kind not in (PAY, BEAR)]
    if paying and doing:
        yield _who_does(doing[0], parties, seed)


def _who_pays(bargain: Bargain, others: Sequence[Bargain], parties: Sequence[str], seed: str) -> Question:
    if bargain.kind == BEAR:
        right, wrong = _alone(bargain), [f"由{name}承担" for name in parties if name not in bargain.debtors]
        return _question("who", f"{_what(bargain)}由谁承担？", right, wrong, bargain.clause, seed)
    right, swapped = (
        _pays(bargain.payer, bargain.debtors, bargain.beneficiaries),
        _pays(None, bargain.beneficiaries, bargain.debtors),
    )
    said = [_pays(one.payer, one.debtors, one.beneficiaries) for one in others if one.kind == PAY]
    pairs = [_pays(None, (payer,), (payee,)) for payer in parties for payee in parties if payer != payee]
    true = set(said) | {_pays(None, (payer,), (payee,)) for payer, payee in _true_pairs(others)}
    wrong = [one for one in (swapped, *pairs) if one not in true]
    return _question("who", f"{_what(bargain)}由谁付给谁？", right, (*wrong, "谁也不用付"), bargain.clause, seed)


def _how_much(bargain: Bargain, paying: Sequence[Bargain], seed: str) -> Question:
    sums = [_sum(one) for one in paying]
    days = [_day(one) for one in paying]
    right = _sum_and_day(bargain)
    true = {_sum_and_day(one) for one in paying}
    crossed = [f"{sum}，{day}" for sum in sums for day in (*days, _ANY_TIME)]
    wrong = [one for one in crossed if one not in true]
    if bargain.kind == BEAR:
        right, wrong = _sum(bargain), [one for one in sums if one != _sum(bargain)]
    verb = "要承担多少" if bargain.kind == BEAR else "付多少、什么时候付"
    return _question("how_much", f"{_what(bargain)}{verb}？", right, (*wrong, "一分钱也不用付"), bargain.clause, seed)


def _who_does(bargain: Bargain, parties: Sequence[str], seed: str) -> Question:
    right = _named(bargain.debtors)
    wrong = [name for name in parties if name not in bargain.debtors]
    text = f"“{bargain.matter or bargain.clause}”，这件事由谁来做？"
    return _question("who_does", text, right, (*wrong, "谁也不用做"), bargain.clause, seed)


def _if_not(bargain: Bargain, others: Iterable[Bargain], seed: str) -> Question:
    """What follows a breach; what another duty says of its own breach is a wrong answer here."""
    said = [text for one in others for text in _follows(one)]
    right = _follows(bargain)[0]
    wrong = [text for text in said if text not in _follows(bargain)]
    text = f"{'到期没有付' if bargain.kind == PAY else '没有照着做'}（{_what(bargain)}），怎么办？"
    return _question(
        "if_not", text, right, (*wrong, "不用管，过了期就算了", "只要口头说一声就行"), bargain.clause, seed
    )


def _follows(bargain: Bargain) -> list[str]:
    found = []
    if bargain.accelerate_after_days is not None:
        found.append(f"逾期超过{bargain.accelerate_after_days}日，剩下的要一次付清")
    if bargain.penalty is not None:
        found.append(f"每违反一次，另付违约金{bargain.penalty.figures}元")
    return found


def _question(id: str, text: str, right: str, wrong: Iterable[str], clause: str, seed: str) -> Question:
    """Few answers in an order that nobody can guess from another signer's screen."""
    others = [one for one in dict.fromkeys(wrong) if one != right][: MOST_CHOICES - 1]
    choices = sorted((right, *others), key=lambda one: hashlib.sha256(f"{seed}|{id}|{one}".encode()).digest())
    return Question(id=id, text=text, choices=tuple(choices), right=choices.index(right), clause=clause)


def _pays(payer: str | None, debtors: Sequence[str], beneficiaries: Sequence[str]) -> str:
    instead = f"（由{payer}代付）" if payer else ""
    return f"{_named(debtors)}付给{_named(beneficiaries)}{instead}"


def _named(names: Sequence[str]) -> str:
    """A few names in full; of many the first and how many."""
    return "、".join(names) if len(names) <= FEW_NAMES else f"{names[0]}等{len(names)}人"


def _true_pairs(bargains: Iterable[Bargain]) -> Iterator[tuple[str, str]]:
    for one in bargains:
        if one.kind == PAY:
            yield from ((debtor, payee) for debtor in one.debtors for payee in one.beneficiaries)


def _alone(bargain: Bargain) -> str:
    return f"由{_named(bargain.debtors)}承担"


def _what(bargain: Bargain) -> str:
    return f"“{bargain.matter}”" if bargain.matter else "协议里的钱"


def _sum(bargain: Bargain) -> str:
    return "" if bargain.amount is None else f"{bargain.amount.figures}元"


def _day(bargain: Bargain) -> str:
    return _ON_THE_SPOT if bargain.on_the_spot else bargain.due or _ANY_TIME


def _sum_and_day(bargain: Bargain) -> str:
    return f"{_sum(bargain)}，{_day(bargain)}"
