"""The office's own affairs."""

from __future__ import annotations

import pytest

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.pages.settings import presenter as say
from tests.support.busy_fixtures import SignIn
from tests.support.kept_offices import PASSWORD

NEW = "另一个很长的密码-1"


@pytest.fixture
def presenter(sign_in: SignIn) -> say.SettingsPresenter:
    return say.SettingsPresenter(sign_in())


def test_that_a_body_that_seals_on_the_screen_gets_its_certificate_at_once(presenter: say.SettingsPresenter) -> None:
    presenter.add_body(
        name="临溪县白沙镇人民调解委员会",
        short="白沙",
        kind="town_committee",
        region="330699102",
        address="",
        phone="",
        route="screen",
    )
    affairs = presenter.load()
    body = next(row for row in affairs.overview.bodies if row.short == "白沙")
    assert body.sealed_since is not None
    assert all(finding.sound for finding in affairs.findings)


def test_that_an_appointed_person_signs_in_and_a_dismissed_one_no_longer(
    sign_in: SignIn, presenter: say.SettingsPresenter
) -> None:
    presenter.appoint(
        name="沈立", roles=("registrar",), body="", phone="", qualification="", account="shenli", password=NEW
    )
    door: OfficeDoor = sign_in().door
    door.sign_in("shenli", NEW).close()
    member = next(row for row in presenter.load().overview.staff if row.account == "shenli")
    presenter.dismiss(member, "调离")
    with pytest.raises(Refusal, match="account"):
        door.sign_in("shenli", NEW)
    assert "shenli" not in presenter.load().opened


def test_that_an_account_of_somebody_else_is_refused(presenter: say.SettingsPresenter) -> None:
    with pytest.raises(Refusal, match="account.taken"):
        presenter.appoint(
            name="沈立", roles=("registrar",), body="", phone="", qualification="", account="wang", password=NEW
        )


def test_that_an_account_that_opens_nothing_says_so(presenter: say.SettingsPresenter) -> None:
    affairs = presenter.load()
    words = {row.account: say.account_words(row, affairs.opened) for row in affairs.overview.staff}
    assert (words["wang"], words["tang"]) == ("wang", "tang（未开通）")


def test_that_a_local_limit_is_adopted_with_its_source_and_marked(presenter: say.SettingsPresenter) -> None:
    presenter.set_length("people.conclude", 20, "临溪县人民调解办法 12")
    row = next(row for row in presenter.load().overview.local if row.key == "people.conclude")
    assert (say.now_words(row), row.shipped, say.leeway_words(row)) == ("20日（本单位）", "30日", "只能缩短")
    assert row.source.startswith("临溪县人民调解办法 12")


def test_that_a_local_limit_cannot_be_longer_than_the_law_leaves(presenter: say.SettingsPresenter) -> None:
    with pytest.raises(Refusal, match="limit.wrong_direction"):
        presenter.set_length("people.conclude", 60, "临溪县人民调解办法 12")


def test_that_a_doubtful_basis_is_marked(presenter: say.SettingsPresenter) -> None:
    rows = {row.key: say.source_words(row) for row in presenter.load().overview.local}
    assert "依据待核" in rows["people.conclude"]
    assert "依据待核" not in rows["copies:people.general"]


def test_that_what_is_local_besides_lengths_is_adopted_and_shown_with_its_source(
    presenter: say.SettingsPresenter,
) -> None:
    presenter.set_value("standing:administrative.general", "closed", "临溪县人民法院复函")
    presenter.set_value("series:people.general", "（{year}）临{body}民调字第{n}号", "临溪县司法局通知")
    presenter.set_value("copies:people.general", "2", "临溪县司法局通知")
    presenter.set_length("school.conclude", 3, "本省条例 20", "months")
    affairs = presenter.load()
    rows = {row.key: row for row in affairs.overview.local}
    assert say.now_words(rows["standing:administrative.general"]) == "不申请（本单位）"
    assert rows["copies:people.general"].now == "2" and rows["copies:people.general"].shipped == "1"
    assert rows["school.conclude"].now == "3个月"
    assert rows["series:people.general"].source.startswith("临溪县司法局通知；")
    people = next(sheet for sheet in affairs.rules if sheet.procedure == "people.general")
    assert any("（{year}）临{body}民调字第{n}号" in row.words for row in people.rows)


@pytest.mark.parametrize(
    ("key", "value", "source", "code"),
    [
        ("copies:people.general", "0", "某通知", "local.copies_too_few"),
        ("standing:people.general", "closed", "某通知", "local.not_local"),
        ("series:people.general", "第{n}", "某通知", "local.series_wrong"),
        ("standing:administrative.general", "perhaps", "某通知", "local.standing_unknown"),
        ("copies:people.general", "2", " ", "local.source_missing"),
        ("colour:people.general", "red", "某通知", "local.unknown"),
    ],
)
def test_that_what_the_law_does_not_leave_to_the_office_is_refused(
    presenter: say.SettingsPresenter, key: str, value: str, source: str, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        presenter.set_value(key, value, source)


def test_that_the_table_of_roles_keeps_the_administrator_from_cases() -> None:
    rows = {row.code: row for row in say.role_rows()}
    assert not rows["administrator"].sees_cases
    assert rows["director"].sees_cases
    assert "登记机构" in rows["administrator"].acts


def test_that_one_changes_ones_own_password(sign_in: SignIn) -> None:
    session = sign_in("wang")
    say.SettingsPresenter(session).change_password(PASSWORD, NEW)
    session.door.sign_in("wang", NEW).close()
    with pytest.raises(Refusal, match="account.wrong_password"):
        session.door.sign_in("wang", PASSWORD)


def test_that_a_mediator_runs_no_office_and_gets_no_self_check(sign_in: SignIn) -> None:
    presenter = say.SettingsPresenter(sign_in("wang"))
    assert not presenter.runs_office
    assert presenter.load().findings == ()
    with pytest.raises(Refusal, match="permission.denied"):
        presenter.rename("别的名字", "别处")
