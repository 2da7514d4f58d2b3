"""Offers `Sense`. Models lie in the data folder under `models/`, and where many nodes
serve also among the blobs, for all of them; who trains them is above (the bot)."""

from pathlib import Path

from yingda.kernel import House
from yingda.kernel.encoding import LocalEncoder, RemoteEncoder
from yingda.rooms.accounts import Seal

from . import api, store
from .events import MeaningChanged
from .service import Sense
from .service.meaning import Meaning
from .service.setup import Setup
from .service.shared import Shared

CORPUS = "common"
"""The lesson that the built-in models are learned from."""


def install(house: House) -> None:
    """Says what this room offers."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    folder = Path(house.setting("data", "data")) / "models"
    sense = Sense(folder, house.clock, lambda: Shared(house.blobs, house.claims) if house.node else None)
    house.offer(Sense, sense)

    anywhere, hosts = house.setting("allow_private_fetch", False), house.setting("private_hosts", ())
    remote: RemoteEncoder = house.need(RemoteEncoder)  # type: ignore[type-abstract]
    local: LocalEncoder = house.need(LocalEncoder)  # type: ignore[type-abstract]
    seal = Seal(house.setting("secret"), "sense")
    meaning = Meaning(house.db, house.blobs, house.clock, seal, remote, local, lambda host: anywhere or host in hosts)
    beside = sense.use(meaning)
    setup = Setup(meaning, beside, sense.shelf, sense.meant)

    async def settle() -> None:
        if CORPUS in house.lessons:
            await sense.settle(house.lessons[CORPUS].folder)

    async def stop() -> None:
        await setup.close()
        await sense.close()
        local.close()

    async def changed(event: MeaningChanged) -> None:
        meaning.forget(event.tenant)
        beside.again(event.tenant)

    house.hear(MeaningChanged, changed)
    house.life(settle, stop)
    house.route(*api.routes(setup))
