"""A neutral evaluation on its own wall: progress for everyone, the evaluator's own form, findings after the release."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mediation_desk.acts.opinions import LockOpinion
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_shapes import CaseSheet
from mediation_desk.queries.evaluation import EvaluationRow, Evaluations, EvaluationSheet, EvaluationView
from mediation_desk.queries.saved_drafts import KeptForm, SavedDraft
from mediation_desk.terms.evaluation import OpinionDraft
from mediation_desk.terms.ids import EvaluationId, TrackId
from mediation_desk.terms.plain import from_plain, to_plain
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, Outcomes, these
from mediation_desk.ui.dialogs.act_forms import FORMS, ground_for
from mediation_desk.ui.editors.opinion_editor import OpinionEditor
from mediation_desk.ui.editors.opinion_view import OpinionView
from mediation_desk.ui.messages import confirm, done_notice
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.evaluation.presenter import buttons, head_words, place, progress_lines
from mediation_desk.ui.pages.evaluation.sides import EvaluatorsCard, MaterialsCard, PartiesCard
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.flow_layout import FlowLayout
from mediation_desk.ui.widgets.kind_chip import KindChip
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped

CALM_MS = 600
_NOTHING = OpinionDraft(findings=())
_LIST = (
    Column[EvaluationRow](title="案件", text=lambda row: row.title, bold=True, tip=lambda row: row.title),
    Column[EvaluationRow](title="编号", text=lambda row: row.number or "尚未取得", width=13),
    Column[EvaluationRow](title="评估员", text=lambda row: row.evaluators or "—", width=10),
    Column[EvaluationRow](title="进度", text=lambda row: row.stage_words, width=13),
)


class EvaluationPage(QWidget):
    """Shows one evaluation, or the list of those this person may see."""

    def __init__(self, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "evaluation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._door = door
        self._id = ""
        self._case: CaseSheet | None = None
        self._restored = ""
        self.sheet: EvaluationView | None = None
        self.list: RowTable[EvaluationRow] = RowTable(_LIST, key=lambda row: row.id)
        self.list.setAccessibleName(self.tr("中立评估"))
        self.list.opened.connect(self.show_subject)
        self.empty = EmptyState("evaluation", self.tr("没有进行中的中立评估；在案件的「中立评估」里申请"))
        self.title, self.about, self.chip = ElidedLabel(), ElidedLabel(), KindChip()
        self.editor, self.opinions = OpinionEditor(), OpinionView()
        self.progress, self.progress_lines = Scrolled(), FactLines()
        self.lock, self.back = QPushButton(self.tr("锁定意见…")), QPushButton(self.tr("全部评估"))
        self.evaluators, self.materials, self.parties = EvaluatorsCard(), MaterialsCard(), PartiesCard()
        self.acts: dict[str, QPushButton] = {}
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._lay_out()
        self._calm.timeout.connect(self._keep)
        self.editor.changed.connect(self._calm.start)
        self.lock.clicked.connect(self.ask_to_lock)
        self.back.clicked.connect(self.show_list)
        door.feed.follow(self, self.refresh)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def show_subject(self, subject: str) -> None:
        """Open one evaluation."""
        self._id = subject
        self.refresh()

    def show_list(self) -> None:
        """Back to all of them."""
        self._id = ""
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        if self._id:
            self._door.ask(EvaluationSheet(evaluation=self._id), self._show, owner=self)
        else:
            self._door.ask(Evaluations(), self._show_list, owner=self)

    def want(self, act: str) -> QDialog | None:
        """Begin an act of the evaluation."""
        if self.sheet is None or self._case is None:
            return None
        track = self._case.track(self.sheet.track)
        subject = f"NE-REPORT|{self.sheet.id}" if act == "issue_paper" else self.sheet.id
        ground = ground_for(self._case, track, self._door, subject, self.sheet)
        dialog = ActDialog(FORMS[act], ground, self._door, self)
        dialog.open()
        return dialog

    def ask_to_lock(self) -> None:
        """What is locked stays: it is asked once more."""
        words = self.tr("锁定后不能修改，只能附日期补充；发布前只有你能看到。请确认争点、理由、比例和金额都已写明。")
        if confirm(self, self.tr("锁定评估意见"), words, self.tr("锁定")):
            self.lock_opinion()

    def lock_opinion(self) -> None:
        """Lock what stands in the form."""
        if self.sheet is None or self.sheet.own is None:
            return
        act = LockOpinion(
            track=TrackId(self.sheet.track),
            evaluation=EvaluationId(self.sheet.id),
            evaluator=self.sheet.own.id,
            opinion=self._door.new_id(),
            content=self.editor.draft(),
        )
        self._calm.stop()
        self._door.perform(Deed(case=self.sheet.case, acts=these(act)), self._locked, owner=self)

    def _locked(self, outcomes: Outcomes) -> None:
        self._door.tell(done_notice(self.tr("意见已锁定")))

    def _show_list(self, rows: tuple[EvaluationRow, ...]) -> None:
        if self._id:
            return
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._whole.setCurrentWidget(self._all)

    def _show(self, sheet: EvaluationView) -> None:
        if sheet.id != self._id:
            return
        self.sheet = sheet
        self._whole.setCurrentWidget(self._one)
        self.title.setText(self.tr("中立评估　{0}").format(sheet.case_title))
        self.about.setText(head_words(sheet))
        progress, tone = progress_lines(sheet)
        self.chip.tell(progress, Tone(tone))
        self.progress_lines.show_lines(_status(sheet))
        self.evaluators.show_sheet(sheet)
        self.materials.show_sheet(sheet)
        self.parties.show_sheet(sheet)
        self._show_main(sheet)
        self._door.ask(WholeCase(case=sheet.case), self._take_case, owner=self)

    def _take_case(self, case: CaseSheet) -> None:
        self._case = case
        if self.sheet is not None:
            self._offer(self.sheet)

    def _show_main(self, sheet: EvaluationView) -> None:
        where = place(sheet)
        opinions = tuple((row.name, row.opinion) for row in sheet.chosen if row.opinion is not None)
        if where == "write":
            self.editor.set_parties(tuple(row.name for row in sheet.parties))
            if self._restored != sheet.id:
                self._restored = sheet.id
                self._door.ask(SavedDraft(f"opinion:{sheet.id}"), self._restore, owner=self)
        elif where == "read":
            self.opinions.show_opinions(opinions)
        self.lock.setVisible(where == "write" and self._door.may_do("lock_opinion"))
        places: dict[str, QWidget] = {"write": self.editor, "read": self.opinions, "progress": self.progress}
        self._main.setCurrentWidget(places[where])

    def _restore(self, kept: KeptForm | None) -> None:
        if kept is not None:
            try:
                self.editor.show_draft(from_plain(OpinionDraft, kept.body))
            except Refusal:
                self.editor.show_draft(_NOTHING)

    def _keep(self) -> None:
        if self.sheet is not None:
            key, body, case = f"opinion:{self.sheet.id}", to_plain(self.editor.draft()), self.sheet.case
            self._door.jobs.write(
                lambda: self._door.desk.save_draft(key, body, case), _heard, self._door.refuse, owner=self
            )

    def _offer(self, sheet: EvaluationView) -> None:
        """The acts of the evaluation as buttons; the first is what is usually next."""
        while (item := self._buttons.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.acts = {}
        for number, (act, words) in enumerate(buttons(sheet, self._door.may_do)):
            button = QPushButton(words)
            button.setObjectName(f"evaluation:{act}")
            button.setProperty("look", "primary" if number == 0 else "")
            button.clicked.connect(_wanting(self, act))
            self.acts[act] = button
            self._buttons.addWidget(button)
            button.show()

    def _lay_out(self) -> None:
        self._whole, self._main = QStackedWidget(), QStackedWidget()
        self._all, self._one = QWidget(), QWidget()
        card = Card(self.tr("中立评估"), self.tr("独立成卷，不入调解卷"), tight=True)
        card.body.addWidget(self.list, 1)
        card.body.addWidget(self.empty, 1)
        self._in(self._all, card)
        self.progress.add(wrapped(self.tr("调解员在发布前只见进度，不见意见。"), "soft"), self.progress_lines)
        self.progress.column.addStretch(1)
        for part in (self.progress, self.editor, self.opinions):
            self._main.addWidget(part)
        main = Card(self.tr("评估意见"), self.tr("每个争点写明依据、强弱和把握"), tight=True)
        main.add_to_head(self.lock)
        self.lock.setProperty("look", "primary")
        main.body.addWidget(self._main, 1)
        below = QHBoxLayout()
        below.setSpacing(px(12))
        below.addWidget(main, 1)
        below.addWidget(self._side())
        column = self._in(self._one, self._head())
        column.addLayout(below, 1)
        self._whole.addWidget(self._all)
        self._whole.addWidget(self._one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _in(self, holder: QWidget, first: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(first)
        return column

    def _head(self) -> Card:
        head = Card()
        head.set_edge("evaluation_edge")
        self.title.setProperty("look", "title")
        self.about.setProperty("look", "remark")
        first = QHBoxLayout()
        first.setSpacing(px(10))
        first.addWidget(self.title)
        first.addWidget(self.about, 1)
        first.addWidget(self.chip)
        first.addWidget(self.back)
        self._acts_row = QWidget()
        self._buttons = FlowLayout(self._acts_row, px(8))
        head.body.addLayout(first)
        head.body.addWidget(
            _soft(self.tr("本评估不具法律约束力；未经全体当事人书面同意，不得作为证据或者向他人披露。"))
        )
        head.body.addWidget(self._acts_row)
        return head

    def _side(self) -> QWidget:
        """Evaluators, materials and parties; a small screen scrolls them rather than squeezing them."""
        side = Scrolled()
        side.setFixedWidth(px(320))
        side.column.setContentsMargins(0, 0, 0, 0)
        side.column.setSpacing(px(12))
        side.add(self.evaluators, self.materials, self.parties)
        side.column.addStretch(1)
        return side


def _status(sheet: EvaluationView) -> list[tuple[str, str]]:
    fee = "" if sheet.fee is None else f"{sheet.fee.figures} 元，{sheet.fee_borne_by}"
    return [
        ("评估种类", sheet.kind_words),
        ("评估事项", "\n".join(sheet.questions)),
        ("申请", sheet.asked_on.isoformat()),
        ("费用", fee),
        ("进度", progress_lines(sheet)[0]),
        ("结果", sheet.result),
    ]


def _soft(words: str) -> QLabel:
    return wrapped(words, "remark")


def _wanting(page: EvaluationPage, act: str) -> object:
    return lambda: page.want(act)


def _heard(_nothing: object) -> None:
    """Nobody waits for this answer."""
