"""The bus of one process keeps what every bus promises, and leaves nothing behind."""

import pytest
from tests.engines.bus_contract import BusContract

from yingda.engines.inproc import InprocBus


@pytest.fixture
def bus() -> InprocBus:
    return InprocBus()


class TestInproc(BusContract):
    """All that is promised, kept."""


def test_topics_without_listeners_cost_no_memory(bus: InprocBus) -> None:
    for i in range(100):
        bus.listen(str(i), lambda seq, frame: None)()
    assert not bus.sinks
