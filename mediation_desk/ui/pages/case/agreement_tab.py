"""The agreement of a track: written at the left, shown at the right as it will be frozen, and then signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.case_shapes import AgreementFacts, CaseSheet, Choice, PaperRow, TrackSheet
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.preview import DraftPreview, Previewed
from mediation_desk.queries.printing import DRAFT
from mediation_desk.queries.readings import computed_amount, money_words
from mediation_desk.queries.saved_drafts import KeptForm, SavedDraft
from mediation_desk.terms.agreement import LIVE, AgreementDraft
from mediation_desk.terms.plain import from_plain, to_plain
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Outcomes
from mediation_desk.ui.dialogs.act_fields import Ground
from mediation_desk.ui.dialogs.clause_picker import ClausePicker
from mediation_desk.ui.dialogs.finalise import FinaliseDialog
from mediation_desk.ui.editors.agreement_editor import AgreementEditor, with_facts
from mediation_desk.ui.editors.duty_editor import DutyGround
from mediation_desk.ui.editors.findings_box import FindingsBox
from mediation_desk.ui.editors.paper_view import PaperView
from mediation_desk.ui.pages.case.plan_box import PlanBox
from mediation_desk.ui.pages.case.signatures_list import SignaturesList
from mediation_desk.ui.theme.look import px

CALM_MS = 400
"""How long the keyboard rests before the preview is made anew and the draft is kept."""
_EMPTY = AgreementDraft(facts="", dispute="")


class AgreementTab(QWidget):
    """`act_wanted` asks the page for the dialog of an act, with the id of what it is about."""

    act_wanted = Signal(str, str)
    print_wanted = Signal()

    def __init__(self, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._sheet: CaseSheet | None = None
        self._track: TrackSheet | None = None
        self._loaded = self._live_key = ""
        self._asked = 0
        self._previewed: Previewed | None = None
        self.editor, self.findings = AgreementEditor(), FindingsBox()
        self.paper = PaperView(door.jobs)
        self.finalise, self.oral = QPushButton(self.tr("协议定稿…")), QPushButton(self.tr("口头协议登记…"))
        self.finalise.setProperty("look", "primary")
        self.plan, self.plan_box = QPushButton(self.tr("提出无异议方案…")), PlanBox()
        self.live = SignaturesList()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._lay_out()
        self._calm.timeout.connect(self._settle)
        self.editor.changed.connect(self._calm.start)
        self.editor.library_wanted.connect(self.open_library)
        self.finalise.clicked.connect(lambda: self.open_finalise(oral=False))
        self.oral.clicked.connect(lambda: self.open_finalise(oral=True))
        self.live.act_wanted.connect(self.act_wanted)
        self.plan.clicked.connect(lambda: self.act_wanted.emit("propose_plan", ""))
        self.plan_box.act_wanted.connect(self.act_wanted)
        self.live.print_wanted.connect(self.print_wanted)
        self.paper.print_wanted.connect(self.print_wanted)

    def show_track(self, sheet: CaseSheet, track: TrackSheet) -> None:
        """The track's live text, or the draft of the next one."""
        self._sheet, self._track = sheet, track
        text = _live(track)
        open_now = {one.act for one in track.acts if self._door.may_do(one.act)}
        self.plan_box.show_track(track, sheet.today, open_now)
        self._stack.setCurrentWidget(self._left if text is None else self._signed)
        if text is not None:
            self._show_live(track, text)
            return
        self.editor.set_ground(_ground(sheet, track, self._door))
        self.finalise.setVisible("finalise_agreement" in open_now)
        self.oral.setVisible("record_oral_agreement" in open_now)
        self.plan.setVisible("propose_plan" in open_now)
        self.editor.set_read_only(not open_now & {"finalise_agreement", "record_oral_agreement", "propose_plan"})
        if self._loaded != track.id:
            self._load(track.id)

    def in_view(self) -> tuple[str, bytes | None]:
        """The key of the frozen paper that is in view, or of the draft with its pages."""
        if self._stack.currentWidget() is self._signed:
            return self._live_key, None
        return DRAFT, self.paper.data()

    def open_finalise(self, oral: bool) -> FinaliseDialog | None:
        """Ask how it will be signed, then freeze it."""
        if self._sheet is None or self._track is None:
            return None
        findings = () if self._previewed is None else self._previewed.findings
        dialog = FinaliseDialog(self._door, self._sheet, self._track, self.editor.draft(), findings, oral, self)
        dialog.performed.connect(self._frozen)
        dialog.open()
        return dialog

    def open_library(self) -> ClausePicker | None:
        """Clauses to choose from, for the parties and the quarrel of this case."""
        if self._sheet is None or self._track is None:
            return None
        parties = tuple((choice.code, choice.words) for choice in self._track.choices["parties"])
        picker = ClausePicker(self._door, self._sheet.facts.dispute_type, parties, self)
        picker.clause_filled.connect(self.editor.put_clause)
        picker.duty_filled.connect(self.editor.start_duty)
        picker.open()
        return picker

    def with_draft(self, ground: Ground) -> Ground:
        """The ground of a form that freezes the terms as they stand here, with what has to be overruled."""
        found = () if self._previewed is None else self._previewed.findings
        blocking = tuple(Choice(one.code, one.text, one.suggestion) for one in found if one.severity == "block")
        return replace(ground, draft=self.editor.draft(), extra={**ground.extra, "findings_blocking": blocking})

    def _frozen(self, _outcomes: Outcomes) -> None:
        """The frozen text takes the place of the draft, which is kept: it is gone on from after a withdrawal."""
        self._calm.stop()
        self._loaded = ""

    def _load(self, track: str) -> None:
        self._loaded = track
        self.findings.show_waiting()
        self._door.ask(SavedDraft(f"agreement:{track}"), lambda kept: self._restore(track, kept), owner=self)

    def _restore(self, track: str, kept: KeptForm | None) -> None:
        if self._track is None or self._sheet is None or track != self._loaded:
            return
        draft = (self._track.withdrawn or _EMPTY) if kept is None else _read(kept.body)
        self.editor.show_draft(with_facts(draft, self._sheet.facts.summary, self._sheet.facts.request))
        self._preview()

    def _settle(self) -> None:
        """The keyboard rests: keep the draft, show how it looks."""
        self._keep()
        self._preview()

    def _keep(self) -> None:
        if self._sheet is None or not self._loaded:
            return
        key, body, case = f"agreement:{self._loaded}", to_plain(self.editor.draft()), self._sheet.facts.id
        self._door.jobs.write(
            lambda: self._door.desk.save_draft(key, body, case), _heard, self._door.refuse, owner=self
        )

    def _preview(self) -> None:
        if self._sheet is None or not self._loaded or not self._door.may_ask("draft_preview"):
            self.paper.show_words(self.tr("定稿前的文本只有调解员能看"))
            return
        self._asked += 1
        number = self._asked
        query = DraftPreview(case=self._sheet.facts.id, track=self._loaded, content=self.editor.draft())
        self._door.ask(query, self._only(number, self._show_preview), self._only(number, self._cannot), owner=self)

    def _only(self, number: int, hear: Callable[[Any], None]) -> Callable[[Any], None]:
        """Only the newest answer is heard."""
        return lambda answer: hear(answer) if number == self._asked else None

    def _show_preview(self, made: Previewed) -> None:
        self._previewed = made
        total = (
            "" if made.total is None else self.tr("付款合计 {0}（¥{1}）").format(made.total_words, made.total.figures)
        )
        self.findings.show_findings(made.findings, total, made.readiness)
        self.paper.show_paper(made.pdf, self.tr("协议草稿"), self.tr("预览：定稿后就是这样"))

    def _cannot(self, refusal: Refusal) -> None:
        self._previewed = None
        self.findings.show_problem(self._door.sentence(refusal))
        self.paper.show_words(self.tr("补齐左边的内容后，这里显示协议书"))

    def _show_live(self, track: TrackSheet, text: AgreementFacts) -> None:
        self._loaded = ""
        self._live_key = ""
        paper = next((row for row in track.papers if row.agreement == text.id and row.state != "void"), None)
        self.live.show_text(track, text, paper, self._door.may_do)
        if paper is None:
            self.paper.show_words(self.tr("口头协议没有协议书；登记表在「材料」里"))
        else:
            self._ask_paper(paper)

    def _ask_paper(self, paper: PaperRow) -> None:
        self._asked += 1
        self._live_key = f"paper:{paper.id}"
        title = f"{paper.title}  {self.tr('校验码')} {paper.check_code}"
        show = self._only(self._asked, lambda data: self.paper.show_paper(data, paper.title, title))
        self._door.ask(PaperBytes(paper=paper.id), show, owner=self)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(14), px(8), px(10), px(8))
        column.addWidget(self.editor)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(area, 1)
        left.addWidget(self._foot())
        self._signed = QScrollArea()
        self._signed.setWidgetResizable(True)
        self._signed.setWidget(self.live)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._left)
        self._stack.addWidget(self._signed)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self._stack)
        both.addWidget(self.paper)
        both.setSizes([px(620), px(340)])
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.plan_box)
        row.addWidget(both, 1)

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(14), 0, px(14), px(10))
        column.addWidget(self.findings)
        buttons = QHBoxLayout()
        buttons.addWidget(self.finalise)
        buttons.addWidget(self.oral)
        buttons.addWidget(self.plan)
        buttons.addStretch(1)
        note = QLabel(self.tr("草稿自动保存"))
        note.setProperty("look", "remark")
        buttons.addWidget(note)
        column.addLayout(buttons)
        return foot


