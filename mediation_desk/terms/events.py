"""What can happen in a track: the closed list that procedures arrange into stages and clocks.

An event has happened (past tense), on a day; the day it was recorded is the journal's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

EVENTS: Final[dict[str, str]] = {
    "track_opened": "分流登记",
    "application_received": "收到申请",
    "file_received": "签收材料",
    "court_referred": "人民法院委派、委托",
    "platform_accepted": "平台确认接受",
    "parties_agreed": "各方同意调解",
    "appointment_asked": "申请人民法院指定调解员",
    "other_party_contacted": "联系对方当事人",
    "liability_served": "收到事故认定书",
    "loss_settled": "损失确定",
    "accepted": "受理",
    "refused": "不予受理",
    "mediator_chosen": "选定调解员",
    "rights_told": "告知权利义务",
    "disclosed": "披露",
    "mediator_recused": "调解员回避",
    "session_held": "调解会议",
    "private_talk_held": "单独谈话",
    "inquiry_held": "调查",
    "suggested": "提出建议",
    "plan_proposed": "提出调解方案",
    "plan_served": "送达调解方案",
    "plan_objected": "对方案书面异议",
    "plan_failed": "方案不成立",
    "plan_withdrawn": "撤回调解方案",
    "plan_unopposed": "异议期满无书面异议",
    "no_objection_confirmed": "确认方案无异议",
    "reached": "达成协议",
    "oral_agreement_recorded": "口头协议登记",
    "text_finalised": "协议定稿",
    "text_withdrawn": "撤回定稿",
    "party_signed": "当事人签署",
    "signing_refused": "拒绝签署",
    "all_parties_signed": "各方签署完毕",
    "mediator_signed": "调解员签署",
    "recorder_signed": "记录人签署",
    "body_sealed": "加盖印章",
    "agreement_effective": "协议生效",
    "appraisal_started": "委托鉴定",
    "appraisal_ended": "鉴定结束",
    "expert_consultation_started": "专家咨询",
    "expert_consultation_ended": "专家咨询结束",
    "evaluation_started": "开始中立评估",
    "evaluation_ended": "中立评估结束",
    "limit_extended": "延长期限",
    "instalment_paid": "付款",
    "duty_done": "义务履行",
    "condition_met": "条件成就",
    "performed": "全部履行",
    "defaulted": "逾期未履行",
    "confirmation_applied": "申请司法确认",
    "confirmation_granted": "裁定确认有效",
    "confirmation_dismissed": "裁定驳回确认申请",
    "term_ended": "履行期限届满",
    "execution_applied": "申请强制执行",
    "route_taken": "引导其他途径",
    "visited": "回访",
    "split": "分案",
    "transferred": "移送",
    "referred_aside": "转介",
    "danger_reported": "报告",
    "handover_taken": "接收单位接收",
    "handover_declined": "接收单位不接收",
    "handover_answered": "收到回复",
    "fed_back": "向来源反馈",
    "undisputed_recorded": "记载无争议事实",
    "undisputed_signed": "无争议事实签名确认",
    "risk_assessed": "风险评估",
    "risk_lowered": "风险降级",
    "limitation_interrupted": "诉讼时效中断",
    "outside_noted": "外部程序",
    "outside_ended": "外部程序结束",
    "referral_received": "收到转来事项",
    "ended": "终结",
    "reopened": "恢复",
    "volume_closed": "归档",
}
"""Event name to the words a timeline shows."""

NOT_REVERSIBLE: Final = (
    "track_opened",
    "accepted",
    "refused",
    "mediator_chosen",
    "mediator_recused",
    "text_finalised",
    "text_withdrawn",
    "oral_agreement_recorded",
    "plan_proposed",
    "plan_withdrawn",
    "undisputed_recorded",
    "split",
    "ended",
    "transferred",
    "reopened",
    "evaluation_started",
    "evaluation_ended",
    "risk_assessed",
    "risk_lowered",
    "volume_closed",
)
"""What drew a number, froze a text, chose a person, judged a risk or ended something has an opposite of its own."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a track. `party` and `subject` narrow it (an instalment, a clock, a session)."""

    name: str
    on: date
    party: str | None = None
    subject: str | None = None

    def __post_init__(self) -> None:
        if self.name not in EVENTS:
            raise ValueError(f"unknown event {self.name!r}")
