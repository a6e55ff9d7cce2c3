"""规则版本: the edition in force, what the program's rules would change, adopting them, and what moved."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mediation_desk.acts.many import Tally
from mediation_desk.ui.context import Outcomes, PageContext
from mediation_desk.ui.dialogs.act_door import door_of
from mediation_desk.ui.dialogs.form_dialog import FormDialog
from mediation_desk.ui.messages import Notice, NoticeTone, done_notice
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import edition_presenter as say
from mediation_desk.ui.pages.settings import forms, tables
from mediation_desk.ui.pages.settings.edition_presenter import EditionPresenter, EditionState
from mediation_desk.ui.pages.settings.form_tab import FormTab
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card


class EditionTab(FormTab):
    """After adoption the running clocks are recounted at once, case by case; a stop is taken up again by its button."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = EditionPresenter(context.session)
        self._state: EditionState | None = None
        self._tally: Tally | None = None
        self._counting = False
        self.edition, self.words, self.uncounted = QLabel(), QLabel(), QLabel()
        self.adopt = QPushButton(self.tr("采用新规则"))
        self.recount = QPushButton(self.tr("重新计算期限"))
        self.progress = QProgressBar()
        self.differences = RowTable(tables.difference_columns(), key=lambda row: f"{row.where}:{row.name}:{row.was}")
        self.moved = RowTable(tables.moved_columns(), key=lambda row: f"{row.case}:{row.words}")
        self.changes, self.results = Card(self.tr("新规则的变化"), tight=True), Card(self.tr("期限变动"), tight=True)
        self._lay_out()
        self.adopt.clicked.connect(self._ask)
        self.recount.clicked.connect(self._recount)

    def refresh(self) -> None:
        """Ask how the office stands."""
        self._context.read(self._presenter.load, self._show, self)

    def _show(self, state: EditionState) -> None:
        self._state = state
        standing = state.standing
        self.edition.setText(say.edition_words(standing))
        self.words.setText(say.standing_words(standing))
        self.uncounted.setText(say.uncounted_words(standing, may_recount=self._presenter.may_recount))
        self.uncounted.setVisible(bool(standing.uncounted))
        self.differences.show_rows(state.differences)
        self.changes.setVisible(bool(state.differences))
        self.adopt.setVisible(standing.waits and self._presenter.may_adopt)
        self.recount.setVisible(bool(state.cases) and not self._counting)

    def _ask(self) -> None:
        state = self._state
        if state is None:
            return
        dialog = forms.adoption_form(len(state.differences), self._context.sentence, self)
        self.open_form(dialog, lambda: self._adopt(state, dialog))

    def _adopt(self, state: EditionState, dialog: FormDialog) -> None:
        def finish(_outcomes: Outcomes) -> None:
            dialog.accept()
            self._context.tell(done_notice(self.tr("已采用新规则")))
            self._context.read(self._presenter.load, self._go_on, self)

        self._context.perform(lambda: self._presenter.adopt(state.standing), finish, self, dialog.refused)

    def _go_on(self, state: EditionState) -> None:
        self._show(state)
        if state.cases:
            self._recount()

    def _recount(self) -> None:
        state = self._state
        if state is None or self._counting:
            return
        self._counting = True
        self.recount.hide()
        self.progress.show()
        deeds = self._presenter.deeds(state.cases)
        door_of(self._context).perform_many(deeds, self._told, self._over, lambda: False, self)

    def _told(self, tally: Tally) -> None:
        self._tally = tally
        self.progress.setMaximum(max(tally.total, 1))
        self.progress.setValue(tally.tried)
        self.moved.show_rows(say.moved(tally))
        self.results.setVisible(True)

    def _over(self) -> None:
        self._counting = False
        self.progress.hide()
        if self._tally is not None:
            words, tone = say.tally_words(self._tally), NoticeTone.DONE
            self.results.set_remark(words)
            self._context.tell(Notice(NoticeTone.REFUSAL if self._tally.refused else tone, words, None))
        self.refresh()

    def _lay_out(self) -> None:
        card = Card(self.tr("现行规则"))
        for label in (self.words, self.uncounted):
            label.setWordWrap(True)
        self.words.setProperty("look", "soft")
        self.edition.setAccessibleName(self.tr("现行规则"))
        self.adopt.setProperty("look", "primary")
        self.progress.setAccessibleName(self.tr("重新计算的进度"))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.adopt, self.recount):
            row.addWidget(button)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        for part in (self.edition, self.words, self.uncounted):
            card.body.addWidget(part)
        card.body.addLayout(row)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.changes.body.addWidget(self.differences, 1)
        self.results.body.addWidget(self.moved, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.setSpacing(px(12))
        column.addWidget(card)
        column.addWidget(self.changes, 3)
        column.addWidget(self.results, 2)
        column.addStretch()
        waiting: tuple[QWidget, ...] = (self.adopt, self.recount, self.progress, self.uncounted)
        for widget in (*waiting, self.changes, self.results):
            widget.hide()
