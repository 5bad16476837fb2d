"""What surrounds every rpc: identity, admission, errors as statuses, and its measurement."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc
from google.protobuf.message import DecodeError
from opentelemetry.trace import StatusCode, get_current_span

from hotline_server.api.errors import refuse
from hotline_server.api.guards import rates
from hotline_server.api.guards.admission import Admission
from hotline_server.api.guards.gate import Gate
from hotline_server.api.guards.rates import Rates
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, OverloadedError
from hotline_server.ground.telemetry import metrics

Behaviour = Callable[[Any, grpc.ServicerContext], Any]
# Streams that hold a thread for as long as their client takes: what is downloaded, and who reads the contract.
DOWNLOADS = 16
READERS_OF_THE_CONTRACT = 4


class Guard(grpc.ServerInterceptor):  # type: ignore[misc, unused-ignore]
    """Wraps every rpc, so that nobody passes unknown and whatever it raises reaches the client as a status."""

    def __init__(self, gate: Gate, limits: Rates, admission: Admission, after: Callable[[], None]) -> None:
        """Guard the rpcs of a server.

        Args:
            gate: says who may call what.
            limits: counts what each client asks for.
            admission: says which requests are taken.
            after: called after each unary one, on its thread.
        """
        self._gate = gate
        self._rates = limits
        self._admission = admission
        self._after = after
        self._downloads = threading.BoundedSemaphore(DOWNLOADS)
        self._readers = threading.BoundedSemaphore(READERS_OF_THE_CONTRACT)

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Any],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        """The rpc's handler, guarded. Runs when the request arrives, before it waits for a thread."""
        handler = continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None:
            return handler
        if self._gate.is_open(method):
            if handler.stream_stream is None:
                return handler
            return grpc.stream_stream_rpc_method_handler(
                _bounded(handler.stream_stream, self._readers, READERS_OF_THE_CONTRACT),
                request_deserializer=handler.request_deserializer,
                response_serializer=handler.response_serializer,
            )
        if handler.unary_unary is not None:
            behaviour = self._guarded(handler.unary_unary, method, crowded=self._admission.is_crowded())
            make = grpc.unary_unary_rpc_method_handler
        elif handler.unary_stream is not None:
            stream = handler.unary_stream
            if not getattr(stream, "experimental_non_blocking", False):
                stream = _bounded(stream, self._downloads, DOWNLOADS)
            behaviour = self._gated(stream, method, accounted=True)
            make = grpc.unary_stream_rpc_method_handler
        elif handler.stream_unary is not None:
            behaviour = self._gated(handler.stream_unary, method, accounted=False)
            make = grpc.stream_unary_rpc_method_handler
        else:
            behaviour = self._gated(handler.stream_stream, method, accounted=False)
            make = grpc.stream_stream_rpc_method_handler
        return make(
            behaviour,
            request_deserializer=_reader(handler.request_deserializer),
            response_serializer=handler.response_serializer,
        )

    def _guarded(self, behaviour: Behaviour, method: str, *, crowded: bool) -> Behaviour:
        arrived = time.perf_counter()

        def guarded(request: Any, context: grpc.ServicerContext) -> Any:
            if method not in _DONE_ANYHOW and not context.is_active():
                # Nobody waits for it any more.
                return None
            try:
                identity = self._gate.enter(method, context)
                _check_readable(request)
                if self._rates.is_over(identity) and not self._admission.is_spared(request):
                    raise rates.refusal(identity)
                if crowded:
                    self._admission.check(request)
                response = behaviour(request, context)
                self._gate.account(method, request, response)
            except Exception as error:
                get_current_span().set_status(StatusCode.ERROR, type(error).__qualname__)
                if not context.is_active():
                    raise
                refuse(context, error)
            else:
                return response
            finally:
                metrics.requests_in_hand.set(self._admission.in_hand)
                code = context.code()  # type: ignore[attr-defined]
                metrics.answered(method, code, time.perf_counter() - arrived)
                self._after()

        return guarded

    def _gated(self, behaviour: Callable[..., Any], method: str, *, accounted: bool) -> Callable[..., Any]:
        """A stream's behaviour behind the gate; its own errors it turns into statuses by itself."""

        def gated(request: Any, context: grpc.ServicerContext, *send: Any) -> Any:
            try:
                identity = self._gate.enter(method, context)
                if self._rates.is_over(identity):
                    raise rates.refusal(identity)
                if accounted:
                    _check_readable(request)
                    self._gate.account(method, request, None)
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                refuse(context, error)
            return behaviour(request if accounted else _readable(request), context, *send)

        gated.experimental_non_blocking = getattr(behaviour, "experimental_non_blocking", False)  # type: ignore[attr-defined]
        return gated


def _bounded(behaviour: Behaviour, room: threading.BoundedSemaphore, limit: int) -> Behaviour:
    """A stream that is refused while ``limit`` of its like are open, since each holds a thread."""

    def bounded(request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        if not room.acquire(blocking=False):
            refuse(context, OverloadedError(f"同时最多打开 {limit} 个这样的流,请稍后再试"))
        try:
            yield from behaviour(request, context)
        finally:
            room.release()

    return bounded


def _reader(deserialize: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """Reads messages; what is none becomes ``_UNREADABLE``.

    grpc itself answers such a message with INTERNAL, and never frees it.
    """

    def read(sent: bytes) -> Any:
        try:
            return deserialize(sent)
        except DecodeError:
            return _UNREADABLE

    return read


def _check_readable(request: object) -> None:
    if request is _UNREADABLE:
        raise InvalidFieldsError([FieldViolation("", "不是这个方法的 protobuf 消息")])


def _readable(requests: Iterator[Any]) -> Iterator[Any]:
    for request in requests:
        _check_readable(request)
        yield request


_UNREADABLE = object()
# A call is registered even if whoever sent it has given up waiting: it was made.
_DONE_ANYHOW = ("/hotline.v1.IntakeService/RegisterCall",)
