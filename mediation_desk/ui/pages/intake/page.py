"""登记: a quarrel is taken down, triaged and registered, by keyboard alone if one likes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.context import PageContext, change_of
from mediation_desk.ui.dialogs.person_readers import credit_reader, id_reader
from mediation_desk.ui.jobs import LatestAnswer
from mediation_desk.ui.messages import Notice, NoticeTone, done_notice, refusal_notice
from mediation_desk.ui.pages.intake.entry_form import EntryForm
from mediation_desk.ui.pages.intake.form import IntakeForm, Problem, problem_of, same_as_before
from mediation_desk.ui.pages.intake.known_card import KnownCard
from mediation_desk.ui.pages.intake.matters import Readers
from mediation_desk.ui.pages.intake.presenter import IntakePresenter, Registered, Start
from mediation_desk.ui.pages.intake.registered_card import RegisteredCard
from mediation_desk.ui.pages.intake.triage_card import TriageCard
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.enter_moves import EnterMoves

SAVE_AFTER_MS = 1000
ASK_AFTER_MS = 250


class IntakePage(QWidget):
    """Enter goes on, Ctrl+Enter registers, F2 repeats the registration before; what was typed is kept every second."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._presenter = IntakePresenter(context.session)
        self._start: Start | None = None
        self._busy = False
        self.entry: EntryForm | None = None
        self.triage, self.known, self.registered = TriageCard(), KnownCard(), RegisteredCard()
        self.enquiry = QPushButton(self.tr("存为咨询"))
        self.clear = QPushButton(self.tr("清空"))
        self.send = QPushButton()
        self._advice, self._people = LatestAnswer(context.jobs), LatestAnswer(context.jobs)
        self._saving, self._asking = self._timer(SAVE_AFTER_MS, self._save), self._timer(ASK_AFTER_MS, self._ask)
        self._lay_out()
        self._connect()
        context.feed.follow(self, self._ask, lambda change: bool(change.kinds & {"add_organisation", "register_case"}))

    def refresh(self) -> None:
        """What forms offer is asked once; after that only the advice is asked again."""
        if self.entry is None:
            self._context.read(self._presenter.start, self._begin, self)
        else:
            self._ask()

    def show_subject(self, subject: str) -> None:
        """The counter has no subject."""

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def focusInEvent(self, event: object) -> None:
        """The keyboard goes to where one begins to type."""
        if self.entry is not None:
            self.entry.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed in the last second is kept before one looks elsewhere."""
        super().hideEvent(event)
        if self._saving.isActive():
            self._saving.stop()
            self._save()

    def _timer(self, after: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card = Card(self.tr("登记纠纷"), self.tr("F2 同上一次 · Enter 下一栏 · 自动保存草稿"), tight=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card.body.addWidget(self._area, 1)
        self._card.body.addLayout(self._buttons())
        side = QWidget()
        side.setFixedWidth(px(340))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.registered)
        column.addWidget(self.triage, 3)
        column.addWidget(self.known, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(16), px(16), px(16))
        row.setSpacing(px(14))
        row.addWidget(self._card, 1)
        row.addWidget(side)
        self._name_send()

    def _buttons(self) -> QHBoxLayout:
        self.send.setProperty("look", "primary")
        self.clear.setProperty("look", "link")
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(10))
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(self.enquiry)
        row.addWidget(self.send)
        return row

    def _connect(self) -> None:
        self.send.clicked.connect(lambda: self._register(enquiry=False))
        self.enquiry.clicked.connect(lambda: self._register(enquiry=True))
        self.clear.clicked.connect(self._clear)
        self.triage.changed.connect(self._name_send)
        self.known.opened.connect(lambda case: self._context.go("case", case))
        self.known.taken_up.connect(self._take_up)
        self.registered.opened.connect(lambda case: self._context.go("case", case))
        self.registered.receipt_wanted.connect(self._issue_receipt)
        repeat = QShortcut(QKeySequence("F2"), self)
        repeat.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        repeat.activated.connect(self._repeat)
        self._keys = EnterMoves(self)
        self._keys.sent.connect(lambda: self._register(enquiry=False))

    def _begin(self, start: Start) -> None:
        self._start = start
        sentence, session = self._context.sentence, self._context.session
        rules = start.offer.numbers
        readers = Readers(
            id_reader(rules, session.today, sentence), credit_reader(rules, sentence), session.today, rules.kinds
        )
        self.entry = EntryForm(start.offer, readers)
        self.entry.setProperty("look", "scrolled")
        self.entry.show_form(start.draft or self._presenter.fresh(start.offer))
        self.entry.changed.connect(self._typed)
        self.entry.grown.connect(self._keys.watch)
        self._keys.watch(self.entry)
        self._area.setWidget(self.entry)
        if start.draft is not None:
            self._context.tell(Notice(NoticeTone.TELL, self.tr("已恢复上次没有登记完的内容")))
        self.entry.focus_first()
        self._ask()

    def _typed(self) -> None:
        self.registered.hide()
        self._saving.start()
        self._asking.start()

    def _form(self) -> IntakeForm:
        assert self.entry is not None
        return self.entry.form()

    def _save(self) -> None:
        form = self._form()
        self._context.jobs.write(
            lambda: self._presenter.keep(form), lambda _nothing: self._kept(), self._context.refuse, self
        )

    def _kept(self) -> None:
        moment = self._context.session.now()
        self._card.set_remark(self.tr("F2 同上一次 · Enter 下一栏 · 草稿已存 {0:%H:%M}").format(moment))

    def _ask(self) -> None:
        if self.entry is None:
            return
        form = self._form()
        self._advice.read(lambda: self._presenter.advice(form), self.triage.show_lines, owner=self)
        asked = bool(form.hints())
        self._people.read(
            lambda: self._presenter.known(form), lambda cases: self.known.show_cases(cases, asked), owner=self
        )

    def _name_send(self) -> None:
        chosen = self.triage.choice() is not None
        self.send.setText(self.tr("登记并分流    Ctrl+Enter") if chosen else self.tr("登记    Ctrl+Enter"))

    def _register(self, *, enquiry: bool) -> None:
        if self.entry is None or self._busy:
            return
        form = self._form()
        problem = self.entry.problem() or problem_of(form, enquiry=enquiry)
        if problem is not None:
            self._point_at(problem)
            return
        self._saving.stop()
        self._set_busy(True)
        choice = None if enquiry else self.triage.choice()
        self._context.jobs.write(
            lambda: self._presenter.register(form, enquiry=enquiry, choice=choice),
            lambda made: self._done(made, form),
            self._refused,
            self,
        )

    def _done(self, made: Registered, form: IntakeForm) -> None:
        assert self.entry is not None
        assert self._start is not None
        self._set_busy(False)
        self._start = Start(self._start.offer, None, form)
        self._context.feed.publish(change_of(made.outcomes))
        self.entry.show_form(self._presenter.fresh(self._start.offer))
        self._saving.stop()
        self.triage.forget_choice()
        self._area.verticalScrollBar().setValue(0)
        self.registered.show_registered(made)
        if made.refusal is None:
            self._context.tell(done_notice(self.tr("已登记：{0}").format(made.number)))
        else:
            why = self._context.sentence(made.refusal)
            self._context.tell(
                Notice(NoticeTone.REFUSAL, self.tr("已登记 {0}，但没有分流：{1}").format(made.number, why))
            )

    def _refused(self, refusal: Refusal) -> None:
        self._set_busy(False)
        notice = refusal_notice(refusal, self._context.sentence)
        self._context.tell(notice)
        if self.entry is not None and notice.field is not None:
            self.entry.focus_problem(Problem(None, notice.field, notice.text))

    def _point_at(self, problem: Problem) -> None:
        assert self.entry is not None
        self._context.tell(Notice(NoticeTone.REFUSAL, problem.sentence, problem.field))
        self.entry.focus_problem(problem)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.send, self.enquiry, self.clear):
            button.setEnabled(not busy)

    def _clear(self) -> None:
        if self.entry is None or self._start is None:
            return
        self.triage.forget_choice()
        self.entry.show_form(self._presenter.fresh(self._start.offer))
        self.entry.focus_first()

    def _repeat(self) -> None:
        if self.entry is None or self._start is None or self._start.last is None:
            return
        name = self.entry.field_with_focus()
        if name:
            self.entry.show_form(same_as_before(self._form(), self._start.last, name))
            getattr(self.entry, name).setFocus()

    def _take_up(self, case: str) -> None:
        self._saving.stop()
        self._context.perform(lambda: self._presenter.take_up(case), lambda _outcomes: self._taken_up(case), self)

    def _taken_up(self, case: str) -> None:
        self._clear()
        self._context.go("case", case)
        self._context.tell(done_notice(self.tr("咨询已转为纠纷登记，编号不变；请选定调解程序")))

    def _issue_receipt(self, case: str) -> None:
        self.registered.receipt.setEnabled(False)
        self._context.perform(
            lambda: self._presenter.issue_receipt(case), lambda _outcomes: self.registered.receipt_made(), self
        )
