"""The dialogs of the settings: what they ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from mediation_desk.queries.choices import Offer
from mediation_desk.queries.office import LocalRow, StaffRow
from mediation_desk.ui.dialogs.form_dialog import FormDialog, secret
from mediation_desk.ui.messages import Sentence
from mediation_desk.ui.pages.settings import presenter as say
from mediation_desk.ui.theme.look import px


def _tr(words: str) -> str:
    return QCoreApplication.translate("settings", words)


class RolesBox(QWidget):
    """One tick a role."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        self.ticks = {one.code: QCheckBox(one.words) for one in offer.lists["roles"]}
        for tick in self.ticks.values():
            column.addWidget(tick)

    def roles(self) -> tuple[str, ...]:
        """The roles that are ticked."""
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())


def body_form(offer: Offer, sentence: Sentence, parent: QWidget) -> FormDialog:
    """登记机构."""
    kind, route, region = QComboBox(), QComboBox(), QLineEdit(offer.region)
    for one in offer.lists["organisation_kinds"]:
        kind.addItem(one.words, one.code)
    route.addItem(_tr("屏幕签署，随即签发电子签章证书"), "screen")
    route.addItem(_tr("纸质盖章"), "paper")
    fields = (
        ("name", _tr("机构全称"), QLineEdit()),
        ("short", _tr("简称（用于文号）"), QLineEdit()),
        ("kind", _tr("种类"), kind),
        ("region", _tr("区划代码"), region),
        ("address", _tr("地址"), QLineEdit()),
        ("phone", _tr("电话"), QLineEdit()),
        ("route", _tr("盖章方式"), route),
    )
    return FormDialog(_tr("登记机构"), fields, _tr("登记机构"), ("name", "short", "region"), sentence, parent)


def staff_form(offer: Offer, sentence: Sentence, parent: QWidget) -> FormDialog:
    """登记人员."""
    body = QComboBox()
    body.addItem(_tr("本单位"), "")
    for one in offer.bodies:
        body.addItem(one.name, one.id)
    fields = (
        ("name", _tr("姓名"), QLineEdit()),
        ("roles", _tr("岗位"), RolesBox(offer)),
        ("body", _tr("所在机构"), body),
        ("phone", _tr("电话"), QLineEdit()),
        ("qualification", _tr("资质"), QLineEdit()),
        ("account", _tr("账号（可后开）"), QLineEdit()),
        ("password", _tr("初始密码"), secret()),
        ("again", _tr("再输一次"), secret()),
    )
    words = _tr("有账号才能登录。密码由本人以后在“设置 · 我的密码”里更改。")
    return FormDialog(_tr("登记人员"), fields, _tr("登记人员"), ("name",), sentence, parent, words)


def account_form(member: StaffRow, sentence: Sentence, parent: QWidget) -> FormDialog:
    """开通账号."""
    fields = (("password", _tr("初始密码"), secret()), ("again", _tr("再输一次"), secret()))
    title = _tr("为{0}开通账号 {1}").format(member.name, member.account)
    return FormDialog(title, fields, _tr("开通账号"), ("password", "again"), sentence, parent)


def dismissal_form(member: StaffRow, sentence: Sentence, parent: QWidget) -> FormDialog:
    """停用."""
    words = _tr("停用后不能登录，也不能再被选为调解员；办过的事仍署其名。")
    fields = (("reason", _tr("理由"), QLineEdit()),)
    return FormDialog(_tr("停用{0}").format(member.name), fields, _tr("停用"), ("reason",), sentence, parent, words)


def local_form(row: LocalRow, sentence: Sentence, parent: QWidget) -> FormDialog:
    """本地规定: one field of the kind that the value is, and the local rule it stands on."""
    fields: list[tuple[str, str, QWidget]] = [("now", _tr("现行"), QLabel(f"{say.now_words(row)}　{row.source}"))]
    fields += _local_fields(row)
    fields.append(("source", _tr("本地依据"), QLineEdit()))
    words = _tr("{0}；要写明本地规定的名称和条款。").format(say.leeway_words(row))
    return FormDialog(f"{row.where} · {row.name}", fields, _tr("采用"), ("source",), sentence, parent, words)


