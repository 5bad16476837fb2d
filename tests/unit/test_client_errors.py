"""Errors of the client, from what gRPC raises."""

import grpc
import pytest
from grpc.aio import AioRpcError, Metadata
from hotline_client import HotlineError


@pytest.mark.parametrize(
    ("details", "code"),
    [("Internal error from Core", grpc.StatusCode.UNAVAILABLE), ("服务内部错误", grpc.StatusCode.INTERNAL)],
)
def test_a_connection_that_breaks_under_a_message_is_no_fault_of_the_service(
    details: str, code: grpc.StatusCode
) -> None:
    error = AioRpcError(grpc.StatusCode.INTERNAL, Metadata(), Metadata(), details)
    assert HotlineError.from_rpc(error).code is code
