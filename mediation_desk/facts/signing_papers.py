"""签署回执: what the register knows of the signatures of one paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mediation_desk.model.agreement import Agreement
from mediation_desk.model.paper import Paper
from mediation_desk.model.signature import Signature
from mediation_desk.terms.circumstances import Circumstances
from mediation_desk.terms.plain import from_plain

from .scene import Scene, fact

Subject = dict[str, Any]
_METHODS: Final = {"screen": "屏上手写（手写签名图像）", "paper": "纸上亲笔，扫描件与原件核对"}
_SEALED: Final = "电子签章"
_DEVICES: Final = {"desk": "办公室电脑", "phone": "本人手机"}
_STATES: Final = {"issued": "还没有人签名", "signing": "正在签署", "complete": "已签齐", "void": "已作废"}


def _receipt(scene: Scene) -> Subject:
    paper = fact(scene, Paper, "所签文书")
    rows = {row.signer_key: row for row in scene.builder.rows(Signature, paper_id=paper.id, void_reason=None)}
    signers = [signer for signer in paper.signers if signer["key"] in rows]
    names = scene.builder.names()
    return {
        "title": paper.title,
        "number": paper.number,
        "paper_id": paper.id,
        "version": paper.edition,
        "made_on": paper.made_on,
        "pages": paper.pages,
        "standing": _standing(scene, paper),
        "signed": [_signed(rows[signer["key"]], signer, names) for signer in signers],
        "waiting": list(paper.unsigned_by(rows)),
        "frozen_hash": paper.frozen_sha256,
        "current_hash": paper.current_sha256,
        "template": _template(paper),
        "fonts": paper.fonts_digest,
        "renderer": paper.renderer,
        "rules": scene.law.digest,
        "audit_head": paper.audit_head,
    }


def _standing(scene: Scene, paper: Paper) -> str:
    """A text that was superseded or taken back says so on its receipt too."""
    text = None if paper.agreement_id is None else scene.builder.session.get(Agreement, paper.agreement_id)
    if text is not None and text.withdrawn_reason is not None:
        newer = _newer(scene, text)
        return f"已撤回，被第{newer}版取代" if newer is not None else "已撤回，不再有效"
    return _STATES.get(paper.state, paper.state)


def _newer(scene: Scene, text: Agreement) -> int | None:
    later = [
        row.text_version
        for row in scene.builder.rows(Agreement, track_id=text.track_id)
        if row.text_version > text.text_version and row.withdrawn_reason is None
    ]
    return max(later, default=None)


def _signed(row: Signature, signer: Mapping[str, Any], names: Mapping[str, str]) -> Subject:
    told = None if row.circumstances is None else from_plain(Circumstances, row.circumstances)
    whom = "、".join(names[party] for party in row.for_parties if party in names)
    seal = row.role == "body_seal"
    return {
        "name": row.name,
        "capacity": str(signer["label"]).partition("（")[0],
        "for_whom": whom if whom and whom != row.name else None,
        "on": row.on,
        "method": _SEALED if seal and row.method == "screen" else _METHODS.get(row.method, row.method),
        "device": None if told is None else _device(told),
        "place": row.place,
        "shown": None if told is None else _shown(told),
        "digest": (row.ink_seal or {}).get("digest"),
    }


def _device(told: Circumstances) -> str:
    kind = _DEVICES.get(told.device, told.device)
    return f"{kind}（{told.device_words}）" if told.device_words else kind


def _shown(told: Circumstances) -> str | None:
    parts = [f"看过{told.pages_seen}页"] if told.pages_seen is not None else []
    parts += [f"{told.read_aloud_by}读给他听"] if told.read_aloud_by else []
    if told.answers:
        right = sum(1 for answer in told.answers if answer.right)
        parts.append(f"核对{len(told.answers)}题，答对{right}题")
    parts += [f"{told.helped_by}又解释过"] if told.helped_by else []
    return "，".join(parts) or None


def _template(paper: Paper) -> str:
    own = "" if paper.template_edition is None else f"本中心模板第{paper.template_edition}版，"
    return f"{own}{paper.template_digest}"


SUBJECTS: Final[dict[str, Callable[[Scene], Subject]]] = {"RM-SIGNED": _receipt}
