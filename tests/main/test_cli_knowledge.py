from pathlib import Path

import pytest
from tests.main.terminal import Terminal
from tests.main.test_cli import NEW

RETURNS = "# 退换货规则\n\n签收后七天内可以无理由退货，运费由本店承担。\n\n## 怎么申请\n\n在订单页点「申请退货」。\n"


@pytest.fixture
def folder(tmp_path: Path, yingda: Terminal) -> Path:
    assert yingda(*NEW).code == 0
    made = tmp_path / "docs"
    (made / "sub").mkdir(parents=True)
    (made / "returns.md").write_text(RETURNS, "utf-8")
    (made / "sub" / "faq.csv").write_text("问题,答案\n怎么开发票,下单时填写抬头即可。\n", "utf-8")
    (made / "picture.png").write_bytes(b"\x89PNG")
    return made


def test_import_tells_what_was_taken_and_can_be_repeated(yingda: Terminal, folder: Path) -> None:
    first = yingda("knowledge", "import", str(folder))
    assert first.code == 0, first
    assert "退换货规则" in first.out
    assert "2 taken, 0 unchanged, 0 refused" in first.out
    again = yingda("knowledge", "import", str(folder))
    assert "0 taken, 2 unchanged, 0 refused" in again.out


def test_what_is_refused_is_named_and_counts(yingda: Terminal, folder: Path) -> None:
    (folder / "broken.docx").write_bytes(b"not a document")
    (folder / "old.doc").write_bytes(b"old")
    said = yingda("knowledge", "import", str(folder))
    assert said.code == 1
    assert "2 taken, 0 unchanged, 2 refused" in said.out
    assert "broken.docx" in said.out
    assert "old.doc" in said.out


def test_nothing_to_import(yingda: Terminal, folder: Path, tmp_path: Path) -> None:
    assert "no such file" in yingda("knowledge", "import", str(tmp_path / "none")).err
    (tmp_path / "empty").mkdir()
    assert "nothing to import" in yingda("knowledge", "import", str(tmp_path / "empty")).err


def test_a_private_address_is_not_fetched(yingda: Terminal, folder: Path) -> None:
    said = yingda("knowledge", "import", "http://127.0.0.1:9/page")
    assert said.code == 1
    assert "1 refused" in said.out
