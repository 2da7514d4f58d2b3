"""Passages, plain text, safe HTML: rules that hold for any text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yingda.rooms.knowledge.model import first_paragraph, passages, plain, slug_of
from yingda.rooms.knowledge.model.passage import PASSAGE_CHARS
from yingda.rooms.knowledge.service.excerpt import excerpt
from yingda.rooms.knowledge.service.markdown import html
from yingda.rooms.knowledge.service.words import stem, terms

MARKUP = st.text(alphabet="# ab退货。\n|-*`_[](!)<>&\"'/:jx.~1", max_size=400)


@given(MARKUP)
def test_passages_lose_no_word(body: str) -> None:
    kept = "".join(p.heading + p.text for p in passages(body))
    for word in re.findall(r"[退货]+", "\n".join(line for line in body.split("\n") if not line.startswith("#"))):
        assert word in kept.replace("\n", "") or len(word) > PASSAGE_CHARS


@given(MARKUP | st.text(max_size=2_000))
def test_passages_are_short_and_plain_text_never_fails(body: str) -> None:
    for passage in passages(body):
        assert 0 < len(passage.text) <= PASSAGE_CHARS + 2
    plain(body)
    first_paragraph(body)
    excerpt(body, "退货 ab")


@given(MARKUP | st.text(max_size=500))
@settings(max_examples=300)
def test_html_holds_nothing_that_runs_or_tells(body: str) -> None:
    made = html(body).lower()
    for tag in re.findall(r"<[^>]*>", made):
        assert not re.search(r"<(script|style|iframe|object|embed|form|input|svg)", tag)
        assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag))
        for link in re.findall(r'(?:href|src)="([^"]*)"', tag):
            assert re.match(r"(https?://|mailto:|tel:|/(?!/)|#|%|$)", link), tag


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)",
        "![x](https://evil.example/p.gif)", "![x](//evil.example/p.gif)", '<img src=x onerror="alert(1)">',
        "[x](vbscript:x)", "![x](data:image/svg+xml;base64,AAAA)", "<a href='javascript:x'>y</a>", "[x](//evil.example)",
        "![x](/files/../../etc)", "<iframe src='https://evil.example'></iframe>", "[a]: javascript:x\n\n[a]",
    ],
)  # fmt: skip
def test_hostile_markdown(body: str) -> None:
    made = html(body)
    assert "<script" not in made
    assert "<img" not in made or 'src="/files/' in made
    assert not re.search(r'(href|src)="(?!https?://|/files/)', made), made
    assert "<iframe" not in made


def test_own_pictures_and_tables_are_shown() -> None:
    assert '<img src="/files/t/abc.png?s=1" alt="图" loading="lazy">' in html("![图](/files/t/abc.png?s=1)")
    made = html("| a | b |\n|---|---|\n| 1 | **2** |")
    assert "<table>" in made
    assert "<strong>2</strong>" in made
    assert 'rel="noopener noreferrer nofollow"' in html("[x](https://example.com)")


def test_headings_make_a_path() -> None:
    found = passages("开头\n\n# 退货\n\n## 运费\n\n由我们出\n\n# 换货\n\n直接换")
    assert [(p.heading, p.text) for p in found] == [("", "开头"), ("退货 / 运费", "由我们出"), ("换货", "直接换")]
    fenced = passages("```\n# 不是标题\n```")
    assert fenced[0].heading == ""


def test_first_paragraph_takes_the_list_it_leads_into() -> None:
    assert first_paragraph("# 标题\n\n步骤如下：\n\n1. 打开\n2. 点击\n\n其余") == "步骤如下：\n1. 打开\n2. 点击"
    assert first_paragraph("一句。" * 300).endswith("。")
    assert len(first_paragraph("无标点" * 500)) <= 601


def test_words_of_both_languages_meet() -> None:
    assert {"退货", "运费"} <= {term for term, _ in terms("退货的运费")}
    for one, other in (("charging", "charge"), ("batteries", "battery"), ("shipped", "ship"), ("returns", "return")):
        assert stem(one) == stem(other), (one, stem(one), stem(other))
    assert slug_of("  退货 政策（2026）.v2 ") == "退货-政策-2026-v2"
