"""Traces: spans for requests, decisions and reactions when they are wanted, nothing loaded when they are not."""

import subprocess
import sys
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests.main.terminal import environment
from tests.support.wire import Web

from yingda.kernel import BadInput
from yingda.main import build, traces
from yingda.main.build import close_house, open_house
from yingda.main.settings import Settings
from yingda.main.web import app
from yingda.rooms.accounts import Accounts

SECRET = "correct-horse-7"


async def test_spans_of_a_request_its_decisions_and_reactions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, ended = InMemorySpanExporter(), []
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    tracer = traces.Tracer(provider.get_tracer("test"), lambda: ended.append(1))
    monkeypatch.setattr(build, "tracer", lambda on: tracer if on else None)
    node = await open_house(Settings.read({"YINGDA_DATA": str(tmp_path / "data"), "YINGDA_TRACES": "1"}))
    try:
        await node.need(Accounts).found("小店", "zh-CN", "Asia/Shanghai", "老板", "boss@t.example", SECRET, "town")
        await node.need(Accounts).open_inbox(
            "town", name="网站", languages=("zh-CN",), pack="shop", identity="optional"
        )
        await Web(app(node, close=False)).sign_in("boss@t.example", SECRET)
        await node.reactor.settle()
    finally:
        await close_house(node)
    spans = {span.name: span for span in kept.get_finished_spans()}
    request = spans["POST /api/session"]
    inside = [s for s in kept.get_finished_spans() if s.parent and s.parent.span_id == request.context.span_id]
    assert [s.name for s in inside if s.name.startswith("decide ")], "the decision lies within its request"
    reaction = next(span for name, span in spans.items() if name.startswith("reaction "))
    assert set(reaction.attributes or {}) == {"yingda.cause", "yingda.tenant", "yingda.key"}
    assert SECRET not in "".join(span.to_json() for span in kept.get_finished_spans())
    assert ended == [1]


def test_nothing_of_it_is_loaded_unless_asked(tmp_path: Path) -> None:
    code = "import sys, yingda.main.web; sys.exit(any(m.startswith(('opentelemetry', 'obstore')) for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), check=False, timeout=60)
    assert done.returncode == 0


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise ImportError(name=name)

    monkeypatch.setattr(traces, "import_module", gone)
    assert traces.tracer(False) is None
    with pytest.raises(BadInput, match=r"yingda\[otel\]"):
        traces.tracer(True)
