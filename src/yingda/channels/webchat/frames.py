"""What a visitor's client may send. Shapes only; what they mean is in `session`."""

from typing import Annotated

from msgspec import Meta, Struct

Short = Annotated[str, Meta(max_length=200)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]
Url = Annotated[str, Meta(max_length=2_000)]


class PageFrame(Struct):
    """A page of the host site."""

    url: Url
    title: Annotated[str, Meta(max_length=500)] = ""


class HelloFrame(Struct):
    """Arrives, or resumes."""

    inbox: Short
    token: Annotated[str, Meta(max_length=1_000)] = ""
    identity: Annotated[str, Meta(max_length=8_000)] = ""
    language: Annotated[str, Meta(max_length=35)] = "zh-CN"
    page: PageFrame | None = None
    conversation: Short = ""
    seq: Seq = 0


class SendFrame(Struct):
    """Says something. The text is bounded by the house, which explains the limit."""

    client_id: Annotated[str, Meta(min_length=1, max_length=64)]
    text: str = ""
    file: Short = ""
    option: Short = ""


class SeqFrame(Struct):
    """Something about a line of a conversation."""

    conversation: Short
    seq: Seq


class TypingFrame(Struct):
    """Types, or stopped. `text` is what he has typed so far, sent only where the face of the inbox says `drafts`."""

    conversation: Short
    on: bool = True
    text: Annotated[str, Meta(max_length=2_000)] = ""


class HumanFrame(Struct):
    """Wants a person."""

    client_id: Annotated[str, Meta(min_length=1, max_length=64)]


class RateFrame(Struct):
    """How it was."""

    conversation: Short
    score: Annotated[int, Meta(ge=0, le=5)] = 0
    solved: bool | None = None
    tags: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=8)] = []
    comment: str = ""


class FeedbackFrame(Struct):
    """Whether an answer helped."""

    conversation: Short
    seq: Seq
    useful: bool


class EarlierFrame(Struct):
    """What was said before."""

    conversation: Short
    before: Seq


class Nothing(Struct):
    """No fields."""
