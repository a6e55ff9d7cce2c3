"""The right side of the party's screen, one panel for each step: choose, read, understand, sign, and the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.signing import Question
from mediation_desk.ui.pages.signing.parts import ChoiceButton, bare_line, large_button, said
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.signature_pad import SignaturePad


class ChoosePanel(QWidget):
    """Whose turn it is, by names; whoever takes the screen says who he is."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words = said(look="big")
        self.buttons: dict[str, ChoiceButton] = {}
        self._names = QVBoxLayout()
        self._names.setSpacing(px(10))
        _column(self, self.words, self._names)

    def offer(self, candidates: Sequence[SignerRow], signed: bool) -> None:
        """The names that may be chosen now."""
        for button in self.buttons.values():
            self._names.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.words.setText(_tr("下一位，请点自己的名字") if signed else _tr("请点自己的名字，从头看一遍再签"))
        self.buttons = {}
        for one in candidates:
            whom = _tr("代 {0}").format(one.for_whom) if one.for_whom and one.for_whom != one.name else ""
            below = "　".join(part for part in (one.role_words, whom) if part)
            button = ChoiceButton(one.name, f"signer:{one.key}", below)
            button.clicked.connect(lambda _checked=False, key=one.key: self.chosen.emit(key))
            self.buttons[one.key] = button
            self._names.addWidget(button)


class ReadPanel(QWidget):
    """Page by page to the end; the pages are turned below the text."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.page = said(look="big"), said(look="soft")
        self.finished = large_button(_tr("看完了，下一步"), "readFinished", "true")
        _column(self, self.words, self.page, self.finished)


class AloudPanel(QWidget):
    """For somebody who cannot read: a member of staff reads to him and says so."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.why = said(look="big"), said(look="soft")
        self.record = large_button(_tr("宣读完毕，工作人员登记"), "recordAloud", "true")
        _column(self, self.words, self.why, self.record)

    def tell(self, name: str, needs: Sequence[str], witness: bool) -> None:
        """To whom it has to be read, why, and who has to be there."""
        self.words.setText(_tr("请工作人员把全文读给{0}听，逐条问是否听懂").format(name))
        there = _tr("要有一位无关的见证人在场。") if witness else ""
        self.why.setText(_tr("已登记：{0}。{1}").format("、".join(needs), there))


class CheckPanel(QWidget):
    """A question in plain words; after a wrong answer the clause stands above it again."""

    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.words, self.clause, self.text = said(look="soft"), said(look="clause"), said(look="big")
        self.choices: list[ChoiceButton] = []
        self._below = QVBoxLayout()
        self._below.setSpacing(px(10))
        _column(self, self.words, self.clause, self.text, self._below)

    def ask(self, question: Question, number: int, of: int, wrong: bool) -> None:
        """Show the question, with its clause after a wrong answer."""
        again = _tr("答得和协议不一样。请再看看这一条，再答一次：")
        self.words.setText(again if wrong else _tr("签名前问一问（第 {0} 个，共 {1} 个）").format(number, of))
        self.clause.setText(question.clause)
        self.clause.setVisible(wrong and bool(question.clause))
        self.clause.setProperty("wrong", wrong)
        self.clause.style().unpolish(self.clause)
        self.clause.style().polish(self.clause)
        self.text.setText(question.text)
        for button in self.choices:
            self._below.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.choices = [ChoiceButton(words, f"answer:{place}") for place, words in enumerate(question.choices)]
        for place, button in enumerate(self.choices):
            button.clicked.connect(lambda _checked=False, chosen=place: self.answered.emit(chosen))
            self._below.addWidget(button)


class HelpPanel(QWidget):
    """After the second wrong answer a mediator explains."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.text, self.clause = said(look="big"), said(look="soft"), said(look="clause")
        self.explained = large_button(_tr("调解员已当面说明，继续"), "explained", "true")
        self.words.setText(_tr("请调解员过来，当面说明这一条"))
        _column(self, self.words, self.text, self.clause, self.explained)

    def tell(self, question: Question) -> None:
        """What has to be explained."""
        self.text.setText(question.text)
        self.clause.setText(question.clause or question.choices[question.right])


class SignPanel(QWidget):
    """The pad. What is written there is gone when somebody else takes the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.who, self.pad = said(look="big"), SignaturePad()
        self.where_words, self.where = said(_tr("签署地点"), "soft"), bare_line("where", _tr("签署地点"))
        self.pad.setObjectName("pad")
        self.pad.set_guide(_tr("签名与本文书全文绑定，改动一字即失效"))
        self.again = large_button(_tr("重签"), "again")
        self.confirm = large_button(_tr("我看懂了，确认签名"), "confirm", "true")
        row = QHBoxLayout()
        row.addWidget(self.again, 1)
        row.addWidget(self.confirm, 2)
        remark = said(_tr("保存的是您的手写签名图像，由本中心加封防改；不是您个人的数字证书签名。"), "remark")
        column = _column(self, self.who)
        column.addWidget(self.pad, 1)
        column.addLayout(row)
        self._elsewhere = QVBoxLayout()
        column.addLayout(self._elsewhere)
        column.addWidget(self.where_words)
        column.addWidget(self.where)
        column.addWidget(remark)

    def offer_elsewhere(self, button: QPushButton) -> None:
        """Another way to sign, below the pad."""
        button.setMinimumHeight(self.again.minimumHeight())
        self._elsewhere.addWidget(button)

    def let_staff_say_where(self, may: bool) -> None:
        """Staff who sign by themselves may do so elsewhere than the parties did."""
        self.where_words.setVisible(may)
        self.where.setVisible(may)

    def name(self, signer: SignerRow) -> None:
        """Who writes, and for whom."""
        whom = _tr("（代 {0}）").format(signer.for_whom) if signer.for_whom not in ("", signer.name) else ""
        self.who.setText(_tr("{0}{1}，请在框内签名").format(signer.name, whom))


class EndPanel(QWidget):
    """Nobody signs now: all have, the seal is due, or somebody did not agree."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.below = said(look="big"), said(look="soft")
        self.seal = large_button(_tr("加盖调解组织印章"), "seal", "true")
        self.give_back = large_button(_tr("交回工作人员"), "giveBack", "true")
        _column(self, self.words, self.below, self.seal, self.give_back)


def _column(panel: QWidget, *parts: QWidget | QVBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column


def _tr(words: str) -> str:
    return QCoreApplication.translate("signing", words)
