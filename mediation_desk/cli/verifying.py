"""Verifying a PDF that the desk issued, a code on a printed page, and handing out the root for outsiders."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from mediation_desk.desk.verification import (
    Judgement,
    brought,
    examine_file,
    note_refused,
    read_certificate,
    root_certificate,
)
from mediation_desk.queries.register import PaperByCode
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.coded_papers import NOT_PROVEN, coded_headline, coded_lines
from mediation_desk.words.refusals import sentence
from mediation_desk.words.root_certificates import root_sheet
from mediation_desk.words.verdicts import KINDS, SIGNS, VerdictWords, verdict_words

from .answer import DONE, REFUSED, Answer
from .call import Call


def add(commands: Any, common: ArgumentParser) -> None:
    """verify and root."""
    parser = commands.add_parser("verify", parents=[common], help="核验文书是否完整、由谁签署、是否已被取代")
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
    parser.add_argument("--root", metavar="CERT", type=Path, action="append", default=[], help="签发办公室的根证书")
    parser.add_argument("--code", metavar="TEXT", help="纸上的二维码、文书编号或校验码（要有 --office）")
    parser.add_argument("--sheet", metavar="FILE", type=Path, help="把核验结果写成文本文件")
    parser.set_defaults(run=verify)
    root = commands.add_parser("root", parents=[common], help="导出本办公室的根证书，供法院或当事人核验用")
    root.add_argument("out", metavar="FILE", type=Path)
    root.add_argument("--sheet", metavar="FILE", type=Path, help="把指纹写成一页，另行打印交付")
    root.set_defaults(run=hand_out_root)


def verify(call: Call) -> Answer:
    """Exit code 1 unless the file is what was signed."""
    if call.arguments.code is not None:
        return _code(call, call.arguments.code)
    if call.arguments.file is None:
        raise Refusal("verify.nothing_given", field="file")
    pdf = brought(call.arguments.file)
    roots = [read_certificate(path.read_bytes()) for path in call.arguments.root]
    judgement = _judged(call, pdf, roots)
    verdict = judgement.verdict
    words = verdict_words(verdict, call.arguments.file.name, judgement.sha256, judgement.registered)
    if call.arguments.sheet is not None:
        call.arguments.sheet.write_text(words.sheet(call.surroundings.now()), encoding="utf-8")
    return Answer(document=_plain(judgement, words), lines=_lines(words), code=DONE if verdict.intact else REFUSED)


def hand_out_root(call: Call) -> Answer:
    """The root certificate as a file, and its fingerprint to be compared on another way."""
    with call.desk() as desk:
        root = root_certificate(desk)
    call.arguments.out.write_bytes(root.pem)
    if call.arguments.sheet is not None:
        call.arguments.sheet.write_text(root_sheet(root, call.surroundings.now()), encoding="utf-8")
    return Answer(
        document={
            "file": str(call.arguments.out),
            "name": root.name,
            "fingerprint": root.fingerprint,
            "from": root.from_on,
            "until": root.until_on,
        },
        lines=[
            f"根证书“{root.name}”已写到 {call.arguments.out}（{root.from_on} 至 {root.until_on}）。",
            f"指纹 SHA-256：{root.fingerprint}",
            "请把指纹另行告知对方（当面、电话或盖章的函），对方核对一致后再用它核验。",
        ],
    )


def _judged(call: Call, pdf: bytes, roots: list[bytes]) -> Judgement:
    if not call.names_office:
        return examine_file(pdf, roots)
    with call.desk() as desk:
        judgement = examine_file(pdf, roots, desk)
        note_refused(desk, judgement)
        return judgement


def _code(call: Call, text: str) -> Answer:
    if not call.names_office:
        raise Refusal("verify.code_needs_register", field="office")
    with call.desk() as desk:
        found = desk.ask(PaperByCode(text))
    papers = [{"standing": coded_headline(one), "paper": one} for one in found]
    lines = [line for one in found for line in (*coded_lines(one), "")]
    return Answer(document={"papers": papers, "proves_not": NOT_PROVEN}, lines=[*lines, NOT_PROVEN])


def _plain(judgement: Judgement, words: VerdictWords) -> dict[str, Any]:
    verdict = judgement.verdict
    return {
        "intact": verdict.intact,
        "sha256": judgement.sha256,
        "headline": words.headline,
        "checked": list(verdict.levels),
        "questions": [{"tone": told.tone, "message": told.text} for told in words.questions],
        "signatures": [_signature(each) for each in verdict.signatures],
        "findings": [
            {"code": found.code, "breaks": found.breaks, "message": sentence(Refusal(found.code, **found.facts))}
            for found in verdict.findings
        ],
    }


def _signature(each: Any) -> dict[str, Any]:
    kind, proves, proves_not = KINDS[each.kind]
    return {
        "field": each.field,
        "kind": each.kind,
        "kind_words": kind,
        "means": f"{proves}；{proves_not}",
        "name": each.name,
        "capacity": each.capacity,
        "for_whom": each.for_whom,
        "signed_at": each.signed_at,
        "valid": each.valid,
        "trusted": each.trusted,
        "certificate": each.certificate,
        "issuer": each.issuer,
    }


def _lines(words: VerdictWords) -> list[str]:
    signatures = [line for one in words.signatures for line in _signature_lines(one)]
    return [
        f"{SIGNS[words.tone]} {words.file}：{words.headline}。（核对了{words.checked}）",
        *([words.paper] if words.paper else []),
        *(told.line for told in words.questions),
        *signatures,
        *(told.line for told in words.findings),
    ]


def _signature_lines(one: Any) -> list[str]:
    return [one.head, f"   证明：{one.proves}。", f"   不证明：{one.proves_not}。", f"   {one.details[0]}"]
