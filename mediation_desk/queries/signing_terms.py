"""What an agreement says, as the questions of the signing desk need it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediation_desk.facts.agreement import LaidDuty, lay_out_duties
from mediation_desk.facts.sentences import due_words
from mediation_desk.law.understanding import Bargain, Question, questions
from mediation_desk.model.agreement import Agreement
from mediation_desk.terms.agreement import AgreementDraft, DutyDraft
from mediation_desk.terms.plain import from_plain

_LASTING = ("ongoing",)


def signer_questions(
    row: Agreement | None, signer: Mapping[str, Any], names: Mapping[str, str], seed: str
) -> tuple[Question, ...]:
    """What one signer of an agreement is asked; nothing where the paper is no agreement or he is no party's hand."""
    if row is None or not signer["for_parties"]:
        return ()
    draft = from_plain(AgreementDraft, row.content)
    own = {signer["name"], *(names.get(id, "") for id in signer["for_parties"])}
    bargains = bargains_of(draft, names)
    everyone = dict.fromkeys(name for one in bargains for name in (*one.debtors, *one.beneficiaries))
    return questions(bargains, own, (*everyone, *(name for name in sorted(own) if name not in everyone)), seed)


def bargains_of(draft: AgreementDraft, names: Mapping[str, str]) -> tuple[Bargain, ...]:
    """The duties of a draft in the words of its clauses."""
    laid = lay_out_duties(draft, names)
    return tuple(_bargain(duty, one, names) for duty, one in zip(draft.duties, laid, strict=True))


def _bargain(duty: DutyDraft, laid: LaidDuty, names: Mapping[str, str]) -> Bargain:
    return Bargain(
        kind=duty.kind,
        clause=laid.sentence,
        debtors=tuple(names[id] for id in duty.debtors),
        payer=names[duty.payer] if duty.payer else None,
        beneficiaries=tuple(names[id] for id in duty.beneficiaries),
        amount=laid.total,
        due=_due(duty, laid),
        on_the_spot=duty.done_on_the_spot,
        matter=duty.text.strip().rstrip("。；"),
        penalty=duty.penalty_per_breach,
        accelerate_after_days=duty.accelerate_after_days,
    )


def _due(duty: DutyDraft, laid: LaidDuty) -> str:
    if len(laid.instalments) > 1:
        return f"分{len(laid.instalments)}期，最后一期{laid.instalments[-1].due_words}"
    if laid.instalments:
        return laid.instalments[0].due_words
    return "" if duty.due is None or duty.due.kind in _LASTING else due_words(duty.due)
