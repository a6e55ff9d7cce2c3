"""What must be settled before Qt begins."""

from __future__ import annotations

import pytest

from mediation_desk.ui.app import choose_input_method


@pytest.mark.parametrize(
    ("platform", "set_to", "becomes"),
    [
        ("linux", "fcitx", "ibus"),
        ("linux", "fcitx5", "ibus"),
        ("linux", "ibus", "ibus"),
        ("linux", "compose", "compose"),
        ("win32", "fcitx", "fcitx"),
    ],
)
def test_that_chinese_can_be_typed_where_fcitx_is_the_input_method(platform: str, set_to: str, becomes: str) -> None:
    environment = {"QT_IM_MODULE": set_to}
    choose_input_method(environment, platform)
    assert environment == {"QT_IM_MODULE": becomes}


def test_that_an_unset_input_method_stays_unset() -> None:
    environment: dict[str, str] = {}
    choose_input_method(environment, "linux")
    assert environment == {}
