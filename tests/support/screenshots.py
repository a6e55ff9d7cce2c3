"""`make screenshots`: every page of the practice office at the sizes of an office screen and a large one.

A picture of another page is one more line in SHOTS.
"""

from __future__ import annotations

import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mediation_desk.acts.drawings import ProposeDrawing
from mediation_desk.desk.practice import FollowingClock, PracticeOffice
from mediation_desk.queries.drawings import CharacterDrawings
from mediation_desk.queries.issued import IssuedPapers
from mediation_desk.queries.ledger import Ledger
from mediation_desk.queries.numbers import CaseNumber
from mediation_desk.resource_paths import resources
from mediation_desk.terms.ids import named_id
from mediation_desk.ui.app import make_application, make_window
from mediation_desk.ui.dialogs.first_start import FirstStart
from mediation_desk.ui.dialogs.sign_in import SignIn
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.pages.case.page import CasePage
from mediation_desk.ui.pages.intake.page import IntakePage
from mediation_desk.ui.pages.ledger.page import LedgerPage
from mediation_desk.ui.pages.settings.page import SettingsPage
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.verification.page import VerificationPage
from mediation_desk.ui.session import Session
from mediation_desk.words.refusals import sentence
from tests.support.busy_office import MORNING, busy, open_accounts, session_of
from tests.support.drawn import picture
from tests.support.pictures import LARGE_SCREEN, OFFICE_SCREEN, take
from tests.support.practice_desk import Case
from tests.support.shelf import FOLDERS
from tests.support.typing_in import fill_in

SIZES = {"1366x768": OFFICE_SCREEN, "1920x1080": LARGE_SCREEN}
ALONE = QSize(620, 470)


@dataclass(frozen=True)
class Stage:
    """What a shot is taken of: the window, and how to wait until it has its answers."""

    session: Session
    window: MainWindow
    settle: Callable[[], None]


@dataclass(frozen=True)
class Shot:
    """One picture: its file name, who sits there, and how the window comes to show it."""

    name: str
    set_up: Callable[[Stage], object]
    account: str = "shen"


def page(key: str, subject: str = "") -> Callable[[Stage], object]:
    """A page by its key."""
    return lambda stage: stage.window.go(key, subject)


def case_tab(number: str, tab: int) -> Callable[[Stage], object]:
    """A tab of a case by the case's number."""

    def show(stage: Stage) -> None:
        rows = stage.session.desk.ask(Ledger()).rows
        made = stage.window.go("case", next(row.id for row in rows if row.number == number))
        assert isinstance(made, CasePage)
        stage.settle()
        made.tabs.setCurrentIndex(tab)

    return show


def case_dialog(number: str, tab: int, opened: Callable[[CasePage], QDialog | None]) -> Callable[[Stage], object]:
    """A dialog that is opened from a tab of a case."""

    def show(stage: Stage) -> None:
        case_tab(number, tab)(stage)
        stage.settle()
        made = stage.window.go("case")
        assert isinstance(made, CasePage)
        assert opened(made) is not None

    return show


def _cases(stage: Stage) -> None:
    made = stage.window.go("cases")
    assert isinstance(made, LedgerPage)
    stage.settle()
    made.table.choose(next(row.id for row in stage.session.desk.ask(Ledger()).rows if row.number == "2026-10"))


def _search(stage: Stage) -> None:
    stage.window.go("cases")
    stage.window.top_bar.search.setText("周桂英")
    stage.settle()


def _intake(stage: Stage) -> None:
    made = stage.window.go("intake")
    assert isinstance(made, IntakePage)
    stage.settle()
    fill_in(made)
    stage.settle()


def settings_tab(title: str) -> Callable[[Stage], object]:
    """A tab of the settings by what stands on it."""

    def show(stage: Stage) -> None:
        made = stage.window.go("settings")
        assert isinstance(made, SettingsPage)
        titles = [made.tabs.tabText(place) for place in range(made.tabs.count())]
        made.tabs.setCurrentIndex(titles.index(title))

    return show


def _drawing(stage: Stage) -> None:
    """A picture of a character that waits for a second person."""
    made = stage.window.go("settings")
    assert isinstance(made, SettingsPage)
    made.tabs.setCurrentWidget(made.drawings)
    known = {row.code for row in stage.session.desk.ask(CharacterDrawings())}
    for code, source in (("U+E123", "张某身份证原件"), ("U+31350", "户口簿（2024年签发）第2页")):
        if code in known:  # the window is pictured at two sizes, in one office
            continue
        act = ProposeDrawing(
            id=str(uuid4()), character=code, png=b64encode(picture(shift=ord(code[-1]) % 9)).decode(), source=source
        )
        stage.session.desk.perform(act)
    made.drawings.refresh()
    stage.settle()
    made.drawings.drawings.choose(stage.session.desk.ask(CharacterDrawings())[0].id)


def _template(stage: Stage) -> None:
    """A template being worked on, with a fault in it."""
    made = stage.window.go("settings")
    assert isinstance(made, SettingsPage)
    made.tabs.setCurrentWidget(made.templates)
    stage.settle()
    made.templates.papers.choose("RM-VISIT")
    made.templates.open("RM-VISIT")
    stage.settle()
    text = made.templates.text
    text.setPlainText(text.toPlainText().replace("visit.manner", "visit.maner"))
    made.templates.look()
    stage.settle()


