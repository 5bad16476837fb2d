"""Failures that are the service's, not those of single requests."""

import grpc

from hotline_client.errors import HotlineError

# The service, or the way to it, is at fault: no other request would fare better.
OUTAGES = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
)
# One request that is not answered in time may be slow by itself; so many in a row are not.
MOST_UNANSWERED = 3


class Silence:
    """Requests in a row that the service did not answer in time."""

    def __init__(self) -> None:
        self._unanswered: list[HotlineError] = []

    def add(self, error: HotlineError) -> None:
        """Count a failure in; one that is an answer ends the silence."""
        if error.code is grpc.StatusCode.DEADLINE_EXCEEDED:
            self._unanswered = [*self._unanswered, error][-MOST_UNANSWERED:]
        elif error.code not in OUTAGES:
            self.end()

    def end(self) -> None:
        """Start over: the service has answered."""
        self._unanswered = []

    def check(self) -> None:
        """Raise the latest error if the silence is an outage.

        Raises:
            HotlineError: too many requests in a row were not answered.
        """
        if self.is_outage:
            raise self._unanswered[-1].with_traceback(None)

    @property
    def is_outage(self) -> bool:
        """Whether too many requests in a row were not answered."""
        return len(self._unanswered) == MOST_UNANSWERED
