"""Signing in, the first start, and a party."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.first_start import FirstStart, OfficeWish
from mediation_desk.ui.dialogs.party_draft import KINDS, PartyDraft
from mediation_desk.ui.dialogs.party_editor import PartyEditor
from mediation_desk.ui.dialogs.party_fields import PartyFields
from mediation_desk.ui.dialogs.sign_in import SignIn
from mediation_desk.ui.jobs import Jobs, Progress
from mediation_desk.ui.widgets.id_number_edit import IdReading
from tests.support.hands import show_active, write

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


def _sentence(refusal: Refusal) -> str:
    return f"〔{refusal.code}〕"


def _attempt(account: str, password: str) -> str:
    if password != "right horse":
        raise Refusal("account.wrong_password", field="password")
    return f"session of {account}"


@pytest.fixture
def sign_in(qtbot: QtBot, jobs: Jobs) -> SignIn[str]:
    dialog = SignIn(jobs, _attempt, _sentence, office="枫源县矛调中心")
    show_active(dialog, qtbot)
    return dialog


def test_that_signing_in_works_by_keyboard_alone(sign_in: SignIn[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(sign_in.ui.account, "shenrl")
    qtbot.keyClick(sign_in.ui.account, ENTER)
    assert sign_in.ui.password.hasFocus()
    qtbot.keyClicks(sign_in.ui.password, "right horse")
    with qtbot.wait_signal(sign_in.accepted):
        qtbot.keyClick(sign_in.ui.password, ENTER)
    assert sign_in.session == "session of shenrl"
    assert sign_in.ui.password.text() == ""


def test_that_a_wrong_password_is_said_and_asked_again(sign_in: SignIn[str], qtbot: QtBot) -> None:
    sign_in.ui.account.setText("shenrl")
    qtbot.keyClicks(sign_in.ui.password, "wrong")
    qtbot.mouseClick(sign_in.ui.enter, LEFT)
    assert not sign_in.ui.enter.isEnabled()
    qtbot.waitUntil(sign_in.ui.notice.isVisible)
    assert sign_in.ui.notice.notice().text == "〔account.wrong_password〕"
    assert sign_in.ui.password.text() == ""
    assert sign_in.ui.enter.isEnabled()
    assert sign_in.session is None


def test_that_nothing_is_tried_without_account_and_password(sign_in: SignIn[str], qtbot: QtBot) -> None:
    qtbot.mouseClick(sign_in.ui.enter, LEFT)
    assert sign_in.ui.notice.notice().text == "请填写账号和密码"
    assert sign_in.ui.account.hasFocus()


def test_that_a_password_is_never_shown(sign_in: SignIn[str]) -> None:
    assert sign_in.ui.password.echoMode() == sign_in.ui.password.EchoMode.Password


class Maker:
    """Makes offices for the test: refuses short passwords, notes what was wished."""

    def __init__(self) -> None:
        self.wishes: list[OfficeWish] = []
        self.go = threading.Event()
        self.go.set()

    def __call__(self, wish: OfficeWish, progress: Progress) -> str:
        self.wishes.append(wish)
        if not wish.practice and len(wish.password) < 8:
            raise Refusal("account.password_short", field="password")
        if wish.region == "999999":
            raise Refusal("office.region_unknown", field="region")
        progress.report(1, 2, "写入示例案件")
        self.go.wait(5)
        return "office"


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def first_start(qtbot: QtBot, jobs: Jobs, maker: Maker) -> FirstStart[str]:
    dialog = FirstStart(jobs, maker, _sentence)
    show_active(dialog, qtbot)
    return dialog


def _fill(dialog: FirstStart[str], qtbot: QtBot, password: str, again: str, region: str = "330681") -> None:
    qtbot.mouseClick(dialog.ui.own_office, LEFT)
    write(dialog.ui.name, "枫源县矛调中心")
    qtbot.keyClicks(dialog.ui.region, region)
    write(dialog.ui.region_name, "枫源县")
    qtbot.mouseClick(dialog.ui.forward, LEFT)
    write(dialog.ui.person, "林站长")
    qtbot.keyClicks(dialog.ui.account, "admin01")
    qtbot.keyClicks(dialog.ui.password, password)
    qtbot.keyClicks(dialog.ui.again, again)


def _practise(dialog: FirstStart[str], qtbot: QtBot, again: str = "long enough") -> None:
    qtbot.mouseClick(dialog.ui.practice_office, LEFT)
    qtbot.keyClicks(dialog.ui.practice_password, "long enough")
    qtbot.keyClicks(dialog.ui.practice_again, again)
    qtbot.mouseClick(dialog.ui.forward, LEFT)


def test_that_a_practice_office_needs_only_a_password(first_start: FirstStart[str], maker: Maker, qtbot: QtBot) -> None:
    with qtbot.wait_signal(first_start.accepted):
        _practise(first_start, qtbot)
    assert maker.wishes == [OfficeWish(practice=True, password="long enough")]
    assert first_start.ui.practice_password.text() == ""
    assert first_start.made == "office"


def test_that_progress_is_shown_while_an_office_is_made(
    first_start: FirstStart[str], maker: Maker, qtbot: QtBot
) -> None:
    maker.go.clear()
    _practise(first_start, qtbot)
    qtbot.waitUntil(lambda: first_start.ui.making_words.text() == "写入示例案件")
    assert first_start.ui.progress.value() == 1
    with qtbot.wait_signal(first_start.accepted):
        maker.go.set()


def test_that_an_office_of_ones_own_is_made_from_two_steps(
    first_start: FirstStart[str], maker: Maker, qtbot: QtBot
) -> None:
    _fill(first_start, qtbot, "long enough", "long enough")
    with qtbot.wait_signal(first_start.accepted):
        qtbot.mouseClick(first_start.ui.forward, LEFT)
    assert maker.wishes == [
        OfficeWish(
            name="枫源县矛调中心",
            region="330681",
            region_name="枫源县",
            person="林站长",
            account="admin01",
            password="long enough",
        )
    ]
    assert first_start.ui.password.text() == ""


def test_that_a_slip_in_the_practice_password_is_refused(
    first_start: FirstStart[str], maker: Maker, qtbot: QtBot
) -> None:
    _practise(first_start, qtbot, "long enouhg")
    assert "两次输入的密码不一样" in first_start.ui.notice.notice().text
    assert first_start.ui.practice_again.hasFocus()
    assert maker.wishes == []


def test_that_an_empty_field_is_named_before_going_on(first_start: FirstStart[str], qtbot: QtBot) -> None:
    qtbot.mouseClick(first_start.ui.own_office, LEFT)
    write(first_start.ui.name, "枫源")
    qtbot.mouseClick(first_start.ui.forward, LEFT)
    assert first_start.ui.notice.notice().text == "请填写行政区划代码"
    assert first_start.ui.region.hasFocus()


def test_that_two_different_passwords_are_refused(first_start: FirstStart[str], maker: Maker, qtbot: QtBot) -> None:
    _fill(first_start, qtbot, "long enough", "long enouhg")
    qtbot.mouseClick(first_start.ui.forward, LEFT)
    assert "两次输入的密码不一样" in first_start.ui.notice.notice().text
    assert maker.wishes == []


@pytest.mark.parametrize(
    ("password", "region", "page"), [("short", "330681", "administrator"), ("long enough", "999999", "office")]
)
def test_that_a_refusal_brings_back_the_step_it_is_about(
    first_start: FirstStart[str], qtbot: QtBot, password: str, region: str, page: str
) -> None:
    _fill(first_start, qtbot, password, password, region)
    qtbot.mouseClick(first_start.ui.forward, LEFT)
    qtbot.waitUntil(first_start.ui.notice.isVisible)
    assert first_start.ui.steps.currentWidget() is getattr(first_start.ui, page)


def test_that_a_wish_never_prints_its_password() -> None:
    assert "secret" not in repr(OfficeWish(password="secret"))


def test_that_one_can_go_back_to_the_choice(first_start: FirstStart[str], qtbot: QtBot) -> None:
    qtbot.mouseClick(first_start.ui.own_office, LEFT)
    qtbot.mouseClick(first_start.ui.back, LEFT)
    assert first_start.ui.steps.currentWidget() is first_start.ui.choice
    assert not first_start.ui.forward.isVisible()


def _read_id(number: str, kind: str | None = None, /) -> IdReading:
    if number == "330699195703121540":
        return IdReading(birth=date(1957, 3, 12), sex="女", note="已由证件号填入")
    return IdReading(problem="证件号校验位不对")


def _check(draft: PartyDraft) -> None:
    if not draft.name:
        raise Refusal("party.name_missing", field="name")


@pytest.fixture
def editor(qtbot: QtBot) -> PartyEditor:
    dialog = PartyEditor("添加当事人", _check, _sentence)
    dialog.fields.set_readers(_read_id, lambda code: IdReading(), lambda: date(2026, 11, 23))
    show_active(dialog, qtbot)
    return dialog


def test_that_an_identity_number_fills_birth_and_sex(editor: PartyEditor, qtbot: QtBot) -> None:
    ui = editor.fields.ui
    write(ui.name, "周桂英")
    qtbot.keyClicks(ui.id_number, "330699195703121540")
    assert ui.sex.currentText() == "女"
    assert ui.birth.value() == date(1957, 3, 12)
    assert ui.id_note.text() == "已由证件号填入"
    draft = editor.draft()
    assert (draft.name, draft.sex, draft.birth) == ("周桂英", "女", date(1957, 3, 12))


def test_that_a_wrong_identity_number_keeps_the_dialog_open(editor: PartyEditor, qtbot: QtBot) -> None:
    write(editor.fields.ui.name, "周桂英")
    qtbot.keyClicks(editor.fields.ui.id_number, "330699195703121541")
    assert editor.fields.ui.id_note.text() == "证件号校验位不对"
    qtbot.mouseClick(editor.save, LEFT)
    assert editor.isVisible()
    assert editor.notices.notice().field == "id_number"
    assert editor.fields.ui.id_number.hasFocus()


def test_that_the_desks_refusal_puts_the_keyboard_on_its_field(editor: PartyEditor, qtbot: QtBot) -> None:
    editor.fields.ui.phone.setFocus()
    qtbot.mouseClick(editor.save, LEFT)
    assert editor.notices.notice().text == "〔party.name_missing〕"
    assert editor.fields.ui.name.hasFocus()
    write(editor.fields.ui.name, "周桂英")
    with qtbot.wait_signal(editor.accepted):
        qtbot.keyClick(editor.fields.ui.name, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert editor.result() == QDialog.DialogCode.Accepted


def test_that_enter_goes_through_the_party_field_by_field(editor: PartyEditor, qtbot: QtBot) -> None:
    ui = editor.fields.ui
    ui.name.setFocus()
    for before, after in ((ui.name, ui.phone), (ui.phone, ui.id_number), (ui.id_number, ui.document_kind)):
        qtbot.keyClick(before, ENTER)
        assert after.hasFocus()


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_draft_comes_back_as_it_was_shown(qtbot: QtBot, kind: str) -> None:
    personal = {"sex": "女", "birth": date(1957, 3, 12), "ethnicity": "汉族", "occupation": "务农"}
    corporate = {"credit_code": "91330681MA2XXXXX01", "representative_post": "经理"}
    extra: dict[str, object] = {
        "natural": {**personal, "id_number": "330699195703121540"},
        "company": {**corporate, "legal_representative": "赵立"},
        "self_employed": {
            "id_number": "330699195703121540",
            "credit_code": "91330681MA2XXXXX01",
            "legal_representative": "赵立",
        },
        "village": {**corporate, "legal_representative": "赵立"},
        "group": {"legal_representative": "赵立"},
        "agency": {**corporate, "legal_representative": "赵立"},
    }[kind]
    shown = PartyDraft(side="respondent", kind=kind, name="<b>张 & 李", phone="138 0658 2207", address="3 组", **extra)
    fields = PartyFields()
    qtbot.addWidget(fields)
    fields.set_readers(_read_id, lambda code: IdReading(), lambda: date(2026, 11, 23))
    fields.show_draft(shown)
    assert fields.draft() == shown


def test_that_a_company_is_not_asked_for_birth_and_sex(editor: PartyEditor) -> None:
    editor.fields.ui.id_number.setText("330699195703121541")
    editor.fields.ui.kind.setCurrentIndex(KINDS.index("company"))
    ui = editor.fields.ui
    assert not ui.birth.isVisible()
    assert not ui.id_number.isVisible()
    assert ui.credit_code.isVisible()
    assert ui.name_label.text() == "名称"
    assert editor.draft().id_number is None
    assert editor.fields.problem() is None


def test_that_a_fixed_side_is_not_asked(editor: PartyEditor) -> None:
    editor.fields.set_side("third", fixed=True)
    assert not editor.fields.ui.side.isVisible()
    assert editor.draft().side == "third"
