"""The rules of walking a web site: which addresses belong to it, what `robots.txt` allows, what a site map lists.
Everything read here is hostile: nothing is parsed by more than one pass over bounded text.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from msgspec import Struct

AGENT = "yingda"
"""How we are called in `robots.txt`."""
IN_PATH = "/%:@!$&'()*+,;=~-._"
"""What stands in a path as it is (RFC 3986, 3.3)."""
URL_CHARS, PARAMETERS, REPEATS = 500, 4, 3
ROBOTS_CHARS, RULES, SITEMAP_LOCS = 500_000, 2_000, 20_000
LONGEST_PAUSE_S = 10.0
PORTS = {"http": 80, "https": 443}
TRACKS = re.compile(
    r"^(utm_\w+|gclid|fbclid|msclkid|spm|scm|from|ref|referrer|share|sessionid|sid|phpsessid|jsessionid)$"
)
NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|avif|css|js|mjs|map|json|xml|rss|atom|woff2?|ttf|eot|mp[34]|m4[av]|webm|ogg|wav|avi|"
    r"mov|zip|rar|7z|gz|tgz|tar|exe|dmg|apk|msi|iso|xlsx?|pptx?|docx?|csv|txt)$",
    re.I,
)
LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]{1,2000})\s*(?:\]\]>)?\s*</loc>", re.I)


def address(base: str, link: str) -> str | None:
    """`link` on the page `base` as one fixed address of a page, or None for what is no page: without its fragment and what
    only tracks, parameters in order. Other hosts are not told apart here; see `within`."""
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    if NOT_PAGES.search(parts.path) or any(c in parts.netloc for c in " \\\t"):
        return None
    asked = sorted(pair for pair in parse_qsl(parts.query) if not TRACKS.match(pair[0].lower()))
    steps = [step for step in parts.path.split("/") if step]
    if len(asked) > PARAMETERS or any(steps.count(step) > REPEATS for step in steps):
        return None  # a calendar, a filter list, a link that grows by itself
    named = f"[{host}]" if ":" in host else host
    netloc = named if port in (None, PORTS[parts.scheme]) else f"{named}:{port}"
    found = urlunsplit((parts.scheme, netloc, quote(parts.path, safe=IN_PATH) or "/", urlencode(asked), ""))
    return found if len(found) <= URL_CHARS else None


def within(start: str, url: str) -> bool:
    """Whether an address is of the same host and port as the start; http and https of one host are the same site."""
    one, other = urlsplit(start), urlsplit(url)
    ports = [part.port or PORTS[part.scheme] for part in (one, other)]
    usual = set(ports) <= set(PORTS.values())
    return one.hostname == other.hostname and (usual or ports[0] == ports[1])


class Rule(Struct, frozen=True):
    """One line of `robots.txt`: a pattern and whether it allows."""

    pattern: str
    allows: bool


class Robots(Struct, frozen=True):
    """What a site's `robots.txt` asks of us: rules, seconds between two requests, its site maps."""

    rules: tuple[Rule, ...] = ()
    pause: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether a page may be read: the longest pattern decides, and of two the one that allows (RFC 9309)."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fits = [rule for rule in self.rules if matches(rule.pattern, path)]
        return max(fits, key=lambda rule: (len(rule.pattern), rule.allows)).allows if fits else True


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern with `*` (anything) and a last `$` (the end) fits the beginning of a path. One pass: no pattern can
    make it slow."""
    last = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for n, part in enumerate(parts):
        if last and n == len(parts) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at == len(path) if last else True


def robots(text: str) -> Robots:
    """Reads `robots.txt`: the group that names us, else the one for everybody."""
    own: list[tuple[str, str]] = []
    every: list[tuple[str, str]] = []
    maps: list[str] = []
    agents: list[str] = []
    naming = named = False
    for raw in text[:ROBOTS_CHARS].splitlines():
        name, mark, value = (part.strip() for part in raw.partition("#")[0].partition(":"))
        name = name.lower()
        if not mark:
            continue
        if name == "sitemap":
            maps.append(value)
        elif name == "user-agent":
            agents = [*agents, value.lower()] if naming else [value.lower()]
            naming, named = True, named or value.lower() == AGENT
        elif name in ("allow", "disallow", "crawl-delay"):
            naming = False
            if AGENT in agents:
                own.append((name, value))
            if "*" in agents:
                every.append((name, value))
    said = own if named else every
    rules = [Rule(unquote(value), name == "allow") for name, value in said if name != "crawl-delay" and value]
    pauses = [_seconds(value) for name, value in said if name == "crawl-delay"]
    return Robots(tuple(rules[:RULES]), max(pauses, default=0.0), tuple(maps[:20]))


def _seconds(text: str) -> float:
    return min(float(text), LONGEST_PAUSE_S) if re.fullmatch(r"\d{1,6}(\.\d{1,3})?", text) else 0.0


def sitemap(text: str) -> Iterator[str]:
    """The addresses that a site map (or an index of site maps) lists."""
    for n, found in enumerate(LOC.finditer(text)):
        if n >= SITEMAP_LOCS:
            return
        yield unescape(found[1])


def lasting_name(url: str) -> str:
    """Host, path and parameters as they go into a slug; http and https of one page are one."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{unquote(parts.path)}{'?' + parts.query if parts.query else ''}"
