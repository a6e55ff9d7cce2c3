from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = tomllib.loads((ROOT / "resources" / "words" / "refusals" / "law.toml").read_text(encoding="utf-8"))
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "mediation_desk" / "law").glob("*.py"))
RAISED = set(re.findall(r'Refusal\(\s*"([a-z_.]+)"', SOURCE))


def test_that_every_refusal_has_a_sentence() -> None:
    assert TEXTS.keys() >= RAISED


def test_that_every_sentence_belongs_to_a_refusal() -> None:
    assert {code for code in TEXTS if f'"{code}"' not in SOURCE} == set()


def test_that_every_sentence_is_whole_and_names_no_strange_fact() -> None:
    for code, entry in TEXTS.items():
        assert entry["text"].rstrip().endswith(("。", "}")), code
        for fact in re.findall(r"\{(\w+)\}", entry["text"]):
            assert re.search(rf"\b{fact}\s*=|\b{fact}\b", SOURCE), (code, fact)
