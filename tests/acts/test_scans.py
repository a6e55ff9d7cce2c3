"""Signed paper that comes back through the scanner: sorted by its codes, filed whole, then confirmed by a person."""

from __future__ import annotations

from random import Random

import pytest
from PIL import Image

from mediation_desk.acts.agreement import WithdrawText
from mediation_desk.acts.scans import FileScan
from mediation_desk.acts.signing import ConfirmScan, HandSigned
from mediation_desk.model.paper import Attachment
from mediation_desk.queries.papers import AttachmentBytes, PaperBytes
from mediation_desk.queries.scans import ScanFile, ScanSheet, SortedScans
from mediation_desk.signatures.fields import boxes_in
from tests.support.practice_desk import DAY, Case, desk_of
from tests.support.scanner import as_jpeg, as_pdf, printed, scanned, worn, write_in

pytestmark = pytest.mark.thorough


def frozen(case: Case, paper: str = "paper") -> bytes:
    return case.office.desk.ask(PaperBytes(paper=case.id(paper), frozen=True))


def signed_sheets(case: Case, *empty: str, paper: str = "paper") -> list[Image.Image]:
    rng, pdf = Random(7), frozen(case, paper)
    pages = printed(pdf)
    for box in boxes_in(pdf):
        if box.key not in empty:
            write_in(pages[box.page], box, rng)
    return pages


def through_the_scanner(pages: list[Image.Image], seed: int = 1) -> tuple[ScanFile, ...]:
    rng, files = Random(seed), []
    for number, page in enumerate(pages):
        wear = worn(rng)
        files.append(ScanFile(name=f"{number}.jpg", data=as_jpeg(scanned(page, wear, rng), wear.quality)))
    return tuple(files)


def sort(case: Case, files: tuple[ScanFile, ...], by: str = "shen") -> ScanSheet:
    return desk_of(case.office, by).ask(SortedScans(files=files))


def file_scan(case: Case, pdf: bytes, paper: str = "paper", **changes: object) -> FileScan:
    kept = case.office.desk.keep_file(case.case, pdf)
    given = {
        "id": case.id("scan"),
        "paper": case.id(paper),
        "blob": kept.name,
        "sha256": kept.sha256,
        "size": kept.size,
    }
    return FileScan(**{**given, **changes})


def found(case: Case) -> Attachment:
    with case.office.desk.store.reading() as session:
        return session.get_one(Attachment, case.id("scan"))


@pytest.fixture
def by_hand(case: Case) -> Case:
    """An agreement that waits to be signed on paper."""
    case.mediating()
    case.finalise()
    return case


def test_that_a_signed_paper_comes_back_is_filed_and_then_confirmed(by_hand: Case) -> None:
    case = by_hand
    sheets = signed_sheets(case, "p2")
    (paper,) = sort(case, through_the_scanner(sheets[::-1])).papers
    assert (paper.paper, paper.case, paper.whole) == (case.id("paper"), case.case, True)
    assert [page.page for page in paper.pages] == list(range(1, paper.of + 1))
    assert [place.key for place in paper.empty] == ["p2"]
    case.do(file_scan(case, paper.pdf))
    row = found(case)
    assert (row.kind, row.paper_id, row.found["missing"]) == ("scan", case.id("paper"), [])
    assert {key for key, ink in row.found["ink"].items() if ink == "written"} == {"p1", "m1", "seal"}
    assert case.paper().scan_id is None
    confirm = ConfirmScan(paper=case.id("paper"), scan=case.id("scan"), signatures=(HandSigned(signer="p1", on=DAY),))
    case.do(confirm)
    assert case.paper().scan_id == case.id("scan")


def test_that_what_is_filed_are_the_pages_upright_and_in_order(by_hand: Case) -> None:
    case = by_hand
    (paper,) = sort(case, through_the_scanner(signed_sheets(case)[::-1], 3)).papers
    case.do(file_scan(case, paper.pdf))
    kept = case.office.desk.ask(AttachmentBytes(attachment=case.id("scan")))
    (again,) = sort(case, (ScanFile(name="kept.pdf", data=kept),)).papers
    assert [(page.number, page.page) for page in again.pages] == [(n, n) for n in range(1, paper.of + 1)]


def test_that_a_missing_page_is_named_unless_a_reason_is_given(by_hand: Case) -> None:
    case = by_hand
    pdf = as_pdf(signed_sheets(case)[:1])
    refusal = case.refused("scan.pages_missing", file_scan(case, pdf))
    assert refusal.facts["pages"] == "、".join(map(str, range(2, case.paper().pages + 1)))
    case.do(file_scan(case, pdf, reason="第二页被当事人撕毁"))
    assert found(case).found["reason"] == "第二页被当事人撕毁"


def test_that_a_page_of_the_withdrawn_text_is_not_taken_for_one_of_the_new(by_hand: Case) -> None:
    case = by_hand
    old = signed_sheets(case)
    case.do(WithdrawText(track=case.id("t"), agreement=case.id("agreement"), reason="金额写错"))
    case.finalise(version="2")
    files = through_the_scanner([old[0], *signed_sheets(case, paper="paper2")[1:]])
    (paper,) = sort(case, files).papers
    assert (paper.paper, paper.missing, paper.whole) == (case.id("paper2"), (1,), False)
    assert [page.standing for page in paper.pages].count("other_version") == 1
    assert case.refused("scan.other_version", file_scan(case, paper.pdf, "paper2")).facts["pages"] == "1"
    case.refused("scan.version_dead", file_scan(case, as_pdf(old)))


def test_that_a_file_without_a_page_of_the_paper_is_refused(by_hand: Case) -> None:
    blank = as_pdf([Image.new("RGB", (1240, 1754), "white")])
    by_hand.refused("scan.not_this_paper", file_scan(by_hand, blank))


def test_that_a_paper_one_may_not_see_is_unknown(by_hand: Case) -> None:
    sheet = sort(by_hand, through_the_scanner(signed_sheets(by_hand)[:1]), by="chen")
    assert sheet.papers == ()
    assert [loose.page.standing for loose in sheet.loose] == ["unknown"]
    assert sheet.loose[0].page.page is None
