"""Forms of papers, signatures on them, services, files, and the closed volume."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.archive import CloseVolume, SupplementVolume
from mediation_desk.acts.ending import ReverseAct
from mediation_desk.acts.papers import VoidPaper
from mediation_desk.acts.reading_aloud import RecordReadingAloud
from mediation_desk.acts.recorded import AttachFile, RecordService
from mediation_desk.acts.signing import AffixSeal, ConfirmScan, HandSigned, RefuseToSign
from mediation_desk.acts.true_copies import SealTrueCopy
from mediation_desk.terms.ids import AttachmentId, PaperId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import KeptFile
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, actor, simple


def _void(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (VoidPaper(paper=PaperId(values["paper"]), reason=values["reason"]),)


def _seal(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (AffixSeal(paper=PaperId(values["paper"])),)


def _true_copy(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (SealTrueCopy(paper=PaperId(values["paper"])),)


def _refuse(values: Values, ground: Ground) -> tuple[Act, ...]:
    paper, _, signer = values["signer"].partition("|")
    return (
        RefuseToSign(track=TrackId(ground.the_track), paper=PaperId(paper), signer=signer, reason=values["reason"]),
    )


def _read_aloud(values: Values, ground: Ground) -> tuple[Act, ...]:
    paper, _, signer = values["signer"].partition("|")
    return (
        RecordReadingAloud(
            paper=PaperId(paper),
            signer=signer,
            reader=values["reader"],
            witness=values["witness"] or "",
            relation=values["relation"] or "",
        ),
    )


def _reverse(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (ReverseAct(reversed=ground.subject, reason=values["reason"]),)


def _service(values: Values, ground: Ground) -> tuple[Act, ...]:
    return tuple(
        act
        for party in values["parties"]
        for act in simple(RecordService)({**values, "party": party, "id": ground.new_id()}, ground)
    )


def _file(kept: KeptFile, ground: Ground, name: str, kind: str, provider: str | None = None) -> AttachFile:
    return AttachFile(
        id=AttachmentId(ground.new_id()),
        name=name or kept.name,
        kind=kind,
        media_type=kept.media_type,
        blob=kept.blob,
        sha256=kept.sha256,
        size=kept.size,
        provided_by=provider,
        track=None if ground.track is None else TrackId(ground.track.id),
    )


def _attach(values: Values, ground: Ground) -> tuple[Act, ...]:
    file = _file(values["file"], ground, values["name"], values["kind"], values["provided_by"] or None)
    return (replace(file, withheld_from=values["withheld_from"]),)


def _scan_name(ground: Ground) -> str:
    paper = ground.sheet.paper(ground.subject)
    return "" if paper is None else f"{paper.title}（签署原件扫描）"


def _confirm_scan(values: Values, ground: Ground) -> tuple[Act, ...]:
    """The scan is kept with the case unless it was filed before, then the signatures that were found on it count."""
    found = tuple(HandSigned(signer=key, on=day) for key, day in values["signatures"])
    confirm = ConfirmScan(paper=PaperId(ground.subject), scan=AttachmentId(values["filed"]), signatures=found)
    if values["file"] is None:
        if not values["filed"]:
            raise Refusal("field.empty", field="file")
        return (confirm,)
    scan = _file(values["file"], ground, values["name"], "scan", values["provided_by"] or None)
    return (scan, replace(confirm, scan=scan.id))


def _newest_filed(ground: Ground) -> str:
    filed = ground.choices("filed_scans")
    return filed[-1].code if filed else ""


def _days_of_ink(ground: Ground) -> object:
    """Today for everybody, or for those in whose places the filed scan shows a pen."""
    newest = next((row for row in ground.sheet.attachments if row.id == _newest_filed(ground)), None)
    if newest is None:
        return ground.sheet.today
    return dict.fromkeys(newest.inked, ground.sheet.today)


FORMS: Final = (
    ActForm(
        act="attach_file",
        title="收取材料",
        build=_attach,
        go_ahead="收取",
        fields=(
            Field(name="file", words="文件", kind=Kind.FILE, required=True),
            Field(name="name", words="名称", hint="不填为文件名"),
            Field(
                name="kind",
                words="种类",
                kind=Kind.CHOICE,
                choices="attachment_kinds",
                required=True,
                initial=lambda g: g.subject or "evidence",
            ),
            Field(name="withheld_from", words="不让谁看", kind=Kind.CHOICES, choices="parties"),
            Field(
                name="provided_by", words="提供人", kind=Kind.SUGGEST, choices="at_table", hint="当事人，或者出具的机构"
            ),
        ),
    ),
    ActForm(
        act="confirm_scan",
        title="扫描件回收",
        build=_confirm_scan,
        go_ahead="核对无误，确认",
        remark="请把扫描件与已制作的文书逐页核对，再填写原件上每个签名旁写的日期；没有签的留空。",
        fields=(
            Field(
                name="filed",
                words="已归档的扫描件",
                kind=Kind.CHOICE,
                choices="filed_scans",
                empty="没有，另选文件",
                initial=_newest_filed,
            ),
            Field(name="file", words="扫描件", kind=Kind.FILE, hint="已归档的不用再选"),
            Field(name="name", words="名称", initial=_scan_name),
            Field(name="provided_by", words="扫描人", initial=actor),
            Field(name="signatures", words="签名日期", kind=Kind.DATES, choices="paper_signers", initial=_days_of_ink),
        ),
    ),
    ActForm(
        act="void_paper",
        title="文书作废",
        build=_void,
        fields=(
            Field(name="paper", words="文书", kind=Kind.CHOICE, choices="papers", required=True),
            Field(name="reason", words="理由", required=True),
        ),
    ),
    ActForm(
        act="affix_seal",
        title="盖章",
        build=_seal,
        remark="盖章后文书锁定，不能再增加签名。",
        fields=(
            Field(
                name="paper",
                words="文书",
                kind=Kind.CHOICE,
                choices="live_papers",
                required=True,
                initial=lambda g: g.subject,
            ),
        ),
    ),
    ActForm(
        act="seal_true_copy",
        title="扫描件盖章",
        build=_true_copy,
        go_ahead="核对无误，盖章",
        remark="盖章前请再把扫描件与纸质原件逐页核对。盖章后显示和提供的是盖章的扫描件，原件照旧保管。",
        fields=(
            Field(
                name="paper",
                words="文书",
                kind=Kind.CHOICE,
                choices="copies_waiting",
                required=True,
                initial=lambda g: g.subject,
            ),
        ),
    ),
    ActForm(
        act="refuse_to_sign",
        title="拒绝签署",
        build=_refuse,
        go_ahead="记录",
        fields=(
            Field(name="signer", words="拒绝签署的人", kind=Kind.CHOICE, choices="waiting_signers", required=True),
            Field(name="reason", words="理由", kind=Kind.LONG, required=True),
        ),
    ),
    ActForm(
        act="record_reading_aloud",
        title="宣读",
        build=_read_aloud,
        go_ahead="登记宣读",
        remark="不能自己阅读的人，签名前要当面宣读全文；不识字的还要有一位无关的见证人在场。",
        fields=(
            Field(name="signer", words="读给谁听", kind=Kind.CHOICE, choices="waiting_signers", required=True),
            Field(name="reader", words="宣读人", required=True),
            Field(name="witness", words="见证人"),
            Field(name="relation", words="见证人与签名人的关系"),
        ),
    ),
    ActForm(
        act="record_service",
        title="送达",
        build=_service,
        go_ahead="登记送达",
        fields=(
            Field(
                name="paper",
                words="文书",
                kind=Kind.CHOICE,
                choices="papers",
                empty="（其他文书）",
                initial=lambda g: g.subject,
            ),
            Field(name="paper_title", words="其他文书名称"),
            Field(name="parties", words="受送达人", kind=Kind.CHOICES, choices="parties", required=True),
            Field(name="manner", words="送达方式", kind=Kind.CHOICE, choices="service_manners", required=True),
            Field(name="address", words="送达地址"),
            Field(name="receiver", words="签收人"),
            Field(name="receiver_relation", words="与受送达人关系"),
            Field(name="refused_reason", words="拒收理由"),
            Field(name="witness", words="见证人", hint="留置送达必须有见证人或者影像"),
            Field(name="server", words="送达人", required=True, initial=actor),
            Field(name="proof", words="送达证明", kind=Kind.CHOICE, choices="attachments", empty="（没有影像文件）"),
            Field(name="note", words="备注"),
        ),
    ),
    ActForm(
        act="reverse_act",
        title="冲正",
        build=_reverse,
        remark="记录不删除；冲正之后各期限按剩下的事实重新计算。",
        fields=(Field(name="reason", words="理由", kind=Kind.LONG, required=True),),
    ),
    ActForm(
        act="close_volume",
        title="归档",
        build=simple(CloseVolume),
        fields=(
            Field(name="retention", words="保管期限", kind=Kind.CHOICE, choices="retentions", required=True),
            Field(name="missing", words="所缺文书的理由", kind=Kind.REASONS, choices="papers_missing"),
        ),
    ),
    ActForm(
        act="supplement_volume",
        title="补充归档",
        build=simple(SupplementVolume),
        fields=(
            Field(name="to", words="原卷", kind=Kind.CHOICE, choices="volumes", required=True),
            Field(name="reason", words="理由", required=True),
        ),
    ),
)
