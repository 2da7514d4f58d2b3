"""What this room tells."""

from yingda.kernel import Event


class GlossaryChanged(Event, frozen=True, kw_only=True):
    """Words of a business were added, changed or removed, and who did it: for the record, and for every node to read them
    anew. `key` is the entry's id, empty for an import; `words` are some of them."""

    by: str
    action: str
    words: tuple[str, ...] = ()
    count: int = 1
