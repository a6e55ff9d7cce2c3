"""What makes a volume of the papers: cover, contents, note of what is in it, back and the labels of its spine."""

from __future__ import annotations

from typing import Final

from .paper import TRACK, Paper
from .subjects import Shape

COVER: Final[Shape] = {
    "name": "卷名",
    "year?": "年度",
    "category?": "案件类别（纠纷类型）",
    "started_on?": "调解开始日期",
    "ended_on?": "调解结束日期",
    "filer": "立卷人",
    "filed_on?": "立卷日期",
    "retention?": "保管期限",
    "pages?": "本卷页数",
    "note?": "备注",
}
INDEX: Final[Shape] = {
    "entries[]": "卷内文书，按顺序",
    "entries[].name": "文书名称",
    "entries[].page?": "起始页号",
    "entries[].note?": "备注",
}
NOTE: Final[Shape] = {
    "pages?": "本卷共有页数",
    "papers?": "本卷文书件数",
    "missing[]?": "缺少的文书",
    "missing[].code?": "文书代码；补充归档的没有",
    "missing[].reason": "理由",
    "changes[]?": "损坏、修改、补充、移出、销毁等情况",
    "filer": "立卷人",
    "filed_on?": "立卷日期",
}
BACK: Final[Shape] = {
    "pages?": "本卷页数",
    "bound_on?": "装订日期",
}
SPINE: Final[Shape] = {
    "name": "卷名",
    "year?": "年度",
    "retention?": "保管期限",
}

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-COVER",
        title="{mediation}卷宗",
        template="volume_cover.xml",
        signers=("filer",),
        copies="1",
        subject=COVER,
        needs=TRACK,
        part_of_volume=True,
    ),
    Paper(
        code="RM-INDEX",
        title="卷内目录",
        template="volume_index.xml",
        signers=(),
        copies="1",
        subject=INDEX,
        needs=TRACK,
        part_of_volume=True,
    ),
    Paper(
        code="RM-NOTE",
        title="卷宗情况说明",
        template="volume_note.xml",
        signers=("filer", "inspector"),
        copies="1",
        subject=NOTE,
        needs=TRACK,
        part_of_volume=True,
    ),
    Paper(
        code="RM-BACK",
        title="卷宗封底",
        template="volume_back.xml",
        signers=("binder", "body_seal"),
        copies="1",
        subject=BACK,
        needs=TRACK,
        part_of_volume=True,
    ),
    Paper(
        code="RM-SPINE",
        title="脊背标签",
        template="volume_spine.xml",
        signers=(),
        copies="1",
        subject=SPINE,
        needs=TRACK,
        part_of_volume=True,
    ),
)
