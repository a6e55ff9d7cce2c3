"""The page of one case: what it is, where it stands, what was done, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_shapes import CaseSheet, TrackSheet
from mediation_desk.queries.printing import DRAFT, PapersToPrint
from mediation_desk.ui.change_feed import Change
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_door import ActDoor, Outcomes
from mediation_desk.ui.dialogs.act_forms import FORMS, ground_for
from mediation_desk.ui.dialogs.many_dialog import ManyDialog
from mediation_desk.ui.dialogs.many_forms import MANY_FORMS
from mediation_desk.ui.dialogs.party_acts import add_party, add_person, correct_person
from mediation_desk.ui.dialogs.print_dialog import PrintDialog, open_print
from mediation_desk.ui.dialogs.print_sources import CaseSource
from mediation_desk.ui.dialogs.risk_view import RiskView
from mediation_desk.ui.dialogs.scan_dialog import ScanDialog, ask_for_scans
from mediation_desk.ui.dialogs.volume_dialog import VolumeDialog
from mediation_desk.ui.messages import Notice, NoticeTone, done_notice
from mediation_desk.ui.pages.case.agreement_tab import AgreementTab
from mediation_desk.ui.pages.case.evaluation_tab import EvaluationTab
from mediation_desk.ui.pages.case.handovers_tab import HandoversTab
from mediation_desk.ui.pages.case.header import CaseHeader
from mediation_desk.ui.pages.case.materials_tab import MaterialsTab
from mediation_desk.ui.pages.case.overview_tab import OverviewTab
from mediation_desk.ui.pages.case.people_tab import PeopleTab
from mediation_desk.ui.pages.case.performance_tab import PerformanceTab
from mediation_desk.ui.pages.case.presenter import Steps, steps
from mediation_desk.ui.pages.case.sessions_tab import SessionsTab
from mediation_desk.ui.pages.case.timeline_tab import TimelineTab
from mediation_desk.ui.printing.printers import Printers, SystemPrinters
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.next_steps import NextStep, NextSteps
from mediation_desk.ui.workstation import Workstation
from mediation_desk.words.acts import act_words

_ON_TABS = {"finalise_agreement": "agreement", "record_oral_agreement": "agreement"}


class CasePage(QWidget):
    """Asks for the whole case at once and shows it; every act comes back through the change feed."""

    shown = Signal(str)

    def __init__(self, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._case = ""
        self._track_id = ""
        self.sheet: CaseSheet | None = None
        self.printers: Printers = SystemPrinters()
        self.workstation = Workstation(door.desk.surroundings.data_folder)
        self.header, self.steps, self.more = CaseHeader(), NextSteps(), QPushButton(self.tr("更多办理…"))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.many, self.many_menu = QPushButton(self.tr("成批办理…")), QMenu(self)
        self.many.setMenu(self.many_menu)
        self.overview, self.people, self.sessions = OverviewTab(), PeopleTab(), SessionsTab()
        self.agreement, self.evaluation = AgreementTab(door), EvaluationTab()
        self.performance, self.materials, self.timeline = PerformanceTab(), MaterialsTab(door), TimelineTab()
        self.handovers = HandoversTab()
        self.tabs = QTabWidget()
        self._places: dict[str, QWidget] = {}
        self._lay_out()
        self._connect()
        door.feed.follow(self, self.refresh, self._concerns)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def show_subject(self, subject: str) -> None:
        """Open a case; `case#tab` opens it at a tab."""
        case, _, tab = subject.partition("#")
        if case != self._case:
            self._case, self._track_id = case, ""
            self.tabs.setCurrentWidget(self.overview)
        if tab in self._places:
            self.tabs.setCurrentWidget(self._places[tab])
        self.refresh()

    def refresh(self) -> None:
        """Ask for the case again."""
        if self._case:
            self._door.ask(WholeCase(case=self._case), self._show, owner=self)

    def track(self) -> TrackSheet | None:
        """The track that is looked at."""
        if self.sheet is None or not self.sheet.tracks:
            return None
        return next((track for track in self.sheet.tracks if track.id == self._track_id), self.sheet.tracks[0])

    def show_track(self, track: str) -> None:
        """Look at another track of the case."""
        self._track_id = track
        if self.sheet is not None:
            self._show(self.sheet)

    def want(self, act: str, subject: str = "") -> QDialog | None:
        """Begin an act: its dialog, or the place where it is done."""
        if self.sheet is None:
            return None
        if act in ("record_signature",):
            self._door.go("signing", f"{self._case}|{subject or self._to_sign()}")
            self._warn_of_meeting()
            return None
        if act in _ON_TABS:
            self.tabs.setCurrentWidget(self._places[_ON_TABS[act]])
            return self.agreement.open_finalise(oral=act == "record_oral_agreement")
        if act == "file_scan":
            return self._scan_dialog()
        if act == "start_printing":
            return self.print_papers()
        if act in ("add_party", "add_person", "correct_person"):
            return self._party_dialog(act, subject)
        return self._dialog(act, subject)

    def show_risk(self) -> RiskView | None:
        """Why the case has its grade."""
        if self.sheet is None or self.sheet.risk is None:
            return None
        offered = tuple(one.act for one in self.sheet.acts if self._door.may_do(one.act))
        view = RiskView(self.sheet.risk, offered, self)
        view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view.act_wanted.connect(self.want)
        view.open()
        return view

    def show_volume(self) -> VolumeDialog | None:
        """The volume of the track that is looked at: its contents, its checklist, binding."""
        track = self.track()
        if track is None:
            return None
        name = track.facts.docket or track.facts.procedure_name
        dialog = VolumeDialog(self._case, track.id, name, self._door, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.act_wanted.connect(self.want)
        dialog.open()
        return dialog

    def print_papers(self) -> PrintDialog | None:
        """What is in view, ticked among the papers of the case and of the track."""
        if self.sheet is None or not self._door.may_ask(PapersToPrint.query_name):
            return None
        return open_print(self._to_print(self.sheet), self._door, self.printers, self.workstation, self)

    def _to_print(self, sheet: CaseSheet) -> CaseSource:
        track = self.track()
        source = CaseSource(
            case=sheet.facts.id,
            track=None if track is None else track.id,
            procedure="" if track is None else track.facts.procedure,
        )
        if self.tabs.currentWidget() is self.materials:
            source.ticked, name = self.materials.in_view()
            if source.ticked.startswith("file:"):
                source.file, source.file_title = source.ticked.removeprefix("file:"), name
        elif self.tabs.currentWidget() is self.agreement:
            key, draft = self.agreement.in_view()
            source.ticked, source.draft = "" if key == DRAFT and draft is None else key, draft
        return source

    def _warn_of_meeting(self) -> None:
        """Signing on the screen with both sides in the room is discouraged, not barred: they may come one by one."""
        risk = None if self.sheet is None else self.sheet.risk
        if risk is not None and (risk.apart_words or (risk.colour is not None and risk.colour.order == 1)):
            self._door.tell(Notice(NoticeTone.TELL, self.tr("请各方分别到场签署，不要让双方同时在屏幕前。")))

    def _scan_dialog(self) -> QDialog | None:
        files = ask_for_scans(self)
        if not files:
            return None
        dialog = ScanDialog(files, self._door, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _dialog(self, act: str, subject: str) -> QDialog:
        assert self.sheet is not None
        if act == "confirm_scan" and not subject:
            subject = self._to_scan()
        ground = ground_for(self.sheet, self.track(), self._door, subject)
        if act == "propose_plan":
            self.tabs.setCurrentWidget(self.agreement)
            ground = self.agreement.with_draft(ground)
        dialog = ActDialog(FORMS[act], ground, self._door, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.performed.connect(lambda outcomes: self._done(act, outcomes))
        dialog.open()
        return dialog

    def want_many(self, act: str) -> ManyDialog | None:
        """Begin an act for many tracks, or for many parties of the one that is looked at."""
        track = self.track()
        if self.sheet is None or track is None:
            return None
        form = next(many for many in MANY_FORMS if many.form.act == act)
        dialog = ManyDialog(form, self.sheet, track, self._door, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _party_dialog(self, act: str, subject: str) -> QDialog | None:
        assert self.sheet is not None
        if act == "add_party":
            dialog = add_party(self._door, self.sheet, self.track(), self)
        elif act == "add_person":
            dialog = add_person(self._door, self.sheet, self)
        else:
            known = subject or (self.sheet.facts.parties[0].person.id if self.sheet.facts.parties else "")
            found = correct_person(self._door, self.sheet, known, self)
            if found is None:
                return None
            dialog = found
        dialog.open()
        return dialog

    def _done(self, act: str, outcomes: Outcomes) -> None:
        said = [act_words(act)]
        said += [number for outcome in outcomes for number in outcome.numbers]
        said += [change for outcome in outcomes for change in outcome.changes]
        self._door.tell(done_notice(self.tr("已办理：{0}").format("；".join(said))))

    def _to_sign(self) -> str:
        """The agreement that waits on the screen, or the first other paper that does."""
        track = self.track()
        waiting = [] if track is None else [p for p in track.papers if p.state == "signing" and p.route == "screen"]
        waiting.sort(key=lambda paper: paper.agreement is None)
        return waiting[0].id if waiting else ""

    def _to_scan(self) -> str:
        track = self.track()
        waiting = [] if track is None else [p for p in track.papers if p.state == "signing" and p.route == "paper"]
        waiting.sort(key=lambda paper: paper.agreement is None)
        return waiting[0].id if waiting else ""

    def _concerns(self, change: Change) -> bool:
        return not change.cases or self._case in change.cases

    def _show(self, sheet: CaseSheet) -> None:
        if sheet.facts.id != self._case:
            return
        self.sheet = sheet
        track = self.track()
        self.header.show_case(sheet, track)
        for tab in (self.overview, self.people, self.sessions, self.performance, self.materials, self.handovers):
            tab.show_track(sheet, track)
        self.evaluation.show_track(sheet, track, self._door.may_do("ask_evaluation"))
        self.timeline.show_track(sheet, track, self._door.may_do("reverse_act"))
        self.tabs.setTabEnabled(self.tabs.indexOf(self.agreement), track is not None)
        if track is not None:
            self.agreement.show_track(sheet, track)
            count = len(track.papers) + len(sheet.attachments)
            self.tabs.setTabText(self.tabs.indexOf(self.materials), self.tr("材料 {0}").format(count))
        self._show_steps(steps(sheet, track, self._door.may_do))
        self._show_many(sheet, track)
        self.shown.emit(sheet.facts.id)

    def _show_many(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """Offered where there is more than one to do it for."""
        self.many_menu.clear()
        for many in MANY_FORMS if track is not None else ():
            assert track is not None
            count = len(many.targets(sheet, track)) if self._door.may_do(many.form.act) else 0
            if count > 1:
                action = self.many_menu.addAction(self.tr("{0}（{1}）…").format(many.form.title, count))
                action.setObjectName(f"many:{many.form.act}")
                action.triggered.connect(_wanting_many(self, many.form.act))
        self.many.setVisible(not self.many_menu.isEmpty())

    def _show_steps(self, found: Steps) -> None:
        self.steps.show_steps(tuple(NextStep(step.act, step.words, step.reason) for step in found.usual))
        self.menu.clear()
        for words, group in found.more:
            part = self.menu.addMenu(words)
            for step in group:
                action = part.addAction(step.words)
                action.setObjectName(f"more:{step.act}")
                action.triggered.connect(_wanting(self, step.act))
        self.more.setVisible(bool(found.more))

    def _connect(self) -> None:
        self.header.track_chosen.connect(self.show_track)
        self.header.risk_wanted.connect(self.show_risk)
        self.header.report_wanted.connect(lambda: self.want("report_danger"))
        self.steps.chosen.connect(self.want)
        for tab in (
            self.people,
            self.sessions,
            self.agreement,
            self.evaluation,
            self.performance,
            self.materials,
            self.handovers,
            self.timeline,
        ):
            tab.act_wanted.connect(self.want)
        self.materials.volume_wanted.connect(self.show_volume)
        self.materials.print_wanted.connect(self.print_papers)
        self.agreement.print_wanted.connect(self.print_papers)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self.print_papers)
        self.evaluation.opened.connect(lambda id: self._door.go("evaluation", id))
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda place=number - 1: self.tabs.setCurrentIndex(place))

    def _lay_out(self) -> None:
        for key, words, tab in (
            ("overview", self.tr("概况"), self.overview),
            ("people", self.tr("当事人"), self.people),
            ("sessions", self.tr("调解记录"), self.sessions),
            ("agreement", self.tr("协议"), self.agreement),
            ("evaluation", self.tr("中立评估"), self.evaluation),
            ("performance", self.tr("履行回访"), self.performance),
            ("materials", self.tr("材料"), self.materials),
            ("handovers", self.tr("衔接"), self.handovers),
            ("timeline", self.tr("时间线"), self.timeline),
        ):
            self._places[key] = tab
            self.tabs.addTab(tab, words)
        self.tabs.setDocumentMode(True)
        main = Card(tight=True)
        main.body.addWidget(self.tabs)
        below = QHBoxLayout()
        below.setSpacing(px(12))
        below.addWidget(main, 1)
        below.addWidget(self._side())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.header)
        column.addLayout(below, 1)

    def _side(self) -> Card:
        side = Card(self.tr("下一步"))
        side.setFixedWidth(px(206))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setProperty("look", "scrolled")
        area.setWidget(self.steps)
        side.body.addWidget(area, 1)
        side.body.addWidget(self.more)
        side.body.addWidget(self.many)
        return side


def _wanting(page: CasePage, act: str) -> object:
    return lambda: page.want(act)


def _wanting_many(page: CasePage, act: str) -> object:
    return lambda: page.want_many(act)
