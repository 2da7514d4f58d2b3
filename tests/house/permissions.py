"""The table of permissions: every route and socket operation, and which role may use it.

python -m tests.house.permissions        writes docs/guide/permissions.md anew
"""

import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.house.house import Entrance, entrances, opened
from tests.house.tree import TOP

from yingda.kernel import KEY, MACHINE, PUBLIC, SELF, VISITOR
from yingda.main.web import app
from yingda.rooms.accounts import ROLES

FILE = TOP / "docs" / "guide" / "permissions.md"
HEAD = """# 权限表 · Permissions

由 `python -m tests.house.permissions` 从程序本身生成，请勿手改；新增路由或操作而不更新本表，测试会失败。
Generated from the application itself; a new route or socket operation without a row fails a test.

`public` 任何人 anyone · `visitor` 持令牌的访客，只限自己的会话 a visitor with a token, his own conversations only ·
`machine` 监控程序，凭设置里的令牌或在本机 a program that watches, by the token of the settings or on the machine itself ·
`key` 企业的程序，凭密钥；只能用标 🔑 的 a program of the business, by its key; only what is marked 🔑 ·
`self` 登录的客服本人 any member of staff, about himself · 其余见角色 the others by role

| 路由、操作 · route, operation | 权限 · permission | visitor | {roles} |
|---|---|---|{lines}|
"""


def known() -> set[str]:
    """All permissions that there are."""
    return {KEY, MACHINE, PUBLIC, SELF, VISITOR}.union(*(role.permissions for role in ROLES.values()))


def table(found: Iterable[Entrance]) -> str:
    """The page."""
    head = HEAD.format(roles=" | ".join(ROLES), lines="|".join("---" for _ in ROLES))
    return head + "".join(_row(one) for one in found)


def _row(one: Entrance) -> str:
    permission = one.permission or "-"
    visitor = "✓" if permission in (PUBLIC, VISITOR) else ""
    staff = ["✓" if permission in (PUBLIC, SELF) or permission in role.permissions else "" for role in ROLES.values()]
    key = " 🔑" if one.keys or permission == KEY else ""
    return f"| `{one.name}` | {permission}{key} | {' | '.join([visitor, *staff])} |\n"


async def now(data: Path) -> list[Entrance]:
    """What the application has."""
    async with opened(data) as node:
        return entrances(app(node, close=False).routes)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(table(asyncio.run(now(Path(folder)))), "utf-8")
