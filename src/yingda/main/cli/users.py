"""`yingda user`: who may sign in."""

import secrets
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from yingda.kernel import BadInput, NotFound
from yingda.main.build import Node
from yingda.rooms.accounts import ROLES, Accounts, Agent

from .business import Answers
from .house import business_of, with_house
from .words import done, out, say, table

Business = Annotated[str, typer.Option(help=say("企业（多于一个时）", "Business, if there are several"))]
Password = Annotated[str | None, typer.Option(help=say("密码；更好用 --password-stdin", "Better: --password-stdin"))]
Stdin = Annotated[
    bool, typer.Option("--password-stdin", help=say("从标准输入读密码", "Read the password from standard input"))
]
Email = Annotated[str, typer.Argument(help=say("邮箱", "E-mail"))]
Role = Annotated[str, typer.Option(help=" / ".join(ROLES))]


def add(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(no_args_is_help=True, help=say("账号：谁可以登录", "Accounts: who may sign in"))
    group.command("list", help=say("列出账号", "List them"))(show)
    group.command("add", help=say("新增客服", "A new member of staff"))(new)
    group.command("password", help=say("重设密码（并退出所有设备）", "A new password; signs out everywhere"))(password)
    group.command("role", help=say("更换角色", "Another role"))(role)
    app.add_typer(group, name="user")


def show(business: Business = "") -> None:
    """All staff of a business."""

    async def work(node: Node) -> list[tuple[str, ...]]:
        accounts = node.need(Accounts)
        tenant = (await business_of(node, business)).tenant
        seen = await accounts.seen(tenant)
        return [row(agent, seen.get(agent.id, 0)) for agent in await accounts.agents(tenant)]

    head = say("邮箱 姓名 角色 职务 状态 最近登录", "e-mail name role title state last-seen").split()
    table(head, with_house(work))


def row(agent: Agent, seen: int) -> tuple[str, ...]:
    """One line of the list."""
    when = datetime.fromtimestamp(seen / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M") if seen else "-"
    state = say("可用", "active") if agent.active else say("停用", "inactive")
    title = ROLES[agent.role].title["zh" if say("zh", "en") == "zh" else "en"] if agent.role in ROLES else agent.role
    return agent.email, agent.name, title, agent.title or "-", state, when


def known_role(name: str) -> str:
    """`name`, if there is such a role."""
    if name not in ROLES:
        listed = ", ".join(ROLES)
        raise BadInput(
            "bad_role", f"没有角色「{name}」，可用：{listed}", f"There is no role {name!r}; there are: {listed}"
        )
    return name


def new(
    email: Email,
    name: Annotated[str | None, typer.Option(help=say("姓名", "Name"))] = None,
    role: Role = "agent",
    password: Password = None,
    password_stdin: Stdin = False,
    business: Business = "",
) -> None:
    """Without a password one is made and shown once."""
    answers = Answers()
    given = answers.secret(password, password_stdin) if password_stdin or password else ""
    word = given or secrets.token_urlsafe(12)

    async def work(node: Node) -> Agent:
        tenant = (await business_of(node, business)).tenant
        called = answers.ask(name, "--name", say("姓名", "Name"), email.split("@")[0])
        fields = {"name": called, "email": email, "role": known_role(role)}
        return await node.need(Accounts).hire(tenant, password=word, **fields)

    agent = with_house(work)
    done(f"已新增 {agent.name}（{agent.email}）", f"Added {agent.name} ({agent.email})")
    show_once(given, word)


def show_once(given: str, word: str) -> None:
    """Shows a password that we made."""
    if not given:
        out.print(say("  密码（只显示这一次）：", "  Password (shown this once): ") + word, markup=False)


def password(email: Email, password: Password = None, password_stdin: Stdin = False) -> None:
    """Without a password one is asked for, or made when nobody sits at the terminal."""
    answers = Answers()
    given = answers.secret(password, password_stdin) if password_stdin or password or sys.stdin.isatty() else ""
    word = given or secrets.token_urlsafe(12)
    change(email, lambda accounts, agent: accounts.change_agent(agent.tenant, agent.id, {}, word))
    done(f"已重设 {email} 的密码，原有登录全部失效", f"{email} has a new password and is signed out everywhere")
    show_once(given, word)


def role(email: Email, role: Annotated[str, typer.Argument(help=" / ".join(ROLES))]) -> None:
    """The last administrator stays one."""
    given = {"role": known_role(role)}
    change(email, lambda accounts, agent: accounts.change_agent(agent.tenant, agent.id, given))
    done(f"{email} 现在是{ROLES[role].title['zh']}", f"{email} is now: {ROLES[role].title['en']}")


def change(email: str, how: Callable[[Accounts, Agent], Awaitable[Agent]]) -> None:
    """Finds whoever signs in with `email` and changes him."""

    async def work(node: Node) -> Agent:
        accounts = node.need(Accounts)
        agent = await accounts.agent_by_email(email)
        if agent is None:
            raise NotFound("no_user", f"没有账号 {email}", f"There is no account {email}")
        return await how(accounts, agent)

    with_house(work)
