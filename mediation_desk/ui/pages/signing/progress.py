"""Who has signed, who signs now, who comes after: words only."""

from __future__ import annotations

from mediation_desk.queries.case_shapes import PaperRow, SignerRow

SEALS = ("body_seal", "office_seal", "party_seal")
_MADE_IT = ("mediator", "mediators", "recorder", "evaluators", "registrar", "receptionist")


def is_seal(signer: SignerRow) -> bool:
    """Whether a seal is waited for and not a hand."""
    return signer.role in SEALS


def reads_first(signer: SignerRow) -> bool:
    """Whoever did not write the text himself reads it to the end before he signs."""
    return signer.role not in _MADE_IT and not is_seal(signer)


def next_signer(paper: PaperRow) -> SignerRow | None:
    """The first person whose turn it is."""
    return next((one for one in paper.missing if one.turn and not is_seal(one)), None)


def progress_words(paper: PaperRow, now: SignerRow | None) -> str:
    """已签：周桂英 10:42　正在签：钱志远　之后：调解员、记录人、盖章."""
    done = "、".join(_signed(one) for one in paper.signers if one.signed_on is not None)
    later = "、".join(one.name for one in paper.missing if now is None or one.key != now.key)
    parts = [f"已签：{done}" if done else "", f"正在签：{now.name}" if now else "", f"之后：{later}" if later else ""]
    return "　".join(part for part in parts if part)


def _signed(one: SignerRow) -> str:
    return one.name if one.at is None else f"{one.name} {one.at:%H:%M}"
