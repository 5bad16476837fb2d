"""Interceptor around every rpc: authentication, admission, stream limits, error statuses, metrics."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import grpc
from opentelemetry.trace import StatusCode, get_current_span

from hotline_server.api.errors import Statuses
from hotline_server.api.guards import rates
from hotline_server.api.guards.admission import Admission
from hotline_server.api.guards.gate import Gate
from hotline_server.api.guards.rates import Rates
from hotline_server.api.guards.reading import check_readable, message_reader, normalise_texts
from hotline_server.api.guards.stream_limits import StreamLimit, StreamLimits
from hotline_server.ground.telemetry import metrics
from hotline_server.security.identity import Identity

Behaviour = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Guard(grpc.ServerInterceptor):  # type: ignore[misc, unused-ignore]
    """Server interceptor: every request must be authenticated, and every exception becomes a status.

    Attributes:
        gate: authenticates and authorizes callers.
        rates: limit each client's request rate.
        admission: sheds load.
        streams: limit the open streams of each kind.
        statuses: translate exceptions to statuses.
        release: returns the thread's database connection to the pool; called after each request, and before a
            stream waits for its client, which may be slow.
    """

    gate: Gate
    rates: Rates
    admission: Admission
    streams: StreamLimits
    statuses: Statuses
    release: Callable[[], None]

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Any],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        """Return the guarded handler of an rpc. Runs when the request arrives, before it is queued for a thread."""
        handler = continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None:
            return handler
        if self.gate.is_open(method):
            return self._guard_open(handler)
        if handler.unary_unary is not None:
            behaviour = self._guard_unary(handler.unary_unary, method, is_full=self.admission.is_full())
            make_handler = grpc.unary_unary_rpc_method_handler
        elif handler.unary_stream is not None:
            is_watch = getattr(handler.unary_stream, "experimental_non_blocking", False)
            guard = self._guard_watch if is_watch else self._guard_download
            behaviour = guard(handler.unary_stream, method)
            make_handler = grpc.unary_stream_rpc_method_handler
        elif handler.stream_unary is not None:
            behaviour = self._guard_upload(handler.stream_unary, method)
            make_handler = grpc.stream_unary_rpc_method_handler
        else:
            behaviour = self._guard_calls(handler.stream_stream, method)
            make_handler = grpc.stream_stream_rpc_method_handler
        return make_handler(
            behaviour,
            request_deserializer=message_reader(handler.request_deserializer),
            response_serializer=handler.response_serializer,
        )

    def _guard_open(self, handler: Any) -> Any:
        """Return the handler of an rpc without authentication; one that holds a thread is limited."""
        if handler.stream_stream is None:
            return handler

        def guarded(requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
            try:
                with self.streams.contracts.slot():
                    yield from handler.stream_stream(requests, context)
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                self._refuse(context, error)

        return grpc.stream_stream_rpc_method_handler(
            guarded,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

    def _guard_unary(self, behaviour: Behaviour, method: str, *, is_full: bool) -> Behaviour:
        arrived = time.perf_counter()

        def guarded(request: Any, context: grpc.ServicerContext) -> Any:
            if method not in _NOT_CANCELLABLE and not context.is_active():
                # The client no longer waits for the answer.
                return None
            try:
                identity = self.gate.enter(method, context)
                normalise_texts(request)
                if self.rates.is_exceeded(identity) and not self.admission.is_exempt(request):
                    raise rates.refusal(identity)
                if is_full:
                    self.admission.check(request)
                response = behaviour(request, context)
                self.gate.record(method, request, response)
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                get_current_span().set_status(StatusCode.ERROR, type(error).__qualname__)
                self._refuse(context, error)
            else:
                return response
            finally:
                metrics.requests_in_flight.set(self.admission.in_flight)
                code = context.code()  # type: ignore[attr-defined]
                metrics.record_answer(method, code, time.perf_counter() - arrived)
                self.release()

        return guarded

    def _guard_watch(self, behaviour: Behaviour, method: str) -> Behaviour:
        """Guard a watch, which holds no thread once open."""

        def guarded(request: Any, context: grpc.ServicerContext, send: Any) -> None:
            try:
                self._enter_and_record(method, request, context)
                behaviour(request, context, send)
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                self._refuse(context, error)
            finally:
                self.release()

        guarded.experimental_non_blocking = True  # type: ignore[attr-defined]
        return guarded

    def _guard_download(self, behaviour: Behaviour, method: str) -> Behaviour:
        """Guard a download."""

        def guarded(request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
            try:
                identity = self._enter_and_record(method, request, context)
                yield from self._send(lambda: behaviour(request, context), self.streams.downloads, identity)
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                self._refuse(context, error)
            finally:
                self.release()

        return guarded

    def _guard_upload(self, behaviour: Behaviour, method: str) -> Behaviour:
        """Guard an upload."""

        def guarded(requests: Iterator[Any], context: grpc.ServicerContext) -> Any:
            try:
                identity = self._enter(method, context)
                with self.streams.uploads.slot():
                    return behaviour(self._receive(requests, normalise_texts, identity), context)
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                self._refuse(context, error)
            finally:
                self.release()

        return guarded

    def _guard_calls(self, behaviour: Behaviour, method: str) -> Behaviour:
        """Guard a stream of calls, of which each is refused alone if its texts are unfit."""

        def guarded(requests: Iterator[Any], context: grpc.ServicerContext) -> Iterator[Any]:
            try:
                identity = self._enter(method, context)
                with self.streams.calls.slot():
                    for response in behaviour(self._receive(requests, check_readable, identity), context):
                        self.release()
                        yield response
            except Exception as error:  # noqa: BLE001 - the client must get a status for anything
                self._refuse(context, error)
            finally:
                self.release()

        return guarded

    def _refuse(self, context: grpc.ServicerContext, error: Exception) -> NoReturn:
        if not context.is_active():
            raise error
        self.statuses.refuse(context, error)

    def _enter(self, method: str, context: grpc.ServicerContext) -> Identity:
        identity = self.gate.enter(method, context)
        if self.rates.is_exceeded(identity):
            raise rates.refusal(identity)
        return identity

    def _enter_and_record(self, method: str, request: Any, context: grpc.ServicerContext) -> Identity:
        identity = self._enter(method, context)
        normalise_texts(request)
        self.gate.record(method, request, None)
        return identity

    def _send(self, responses: Callable[[], Iterator[Any]], limit: StreamLimit, identity: Identity) -> Iterator[Any]:
        with limit.slot():
            for response in responses():
                self.gate.check(identity)
                self.release()
                yield response

    def _receive(self, requests: Iterator[Any], check: Callable[[object], None], identity: Identity) -> Iterator[Any]:
        self.release()
        for request in requests:
            self.gate.check(identity)
            check(request)
            yield request
            self.release()


# A call is registered even if the client no longer waits: the caller did call.
_NOT_CANCELLABLE = ("/hotline.v1.IntakeService/RegisterCall", "/hotline.v1.LineService/HandInCase")
