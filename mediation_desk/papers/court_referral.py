"""The forms of a referral by a court: its letter, what the parties confirm at the start, and what goes back to it."""

from __future__ import annotations

from typing import Final

from .paper import JUDICIAL, TRACK, Paper
from .subjects import MATERIALS, Shape

_COURT: Final[Shape] = {"court?": "委派（委托）法院", "court_number?": "法院案号"}
_PARTY: Final[Shape] = {
    "party": "本份文书的当事人",
    "party.name": "姓名或者名称",
    "party.side_words": "申请人、被申请人、第三人",
    "party.phone?": "电话",
    "party.address?": "地址",
    "opposite?": "对方当事人",
}
COURT_LETTER: Final[Shape] = {
    **_COURT,
    "after_filing?": "是否立案后委托；没有时由文书决定",
    "procedure_words?": "普通程序、简易程序（立案后）",
    "limit_words?": "调解期限",
    "judge?": "联系法官",
    "judge_phone?": "联系法官的电话",
    "sealed_by?": "盖章的人民法院",
    **MATERIALS,
}
CONSULTATION: Final[Shape] = {
    **_COURT,
    **_PARTY,
    "agreed?": "是否同意调解；没有答复时为空",
    "agreed_on?": "答复日期",
    "agreed_how?": "答复方式",
    "online?": "在线（true）或者线下；没有答复时为空",
    "chosen[]?": "选定的调解员",
    "electronic_service?": "是否同意电子送达；没有答复时为空",
}
SELECTION: Final[Shape] = {
    **_COURT,
    "number?": "编号",
    "basis_words": "选定或者指定的办法",
    "people[]": "选定、指定的人选",
    "people[].name": "姓名",
    "people[].qualification?": "资格、专业领域、所在组织",
    "people[].role_words?": "主持人、调解员、评估员",
    "people[].how_words": "选定、指定、划去等",
    "people[].on?": "日期",
    "people[].chosen_by?": "由谁选定",
    "reason?": "指定的理由",
    "sealed_by?": "指定的人民法院",
}
ADDRESS: Final[Shape] = {
    **_COURT,
    **_PARTY,
    "recipient?": "收件人；没有时为当事人本人",
    "postcode?": "邮政编码",
    "mailbox?": "电子邮箱",
    "wechat?": "微信号",
    "platform?": "人民法院在线服务平台账号",
    "proxy?": "代收人的姓名、与当事人的关系、电话和地址",
    "electronic_service?": "是否同意电子送达；没有答复时为空",
}
NOTICE: Final[Shape] = {
    "told_on?": "告知日期",
    "extra[]?": "另行告知的事项",
}
WITHDRAWAL: Final[Shape] = {
    "court": "受理法院",
    "court_number?": "法院案号",
    "by[]?": "撤回的申请人；没有时为全体",
    "asked_on?": "原申请或者起诉的日期",
    "agreement_number?": "协议编号",
    "what": "司法确认申请、起诉",
    "reason?": "理由",
}
COURT_FILE: Final[Shape] = {
    **_COURT,
    "purpose": "备案、退回、送请制作调解书、司法确认",
    "agreement_number?": "协议编号",
    "giver?": "移交人",
    "receiver?": "接收人",
    "items[]": "材料清单",
    "items[].name": "材料名称",
    "items[].copies?": "份数",
    "items[].pages?": "页数",
    "items[].on?": "形成日期",
    "attachments[]?": "其他材料",
}

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="SF-WP",
        title="委派调解函",
        template="court_letter.xml",
        signers=("judge", "court_seal"),
        copies="2",
        subject=COURT_LETTER,
        kinds=(JUDICIAL,),
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="SF-WT",
        title="委托调解函",
        template="court_letter.xml",
        signers=("judge", "court_seal"),
        copies="2",
        subject=COURT_LETTER,
        kinds=(JUDICIAL,),
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="SF-CONSENT",
        title="调解意见征询书（同意书）",
        template="consultation.xml",
        signers=("the_party",),
        copies="2",
        subject=CONSULTATION,
        kinds=(JUDICIAL,),
        needs=TRACK,
    ),
    Paper(
        code="SF-SEL",
        title="调解员选定（指定）书",
        template="selection.xml",
        signers=("parties", "court_seal"),
        copies="parties + 1",
        subject=SELECTION,
        kinds=(JUDICIAL,),
        needs=TRACK,
    ),
    Paper(
        code="SF-ADDR",
        title="送达地址确认书",
        template="address.xml",
        signers=("the_party",),
        copies="2",
        subject=ADDRESS,
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="SF-NOTE",
        title="权利义务、虚假调解后果告知书",
        template="rights_court.xml",
        signers=("parties",),
        copies="parties + 1",
        subject=NOTICE,
        kinds=(JUDICIAL,),
        needs=TRACK,
    ),
    Paper(
        code="SF-WD",
        title="撤回司法确认申请书",
        template="withdrawal.xml",
        signers=("withdrawing",),
        copies="parties + 2",
        subject=WITHDRAWAL,
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="SF-WDSUIT",
        title="撤诉申请书",
        template="withdrawal.xml",
        signers=("withdrawing",),
        copies="applicants + 2",
        subject=WITHDRAWAL,
        kinds=(JUDICIAL,),
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="SF-FILE",
        title="移送人民法院材料清单",
        template="court_file.xml",
        signers=("giver", "receiver"),
        copies="2",
        subject=COURT_FILE,
        needs=TRACK,
        only_listed=True,
    ),
)
