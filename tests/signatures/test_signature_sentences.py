"""Every code that signing and verification can give has its sentence, and no sentence waits for a code that is gone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import mediation_desk.scans
import mediation_desk.signatures

_CODE = re.compile(r'"((?:ink|freeze|signing|scan|authority|certificate|token|stamp|verify)\.[a-z_]+)"')
_SENTENCES = Path(__file__).parents[2] / "resources" / "words" / "refusals" / "signatures.toml"


def test_that_every_code_has_its_sentence() -> None:
    packages = [Path(package.__file__).parent for package in (mediation_desk.signatures, mediation_desk.scans)]
    files = [file for package in packages for file in package.rglob("*.py")]
    raised = {code for file in files for code in _CODE.findall(file.read_text("utf-8"))}
    sentences = tomllib.loads(_SENTENCES.read_text("utf-8"))
    assert raised
    assert set(sentences) == raised
    assert all(entry["text"].endswith("。") for entry in sentences.values())
