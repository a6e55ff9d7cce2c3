"""What Qt Designer drew is what the window uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT

FORMS = ROOT / "forms"
GENERATED = ROOT / "mediation_desk" / "ui" / "generated"
COMPILER = Path(sys.executable).with_name("pyside6-uic")


def without_header(source: str) -> list[str]:
    """The header names the compiler's version, which is no part of the form."""
    return [line for line in source.splitlines() if not line.startswith("##")]


def test_that_every_form_is_compiled_and_nothing_else() -> None:
    drawn = {form.stem for form in FORMS.glob("*.ui")}
    assert {module.stem for module in GENERATED.glob("*.py")} - {"__init__"} == drawn


def test_that_compiling_the_forms_again_changes_nothing() -> None:
    for form in sorted(FORMS.glob("*.ui")):
        command = [str(COMPILER), "--no-autoconnection", form.name]
        fresh = subprocess.run(command, cwd=FORMS, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        kept = (GENERATED / f"{form.stem}.py").read_text(encoding="utf-8")
        assert without_header(fresh) == without_header(kept), f"{form.name} changed; run make forms"
