"""我的密码: one's own password, and the PIN that takes the signing screen back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.dialogs.pin_dialog import PinDialog
from mediation_desk.ui.messages import done_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card


class PasswordTab(QWidget):
    """`change` is connected by whoever has the form for it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.change, self.set_pin = QPushButton(self.tr("更改密码")), QPushButton(self.tr("设置签署PIN"))
        self.dialog: PinDialog | None = None
        self.set_pin.clicked.connect(self._set_pin)
        password = self.tr("密码打开的是整个加密数据库，忘记后无法找回。至少 8 个字符，不要用姓名、生日和常见密码。")
        pin = self.tr("签署PIN是交给当事人签署时收回屏幕用的数字；连续输错三次要等待，期间用登录密码收回。")
        card = Card(self.tr("我的密码"))
        for words, button in ((password, self.change), (pin, self.set_pin)):
            told = QLabel(words)
            told.setWordWrap(True)
            told.setProperty("look", "soft")
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            card.body.addWidget(told)
            card.body.addLayout(row)
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.addWidget(card)

    def _set_pin(self) -> None:
        context = self._context
        self.dialog = PinDialog(SigningPins(context.session.desk), context.jobs, context.sentence, self)
        self.dialog.accepted.connect(lambda: context.tell(done_notice(self.tr("签署PIN已设置"))))
        self.dialog.open()
