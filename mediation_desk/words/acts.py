"""What acts are called on buttons, in the timeline and in sentences."""

from __future__ import annotations

from typing import Final

ACTS: Final[dict[str, str]] = {
    "register_case": "登记", "take_up_enquiry": "咨询转纠纷登记", "correct_case": "更正登记", "open_track": "分流",
    "add_person": "添加人员", "correct_person": "更正人员信息", "add_party": "添加当事人", "withdraw_party": "当事人退出",
    "add_relation": "登记代理、监护", "end_relation": "终止代理、监护", "withhold_fact": "信息保密",
    "receive_application": "收到申请", "sign_file_receipt": "签收材料", "accept_case": "受理", "refuse_case": "不予受理",
    "choose_mediator": "选定调解员", "disclose": "披露", "decide_recusal": "回避决定", "tell_rights": "告知权利义务",
    "record_consent": "记录同意", "record_contact": "联系当事人", "record_service": "送达", "record_outside": "外部程序",
    "attach_file": "收取材料", "plan_session": "安排调解", "record_session": "调解记录", "record_inquiry": "调查记录",
    "record_private_talk": "单独谈话", "suggest": "提出建议", "record_reached": "达成协议",
    "record_oral_agreement": "口头协议登记", "finalise_agreement": "协议定稿", "withdraw_text": "撤回定稿",
    "record_signature": "签名", "affix_seal": "盖章", "refuse_to_sign": "拒绝签署", "confirm_scan": "确认签署原件",
    "pause_clock": "期间不计入（鉴定、咨询）", "resume_clock": "恢复计算期间", "extend_limit": "延长期限",
    "end_track": "终结", "reopen_track": "恢复调解", "take_route": "引导其他途径", "apply_confirmation": "申请司法确认",
    "reverse_act": "冲正", "record_performance": "履行登记", "meet_condition": "条件成就", "record_default": "逾期未履行",
    "record_visit": "回访", "split_track": "分案", "transfer": "移送", "refer_aside": "转介", "report_danger": "报告",
    "ask_evaluation": "申请中立评估", "sign_mandate": "签署评估委托", "propose_evaluator": "提名评估员",
    "choose_evaluator": "选定评估员", "disclose_as_evaluator": "评估员披露", "object_to_evaluator": "对评估员的意见",
    "list_material": "评估材料", "lock_opinion": "锁定评估意见", "choose_to_hear": "选择是否听取",
    "release_evaluation": "同时发布", "state_later_use": "后续使用意见", "close_evaluation": "评估结束",
    "issue_paper": "制作文书", "void_paper": "文书作废", "close_volume": "归档", "supplement_volume": "补充归档",
    "add_organisation": "登记机构", "issue_seal": "签发电子签章证书", "appoint_staff": "登记工作人员",
    "dismiss_staff": "停用工作人员", "change_settings": "修改设置", "give_account": "开通账号", "take_account": "收回账号",
    "today": "今日", "ledger": "案件台账", "whole_case": "查看案件", "paper_bytes": "查看文书", "find_text": "搜索",
    "people_known": "查询人员", "choices": "选项", "office_overview": "单位设置", "evaluation_sheet": "中立评估", "evaluations": "中立评估列表",
    "waiting_papers": "等待签署的文书", "signing_sheet": "签署", "attachment_bytes": "查看材料",
    "draft_preview": "预览协议", "case_package": "导出案件", "private_notes": "单独谈话记录",
}


def act_words(name: str) -> str:
    """The name of an act or a query; a name without words is shown as it is."""
    return ACTS.get(name, name)
