"""What input fields are called, also inside lists: duties[0].amount is 第1项义务的金额."""

from __future__ import annotations

import re
from typing import Final

FIELDS: Final[dict[str, str]] = {
    "account": "账号", "address": "地址", "agents": "代理人", "amount": "金额", "amount_claimed": "争议金额",
    "answer": "意见", "application_form": "申请方式", "at": "时间", "attending": "参加的当事人", "beneficiaries": "权利人",
    "body": "主持机构", "body_short_name": "机构简称", "born": "出生日期", "birth": "出生日期", "by": "办理人",
    "cautions": "假设与局限", "certificate_file": "证书文件", "choice": "选择", "clause": "条款", "code": "代码",
    "confidence": "把握程度", "consents": "各方同意", "content": "协议内容", "court": "法院", "credit_code": "统一社会信用代码",
    "days": "天数", "debtors": "义务人", "dispute": "争议事项", "dispute_type": "纠纷类型", "document_hash": "文书摘要",
    "documents": "材料清单", "due": "履行期限", "duties": "协议义务", "duty": "义务", "ended": "结束时间", "ended_on": "结束日期",
    "ethnicity": "民族", "evaluator": "评估员", "facts": "纠纷主要事实", "field": "专业领域", "fields": "内容", "file": "文件",
    "findings": "争点", "form": "方式", "founder": "管理员姓名", "from_parties": "保密对象", "ground": "不予受理的理由",
    "guardian": "监护人", "happened_on": "发生日期", "id": "编号", "id_number": "身份证号码", "ink": "签名", "instalment": "期次",
    "instalments": "分期", "issue": "争点", "items": "披露事项", "kind": "种类", "legal_representative": "法定代表人",
    "liability": "责任比例", "limit": "期限", "manner": "方式", "material": "材料", "matters": "纠纷事项", "method": "签署方式",
    "missing": "缺少的文书", "name": "姓名（名称）", "number": "编号", "on": "日期", "options": "可供考虑的方案",
    "organisation": "机构", "paid": "已付金额", "paper_title": "文书名称", "parties": "当事人", "party": "当事人",
    "password": "密码", "person": "人员", "phone": "电话", "place": "地点", "powers": "代理权限", "procedure": "调解程序",
    "query": "搜索内容", "questions": "评估事项", "reason": "理由", "receiver": "接收人", "ref": "对应事项", "region": "行政区划代码",
    "region_name": "行政区划名称", "relations": "代理、监护关系", "representative": "代表人", "request": "请求", "result": "结果",
    "retention": "保管期限", "role": "身份", "roles": "岗位", "route": "签署方式", "satisfaction": "满意度", "series": "编号式样",
    "sex": "性别", "short": "简称", "side": "当事人地位", "signer": "签名人", "source": "来源渠道", "staff": "工作人员",
    "started": "开始时间", "strengths": "证据强弱", "subject": "事项", "summary": "纠纷事实", "text": "内容", "title": "名称",
    "to": "接收单位", "track": "调解程序", "variant": "审判程序", "view": "评估意见", "what": "内容", "who": "人员",
    "witness": "见证人", "amounts": "金额区间", "performance": "履行情况", "year": "年份", "quantity": "数量", "shares": "比例",
    "rounding": "尾数处理", "payers": "付款人", "payees": "收款人", "odd_fen_to": "尾数承担人",
}
_PART = re.compile(r"([A-Za-z_]+)(?:\[(\d+)\])?")


def field_words(path: str) -> str:
    """The name of a field; a place in a list is counted from one."""
    parts = [_words(part) for part in path.lstrip("$.").split(".") if part]
    return "的".join(parts) or path


def _words(part: str) -> str:
    found = _PART.fullmatch(part)
    if found is None:
        return part
    words = FIELDS.get(found.group(1), found.group(1))
    return words if found.group(2) is None else f"第{int(found.group(2)) + 1}项{words}"
