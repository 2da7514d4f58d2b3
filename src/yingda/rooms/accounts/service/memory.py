"""What is asked for at every request is remembered for a moment. This node forgets at once what it changes, and soon what
it hears that another node changed; what it does not hear of is noticed when the moment is over."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

TTL_MS = 15_000


class Memory(Generic[K, V]):
    """Answers by key, each for `TTL_MS`, the least recently asked forgotten beyond `size`."""

    def __init__(self, size: int = 10_000) -> None:
        self.size = size
        self.known: OrderedDict[K, tuple[int, V]] = OrderedDict()
        self.changes = 0

    async def get(self, key: K, now: int, find: Callable[[], Awaitable[V | None]]) -> V | None:
        """The answer for `key`, found by `find` when it is not remembered. That there is none is not remembered. What was
        found while something changed is answered, but not remembered."""
        held = self.known.get(key)
        if held is not None and 0 <= now - held[0] < TTL_MS:
            self.known.move_to_end(key)
            return held[1]
        changes = self.changes
        found = await find()
        if found is None:
            self.known.pop(key, None)
        elif changes == self.changes:
            self.known[key] = now, found
            self.known.move_to_end(key)
            while len(self.known) > self.size:
                self.known.popitem(last=False)
        return found

    def forget(self, which: Callable[[V], bool]) -> None:
        """Forgets every answer of which this is true."""
        self.changes += 1
        for key in [key for key, (_, value) in self.known.items() if which(value)]:
            del self.known[key]
