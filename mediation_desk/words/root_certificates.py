"""The sheet that goes with an office's root certificate, by another way than the file: printed, sealed, read out."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def root_sheet(root: Any, at: datetime) -> str:
    """Name, time of validity, fingerprint, and what to do with them."""
    lines = (
        "根 证 书 指 纹",
        "",
        f"证书名称：{root.name}",
        f"有效期：{root.from_on} 至 {root.until_on}",
        f"指纹（SHA-256）：{root.fingerprint}",
        f"导出时间：{at:%Y-%m-%d %H:%M}",
        "",
        "这个根证书用来核验本办公室签署的文书，里面没有密钥，可以交给任何人。",
        "收到证书文件的人，请先把文件的指纹与本页逐组核对；本页应当面交付、盖章寄送或者在电话里读出，",
        "不要与证书文件走同一条路。核对一致后，用“核验文书”窗口或者 verify --root 核验。",
        "证书名称写着“自建”的，是本办公室自己制作的，不是电子认证服务机构签发的。",
    )
    return "\n".join(lines) + "\n"
