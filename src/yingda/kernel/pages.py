"""What pages that the server draws itself have in common: where a form came from, and what a page may load."""

from collections.abc import Mapping
from urllib.parse import urlsplit


def own_form(headers: Mapping[str, str], *hosts: str) -> bool:
    """Whether a form was sent from our own pages: from the host that was asked, or one of `hosts` (host, with its port).
    Browsers say so in Sec-Fetch-Site, older ones in Origin; a request that says neither is refused."""
    fetched = headers.get("sec-fetch-site", "")
    if fetched:
        return fetched == "same-origin"
    origin = urlsplit(headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc in (headers.get("host", ""), *hosts)


def page_policy(public_url: str) -> str:
    """The content policy of such a page: our own style sheet and pictures, and the chat from where it is served; no other
    script, no frame around it."""
    parts = urlsplit(public_url)
    chat = f"'self' {parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"
    return (
        f"default-src 'none'; script-src {chat}; connect-src {chat}; frame-src {chat}; style-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
