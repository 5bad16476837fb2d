"""Acts of other lines, the same for both clients."""

from typing import Any, Generic

from hotline.v1 import case_pb2, line_service_pb2

from hotline_client.acts import Act, Done, Target


class LineActs(Generic[Done]):
    """Acts of a line on the cases that were handed to it (R8.2).

    Each takes the case as it was read, and optionally the person for whom a system acts, and returns the case as it is
    then. While the service does not respond, it is sent again; it is done once. All raise ``HotlineError``: ABORTED if
    the case changed since; otherwise the service refused the act or is unreachable.
    """

    def __init__(self, line: str, stub: Any, act: Act[Done], retry_timeout: float) -> None:
        """Act for a line.

        Args:
            line: name of the line.
            stub: stub of LineService.
            act: the client's ``act``.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.
        """
        self._line = line
        self._stub = stub
        self._act = act
        self._retry_timeout = retry_timeout

    def accept(self, case: Target, record_number: str, actor: str = "", accepted_by: str = "") -> Done:
        """Accept a hand-over under the number that the line has for it.

        Args:
            case: the case as it was read.
            record_number: the number that the line has for it.
            actor: the person for whom a system acts.
            accepted_by: who at the line took it, where the desk tells it for the line.
        """
        request = line_service_pb2.AcceptHandoverRequest(
            line=self._line, record_number=record_number, accepted_by=accepted_by
        )
        return self._act(self._stub.AcceptHandover, request, case, actor, self._retry_timeout)

    def refuse(self, case: Target, reason: str, actor: str = "") -> Done:
        """Refuse a hand-over as not the line's."""
        request = line_service_pb2.RefuseHandoverRequest(line=self._line, reason=reason)
        return self._act(self._stub.RefuseHandover, request, case, actor, self._retry_timeout)

    def submit_progress(self, case: Target, progress: str, actor: str = "") -> Done:
        """Report progress."""
        request = line_service_pb2.SubmitLineProgressRequest(line=self._line, progress=progress)
        return self._act(self._stub.SubmitLineProgress, request, case, actor, self._retry_timeout)

    def submit_result(self, case: Target, result: str, actor: str = "") -> Done:
        """Report the result."""
        request = line_service_pb2.SubmitLineResultRequest(line=self._line, result=result)
        return self._act(self._stub.SubmitLineResult, request, case, actor, self._retry_timeout)


def hand_in_request(line: str, record_number: str, call: case_pb2.Call) -> line_service_pb2.HandInCaseRequest:
    """Build the request to hand a case to the hotline."""
    return line_service_pb2.HandInCaseRequest(line=line, record_number=record_number, call=call)


def line_case_request(line: str, number: str, record_number: str) -> line_service_pb2.GetLineCaseRequest:
    """Build the request to read a case of a line, by its number or the line's own.

    Raises:
        ValueError: neither number is given, or both are.
    """
    if bool(number) == bool(record_number):
        raise ValueError("give either the number of the case or the line's record number")
    if number:
        return line_service_pb2.GetLineCaseRequest(line=line, number=number)
    return line_service_pb2.GetLineCaseRequest(line=line, record_number=record_number)
