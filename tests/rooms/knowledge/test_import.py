"""Taking files in: every format, hostile ones, and the same again."""

import asyncio
import io
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rooms.knowledge.conftest import Net

from yingda.kernel import BadInput, YingdaError
from yingda.rooms.knowledge import Content, Knowledge
from yingda.rooms.knowledge.service.readers import read
from yingda.rooms.knowledge.service.readers.plain import comma, decode, language_of, markdown

T = "shop"
MD = """---
title: 退货运费谁承担
category: 退换货
questions:
  - 退货要运费吗
  - 邮费谁出
tags: [运费, 退货]
---

质量问题由我们承担。
"""


def a_docx() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_heading("保修政策", 0)
    made.add_heading("保修多久", 1)
    made.add_paragraph("耳机保修十二个月。")
    made.add_paragraph("人为损坏不保", style="List Bullet")
    table = made.add_table(2, 2)
    for i, text in enumerate(("品类", "期限", "充电器", "18 个月")):
        table.cell(i // 2, i % 2).text = text
    made.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["分类", "问题（标准问）", "相似问题", "答案"])
    sheet.append(["支付", "支持花呗吗", "能用花呗不|花呗分期", "支持花呗，可分 3、6、12 期。"])
    sheet.append(["支付", "没有答案", None, None])
    book.save(out)
    return out.getvalue()


def a_pdf(text: str = "Warranty lasts twelve months for all headphones.", password: str = "") -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out = b"%PDF-1.4\n"
    places = []
    for i, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, part)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    if not password:
        return out
    writer, locked = pypdf.PdfWriter(clone_from=io.BytesIO(out)), io.BytesIO()
    writer.encrypt(password)
    writer.write(locked)
    return locked.getvalue()


HTML = """<html lang="zh"><head><title>配送说明 - 青禾数码</title></head><body><nav><a href="/">首页</a></nav>
<article><h1>配送说明</h1><p>每天十六点前付款的订单当天发货，之后的第二天发货。偏远地区要多等两到三天，请耐心等待。</p>
<h2>运费</h2><p>满九十九元包邮，不满的收十元运费。西藏、新疆每单另加十元，下单时会显示出来。</p></article>
<script>alert(1)</script></body></html>"""


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


async def test_markdown_with_front_matter(knowledge: Knowledge) -> None:
    report = await knowledge.import_files(T, [("zh/return-shipping.md", MD.encode())])
    assert report.done
    assert (len(report.taken), report.refused) == (1, ())
    live = knowledge.by_slug(T, "return-shipping", "zh-CN")
    assert live is not None
    assert live.content == Content(
        "退货运费谁承担", "质量问题由我们承担。", "退换货", ("退货要运费吗", "邮费谁出"), ("运费", "退货")
    )
    assert knowledge.search(T, "邮费谁出")[0].article == live.id


async def test_the_same_again_changes_nothing_and_a_change_makes_a_version(knowledge: Knowledge) -> None:
    faq = "问题,答案\n多久到,三天\n".encode()
    files = [("zh/a.md", MD.encode()), ("en/a.md", b"# Who pays\n\nWe do."), ("faq.csv", faq)]
    first = await knowledge.import_files(T, files)
    assert len(first.taken) == first.total == 3
    again = await knowledge.import_files(T, files)
    assert (len(again.taken), len(again.unchanged)) == (0, 3)
    assert {t.article for t in again.unchanged} == {t.article for t in first.taken}
    files[0] = ("zh/a.md", MD.replace("我们", "本店").encode())
    third = await knowledge.import_files(T, files)
    assert (len(third.taken), len(third.unchanged)) == (1, 2)
    assert [v.number for v in await knowledge.versions(T, third.taken[0].article)] == [2, 1]
    assert {a.language for a in knowledge.live(T)} == {"zh-CN", "en"}


