"""What this room tells."""

from yingda.kernel import Event


class MeaningChanged(Event, frozen=True, kw_only=True):
    """The meaning model of a business was set, changed or turned off. `key` is the business."""

    source: str
