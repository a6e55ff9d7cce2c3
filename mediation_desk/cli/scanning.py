"""Scans: whose pages they are, what is missing, what nobody has signed; and filing those that are whole."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.acts.scans import FileScan
from mediation_desk.desk.desk import Desk
from mediation_desk.queries.scans import LoosePage, ScanFile, ScannedPaper, SortedScans
from mediation_desk.terms.ids import AttachmentId, PaperId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence
from mediation_desk.words.scans import INK_WORDS, PAGE_STANDINGS, pile_words

from .answer import DONE, REFUSED, Answer, table
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """scan."""
    parser = commands.add_parser("scan", parents=[common], help="把扫描件按页码归到文书：缺页、错版、空白签名栏；归档")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    parser.add_argument("--file", action="store_true", dest="keep", help="页齐的归入各自的案件")
    parser.add_argument("--reason", default="", help="页不齐也归档的理由")
    parser.set_defaults(run=scan)


def scan(call: Call) -> Answer:
    """Exit code 1 unless every page is of a paper that is whole, and with --file kept."""
    files = tuple(ScanFile(name=path.name, data=path.read_bytes()) for path in call.arguments.files)
    with call.desk() as desk:
        sheet = desk.ask(SortedScans(files=files))
        papers = [_paper(call, desk, paper) for paper in sheet.papers]
    loose = [_page(each) for each in sheet.loose]
    fine = not loose and all(paper["whole"] and not paper.get("refused") for paper in papers)
    lines = [line for paper in papers for line in _lines(paper)]
    if loose:
        lines += [
            "没有归入文书的页",
            *table(("文件", "页", "情况"), [(p["file"], p["number"], p["words"]) for p in loose]),
        ]
    document = {"papers": papers, "loose": loose}
    return Answer(document=document, lines=lines, code=DONE if fine else REFUSED)


def _paper(call: Call, desk: Desk, paper: ScannedPaper) -> dict[str, Any]:
    others = sum(page.standing == "other_version" for page in paper.pages)
    plain = {
        "paper": paper.paper,
        "case": paper.case,
        "title": paper.title,
        "number": paper.number,
        "whole": paper.whole,
        "words": pile_words(paper.of, paper.missing, others, paper.dead),
        "missing": list(paper.missing),
        "pages": [{"page": p.page, "file": p.file, "number": p.number, "standing": p.standing} for p in paper.pages],
        "places": [{"signer": s.key, "name": s.name, "label": s.label, "ink": s.ink} for s in paper.places],
    }
    return plain | (_kept(call, desk, paper) if call.arguments.keep else {})


def _kept(call: Call, desk: Desk, paper: ScannedPaper) -> dict[str, Any]:
    kept, id = desk.keep_file(paper.case, paper.pdf), call.surroundings.new_id()
    act = FileScan(
        id=AttachmentId(id),
        paper=PaperId(paper.paper),
        blob=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        reason=call.arguments.reason,
    )
    try:
        desk.perform(act, case=paper.case, via="command_line")
    except Refusal as refusal:
        return {"refused": {"code": refusal.code, "message": sentence(refusal)}}
    return {"scan": id}


def _page(each: LoosePage) -> dict[str, Any]:
    page = each.page
    words = PAGE_STANDINGS[page.standing]
    return {"file": page.file, "number": page.number, "standing": page.standing, "words": words}


def _lines(paper: dict[str, Any]) -> list[str]:
    head = f"《{paper['title']}》{paper['number']}：{paper['words']}"
    pages = [(p["page"], p["file"], p["number"], PAGE_STANDINGS[p["standing"]]) for p in paper["pages"]]
    places = [(s["name"], s["label"], INK_WORDS[s["ink"]]) for s in paper["places"]]
    kept = ["已归档。"] if "scan" in paper else []
    refused = [paper["refused"]["message"]] if "refused" in paper else []
    signed = table(("签名人", "身份", "签名栏"), places) if places else []
    return [head, *table(("页", "文件", "文件内第几页", "情况"), pages), *signed, *kept, *refused, ""]
