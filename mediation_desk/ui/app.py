"""The start of the window: the application, its look, who sits here, and the pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.surroundings import Surroundings
from mediation_desk.ui.change_feed import ChangeFeed
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.dialogs.act_door import door_of
from mediation_desk.ui.entrance.blank_matters import BlankMatters
from mediation_desk.ui.entrance.reception import Reception
from mediation_desk.ui.entrance.scan_matters import ScanMatters
from mediation_desk.ui.entrance.signing_matters import SigningMatters
from mediation_desk.ui.entrance.window_matters import WindowMatters
from mediation_desk.ui.garbage import GarbageRound
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.messages import show_bug
from mediation_desk.ui.pages.case.page import CasePage
from mediation_desk.ui.pages.evaluation.page import EvaluationPage
from mediation_desk.ui.pages.intake.page import IntakePage
from mediation_desk.ui.pages.ledger.page import LedgerPage
from mediation_desk.ui.pages.page import Page, PageEntry
from mediation_desk.ui.pages.performance.page import PerformancePage
from mediation_desk.ui.pages.settings.page import SettingsPage
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.today.page import TodayPage
from mediation_desk.ui.pages.verification.page import VerificationPage
from mediation_desk.ui.session import Session
from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.fonts import load_rare
from mediation_desk.words.refusals import sentence


@dataclass(frozen=True, slots=True)
class PageOffer:
    """A page, and what a person must be allowed to do or ask to be offered it."""

    key: str
    title: str
    make: Callable[[PageContext], Page]
    needs: str
    icon: str = ""
    group: int = 0

    def suits(self, session: Session) -> bool:
        """Whether this person gets the page."""
        return session.may_ask(self.needs) or session.may_do(self.needs)


PAGES: tuple[PageOffer, ...] = (
    PageOffer("today", "今日", TodayPage, "today", "home"),
    PageOffer("cases", "案件", LedgerPage, "ledger", "cases"),
    PageOffer("intake", "登记", IntakePage, "register_case", "intake"),
    PageOffer("case", "案件", lambda context: CasePage(door_of(context)), "whole_case"),
    PageOffer("signing", "协议签署", lambda context: SigningPage(door_of(context)), "record_signature", "sign"),
    PageOffer("evaluation", "中立评估", lambda context: EvaluationPage(door_of(context)), "evaluations", "evaluation"),
    PageOffer("performance", "履行回访", PerformancePage, "performance_due", "follow-up"),
    PageOffer("settings", "设置", SettingsPage, "office_overview", "settings", 1),
    PageOffer("verification", "核验", VerificationPage, "trusted_roots", "verify", 1),
)
"""The places of the side bar in their order; a page without an icon is opened from elsewhere."""


def choose_input_method(environment: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Speak ibus where fcitx is set: Qt's wheels carry no fcitx plugin, and fcitx5 understands ibus."""
    if platform.startswith("linux") and environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        environment["QT_IM_MODULE"] = "ibus"


def make_application(
    arguments: Sequence[str], environment: MutableMapping[str, str], resources: Path, *, bundled_font: bool = False
) -> QApplication:
    """The application, dressed. Rare characters of names get their font once the first window stands."""
    choose_input_method(environment)
    app = QApplication(list(arguments))
    app.setApplicationName("mediation-desk")
    app.setApplicationDisplayName("调解工作台")
    look.start(app, resources, bundled_font=bundled_font)
    QTimer.singleShot(0, app, lambda: load_rare(resources / "fonts"))
    return app


def make_window(session: Session, jobs: Jobs) -> MainWindow:
    """The window of one person, with the pages that his roles are offered, opened at the first."""
    feed = ChangeFeed()
    offered = tuple(offer for offer in PAGES if offer.suits(session))
    window: MainWindow

    def context() -> PageContext:
        return PageContext(
            session=session,
            jobs=jobs,
            feed=feed,
            sentence=sentence,
            go=window.go,
            tell=window.tell,
            face_party=window.face_party,
            leave_party=window.leave_party,
        )

    def entry(offer: PageOffer) -> PageEntry:
        return PageEntry(offer.key, offer.title, lambda: offer.make(context()), offer.icon, offer.group)

    entries = tuple(entry(offer) for offer in offered)
    window = MainWindow(entries, registering="intake", searching="cases")
    feed.setParent(window)
    WindowMatters(window, session, jobs, feed)
    ScanMatters(window, door_of(context()))
    BlankMatters(window, door_of(context()))
    window.resize(1366, 768)
    window.go(offered[0].key)
    SigningMatters(window, door_of(context()))
    return window


def run(
    arguments: Sequence[str],
    environment: MutableMapping[str, str],
    surroundings: Surroundings,
    folder: Path | None = None,
) -> int:
    """Open the window on the office in the folder (the data folder of this account where none is named)."""
    app = make_application(arguments, environment, surroundings.resources)
    app.setQuitOnLastWindowClosed(False)
    door = OfficeDoor(folder or surroundings.data_folder, surroundings)
    reception = Reception(door, make_window, sentence, partial(show_bug, None))
    reception.left.connect(app.quit)
    QTimer.singleShot(0, reception, reception.open)
    garbage = GarbageRound(app)
    garbage.start()
    code = app.exec()
    reception.close()
    garbage.stop()
    return code
