"""One form for many tracks: whom it is done for, what is asked once, how far it is, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.many import Deed, Result, Tally
from mediation_desk.queries.case_shapes import CaseSheet, Choice, TrackSheet
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.act_fields import Ground
from mediation_desk.ui.dialogs.act_forms import ground_for
from mediation_desk.ui.dialogs.many_forms import DONE_BEFORE, ManyForm, Target, papers_wanted
from mediation_desk.ui.messages import Notice, NoticeTone
from mediation_desk.ui.theme.look import px

_KEY = Qt.ItemDataRole.UserRole


class ManyDialog(ActDialog):
    """Every act is committed for itself: what is done stays done, and pressing again goes on with what is left."""

    def __init__(
        self, many: ManyForm, sheet: CaseSheet, track: TrackSheet, door: ActDoor, parent: QWidget | None = None
    ) -> None:
        self._many, self._sheet = many, sheet
        self.targets = many.targets(sheet, track)
        self._done_before = {target.key: target for target in many.done(sheet)}
        (ground,) = self._grounds(self.targets[:1], door) or [ground_for(sheet, track, door)]
        super().__init__(many.form, ground, door, parent)
        self.list, self.search, self.count = QListWidget(), QLineEdit(), QLabel()
        self.everyone, self.nobody = QPushButton(self.tr("全选")), QPushButton(self.tr("全不选"))
        self.again = QPushButton(self.tr("返回修改"))
        self.progress, self.under_way, self.results = QProgressBar(), QLabel(), QListWidget()
        self._question_area = QWidget()
        self._deeds: tuple[Deed, ...] = ()
        self._deeds_of: dict[str, set[str]] = {}
        self._stop = Event()
        self.tally: Tally | None = None
        self.setObjectName(f"many:{many.form.act}")
        self.setWindowTitle(self.tr("成批办理：{0}").format(many.form.title))
        self.setMinimumWidth(px(940))
        self._fill_list()
        self._place()
        self.leave.clicked.disconnect()
        self.leave.clicked.connect(self._leave)
        self.again.clicked.connect(self._reopen)

    def chosen(self) -> tuple[Target, ...]:
        """Whom it is to be done for."""
        keys = {item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked}
        return tuple(target for target in self.targets if target.key in keys)

    def choose(self, keys: Sequence[str]) -> None:
        """Tick these and no others."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if item.data(_KEY) in keys else Qt.CheckState.Unchecked)

    def send(self) -> None:
        """Make the list on the first press; go on with it on later ones."""
        if not self.go.isEnabled() or (not self._deeds and not self._made()):
            return
        self._stop.clear()
        self.go.setEnabled(False)
        self.again.setVisible(False)
        self.leave.setText(self.tr("停止"))
        self._door.perform_many(self._deeds, self._told, self._over, self._stop.is_set, self)

    def reject(self) -> None:
        """Closing while it runs stops it after the act that is under way."""
        self._stop.set()
        super().reject()

    def _made(self) -> bool:
        targets = self.chosen()
        if not targets:
            self._say(Notice(NoticeTone.REFUSAL, self.tr("请选择要办理的程序或者当事人"), None))
            return False
        if not self._all_read():
            return False
        values = {name: editor.value() for name, editor in self.editors.items()}
        grounds = self._grounds(targets, self._door)
        try:
            acts = self._many.build(values, grounds)
        except Refusal as refusal:
            self._refused(refusal)
            return False
        today = self._sheet.today
        on = None if self.day.value() == today else self.day.value()
        case, new_id = self._sheet.facts.id, self._door.new_id
        made = {
            target.key: [Deed(act_id=new_id(), act=act, case=case, on=on, about=target.words) for act in own]
            for target, own in zip(targets, acts, strict=True)
        }
        self._deeds = tuple(deed for deeds in made.values() for deed in deeds)
        self._deeds_of = {key: {deed.act_id for deed in deeds} for key, deeds in made.items()}
        self._show_questions(False)
        return True

    def _grounds(self, targets: Sequence[Target], door: ActDoor) -> list[Ground]:
        done = tuple(Choice(one.key, one.words, one.hint) for one in self._done_before.values())
        shared = {"papers_wanted": papers_wanted(self.targets), DONE_BEFORE: done}
        found = []
        for target in targets:
            ground = ground_for(self._sheet, target.track, door)
            found.append(replace(ground, subject=target.party, extra={**ground.extra, **shared}))
        return found

    def _told(self, tally: Tally) -> None:
        self.tally = tally
        self.progress.setMaximum(max(tally.total, 1))
        self.progress.setValue(tally.tried)
        self.under_way.setText(self._where(tally))
        if not tally.tried:
            self.results.clear()
            return
        newest = tally.results[tally.tried - 1]
        place = self.results.count() if newest.refusal is None else len(tally.refused) - 1
        self.results.insertItem(place, self._line(newest))

    def _where(self, tally: Tally) -> str:
        if tally.next is None:
            return self.tr("第 {0} 项，共 {0} 项").format(tally.total)
        return self.tr("正在办理第 {0} 项，共 {1} 项：{2}").format(tally.tried + 1, tally.total, tally.next.about)

    def _line(self, result: Result) -> QListWidgetItem:
        if result.refusal is not None:
            said = "✕ " + self._door.sentence(result.refusal)
        else:
            numbers = "" if result.outcome is None else "、".join(result.outcome.numbers)
            said = "✓ " + " ".join(part for part in (self.tr("已办理"), numbers) if part)
        return QListWidgetItem(f"{result.deed.about}　{said}")

    def _over(self) -> None:
        tally = self.tally
        waiting = 0 if tally is None else tally.count("left", "refused")
        self.leave.setText(self.tr("关闭"))
        self.go.setText(self.tr("继续办理余下的"))
        for button in (self.go, self.again):
            button.setVisible(bool(waiting))
        self.go.setEnabled(bool(waiting))
        if tally is not None:
            tone = NoticeTone.REFUSAL if tally.count("refused") else NoticeTone.DONE
            self._say(Notice(tone, self._summary(tally), None))
            self.performed.emit(tally.outcomes)

    def _summary(self, tally: Tally) -> str:
        words = self.tr("已办理 {0} 项，未办成 {1} 项，未办理 {2} 项。").format(
            tally.count("done", "repeated"), tally.count("refused"), tally.count("left")
        )
        if not tally.left:
            return words
        self.under_way.setText("")
        return self.tr("已停止。{0}已办理的保留，余下的可以继续办理。").format(words)

    def _reopen(self) -> None:
        """The questions once more for whoever was not done; what was answered still stands there."""
        assert self.tally is not None
        open_still = {result.deed.act_id for result in self.tally.results if result.outcome is None}
        rest = {key for key, deeds in self._deeds_of.items() if open_still & deeds}
        done = self._deeds_of.keys() - rest
        self._done_before |= {target.key: target for target in self.targets if target.key in done}
        self._deeds, self.tally = (), None
        self.choose(sorted(rest))
        self._show_questions(True)
        self.go.setText(self._many.form.go_ahead or self._many.form.title)

    def _leave(self) -> None:
        """While it runs the button stops it; otherwise it closes."""
        if self._deeds and self.leave.text() == self.tr("停止"):
            self._stop.set()
        else:
            self.reject()

    def _show_questions(self, asked: bool) -> None:
        """Either the questions, or how far the list is; what it was made of cannot be changed while it runs."""
        self._question_area.setVisible(asked)
        self.day.setEnabled(asked)
        for part in (self.progress, self.under_way, self.results):
            part.setVisible(not asked)
        if asked:
            self.again.setVisible(False)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _fill_list(self) -> None:
        for target in self.targets:
            done = self.tr("已办理") if target.done else ""
            item = QListWidgetItem("　".join(part for part in (target.words, target.hint, done) if part))
            item.setData(_KEY, target.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if target.done else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _item: self._show_count())
        self.search.textChanged.connect(self._filter)
        self.everyone.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.nobody.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self._show_count()

    def _tick(self, state: Qt.CheckState) -> None:
        """All that the filter shows."""
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip() not in item.text())

    def _show_count(self) -> None:
        self.count.setText(self.tr("已选 {0} / {1}").format(len(self.chosen()), len(self.targets)))

    def _place(self) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self.search.setPlaceholderText(self.tr("按姓名、案号筛选"))
        self.search.setAccessibleName(self.tr("筛选"))
        self.list.setAccessibleName(self.tr("为谁办理"))
        self.results.setAccessibleName(self.tr("办理结果"))
        for button in (self.everyone, self.nobody, self.again):
            button.setAutoDefault(False)
        self.buttons.insertWidget(self.buttons.count() - 2, self.again)
        ticks = QHBoxLayout()
        ticks.addWidget(self.everyone)
        ticks.addWidget(self.nobody)
        ticks.addStretch(1)
        ticks.addWidget(self.count)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addLayout(ticks)
        left.addWidget(self.list, 1)
        fields = self.findChild(QScrollArea)
        beside = QHBoxLayout(self._question_area)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(px(16))
        beside.addLayout(left, 2)
        if fields is not None:
            beside.addWidget(fields, 3)
        for part in (self.results, self.under_way, self.progress, self._question_area):
            column.insertWidget(column.count() - 1, part, 1 if part in (self.results, self._question_area) else 0)
        self.progress.setTextVisible(False)
        self._show_questions(True)
        self._focus_first()
