"""What people tells."""

from yingda.kernel import Event


class ContactChanged(Event, frozen=True, kw_only=True):
    """A contact is known by another name, address, telephone, id or tag, or was put on or taken off the block list.
    `key` is the contact."""

    contact: str
    name: str
    language: str = ""
    blocked: bool = False


class ContactMerged(Event, frozen=True, kw_only=True):
    """The visitor `gone` turned out to be the contact `into`, whose `name` it is: what is open with the one goes on with
    the other. `key` is `into`."""

    gone: str
    into: str
    name: str
