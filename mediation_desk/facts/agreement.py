"""From a draft to what it says: duties with their clauses, totals and instalments, and the facts of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.law.bars import Term
from mediation_desk.law.duties import check_instalments, check_payees
from mediation_desk.terms.agreement import BEAR, PAY, AgreementDraft, Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .sentences import due_words, duty_sentence, manner_words, total_of
from .shapes import AgreementFacts, DutyFacts, InstalmentFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidInstalment:
    """An instalment with its number and the words for its day."""

    id: str
    number: int
    amount: Money
    due: Due
    due_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDuty:
    """A duty with its clause and what it comes to."""

    id: str
    number: int
    kind: str
    sentence: str
    total: Money | None
    due: Due | None
    done_on_the_spot: bool
    instalments: tuple[LaidInstalment, ...]


def lay_out_duties(draft: AgreementDraft, names: Mapping[str, str]) -> tuple[LaidDuty, ...]:
    """Number the duties, print their clauses and spread their instalments; refuses sums that do not add up."""
    return tuple(_lay_out(number, duty, names) for number, duty in enumerate(draft.duties, 1))


def draft_facts(
    draft: AgreementDraft,
    names: Mapping[str, str],
    *,
    id: str,
    version: int,
    form: str,
    route: str,
    copies: int,
    number: str | None,
) -> AgreementFacts:
    """What a draft would say as an agreement; `names` are the printed names of parties and people by id."""
    laid_out = lay_out_duties(draft, names)
    duties = tuple(_duty_facts(duty, laid, names) for duty, laid in zip(draft.duties, laid_out, strict=True))
    totals = [duty.total for duty in duties if duty.kind == PAY and duty.total is not None]
    return AgreementFacts(
        id=id,
        version=version,
        form=form,
        state="draft",
        number=number,
        facts=draft.facts,
        dispute=draft.dispute,
        responsibility=draft.responsibility or None,
        duties=duties,
        other_clauses=draft.other_clauses,
        manner=manner_words(draft.duties),
        copies=copies,
        route=route,
        reached_on=None,
        effective_on=None,
        total=sum(totals[1:], totals[0]) if len(totals) > 1 else None,
        touches=draft.touches,
    )


def _duty_facts(duty: DutyDraft, laid: LaidDuty, names: Mapping[str, str]) -> DutyFacts:
    return DutyFacts(
        id=duty.id,
        number=laid.number,
        kind=duty.kind,
        debtors=tuple(names[id] for id in duty.debtors),
        payer=names.get(duty.payer or ""),
        beneficiaries=tuple(names[id] for id in duty.beneficiaries),
        account_holder=names.get(duty.account_holder or ""),
        sentence=laid.sentence,
        total=laid.total,
        instalments=tuple(_instalment_facts(item) for item in laid.instalments),
        joint=duty.joint,
        shares=tuple(share.amount for share in duty.shares),
        base=None if duty.computation is None else duty.computation.base,
        percent=None if duty.computation is None else duty.computation.percent,
        due_kind=None if duty.due is None else duty.due.kind,
        until=duty.due.condition if duty.due is not None and duty.due.kind == "monthly" else None,
        accelerate_after_days=duty.accelerate_after_days,
        penalty=duty.penalty_per_breach,
        done_on_the_spot=duty.done_on_the_spot,
        matter=duty.text.strip(),
    )


def _instalment_facts(item: LaidInstalment) -> InstalmentFacts:
    return InstalmentFacts(
        id=item.id,
        number=item.number,
        amount=item.amount,
        due=item.due.on,
        due_words=item.due_words,
        paid=Money(0),
        state="open",
    )


def terms_of(draft: AgreementDraft) -> tuple[Term, ...]:
    """The numbered terms with what they are about, as far as a rule turns on it."""
    touched = frozenset(draft.touches)
    return tuple(Term(number, touched) for number in range(1, len(draft.duties) + len(draft.other_clauses) + 1))


def _lay_out(number: int, duty: DutyDraft, names: Mapping[str, str]) -> LaidDuty:
    _require_people(number, duty, names)
    total = total_of(duty)
    if duty.kind in (PAY, BEAR) and (total is None or total.fen == 0):
        raise Refusal("agreement.amount_missing", field=f"duties[{number - 1}].amount", number=number)
    if duty.shares and total is not None:
        _check_shares(f"duties[{number - 1}].shares", duty, total)
    return LaidDuty(
        id=duty.id,
        number=number,
        kind=duty.kind,
        sentence=duty_sentence(duty, names),
        due=duty.due,
        total=total if duty.kind in (PAY, BEAR) else None,
        done_on_the_spot=duty.done_on_the_spot,
        instalments=_instalments(number, duty, total) if duty.kind == PAY else (),
    )


def _check_shares(where: str, duty: DutyDraft, total: Money) -> None:
    """Every beneficiary has one share, nobody else has any, and together they are the whole."""
    if sorted(share.beneficiary for share in duty.shares) != sorted(duty.beneficiaries):
        raise Refusal("agreement.shares_not_of_beneficiaries", field=where, given=len(duty.shares))
    check_payees(total, [share.amount for share in duty.shares], where)


def _require_people(number: int, duty: DutyDraft, names: Mapping[str, str]) -> None:
    where = f"duties[{number - 1}]"
    if not duty.debtors:
        raise Refusal("agreement.debtor_missing", field=f"{where}.debtors", number=number)
    if duty.kind == PAY and not duty.beneficiaries:
        raise Refusal("agreement.beneficiary_missing", field=f"{where}.beneficiaries", number=number)
    if duty.kind not in (PAY, BEAR) and not duty.text.strip():
        raise Refusal("field.empty", field=f"{where}.text")
    others = [id for id in (duty.payer, duty.account_holder) if id is not None]
    for id in (*duty.debtors, *duty.beneficiaries, *others):
        if id not in names:
            raise Refusal("agreement.not_in_the_case", field=where, number=number, id=id)


def _instalments(number: int, duty: DutyDraft, total: Money | None) -> tuple[LaidInstalment, ...]:
    drafts = duty.instalments or _single(duty, total)
    if total is not None and drafts:
        check_instalments(total, [item.amount for item in drafts], f"duties[{number - 1}].instalments")
    return tuple(
        LaidInstalment(id=item.id, number=n, amount=item.amount, due=item.due, due_words=due_words(item.due))
        for n, item in enumerate(drafts, 1)
    )


def _single(duty: DutyDraft, total: Money | None) -> tuple[InstalmentDraft, ...]:
    """A payment without a schedule is one instalment; a monthly duty without end has none."""
    if total is None or duty.due is None or duty.due.kind in ("monthly", "ongoing"):
        return ()
    return (InstalmentDraft(id=f"{duty.id}-1"[-36:], amount=total, due=duty.due),)
