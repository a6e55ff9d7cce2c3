"""The letters of the window. Without a Chinese font every character is an empty box, so one is shipped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

SHIPPED = "NotoSansSC-Regular.ttf"
SHIPPED_RARE = "HanaMinB.ttf"
RARE_FAMILY = "HanaMinB"

GOOD_SYSTEM_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
)


def families(folder: Path, bundled: bool) -> tuple[str, ...]:
    """The families to write with, best first; loads the shipped font where the system has no good one."""
    installed = set(QFontDatabase.families())
    wanted = () if bundled else tuple(name for name in GOOD_SYSTEM_FAMILIES if name in installed)[:1]
    return (*(wanted or _load(folder / SHIPPED)), RARE_FAMILY)


def load_rare(folder: Path) -> bool:
    """Load the font for rare characters of names (30 MB: after the first window stands, not before)."""
    return (folder / SHIPPED_RARE).is_file() and bool(_load(folder / SHIPPED_RARE))


def _load(path: Path) -> tuple[str, ...]:
    return tuple(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
