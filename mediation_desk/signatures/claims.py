"""What a signature claims, written into the signed part of the PDF as plain JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final

from .ink import InkSeal

WITNESSED_INK: Final = "witnessed_ink"
BODY_SEAL: Final = "body_seal"
TRUE_COPY: Final = "true_copy"
KINDS: Final = (WITNESSED_INK, BODY_SEAL, TRUE_COPY)

_FORMAT: Final = "mediation-desk-claim-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureClaim:
    """Who puts a hand to which bytes. `document_hash` is the SHA-256 of the frozen PDF, in lower-case hex."""

    name: str
    capacity: str
    for_whom: str | None
    document_hash: str
    case_number: str
    version: int
    nonce: bytes
    ink_seal: InkSeal


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedClaim:
    """A claim as it stands in the PDF."""

    kind: str
    field: str
    name: str
    signed_at: str
    document_hash: str
    capacity: str = ""
    for_whom: str | None = None
    case_number: str = ""
    version: int | None = None
    nonce: str | None = None
    ink_digest: str | None = None
    ink_method: str | None = None
    original_hash: str | None = None
    endorsement: str | None = None
    """The office's root's word for a key from elsewhere."""

    def to_json(self) -> str:
        """ASCII, sorted, without spaces."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> RecordedClaim:
        """Raises ValueError or TypeError for anything that this desk did not write."""
        values = json.loads(text)
        if not isinstance(values, dict) or values.pop("format", None) != _FORMAT:
            raise ValueError("not a claim of this format")
        claim = cls(**values)
        if claim.kind not in KINDS:
            raise ValueError("unknown kind of signature")
        return claim

    @property
    def reason(self) -> str:
        """What a PDF viewer shows as the reason. It states what the signature is not."""
        return _REASONS[self.kind].format(name=self.name, capacity=self.capacity or "签名人", number=self.case_number)


_REASONS: Final = {
    WITNESSED_INK: "{name}（{capacity}）手写签名图像，案号{number}；由办公室见证密钥固定，不是签名人本人的数字证书签名",
    BODY_SEAL: "{name}电子签章，案号{number}；此后文件不得更改；不是实体印章的印模",
    TRUE_COPY: "{name}确认扫描件与纸质原件一致，案号{number}",
}
