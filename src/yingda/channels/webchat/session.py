"""One visitor's socket. Before `hello` nothing is open to it; after, it hears what its contact may hear, on every tab."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from yingda.kernel import (
    PASS,
    PUBLIC,
    VISITOR,
    Bus,
    Hello,
    Inbound,
    Line,
    NotSignedIn,
    Op,
    Ops,
    Order,
    Page,
    Rating,
    Reception,
    Sink,
    TooMany,
    Visitor,
    topics,
)
from yingda.kernel.order import key_of
from yingda.kernel.socket import RESTART

from . import frames as f


class Session:
    """What one socket knows. While `hello` reads, frames that arrive are held back, so that nothing is missed and
    nothing comes before the state it belongs to."""

    def __init__(self, line: Line, reception: Reception, bus: Bus, arrive: Callable[[], float] = lambda: 0.0) -> None:
        self.line, self.reception, self.bus, self.arrive = line, reception, bus, arrive
        self.visitor: Visitor | None = None
        self.leave: Callable[[], None] | None = None
        self.held: list[tuple[int, bytes]] | None = None
        self.orders: dict[str, Order] = {}

    @property
    def who(self) -> Visitor:
        """The visitor, once he has said hello."""
        if self.visitor is None:
            raise NotSignedIn("hello_first", "请先发送 hello", "Say hello first")
        return self.visitor

    @property
    def tenant(self) -> str:
        """The business he speaks to, empty before hello."""
        return self.visitor.tenant if self.visitor else ""

    def may(self, permission: str) -> bool:
        """Visitors may what is for visitors; that something is theirs, the reception checks."""
        return permission in (PUBLIC, VISITOR)

    def hear(self, seq: int, frame: bytes) -> None:
        """A frame from the bus."""
        if self.held is not None:
            self.held.append((seq, frame))
        elif seq:
            self.order(key_of(frame), seq - 1).hear(seq, frame)
        elif not frame.startswith(PASS):
            self.line.tell(frame)

    def order(self, conversation: str, have: int) -> Order:
        """What he hears of a conversation: begun where he has all up to `have`."""
        found = self.orders.get(conversation)
        if found is None:
            found = self.orders[conversation] = Order(
                have,
                self.line.tell,
                lambda seq: self.reception.since(self.who, conversation, seq),
                lambda: self.line.close(RESTART),
            )
        return found

    def known(self, visitor: Visitor) -> None:
        """It is clear who he is: listen to what is his, from now on."""
        if self.visitor is not None and self.visitor.contact == visitor.contact and self.leave:
            self.visitor = visitor
            return
        self.end()
        self.visitor = visitor
        sink: Sink = self.hear
        self.leave = self.bus.listen(topics.contact(visitor.tenant, visitor.contact), sink)

    def end(self) -> None:
        """Listens no longer."""
        if self.leave:
            self.leave()
            self.leave = None
        self.forget()

    def forget(self) -> None:
        """What he has is said anew."""
        for order in self.orders.values():
            order.end()
        self.orders = {}


async def hello(session: Session, frame: f.HelloFrame) -> dict[str, Any]:
    if not frame.token and (wait := session.arrive()):
        raise TooMany(wait)
    page = Page(frame.page.url, frame.page.title) if frame.page else None
    asked = Hello(
        frame.inbox, frame.token, frame.identity, frame.language, page, frame.conversation, frame.seq
    )  # fmt: skip
    session.held = []
    session.line.language = frame.language
    try:
        found = await session.reception.welcome(asked, session.known)
    finally:
        held, session.held = session.held or [], None

    session.forget()
    if found.conversation is not None:
        seqs = [entry.seq for entry in found.entries]
        session.order(found.conversation.conversation, max([frame.seq if not found.reset else 0, *seqs]))

    def release() -> None:
        for seq, one in held:
            session.hear(seq, one)

    session.line.after = release
    return {
        "token": found.token, "contact": found.contact, "inbox": found.inbox, "state": found.conversation,
        "entries": found.entries, "reset": found.reset, "more": found.more, "queue": found.queue,
        "earlier": found.earlier,
    }  # fmt: skip


async def send(session: Session, frame: f.SendFrame) -> Any:
    return await session.reception.receive(session.who, Inbound(frame.client_id, frame.text, frame.file, frame.option))


async def read(session: Session, frame: f.SeqFrame) -> None:
    await session.reception.read(session.who, frame.conversation, frame.seq, seen=True)


async def got(session: Session, frame: f.SeqFrame) -> None:
    await session.reception.read(session.who, frame.conversation, frame.seq, seen=False)


async def typing(session: Session, frame: f.TypingFrame) -> None:
    await session.reception.typing(session.who, frame.conversation, on=frame.on, text=frame.text)


async def human(session: Session, frame: f.HumanFrame) -> None:
    await session.reception.want_person(session.who, frame.client_id)


async def leave(session: Session, frame: f.Nothing) -> None:
    del frame
    await session.reception.leave_queue(session.who)


async def rate(session: Session, frame: f.RateFrame) -> None:
    rating = Rating(frame.score, frame.solved, tuple(frame.tags), frame.comment)
    await session.reception.rate(session.who, frame.conversation, rating)


async def feedback(session: Session, frame: f.FeedbackFrame) -> None:
    await session.reception.feedback(session.who, frame.conversation, frame.seq, useful=frame.useful)


async def page(session: Session, frame: f.PageFrame) -> None:
    await session.reception.viewed(session.who, Page(frame.url, frame.title))


async def earlier(session: Session, frame: f.EarlierFrame) -> Any:
    return await session.reception.earlier(session.who, frame.conversation, frame.before)


async def logout(session: Session, frame: f.Nothing) -> dict[str, str]:
    del frame
    _ = session.who  # somebody must be there
    session.end()
    session.visitor = None
    return {"token": ""}


async def ping(session: Session, frame: f.Nothing) -> dict[str, Any]:
    del session
    return asdict(frame)


def ops() -> Ops:
    """Every operation of the visitor's socket, with its permission."""
    table: dict[str, tuple[type[Struct], str, Any]] = {
        "hello": (f.HelloFrame, PUBLIC, hello),
        "send": (f.SendFrame, VISITOR, send),
        "read": (f.SeqFrame, VISITOR, read),
        "got": (f.SeqFrame, VISITOR, got),
        "typing": (f.TypingFrame, VISITOR, typing),
        "human": (f.HumanFrame, VISITOR, human),
        "leave": (f.Nothing, VISITOR, leave),
        "rate": (f.RateFrame, VISITOR, rate),
        "feedback": (f.FeedbackFrame, VISITOR, feedback),
        "page": (f.PageFrame, VISITOR, page),
        "earlier": (f.EarlierFrame, VISITOR, earlier),
        "logout": (f.Nothing, VISITOR, logout),
        "ping": (f.Nothing, PUBLIC, ping),
    }
    return Ops({name: Op(*entry) for name, entry in table.items()})
