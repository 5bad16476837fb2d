"""Monitoring endpoint, for a single process or for several."""

import tempfile
from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, multiprocess

from hotline_server.ground.telemetry.endpoint import Endpoint, EndpointTakenError


class SharedMetrics:
    """Metrics of several processes, shared through files in a folder."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hotline-metrics-")

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment variables that make a process write its metrics there."""
        return {"PROMETHEUS_MULTIPROC_DIR": self._folder.name}

    def registry(self) -> CollectorRegistry:
        """Return a registry that adds up the metrics of all processes."""
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry, self._folder.name)  # type: ignore[no-untyped-call]
        return registry

    def forget(self, pid: int) -> None:
        """Drop the gauges of a process that died."""
        multiprocess.mark_process_dead(pid, self._folder.name)  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Delete the files."""
        self._folder.cleanup()


def open_endpoint(
    stop: Callable[[], None], listen: str, is_ready: Callable[[], bool], registry: CollectorRegistry
) -> Callable[[], None]:
    """Open the monitoring endpoint of a service.

    Args:
        stop: stops the service.
        listen: address of the endpoint.
        is_ready: returns True if the service takes calls.
        registry: metrics of the service.

    Returns:
        A function that stops the service and then the endpoint, which answers that it is not ready in the meantime.

    Raises:
        EndpointTakenError: if the address is already in use; the service has been stopped.
    """
    try:
        endpoint = Endpoint(listen, is_ready, registry)
    except EndpointTakenError:
        stop()
        raise

    def stop_both() -> None:
        stop()
        endpoint.close()

    return stop_both
