"""`yingda knowledge import`: takes files, folders and pages in. Safe to repeat."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yingda.kernel import BadInput
from yingda.main.build import Node
from yingda.rooms.knowledge import Knowledge, Report

from .house import business_of, with_house
from .words import err, out, say, table

DOCUMENTS = {
    ".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf", ".csv", ".tsv", ".xlsx", ".zip",
    ".doc", ".xls", ".wps", ".et", ".ppt", ".pptx", ".rtf", ".odt", ".pages",
}  # fmt: skip
"""What is picked up in a folder: whatever may hold knowledge, so that the report names what cannot be read too."""
LARGEST = 50 * 1_048_576


def add(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(no_args_is_help=True, help=say("知识库", "Knowledge"))

    @group.callback()
    def top() -> None:
        pass

    group.command("import", help=say("导入文件、文件夹或网页", "Import files, folders or web pages"))(take)
    app.add_typer(group, name="knowledge")


def take(
    sources: Annotated[list[str], typer.Argument(help=say("文件、文件夹或网址", "Files, folders or addresses"))],
    draft: Annotated[
        bool, typer.Option("--draft", help=say("只存草稿，不发布", "Keep as drafts, do not publish"))
    ] = False,
    business: Annotated[str, typer.Option(help=say("企业（多于一个时）", "Business, if there are several"))] = "",
) -> None:
    """Exit code 1 when something was refused."""
    pages = [s for s in sources if s.startswith(("http://", "https://"))]
    files = [found for s in sources if s not in pages for found in gather(Path(s))]

    async def work(node: Node) -> list[Report]:
        tenant = (await business_of(node, business)).tenant
        knowledge = node.need(Knowledge)
        with progress(len(files) + len(pages)) as step:
            read = [(name, path.read_bytes()) for name, path in files]
            reports = [await knowledge.import_files(tenant, read, publish=not draft, progress=step)] if read else []
            for url in pages:
                reports.append(await knowledge.import_url(tenant, url, publish=not draft))
                step(reports[-1])
        return reports

    sys.exit(1 if tell(with_house(work)) else 0)


def gather(path: Path) -> list[tuple[str, Path]]:
    """The files that `path` stands for, with the names under which they are known: below a folder, their path in it (the
    folder's own name too when it tells a language, so that `…/en` and `…/en/faq.md` mean the same)."""
    if path.is_file():
        found = [(path.name, path)]
    elif path.is_dir():
        files = sorted(f for f in path.rglob("*") if f.is_file() and f.suffix.lower() in DOCUMENTS)
        visible = [f for f in files if not any(p.startswith((".", "~$")) for p in f.relative_to(path).parts)]
        top = path.resolve().name
        before = f"{top}/" if top.lower() in ("zh", "en", "zh-cn") else ""
        found = [(before + f.relative_to(path).as_posix(), f) for f in visible]
    else:
        raise BadInput("no_file", f"没有这个文件或文件夹：{path}", f"There is no such file or folder: {path}")
    if not found:
        raise BadInput("no_files", f"{path} 里没有可导入的文件", f"There is nothing to import in {path}")
    for name, file in found:
        if file.stat().st_size > LARGEST:
            raise BadInput("too_large", f"{name} 超过 50 MB", f"{name} is larger than 50 MB")
    return found


@contextmanager
def progress(total: int) -> Iterator[Callable[[Report], None]]:
    """A bar on the terminal; nothing where there is none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(say("导入", "Importing"), total=total)

        def step(report: Report) -> None:
            """How it stands."""
            count = len(report.taken) + len(report.unchanged) + len(report.refused)
            bar.update(task, completed=count, total=max(total, report.total))

        yield step


def tell(reports: list[Report]) -> int:
    """Says what was taken, what was there already, and what was refused and why; answers how many were refused."""
    taken = [one for r in reports for one in r.taken]
    same = sum(len(r.unchanged) for r in reports)
    refused = [one for r in reports for one in r.refused]
    if taken:
        table([say("导入", "taken"), say("来自", "from")], [(one.title, one.name) for one in taken])
    if refused:
        table([say("未导入", "refused"), say("原因", "reason")], [(one.name, say(one.zh, one.en)) for one in refused])
    zh = f"导入 {len(taken)} 条，未变 {same} 条，未导入 {len(refused)} 条"
    out.print(say(zh, f"{len(taken)} taken, {same} unchanged, {len(refused)} refused"))
    return len(refused)
