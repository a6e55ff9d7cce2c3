"""Printing: recorded before a printer has anything and once it has ended; numbers and stored bytes stay as they are."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from random import Random

import pikepdf
import pypdfium2
import pytest

from mediation_desk.acts.act import Act
from mediation_desk.acts.papers import IssuePaper, VoidPaper
from mediation_desk.acts.printing import EndPrinting, StartPrinting
from mediation_desk.model.paper import Paper
from mediation_desk.model.printing import Printing
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_record import CaseRecord
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.printing import PapersToPrint, PrintablePapers, PrintSheet, ToPrint
from mediation_desk.queries.scans import ScanFile, SortedScans
from mediation_desk.signatures.fields import boxes_in
from mediation_desk.store.case_rows import recorded_rows
from mediation_desk.terms.compartments import private_talk
from mediation_desk.words.printing import printed_words
from tests.support.practice_desk import DAY, Case, desk_of, refused, stored
from tests.support.scanner import as_jpeg, printed, scanned, worn, write_in

MARK = "补打"


@pytest.fixture
def by_hand(case: Case) -> Case:
    """An agreement that is to be signed on paper."""
    case.mediating()
    case.finalise()
    return case


def start(case: Case, name: str = "print", **changes: object) -> StartPrinting:
    given: dict[str, object] = {
        "id": case.id(name),
        "paper": case.id("paper"),
        "copies": 3,
        "pages": 6,
        "sides": "long",
        "printer": "文印室",
    }
    return StartPrinting(**{**given, **changes})


def end(case: Case, outcome: str, name: str = "print", **changes: object) -> EndPrinting:
    return EndPrinting(**{"printing": case.id(name), "outcome": outcome, "pages_sent": 6, **changes})


def print_once(case: Case, name: str, outcome: str = "sent", **changes: object) -> None:
    case.do(start(case, name, **changes))
    case.do(end(case, outcome, name))


def rows(case: Case) -> list[Printing]:
    with case.office.desk.store.reading() as session:
        return recorded_rows(session, case.case, Printing)


def laid(case: Case, *items: ToPrint, **how: bool) -> PrintSheet:
    wanted = items or (ToPrint(paper=case.id("paper"), copies=1),)
    return case.office.desk.ask(PapersToPrint(case=case.case, items=wanted, **how))


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def state(case: Case) -> tuple[object, ...]:
    row: Paper = case.paper()
    return row.number, row.edition, row.state, row.frozen_sha256, row.current_sha256


def test_that_the_history_says_who_printed_what_and_the_paper_stays_as_it_is(by_hand: Case) -> None:
    before, bytes_before = state(by_hand), by_hand.office.desk.ask(PaperBytes(paper=by_hand.id("paper")))
    print_once(by_hand, "print")
    (row,) = rows(by_hand)
    assert (row.title, row.turn, row.copies, row.pages_sent, row.outcome) == ("人民调解协议书", 1, 3, 6, "sent")
    assert (row.printer, row.sides, row.problem) == ("文印室", "long", None)
    assert state(by_hand) == before
    assert by_hand.office.desk.ask(PaperBytes(paper=by_hand.id("paper"))) == bytes_before
    sheet = by_hand.office.desk.ask(WholeCase(case=by_hand.case))
    told = [(line.act, line.detail) for line in sheet.timeline if "printing" in line.act]
    assert told == [("start_printing", "人民调解协议书  3份")]
    paper = sheet.paper(by_hand.id("paper"))
    (by,) = {line.who for line in sheet.timeline if line.act == "start_printing"}
    assert paper is not None and paper.prints[0].who == by != ""
    assert printed_words(paper.prints) == f"已打印 3 份 · {DAY:%m-%d}"


def test_that_printing_draws_no_number(by_hand: Case) -> None:
    before = stored(by_hand.office.desk)
    print_once(by_hand, "a", "failed")
    print_once(by_hand, "b")
    print_once(by_hand, "c", turn=2, reason="份数不够")
    after = stored(by_hand.office.desk)
    assert {table for table in after if after[table] != before[table]} == {"printing", "journal"}


@pytest.mark.parametrize("outcome", ["failed", "cancelled"])
def test_that_after_a_job_that_failed_the_next_is_no_reprint(by_hand: Case, outcome: str) -> None:
    print_once(by_hand, "a", outcome)
    assert not any(MARK in page for page in texts(laid(by_hand).pdf))
    print_once(by_hand, "b")
    assert [row.turn for row in rows(by_hand)] == [1, 1]


def test_that_a_reprint_needs_a_reason_and_says_so_on_every_page(by_hand: Case) -> None:
    print_once(by_hand, "a")
    by_hand.refused("printing.reason_missing", start(by_hand, "b", turn=2, reason=" "))
    pages = texts(laid(by_hand).pdf)
    assert pages and all(f"补打　第2次　{DAY.isoformat()}" in page for page in pages)
    print_once(by_hand, "b", turn=2, reason="原件遗失")
    assert all("第3次" in page for page in texts(laid(by_hand).pdf))
    assert rows(by_hand)[1].reason == "原件遗失"


def test_that_pages_whose_mark_would_be_untrue_are_not_printed(by_hand: Case) -> None:
    print_once(by_hand, "a")
    refusal = by_hand.refused("printing.turn_moved", start(by_hand, "b"))
    assert refusal.facts["turn"] == 2


def test_that_a_printing_without_an_end_must_be_answered_first(by_hand: Case) -> None:
    by_hand.do(start(by_hand, "a"))
    by_hand.refused("printing.no_end_yet", start(by_hand, "b"))
    (row,) = by_hand.office.desk.ask(PrintablePapers(case=by_hand.case, track=by_hand.id("t")))[:1]
    assert "打印结果不明" in printed_words(row.prints)
    by_hand.do(end(by_hand, "failed", "a"))
    by_hand.refused("printing.ended", end(by_hand, "sent", "a"))
    by_hand.do(start(by_hand, "b"))


def test_that_the_same_act_delivered_twice_prints_once(by_hand: Case) -> None:
    act: Act = start(by_hand, "a")
    desk, once = by_hand.office.desk, by_hand.id("delivery")
    desk.perform(act, case=by_hand.case, act_id=once)
    assert desk.perform(act, case=by_hand.case, act_id=once).repeated
    assert len(rows(by_hand)) == 1


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("printing.copies", {"copies": 0}),
        ("printing.copies", {"copies": 100}),
        ("printing.sides", {"sides": "both"}),
        ("printing.of_one_thing", {"paper": None}),
        ("printing.of_one_thing", {"file": "x"}),
        ("field.empty", {"printer": " "}),
        ("paper.unknown", {"paper": "nowhere"}),
    ],
)
def test_that_a_printing_must_say_what_and_how(by_hand: Case, code: str, changes: dict[str, object]) -> None:
    by_hand.refused(code, start(by_hand, "a", **changes))
    assert rows(by_hand) == []


def test_that_an_outcome_is_one_of_three_and_of_a_printing_of_the_case(by_hand: Case) -> None:
    by_hand.do(start(by_hand, "a"))
    by_hand.refused("printing.outcome", end(by_hand, "started", "a"))
    by_hand.refused("printing.unknown", end(by_hand, "sent", "elsewhere"))


def test_that_a_void_paper_is_not_printed(case: Case) -> None:
    from_act = IssuePaper(id=case.id("paper"), code="RM-RIGHTS", track=case.id("t"))
    case.mediating()
    case.do(from_act)
    case.do(VoidPaper(paper=case.id("paper"), reason="写错"))
    case.refused("printing.void", start(case))
    assert case.id("paper") not in {row.id for row in case.office.desk.ask(PrintablePapers(case=case.case))}


def test_that_a_file_and_a_draft_are_recorded_and_carry_no_turn(by_hand: Case) -> None:
    scan = by_hand.scan()
    print_once(by_hand, "a", paper=None, file=scan)
    print_once(by_hand, "b", paper=None, file=scan)
    print_once(by_hand, "c", paper=None, draft_of=by_hand.id("t"))
    assert [(row.title, row.turn) for row in rows(by_hand)] == [("协议扫描件", 1), ("协议扫描件", 1), ("协议草稿", 1)]


def test_that_a_draft_says_on_every_page_that_it_is_one(by_hand: Case) -> None:
    pdf = by_hand.office.desk.ask(PaperBytes(paper=by_hand.id("paper")))
    sheet = laid(by_hand, ToPrint(draft=pdf, title="协议草稿", copies=1))
    assert sheet.parts[0].title == "协议草稿"
    assert all("草稿" in page and "签名无效" in page for page in texts(sheet.pdf))


def test_that_who_may_not_read_a_paper_does_not_get_it_from_the_printer(by_hand: Case) -> None:
    desk = by_hand.office.desk
    with desk.store.writing() as session:
        session.get_one(Paper, by_hand.id("paper")).compartment = private_talk(by_hand.id("p1"))
    query = PapersToPrint(case=by_hand.case, items=(ToPrint(paper=by_hand.id("paper"), copies=1),))
    refused("compartment.closed", lambda: desk_of(by_hand.office, "zhou").ask(query))
    listed = desk_of(by_hand.office, "zhou").ask(PrintablePapers(case=by_hand.case, track=by_hand.id("t")))
    assert by_hand.id("paper") not in {row.id for row in listed}


def test_that_a_party_before_the_screen_reads_nothing_of_what_was_printed(by_hand: Case) -> None:
    print_once(by_hand, "a")
    desk = by_hand.office.desk
    desk.screen.before_party = True
    try:
        told = desk.ask(WholeCase(case=by_hand.case)).timeline
    finally:
        desk.screen.before_party = False
    assert "start_printing" not in {line.act for line in told}


def test_that_a_marked_page_that_was_signed_and_scanned_finds_its_paper(by_hand: Case) -> None:
    print_once(by_hand, "a")
    rng, frozen = Random(5), by_hand.office.desk.ask(PaperBytes(paper=by_hand.id("paper"), frozen=True))
    pages = printed(laid(by_hand).pdf)
    for box in boxes_in(frozen):
        if box.key != "p2":
            write_in(pages[box.page], box, rng)
    files = []
    for number, page in enumerate(pages):
        wear = worn(rng)
        files.append(ScanFile(name=f"{number}.jpg", data=as_jpeg(scanned(page, wear, rng), wear.quality)))
    (paper,) = by_hand.office.desk.ask(SortedScans(files=tuple(files))).papers
    assert (paper.paper, paper.whole) == (by_hand.id("paper"), True)
    assert [place.key for place in paper.empty] == ["p2"]


def test_that_a_signed_paper_is_printed_with_its_signatures_and_stays_signed(case: Case) -> None:
    case.mediating().consent_to_screen()
    case.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    stored_bytes = case.office.desk.ask(PaperBytes(paper=case.id("paper")))
    sheet = laid(case)
    shown, given = printed(stored_bytes), printed(sheet.pdf)
    box = next(box for box in boxes_in(stored_bytes) if box.key == "p1")
    page = box.page
    scale = shown[page].width / 595.28
    place = tuple(
        round(edge * scale) for edge in (box.x, 841.89 - box.y - box.height, box.x + box.width, 841.89 - box.y)
    )
    assert len(shown) == len(given)
    with pikepdf.open(BytesIO(sheet.pdf)) as document:
        assert "/AcroForm" not in document.Root
    assert given[page].crop(place).convert("L").point(lambda dot: 255 * (dot < 128)).getbbox() is not None
    assert case.office.desk.ask(PaperBytes(paper=case.id("paper"))) == stored_bytes


def test_that_the_record_of_a_case_tells_how_often_a_paper_was_printed(by_hand: Case) -> None:
    print_once(by_hand, "a")
    print_once(by_hand, "b", "failed", turn=2, reason="份数不够")
    record = by_hand.office.desk.ask(CaseRecord(by_hand.case))
    (line,) = [paper for paper in record.papers if paper.id == by_hand.id("paper")]
    assert [(one.outcome, one.copies) for one in line.prints] == [("sent", 3), ("failed", 3)]
    assert printed_words(line.prints) == f"已打印 3 份，没有打印成 · {DAY:%m-%d}"


def test_that_the_mark_carries_the_day_of_printing(by_hand: Case) -> None:
    print_once(by_hand, "a")
    by_hand.office.clock.moment += timedelta(days=9)
    assert all((DAY + timedelta(days=9)).isoformat() in page for page in texts(laid(by_hand).pdf))
