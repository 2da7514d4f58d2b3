"""Rules of signing in and of staff: values in, values out."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from yingda.kernel import BadInput, Clash

from .rows import Agent, Inbox, Login, Session, Throttle

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
IDLE_MS, SESSION_MS = 12 * HOUR, 30 * DAY
"""A session ends after so long without use, and at the latest after so long."""
TOUCH_MS = 5 * MINUTE
"""How often its use is written down."""
FORGIVEN_MS = HOUR
"""After so long without a failure the count of them begins again."""
FREE = {"email": 5, "address": 20}
"""Failures that cost nothing yet."""
LONGEST_MS = 15 * MINUTE
WORDS = {
    "greeting": {"zh": "您好，请问有什么可以帮您？", "en": "Hello! How can we help?"},
    "away": {
        "zh": "现在不是人工客服的工作时间。您可以先问智能助手，或者留言，我们上班后尽快回复。",
        "en": "Our team is away right now. Ask the assistant, or leave a message and we will reply as soon as we are back.",
    },
    "launcher": {"zh": "在线客服", "en": "Chat with us"},
}
"""What a new inbox says until somebody writes better words."""


def ends_at(session: Session) -> int:
    """When the session ends if it is not used again."""
    return min(session.seen_at + IDLE_MS, session.created_at + SESSION_MS)


def wait_ms(throttle: Throttle | None, kind: str, now: int) -> int:
    """How long this e-mail or address (`kind`) must still wait before it is heard again; 0: it need not. Each failure
    beyond the free ones doubles the wait, from two seconds up to a quarter of an hour."""
    if throttle is None or throttle.failures < FREE[kind]:
        return 0
    wait = min(LONGEST_MS, 2_000 << min(throttle.failures - FREE[kind], 20))
    return max(0, throttle.at + wait - now)


def failed(throttle: Throttle | None, name: str, now: int) -> Throttle:
    """One more failure."""
    if throttle is None:
        return Throttle("", name, 1, now)
    failures = throttle.failures + 1 if now - throttle.at < FORGIVEN_MS else 1
    return replace(throttle, failures=failures, at=now, version=throttle.version + 1)


def used(login: Login, step: int, recovery: str) -> Login:
    """The login after a second factor: a code of time step `step`, or a recovery code (its hash). Each counts once: raises
    `Clash` when it was used meanwhile."""
    if recovery:
        if recovery not in login.recovery:
            raise Clash("code_used", "这个恢复码已用过", "This recovery code has been used")
        return replace(login, recovery=tuple(code for code in login.recovery if code != recovery))
    if step <= login.totp_step:
        raise Clash(
            "code_used", "这个验证码已用过，请等下一个", "This code has been used; please wait for the next one"
        )
    return replace(login, totp_step=step)


def keeps_an_admin(before: Agent, after: Agent, others: Sequence[Agent]) -> tuple[Agent, ...]:
    """Nobody locks the business out: there is always an active administrator. `others` are the other active ones; the
    answer is the one that this change relies on, if it does. Raises `Clash` when there would be none."""
    if before.role != "admin" or not before.active or (after.role == "admin" and after.active):
        return ()
    if not others:
        raise Clash("last_admin", "至少要有一位在职的管理员", "There must be an active administrator", field="role")
    return (others[0],)


def host_allowed(inbox: Inbox, host: str) -> bool:
    """Whether a page of `host` (with its port, if any) may embed the inbox. Without a list every page may."""
    host = host.lower()
    bare = re.sub(r":\d+$", "", host)
    for allowed in inbox.allowed_hosts:
        if allowed in {host, bare} or (
            allowed.startswith("*.") and (bare.endswith(allowed[1:]) or bare == allowed[2:])
        ):
            return True
    return not inbox.allowed_hosts


def is_key(text: str) -> bool:
    """Whether `text` has the shape of a public key: it stands in pages and URLs."""
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{3,64}", text))


def embed_line(inbox: Inbox, public_url: str) -> str:
    """The one line that a host page needs."""
    url = public_url.rstrip("/").replace("&", "&amp;").replace('"', "&quot;")
    return f'<script async src="{url}/yingda.js" data-inbox="{inbox.public_key}"></script>'


def name_taken(email: str) -> Clash:
    """Somebody signs in with this e-mail already, here or in another business."""
    return Clash("email_taken", f"{email} 已被使用", f"{email} is already in use", field="email")


def no_such_code() -> BadInput:
    """A second factor that is not right."""
    return BadInput("bad_code", "验证码不对，请重试", "This code is not right, please try again", field="code")
