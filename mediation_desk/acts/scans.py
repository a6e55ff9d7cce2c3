"""Signed paper that comes back through a scanner: its pages are found by their codes and kept with the case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.preparing.scanned import PreparedScan, ScanOrder, prepared_scan
from mediation_desk.terms.ids import AttachmentId, PaperId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .books import keep_blob
from .work import Work

SCAN_KIND = "scan"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileScan(Act):
    """扫描归档. The pages of one issued paper, upright and in order, with what was found on them.

    It makes no signature count: a person compares the scan with the text and confirms it (`ConfirmScan`).
    """

    id: AttachmentId
    paper: PaperId
    blob: str
    sha256: str
    size: int
    reason: str = ""
    """Why it is kept although a page is missing or belongs to another version."""
    prepared: PreparedScan | None = None

    def prepare(self, preparation: Preparation) -> FileScan:
        if self.prepared is not None:
            return self
        order = ScanOrder(paper=self.paper, blob=self.blob, sha256=self.sha256, size=self.size)
        return replace(self, prepared=prepared_scan(preparation, order))

    def perform(self, work: Work) -> None:
        paper = work.find(Paper, self.paper, "paper")
        if self.prepared is None:
            raise Refusal("paper.not_prepared", code=paper.code)
        if not self.reason.strip():
            _require_whole(paper, self.prepared)
        work.add(
            Attachment,
            id=self.id,
            compartment=paper.compartment,
            track_id=paper.track_id,
            name=f"{paper.title}（签署原件扫描）",
            kind=SCAN_KIND,
            media_type="application/pdf",
            blob=self.prepared.blob,
            sha256=self.prepared.sha256,
            size=self.prepared.size,
            provided_by=None,
            received_on=work.happened_on,
            withheld_from=[],
            paper_id=paper.id,
            found=_found(self.prepared, self.reason.strip()),
        )
        keep_blob(work, self.prepared.blob, self.prepared.sha256, self.prepared.size, "application/pdf")


def _found(scan: PreparedScan, reason: str) -> dict[str, Any]:
    return {"ink": to_plain(scan.ink), "missing": list(scan.missing), "others": list(scan.others), "reason": reason}


def _require_whole(paper: Paper, scan: PreparedScan) -> None:
    if scan.dead:
        raise Refusal("scan.version_dead", title=paper.title)
    if scan.others:
        raise Refusal("scan.other_version", field="reason", title=paper.title, pages=_listed(scan.others))
    if scan.missing:
        raise Refusal("scan.pages_missing", field="reason", title=paper.title, pages=_listed(scan.missing))


def _listed(pages: tuple[int, ...]) -> str:
    return "、".join(map(str, pages))
