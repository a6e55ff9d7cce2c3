"""A token in software (SoftHSM 2), set up anew for each worker of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tests.support.licensed_authority import Key, der

LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
)
PIN = "246810"


def library() -> str:
    """Where SoftHSM is; it belongs to the everyday tests (.ci/setup test)."""
    return next(place for place in LIBRARIES if Path(place).is_file())


@dataclass(frozen=True)
class SoftToken:
    """One token with a key and a certificate of the same label."""

    folder: Path
    label: str
    library: str

    def pull(self) -> None:
        """Gone, as when somebody takes it out."""
        for token in self.folder.iterdir():
            shutil.rmtree(token)


def set_up(folder: Path) -> Path:
    """The place where SoftHSM keeps tokens; read once by the library, when it is first used in this process."""
    tokens = folder / "tokens"
    tokens.mkdir(parents=True)
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n", "ascii")
    os.environ["SOFTHSM2_CONF"] = str(conf)
    return tokens


def new_token(tokens: Path, label: str, key_label: str, key: Key, *certificates: x509.Certificate) -> SoftToken:
    """A token as an authority hands it out; the first certificate is the key's."""
    tool = shutil.which("softhsm2-util")
    assert tool is not None, "softhsm2 is missing: sh .ci/setup test"
    command = (tool, "--init-token", "--free", "--label", label, "--so-pin", "13579135", "--pin", PIN)
    subprocess.run(command, check=True, capture_output=True)
    file = tokens.parent / "key.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    command = (tool, "--import", str(file), "--token", label, "--label", key_label, "--id", "a1", "--pin", PIN)
    subprocess.run(command, check=True, capture_output=True)
    file.unlink()
    loaded = pkcs11.lib(library())
    loaded.reinitialize()
    with loaded.get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
        for number, certificate in enumerate(certificates):
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.PRIVATE: False,
                    pkcs11.Attribute.LABEL: key_label if number == 0 else f"ca{number}",
                    pkcs11.Attribute.ID: bytes([0xA1 + number]),
                    pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                    pkcs11.Attribute.ISSUER: certificate.issuer.public_bytes(),
                    pkcs11.Attribute.VALUE: der(certificate),
                }
            )
    return SoftToken(tokens, label, library())
