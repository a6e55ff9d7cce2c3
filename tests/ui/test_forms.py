"""What a form may hold. That it is compiled as it stands is held in tests/architecture."""

from __future__ import annotations

from pathlib import Path

import pytest

FORMS = sorted((Path(__file__).resolve().parents[2] / "forms").glob("*.ui"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_that_forms_hold_structure_and_no_looks(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    assert not [word for word in ("styleSheet", "<font>", "<color", 'name="geometry"', ".qrc") if word in text]
