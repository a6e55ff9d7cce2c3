"""A verdict in plain words: the same on the command line, in the window, and on the sheet that is printed or kept.

Colours only repeat what words and signs say: ✓ holds, ✗ does not, ！ holds with a limit, — was not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from mediation_desk.terms.refusal import Refusal

from .refusals import sentence

Tone = Literal["good", "mind", "bad", "none"]
SIGNS: Final[dict[Tone, str]] = {"good": "✓", "mind": "！", "bad": "✗", "none": "—"}
LEVELS: Final = {"file": "文件本身", "trust": "签发证书", "register": "办公室登记"}

KINDS: Final = {
    "witnessed_ink": (
        "手写签名图像",
        "笔迹由办公室见证密钥固定在这份文书上：这些笔迹是为这份文书、在这个签名栏写下的，此后都没有改动",
        "写字的就是他本人（那要靠在场的人、笔迹鉴定等其他证据）；它不是签名人本人的数字证书签名，也不是可靠电子签名",
    ),
    "body_seal": (
        "调解组织电子签章",
        "调解组织用自己的证书确认，此后文件不得更改",
        "证书持有人以外的任何事；它不是实体印章的印模，也不是国家电子印章系统的印章，"
        "证书写明“自建”的，只证明由持有该根证书的办公室作出",
    ),
    "true_copy": (
        "与原件一致的确认",
        "调解组织确认扫描件与纸质原件一致，此后扫描件没有改动",
        "当事人作过电子签名；法律上的签名、盖章、指印都在纸质原件上",
    ),
    "unknown": ("不明签名", "什么也不能说明", "签名的是谁、为什么签；它不是本程序所作的签名，不予认可"),
}
"""What each kind of signature is called, what it proves, and what it does not."""

_STRANGE: Final = frozenset(
    {"verify.no_signature", "verify.unknown_signature", "verify.unreadable", "verify.trailing_bytes"}
)
_QUESTIONS: Final[tuple[tuple[str, str, str, frozenset[str]], ...]] = (
    (
        "whole",
        "register",
        "全文与办公室登记逐字节一致",
        frozenset({"verify.differs_from_register", "verify.not_in_register", "verify.other_text"}),
    ),
    (
        "signers",
        "register",
        "签名人正好是登记的签名人，不多不少",
        frozenset({"verify.signature_missing", "verify.signature_unexpected", "verify.stranger"}),
    ),
    (
        "same",
        "register",
        "是登记的这个案件、这个版本",
        frozenset({"verify.other_case", "verify.other_version", "verify.cases_differ"}),
    ),
    (
        "coverage",
        "file",
        "每个签名之后文件没有改动，末尾没有多出内容",
        frozenset(
            {
                *("verify.changed_after", "verify.trailing_bytes", "verify.extra_revision", "verify.unreadable"),
                *("verify.changed_by_first_signature", "verify.more_than_signature", "verify.signed_after_seal"),
                *("verify.too_demanding", "verify.rules_broken", "verify.seal_without_lock"),
            }
        ),
    ),
    (
        "signatures",
        "file",
        "每个签名与文件内容相符，放在自己的签名栏里",
        frozenset(
            {
                *("verify.signature_broken", "verify.not_canonical", "verify.wrong_box", "verify.time_contradicts"),
                *("verify.other_document", "verify.unknown_signature", "verify.no_signature"),
                "verify.stamp_broken",
            }
        ),
    ),
    (
        "trust",
        "trust",
        "证书由所信任的根证书签发",
        frozenset(
            {
                *("verify.untrusted", "verify.certificate_foreign", "verify.wrong_key", "verify.issuers_differ"),
                *("verify.revoked", "verify.certificate_out_of_time"),
            }
        ),
    ),
)
"""What people want to know: a key, the level that can answer it, the words, and the findings that say no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line with its sign."""

    tone: Tone
    text: str

    @property
    def line(self) -> str:
        """The sign and the words."""
        return f"{SIGNS[self.tone]} {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureWords:
    """One signature: who, as what, when, by which method; what it proves and does not; the technical rest."""

    tone: Tone
    head: str
    kind: str
    proves: str
    proves_not: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """The whole verdict on one file."""

    file: str
    sha256: str
    tone: Tone
    headline: str
    paper: str
    checked: str
    questions: tuple[Told, ...]
    signatures: tuple[SignatureWords, ...]
    findings: tuple[Told, ...]

    def sheet(self, at: datetime, by: str = "") -> str:
        """The sheet 核验结果 as text, to be printed or kept."""
        return "\n".join(_sheet(self, at, by)) + "\n"


def verdict_words(
    verdict: Any, file: str, sha256: str, registered: Any = None, *, strange: frozenset[str] = _STRANGE
) -> VerdictWords:
    """Put a verdict into words. `registered` is what the register knows of the paper, if it was asked."""
    foreign = _elsewhere(verdict, registered, strange)
    tone, headline = _headline(verdict, registered)
    checked = "、".join(LEVELS[level] for level in verdict.levels)
    return VerdictWords(
        file=file,
        sha256=sha256,
        tone=tone,
        headline=foreign or headline,
        paper="" if registered is None else _paper(registered.entry),
        checked=checked,
        questions=() if foreign else tuple(_questions(verdict, registered)),
        signatures=tuple(_signature(number, one) for number, one in enumerate(verdict.signatures, 1)),
        findings=() if foreign else tuple(_findings(verdict)),
    )


def _headline(verdict: Any, registered: Any) -> tuple[Tone, str]:
    codes = {finding.code: finding for finding in verdict.findings}
    if not verdict.intact:
        return "bad", "不能认定：文件被改动过，或者不齐全。请调取原件"
    if "verify.superseded" in codes:
        return "mind", f"签名有效，但已被第{codes['verify.superseded'].facts['version']}版取代"
    if "verify.superseded_unsigned" in codes:
        return "mind", f"文件完整，但已被第{codes['verify.superseded_unsigned'].facts['version']}版取代"
    if "verify.void" in codes:
        return "mind", "文件完整，但这份文书已经作废或者撤回，不再有效"
    if "verify.issued_for_signing_by_hand" in codes:
        return "good", "就是本办公室印发的文书；签名在纸质原件上，不在文件里"
    if "register" in verdict.levels:
        return "good", "完整，未被改动，就是登记的现行文本，签名人齐全"
    if "trust" in verdict.levels:
        return "good", "完整，未被改动，由所给根证书的办公室签署；是不是最新文本，要问该办公室"
    return "mind", "签名之后未被改动；但没有核对证书是谁的，还不能认定由谁签署"


def _elsewhere(verdict: Any, registered: Any, strange: frozenset[str]) -> str:
    """The one sentence for a file that has nothing to do with us; empty for every other."""
    breaking = {finding.code for finding in verdict.findings if finding.breaks} - {"verify.not_in_register"}
    ours = registered is not None or any(one.claim is not None for one in verdict.signatures)
    if verdict.intact or ours or not breaking <= strange:
        return ""
    if "verify.unreadable" in breaking:
        return "不是完整的 PDF 文件，或者不是用本程序签署的，本程序不能说明它的真伪"
    return "这份文件不是用本程序签署的，本程序不能说明它的真伪"


def _paper(entry: Any) -> str:
    version = "" if entry.version is None else f"　第{entry.version}版"
    number = f"　{entry.number}" if entry.number else ""
    case = f"　案件 {entry.case_number}" if entry.case_number else ""
    return f"《{entry.title}》{number}{version}{case}"


def _questions(verdict: Any, registered: Any) -> Iterator[Told]:
    found = {finding.code for finding in verdict.findings if finding.breaks}
    by_hand = any(finding.code == "verify.issued_for_signing_by_hand" for finding in verdict.findings)
    for key, level, words, against in _QUESTIONS:
        if found & against:
            yield Told(tone="bad", text=f"{words}：否")
        elif level not in verdict.levels or (level == "register" and registered is None):
            yield Told(tone="none", text=f"{words}：没有核对")
        elif by_hand and key != "whole":
            yield Told(tone="none", text=f"{words}：文件里没有电子签名")
        elif not verdict.intact and not verdict.signatures:
            yield Told(tone="none", text=f"{words}：没有可核对的签名")
        else:
            yield Told(tone="good", text=f"{words}：是")
    yield _current(verdict, registered)


def _current(verdict: Any, registered: Any) -> Told:
    words = "是现行文本，没有作废，没有被取代"
    if registered is None:
        return Told(tone="none", text=f"{words}：没有核对")
    if registered.entry.superseded_by is not None:
        return Told(tone="mind", text=f"{words}：否，已被第{registered.entry.superseded_by}版取代")
    if registered.state == "void":
        return Told(tone="mind", text=f"{words}：否，已经作废或者撤回")
    return Told(tone="good", text=f"{words}：是")


def _signature(number: int, one: Any) -> SignatureWords:
    kind, proves, proves_not = KINDS[one.kind]
    whom = f"，代{one.for_whom}" if one.for_whom else ""
    at = "" if one.signed_at is None else f"，{one.signed_at:%Y-%m-%d %H:%M}"
    holds = one.valid and one.trusted is not False
    state = "有效" if holds else "无效" if not one.valid else "证书不受信任"
    return SignatureWords(
        tone="good" if holds and one.kind != "unknown" else "bad",
        head=f"{number}. {one.name}（{one.capacity or kind}{whom}{at}）：{kind}，{state}",
        kind=kind,
        proves=proves,
        proves_not=proves_not,
        details=tuple(_details(one)),
    )


def _time_words(one: Any) -> str:
    """Who says when it was signed, and whether that somebody is known to whoever verifies."""
    if one.stamp is None:
        return "时间由办公室的电脑写明，没有第三方时间戳" if one.signed_at else "没有写明时间"
    told = f"第三方时间戳：{one.stamp.at:%Y-%m-%d %H:%M:%S}，{one.stamp.by}"
    if not one.stamp.sound:
        return f"{told}（时间戳与签名不符，不能采信）"
    known = {True: "服务机构已核对", False: "服务机构不是所信任的", None: "没有核对服务机构是谁"}
    return f"{told}（{known[one.stamp.trusted]}）"


def _details(one: Any) -> Iterator[str]:
    yield f"证书：{one.certificate}，签发：{one.issuer}"
    yield _time_words(one)
    if one.claim is None:
        return
    if one.claim.case_number:
        version = "" if one.claim.version is None else f"，第{one.claim.version}版"
        yield f"签名写明：案件 {one.claim.case_number}{version}"
    yield f"定稿哈希：{one.claim.document_hash}"
    if one.claim.ink_digest:
        yield f"笔迹哈希：{one.claim.ink_digest}"
    if one.claim.original_hash:
        yield f"扫描件哈希：{one.claim.original_hash}"


def _findings(verdict: Any) -> Iterator[Told]:
    for finding in verdict.findings:
        words = sentence(Refusal(finding.code, **finding.facts))
        yield Told(tone="bad" if finding.breaks else "mind", text=words)


def _sheet(words: VerdictWords, at: datetime, by: str) -> Iterator[str]:
    yield from ("核 验 结 果", "", f"文件：{words.file}", f"文件 SHA-256：{words.sha256}")
    if words.paper:
        yield f"登记：{words.paper}"
    yield f"核验时间：{at:%Y-%m-%d %H:%M}" + (f"　核验人：{by}" if by else "")
    yield from (f"核对了：{words.checked}", "", f"结论：{SIGNS[words.tone]} {words.headline}", "")
    yield from (told.line for told in words.questions)
    for signature in words.signatures:
        yield from ("", f"{SIGNS[signature.tone]} {signature.head}")
        yield from (f"  证明：{signature.proves}。", f"  不证明：{signature.proves_not}。")
        yield from (f"  {line}" for line in signature.details)
    if words.findings:
        yield from ("", "说明：", *(told.line for told in words.findings))
    yield from ("", "本结果只说明上述哈希的文件；其他文件，哪怕看上去一样，须另行核验。")
