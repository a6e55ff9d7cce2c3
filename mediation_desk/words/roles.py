"""What the roles are called where there is only room for words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

ROLES: Final[dict[str, str]] = {
    "director": "主任",
    "mediator": "调解员",
    "registrar": "登记员",
    "village_lawyer": "村居法律顾问",
    "evaluator": "评估员",
    "administrator": "管理员",
}


def roles_words(roles: Iterable[str]) -> str:
    """主任、调解员: in the order of the table, whatever order they come in."""
    held = set(roles)
    return "、".join(words for code, words in ROLES.items() if code in held)