def _verification(stage: Stage) -> None:
    """A paper as it was signed, one that was changed since, and the code of a printed page."""
    made = stage.window.go("verification")
    assert isinstance(made, VerificationPage)
    case = stage.session.desk.ask(CaseNumber("2026-2"))
    issued = stage.session.desk.ask(IssuedPapers(case))
    agreement = next(paper for paper in issued if paper.code.endswith("-AGR"))
    with tempfile.TemporaryDirectory() as folder:
        genuine, changed = Path(folder) / "调解协议书.pdf", Path(folder) / "协议书（邮件附件）.pdf"
        genuine.write_bytes(agreement.pdf)
        changed.write_bytes(agreement.pdf + b"% one line more\n")
        made.view.verify([changed])
        stage.settle()
        made.view.verify([genuine])
        stage.settle()


def _signing_desk(stage: Stage) -> None:
    """The screen that the parties have to themselves, with one of them reading."""
    office = PracticeOffice(stage.session.door, stage.session.desk, FollowingClock(MORNING))
    case = Case(office, f"signing-{uuid4()}").mediating().consent_to_screen()
    case.finalise(route="screen")
    made = stage.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(made, SigningPage)
    stage.settle()
    assert made.handing.dialog is not None
    made.handing.dialog.go.click()
    stage.settle()
    assert made.facing is not None
    made.facing.take_turn("p1")
    stage.window.showNormal()


SHOTS: tuple[Shot, ...] = (
    Shot("today", page("today")),
    Shot("today-mediator", page("today"), account="wang"),
    Shot("cases", _cases),
    Shot("search", _search),
    Shot("intake-empty", page("intake"), account="zhou"),
    Shot("intake", _intake, account="zhou"),
    Shot("case-overview", case_tab("2026-10", 0)),
    Shot("case-people", case_tab("2026-2", 1)),
    Shot("case-sessions", case_tab("2026-2", 2)),
    Shot("case-agreement", case_tab("2026-4", 3)),
    Shot("case-evaluation", case_tab("2026-5", 4)),
    Shot("case-performance", case_tab("2026-4", 5)),
    Shot("case-materials", case_tab("2026-4", 6)),
    Shot("case-timeline", case_tab("2026-4", 8)),
    Shot("print", case_dialog("2026-4", 6, CasePage.print_papers)),
    Shot("volume", case_dialog("2026-4", 6, CasePage.show_volume)),
    Shot("signing", page("signing")),
    Shot("evaluation", page("evaluation")),
    Shot("evaluation-released", page("evaluation", named_id("C13", "e"))),
    Shot("performance", page("performance")),
    Shot("settings-office", settings_tab("单位")),
    Shot("settings-bodies", settings_tab("机构")),
    Shot("settings-certificates", settings_tab("证书")),
    Shot("settings-staff", settings_tab("人员")),
    Shot("settings-roles", settings_tab("岗位权限")),
    Shot("settings-rules", settings_tab("程序规则")),
    Shot("settings-edition", settings_tab("规则版本")),
    Shot("settings-templates", _template),
    Shot("settings-reviews", settings_tab("评查表")),
    Shot("settings-drawings", _drawing),
    Shot("settings-local", settings_tab("本地规定")),
    Shot("settings-check", settings_tab("自检")),
    Shot("verification", _verification),
    Shot("signing-desk", _signing_desk),
)


def shoot(folder: Path, names: frozenset[str], office: Path) -> None:
    """Take the named pictures (all where none is named)."""
    for shot in SHOTS:
        if names and shot.name not in names:
            continue
        session = session_of(office, shot.account)
        for size_name, size in SIZES.items():
            _take_one(shot, session, folder / size_name / f"{shot.name}.png", size)
        session.desk.close()


def _take_one(shot: Shot, session: Session, path: Path, size: QSize) -> None:
    session.desk.discard_draft("intake")
    faults: list[Exception] = []
    jobs = Jobs(faults.append)
    window = make_window(session, jobs)
    window.resize(size)
    window.show()
    stage = Stage(session, window, lambda: _settle(jobs))
    stage.settle()
    shot.set_up(stage)
    stage.settle()
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        take(window, path, size)
    else:
        take(dialog, path, dialog.size())
        dialog.close()
    window.close()
    window.deleteLater()
    jobs.close()
    if faults:
        raise faults[0]


def _settle(jobs: Jobs) -> None:
    """Let timers fire and answers come until nothing more is asked."""
    quiet = 0
    while quiet < 40:
        QApplication.processEvents()
        jobs.wait(0.01)
        quiet = 0 if jobs.busy else quiet + 1


def _doors(folder: Path) -> None:
    jobs = Jobs(lambda bug: None)
    dialogs: dict[str, QWidget] = {
        "first-start": FirstStart(jobs, lambda wish, progress: None, sentence),
        "sign-in": SignIn(jobs, lambda account, password: None, sentence, "临溪县社会矛盾纠纷调处化解中心", "shen"),
    }
    for name, dialog in dialogs.items():
        take(dialog, folder / f"{name}.png", ALONE)
        dialog.close()
    jobs.close()


def main(arguments: list[str]) -> None:
    """FOLDER [NAME …]"""
    folder, names = Path(arguments[0]), frozenset(arguments[1:])
    app = make_application(["screenshots"], {}, resources(), bundled_font=True)
    with tempfile.TemporaryDirectory() as made:
        FOLDERS[:] = [Path(made) / "kept"]
        office = busy(Path(made) / "office", worked=True)
        open_accounts(office, *{shot.account for shot in SHOTS} - {"shen"})
        office.desk.close()
        shoot(folder, names, Path(made) / "office")
    if not names:
        _doors(folder)
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
