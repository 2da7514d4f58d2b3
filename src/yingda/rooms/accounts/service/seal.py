"""What must be readable again yet must not lie open in the database (second factors, signing keys), and the signatures
made with the installation's own secret. Each purpose has a key of its own (HKDF, RFC 5869)."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from yingda.kernel import Unavailable

NONCE = 12


class Seal:
    """Seals and signs. `secret` is the installation's, 32 characters or more; each room has keys of its own."""

    def __init__(self, secret: str, room: str = "accounts") -> None:
        self.master, self.room = secret.encode(), room.encode()
        self.box = AESGCM(self._key(b"seal"))
        self.signing = self._key(b"sign")

    def _key(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, None, b"yingda " + self.room + b" " + purpose).derive(self.master)

    def close(self, text: str, about: str) -> str:
        """`text` sealed. It opens only with the same `about`, so that it cannot be moved to another row."""
        nonce = os.urandom(NONCE)
        return urlsafe_b64encode(nonce + self.box.encrypt(nonce, text.encode(), about.encode())).decode()

    def open(self, sealed: str, about: str) -> str:
        """The text again. `Unavailable` when the installation's secret is no longer the one it was sealed with."""
        try:
            data = urlsafe_b64decode(sealed)
            return self.box.decrypt(data[:NONCE], data[NONCE:], about.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Unavailable(
                "secret_changed",
                "系统密钥已更换，请管理员重新设置",
                "The secret of this installation has changed; an administrator must set this up again",
            ) from error

    def sign(self, text: str) -> str:
        """A signature over `text` that only this installation can make (HMAC-SHA-256, hexadecimal)."""
        return hmac.new(self.signing, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def signed(self, text: str, signature: str) -> bool:
        """Whether the signature is right, in constant time."""
        return hmac.compare_digest(self.sign(text).encode(), signature.encode("utf-8", "replace"))


def digest(token: str) -> str:
    """SHA-256 of a random token, hexadecimal: what is kept of it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
