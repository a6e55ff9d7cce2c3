"""What the mediator sees on his own screen: who has signed, who is at the other one, how far, and his answers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.signing import PaperToSign
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.signing.course import Course, Step, Turn
from mediation_desk.ui.pages.signing.progress import is_seal
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.card import Card

_DOING = {
    Step.ALOUD: "等宣读登记",
    Step.CHECK: "正在答题",
    Step.HELP: "等调解员说明",
    Step.SIGN: "正在签名",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One signer as the mediator sees him."""

    key: str
    name: str
    role: str
    state: str
    doing: bool
    signed: bool
    answers: str


_COLUMNS = (
    Column[Watched](title="签名人", text=lambda row: row.name, width=12, bold=True),
    Column[Watched](title="身份", text=lambda row: row.role, width=10, soft=True),
    Column[Watched](
        title="情况",
        text=lambda row: row.state,
        width=16,
        chip=lambda row: Tone.GREEN if row.signed else Tone.ACT if row.doing else Tone.GREY,
    ),
    Column[Watched](title="答题", text=lambda row: row.answers),
)


def watched(course: Course, page: int, pages: int, answered: dict[str, str]) -> tuple[Watched, ...]:
    """The rows. `answered` holds what those answered who have signed since the screen was handed over."""
    if course.sheet is None:
        return ()
    return tuple(_row(one, course, page, pages, answered) for one in course.sheet.paper.signers)


def answer_words(turn: Turn) -> str:
    """答对 3/3，答错 1 次，由调解员说明."""
    of = len(turn.reading.questions)
    if not turn.answers:
        return ""
    right, wrong = sum(one.right for one in turn.answers), sum(not one.right for one in turn.answers)
    parts = [
        f"答对{right}/{of}",
        f"答错{wrong}次" if wrong else "",
        f"由{turn.helped_by}说明" if turn.helped_by else "",
    ]
    return "，".join(part for part in parts if part)


def _row(one: SignerRow, course: Course, page: int, pages: int, answered: dict[str, str]) -> Watched:
    turn = course.turn
    own = turn is not None and turn.signer.key == one.key
    return Watched(
        key=one.key,
        name=one.name,
        role=one.role_words,
        state=_state(one, course, page, pages),
        doing=own,
        signed=one.signed_on is not None,
        answers=answer_words(turn) if own and turn is not None else answered.get(one.key, ""),
    )


def _state(one: SignerRow, course: Course, page: int, pages: int) -> str:
    if one.signed_on is not None:
        return "已签" if one.at is None else f"已签 {one.at:%H:%M}"
    if course.stopped == one.name:
        return "不同意"
    if course.turn is not None and course.turn.signer.key == one.key:
        return _DOING.get(course.step(), f"正在看第{page}页，共{pages}页")
    return "待盖章" if is_seal(one) else "待签"


class WatchCard(Card):
    """Stands on the signing page while a paper is before the parties, and afterwards until the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tight=True, parent=parent)
        self.table: RowTable[Watched] = RowTable(_COLUMNS, key=lambda row: row.key)
        self.table.setAccessibleName(self.tr("签署进度"))
        self.take_back, self.case = QPushButton(self.tr("收回屏幕")), QPushButton(self.tr("打开案件"))
        self.take_back.setProperty("look", "primary")
        for button in (self.case, self.take_back):
            self.add_to_head(button)
        self.body.addWidget(self.table, 1)
        self.sheet: PaperToSign | None = None
        self.rows: tuple[Watched, ...] = ()
        self._answered: dict[str, str] = {}
        self._last: Turn | None = None

    def begin(self) -> None:
        """Another paper is before the parties."""
        self._answered, self._last = {}, None

    def show_course(self, course: Course, page: int, pages: int, under_way: bool) -> None:
        """As it stands now."""
        if self._last is not None and course.turn is not self._last:
            self._answered[self._last.signer.key] = answer_words(self._last)
        self._last, self.sheet = course.turn, course.sheet
        title = "" if course.sheet is None else course.sheet.paper.title
        self.set_title(
            self.tr("正在签署：{0}").format(title) if under_way else self.tr("刚才的签署：{0}").format(title)
        )
        stopped = self.tr("{0}不同意，签署已经停下").format(course.stopped) if course.stopped else ""
        self.set_remark(stopped or ("" if course.sheet is None else course.sheet.case_title))
        self.take_back.setVisible(under_way)
        self.rows = watched(course, page, pages, self._answered)
        self.table.show_rows(self.rows)
