"""The shop's own articles (the same texts that its bot answers from), rendered for its help pages."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nh3
import yaml
from markdown_it import MarkdownIt
from markupsafe import Markup

from .catalogue import CONTENT, score

TOPICS = (
    "returns", "delivery", "invoices", "payment", "warranty", "membership", "audio", "charging", "peripherals",
    "presale", "account",
)  # fmt: skip
ICONS = {
    "returns": "rotate-ccw", "delivery": "truck", "invoices": "file-text", "payment": "credit-card",
    "warranty": "shield-check", "membership": "gift", "audio": "headphones", "charging": "zap",
    "peripherals": "watch", "presale": "shopping-bag", "account": "user-round",
}  # fmt: skip
POLICY = (
    "return-7-days", "return-conditions", "quality-exchange", "advance-exchange", "how-to-return",
    "return-shipping-cost", "refund-time", "return-address",
)  # fmt: skip
"""What the returns page says, in this order."""
FIRST = {
    "returns": ("how-to-return", "return-7-days", "return-shipping-cost", "refund-time", "advance-exchange"),
    "delivery": ("shipping-fee", "delivery-time", "tracking-not-updating", "change-delivery-address", "wrong-item"),
    "invoices": ("get-invoice", "invoice-wrong-title", "invoice-not-received", "vat-special-invoice"),
    "payment": ("payment-methods", "instalments", "double-charge", "price-protection", "payment-failed"),
    "warranty": ("warranty-period", "how-to-repair", "lost-one-earbud", "accident-cover"),
    "membership": ("member-levels", "coupon-stacking", "coupon-not-working", "points"),
    "audio": ("one-side-silent", "bluetooth-not-found", "connect-two-devices", "noise-cancelling-weak"),
    "charging": ("charger-for-laptop", "power-bank-flight", "charger-abroad", "charger-hot"),
    "peripherals": ("watch-pairing", "keyboard-connect", "hub-display", "mouse-not-working"),
    "presale": ("choose-pro-or-air", "glasses-headphones", "choose-speaker", "phone-compatibility"),
    "account": ("contact-hours", "login-problem", "scam-warning", "delete-account"),
}
"""What is asked most, for the help page."""
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "br", "hr"}  # fmt: skip  # noqa: E501


class Article(NamedTuple):
    """One article in one language; `folder` is its topic, `lead` its first paragraph as plain text."""

    slug: str
    language: str
    folder: str
    title: str
    category: str
    lead: str
    html: Markup
    words: str


def _markdown(text: str) -> Markup:
    raw = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return Markup(nh3.clean(raw, tags=TAGS))  # noqa: S704 - cleaned in this very line


def _read(file: Path, language: str) -> Article:
    text = file.read_text("utf-8")
    _, head, body = text.split("---\n", 2)
    facts = yaml.safe_load(head)
    lead = re.sub(r"[*`]|\[([^\]]*)\]\([^)]*\)", r"\1", body.strip().split("\n\n", 1)[0].replace("\n", " "))
    words = " ".join([facts["title"], *map(str, facts.get("questions") or []), lead]).lower()
    return Article(
        file.stem, language, file.parent.name, str(facts["title"]), str(facts["category"]), lead, _markdown(body), words
    )


@cache
def articles(language: str) -> Mapping[str, Article]:
    """All articles of a language ("zh" or "en"), by slug."""
    files = sorted((CONTENT / "articles" / language).rglob("*.md"))
    return {file.stem: _read(file, language) for file in files}


def article(slug: str, language: str) -> Article | None:
    """The article in `language`, else in Chinese (then it says so by its `language`), else None."""
    return articles(language).get(slug) or articles("zh").get(slug)


class Topic(NamedTuple):
    """A group of articles, with those first that are asked most."""

    folder: str
    title: str
    icon: str
    posts: tuple[Article, ...]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """The topics that have articles in `language`."""
    made = []
    for folder in TOPICS:
        items = [a for a in articles(language).values() if a.folder == folder]
        first = {slug: i for i, slug in enumerate(FIRST[folder])}
        items.sort(key=lambda a: first.get(a.slug, 99))
        if items:
            made.append(Topic(folder, items[0].category, ICONS[folder], tuple(items)))
    return tuple(made)


def search(query: str, language: str, limit: int = 20) -> list[Article]:
    """Articles that fit a search, best first."""
    ranked = sorted(((score(a.words, query), a) for a in articles(language).values()), key=lambda pair: -pair[0])
    return [a for value, a in ranked if value >= 0.5][:limit]


def policy(language: str) -> list[Article]:
    """The articles of the returns page."""
    return [a for slug in POLICY if (a := articles(language).get(slug))]
