from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _codes() -> set[str]:
    """Every dotted code that stands as a plain string in the package."""
    sources = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "mediation_desk" / "store").glob("*.py")]
    strings = {node.value for tree in sources for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    families = ("account.", "blob.", "key_file.", "number.", "search.", "store.", "version.")
    return {text for text in strings if isinstance(text, str) and text.startswith(families) and " " not in text}


def test_that_every_refusal_of_the_store_has_its_sentence() -> None:
    with (ROOT / "resources" / "words" / "refusals" / "store.toml").open("rb") as file:
        sentences = tomllib.load(file)
    assert _codes() == set(sentences)
    assert all(entry["text"].endswith("。") for entry in sentences.values())
