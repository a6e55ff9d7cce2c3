"""What a phone is asked to sign, made of a paper that waits and of whose turn it is. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mediation_desk.acts.act import Act
from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.signing import PaperToSign
from mediation_desk.terms.circumstances import Circumstances
from mediation_desk.terms.ink import Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneTask:
    """Whose turn it is at which text, and the acts that keep what comes of it: those are the signing screen's."""

    paper: str
    case: str = ""
    document: str = ""
    """SHA-256 of the frozen bytes."""
    title: str = ""
    check_code: str = ""
    signer: str = ""
    name: str = ""
    capacity: str = ""
    record: Callable[[Ink, Circumstances], Sequence[Act]] | None = None
    refuse: Callable[[str], Sequence[Act]] | None = None

    @classmethod
    def nobody(cls, paper: str) -> PhoneTask:
        """Nobody's turn."""
        return cls(paper=paper)


def phone_task(
    sheet: PaperToSign,
    signer: SignerRow,
    record: Callable[[Ink, Circumstances], Sequence[Act]],
    refuse: Callable[[str], Sequence[Act]] | None,
) -> PhoneTask:
    """This signer at this paper."""
    return PhoneTask(
        paper=sheet.paper.id,
        case=sheet.case,
        document=sheet.paper.frozen_sha256,
        title=sheet.paper.title,
        check_code=sheet.paper.check_code,
        signer=signer.key,
        name=signer.name,
        capacity=signer.label.partition("（")[0],
        record=record,
        refuse=refuse,
    )
