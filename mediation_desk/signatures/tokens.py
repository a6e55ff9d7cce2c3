"""Keys in a token (UKey, smart card) behind PKCS #11: the key never leaves it, and its PIN is asked for each time.

A token locks itself after some wrong PINs and then only its issuer can open it. So its own flags are read before a PIN
is tried, and the last try is left to a person with the issuer's tool.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pkcs11
from asn1crypto import x509 as asn1_x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pkcs11 import Attribute, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mediation_desk.terms.refusal import Refusal

from .canonical import canonical_signature
from .certificates import public_key, read_certificates
from .credentials import for_pyhanko
from .providers import CmsProvider

_WRONG_PIN: Final = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPlace:
    """Where a key is: the library of the token's maker, the token, the key's label in it."""

    library: str
    token: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFound:
    """A token that is plugged in, with the certificates that it shows to everybody: label and DER."""

    label: str
    serial: str
    pin: str  # fine | low | final | locked
    certificates: tuple[tuple[str, bytes], ...]


def tokens_at(library: str) -> tuple[TokenFound, ...]:
    """What is plugged in now."""
    return tuple(
        TokenFound(
            label=token.label, serial=_serial(token), pin=_pin_state(token.flags), certificates=_certificates_in(token)
        )
        for token in _present(library)
    )


def certificates_on(place: TokenPlace) -> tuple[bytes, tuple[bytes, ...]]:
    """The certificate of the key, and every other one on the token: DER."""
    found = _certificates_in(_token(place))
    own = next((der for label, der in found if label == place.key), None)
    if own is None:
        raise Refusal("token.certificate_missing", field="key", key=place.key, token=place.token)
    return own, tuple(der for _, der in found if der != own)


def serial_of(place: TokenPlace) -> str:
    """The token's own number: two may carry the same label."""
    return _serial(_token(place))


class TokenSigner(CmsProvider):
    """Signs in the token. The PIN lives as long as this object, which lives for one sealing."""

    def __init__(
        self,
        place: TokenPlace,
        pin: str | None,
        certificate: bytes,
        above: tuple[bytes, ...],
        endorsement: str | None = None,
    ) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([asn1_x509.Certificate.load(der) for der in above])
        (own,) = read_certificates(certificate)
        super().__init__(signing_cert=for_pyhanko(own), cert_registry=store)
        self._place, self._pin, self._public = place, pin, public_key(own)
        self.endorsement = endorsement

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Log in, sign, log out; what comes out must fit the certificate."""
        if digest_algorithm != "sha256" or self.signing_cert is None:
            raise ValueError(f"unexpected digest {digest_algorithm}")
        with _private_key(self._place, self._pin) as key:
            value = _value(key, data, elliptic=isinstance(self._public, ec.EllipticCurvePublicKey))
        self._require_own(value, data)
        return canonical_signature(value, self.signing_cert.public_key)

    def prove(self, nonce: bytes) -> None:
        """Refuses where token, PIN, key and certificate do not belong together."""
        with _private_key(self._place, self._pin) as key:
            value = _value(key, nonce, elliptic=isinstance(self._public, ec.EllipticCurvePublicKey))
        self._require_own(value, nonce)

    def _require_own(self, value: bytes, data: bytes) -> None:
        try:
            if isinstance(self._public, rsa.RSAPublicKey):
                self._public.verify(value, data, padding.PKCS1v15(), hashes.SHA256())
            else:
                self._public.verify(value, data, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature as wrong:
            raise Refusal("token.key_of_another", field="key", key=self._place.key) from wrong


@contextmanager
def _private_key(place: TokenPlace, pin: str | None) -> Iterator[Any]:
    """The key's handle while the token is open. Whatever goes wrong in between, the token is closed and says why."""
    token = _token(place)
    with _told(place), token.open(user_pin=_pin_for(token, place, pin)) as session:
        named = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
        keys = list(session.get_objects({**named, Attribute.LABEL: place.key}))
        if len(keys) != 1:
            raise Refusal("token.key_missing", field="key", key=place.key, token=place.token)
        yield keys[0]


@contextmanager
def _told(place: TokenPlace) -> Iterator[None]:
    """Errors of the token as sentences. What is neither the PIN nor the key is a token that is not there any more."""
    try:
        yield
    except _WRONG_PIN as wrong:
        raise Refusal("token.pin_wrong", field="pin", token=place.token, key=place.key) from wrong
    except pkcs11.PinLocked as locked:
        raise Refusal("token.pin_locked", field="pin", token=place.token) from locked
    except pkcs11.PinExpired as expired:
        raise Refusal("token.pin_to_change", field="pin", token=place.token) from expired
    except pkcs11.PKCS11Error as gone:
        raise Refusal("token.pulled", token=place.token, error=type(gone).__name__) from gone


def _pin_for(token: Any, place: TokenPlace, pin: str | None) -> Any:
    state = _pin_state(token.flags)
    if state == "locked":
        raise Refusal("token.pin_locked", field="pin", token=place.token)
    if state == "final":
        raise Refusal("token.pin_final_try", field="pin", token=place.token)
    if TokenFlag.PROTECTED_AUTHENTICATION_PATH in token.flags:
        return pkcs11.PROTECTED_AUTH  # the reader has keys of its own
    if not pin:
        raise Refusal("token.pin_needed", field="pin", token=place.token)
    return pin


def _value(key: Any, data: bytes, *, elliptic: bool) -> bytes:
    if elliptic:
        raw = key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))
    return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))


def _token(place: TokenPlace) -> Any:
    found = [token for token in _present(place.library) if token.label == place.token]
    if not found:
        raise Refusal("token.absent", field="token", token=place.token)
    if len(found) > 1:
        raise Refusal("token.ambiguous", field="token", token=place.token)
    return found[0]


def _present(library: str) -> list[Any]:
    try:
        slots = pkcs11.lib(library).get_slots(token_present=True)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as unusable:
        raise Refusal("token.library_unusable", field="library", library=library) from unusable
    tokens = [token for slot in slots for token in _in_slot(slot)]
    return [token for token in tokens if TokenFlag.TOKEN_INITIALIZED in token.flags]


def _in_slot(slot: Any) -> list[Any]:
    """Nothing where the token is being pulled at this moment."""
    try:
        return [slot.get_token()]
    except pkcs11.PKCS11Error:
        return []


def _certificates_in(token: Any) -> tuple[tuple[str, bytes], ...]:
    try:
        with token.open() as session:
            found = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
            return tuple((str(one[Attribute.LABEL]), bytes(one[Attribute.VALUE])) for one in found)
    except pkcs11.PKCS11Error as gone:
        raise Refusal("token.pulled", token=token.label, error=type(gone).__name__) from gone


def _pin_state(flags: TokenFlag) -> str:
    if TokenFlag.USER_PIN_LOCKED in flags:
        return "locked"
    if TokenFlag.USER_PIN_FINAL_TRY in flags:
        return "final"
    return "low" if TokenFlag.USER_PIN_COUNT_LOW in flags else "fine"


def _serial(token: Any) -> str:
    return bytes(token.serial).rstrip(b"\x00 ").decode("ascii", errors="replace")
