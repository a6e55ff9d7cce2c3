"""The dialog of an act: its fields, the day it happened, and the refusal where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.act import Act
from mediation_desk.desk.desk import Desk
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Acts, Deed, Outcomes, keep
from mediation_desk.ui.dialogs.act_editors import ChoiceEditor, ChoicesEditor, FieldEditor, editor_for
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind
from mediation_desk.ui.dialogs.act_row_editors import StatementsEditor
from mediation_desk.ui.messages import Notice, NoticeTone, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.time_edit import TimeEdit

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class ActDialog(QDialog):
    """Built from a form's data. It stays open with the sentence when refused; `performed` tells what came of it."""

    performed = Signal(tuple)

    def __init__(self, form: ActForm, ground: Ground, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(form.title)
        self.setObjectName(f"act:{form.act}")
        self._form, self._ground, self._door = form, ground, door
        self.notices = NoticeBar()
        self.day, self.hour = DateEdit(), TimeEdit()
        self.editors: dict[str, FieldEditor] = {}
        self._labels: dict[str, QLabel] = {}
        self.go = QPushButton(form.go_ahead or form.title)
        self.go.setProperty("look", "primary")
        self.leave = QPushButton(self.tr("取消"))
        self.buttons = QHBoxLayout()
        self._lay_out()
        self._fill()
        self.go.clicked.connect(self.send)
        self.leave.clicked.connect(self.reject)
        self._keys = EnterMoves(self)
        self._keys.sent.connect(self.send)
        for editor in self.editors.values():
            if isinstance(editor, StatementsEditor):
                editor.grown.connect(self._keys.watch)
        self._focus_first()

    def send(self) -> None:
        """Read the fields; perform, or say which field is wrong."""
        if not self.go.isEnabled() or not self._all_read():
            return
        self.go.setEnabled(False)
        deed = Deed(
            case=self._ground.sheet.facts.id,
            acts=self._acts(),
            on=self.day.value(),
            at=self.hour.value(),
            seen=self._ground.sheet.seen,
        )
        self._door.perform(deed, self._done, self._refused, owner=self)

    def _acts(self) -> Acts:
        """Files are read and kept on the write lane; only then the acts that bind them can be made."""
        values = self._values()
        files = [field.name for field in self._form.fields if field.kind is Kind.FILE]
        case, form, ground = self._ground.sheet.facts.id, self._form, self._ground

        def make(desk: Desk) -> Sequence[Act]:
            kept = {name: keep(desk, case, values[name]) for name in files if values[name] is not None}
            return form.build({**values, **kept}, ground)

        return make

    def _values(self) -> dict[str, Any]:
        """What was answered; what is not asked gives what an empty field gives."""
        asked = self._asked()
        return {
            name: editor.value() if name in asked else _nothing(editor.value()) for name, editor in self.editors.items()
        }

    def _asked(self) -> set[str]:
        said = {name: editor.value() for name, editor in self.editors.items()}
        return {field.name for field in self._form.fields if field.asked_if is None or field.asked_if(said)}

    def _show_asked(self) -> None:
        asked = self._asked()
        for field in self._form.fields:
            if field.asked_if is not None:
                self.editors[field.name].widget().setVisible(field.name in asked)
                if field.name in self._labels:
                    self._labels[field.name].setVisible(field.name in asked)

    def _done(self, outcomes: Outcomes) -> None:
        self.performed.emit(outcomes)
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.go.setEnabled(True)
        self._say(refusal_notice(refusal, self._door.sentence))

    def _say(self, notice: Notice) -> None:
        self.notices.tell(notice)
        self.adjustSize()
        field = (notice.field or "").split("[")[0].split(".")[0]
        if field == "happened_on":
            self.day.setFocus()
        elif field in self.editors:
            self.editors[field].widget().setFocus()

    def _all_read(self) -> bool:
        asked = self._asked()
        for field in (one for one in self._form.fields if one.name in asked):
            editor = self.editors[field.name]
            sentence = editor.problem()
            if not sentence and field.required and editor.value() in (None, "", (), {}):
                sentence = self.tr("请填写「{0}」").format(field.words)
            if sentence:
                self._say(Notice(NoticeTone.REFUSAL, sentence, field.name))
                return False
        self.day.settle()
        if self.day.value() is None:
            self._say(Notice(NoticeTone.REFUSAL, self.day.problem() or self.tr("请填写发生日期"), "happened_on"))
            return False
        return True

    def _lay_out(self) -> None:
        self.setMinimumWidth(px(640))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(16), px(22), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.notices)
        remark = self._remark()
        if remark is not None:
            column.addWidget(remark)
        column.addWidget(self._fields_area(), 1)
        column.addLayout(self._buttons())

    def _remark(self) -> QLabel | None:
        text = self._form.remark if isinstance(self._form.remark, str) else self._form.remark(self._ground)
        if not text:
            return None
        label = QLabel(text)
        label.setWordWrap(True)
        label.setProperty("look", "soft")
        return label

    def _fields_area(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, px(6), 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(9))
        grid.setColumnStretch(1, 1)
        for number, field in enumerate(self._form.fields):
            self._add_field(grid, number, field)
        grid.setRowStretch(len(self._form.fields), 1)
        area = _FittingScroll()
        area.setWidget(inside)
        return area

    def _add_field(self, grid: QGridLayout, number: int, field: Field) -> None:
        followed = any(other.follows == field.name and not other.filled_from for other in self._form.fields)
        editor = editor_for(field, self._ground, self._door.now().date, followed)
        widget = editor.widget()
        widget.setObjectName(f"field:{field.name}")
        widget.setAccessibleName(field.words)
        if field.hint and hasattr(widget, "setPlaceholderText"):
            widget.setPlaceholderText(field.hint)
        self.editors[field.name] = editor
        if field.kind is not Kind.CHECK:
            label = QLabel(field.words + ("" if not field.required else " *"))
            label.setContentsMargins(0, px(6), 0, 0)
            grid.addWidget(label, number, 0, _TOP)
            self._labels[field.name] = label
        grid.addWidget(widget, number, 1)

    def _buttons(self) -> QHBoxLayout:
        row = self.buttons
        row.setSpacing(px(8))
        self.day.setMaximumWidth(px(190))
        self.day.set_today(self._door.now().date)
        self.day.set_limits(None, self._ground.sheet.today)
        self.day.setAccessibleName(self.tr("发生日期"))
        row.addWidget(QLabel(self.tr("发生日期")))
        row.addWidget(self.day, 2)
        self.hour.setMaximumWidth(px(90))
        self.hour.setVisible(self._form.timed)
        row.addWidget(self.hour, 1)
        row.addStretch(2)
        for button in (self.leave, self.go):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _fill(self) -> None:
        self.day.set_value(self._ground.sheet.today)
        if self._form.timed:
            self.hour.set_value(self._door.now().time())
        for field in self._form.fields:
            if field.follows:
                self._follow(field)
            if field.initial is not None:
                self.editors[field.name].set_value(field.initial(self._ground))
        if any(field.asked_if is not None for field in self._form.fields):
            self._follow_answers()

    def _follow(self, field: Field) -> None:
        leader, follower = self.editors[field.follows], self.editors[field.name]
        assert isinstance(leader, ChoiceEditor)
        propose = _proposing(follower)
        if field.filled_from:
            lines = {choice.code: choice.hint for choice in self._ground.choices(field.filled_from)}

            def fill(_hint: str = "") -> None:
                propose(lines.get(leader.value() or "", "").splitlines())

            leader.chosen.connect(fill)
            fill()
            return
        leader.chosen.connect(propose)
        propose(leader.hint())

    def _follow_answers(self) -> None:
        """What is asked follows what is ticked and chosen."""
        for editor in self.editors.values():
            if isinstance(editor, (ChoiceEditor, ChoicesEditor)):
                editor.changed.connect(self._show_asked)
        self._show_asked()

    def _focus_first(self) -> None:
        first = next(iter(self.editors.values()), None)
        (self.go if first is None else first.widget()).setFocus()


class _FittingScroll(QScrollArea):
    """As high as its fields need, and no higher than the screen allows."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> Any:
        """The fields' own height, up to the most a small office screen shows."""
        size = super().sizeHint()
        inside = self.widget()
        if inside is not None:
            size = inside.sizeHint()
            if size.height() > px(520):
                size.setWidth(size.width() + self.verticalScrollBar().sizeHint().width())
        size.setHeight(min(size.height() + 2, px(520)))
        return size

    def minimumSizeHint(self) -> Any:
        """Small forms never scroll."""
        size = super().minimumSizeHint()
        size.setHeight(min(self.sizeHint().height(), px(420)))
        return size


def _nothing(value: Any) -> Any:
    """The empty value of the same kind."""
    return type(value)() if isinstance(value, (str, tuple, dict, bool)) else None


def _proposing(follower: FieldEditor) -> Callable[[Any], None]:
    """What a choice proposes takes the place of what the last one proposed, never of what a person wrote."""
    proposed = [follower.value()]

    def propose(value: Any) -> None:
        if follower.value() in (proposed[0], None, "", ()):
            follower.set_value(value)
            proposed[0] = follower.value()

    return propose
