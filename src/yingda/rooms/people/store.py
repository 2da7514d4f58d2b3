"""All SQL of people."""

from collections.abc import Sequence
from typing import Any

from yingda.kernel import Read, plan
from yingda.kernel.rows import R, Row

from .model import Contact, Identity, PageView


def _columns(kind: type[Row]) -> str:
    return ",".join(plan(kind).columns)


def _load(kind: type[R], found: Sequence[Any]) -> list[R]:
    how = plan(kind)
    return [how.load(kind, row) for row in found]


CONTACT = f"select {_columns(Contact)} from contact"
IDENTITY = f"select {_columns(Identity)} from identity"
VIEW = f"select {_columns(PageView)} from page_view"


async def views(read: Read, tenant: str, contact: str, limit: int, skip: int = 0) -> list[PageView]:
    """The pages of a contact, newest first, without the newest `skip`."""
    sql = f"{VIEW} where tenant=?1 and contact=?2 order by id desc limit ?3 offset ?4"
    return _load(PageView, await read.rows(sql, tenant, contact, limit, skip))


async def identities(read: Read, tenant: str, contact: str) -> list[Identity]:
    """Under which ids a contact is known."""
    return _load(Identity, await read.rows(f"{IDENTITY} where tenant=?1 and contact=?2", tenant, contact))


async def pointers(read: Read, tenant: str, contact: str) -> list[Contact]:
    """The visitors who turned out to be this contact. The second condition names the partial index."""
    sql = f"{CONTACT} where tenant=?1 and merged_into=?2 and merged_into<>''"
    return _load(Contact, await read.rows(sql, tenant, contact))