async def test_documents(knowledge: Knowledge, net: Net) -> None:
    net.pages["https://shop.example/help/delivery"] = (200, "text/html; charset=utf-8", HTML.encode())
    net.pages["https://shop.example/gone"] = (404, "text/html", b"no")
    files = [
        ("保修政策.docx", a_docx()),
        ("warranty.pdf", a_pdf()),
        ("支付.xlsx", an_xlsx()),
        ("配送.html", HTML.encode()),
    ]
    report = await knowledge.import_files(T, files)
    assert [t.title for t in report.taken] == ["保修政策", "warranty", "支持花呗吗", "配送说明"]
    assert [r.name for r in report.refused] == ["支付.xlsx#3"]
    assert "缺少答案" in report.refused[0].zh
    warranty = knowledge.search(T, "充电器保修期限")[0]
    assert (warranty.title, warranty.heading) == ("保修政策", "保修多久")
    assert "| 充电器 | 18 个月 |" in warranty.passage
    assert knowledge.search(T, "warranty for headphones", "en")[0].title == "warranty"
    assert knowledge.search(T, "花呗分期")[0].title == "支持花呗吗"
    page = await knowledge.import_url(T, "https://shop.example/help/delivery")
    assert page.taken[0].title == "配送说明"
    hit = knowledge.search(T, "新疆运费另加")[0]
    assert (hit.title, hit.heading) == ("配送说明", "运费")
    assert "alert" not in hit.passage
    assert (await knowledge.import_url(T, "https://shop.example/help/delivery")).unchanged
    for bad in ("https://shop.example/gone", "https://nowhere.example/", "file:///etc/passwd", "javascript:1"):
        assert (await knowledge.import_url(T, bad)).refused[0].name == bad


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.md", b"", "空"),
        ("a.md", b"\x00\x01\x02" * 50, "编码"),
        ("a.md", b"---\ntitle: [\n---\nx", "第"),
        ("a.md", b"---\na: &a [x,x]\nb: *a\n---\nx", "属性"),
        ("a.md", b"---\ntitle: t\n---\n", "正文"),
        ("a.csv", b"", "空"),
        ("a.csv", b"\n\n", "空"),
        ("a.exe", b"MZ", "不支持"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "密码"),
        ("a.docx", b"PK\x03\x04 broken", "损坏"),
        ("a.docx", zipped({"word/document.xml": b"0" * 60_000_000}), "解压"),
        ("a.xlsx", zipped({"hello.txt": b"hello"}), "损坏"),
        ("a.zip", zipped({"x/b.md": b""}), "空"),
        ("a.pdf", b"%PDF-1.4 nothing more", "损坏"),
        ("a.pdf", a_pdf(password="secret"), "密码"),
        ("a.pdf", a_pdf(" "), "扫描"),
        ("a.html", b"<html><body></body></html>", "正文"),
        ("a.zip", b"PK nothing", "损坏"),
        ("a.md", b"x" * (20 * 1_048_576 + 1), "太大"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_a_reason(name: str, data: bytes, why: str) -> None:
    found = read(name, data)
    assert found.drafts == []
    assert why in found.refused[0].zh, found.refused
    assert found.refused[0].en


def test_an_archive_of_windows() -> None:
    data = zipped({"__MACOSX/x.md": b"no", "en/hello.md": b"# Hi\n\nThere.", "zh/a.md": MD.encode(), "p.png": b"png"})
    found = read("all.zip", data)
    assert [(d.name, d.language) for d in found.drafts] == [("en/hello.md", "en"), ("zh/a.md", "zh-CN")]
    assert [r.name for r in found.refused] == ["p.png"]
    windows = zipped({"AAAA.md": "运费由我们出。".encode("gb18030")}).replace(b"AAAA.md", "退货.md".encode("gb18030"))
    draft = read("gbk.zip", windows).drafts[0]
    assert (draft.name, draft.content.title, draft.content.body) == ("退货.md", "退货", "运费由我们出。")


def test_spreadsheets_of_all_kinds() -> None:
    for text, encoding in (
        ("question,answer,category\nHow long?,Three days,delivery\n", "utf-8"),
        ("问题,答案,分类\n多久到？,三天左右,配送\n", "gb18030"),
        ("\ufeff问题;答案\n多久到？;三天左右\n", "utf-8"),
        ("问题\t答案\n多久到？\t三天左右\n", "utf-16"),
        ("多久到？,三天左右,配送\n", "utf-8"),
        ('Question(s),Answer\n"How long?\nWhen will it come?","Three\n\ndays"\n', "utf-8"),
    ):
        found = comma("a.csv", text.encode(encoding))
        assert len(found.drafts) == 1, (text, found)
        assert found.drafts[0].content.questions[0] in ("多久到？", "How long?")
    twice = comma("a.csv", "问题,答案\n多久到,三天\n多久到,四天\n".encode())
    assert (len(twice.drafts), twice.refused[0].name) == (1, "a.csv#3")
    assert comma("a.csv", "问题,答案\n多久到,三天\n".encode()).drafts[0].slug == twice.drafts[0].slug


def test_languages() -> None:
    for name, text, language in (
        ("zh/a.md", "hello", "zh-CN"), ("content/en/b.md", "你好", "en"), ("a.en.md", "你好", "en"),
        ("a.md", "支持 PD 3.0 快充", "zh-CN"), ("a.md", "The 快充 charger is fast and small", "en"),
        ("zh-TW/a.md", "x", "zh-CN"), ("english/a.md", "hello there", "en"),
    ):  # fmt: skip
        assert language_of(name, text) == language, (name, text)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=300)
def test_no_bytes_break_a_reader(data: bytes) -> None:
    decode(data)
    for reader, name in ((markdown, "a.md"), (comma, "a.csv")):
        found = reader(name, b"---\n" + data + b"\n---\n" + data)
        assert found.drafts or found.refused


async def test_two_files_of_one_name_in_one_run(knowledge: Knowledge) -> None:
    report = await knowledge.import_files(T, [("a/x.md", "甲：内容".encode()), ("b/x.md", "乙：内容".encode())])
    assert (len(report.taken), len(report.refused)) == (1, 1)
    assert "a/x.md" in report.refused[0].zh


async def test_in_the_background(knowledge: Knowledge) -> None:
    job = await knowledge.begin_import(T, [("a.md", MD.encode()), ("b.md", b"")], publish=False, by="lin")
    for _ in range(100):
        row = await knowledge.import_state(T, job)
        assert row is not None
        if row.report.done:
            break
        await asyncio.sleep(0.02)
    assert (len(row.report.taken), len(row.report.refused)) == (1, 1)
    assert knowledge.search(T, "运费") == []
    assert (await knowledge.listed(T))[0].updated_by == "lin"
    assert await knowledge.import_state("other", job) is None
    with pytest.raises(BadInput):
        await knowledge.begin_import(T)
    assert issubclass(BadInput, YingdaError)
