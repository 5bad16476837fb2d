"""What surrounds every unary rpc: admission, errors as statuses, and its measurement."""

import time
from collections.abc import Callable
from typing import Any

import grpc
from opentelemetry.trace import StatusCode, get_current_span

from hotline_server.api.admission import Admission
from hotline_server.api.errors import refuse
from hotline_server.telemetry import metrics

Behaviour = Callable[[Any, grpc.ServicerContext], Any]


class Guard(grpc.ServerInterceptor):  # type: ignore[misc, unused-ignore]
    """Wraps every unary rpc, so that whatever it raises reaches the client as a status."""

    def __init__(self, admission: Admission, after: Callable[[], None]) -> None:
        """Guard the rpcs of a server.

        Args:
            admission: says which requests are taken.
            after: called after each, on its thread.
        """
        self._admission = admission
        self._after = after

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Any],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        """The rpc's handler, guarded. Runs when the request arrives, before it waits for a thread."""
        handler = continuation(handler_call_details)
        if handler is None or handler.unary_unary is None or not handler_call_details.method.startswith("/hotline."):
            return handler
        guarded = self._guarded(handler.unary_unary, handler_call_details.method, crowded=self._admission.is_crowded())
        return grpc.unary_unary_rpc_method_handler(
            guarded,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

    def _guarded(self, behaviour: Behaviour, method: str, *, crowded: bool) -> Behaviour:
        arrived = time.perf_counter()

        def guarded(request: Any, context: grpc.ServicerContext) -> Any:
            try:
                if crowded:
                    self._admission.check(request)
                return behaviour(request, context)
            except Exception as error:
                get_current_span().set_status(StatusCode.ERROR, type(error).__qualname__)
                if not context.is_active():
                    raise
                refuse(context, error)
            finally:
                metrics.requests_in_hand.set(self._admission.in_hand)
                code = context.code()  # type: ignore[attr-defined]
                metrics.answered(method, code, time.perf_counter() - arrived)
                self._after()

        return guarded
