"""How a draft would look as a frozen agreement: the pages, the findings, the sum. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mediation_desk.law.readiness import Readiness as Readiness
from mediation_desk.law.rmb import in_words
from mediation_desk.preparing.orders import AgreementOrder
from mediation_desk.terms.agreement import AgreementDraft
from mediation_desk.terms.money import Money

from .query import Query, View


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing to see to before signing; a finding that blocks is mended or overruled with a reason."""

    code: str
    severity: str  # block | warn | hint
    clause: int | None
    text: str
    suggestion: str
    source: str
    certainty: str = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """The pages of a draft and what there is to say about it."""

    pdf: bytes
    findings: tuple[CheckFinding, ...]
    readiness: Readiness
    total: Money | None
    total_words: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPreview(Query[Previewed]):
    """Render and check a draft as it stands."""

    case: str
    track: str
    content: AgreementDraft
    route: str = "paper"

    def answer(self, view: View) -> Previewed:
        """The same rendering and the same check as when the text is frozen."""
        view.require_case(self.case)
        order = AgreementOrder(
            id="preview", track=self.track, agreement="preview", content=self.content, route=self.route
        )
        made = replace(view.preparation, case_id=self.case).draft_preview(order)
        sums = [duty.total for duty in made.facts.duties if duty.kind == "pay" and duty.total is not None]
        total = sum(sums[1:], sums[0]) if sums else None
        return Previewed(
            pdf=made.pdf,
            readiness=made.readiness,
            total=total,
            total_words="" if total is None else in_words(total),
            sentences=tuple(duty.sentence for duty in made.facts.duties),
            findings=tuple(
                CheckFinding(f.code, f.severity, f.clause, f.text, f.suggestion, f.source, f.certainty)
                for f in made.findings
            ),
        )
