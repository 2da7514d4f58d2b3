"""The pure rules of the help centre, on anything at all."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from yingda.kernel import BadInput
from yingda.rooms.help.api.page import marked, preferred
from yingda.rooms.help.model import (
    Alternate,
    Centre,
    Crumb,
    Missed,
    Place,
    Rating,
    host_of,
    missed,
    outlined,
    rated,
    worth,
)
from yingda.rooms.help.model import changed as change
from yingda.rooms.help.model.seo import article_data, crumb_data, sitemap, sitemaps

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)
CENTRE = Centre("t", "shop")


@given(TEXT, TEXT, TEXT)
def test_structured_data_cannot_leave_its_element(title: str, answer: str, url: str) -> None:
    for made in (article_data(title, [], answer, url, 0, "zh-CN"), crumb_data([Crumb(title, url)])):
        assert "<" not in made
        assert json.loads(made)["@context"] == "https://schema.org"
    assert json.loads(article_data(title, [], answer, url, 0, "en"))["mainEntity"][0]["name"] == title


@given(st.lists(st.tuples(TEXT, st.integers(0, 4 * 10**12), TEXT), max_size=5))
def test_a_site_map_is_xml_whatever_the_addresses_are(places: list[tuple[str, int, str]]) -> None:
    made = sitemap([Place(url, at, (Alternate("en", other),)) for url, at, other in places])
    tree = ElementTree.fromstring(made)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [one.text or "" for one in tree.iter(f"{space}loc")]
    assert [" ".join(f.split()) for f in found] == [" ".join(url.split()) for url, _, _ in places]
    ElementTree.fromstring(sitemaps([url for url, _, _ in places]))


@given(st.lists(st.tuples(st.integers(1, 6), st.text("abc 中文", max_size=8)), max_size=8))
def test_every_heading_has_an_anchor_that_the_contents_name(headings: list[tuple[int, str]]) -> None:
    html, shown = outlined("".join(f"<h{n}>{text}</h{n}><p>x</p>" for n, text in headings))
    anchors = re.findall(r' id="(\w+)"', html)
    assert len(anchors) == len(set(anchors)) == len(headings)
    assert {one.anchor for one in shown} <= set(anchors)
    assert "<h1" not in html
    assert {one.depth for one in shown} <= {0, 1}


@given(TEXT, st.lists(TEXT, max_size=4))
def test_marking_changes_no_words(text: str, words: list[str]) -> None:
    shown = marked(text, [word for word in words if word])
    assert shown.replace("<mark>", "").replace("</mark>", "") == marked(text, [])


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("en-GB,en;q=0.9", "en"), ("fr,zh;q=0.5", "zh-CN"), ("", "zh-CN"), ("de", "zh-CN"), (";q=x,,", "zh-CN"),
        ("en;q=0.2,zh;q=0.8", "zh-CN"),
    ],
)  # fmt: skip
def test_the_readers_language(header: str, first: str) -> None:
    assert preferred(header, ["zh-CN", "en"]) == first


def test_a_vote_can_be_changed_and_its_comment_is_not_lost() -> None:
    vote = Rating("t", "a", "v", 1, 3, "zh-CN", useful=False, comment="少了运费")
    kept, told = rated(None, vote) or pytest.fail("told")
    assert told.comment == "少了运费"
    assert rated(kept, replace(vote, comment="")) is None
    turned, _ = rated(kept, replace(vote, useful=True, comment="")) or pytest.fail("told")
    assert (turned.useful, turned.comment, turned.version) == (True, "少了运费", 2)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("退款", True),
        ("a", False),
        ("13812345678", False),
        ("me@x.cn", False),
        ("字" * 61, False),
        ("iPhone 15 128", True),
    ],
)
def test_what_is_remembered_of_a_search(text: str, kept: bool) -> None:
    assert worth(text) is kept


def test_searches_are_counted() -> None:
    one = missed(None, Missed("t", "zh-CN", "潜水艇", "潜水艇", 1))
    assert missed(one, Missed("t", "zh-CN", "潜水艇", "潜水艇", 9)) == replace(one, at=9, times=2, version=2)


@pytest.mark.parametrize(
    "bad", ["a b.example", "localhost", "x.example/path", "中文.example", "-a.example", "a" * 260 + ".cn"]
)
def test_a_host_is_a_host(bad: str) -> None:
    with pytest.raises(BadInput) as wrong:
        host_of(bad)
    assert wrong.value.code == "bad_host"
    assert host_of(" https://Help.Example.com/ ") == "help.example.com"


@pytest.mark.parametrize(("field", "value"), [("slug", "Ab c"), ("slug", "a"), ("hue", 360), ("host", "x")])
def test_what_will_not_do_is_refused(field: str, value: object) -> None:
    with pytest.raises(BadInput):
        change(CENTRE, {field: value}, 1)
