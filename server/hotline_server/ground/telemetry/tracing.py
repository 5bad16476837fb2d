"""OpenTelemetry tracing of rpcs, shared transactions and SQL statements."""

from typing import TYPE_CHECKING

from opentelemetry import trace

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

tracer = trace.get_tracer("hotline")


def configure_tracing(endpoint: str, exporter: "SpanExporter | None" = None) -> None:
    """Send traces to an OpenTelemetry collector.

    Args:
        endpoint: OTLP URL over gRPC, as ``http://host:4317``.
        exporter: receives the spans instead, if given.
    """
    # A server without a collector starts without these.
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "hotline"}))
    provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
