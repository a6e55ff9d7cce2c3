"""证书: every key with whose it is, what kind it is and until when it holds; and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.acts.act import Outcome
from mediation_desk.queries.certificates import CertificateRow, Shown, TokenRow
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.dialogs.form_dialog import FormDialog
from mediation_desk.ui.messages import done_notice
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import certificate_forms as forms
from mediation_desk.ui.pages.settings import certificate_presenter as say
from mediation_desk.ui.pages.settings.certificate_presenter import CertificatePresenter, Confirmed, Keys, Whose
from mediation_desk.ui.pages.settings.certificate_tables import certificate_columns
from mediation_desk.ui.pages.settings.form_tab import FormTab
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card


class CertificateTab(FormTab):
    """A key from elsewhere is looked at first and taken only by who has compared it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = CertificatePresenter(context.session)
        self._keys: Keys | None = None
        self._library = ""
        self.table = RowTable(certificate_columns(), key=lambda row: row.id)
        self.issue, self.request = QPushButton(self.tr("签发自建证书…")), QPushButton(self.tr("申请文件 CSR…"))
        self.bring, self.connect_token = QPushButton(self.tr("导入证书文件…")), QPushButton(self.tr("接入 UKey…"))
        self.answer, self.export = QPushButton(self.tr("载入证书…")), QPushButton(self.tr("另存申请文件…"))
        self.renew, self.retire = QPushButton(self.tr("续期")), QPushButton(self.tr("停用…"))
        self.release = QPushButton(self.tr("恢复输入 PIN…"))
        self.service, self.lists = QPushButton(self.tr("时间戳服务…")), QPushButton(self.tr("载入吊销列表…"))
        self.service_words, self.lists_words = QLabel(), QLabel()
        self._lay_out()
        self._connect()
        self._offer()

    def refresh(self) -> None:
        """Ask for every key."""
        self._context.read(self._presenter.load, self._show, self)

    def save_request(self, key: str, path: str) -> None:
        """Write the request where the person wants it."""
        words = self.tr("申请文件已保存，请交给颁发机构；收到证书后点“载入证书”")
        self._context.read(
            lambda: self._presenter.write_request(key, path), lambda _done: self._context.tell(done_notice(words)), self
        )

    def load_list(self, path: str) -> None:
        """Take a revocation list from a file."""
        self.do_at_once(lambda: self._presenter.load_list(path), self.tr("吊销列表已载入"))

    # -- keys from elsewhere

    def bring_file(self) -> None:
        """导入证书文件: look into it, compare, take it."""
        keys = self._keys
        if keys is None:
            return
        asked = forms.file_form(keys, self._body(), self._context.sentence, self)

        def send() -> None:
            file, word, chain = (asked.text(name) for name in ("certificate_file", "passphrase", "chain"))
            whose = forms.chosen_whose(asked)

            def take(confirmed: Confirmed) -> Outcome:
                return self._presenter.import_file(whose, file, word, chain, confirmed)

            self._look(asked, lambda: self._presenter.look_into(file, word, chain), whose, take)

        self.open_form(asked, send)

    def take_answer(self) -> None:
        """载入证书: the answer to a request."""
        row = self.table.current_row()
        if row is None:
            return
        key, whose = row.id, Whose(purpose=row.purpose, organisation=row.organisation, name=row.whose)
        asked = forms.answer_form(row, self._context.sentence, self)

        def send() -> None:
            file, chain = asked.text("certificate"), asked.text("chain")

            def take(confirmed: Confirmed) -> Outcome:
                return self._presenter.take_answer(key, file, chain, confirmed)

            self._look(asked, lambda: self._presenter.look_at(file), whose, take)

        self.open_form(asked, send)

    def _look(
        self, asked: FormDialog, look: Callable[[], Shown], whose: Whose, take: Callable[[Confirmed], Outcome]
    ) -> None:
        def show(shown: Shown) -> None:
            asked.accept()
            self._compare(shown, whose, take)

        self._context.jobs.read(look, show, asked.refused, self)

    def _compare(self, shown: Shown, whose: Whose, take: Callable[[Confirmed], Outcome]) -> None:
        dialog = forms.compare_form(whose.name, shown, self._context.sentence, self)

        def send() -> None:
            confirmed = Confirmed(fingerprint=shown.about.fingerprint, because=dialog.text("named_otherwise_because"))
            self.send_form(dialog, lambda: take(confirmed), self.tr("{0}从现在起用这张证书签署").format(whose.name))

        self.open_form(dialog, send)

    def bring_token(self) -> None:
        """接入 UKey: see what is plugged in, choose, compare, try the PIN."""
        keys = self._keys
        if keys is None:
            return
        asked = forms.library_form(keys, self._body(), self._library, self._context.sentence, self)

        def send() -> None:
            self._library, whose = asked.text("library"), forms.chosen_whose(asked)
            library = self._library

            def show(rows: tuple[TokenRow, ...]) -> None:
                asked.accept()
                self._choose_key(library, rows, whose)

            self._context.jobs.read(lambda: self._presenter.plugged_in(library), show, asked.refused, self)

        self.open_form(asked, send)

    def _choose_key(self, library: str, rows: tuple[TokenRow, ...], whose: Whose) -> None:
        dialog = forms.token_form(whose.name, rows, self._context.sentence, self)

        def send() -> None:
            box = dialog.fields["key"]
            assert isinstance(box, QComboBox)
            row, pin = rows[box.currentIndex()], dialog.text("pin")
            chain, because = dialog.text("chain"), dialog.text("named_otherwise_because")
            self.send_form(
                dialog,
                lambda: self._presenter.connect(whose, library, row, pin, chain, because),
                self.tr("UKey 已接入，{0}每次签章时输入 PIN 码").format(whose.name),
            )

        self.open_form(dialog, send)

    # -- the office's own

    def issue_own(self) -> None:
        """签发自建证书."""
        keys = self._keys
        if keys is None:
            return
        fields = (("organisation", self.tr("机构"), forms.whose_box(keys, self._body(), witness=False)),)
        words = self.tr("自建证书由本单位自己签发，别的单位和软件不认识颁发者；有外来证书的机构不必签发。")
        title, go = self.tr("签发自建证书"), self.tr("签发")
        dialog = FormDialog(title, fields, go, (), self._context.sentence, self, words)

        def send() -> None:
            whose = forms.chosen_whose(dialog)
            done = self.tr("已为{0}签发证书").format(whose.name)
            self.send_form(dialog, lambda: self._presenter.issue(whose.organisation or ""), done)

        self.open_form(dialog, send)

    def ask_for(self) -> None:
        """申请文件 CSR."""
        keys = self._keys
        if keys is None:
            return
        dialog = forms.request_form(keys, self._body(), self._context.sentence, self)

        def send() -> None:
            whose, box = forms.chosen_whose(dialog), dialog.fields["algorithm"]
            assert isinstance(box, QComboBox)
            kind = str(box.currentData())
            words = self.tr("申请文件已生成，请“另存申请文件”交给颁发机构")
            self.send_form(dialog, lambda: self._presenter.ask_for(whose.organisation or "", kind)[0], words)

        self.open_form(dialog, send)

    def _renew(self) -> None:
        row = self.table.current_row()
        if row is not None:
            key = row.id
            self.do_at_once(lambda: self._presenter.renew(key), self.tr("已续期；以前签署的文书仍然有效"))

    def _retire(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        key, dialog = row.id, forms.retire_form(row, self._context.sentence, self)

        def send() -> None:
            tick, reason = dialog.fields.get("revoke"), dialog.text("reason")
            revoke = isinstance(tick, QCheckBox) and tick.isChecked()
            self.send_form(dialog, lambda: self._presenter.retire(key, reason, revoke=revoke), self.tr("已停用"))

        self.open_form(dialog, send)

    def _release(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        key, dialog = row.id, forms.release_form(row, self._context.sentence, self)

        def send() -> None:
            reason = dialog.text("reason")
            self.send_form(dialog, lambda: self._presenter.release_pin(key, reason), self.tr("可以再输入 PIN 码了"))

        self.open_form(dialog, send)

    def _set_service(self) -> None:
        if self._keys is None:
            return
        dialog = forms.service_form(self._keys.sheet.service, self._context.sentence, self)

        def send() -> None:
            url, root, tick = dialog.text("url"), dialog.text("root"), dialog.fields["every"]
            every = isinstance(tick, QCheckBox) and tick.isChecked()
            words = self.tr("时间戳服务可用，已保存") if url else self.tr("已停用时间戳服务")
            self.send_form(dialog, lambda: self._presenter.set_service(url, root, every=every), words)

        self.open_form(dialog, send)

    def _body(self) -> str | None:
        row = self.table.current_row()
        return None if row is None else row.organisation

    def _show(self, keys: Keys) -> None:
        self._keys = keys
        self.table.show_rows(keys.sheet.rows)
        self.service_words.setText(say.service_words(keys.sheet.service))
        self.lists_words.setText(say.lists_words(keys.sheet))
        self._offer()

    def _offer(self) -> None:
        row: CertificateRow | None = self.table.current_row()
        waits = row is not None and row.state == "waiting"
        for button in (self.answer, self.export):
            button.setEnabled(waits)
        self.renew.setEnabled(say.may_renew(row))
        self.retire.setEnabled(say.may_retire(row))
        self.release.setEnabled(row is not None and row.wrong_pins > 0 and row.state != "ended")
        for button in (self.issue, self.request):
            button.setEnabled(self._keys is not None and bool(self._keys.bodies))

    def _save(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        name = f"{row.whose}.csr"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("另存申请文件"), name, "PKCS#10 (*.csr *.pem)")
        if path:
            self.save_request(row.id, path)

    def _choose_list(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("吊销列表"), "", "CRL (*.crl *.pem);;所有文件 (*)")
        if path:
            self.load_list(path)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _key: self._offer())
        for button, deed in (
            (self.issue, self.issue_own),
            (self.bring, self.bring_file),
            (self.connect_token, self.bring_token),
            (self.request, self.ask_for),
            (self.answer, self.take_answer),
            (self.export, self._save),
            (self.renew, self._renew),
            (self.retire, self._retire),
            (self.release, self._release),
            (self.service, self._set_service),
            (self.lists, self._choose_list),
        ):
            button.clicked.connect(lambda _checked=False, deed=deed: deed())

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self.tr("证书"))
        self.bring.setProperty("look", "primary")
        self.retire.setProperty("look", "danger")
        card = Card(tight=True)
        card.body.addLayout(_row((self.issue, self.request, self.connect_token, self.bring)))
        card.body.addWidget(self.table, 1)
        card.body.addLayout(_row((self.retire, self.release, self.export, self.answer, self.renew)))
        more = Card(self.tr("时间与吊销"))
        for words, button in ((self.service_words, self.service), (self.lists_words, self.lists)):
            words.setWordWrap(True)
            words.setProperty("look", "soft")
            line = QHBoxLayout()
            line.addWidget(words, 1)
            line.addWidget(button)
            more.body.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.setSpacing(px(12))
        column.addWidget(card, 1)
        column.addWidget(more)


def _row(buttons: tuple[QPushButton, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(px(12), px(10), px(12), px(10))
    row.setSpacing(px(8))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
