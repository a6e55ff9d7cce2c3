"""设置: the office, its bodies and people, who may do what, the rules, the self-check, one's own password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.act import Outcome
from mediation_desk.queries.office import CLOCK, LocalRow
from mediation_desk.ui.context import Outcomes, PageContext
from mediation_desk.ui.dialogs.form_dialog import FormDialog
from mediation_desk.ui.messages import Notice, NoticeTone, done_notice
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import forms, tables
from mediation_desk.ui.pages.settings.certificate_tab import CertificateTab
from mediation_desk.ui.pages.settings.drawing_tab import DrawingTab
from mediation_desk.ui.pages.settings.edition_tab import EditionTab
from mediation_desk.ui.pages.settings.form_tab import FormTab
from mediation_desk.ui.pages.settings.frames import framed, listed
from mediation_desk.ui.pages.settings.password_tab import PasswordTab
from mediation_desk.ui.pages.settings.phone_switch import PhoneSwitch
from mediation_desk.ui.pages.settings.presenter import Affairs, SettingsPresenter, role_rows
from mediation_desk.ui.pages.settings.review_tab import ReviewTab
from mediation_desk.ui.pages.settings.rules_tab import RulesTab
from mediation_desk.ui.pages.settings.template_tab import TemplateTab
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card


class SettingsPage(FormTab):
    """What a person may not change has no button."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._presenter = SettingsPresenter(context.session)
        self._affairs: Affairs | None = None
        self.tabs = QTabWidget()
        self.name, self.region_name, self.region = QLineEdit(), QLineEdit(), QLabel()
        self.calendars = QLabel()
        self.phones = PhoneSwitch(context, self._presenter)
        self.edition, self.templates = EditionTab(context), TemplateTab(context, self)
        self.reviews, self.password = ReviewTab(context, self), PasswordTab(context)
        self.drawings = DrawingTab(context, self)
        self.certificates = CertificateTab(context, self)
        self.bodies = RowTable(tables.body_columns(), key=lambda row: row.id)
        self.staff = RowTable(tables.staff_columns(self._opened), key=lambda row: row.id)
        self.roles = RowTable(tables.role_columns(), key=lambda row: row.code)
        self.rules = RulesTab()
        self.local = RowTable(tables.local_columns(), key=lambda row: row.key)
        self.findings = RowTable(tables.finding_columns(), key=lambda row: row.name)
        self.local_text = QLineEdit()
        self._make_buttons()
        self._lay_out()
        self._connect()
        context.feed.follow(self, self.refresh, lambda change: not change.cases)

    def refresh(self) -> None:
        """Ask for the office again."""
        self._context.read(self._presenter.load, self._show, self)
        self.edition.refresh()
        self.templates.refresh()
        if self._context.session.may_ask("review_sheets"):
            self.reviews.refresh()
        if self._context.session.may_ask("character_drawings"):
            self.drawings.refresh()
        if self._context.session.may_ask("certificates"):
            self.certificates.refresh()

    def show_subject(self, subject: str) -> None:
        """`certificates`: that tab, where this person has it."""
        if subject == "certificates" and self.tabs.indexOf(self.certificates) >= 0:
            self.tabs.setCurrentWidget(self.certificates)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def _opened(self) -> frozenset[str]:
        return frozenset() if self._affairs is None else self._affairs.opened

    def _make_buttons(self) -> None:
        self.save = QPushButton(self.tr("保存"))
        self.add_body = QPushButton(self.tr("登记机构"))
        self.issue_seal = QPushButton(self.tr("签发电子签章证书"))
        self.add_staff = QPushButton(self.tr("登记人员"))
        self.open_account = QPushButton(self.tr("开通账号"))
        self.dismiss = QPushButton(self.tr("停用"))
        self.set_local = QPushButton(self.tr("设定本地规定"))
        self.give_up = QPushButton(self.tr("恢复原规定"))
        self.accept_clock = QPushButton(self.tr("确认时钟…"))
        for button in (self.save, self.add_body, self.add_staff):
            button.setProperty("look", "primary")
        self.dismiss.setProperty("look", "danger")
        runs = (
            self.save,
            self.add_body,
            self.issue_seal,
            self.add_staff,
            self.open_account,
            self.dismiss,
            self.set_local,
            self.give_up,
        )
        for button in runs if not self._presenter.runs_office else ():
            button.hide()

    def _lay_out(self) -> None:
        self.local_text.setPlaceholderText(self.tr("程序、事项、依据…"))
        self.local_text.setClearButtonEnabled(True)
        self.tabs.addTab(self._office_tab(), self.tr("单位"))
        self.tabs.addTab(listed(self.bodies, (self.issue_seal, self.add_body)), self.tr("机构"))
        if self._context.session.may_ask("certificates"):
            self.tabs.addTab(self.certificates, self.tr("证书"))
        self.tabs.addTab(listed(self.staff, (self.dismiss, self.open_account, self.add_staff)), self.tr("人员"))
        self.tabs.addTab(listed(self.roles, ()), self.tr("岗位权限"))
        self.tabs.addTab(self.rules, self.tr("程序规则"))
        self.tabs.addTab(self.edition, self.tr("规则版本"))
        if self._context.session.may_ask("template_sheet"):
            self.tabs.addTab(self.templates, self.tr("文书模板"))
        if self._context.session.may_ask("review_sheets"):
            self.tabs.addTab(self.reviews, self.tr("评查表"))
        if self._context.session.may_ask("character_drawings"):
            self.tabs.addTab(self.drawings, self.tr("生僻字图"))
        self.tabs.addTab(listed(self.local, (self.give_up, self.set_local), self.local_text), self.tr("本地规定"))
        if self._context.session.may_ask("self_check"):
            self.tabs.addTab(listed(self.findings, (self.accept_clock,)), self.tr("自检"))
        self.tabs.addTab(self.password, self.tr("我的密码"))
        self.roles.show_rows(role_rows())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(16))
        column.addWidget(self.tabs)
        self.setFocusProxy(self.tabs)

    def _office_tab(self) -> QWidget:
        card = Card(self.tr("本单位"))
        form = QFormLayout()
        form.setHorizontalSpacing(px(14))
        form.setVerticalSpacing(px(12))
        for edit in (self.name, self.region_name):
            edit.setReadOnly(not self._presenter.runs_office)
            edit.setMaximumWidth(px(460))
        self.calendars.setWordWrap(True)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("单位名称"), self.name),
            (self.tr("行政区划名称"), self.region_name),
            (self.tr("行政区划代码"), self.region),
            (self.tr("放假安排"), self.calendars),
            (self.tr("手机签名"), self.phones),
        )
        for words, part in rows:
            part.setAccessibleName(words)
            form.addRow(words, part)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        form.addRow("", row)
        card.body.addLayout(form)
        card.body.addStretch(1)
        return framed(card)

    def _connect(self) -> None:
        self.save.clicked.connect(self._rename)
        self.add_body.clicked.connect(self._add_body)
        self.issue_seal.clicked.connect(self._issue_seal)
        self.add_staff.clicked.connect(self._add_staff)
        self.open_account.clicked.connect(self._open_account)
        self.dismiss.clicked.connect(self._dismiss)
        self.set_local.clicked.connect(self._set_local)
        self.give_up.clicked.connect(self._give_up)
        self.password.change.clicked.connect(self._change_password)
        self.accept_clock.clicked.connect(self._accept_clock)
        self.local_text.textChanged.connect(self.local.set_text)
        for table in (self.bodies, self.staff, self.local):
            table.chosen.connect(lambda _key: self._offer_buttons())
        self.local.opened.connect(lambda _key: self._set_local())

    def _show(self, affairs: Affairs) -> None:
        self._affairs = affairs
        overview = affairs.overview
        self.name.setText(overview.name)
        self.region_name.setText(overview.region_name)
        practice = self.tr("（练习单位）") if overview.practice else ""
        self.region.setText(f"{overview.region}{practice}")
        known, awaited = self.tr("{0} 年已装入"), self.tr("{0} 年待公布，期限以法定节日估算")
        years = [(known if one.known else awaited).format(one.year) for one in overview.calendars]
        self.calendars.setText("　".join(years))
        self.phones.setChecked(overview.phone_signing)
        self.bodies.show_rows(overview.bodies)
        self.staff.show_rows(overview.staff)
        self.rules.show_sheets(affairs.rules)
        self.local.show_rows(overview.local)
        self.findings.show_rows(affairs.findings)
        behind = any(finding.name == CLOCK and not finding.sound for finding in affairs.findings)
        self.accept_clock.setVisible(behind and self._context.session.may_do("accept_clock"))
        self._offer_buttons()

    def _offer_buttons(self) -> None:
        body, member, local = self.bodies.current_row(), self.staff.current_row(), self.local.current_row()
        self.issue_seal.setEnabled(body is not None and body.route == "screen")
        waits = member is not None and member.active and bool(member.account) and member.account not in self._opened()
        self.open_account.setEnabled(waits)
        self.dismiss.setEnabled(member is not None and member.active and member.id != self._context.session.staff)
        runs = self._presenter.runs_office
        self.set_local.setEnabled(local is not None and bool(local.shipped) and runs)
        self.give_up.setEnabled(local is not None and (local.own or local.set_aside is not None) and runs)

    def _rename(self) -> None:
        name, region_name = self.name.text(), self.region_name.text()
        self._context.perform(
            lambda: self._presenter.rename(name, region_name),
            lambda _done: self._context.tell(done_notice(self.tr("已保存"))),
            self,
        )

    def _same(self, dialog: FormDialog) -> bool:
        same = dialog.text("password") == dialog.text("again")
        if not same:
            dialog.go.setEnabled(True)
            dialog.tell(Notice(NoticeTone.REFUSAL, self.tr("两次输入的密码不一样，请再输一次"), "again"))
        return same

    def _add_body(self) -> None:
        if self._affairs is None:
            return
        dialog = forms.body_form(self._affairs.offer, self._context.sentence, self)

        def send() -> None:
            texts = {name: dialog.text(name) for name in ("name", "short", "region", "address", "phone")}
            kind, route = _data(dialog, "kind"), _data(dialog, "route")
            self.send_form(
                dialog, lambda: self._presenter.add_body(kind=kind, route=route, **texts), self.tr("机构已登记")
            )

        self.open_form(dialog, send)

    def _issue_seal(self) -> None:
        body = self.bodies.current_row()
        if body is not None:
            words = self.tr("已为{0}签发证书").format(body.name)
            self.do_at_once(lambda: self._presenter.issue_seal(body.id), words)

    def _add_staff(self) -> None:
        if self._affairs is None:
            return
        dialog = forms.staff_form(self._affairs.offer, self._context.sentence, self)

        def send() -> None:
            if not self._same(dialog):
                return
            roles = dialog.fields["roles"]
            assert isinstance(roles, forms.RolesBox)
            texts = {name: dialog.text(name) for name in ("name", "phone", "qualification", "account", "password")}
            chosen, body = roles.roles(), _data(dialog, "body")
            self.send_form(
                dialog, lambda: self._presenter.appoint(roles=chosen, body=body, **texts), self.tr("人员已登记")
            )

        self.open_form(dialog, send)

    def _open_account(self) -> None:
        member = self.staff.current_row()
        if member is None:
            return
        dialog = forms.account_form(member, self._context.sentence, self)

        def send() -> None:
            password = dialog.text("password")
            if self._same(dialog):
                self.send_form(
                    dialog,
                    lambda: self._nothing(self._presenter.open_account, member.account, password),
                    self.tr("账号已开通"),
                )

        self.open_form(dialog, send)

    def _dismiss(self) -> None:
        member = self.staff.current_row()
        if member is None:
            return
        dialog = forms.dismissal_form(member, self._context.sentence, self)

        def send() -> None:
            reason = dialog.text("reason")
            self.send_form(dialog, lambda: self._presenter.dismiss(member, reason), self.tr("已停用"))

        self.open_form(dialog, send)

    def _accept_clock(self) -> None:
        dialog = forms.clock_form(self._context.sentence, self)

        def send() -> None:
            reason = dialog.text("reason")
            self.send_form(dialog, lambda: self._presenter.accept_clock(reason), self.tr("已确认时钟"))

        self.open_form(dialog, send)

    def _set_local(self) -> None:
        row = self.local.current_row()
        if row is None or not self.set_local.isEnabled():
            return
        dialog = forms.local_form(row, self._context.sentence, self)

        def send() -> None:
            self.send_form(dialog, self._local_deed(row, dialog), self.tr("已采用本地规定"))

        self.open_form(dialog, send)

    def _give_up(self) -> None:
        row = self.local.current_row()
        if row is not None:
            words = self.tr("“{0}”已恢复原规定").format(row.name)
            self.do_at_once(lambda: self._presenter.give_up(row.key), words)

    def _local_deed(self, row: LocalRow, dialog: FormDialog) -> Callable[[], Outcome]:
        """What sending the dialog does; its fields are read here, on the window's own lane."""
        source, number = dialog.text("source"), dialog.findChild(QSpinBox)
        if row.kind == "length":
            length, unit = 0 if number is None else number.value(), _data(dialog, "unit")
            return lambda: self._presenter.set_length(row.key, length, source, None if unit == row.unit else unit)
        if row.kind == "series":
            value = dialog.text("value")
        else:
            value = str(number.value()) if number is not None else _data(dialog, "value")
        return lambda: self._presenter.set_value(row.key, value, source)

    def _change_password(self) -> None:
        dialog = forms.password_form(self._context.sentence, self)

        def send() -> None:
            old, new = dialog.text("old"), dialog.text("password")
            if self._same(dialog):
                self.send_form(
                    dialog, lambda: self._nothing(self._presenter.change_password, old, new), self.tr("密码已更改")
                )

        self.open_form(dialog, send)

    def _nothing(self, deed: Callable[[str, str], None], first: str, second: str) -> Outcomes:
        """A change of the key file leaves no act behind."""
        deed(first, second)
        return ()


def _data(dialog: FormDialog, name: str) -> str:
    box = dialog.fields[name]
    assert isinstance(box, QComboBox)
    return str(box.currentData())
