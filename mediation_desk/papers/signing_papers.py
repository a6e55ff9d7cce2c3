"""What is told of the signatures of a paper."""

from __future__ import annotations

from typing import Final

from .paper import TRACK, Paper
from .subjects import Shape

SIGNING_RECEIPT: Final[Shape] = {
    "title": "所签文书",
    "number?": "文书编号",
    "paper_id": "页脚的文书编号",
    "version": "第几版",
    "made_on": "制作日期",
    "pages": "页数",
    "standing": "现在的状态",
    "signed[]?": "每个签名",
    "signed[].name": "签名人",
    "signed[].capacity": "身份",
    "signed[].for_whom?": "代表谁",
    "signed[].on": "日期",
    "signed[].method": "方式",
    "signed[].device?": "设备",
    "signed[].place?": "地点",
    "signed[].shown?": "看过、听读、理解核对",
    "signed[].digest?": "笔迹哈希",
    "waiting[]?": "还没有签名的人",
    "frozen_hash": "定稿哈希",
    "current_hash": "现行文件哈希",
    "template": "模板",
    "fonts": "字体",
    "renderer": "制作程序",
    "rules": "现行规则",
    "audit_head?": "定稿时审计链的链头",
}

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-SIGNED",
        title="签署回执",
        template="signing_receipt.xml",
        signers=("body_seal",),
        copies="parties + 1",
        subject=SIGNING_RECEIPT,
        needs=TRACK,
    ),
)