def _live(track: TrackSheet) -> AgreementFacts | None:
    found = [text for text in track.facts.agreements if text.state in LIVE]
    return found[-1] if found else None


def _ground(sheet: CaseSheet, track: TrackSheet, door: ActDoor) -> DutyGround:
    parties = tuple((choice.code, choice.words) for choice in track.choices["parties"])
    own = {party.person.id for party in sheet.facts.parties}
    people = tuple((person.id, person.name) for person in sheet.facts.people if person.id not in own)
    return DutyGround(
        parties=parties,
        answering=_answering(sheet, track),
        people=(*parties, *people),
        new_id=door.new_id,
        to_words=money_words,
        computed=computed_amount,
        today=lambda: door.now().date(),
    )


def _answering(sheet: CaseSheet, track: TrackSheet) -> tuple[tuple[str, str], ...]:
    """A ward's guardians and a shop's operator may owe in their own names what the party has to answer for."""
    parties = [party for party in sheet.facts.parties if party.id in track.facts.parties]
    own = {party.person.id for party in parties}
    found: dict[str, str] = {}
    for party in parties:
        for relation in party.relations:
            if (relation.guardian or relation.kind == "operator") and relation.person.id not in own:
                role = "监护人" if relation.guardian else relation.kind_words
                found.setdefault(relation.person.id, f"{relation.person.name}（{party.person.name}的{role}）")
    return tuple(found.items())


def _read(body: Mapping[str, Any]) -> AgreementDraft:
    """A draft of an earlier program that cannot be read any more is an empty one."""
    try:
        return from_plain(AgreementDraft, body)
    except Refusal:
        return _EMPTY


def _heard(_nothing: object) -> None:
    """Nobody waits for this answer."""
