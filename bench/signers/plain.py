"""pyHanko by itself, as its guide shows: the same file, the same boxes and keys, PAdES, its own plain stamp."""

from __future__ import annotations

import io
import json
import sys
import time

from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench.signers.ours import WARM
from bench.signers.paper import HANDS, Prepared, prepared
from mediation_desk.signatures.credentials import Credential, for_pyhanko


def _signer(credential: Credential) -> SimpleSigner:
    form = serialization.PrivateFormat.PKCS8
    plain = credential.key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple([for_pyhanko(one) for one in credential.above])
    return SimpleSigner(
        signing_cert=for_pyhanko(credential.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(plain),
        cert_registry=store,
    )


def sign(ready: Prepared, witness: SimpleSigner, seal: SimpleSigner) -> bytes:
    """Five signatures."""
    current = ready.frozen
    for key in (*HANDS, "seal"):
        meta = PdfSignatureMetadata(field_name=key, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        signer = PdfSigner(meta, seal if key == "seal" else witness)
        out = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(current)), existing_fields_only=True)
        current = out.getvalue()
    return current


def main() -> None:
    """One JSON line."""
    ready = prepared()
    witness, seal = _signer(ready.authority.witness), _signer(ready.seal)
    began = time.perf_counter()
    sign(ready, witness, seal)
    cold = time.perf_counter() - began
    warm = []
    for _ in range(WARM):
        began = time.perf_counter()
        signed = sign(ready, witness, seal)
        warm.append(time.perf_counter() - began)
    print(json.dumps({"cold": cold, "warm": warm, "note": f"{len(signed) // 1024} KB"}))


if __name__ == "__main__":
    sys.exit(main())
