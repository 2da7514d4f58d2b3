"""`yingda init` and `yingda demo`: the first business."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer
from rich.prompt import Confirm, Prompt

from yingda.kernel import BadInput, Clash, YingdaError
from yingda.main import demo as demo_business
from yingda.main.build import Node
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts, Inbox, checked, checked_password

from .house import with_house
from .words import done, out, say

ZONE = "Asia/Shanghai"


Check = Callable[[str], object]
"""Raises a `YingdaError` for an answer that cannot be used."""


def fits(check: Check, answer: str) -> bool:
    """Whether an answer passes; if not, says why."""
    try:
        check(answer)
    except YingdaError as error:
        out.print(say(error.zh, error.en), markup=False)
        return False
    return True


def field(kind: str, name: str) -> Check:
    """The check of one field."""
    return lambda answer: checked(kind, {name: answer})


class Answers:
    """What `init` needs to know: given as options, or asked for when somebody sits at the terminal."""

    def __init__(self) -> None:
        self.there = sys.stdin.isatty()

    def ask(
        self, given: str | None, option: str, question: str, default: str = "", check: Check = lambda _: None
    ) -> str:
        """`given`, or what the person answers, asked again until it passes `check`; `BadInput` when there is nobody to ask
        and no default."""
        if given is not None:
            return given
        while self.there:
            answer = str(Prompt.ask(question, default=default or ..., console=out))
            if fits(check, answer):
                return answer
        if default:
            return default
        raise BadInput("missing", f"缺少 {option}（{question}）", f"{option} is missing ({question})")

    def secret(self, given: str | None, from_stdin: bool, check: Check = lambda _: None) -> str:
        """A password: from the option, from standard input, or typed twice."""
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        if given is not None or not self.there:
            return self.ask(given, "--password", say("密码", "password"))
        while True:
            first = Prompt.ask(say("密码（不显示）", "Password (not shown)"), password=True, console=out)
            if not fits(check, first):
                continue
            if first == Prompt.ask(say("再输入一次", "Once more"), password=True, console=out):
                return first
            out.print(say("两次不一样", "These are not the same"))


def add(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(help=say("建立企业和第一位管理员", "Set up a business and its first administrator"))(init)
    app.command(help=say("载入演示企业", "Load the demo business"))(demo)


def init(
    name: Annotated[str | None, typer.Option(help=say("企业名称", "Name of the business"))] = None,
    language: Annotated[str | None, typer.Option(help="zh-CN / en")] = None,
    timezone: Annotated[str | None, typer.Option(help=say("时区", "Time zone") + f" ({ZONE})")] = None,
    admin: Annotated[str | None, typer.Option(help=say("管理员姓名", "Name of the administrator"))] = None,
    email: Annotated[str | None, typer.Option(help=say("管理员邮箱", "E-mail of the administrator"))] = None,
    password: Annotated[
        str | None, typer.Option(help=say("密码；更好用 --password-stdin", "Better: --password-stdin"))
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help=say("从标准输入读密码", "Read it from standard input"))
    ] = False,
    another: Annotated[
        bool, typer.Option("--another", help=say("已有企业时再建一个", "Even if there is a business"))
    ] = False,
) -> None:
    """Asks for what the options do not say."""
    answers = Answers()

    async def work(node: Node) -> Inbox:
        accounts = node.need(Accounts)
        if not another and (known := await accounts.tenants()):
            zh = f"已有企业（{len(known)} 个）。要再建一个请加 --another"
            raise Clash("exists", zh, f"There are {len(known)} businesses already. For one more add --another")
        ask, asked = answers.ask, say("语言 zh-CN / en", "Language zh-CN / en")
        called = ask(name, "--name", say("企业名称", "Name of the business"), check=field("business", "name"))
        speaks = ask(language, "--language", asked, say("zh-CN", "en"), field("business", "language"))
        zone = ask(timezone, "--timezone", say("时区", "Time zone"), ZONE, field("business", "timezone"))
        who = ask(admin, "--admin", say("管理员姓名", "Name of the administrator"), check=field("agent", "name"))
        mail = field("agent", "email")
        where = ask(email, "--email", say("管理员邮箱", "E-mail of the administrator"), check=mail)
        word = answers.secret(password, password_stdin, lambda typed: checked_password(typed, where))
        business = await accounts.found(called, speaks, zone, who, where, word)
        return await accounts.open_inbox(business.tenant, name=called)

    inbox = with_house(work)
    done("建好了", "It is set up")
    line = f'<script async src="{Settings.read().url}/yingda.js" data-inbox="{inbox.public_key}"></script>'
    out.print(
        say("贴到您网站每一页的 </body> 之前：", "Paste it before </body> on every page of your site:"), markup=False
    )
    out.print("  " + line, markup=False)
    out.print(say("然后运行 yingda serve，用管理员邮箱登录控制台", "Then run yingda serve and sign in to the console"))


def demo(
    yes: Annotated[bool, typer.Option("--yes", "-y", help=say("不再询问", "Do not ask"))] = False,
) -> None:
    """Beside a real business it asks first."""

    async def work(node: Node) -> list[str]:
        known = await node.need(Accounts).tenants()
        if logins := await demo_business.logins(node):
            return logins
        if known and not yes:
            question = say(
                "这里已有真实企业，仍要载入演示？", "There is a real business here. Load the demo all the same?"
            )
            if not sys.stdin.isatty() or not Confirm.ask(question, default=False, console=out):
                zh, en = "没有载入。确实需要请加 --yes", "Not loaded. If you do want it add --yes"
                raise Clash("exists", zh, en)
        await demo_business.load(node)
        return await demo_business.logins(node)

    logins = with_house(work)
    done("演示企业已就绪", "The demo business is ready")
    for line in logins:
        out.print("  " + line, markup=False)
