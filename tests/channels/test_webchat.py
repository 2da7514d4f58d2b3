"""The visitor's socket at the door: who floods it with new visitors is held back, who was here before is not."""

import pytest

from yingda.channels.webchat import frames
from yingda.channels.webchat.session import Session, hello
from yingda.kernel import Line, NotFound, TooMany
from yingda.kernel.limits import Buckets


class Nobody:
    """A reception that knows no inbox: whoever comes so far was let through."""

    async def welcome(self, asked, known):
        raise NotFound


async def test_strangers_are_held_back_and_guests_are_not():
    strangers = Buckets(rate=0.001, burst=2)
    line = Line(None, None)
    session = Session(line, Nobody(), None, lambda: strangers.take("203.0.113.7"))
    for _ in range(2):
        with pytest.raises(NotFound):
            await hello(session, frames.HelloFrame(inbox="x"))
    with pytest.raises(TooMany):
        await hello(session, frames.HelloFrame(inbox="x"))
    with pytest.raises(NotFound):
        await hello(session, frames.HelloFrame(inbox="x", token="kept from before"))
