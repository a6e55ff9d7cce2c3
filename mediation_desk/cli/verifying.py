"""Verifying a PDF that the desk issued."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from mediation_desk.desk.verification import judge, read_certificate
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence

from .answer import DONE, REFUSED, Answer
from .call import Call

_LEVELS: Final = {"file": "文件本身", "trust": "签发证书", "register": "办公室登记"}
_KINDS: Final = {
    "witnessed_ink": (
        "手写签名图像",
        "笔迹由办公室见证密钥固定在这份文书上；不是签名人本人的数字证书签名，也不是可靠电子签名",
    ),
    "body_seal": ("调解组织电子签章", "调解组织用自己的证书确认，此后文件不得更改；不是实体印章的印模"),
    "true_copy": ("与原件一致的确认", "调解组织确认扫描件与纸质原件一致；法律上的签名在纸质原件上"),
    "unknown": ("不明签名", "不是本程序所作的签名，不予认可"),
}
"""What each kind of signature is, and what it is not."""


def add(commands: Any, common: ArgumentParser) -> None:
    """verify."""
    parser = commands.add_parser("verify", parents=[common], help="核验文书是否完整、由谁签署、是否已被取代")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--root", metavar="CERT", type=Path, action="append", default=[], help="签发办公室的根证书")
    parser.set_defaults(run=verify)


def verify(call: Call) -> Answer:
    """Exit code 1 unless the file is what was signed."""
    pdf = call.arguments.file.read_bytes()
    roots = [read_certificate(path.read_bytes()) for path in call.arguments.root]
    if call.names_office:
        with call.desk() as desk:
            verdict = judge(pdf, roots, desk)
    else:
        verdict = judge(pdf, roots)
    plain = _plain(verdict, pdf)
    lines = _lines(call.arguments.file.name, plain)
    return Answer(document=plain, lines=lines, code=DONE if verdict.intact else REFUSED)


def _plain(verdict: Any, pdf: bytes) -> dict[str, Any]:
    return {
        "intact": verdict.intact,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "checked": list(verdict.levels),
        "signatures": [_signature(each) for each in verdict.signatures],
        "findings": [
            {"code": found.code, "breaks": found.breaks, "message": sentence(Refusal(found.code, **found.facts))}
            for found in verdict.findings
        ],
    }


def _signature(each: Any) -> dict[str, Any]:
    kind, explained = _KINDS[each.kind]
    return {
        "field": each.field,
        "kind": each.kind,
        "kind_words": kind,
        "means": explained,
        "name": each.name,
        "capacity": each.capacity,
        "for_whom": each.for_whom,
        "signed_at": each.signed_at,
        "valid": each.valid,
        "trusted": each.trusted,
        "certificate": each.certificate,
        "issuer": each.issuer,
    }


def _lines(name: str, plain: dict[str, Any]) -> list[str]:
    checked = "、".join(_LEVELS[level] for level in plain["checked"])
    verdict = "完整，未被改动" if plain["intact"] else "不能认定完整（没有签名，或者已被改动）"
    numbered = enumerate(plain["signatures"], 1)
    signatures = [line for number, each in numbered for line in _signature_lines(number, each)]
    findings = [f"{'×' if finding['breaks'] else '·'} {finding['message']}" for finding in plain["findings"]]
    return [f"{name}：{verdict}。（核对了{checked}）", *signatures, *findings]


def _signature_lines(number: int, each: dict[str, Any]) -> list[str]:
    whom = f"，代{each['for_whom']}" if each["for_whom"] else ""
    at = "" if each["signed_at"] is None else f"，{each['signed_at']:%Y-%m-%d %H:%M}"
    role, state = each["capacity"] or each["kind_words"], "有效" if each["valid"] else "无效"
    return [
        f"{number}. {each['name']}（{role}{whom}{at}）：{each['kind_words']}，{state}",
        f"   {each['means']}。证书：{each['certificate']}，签发：{each['issuer']}",
    ]