def _local_fields(row: LocalRow) -> Iterator[tuple[str, str, QWidget]]:
    if row.kind == "series":
        yield "value", _tr("编号式样"), QLineEdit(row.value)
    elif row.kind == "standing":
        yield "value", _tr("能否申请"), _choice(say.STANDINGS, row.value)
    elif row.kind == "copies":
        yield "value", _tr("另加份数"), _number(row.value)
    else:
        yield "length", _tr("本地长度"), _number(row.value.partition(" ")[0])
        units = say.UNITS if row.bound == "local" else {row.unit: say.UNITS[row.unit]}
        yield "unit", _tr("单位"), _choice(units, row.unit)


def _choice(words: Mapping[str, str], chosen: str) -> QComboBox:
    box = QComboBox()
    for code, said in words.items():
        box.addItem(said, code)
    box.setCurrentIndex(box.findData(chosen))
    return box


def _number(value: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, 999)
    box.setValue(int(value))
    return box


def adoption_form(changes: int, sentence: Sentence, parent: QWidget) -> FormDialog:
    """采用新规则: nothing is asked, but what will happen is said first."""
    count = _tr("新规则有 {0} 处变化，请先看过列表。").format(changes) if changes else ""
    words = count + _tr("采用后立即生效，随后逐件重新计算在办案件的期限，并列出变动的日期。以前的版本留存，不能改回。")
    return FormDialog(_tr("采用新规则"), (), _tr("采用新规则"), (), sentence, parent, words)


def proposal_form(title: str, sentence: Sentence, parent: QWidget) -> FormDialog:
    """提出启用."""
    words = _tr("先在全部样张和预览的案件上试印，通过后等待另一位管理员或者主任启用；启用以前文书仍按原来的模板制作。")
    fields = (("note", _tr("改了什么、为什么"), QLineEdit()),)
    return FormDialog(_tr("提出启用“{0}”的模板").format(title), fields, _tr("提出"), ("note",), sentence, parent, words)


def withdrawal_form(edition: str, sentence: Sentence, parent: QWidget) -> FormDialog:
    """停用模板."""
    return _ending(edition, _tr("停用后文书按自带模板制作。已经制作的文书不变，这一版的内容留存。"), sentence, parent)


def drawing_end_form(drawing: str, sentence: Sentence, parent: QWidget) -> FormDialog:
    """停用字图."""
    return _ending(drawing, _tr("停用后含有这个字的新文书不能制作。已经制作的文书不变。"), sentence, parent)


def _ending(edition: str, words: str, sentence: Sentence, parent: QWidget) -> FormDialog:
    fields = (("reason", _tr("理由"), QLineEdit()),)
    return FormDialog(_tr("停用{0}").format(edition), fields, _tr("停用"), ("reason",), sentence, parent, words)


def clock_form(sentence: Sentence, parent: QWidget) -> FormDialog:
    """确认时钟."""
    fields = (("reason", _tr("以前的时间怎样快了"), QLineEdit()),)
    words = _tr("先核对电脑现在的日期和时间。确认以后可以在屏幕上签署；以前记下的时间不改，理由留存。")
    return FormDialog(_tr("确认时钟"), fields, _tr("确认现在的时间是对的"), ("reason",), sentence, parent, words)


def password_form(sentence: Sentence, parent: QWidget) -> FormDialog:
    """我的密码."""
    fields = (
        ("old", _tr("现在的密码"), secret()),
        ("password", _tr("新密码"), secret()),
        ("again", _tr("再输一次"), secret()),
    )
    words = _tr("密码忘记后无法找回，只能由管理员另开账号。")
    return FormDialog(_tr("更改密码"), fields, _tr("更改密码"), ("old", "password", "again"), sentence, parent, words)
