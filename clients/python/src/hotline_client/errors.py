"""What the service refuses, as an exception with the details it gave."""

from collections.abc import Mapping

import grpc
from google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"


class HotlineError(Exception):
    """A call that the service refused or that did not reach it.

    Attributes:
        code: the gRPC status.
        violations: for INVALID_ARGUMENT, what is wrong with each field by its path.
    """

    def __init__(self, code: grpc.StatusCode, message: str, violations: Mapping[str, str]) -> None:
        self.code = code
        self.violations = dict(violations)
        super().__init__(message)

    @classmethod
    def from_rpc(cls, error: grpc.RpcError) -> "HotlineError":
        """The exception for what grpc raised."""
        if not isinstance(error, grpc.Call | grpc.aio.AioRpcError):
            return cls(grpc.StatusCode.UNKNOWN, str(error), {})
        violations: dict[str, str] = {}
        for key, value in error.trailing_metadata() or ():
            if key == _DETAILS:
                for detail in status_pb2.Status.FromString(value).details:
                    bad = error_details_pb2.BadRequest()
                    if detail.Unpack(bad):
                        violations |= {wrong.field: wrong.description for wrong in bad.field_violations}
        return cls(error.code(), error.details() or "", violations)
