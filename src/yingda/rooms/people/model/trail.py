"""The trail of pages that a visitor looked at."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec.structs import replace

from yingda.kernel import Page, clean_line, cut

from .rows import PageView

KEEP = 200
"""Pages kept of one contact."""
URL_CHARS, TITLE_CHARS = 1_000, 200
PAUSE_MS = 30 * 60_000
"""After so long without a sign he was away: the time does not count, and the same page is a new visit."""
SECRET = frozenset(
    {"token", "access_token", "id_token", "refresh_token", "code", "password", "passwd", "pwd", "secret", "key", "api_key",
     "apikey", "sign", "signature", "sig", "session", "sessionid", "sid", "jwt", "auth", "state"}
)  # fmt: skip
"""Parameters that open something: never kept."""


class Step(NamedTuple):
    """What becomes of the trail: a view that is now longer, and a new one."""

    changed: PageView | None
    new: PageView | None


def safe_page(page: Page) -> Page | None:
    """The page as it may be kept: http or https, without user, password and secret parameters; None when it is no page of a
    site. A page that cannot be understood is no reason to trouble a visitor."""
    try:
        parts = urlsplit(page.url.strip()[: URL_CHARS * 2])
        host, port = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host:
            return None
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k.lower() not in SECRET]
        where = f"[{host}]" if ":" in host else host
        fragment = parts.fragment if parts.fragment.startswith(("/", "!/")) and "?" not in parts.fragment else ""
        netloc = where + (f":{port}" if port else "")
        url = urlunsplit((parts.scheme, netloc, parts.path, urlencode(query), fragment))
        url = clean_line(url, "url", URL_CHARS * 3)[:URL_CHARS]
    except ValueError:
        return None
    return Page(url, cut(clean_line(page.title[:2_000], "title", 2_000, empty=True), TITLE_CHARS))


def step(last: PageView | None, fresh: PageView, now: int) -> Step:
    """He is on the page of `fresh` now; `last` is where he was seen last. The same page goes on, another one begins."""
    if last is None:
        return Step(None, fresh)
    here = now - (last.at + last.ms) <= PAUSE_MS
    stayed = replace(last, ms=max(last.ms, now - last.at)) if here else last
    if last.url == fresh.url and here:
        if fresh.title:
            stayed = replace(stayed, title=fresh.title)
        return Step(None if stayed == last else stayed, None)
    return Step(None if stayed == last else stayed, fresh)
