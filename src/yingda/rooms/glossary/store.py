"""The queries of the glossary."""

from yingda.kernel import Read

from .model import Term

TABLES = (Term,)


async def listed(read: Read, tenant: str) -> list[Term]:
    """Every entry of a business, by kind and word."""
    return await read.find(Term, "tenant=?1 order by kind, mark", tenant)
