"""Markdown to HTML that is safe to show: rendered without raw HTML, then cleaned by nh3 all the same.

Links lead to http, https, mailto, tel or a place of ours; pictures come from our own `/files/` only, others become
links, so that reading an article tells no stranger that it was read.
"""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

SAFE_LINK = re.compile(r"^(https?://|mailto:|tel:|/(?!/)|#)", re.I)
OWN_IMAGE = re.compile(r"^/files/[\w./?=&%-]+$")
TAGS = frozenset(
    {
        "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del", "s", "code", "pre", "blockquote",
        "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img",
    }
)  # fmt: skip


def _image(self: Any, tokens: Sequence[Token], at: int, options: Any, env: MutableMapping[str, Any]) -> str:
    token = tokens[at]
    source, words = str(token.attrGet("src") or ""), nh3.clean_text(token.content)
    if OWN_IMAGE.match(source):
        return f'<img src="{nh3.clean_text(source)}" alt="{words}" loading="lazy">'
    if re.match(r"^https?://", source, re.I):
        return f'<a href="{nh3.clean_text(source)}">{words or nh3.clean_text(source)}</a>'
    return words


def _make() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20}).enable(
        ["table", "strikethrough"]
    )
    made.validateLink = lambda url: bool(SAFE_LINK.match(url.strip()))  # type: ignore[method-assign]
    made.add_render_rule("image", _image)
    return made


_markdown = _make()


def html(body: str) -> str:
    """`body` as clean HTML."""
    return nh3.clean(
        _markdown.render(body),
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "img": {"src", "alt", "loading"}, "th": {"align"}, "td": {"align"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
