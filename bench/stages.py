"""Setting the stage on the floor: sockets joined to conversations. `bench.product` does the same on the product."""

import json

from bench.load import TEXT, Load, Sender
from bench.wire import Wire, dial


def floor_frame(sender: Sender, client_id: str) -> bytes:
    frame = {
        "op": "send",
        "ref": sender.count,
        "conversation": f"c{sender.number}",
        "client_id": client_id,
        "text": TEXT,
    }
    return json.dumps(frame, ensure_ascii=False).encode()


async def floor_stage(port: int, senders: int, receivers: int) -> tuple[Load, list[Wire]]:
    """`senders` write, each in a conversation of its own; `receivers` hear them, shared out evenly."""
    load = Load(senders, floor_frame)
    ears = [await dial(port, "/", load.hear) for _ in range(receivers)]
    for sender in load.senders:
        sender.wire = await dial(port, "/", sender.hear)
        join = {"op": "join", "conversation": f"c{sender.number}"}
        ears[sender.number % receivers].say(json.dumps(join).encode())
    return load, [*ears, *(sender.wire for sender in load.senders if sender.wire)]
