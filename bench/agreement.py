"""One agreement of three pages: ours beside docxtpl with LibreOffice, WeasyPrint, typst and ReportLab's own Paragraph.

The words are those our own template makes of the case; each later paper in a process has another number, so that
nobody answers from a cache.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bench.turns import Comparison
from mediation_desk.facts.shapes import AgreementFacts, DutyFacts, PartyFacts, PersonFacts, SignerFacts, as_plain
from mediation_desk.law.rmb import in_words
from mediation_desk.papers.catalogue import paper
from mediation_desk.papers.environment import templates
from mediation_desk.papers.markup import parse
from mediation_desk.papers.plain import freeze
from mediation_desk.papers.subjects import complete
from mediation_desk.resource_paths import resources
from mediation_desk.terms.money import Money

CODE: Final = "RM-AGR"
WARM_PAPERS: Final = 5
RESULTS: Final = Path("build") / "bench"
"""Where the last PDF of each typesetter stays, to be looked at."""
RIVALS: Final[dict[str, tuple[str, str]]] = {
    "docxtpl + LibreOffice": ("docxtpl_", "docxtpl"),
    "WeasyPrint": ("weasyprint_", "weasyprint"),
    "typst": ("typst_", "typst"),
    "ReportLab's Paragraph": ("paragraph_", "reportlab"),
}
"""Name in the table, module under bench.setters, and the library it needs."""

_LEAK = (
    "2026年3月，申请人张䶮与被申请人李㛃𬱖因房屋漏水发生纠纷。申请人称：其所有的幸福路200弄3号401室房屋，自2026年1月起因楼上501室卫生间防水层失效，"
    "造成客厅、卧室天花板大面积渗水，墙面起皮、发霉，木地板变形，损失共计38600.50元；多次与被申请人协商未果（有聊天记录、照片为证），故申请调解。"
    "被申请人辩称：漏水属实，但房屋建成已逾二十年，公共排水立管老化亦是原因之一，“责任不应由其一人承担”。\n"
    "经调解员现场查勘，并委托具有资质的鉴定机构进行检测，查明：501室卫生间地面防水层破损，为渗漏的主要原因；公共立管接口处存在轻微渗水，为次要原因。"
    "双方对上述鉴定结论均无异议。调解员依法释明相邻关系中“有利生产、方便生活、团结互助、公平合理”的处理原则，促成双方互谅互让，自愿达成协议。"
)
_TOTAL = Money.parse("28000.50")
_DUTIES = (
    "被申请人于2026年4月30日前，自费完成501室卫生间地面防水层的重新施工，并通过48小时闭水试验；施工期间应当避开休息时间，"
    "申请人应予配合、提供查验便利。",
    f"被申请人赔偿申请人房屋修复费用{in_words(_TOTAL)}（¥{_TOTAL.figures}），于本协议生效之日起十日内转账至申请人指定账户（户名：张䶮）。",
)
_OTHERS = (
    "逾期付款的，被申请人应当按照全国银行间同业拆借中心公布的一年期贷款市场报价利率的1.5倍支付逾期利息。",
    "本协议履行完毕后，双方就本次漏水事件再无其他争议，任何一方不得再以同一事实和理由向对方主张权利。",
)


def comparison() -> Comparison:
    """Ours and every rival that is installed here."""
    words = RESULTS / "agreement.json"
    words.parent.mkdir(parents=True, exist_ok=True)
    contexts = [context(number) for number in range(1 + WARM_PAPERS)]
    words.write_text(json.dumps([{"context": each, "lines": lines(each)} for each in contexts]), encoding="utf-8")
    programs = {"Mediation Desk": _command("ours", words)}
    absent: dict[str, str] = {}
    for name, (module, library) in RIVALS.items():
        if find_spec(library) is None:
            absent[name] = f"{library} is not installed"
        elif library == "docxtpl" and not shutil.which("soffice"):
            absent[name] = "LibreOffice is not installed"
        else:
            programs[name] = _command(module, words)
    return Comparison(
        "One agreement, three pages (a whole process to the first PDF; then each next one)", programs, absent
    )


def _command(module: str, words: Path) -> list[str]:
    return [sys.executable, "-m", "bench.setters", module, str(words)]


def context(number: int) -> dict[str, object]:
    """The facts of the agreement as a paper receives them."""
    kind = paper(CODE)
    parties = (_party("a", "applicant", "申请人", "张䶮", "女"), _party("b", "respondent", "被申请人", "李㛃𬱖", "男"))
    return {
        "paper": {"code": CODE, "title": kind.title_for("people"), "number": None, "copies": 3, "made_on": "2026-03-28"}
        | {"version": 1, "case_number": f"2026-{number:05d}", "id": f"00000000-0000-4000-8000-{number:012d}"},
        "office": {"name": "幸福镇社会矛盾纠纷调处化解中心", "region": "310115"},
        "body": {"id": "body", "name": "幸福镇人民调解委员会", "short": "幸民", "kind": "town_committee"}
        | {"address": "幸福路1号", "phone": "021-00000000"},
        "case": {"id": "case", "number": f"2026-{number:05d}", "title": "张䶮与李㛃𬱖相邻纠纷"},
        "track": {"id": "track", "kind": "people", "procedure": "people.general", "body": "幸福镇人民调解委员会"},
        "parties": as_plain(parties),
        "agreement": as_plain(_agreement(number)),
        "signers": [_place(signer) for signer in _signers()],
        "subject": {},
    }


def _party(key: str, side: str, words: str, name: str, sex: str) -> PartyFacts:
    birth = date(1985, 3, 12)
    person = PersonFacts(id=key, kind="natural", name=name, sex=sex, birth=birth, address="幸福路200弄3号")
    return PartyFacts(id=key, side=side, side_words=words, number=1, person=person, signer_names=(name,))


def _agreement(number: int) -> AgreementFacts:
    return AgreementFacts(
        id="agreement",
        version=1,
        form="written",
        state="finalised",
        number=f"（2026）幸民调字第{number:05d}号",
        facts=_LEAK,
        dispute="漏水责任的分担和房屋修复费用的数额。",
        responsibility=None,
        duties=tuple(_duty(index, sentence) for index, sentence in enumerate(_DUTIES, 1)),
        other_clauses=_OTHERS,
        manner="转账与现场施工相结合；履行地点为幸福路200弄3号；履行期限至2026年4月30日止。",
        copies=3,
        route="screen",
        reached_on=date(2026, 3, 28),
        effective_on=None,
        total=_TOTAL,
    )


def _duty(number: int, sentence: str) -> DutyFacts:
    who = {"debtors": ("b",), "payer": None, "beneficiaries": ("a",), "account_holder": None}
    return DutyFacts(id=f"duty{number}", number=number, kind="do", sentence=sentence, total=None, **who)


def _place(signer: SignerFacts) -> dict[str, object]:
    """A signer as a paper's context names it."""
    plain = as_plain(signer)
    assert isinstance(plain, dict)
    return {**plain, "for_party": signer.for_parties[0] if signer.for_parties else None}


def _signers() -> tuple[SignerFacts, ...]:
    places = (
        ("party", "当事人（签名、盖章或按指印）", "张䶮", "a"),
        ("party", "当事人（签名、盖章或按指印）", "李㛃𬱖", "b"),
    )
    others = (
        ("mediator", "调解员（签名）", "王𡋾", None),
        ("body_seal", "调解组织（印章）", "幸福镇人民调解委员会", None),
    )
    return tuple(
        SignerFacts(key=f"{role}.{index}", role=role, label=label, name=name, for_parties=(party,) if party else ())
        for index, (role, label, name, party) in enumerate((*places, *others))
    )


def lines(facts: dict[str, object]) -> list[tuple[str, str]]:
    """The same paper as (style, text), for typesetters that do not know our XML."""
    kind = paper(CODE)
    subject, _ = complete({}, kind.subject)
    source = templates(resources() / "papers").compose(kind.template, freeze({**facts, "subject": subject}))
    root = parse(source)
    blocks = (block for block in root.iter() if block.tag in {"title", "number", "h", "p", "row", "sign"})
    texts = ((block.tag, " ".join("".join(block.itertext()).split()) or block.get("label", "")) for block in blocks)
    return [(style, text) for style, text in texts if text]
