"""What certificates are called: what kind, what for, in which state."""

from __future__ import annotations

from typing import Final

KINDS: Final = {"self_made": "自建", "file": "外来文件", "token": "硬件介质"}
USES: Final = {"authority": "自建根证书", "witness": "见证手写签名", "seal": "机构签章"}
STATES: Final = {
    "active": "使用中",
    "soon": "将到期",
    "expired": "已到期",
    "early": "未生效",
    "revoked": "已吊销",
    "stopped": "PIN 已停",
    "waiting": "等待证书",
    "ended": "已停用",
}
