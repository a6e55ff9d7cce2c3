"""A true copy of a paper that was signed by hand: its scan, compared once more and sealed by the body."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mediation_desk.model.paper import Paper, TrueCopy
from mediation_desk.preparing.orders import SealOrder
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.preparing.revisions import SignedRevision, true_copy
from mediation_desk.terms.ids import PaperId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .signing import take_revision
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTrueCopy(Act):
    """扫描件盖章. The paper stays the original; the sealed scan is what is shown and handed out of it from now on."""

    paper: PaperId
    revision: SignedRevision | None = None

    def prepare(self, preparation: Preparation) -> SealTrueCopy:
        if self.revision is not None:
            return self
        return replace(self, revision=true_copy(preparation, SealOrder(paper=self.paper)))

    def perform(self, work: Work) -> None:
        paper = work.find(Paper, self.paper, "paper")
        if paper.state == "void":
            raise Refusal("signing.paper_is_void", title=paper.title)
        if paper.route != "paper" or paper.state != "complete":
            raise Refusal("copy.not_complete", title=paper.title)
        if work.rows(TrueCopy, paper_id=paper.id):
            raise Refusal("copy.sealed_already", title=paper.title)
        take_revision(work, paper, self.revision)
        self._keep(work, paper)

    def _keep(self, work: Work, paper: Paper) -> None:
        revision = self.revision
        if revision is None or revision.frozen_sha256 is None:
            raise Refusal("paper.not_prepared", code=paper.code)
        work.add(
            TrueCopy,
            id=work.new_row_id(f"copy:{paper.id}"),
            compartment=paper.compartment,
            paper_id=paper.id,
            scan_id=paper.scan_id,
            frozen_sha256=revision.frozen_sha256,
            sealed_by=paper.context["body"]["name"],
            sealed_on=work.happened_on,
            level=revision.level,
        )
