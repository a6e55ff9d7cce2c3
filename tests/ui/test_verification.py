"""核验文书 in the window: with the register, without it, before anybody signs in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.verification import VERIFY
from mediation_desk.model.audit import AuditEntry
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.register import TrustedRoots
from mediation_desk.terms.page_codes import PageCode
from mediation_desk.ui.app import make_window
from mediation_desk.ui.editors.verification_view import VerificationView
from mediation_desk.ui.editors.verifier import Verifier
from mediation_desk.ui.entrance.reception import Reception
from mediation_desk.ui.jobs import Jobs
from mediation_desk.words.refusals import sentence
from tests.support.busy_office import monday
from tests.support.kept_offices import CHEAP
from tests.support.practice_desk import Case, shared_office

pytestmark = pytest.mark.thorough

LEFT = Qt.MouseButton.LeftButton
SLOW = 60_000


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """An agreement that everybody signed on the screen."""
    office = shared_office(tmp_path_factory.mktemp("verify"))
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    for signer in case.signers():
        if signer["role"] != "body_seal":
            case.sign(str(signer["key"]))
    case.sealed()
    yield case
    office.desk.close()


@pytest.fixture
def paper(signed: Case, tmp_path: Path) -> Path:
    file = tmp_path / "协议书.pdf"
    file.write_bytes(signed.office.desk.ask(PaperBytes(paper=signed.id("paper"))))
    return file


@pytest.fixture
def view(qtbot: QtBot, signed: Case, jobs: Jobs) -> VerificationView:
    desk = signed.office.desk
    made = VerificationView(Verifier(desk.surroundings.now, desk, "沈若兰"), jobs, sentence)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def outside(qtbot: QtBot, signed: Case, jobs: Jobs) -> VerificationView:
    made = VerificationView(Verifier(signed.office.desk.surroundings.now), jobs, sentence)
    qtbot.addWidget(made)
    made.show()
    return made


def _drop(view: VerificationView, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(5, 5), copy, data, LEFT, none))


def _judged(view: VerificationView, qtbot: QtBot, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(view.cards) == count and view.waiting.text() == "", timeout=SLOW)


def _texts(card: object) -> str:
    words = card.words  # type: ignore[attr-defined]
    return "\n".join([words.headline, *(told.line for told in (*words.questions, *words.findings))])


def _refused_in_audit(case: Case) -> list[str]:
    with case.office.desk.store.reading() as session:
        rows = session.scalars(select(AuditEntry).filter_by(action=VERIFY, result="refused"))
        return [str(row.object) for row in rows]


def test_that_a_dropped_paper_is_judged_against_the_register(
    view: VerificationView, qtbot: QtBot, paper: Path, signed: Case
) -> None:
    before = _refused_in_audit(signed)
    _drop(view, paper)
    _judged(view, qtbot)
    (card,) = view.cards
    assert card.headline.text().startswith("✓")
    assert "现行文本" in card.headline.text()
    assert all(told.tone == "good" for told in card.words.questions)
    assert [box.words.tone for box in card.signatures] == ["good"] * len(card.signatures)
    assert "不是签名人本人的数字证书签名" in card.signatures[0].proves_not.text()
    assert not card.signatures[0].fold.text.isVisible()
    qtbot.mouseClick(card.signatures[0].fold.button, LEFT)
    assert card.signatures[0].fold.text.isVisible()
    assert _refused_in_audit(signed) == before


def test_that_several_files_are_judged_and_a_changed_one_is_recorded(
    view: VerificationView, qtbot: QtBot, paper: Path, signed: Case, tmp_path: Path
) -> None:
    before = _refused_in_audit(signed)
    changed, foreign = tmp_path / "changed.pdf", tmp_path / "foreign.pdf"
    changed.write_bytes(paper.read_bytes() + b"% more\n")
    foreign.write_bytes(b"%PDF-1.7\nnot ours\n%%EOF\n")
    _drop(view, paper, changed, foreign)
    _judged(view, qtbot, 3)
    by_name = {card.words.file: card for card in view.cards}
    assert by_name["changed.pdf"].headline.text().startswith("✗")
    assert "否" in _texts(by_name["changed.pdf"])
    assert "不是用本程序签署的" in by_name["foreign.pdf"].headline.text()
    assert (by_name["foreign.pdf"].questions, by_name["foreign.pdf"].findings) == ([], [])
    qtbot.waitUntil(lambda: len(_refused_in_audit(signed)) == len(before) + 2, timeout=SLOW)
    assert by_name["changed.pdf"].words.sha256 in _refused_in_audit(signed)


def test_that_a_code_from_a_printed_page_is_looked_up(view: VerificationView, qtbot: QtBot, signed: Case) -> None:
    code = PageCode(paper=signed.id("paper"), page=2, pages=3, boxes=4)
    view.code.setText(code.text)
    qtbot.keyClick(view.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.codes), timeout=SLOW)
    said = "\n".join(view.codes[0].lines)
    assert "第2页" in said
    assert "现行文本" in said
    assert view.code.text() == ""


@pytest.mark.parametrize(("code", "words"), [("M1何", "不是文书上的码"), ("0000 0000", "登记里没有")])
def test_that_a_wrong_code_is_refused_in_a_sentence(
    view: VerificationView, qtbot: QtBot, code: str, words: str
) -> None:
    view.code.setText(code)
    qtbot.mouseClick(view.look_up, LEFT)
    qtbot.waitUntil(view.notices.isVisible, timeout=SLOW)
    assert words in view.notices.notice().text
    assert view.codes == []


def test_that_without_an_office_the_root_tells_who_signed(
    outside: VerificationView, qtbot: QtBot, paper: Path, signed: Case, tmp_path: Path, view: VerificationView
) -> None:
    assert not outside.code.isVisible()
    assert not outside.hand_out.isVisible()
    _drop(outside, paper)
    _judged(outside, qtbot)
    assert outside.cards[0].headline.text().startswith("！")
    root = tmp_path / "root.cer"
    view.write_root(root, view._verifier.root())
    assert view._verifier.root().fingerprint in view.notices.notice().text
    assert (tmp_path / "root_指纹.pdf").read_bytes().startswith(b"%PDF")
    _drop(outside, root, paper)
    _judged(outside, qtbot, 2)
    assert outside.cards[0].headline.text().startswith("✓")
    assert "要问该办公室" in outside.cards[0].headline.text()


def test_that_what_is_no_certificate_is_not_trusted(outside: VerificationView, tmp_path: Path) -> None:
    (tmp_path / "x.cer").write_bytes(b"nothing")
    outside.add_root(tmp_path / "x.cer")
    assert outside.notices.isVisible()
    assert "还没有根证书" in outside.trusted.text()


def test_that_the_verdict_is_kept_as_text_and_as_pdf(
    view: VerificationView, qtbot: QtBot, paper: Path, tmp_path: Path
) -> None:
    _drop(view, paper)
    _judged(view, qtbot)
    text, pdf = tmp_path / "结果.txt", tmp_path / "结果.pdf"
    view.keep(view.cards[0], text)
    view.keep(view.cards[0], pdf)
    said = text.read_text(encoding="utf-8")
    assert view.cards[0].words.sha256 in said
    assert "核验人：沈若兰" in said
    assert "不证明" in said
    assert pdf.read_bytes().startswith(b"%PDF")
    view.keep(view.cards[0], tmp_path / "nowhere" / "x.txt")
    assert "nowhere" in view.notices.notice().text or "x.txt" in view.notices.notice().text


def test_that_a_folder_is_no_paper(view: VerificationView, qtbot: QtBot, tmp_path: Path) -> None:
    _drop(view, tmp_path)
    qtbot.waitUntil(view.notices.isVisible, timeout=SLOW)
    assert view.cards == []
    assert view.waiting.text() == ""


@pytest.mark.parametrize("exists", [True, False])
def test_that_papers_are_verified_before_anybody_signs_in(
    qtbot: QtBot, office_copy: Path, tmp_path: Path, faults: list[Exception], exists: bool, paper: Path
) -> None:
    folder = office_copy if exists else tmp_path / "no-office"
    reception = Reception(OfficeDoor(folder, monday(), CHEAP), make_window, sentence, faults.append)
    reception.open()
    qtbot.mouseClick(reception.dialog().ui.verify, LEFT)
    dialog = reception.dialog().findChild(type(reception.verify()))
    _drop(dialog.view, paper)
    _judged(dialog.view, qtbot)
    assert "没有核对证书是谁的" in dialog.view.cards[0].headline.text()
    assert reception.window() is None
    reception.close()
    assert faults == []


def test_that_the_roots_of_the_office_are_what_it_hands_out(signed: Case) -> None:
    root = Verifier(signed.office.desk.surroundings.now, signed.office.desk).root()
    assert root.der == signed.office.desk.ask(TrustedRoots())[0]
    assert len(root.fingerprint.replace(" ", "")) == 64
