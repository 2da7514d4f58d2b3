"""Traces, as an extra: spans for requests, decisions and reactions, sent where OpenTelemetry's own variables say.

Nothing of it is imported unless `YINGDA_TRACES` is on. `pip install 'yingda[otel]'` brings what it needs; the place to send
to is `OTEL_EXPORTER_OTLP_ENDPOINT`, the share of requests to keep `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`.
A span carries names and ids, never what somebody said.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any

from yingda.kernel import BadInput, Database


class Tracer:
    """Makes spans with an OpenTelemetry tracer."""

    def __init__(self, tracer: Any, end: Callable[[], None] = lambda: None) -> None:
        self.tracer, self.end = tracer, end

    def span(self, name: str, **facts: str) -> AbstractContextManager[Any]:
        """A span around a block; an exception marks it as failed. `facts` become its attributes."""
        attributes = {f"yingda.{key}": value for key, value in facts.items() if value}
        found: AbstractContextManager[Any] = self.tracer.start_as_current_span(name, attributes=attributes)
        return found

    def decisions(self, db: Database) -> None:
        """Puts a span around every decision of `db`: from asking until it is durable."""
        decide: Callable[..., Awaitable[Any]] = db.decide

        async def traced(work: Callable[..., Any], *args: Any) -> Any:
            with self.span(f"decide {getattr(work, '__name__', 'work')}"):
                return await decide(work, *args)

        setattr(db, "decide", traced)  # noqa: B010 - a method of this one object

    def requests(self, app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        """Puts a span around every request of `app`."""

        async def traced(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            place = "/".join(scope["path"].split("/")[:3])  # what follows may be an id, or signed
            with self.span(f"{scope['method']} {place}"):
                await app(scope, receive, send)

        return traced


def tracer(on: bool) -> Tracer | None:
    """The tracer of this process, when the settings want one. Raises `BadInput` when what it needs is not installed."""
    if not on:
        return None
    try:
        resources = import_module("opentelemetry.sdk.resources")
        sdk = import_module("opentelemetry.sdk.trace")
        batch = import_module("opentelemetry.sdk.trace.export")
        otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError as error:
        zh = f"YINGDA_TRACES 需要先安装：pip install 'yingda[otel]'（缺少 {error.name}）"
        en = f"YINGDA_TRACES needs: pip install 'yingda[otel]' ({error.name} is missing)"
        raise BadInput("no_otel", zh, en, settings=["YINGDA_TRACES"]) from error
    resource = resources.Resource.create({"service.name": "yingda"})
    provider = sdk.TracerProvider(resource=resource)
    provider.add_span_processor(batch.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    return Tracer(provider.get_tracer("yingda"), provider.shutdown)
