"""Errors of the client, with the details the service gave."""

import re
from collections.abc import Mapping

import grpc
from google.rpc import error_details_pb2, status_pb2

from hotline_client.faults import ConnectionFault, classify_fault

# Type of the violations that say what a case's state allows instead; those of other types are in the message too.
_CASE_STATE = "CASE_STATE"
_DETAILS = "grpc-status-details-bin"
# For people, where gRPC itself refused, whose words are English.
_REASONS = {
    grpc.StatusCode.UNIMPLEMENTED: "服务没有这项功能，可能是较早的版本",
    grpc.StatusCode.RESOURCE_EXHAUSTED: "请求太多或内容太大",
    grpc.StatusCode.DEADLINE_EXCEEDED: "服务没有按时答复",
    grpc.StatusCode.UNAVAILABLE: "连不上服务",
    grpc.StatusCode.CANCELLED: "请求中断",
    grpc.StatusCode.INTERNAL: "服务内部错误",
}
_BROKEN_WHILE_SENDING = "Internal error from Core"
"""What grpc.aio says where a connection breaks under a message that is being sent; no server says it."""
_CHINESE = re.compile("[\u4e00-\u9fff]")


class HotlineError(Exception):
    """Request that the service refused or that did not reach it.

    Attributes:
        code: the gRPC status code.
        violations: for INVALID_ARGUMENT, an error message per field path.
        retry_seconds: seconds after which to retry, if the service said so.
        fault: why the service was not reached; None if it answered.
        instead: what to do first where the state of the case does not allow the act, in Chinese; else empty.
    """

    def __init__(
        self,
        code: grpc.StatusCode,
        message: str,
        violations: Mapping[str, str],
        retry_seconds: float | None = None,
        fault: ConnectionFault | None = None,
        instead: str = "",
    ) -> None:
        self.code = code
        self.violations = dict(violations)
        self.retry_seconds = retry_seconds
        self.fault = fault
        self.instead = instead
        super().__init__(message)

    @property
    def reason(self) -> str:
        """Why, in the Chinese that staff read: the fault, what the service said, or what the status code means."""
        if self.fault:
            return self.fault.value
        said = str(self)
        return said if _CHINESE.search(said) else _REASONS.get(self.code, "服务出错")

    def with_fault(self, fault: ConnectionFault) -> "HotlineError":
        """Return a copy of the error with another reason for not reaching the service."""
        return HotlineError(self.code, fault.value, self.violations, self.retry_seconds, fault)

    @classmethod
    def from_rpc(cls, error: grpc.RpcError) -> "HotlineError":
        """Convert an exception raised by grpc."""
        if not isinstance(error, grpc.Call | grpc.aio.AioRpcError):
            return cls(grpc.StatusCode.UNKNOWN, str(error), {})
        violations: dict[str, str] = {}
        retry_seconds, instead = None, ""
        for key, value in error.trailing_metadata() or ():
            if key == _DETAILS:
                for detail in status_pb2.Status.FromString(value).details:
                    bad, retry = error_details_pb2.BadRequest(), error_details_pb2.RetryInfo()
                    failure = error_details_pb2.PreconditionFailure()
                    if detail.Unpack(bad):
                        for violation in bad.field_violations:
                            earlier = f"{violations[violation.field]}\n" if violation.field in violations else ""
                            violations[violation.field] = f"{earlier}{violation.description}"
                    if detail.Unpack(retry):
                        retry_seconds = retry.retry_delay.ToTimedelta().total_seconds()
                    if detail.Unpack(failure):
                        instead = "、".join(one.description for one in failure.violations if one.type == _CASE_STATE)
        code, details = error.code(), error.details() or ""
        if code is grpc.StatusCode.INTERNAL and details == _BROKEN_WHILE_SENDING:
            code = grpc.StatusCode.UNAVAILABLE
        fault = classify_fault(code, details)
        message = f"{fault.value}（{details}）" if fault else details
        return cls(code, message, violations, retry_seconds, fault, instead)
