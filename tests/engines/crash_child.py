"""A process to be killed: sends messages for ever and prints each acknowledged one. `python crash_child.py FILE
[broken]`; broken acknowledges before the commit, to show that the test would notice."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

from tests.engines.database_contract import REACTIONS, hear

from yingda.engines.sqlite import connect
from yingda.engines.sqlite.writer import Job, Writer


class Hasty(Writer):
    """Answers those who wait before their work is durable."""

    def _transaction(self, group: list[Job], run: Any) -> list[Any]:
        self.tx.db.execute("begin immediate")
        results = self._timed(group, run)
        self.loop.call_soon_threadsafe(self.finish, group, results, [])
        time.sleep(0.2)
        self.tx.db.execute("commit")
        return results


async def main(path: str, broken: bool) -> None:
    db = await connect(path, REACTIONS)
    if broken:
        db.writer.__class__ = Hasty

    async def send(who: int) -> None:
        for i in range(1_000_000):
            talk, client = "abc"[(who + i) % 3], f"{who}-{i}"
            kept: Any = await db.decide(hear, talk, client, "x" * 200)
            sys.stdout.write(f"{talk} {client} {kept.seq}\n")
            sys.stdout.flush()

    await asyncio.gather(*(send(who) for who in range(16)))


if __name__ == "__main__":
    asyncio.run(main(str(Path(sys.argv[1])), "broken" in sys.argv))
