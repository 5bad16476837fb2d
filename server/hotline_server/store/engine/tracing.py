"""OpenTelemetry tracing of SQL statements."""

import time

from opentelemetry.trace import SpanKind, StatusCode
from peewee import Database, QueryEvent

from hotline_server.ground.telemetry.tracing import tracer


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
