"""Every refusal of the phone has a sentence, and the page has words for every answer that is not a yes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence, texts

ROOT = Path(__file__).resolve().parents[2]
REFUSES = [*(ROOT / "mediation_desk" / "phone").glob("*.py"), ROOT / "mediation_desk" / "preparing" / "phone_rules.py"]
IN_ORDER = {"page_not_fetched", "no_such_page", "no_such_place", "no_refusal_here", "too_often"}
"""What the page's own script never brings about, or answers by asking again."""


def test_that_every_refusal_of_the_phone_has_its_sentence_and_no_sentence_is_left_over() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in REFUSES)
    raised = set(re.findall(r'Refusal\(\s*"(phone\.[a-z_]+)"', source))
    kept = tomllib.loads((ROOT / "resources/words/refusals/phone.toml").read_text(encoding="utf-8"))
    assert raised == set(kept)
    assert raised <= set(texts())
    for code in raised:
        assert sentence(Refusal(code, name="周桂英", address="8.8.8.8")).endswith("。")


def test_that_the_page_has_words_for_what_may_be_denied_to_a_person() -> None:
    sitting = (ROOT / "mediation_desk" / "phone" / "sitting.py").read_text(encoding="utf-8")
    denied = set(re.findall(r'Denied\(\d+, "([a-z_]+)"\)', sitting))
    script = (ROOT / "resources" / "phone" / "page.js").read_text(encoding="utf-8")
    known = set(re.findall(r'^    "?([a-z_.]+)"?: "', script, re.MULTILINE))
    assert denied - IN_ORDER <= known
