"""`python -m bench.checkers.ours --started T`: the check of a draft of thirty clauses, by the shipped law."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import date
from typing import Final

from bench.turns import STARTED
from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.facts.shapes import AgreementFacts, DutyFacts, InstalmentFacts, PartyFacts, PersonFacts
from mediation_desk.law.checkup import check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.resource_paths import resources
from mediation_desk.terms.money import Money

CLAUSES: Final = 30
TIMES: Final = 20
_DAY: Final = date(2026, 10, 22)
_SAID: Final = (
    "由枫桥建筑劳务公司于2026年11月30日前向刘大勇支付劳动报酬人民币壹万捌仟陆佰元整（¥18,600.00），银行转账，汇入刘大勇账户；"
    "任何一期逾期超过15日未付足的，其余各期视为全部到期，应一次付清；逾期付款的，按未付金额每日万分之二支付违约金；其余费用由双方另行约定。"
)


def matter() -> Matter:
    """Thirty clauses, half of them payments in two instalments, with something vague in each."""
    half = Money.parse("9300")
    parts = tuple(
        InstalmentFacts(
            id=f"i{n}", number=n, amount=half, due=date(2026, 10 + n, 30), due_words="", paid=Money(0), state="open"
        )
        for n in (1, 2)
    )
    pay = DutyFacts(
        id="d",
        number=1,
        kind="pay",
        debtors=("枫桥建筑劳务公司",),
        payer=None,
        beneficiaries=("刘大勇",),
        account_holder="刘大勇",
        sentence=_SAID,
        total=Money.parse("18600"),
        instalments=parts,
    )
    duties = tuple(replace(pay, id=f"d{n}", number=n) for n in range(1, CLAUSES // 2 + 1))
    text = AgreementFacts(
        id="a",
        version=1,
        form="written",
        state="draft",
        number=None,
        facts=_SAID,
        dispute="劳动报酬",
        responsibility="各方认可损失合计10,000.00元，公司承担70%，计7,000.00元，刘大勇自担30%，计3,000.00元。",
        duties=duties,
        other_clauses=(_SAID,) * (CLAUSES - len(duties)),
        manner=_SAID,
        copies=3,
        route="paper",
        reached_on=None,
        effective_on=None,
        total=None,
    )
    parties = [_party("刘大勇", "natural", "applicant"), _party("枫桥建筑劳务公司", "company", "respondent")]
    law = shipped_law(resources())
    return Matter(agreement=text, parties=parties, dispute=law.lists["dispute_types"].get("contract"), signing_day=_DAY)


def _party(name: str, kind: str, side: str) -> PartyFacts:
    person = PersonFacts(id=name, kind=kind, name=name, birth=date(1968, 3, 12), legal_representative="李强")
    return PartyFacts(id=name, side=side, side_words=side, number=1, person=person)


def main() -> None:
    """One JSON line: from the start of the process to the first findings, then each next check."""
    started = float(sys.argv[sys.argv.index(STARTED) + 1])
    law, draft = shipped_law(resources()).check, matter()
    found = check(draft, law)
    cold = time.time() - started
    warm = []
    for _ in range(TIMES):
        begun = time.process_time()  # the limit is absolute, so what other programs take does not count
        check(draft, law)
        warm.append(time.process_time() - begun)
    print(json.dumps({"cold": cold, "warm": warm, "note": f"{CLAUSES} clauses, {len(found)} findings"}))


if __name__ == "__main__":
    main()
