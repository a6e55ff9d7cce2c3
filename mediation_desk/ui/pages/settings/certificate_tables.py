"""The columns of the table of certificates."""

from __future__ import annotations

from typing import Final

from mediation_desk.queries.certificates import CertificateRow
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.pages.settings import certificate_presenter as say
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.words.certificates import KINDS, STATES, USES

_KIND_TONES: Final = {"self_made": Tone.GREY, "file": Tone.ACT, "token": Tone.ACT}
_STATE_TONES: Final = {
    "active": Tone.GREEN,
    "soon": Tone.AMBER,
    "waiting": Tone.AMBER,
    "early": Tone.AMBER,
    "stopped": Tone.RED,
    "expired": Tone.RED,
    "revoked": Tone.RED,
}


def certificate_columns() -> tuple[Column[CertificateRow], ...]:
    """证书."""
    return (
        Column[CertificateRow](title="谁的", text=lambda row: row.whose, tip=say.tip, bold=True),
        Column[CertificateRow](title="用途", width=8, text=lambda row: USES[row.purpose]),
        Column[CertificateRow](
            title="种类",
            width=6,
            text=lambda row: KINDS[row.kind],
            tip=say.tip,
            chip=lambda row: _KIND_TONES[row.kind],
        ),
        Column[CertificateRow](title="颁发者", width=14, text=lambda row: row.issuer or "—", tip=say.tip, soft=True),
        Column[CertificateRow](title="密钥", width=6, text=lambda row: row.algorithm or "—", soft=True),
        Column[CertificateRow](title="有效期至", width=7, text=lambda row: row.ends.isoformat() if row.ends else "—"),
        Column[CertificateRow](
            title="状态",
            width=6,
            text=lambda row: STATES[row.state],
            tip=say.tip,
            chip=lambda row: _STATE_TONES.get(row.state, Tone.GREY),
        ),
    )
