"""A real service on a real file, a business with an inbox that takes signed identities, and a site that signs them."""

import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from joserfc import jwt
from joserfc.jwk import OctKey
from tests.support.database import fresh

from yingda.engines.sqlite import Sqlite
from yingda.rooms.accounts import Accounts, Inbox
from yingda.rooms.people import People

SECRET = "5a" * 32
NOW = 1_790_000_000_000


class Hand:
    """A clock moved by hand, ms."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> int:
        return self.at

    def wait(self, *, s: float = 0, h: float = 0, days: float = 0) -> None:
        self.at += round((s + h * 3600 + days * 86_400) * 1000)


def encoded(value: Any) -> str:
    """A part of a JWT."""
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class Site:
    """The host site: signs for its visitors."""

    def __init__(self, secret: str, clock: Hand) -> None:
        self.secret, self.clock = secret, clock

    def sign(
        self, sub: Any = "C1001", *, alg: str = "HS256", secret: str = "", minutes: float = 30, **more: Any
    ) -> str:
        claims = {"sub": sub, "exp": self.clock.now() // 1000 + int(minutes * 60), **more}
        key = OctKey.import_key(secret or self.secret)
        return jwt.encode({"alg": alg}, {k: v for k, v in claims.items() if v is not ...}, key, algorithms=[alg])


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Sqlite]:
    async with fresh(tmp_path, "accounts", "people") as db:
        yield db


@pytest.fixture
def told(db: Sqlite) -> list[Any]:
    """Every event that was told."""
    events: list[Any] = []
    db.told = lambda found: events.extend(event for event, _ in found)
    return events


@pytest.fixture
async def accounts(db: Sqlite, clock: Hand) -> Accounts:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    accounts = Accounts(db, clock, SECRET, "https://help.example", quick)
    await accounts.found("青禾数码", "zh-CN", "Asia/Shanghai", "林珊", "lin@x.example", "correct horse", "qinghe")
    return accounts


@pytest.fixture
async def inbox(accounts: Accounts) -> Inbox:
    return await accounts.open_inbox("qinghe", name="在线客服", identity="optional")


@pytest.fixture
async def site(accounts: Accounts, inbox: Inbox, clock: Hand) -> Site:
    return Site(await accounts.rotate_secret("qinghe", inbox.id), clock)


@pytest.fixture
def people(db: Sqlite, clock: Hand, accounts: Accounts) -> People:
    return People(db, clock, accounts, SECRET)


@pytest.fixture
def arrive(people: People, inbox: Inbox, clock: Hand):
    """A browser comes to the inbox."""

    async def come(token: str = "", identity: str = "", language: str = "zh-CN", at: Inbox = inbox):
        return await people.arrive(at, token, identity, language, clock.now())

    return come
