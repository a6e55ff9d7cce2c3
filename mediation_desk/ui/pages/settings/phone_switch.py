"""手机签名: whether parties may sign on their own phones. Off until somebody turns it on."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from mediation_desk.ui.context import PageContext
from mediation_desk.ui.messages import done_notice
from mediation_desk.ui.pages.settings.presenter import SettingsPresenter


class PhoneSwitch(QCheckBox):
    """Takes effect at once; whoever does not run the office sees how it stands."""

    def __init__(self, context: PageContext, presenter: SettingsPresenter) -> None:
        super().__init__()
        self.setText(self.tr("当事人可以在同一房间用自己的手机签名（不经互联网）"))
        self._context, self._presenter = context, presenter
        self.setEnabled(presenter.runs_office)
        self.clicked.connect(self._turn)

    def _turn(self, allowed: bool) -> None:
        said = self.tr("已开放手机签名") if allowed else self.tr("已停用手机签名")
        self._context.perform(
            lambda: self._presenter.allow_phones(allowed), lambda _done: self._context.tell(done_notice(said)), self
        )
