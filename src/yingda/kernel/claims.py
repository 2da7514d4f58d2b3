"""Work that one node is enough for: whoever claims it does it, and a claim ends with its node."""

from typing import ClassVar, Protocol

from .rows import Row


class Claim(Row, frozen=True):
    """`node` does what `name` says for a tenant."""

    table: ClassVar[str] = "claim"
    key: ClassVar[tuple[str, ...]] = ("tenant", "name")

    tenant: str
    name: str
    node: str
    at: int
    version: int = 1


class Claims(Protocol):
    """Who does what."""

    async def take(self, tenant: str, name: str) -> bool:
        """Whether this node may do it now. Give it back with `drop`; what a dead node had claimed is free again."""

    async def drop(self, tenant: str, name: str) -> None:
        """It is done, or given up."""


class Alone:
    """`Claims` where one node serves."""

    async def take(self, tenant: str, name: str) -> bool:
        """Nobody else could."""
        del tenant, name
        return True

    async def drop(self, tenant: str, name: str) -> None:
        """Nothing was kept."""
