"""`yingda reactions`: what failed for good, and running it again."""

from typing import Annotated

import typer
from rich.table import Table

from yingda.main import parked, store
from yingda.main.build import Node
from yingda.main.reactor import TRIES

from .house import with_house
from .words import done, out, say

MANY = 200


def add(app: typer.Typer) -> None:
    """Adds the commands."""
    told = say("搁置的后台反应：查看与重跑", "Parked reactions: list them, run them again")
    group = typer.Typer(help=told, no_args_is_help=True)
    app.add_typer(group, name="reactions")

    @group.command("list", help=say("列出多次失败后被搁置的反应", "List reactions that kept failing"))
    def listed(
        tenant: Annotated[str, typer.Option(help=say("只看这个企业", "Of this business only"))] = "",
    ) -> None:
        async def work(node: Node) -> list[store.Parked]:
            return await store.parked(node.db, TRIES, tenant, MANY)

        found = with_house(work)
        if not found:
            done("没有搁置的反应", "Nothing is parked")
            return
        table = Table(*(say("企业", "business"), say("事件", "event"), say("反应", "reaction"), say("错误", "error")))
        for one in found:
            table.add_row(one.tenant, one.event, one.name, one.error)
        out.print(table)

    @group.command(
        "replay", help=say("重跑一条搁置的反应（用 list 显示的三项）", "Run one again (by what `list` shows)")
    )
    def replay(tenant: str, event: str, name: str) -> None:
        async def work(node: Node) -> None:
            await parked.replay(node, tenant, event, name)

        with_house(work)
        done("已放回，将由运行中的节点执行", "Put back: a running node will run it")
