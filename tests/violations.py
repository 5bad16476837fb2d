"""Watching over the violations that come back in tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import grpc
from hotline_client import HotlineError

from tests.field_paths import has_field
from tests.hotline import METHODS


@dataclass
class ViolationPaths(
    grpc.UnaryUnaryClientInterceptor,  # type: ignore[misc, unused-ignore]
    grpc.UnaryStreamClientInterceptor,  # type: ignore[misc, unused-ignore]
    grpc.StreamUnaryClientInterceptor,  # type: ignore[misc, unused-ignore]
    grpc.StreamStreamClientInterceptor,  # type: ignore[misc, unused-ignore]
):
    """Follows the path of each violation that comes back.

    Attributes:
        astray: rpcs and paths that lead to no field of their requests.
    """

    astray: set[tuple[str, str]] = field(default_factory=set)

    def intercept_unary_unary(self, continuation: Callable[..., Any], client_call_details: Any, request: Any) -> Any:
        return self._followed(continuation(client_call_details, request), client_call_details.method)

    def intercept_unary_stream(self, continuation: Callable[..., Any], client_call_details: Any, request: Any) -> Any:
        return self._followed(continuation(client_call_details, request), client_call_details.method)

    def intercept_stream_unary(
        self, continuation: Callable[..., Any], client_call_details: Any, request_iterator: Any
    ) -> Any:
        return self._followed(continuation(client_call_details, request_iterator), client_call_details.method)

    def intercept_stream_stream(
        self, continuation: Callable[..., Any], client_call_details: Any, request_iterator: Any
    ) -> Any:
        return self._followed(continuation(client_call_details, request_iterator), client_call_details.method)

    def _followed(self, call: Any, method: str) -> Any:
        call.add_done_callback(partial(self._follow, method))
        return call

    def _follow(self, method: str, call: Any) -> None:
        if call.code() is grpc.StatusCode.INVALID_ARGUMENT:
            for path in HotlineError.from_rpc(call).violations:
                if not has_field(METHODS[method].input_type, path):
                    self.astray.add((method, path))
