"""Every dialogue inside every flow file."""

from pathlib import Path

import pytest

import yingda
from yingda.rooms.flows import dialogues
from yingda.rooms.flows.model import Flow
from yingda.rooms.flows.service.library import read

PACKS = Path(yingda.__file__).parent / "packs"
FILES = sorted(PACKS.glob("*/content/flows/*.yaml"))
CHANGING = {"return_create": {"zh": "建退换货单", "en": "Set up a return"}}


def flows() -> list[Flow]:
    return [read(path) for path in FILES]


@pytest.mark.parametrize("flow", flows(), ids=lambda flow: flow.name)
def test_dialogues(flow: Flow) -> None:
    assert flow.tests, "a flow shows what it does"
    assert {r.name: r.problems for r in dialogues.check(flow, CHANGING) if r.problems} == {}


def test_there_are_flows() -> None:
    assert {"order_status", "start_return"} <= {flow.name for flow in flows()}
