"""What the tab of certificates asks: a key file, a token, a request, and the comparison before a key is taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from mediation_desk.queries.certificates import CertificateRow, Shown, TimeServiceRow, TokenRow
from mediation_desk.ui.dialogs.form_dialog import FormDialog, secret
from mediation_desk.ui.messages import Sentence
from mediation_desk.ui.pages.settings import certificate_presenter as say
from mediation_desk.ui.pages.settings.certificate_presenter import Keys, Whose
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.file_edit import FileEdit


def _tr(words: str) -> str:
    return QCoreApplication.translate("certificates", words)


_WIDE = 780
"""A fingerprint stands in one line, so that it can be compared."""
_CERTIFICATES = _tr("证书 (*.cer *.crt *.pem *.p7b);;所有文件 (*)")


def whose_box(keys: Keys, body: str | None = None, *, witness: bool = True) -> QComboBox:
    """The bodies that seal on the screen, and the office's witness key."""
    box = QComboBox()
    for one in keys.bodies:
        box.addItem(one.name, Whose(purpose="seal", organisation=one.id, name=one.name))
    if witness:
        words = _tr("{0}（见证手写签名）").format(keys.office)
        box.addItem(words, Whose(purpose=say.WITNESS, organisation=None, name=keys.office))
    chosen = next((at for at in range(box.count()) if box.itemData(at).organisation == body), 0)
    box.setCurrentIndex(chosen)
    return box


def chosen_whose(dialog: FormDialog) -> Whose:
    """Whom the key is for."""
    box = dialog.fields["organisation"]
    assert isinstance(box, QComboBox)
    whose = box.currentData()
    assert isinstance(whose, Whose)
    return whose


def file_form(keys: Keys, body: str | None, sentence: Sentence, parent: QWidget) -> FormDialog:
    """导入证书文件."""
    fields = (
        ("organisation", _tr("用于"), whose_box(keys, body)),
        ("certificate_file", _tr("证书文件"), FileEdit(_tr("证书文件 (*.p12 *.pfx);;所有文件 (*)"), ".p12 / .pfx")),
        ("passphrase", _tr("文件口令"), secret()),
        ("chain", _tr("上级证书（文件里没有时）"), FileEdit(_CERTIFICATES, _tr("可以不选"))),
    )
    words = _tr("文件和口令只用来取出密钥；密钥另行加密保存在本单位的数据库里，口令不保存。")
    needed = ("certificate_file",)
    return FormDialog(_tr("导入证书文件"), fields, _tr("查看证书"), needed, sentence, parent, words)


def compare_form(whose: str, shown: Shown, sentence: Sentence, parent: QWidget) -> FormDialog:
    """The body's name beside the certificate's; who presses the button has compared them."""
    about = shown.about
    reason = QLineEdit()
    reason.setPlaceholderText(_tr("名称不同时必填，如：机构更名前颁发"))
    fields = (
        ("body", _tr("登记的名称"), _read(whose)),
        ("subject", _tr("证书上的名称"), _read(about.organisation or about.common_name)),
        ("issuer", _tr("颁发机构"), _read(" ← ".join((about.issuer, *shown.above[1:])))),
        ("validity", _tr("有效期"), _read(f"{about.begins:%Y-%m-%d} 至 {about.ends:%Y-%m-%d}")),
        ("algorithm", _tr("密钥种类"), _read(about.algorithm)),
        ("fingerprint", _tr("SHA-256 指纹"), _read(say.group(about.fingerprint))),
        ("named_otherwise_because", _tr("名称不同的原因"), reason),
    )
    same = whose in (about.organisation, about.common_name)
    words = _tr("请与颁发机构的凭据逐项核对，再确认。") if same else _tr("⚠ 两个名称不同。确属同一单位的，请写明原因。")
    dialog = FormDialog(_tr("核对证书"), fields, _tr("核对无误，使用"), (), sentence, parent, words)
    dialog.setMinimumWidth(px(_WIDE))
    if shown.refusal is not None:
        dialog.refused(shown.refusal)
        dialog.go.setEnabled(False)
    return dialog


def library_form(keys: Keys, body: str | None, library: str, sentence: Sentence, parent: QWidget) -> FormDialog:
    """接入 UKey: which driver."""
    edit = FileEdit(_tr("PKCS#11 库 (*.dll *.so *.dylib);;所有文件 (*)"), _tr("UKey 驱动附带的 PKCS#11 库"))
    edit.setText(library)
    fields = (("organisation", _tr("用于"), whose_box(keys, body)), ("library", _tr("驱动文件"), edit))
    words = _tr("先装好 UKey 的驱动程序，插上 UKey。密钥始终在 UKey 里，不会复制出来。")
    return FormDialog(_tr("接入 UKey"), fields, _tr("查看介质"), ("library",), sentence, parent, words)


