"""Decisions about articles: read, apply a rule of the model."""

from typing import Any

from yingda.kernel import Changes, Clash, Read

from ..model import Article, Author, Draft, Import
from ..model import article as rules


async def create(read: Read, article: Article) -> Changes:
    """A new draft, unless its name is taken."""
    if await read.first(Article, article.tenant, article.slug, article.language):
        raise Clash("slug_taken", "这个语言下已有同名知识", "There is one of this name in this language already")
    return Changes(new=(article,))


async def change(read: Read, tenant: str, id: str, change: dict[str, Any], revision: int, by: Author) -> Changes:
    """Saves the working text."""
    before = rules.found(await read.get(Article, tenant, id))
    after = rules.edit(before, change, revision, by)
    return Changes(changed=(after,)) if after is not before else Changes()


async def publish(read: Read, tenant: str, id: str, revision: int, by: Author) -> Changes:
    """Makes the working text live."""
    return rules.published(rules.found(await read.get(Article, tenant, id)), revision, by)


async def withdraw(read: Read, tenant: str, id: str, revision: int, by: Author) -> Changes:
    """Takes it off the shelf."""
    return rules.withdrawn(rules.found(await read.get(Article, tenant, id)), revision, by)


async def remove(read: Read, tenant: str, id: str) -> Changes:
    """Deletes a draft."""
    return rules.removed(rules.found(await read.get(Article, tenant, id)))


async def take(read: Read, tenant: str, id: str, draft: Draft, by: Author, publishing: bool) -> Changes:
    """Keeps one draft of an import: a new article, a new version of the one with its name, or nothing."""
    fresh = rules.begin(tenant, id, draft.slug, draft.language, draft.content, by)
    old = await read.first(Article, tenant, fresh.slug, fresh.language)
    return rules.imported(old, fresh, draft.mark(), by, publishing=publishing) or Changes()


async def note(read: Read, row: Import) -> Changes:
    """Keeps how an import stands."""
    return Changes(changed=(row,)) if await read.get(Import, row.tenant, row.id) else Changes(new=(row,))
