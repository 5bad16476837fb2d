"""Streamed registration of calls: read at the pace results are consumed, answered once durable."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue

import grpc
from google.rpc import error_details_pb2
from hotline.v1 import case_pb2, intake_service_pb2

from hotline_server.api import wording
from hotline_server.api.errors import Statuses, StreamBrokenError
from hotline_server.api.guards.reading import normalise_texts
from hotline_server.api.messages import CaseMessages, question_message
from hotline_server.api.requests import call_of
from hotline_server.desk.cases.registration import Registration
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.clock import Clock
from hotline_server.security.authentication import IdentityCheck
from hotline_server.security.identity import Identity
from hotline_server.security.tokens import AuthenticationError

# In-flight calls of a stream; at the limit the stream is not read.
IN_FLIGHT_LIMIT = 512
CALLS_PER_MESSAGE = 500
RESULTS_PER_MESSAGE = 200
# How often a stream without results looks whether its token is still good.
CHECK_SECONDS = 1.0
Request = intake_service_pb2.RegisterCallsRequest
Result = intake_service_pb2.RegisterCallResult


def registrar(identity: Identity, call: case_pb2.Call) -> str:
    """Return the name logged for the operator of a call: a person's own, or a system's with its operator's."""
    return identity.actor_name(call.operator, "call.operator") or identity.name if identity.is_system else identity.name


class CallStream:
    """Stream of calls with the results still to be sent."""

    def __init__(
        self,
        registration: Registration,
        messages: CaseMessages,
        statuses: Statuses,
        identity: Identity,
        identity_check: IdentityCheck,
        clock: Clock,
    ) -> None:
        self._statuses = statuses
        self._identity = identity
        self._identity_check = identity_check
        self._clock = clock
        self._registration = registration
        self._messages = messages
        self._results: SimpleQueue[Result | None] = SimpleQueue()
        self._room = threading.Semaphore(IN_FLIGHT_LIMIT)
        self._lock = threading.Lock()
        self._in_flight = 0
        self._read = False
        self._breaking = False
        self._refusal: InvalidFieldsError | AuthenticationError | None = None

    def answers(self, requests: Iterator[Request]) -> Iterator[intake_service_pb2.RegisterCallsResponse]:
        """Register the calls of ``requests`` and yield their results as they arrive.

        Raises:
            InvalidFieldsError: at the end, if a message could not be read.
            AuthenticationError: at the end, if the identity is not good any more; calls taken before are registered.
            StreamBrokenError: at the end, if some calls must be sent again, or the token has expired.
        """
        threading.Thread(target=self._take, args=(requests,), name="call-stream", daemon=True).start()
        try:
            yield from self._answers()
        finally:
            # The reading thread may be waiting for room that would never be freed.
            self.end()
            self._room.release(IN_FLIGHT_LIMIT)

    def _answers(self) -> Iterator[intake_service_pb2.RegisterCallsResponse]:
        while (result := self._next_result()) is not None:
            results: list[Result] = [result]
            ended = False
            try:
                while len(results) < RESULTS_PER_MESSAGE and not ended:
                    next_result = self._results.get_nowait()
                    ended = next_result is None
                    results += [next_result] if next_result else []
            except Empty:
                pass
            self._room.release(len(results))
            yield intake_service_pb2.RegisterCallsResponse(results=results)
            if ended:
                break
        if self._refusal:
            raise self._refusal
        if self._breaking:
            raise StreamBrokenError

    def _next_result(self) -> Result | None:
        while True:
            self._check_token()
            try:
                return self._results.get(timeout=CHECK_SECONDS)
            except Empty:
                continue

    def _check_token(self) -> None:
        """End if the identity that opened the stream is not good any more: it is open for longer than tokens are."""
        if refusal := self._identity_check.refusal(self._identity):
            self._refusal = refusal
            self.end()
        elif self._identity.is_expired(self._clock()):
            self.end()

    def end(self) -> None:
        """Accept no more calls, and end when in-flight ones have results."""
        with self._lock:
            self._breaking = True
            self._end_if_done()

    def _take(self, requests: Iterator[Request]) -> None:
        try:
            for request in requests:
                self._take_message(request)
                if self._breaking:
                    return
        except (InvalidFieldsError, AuthenticationError) as error:
            # Calls in an unreadable message are unknown, so none can get a result.
            self._refusal = error
        except grpc.RpcError:
            # The client disconnected; calls it sent are still registered.
            pass
        finally:
            with self._lock:
                self._read = True
                self._end_if_done()

    def _take_message(self, request: Request) -> None:
        for index, call in enumerate(request.calls):
            self._room.acquire()
            with self._lock:
                if self._breaking:
                    return
                self._in_flight += 1
            try:
                if index >= CALLS_PER_MESSAGE:
                    raise InvalidFieldsError([FieldViolation("calls", f"一条消息最多 {CALLS_PER_MESSAGE} 个来电")])
                normalise_texts(call)
                future = self._registration.begin(
                    call_of(call, call.request_id), registrar(self._identity, call.call), self._registered
                )
            except Exception as error:  # noqa: BLE001 - becomes the result of this call
                self._fail(call.request_id, error)
            else:
                future.add_done_callback(self._settler(call.request_id))

    def _settler(self, request_id: str) -> Callable[["Future[Result]"], None]:
        def settle(future: "Future[Result]") -> None:
            error = future.exception()
            if error is None:
                self._settle(future.result())
            else:
                self._fail(request_id, error)

        return settle

    def _fail(self, request_id: str, error: BaseException) -> None:
        """Settle a call that was not registered."""
        self._settle(None if self._statuses.is_transient(error) else self._refused(request_id, error))

    def _settle(self, result: Result | None) -> None:
        """Settle a call; ``None`` if it was not written and must be sent again."""
        if result:
            self._results.put(result)
        with self._lock:
            self._in_flight -= 1
            self._breaking = self._breaking or result is None
            self._end_if_done()

    def _end_if_done(self) -> None:
        if (self._read or self._breaking) and not self._in_flight:
            self._results.put(None)

    def _registered(self, case: Case) -> Result:
        decision = case.decision
        lead = case_pb2.DepartmentRef(name=decision.lead, phone=self._messages.directory().phone_of(decision.lead))
        return Result(
            request_id=case.call.request_id,
            registered=intake_service_pb2.RegisteredCase(
                number=case.number,
                state=wording.STATE_NUMBERS[case.state],
                outcome=wording.OUTCOME_NUMBERS[decision.outcome],
                urgency=wording.URGENCY_NUMBERS[decision.urgency],
                lead_department=lead if decision.lead else None,
                reasons=decision.reasons,
                etag=str(case.version),
                open_question=question_message(case.question) if case.question else None,
                proposals=self._messages.proposals(decision.proposals),
            ),
        )

    def _refused(self, request_id: str, error: BaseException) -> Result:
        """Return the result for a refused call, with the status ``RegisterCall`` would end with."""
        status = self._statuses.of(error if isinstance(error, Exception) else RuntimeError(repr(error)))
        refusal = intake_service_pb2.Refusal(code=status.code, message=status.message)
        request, retry = error_details_pb2.BadRequest(), error_details_pb2.RetryInfo()
        for detail in status.details:
            if detail.Unpack(request):
                for wrong in request.field_violations:
                    refusal.field_violations.add(field=wrong.field, description=wrong.description)
            elif detail.Unpack(retry):
                refusal.retry_delay.CopyFrom(retry.retry_delay)
        return Result(request_id=request_id, refusal=refusal)
