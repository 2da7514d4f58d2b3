"""Signed identity: a JWT that the host site makes for its visitor, HS256 with the secret of the inbox and nothing else."""

from typing import Any

from joserfc import jwt
from joserfc.errors import BadSignatureError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OctKey

from ..model import Claims, read_claims, refused

TOKEN_CHARS = 16_000


def verify(token: str, secret: str, now: int) -> Claims:
    """Whom the host site signed for. Raises `NotSignedIn`: `identity_algorithm`, `identity_signature`,
    `identity_unreadable`, `identity_not_set_up`, and those of `read_claims`."""
    if not secret:
        raise refused("not_set_up", "此收件箱还没有签名密钥", "This inbox has no secret for signed identities yet")
    if len(token) > TOKEN_CHARS:
        raise _unreadable()
    try:
        claims: Any = jwt.decode(token, OctKey.import_key(secret), algorithms=["HS256"]).claims
    except UnsupportedAlgorithmError as error:
        raise refused("algorithm", "签名身份只接受 HS256", "A signed identity must be signed with HS256") from error
    except BadSignatureError as error:
        raise refused("signature", "签名身份的签名不对", "The signature of the identity is not right") from error
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _unreadable() from error
    if not isinstance(claims, dict):
        raise _unreadable()
    return read_claims(claims, now)


def _unreadable() -> Exception:
    return refused("unreadable", "无法识别签名身份", "The signed identity cannot be read")
