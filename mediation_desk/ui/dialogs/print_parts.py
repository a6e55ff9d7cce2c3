"""The widgets of the print dialog and how they lie; what they mean is decided in print_dialog."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.printing import PrintSheet
from mediation_desk.ui.dialogs.print_sources import How
from mediation_desk.ui.dialogs.print_table import STANDING, PrintTable
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.pdf_view import PdfView
from mediation_desk.ui.widgets.scrolled import wrapped
from mediation_desk.ui.workstation import PrintHabit
from mediation_desk.words.printing import REPRINT_REASONS, SIDES

FILE_PRINTER: Final = "file"
_NONE: Final = ""
_SYSTEM: Final = "system"


class PrintParts:
    """Everything a person sees of the dialog. `recorded`: whether what is printed is kept with a case."""

    def __init__(self, dialog: QDialog, jobs: Jobs, *, recorded: bool) -> None:
        self._dialog, self._recorded = dialog, recorded
        tr = dialog.tr
        self.notices, self.table, self.view = NoticeBar(), PrintTable(), PdfView(jobs)
        self.group, self.printer, self.sides, self.reason = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.all = QPushButton(tr("全选"))
        self.collated, self.grey = QCheckBox(tr("逐份")), QCheckBox(tr("黑白"))
        self.total, self.doing, self.progress = QLabel(), ElidedLabel(), QProgressBar()
        self.stop, self.leave, self.go = QPushButton(tr("取消打印")), QPushButton(tr("关闭")), QPushButton(tr("打印"))
        self.question, self.question_words = QFrame(), wrapped()
        self.came_out, self.nothing_came = QPushButton(tr("出来了")), QPushButton(tr("没有出来"))
        self._reason_words = QLabel(tr("补打原因"))
        self.table.setColumnHidden(STANDING, not recorded)
        self._fill()
        self._name()
        self._lay_out()

    # -- showing

    def show_habit(self, habit: PrintHabit) -> None:
        """The sheets and colours that were used last."""
        self.sides.setCurrentIndex(self.sides.findData(habit.sides))
        self.collated.setChecked(habit.collated)
        self.grey.setChecked(habit.grey)

    def show_printers(self, names: tuple[str, ...], last: str) -> None:
        """The printers that are there, the one that was used last in view; and a file, where there is none."""
        self.printer.clear()
        for name in names:
            self.printer.addItem(name, _SYSTEM)
        if not names:
            self.printer.addItem(self._dialog.tr("没有找到打印机"), _NONE)
        self.printer.addItem(self._dialog.tr("PDF 文件"), FILE_PRINTER)
        self.printer.setCurrentIndex(max(self.printer.findText(last), 0))

    def show_groups(self, groups: tuple[tuple[str, str], ...], chosen: str) -> None:
        """The procedures to choose between, where there are any."""
        self.group.setVisible(bool(groups))
        if groups and not self.group.count():
            for id, name in groups:
                self.group.addItem(name, id)
        self.group.setCurrentIndex(self.group.findData(chosen))

    def show_sheet(self, sheet: PrintSheet) -> None:
        """Exactly what will come out."""
        pages = sum(part.pages for part in sheet.parts)
        self.total.setText(self._dialog.tr("共 {0} 张纸，印 {1} 页").format(sheet.sheets, pages))
        self.view.show_pdf(sheet.pdf)

    def show_nothing(self) -> None:
        """Nothing is ticked, or there is nothing to tick."""
        tr = self._dialog.tr
        self.total.setText("")
        self.view.show_words(
            tr("勾选左边的文书，这里显示打印出来的样子")
            if self.table.rowCount()
            else tr("这件案件还没有可以打印的文书。请先在“材料”里制作文书；手填的空白表在右上角的菜单“空白文书…”里。")
        )

    def show_again(self, again: bool) -> None:
        """A reprint asks for its reason."""
        for part in (self.reason, self._reason_words):
            part.setVisible(again and self._recorded)

    def show_progress(self, done: int, whole: int, words: str) -> None:
        """How far the printer is."""
        self.progress.setMaximum(max(whole, 1))
        self.progress.setValue(done)
        self.doing.setText(words)

    def show_stopping(self) -> None:
        """The page that is being sent goes out first."""
        self.doing.setText(self._dialog.tr("正在取消……"))
        self.stop.setEnabled(False)

    def how(self) -> How:
        """What is set."""
        return How(
            printer=self.printer.currentText(),
            sides=self.sides.currentData(),
            collated=self.collated.isChecked(),
            grey=self.grey.isChecked(),
            reason=self.reason.currentText().strip() if not self.reason.isHidden() else "",
        )

    def let(self, *, busy: bool, ready: bool) -> None:
        """What can be pressed now."""
        settings: tuple[QWidget, ...] = (self.printer, self.sides, self.collated, self.grey, self.reason)
        for part in (self.table, self.group, self.all, *settings):
            part.setEnabled(not busy)
        self.go.setEnabled(ready and not busy and bool(self.printer.currentData()))
        self.total.setVisible(not busy)
        for shown in (self.progress, self.doing, self.stop):
            shown.setVisible(busy)
        self.stop.setEnabled(busy)
        if not busy:
            self.progress.setValue(0)
            self.doing.setText("")

    # -- laying out

    def _fill(self) -> None:
        for code, words in SIDES.items():
            self.sides.addItem(words, code)
        self.reason.setEditable(True)
        self.reason.addItems(REPRINT_REASONS)
        self.reason.setCurrentText("")
        self.printer.addItem(self._dialog.tr("正在查找打印机……"), _NONE)
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        for button in (self.all, self.stop, self.leave, self.came_out, self.nothing_came):
            button.setAutoDefault(False)
        self.total.setProperty("look", "title")
        self.doing.setProperty("look", "soft")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(px(220))
        self.question.hide()

    def _name(self) -> None:
        tr = self._dialog.tr
        self.printer.setAccessibleName(tr("打印机"))
        self.sides.setAccessibleName(tr("单面或双面"))
        self.group.setAccessibleName(tr("程序"))
        self.reason.setAccessibleName(tr("补打原因"))
        self.view.setAccessibleName(tr("打印预览"))
        self.collated.setToolTip(tr("一份印完再印下一份；不勾选时，同一张纸连着印够份数"))
        self.grey.setToolTip(tr("按黑白打印，预览也显示黑白；红色印章会变成灰色"))

    def _lay_out(self) -> None:
        screen = self._dialog.screen().availableSize()
        self._dialog.setMinimumSize(px(600), px(360))
        self._dialog.resize(min(px(1080), screen.width()), min(px(660), screen.height()))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self._left())
        both.addWidget(self.view)
        both.setSizes([px(470), px(560)])
        column = QVBoxLayout(self._dialog)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self.notices)
        column.addWidget(both, 1)
        column.addLayout(self._foot())

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, px(10), 0)
        column.setSpacing(px(8))
        column.addWidget(self.group)
        column.addWidget(self.table, 1)
        keys = QHBoxLayout()
        hint = QLabel(self._dialog.tr("空格勾选，数字改份数，回车打印"))
        hint.setProperty("look", "remark")
        keys.addWidget(self.all)
        keys.addWidget(hint, 1)
        column.addLayout(keys)
        column.addWidget(self._asking())
        column.addLayout(self._settings())
        return left

    def _asking(self) -> QFrame:
        column = QVBoxLayout(self.question)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question_words)
        row = QHBoxLayout()
        row.addWidget(self.came_out)
        row.addWidget(self.nothing_came)
        row.addStretch(1)
        column.addLayout(row)
        return self.question

    def _settings(self) -> QFormLayout:
        tr = self._dialog.tr
        form = QFormLayout()
        form.setHorizontalSpacing(px(10))
        form.setVerticalSpacing(px(8))
        form.addRow(self._reason_words, self.reason)
        form.addRow(tr("打印机"), self.printer)
        sheets = QHBoxLayout()
        sheets.setSpacing(px(12))
        sheets.addWidget(self.sides, 1)
        sheets.addWidget(self.collated)
        sheets.addWidget(self.grey)
        form.addRow(tr("纸张"), sheets)
        return form

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.total, 1)
        row.addWidget(self.doing, 1)
        row.addWidget(self.progress)
        row.addWidget(self.stop)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row
