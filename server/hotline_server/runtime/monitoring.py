"""Monitoring endpoint of a process, or of several from their parent."""

import tempfile
from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, multiprocess

from hotline_server.ground.telemetry.endpoint import Endpoint, EndpointTakenError


class SharedMetrics:
    """Metrics of several processes, each of which writes them to files in a folder."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hotline-metrics-")

    @property
    def environment(self) -> Mapping[str, str]:
        """Variables that make a process write there."""
        return {"PROMETHEUS_MULTIPROC_DIR": self._folder.name}

    def registry(self) -> CollectorRegistry:
        """Return the metrics of all processes, added up."""
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry, self._folder.name)  # type: ignore[no-untyped-call]
        return registry

    def forget(self, pid: int) -> None:
        """Leave out what holds only while a process lives."""
        multiprocess.mark_process_dead(pid, self._folder.name)  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Delete the files."""
        self._folder.cleanup()


def monitored(
    stop: Callable[[], None], listen: str, is_ready: Callable[[], bool], registry: CollectorRegistry
) -> Callable[[], None]:
    """Open the monitoring endpoint of a service.

    Args:
        stop: stops the service.
        listen: address of the endpoint.
        is_ready: returns whether the service takes calls.
        registry: of its metrics.

    Returns:
        A function that stops the service and then the endpoint, which says until the end that it is not ready.

    Raises:
        EndpointTakenError: if something else listens there; the service has been stopped.
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
