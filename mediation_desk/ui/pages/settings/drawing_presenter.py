"""生僻字图: the list and the three things done to it. No Qt."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Final

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.drawings import ConfirmDrawing, ProposeDrawing, WithdrawDrawing
from mediation_desk.queries.drawings import CharacterDrawings, DrawingRow
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.session import Session

STATES: Final = {"proposed": "等待核对", "active": "使用中", "declined": "未采用", "ended": "已停用"}


class DrawingPresenter:
    """Everything here is called on a lane."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self) -> tuple[DrawingRow, ...]:
        """Every picture that was ever proposed."""
        return self._session.desk.ask(CharacterDrawings())

    def propose(self, character: str, source: str, png: bytes) -> Outcome:
        """Put a picture forward for a second person to look at."""
        act = ProposeDrawing(
            id=self._session.new_id(), character=character, png=b64encode(png).decode("ascii"), source=source
        )
        return self._session.desk.perform(act)

    def confirm(self, drawing: str) -> Outcome:
        """Say that what somebody else proposed shows the right character."""
        return self._session.desk.perform(ConfirmDrawing(drawing=drawing))

    def withdraw(self, drawing: str, reason: str) -> Outcome:
        """Decline a proposal, or use a picture no more."""
        return self._session.desk.perform(WithdrawDrawing(drawing=drawing, reason=reason))


def read_picture(path: str) -> bytes:
    """The file that was chosen; what is in it is checked by the act."""
    try:
        return Path(path).read_bytes()
    except OSError as wrong:
        raise Refusal("picture.unreadable", field="png") from wrong


def code_words(row: DrawingRow) -> str:
    """U+E123 自造字. The character itself would be a box here: no font has it."""
    return f"{row.code} 自造字" if row.private else row.code


def course_words(row: DrawingRow) -> str:
    """Who proposed it and when, who confirmed it, how it ended."""
    steps = [f"{row.proposed_on.isoformat()} {row.proposed_by}提出"]
    if row.activated_on is not None:
        steps.append(f"{row.activated_on.isoformat()} {row.activated_by}核对启用")
    if row.ended_on is not None:
        steps.append(f"{row.ended_on.isoformat()} 停用：{row.ended_why}")
    return "；".join(steps)
