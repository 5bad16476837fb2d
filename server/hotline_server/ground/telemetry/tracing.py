"""OpenTelemetry tracing of rpcs, shared transactions and SQL statements."""

import time

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from peewee import Database, QueryEvent

tracer = trace.get_tracer("hotline")


def configure_tracing(endpoint: str, exporter: SpanExporter | None = None) -> None:
    """Send traces to an OpenTelemetry collector.

    Args:
        endpoint: OTLP URL over gRPC, as ``http://host:4317``.
        exporter: receives the spans instead, if given.
    """
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "hotline"}))
    provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)


def trace_statements(database: Database) -> None:
    """Record a span for every statement, with its text but without its values."""
    database.query_hooks.append(_record_statement)


def _record_statement(event: QueryEvent) -> None:
    ended = time.time_ns()
    span = tracer.start_span(
        event.sql.split(" ", 1)[0],
        kind=SpanKind.CLIENT,
        attributes={"db.query.text": event.sql},
        start_time=ended - int(event.duration * 1e9),
    )
    if event.exception is not None:
        span.set_status(StatusCode.ERROR, type(event.exception).__qualname__)
    span.end(ended)