def token_form(whose: str, rows: tuple[TokenRow, ...], sentence: Sentence, parent: QWidget) -> FormDialog:
    """接入 UKey: which key, compared with the body, and its PIN."""
    box, subject, validity, print_ = QComboBox(), _read(""), _read(""), _read("")
    reason = QLineEdit()
    reason.setPlaceholderText(_tr("名称不同时必填"))
    for row in rows:
        box.addItem(f"{row.token} / {row.key}", row)
    fields = (
        ("key", _tr("介质 / 密钥"), box),
        ("body", _tr("登记的名称"), _read(whose)),
        ("subject", _tr("证书上的名称"), subject),
        ("validity", _tr("颁发与有效期"), validity),
        ("fingerprint", _tr("SHA-256 指纹"), print_),
        ("named_otherwise_because", _tr("名称不同的原因"), reason),
        ("chain", _tr("上级证书（介质里没有时）"), FileEdit(_CERTIFICATES, _tr("可以不选"))),
        ("pin", _tr("PIN 码"), secret()),
    )
    words = _tr("接入时试签一次。PIN 码每次签章时再输，不保存；连续输错会停用，以免介质锁死。")
    dialog = FormDialog(_tr("接入 UKey"), fields, _tr("核对无误，接入"), ("pin",), sentence, parent, words)
    dialog.setMinimumWidth(px(_WIDE))

    def show() -> None:
        about = rows[box.currentIndex()].about
        subject.setText(about.organisation or about.common_name)
        validity.setText(f"{about.issuer}　{about.begins:%Y-%m-%d} 至 {about.ends:%Y-%m-%d}　{about.algorithm}")
        print_.setText(say.group(about.fingerprint))
        refusal = rows[box.currentIndex()].refusal
        dialog.notices.clear()
        if refusal is not None:
            dialog.refused(refusal)
        dialog.go.setEnabled(refusal is None)

    box.currentIndexChanged.connect(lambda _at: show())
    show()
    return dialog


def request_form(keys: Keys, body: str | None, sentence: Sentence, parent: QWidget) -> FormDialog:
    """申请文件 CSR."""
    kind = QComboBox()
    for code, words in say.ALGORITHMS:
        kind.addItem(words, code)
    fields = (("organisation", _tr("机构"), whose_box(keys, body, witness=False)), ("algorithm", _tr("密钥种类"), kind))
    told = _tr("密钥在本机生成并留在本单位；保存的申请文件交给颁发机构，收到证书后回到这里“载入证书”。")
    return FormDialog(_tr("申请证书"), fields, _tr("生成申请文件"), (), sentence, parent, told)


def answer_form(row: CertificateRow, sentence: Sentence, parent: QWidget) -> FormDialog:
    """载入证书."""
    fields = (
        ("certificate", _tr("颁发的证书"), FileEdit(_CERTIFICATES)),
        ("chain", _tr("上级证书（文件里没有时）"), FileEdit(_CERTIFICATES, _tr("可以不选"))),
    )
    title = _tr("载入{0}的证书").format(row.whose)
    return FormDialog(title, fields, _tr("查看证书"), ("certificate",), sentence, parent)


def retire_form(row: CertificateRow, sentence: Sentence, parent: QWidget) -> FormDialog:
    """停用证书."""
    revoke = QCheckBox(_tr("同时吊销（密钥可能落入他人之手时）"))
    fields: tuple[tuple[str, str, QWidget], ...] = (("reason", _tr("理由"), QLineEdit()),)
    if row.kind == "self_made":
        revoke.setChecked(row.state == "ended")
        fields = (*fields, ("revoke", "", revoke))
    words = _tr("停用后不再用它签署，机构没有别的证书时就不能在屏幕上盖章。已经签署的文书不受影响。")
    title = _tr("停用{0}的证书").format(row.whose)
    return FormDialog(title, fields, _tr("停用"), ("reason",), sentence, parent, words)


def release_form(row: CertificateRow, sentence: Sentence, parent: QWidget) -> FormDialog:
    """恢复输入 PIN."""
    words = _tr("PIN 码已连续输错 {0} 次。请先用颁发机构的管理工具确认正确的 PIN 码，再恢复。").format(row.wrong_pins)
    fields = (("reason", _tr("怎样核对的"), QLineEdit()),)
    return FormDialog(_tr("恢复输入 PIN 码"), fields, _tr("恢复"), ("reason",), sentence, parent, words)


def service_form(service: TimeServiceRow | None, sentence: Sentence, parent: QWidget) -> FormDialog:
    """时间戳服务."""
    url, every = QLineEdit(), QCheckBox(_tr("每个手写签名也加盖时间戳"))
    url.setPlaceholderText("http://…")
    if service is not None:
        url.setText(service.url)
        every.setChecked(service.every)
    fields = (
        ("url", _tr("服务地址"), url),
        ("root", _tr("服务的根证书（不附带时）"), FileEdit(_CERTIFICATES, _tr("可以不选"))),
        ("every", "", every),
    )
    words = _tr("由第三方证明签署时间（RFC 3161），需要网络；地址留空即停用。签署时连不上，照常签署并说明没有时间戳。")
    return FormDialog(_tr("时间戳服务"), fields, _tr("试用并保存"), (), sentence, parent, words)


def _read(text: str) -> QLabel:
    """Something to be compared, not changed; it is data, whatever it looks like."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
