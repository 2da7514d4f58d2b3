"""What delivery offers to channels and reacts to."""

from yingda.kernel import House, Reception
from yingda.rooms.conversations import ConversationQueued, MessagePosted

from .service import FrontDoor, Rooms


def install(house: House) -> None:
    door = FrontDoor(house, Rooms(house))
    house.offer(Reception, door)  # type: ignore[type-abstract]
    house.react(MessagePosted, "delivery.carry", door.carry, when=door.carried)
    house.react(ConversationQueued, "delivery.away", door.away)
