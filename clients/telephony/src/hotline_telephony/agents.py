"""HTTP interface for the agents' screens 话务端."""

import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
from flask import Flask, Response, jsonify, request
from hotline.v1 import case_pb2
from hotline.v1.inquiry_service_pb2 import DescribeCaseRequest, DescribeCasesOfCallerRequest
from hotline_client import Hotline, HotlineError
from werkzeug.exceptions import HTTPException

from hotline_telephony import wording
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import Clock, SwitchFollower
from hotline_telephony.journal import Journal, PhoneCall, Record
from hotline_telephony.notes import NoteError, parse_note, parse_reply
from hotline_telephony.records import build_record
from hotline_telephony.switch import Switch, SwitchError

# An agent waits this long for a decision; after that the record is delivered in the background.
SERVICE_TIMEOUT_SECONDS = 3.0
MAX_WAIT_SECONDS = 25.0
# How long after answering a call an agent may still record it.
NOTE_WINDOW = timedelta(hours=12)


class ApiError(Exception):
    """Error reported to the agent's screen.

    Attributes:
        status: HTTP status.
        body: JSON body, in Chinese, ready to display.
    """

    def __init__(self, status: int, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": message} | ({"fields": fields} if fields else {})


class AgentService:
    """Operations an agent can perform on calls."""

    def __init__(
        self,
        journal: Journal,
        follower: SwitchFollower,
        delivery: Delivery,
        hotline: Hotline,
        switch: Switch,
        recording: str,
        clock: Clock,
    ) -> None:
        self._journal = journal
        self._follower = follower
        self._delivery = delivery
        self._hotline = hotline
        self._switch = switch
        self._recording = recording
        self._clock = clock

    def calls(self, agent: str, seen: str, wait: float) -> list[PhoneCall]:
        """Return the agent's unrecorded calls, most recent first.

        Args:
            agent: the agent's number.
            seen: id of the most recent call the screen already shows; wait until there is a newer one.
            wait: seconds to wait at most.
        """
        until = self._clock() + timedelta(seconds=wait)
        while True:
            found = self._journal.calls_of(agent, self._clock() - NOTE_WINDOW)
            left = (until - self._clock()).total_seconds()
            if left <= 0 or (found and found[0].call_id != seen):
                return found
            if not self._follower.wait(left):
                return []

    def note(self, call_id: str, payload: Any) -> tuple[Record, dict[str, str]]:
        """Store an agent's note and try to register it at once.

        Returns:
            The record, registered or still pending, and the fields that the service rejected and whose values
            were moved into the text.

        Raises:
            ApiError: the call is unknown or was never answered, or the note is invalid.
        """
        call = self._answered_call(call_id)
        try:
            note = parse_note(payload, call.agent)
        except NoteError as error:
            raise ApiError(400, str(error), error.fields) from None

        def build(place: int) -> Record:
            return build_record(call, note, place, self._recording, self._clock())

        record = self._journal.add_note(call_id, note, build)
        if not record.is_pending:
            return record, {}
        try:
            _, moved = self._delivery.deliver(record, SERVICE_TIMEOUT_SECONDS)
        except HotlineError:
            return record, {}
        return self._journal.record(record.request_id), moved

    def answer_question(self, call_id: str, payload: Any) -> Record:
        """Answer the open question of a call: whether the suspected danger is real (R2.6).

        Returns:
            The record with the case as it is then.

        Raises:
            ApiError: the call has no open question, the answer is invalid, or the service is unavailable.
        """
        call = self._answered_call(call_id)
        asked = [
            (record, case)
            for record in self._journal.records_of(call_id)
            if (case := record.registered_case()) and case.HasField("open_question")
        ]
        if not asked:
            raise ApiError(409, wording.NO_QUESTION)
        try:
            reply = parse_reply(payload)
        except NoteError as error:
            raise ApiError(400, str(error), error.fields) from None
        record, case = asked[-1]
        try:
            answered = self._hotline.answer_question(
                case, reply.answer, reply.words, reply.kind, call.agent, SERVICE_TIMEOUT_SECONDS
            )
        except HotlineError as refused:
            if refused.code is grpc.StatusCode.INVALID_ARGUMENT:
                raise ApiError(400, str(refused), refused.violations) from refused
            if refused.code in (grpc.StatusCode.ABORTED, grpc.StatusCode.FAILED_PRECONDITION):
                raise ApiError(409, str(refused)) from refused
            raise ApiError(503, wording.SERVICE_UNAVAILABLE) from refused
        self._journal.mark_registered(record, answered)
        return self._journal.record(record.request_id)

    def connect(self, call_id: str) -> str:
        """Transfer a call to the lead department (R2.2).

        Returns:
            The number dialled.

        Raises:
            ApiError: the call has ended or is not registered, no number is known, or the switch failed.
        """
        call = self._answered_call(call_id)
        if call.ended_at:
            raise ApiError(409, wording.CALL_ENDED)
        cases = [case for record in self._journal.records_of(call_id) if (case := record.registered_case())]
        if not cases:
            raise ApiError(409, wording.NOT_REGISTERED)
        number = re.sub(r"[^+\d]", "", cases[-1].decision.lead_department.phone)
        if not number:
            raise ApiError(409, wording.NO_DEPARTMENT_PHONE)
        try:
            self._switch.connect(call, number)
        except SwitchError as failed:
            raise ApiError(409 if str(failed) == wording.CALL_ENDED else 503, str(failed)) from failed
        return number

    def spoken_status(self, call_id: str, number: str, phone: str) -> list[str]:
        """Return the status of the caller's cases, worded to be read aloud.

        Args:
            call_id: the call in progress.
            number: number of the case asked about; empty for the caller's most recent cases.
            phone: phone number given by the caller; empty for the number shown on the line.
        """
        call = self._answered_call(call_id)
        phone = phone or call.caller
        if not phone:
            raise ApiError(409, wording.CALLER_WITHHELD)
        inquiry = self._hotline.inquiry
        try:
            if number:
                query = DescribeCaseRequest(number=number, phone=phone)
                return [inquiry.DescribeCase(query, timeout=SERVICE_TIMEOUT_SECONDS).spoken]
            cases_query = DescribeCasesOfCallerRequest(phone=phone)
            return list(inquiry.DescribeCasesOfCaller(cases_query, timeout=SERVICE_TIMEOUT_SECONDS).spoken)
        except grpc.RpcError as error:
            refused = HotlineError.from_rpc(error)
            if refused.code is grpc.StatusCode.NOT_FOUND:
                raise ApiError(404, str(refused)) from error
            if refused.code is grpc.StatusCode.INVALID_ARGUMENT:
                raise ApiError(400, str(refused), refused.violations) from error
            raise ApiError(503, wording.SERVICE_UNAVAILABLE) from error

    def call(self, call_id: str) -> tuple[PhoneCall, list[Record]]:
        """Return a call and its records."""
        call = self._journal.call(call_id)
        if call is None:
            raise ApiError(404, wording.UNKNOWN_CALL)
        return call, self._journal.records_of(call_id)

    def status(self) -> dict[str, Any]:
        """Return the number of pending records and the ids of those the service refused."""
        refused = self._journal.refused()
        return {"waiting": self._journal.count_pending(), "refused": [record.request_id for record in refused]}

    def _answered_call(self, call_id: str) -> PhoneCall:
        call, _ = self.call(call_id)
        if call.answered_at is None:
            raise ApiError(409, wording.NOT_ANSWERED)
        return call


def create_app(service: AgentService, key: str) -> Flask:
    """Build the HTTP interface as a WSGI application.

    Args:
        service: the operations to expose.
        key: the bearer token every request must carry.
    """
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]

    @app.before_request
    def authenticate() -> None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(token.encode(), key.encode()):
            raise ApiError(401, wording.INVALID_KEY)

    @app.get("/agents/<agent>/calls")
    def calls(agent: str) -> Response:
        requested = request.args.get("wait", 0.0, float)
        wait = requested if 0 <= requested <= MAX_WAIT_SECONDS else MAX_WAIT_SECONDS
        found = service.calls(agent, request.args.get("seen", ""), wait)
        return jsonify(calls=[_call_json(call) for call in found])

    @app.get("/calls/<path:call_id>")
    def call(call_id: str) -> Response:
        call, records = service.call(call_id)
        return jsonify(_call_json(call) | {"records": [_record_json(record) for record in records]})

    @app.post("/calls/<path:call_id>/record")
    def note(call_id: str) -> tuple[Response, int]:
        record, moved = service.note(call_id, request.get_json(force=True, silent=True))
        return jsonify(_record_json(record, moved)), 200 if record.number else 202

    @app.post("/calls/<path:call_id>/answer")
    def answer(call_id: str) -> Response:
        return jsonify(_record_json(service.answer_question(call_id, request.get_json(force=True, silent=True))))

    @app.post("/calls/<path:call_id>/connect")
    def connect(call_id: str) -> Response:
        return jsonify(connected_to=service.connect(call_id))

    @app.get("/calls/<path:call_id>/standing")
    def standing(call_id: str) -> Response:
        args = request.args
        return jsonify(spoken=service.spoken_status(call_id, args.get("number", ""), args.get("phone", "")))

    @app.get("/status")
    def status() -> Response:
        return jsonify(service.status())

    app.register_error_handler(ApiError, _handle_api_error)
    app.register_error_handler(HTTPException, _handle_http_error)
    return app


def _handle_api_error(error: ApiError) -> tuple[Response, int]:
    return jsonify(error.body), error.status


def _handle_http_error(error: HTTPException) -> tuple[Response, int]:
    messages = {404: wording.UNKNOWN_PATH, 405: wording.WRONG_METHOD}
    status = error.code or 500
    return jsonify(error=messages.get(status, error.description)), status


def _call_json(call: PhoneCall) -> dict[str, Any]:
    return {
        "call_id": call.call_id,
        "caller": call.caller,
        "agent": call.agent,
        "arrived_at": _isoformat(call.arrived_at),
        "answered_at": _isoformat(call.answered_at),
        "ended_at": _isoformat(call.ended_at),
        "connected_to": call.connected_to,
    }


def _record_json(record: Record, moved: dict[str, str] | None = None) -> dict[str, Any]:
    case = record.registered_case()
    if case is None:
        return {"registered": False, "say": wording.SERVICE_UNAVAILABLE, "refused": record.refusal}
    decision = case.decision
    return {
        "registered": True,
        "number": case.number,
        "outcome": wording.OUTCOMES.get(decision.outcome, ""),
        "say": wording.caller_script(case),
        "lead": {"name": decision.lead_department.name, "phone": decision.lead_department.phone},
        "reasons": list(decision.reasons),
        "proposals": [_proposal_json(proposal) for proposal in decision.proposals],
        "suggestions": [_suggestion_json(suggestion) for suggestion in decision.suggestions],
        "ask": list(case.open_question.questions),
        "suspected": [danger.kind for danger in case.open_question.dangers],
        "moved_into_text": moved or {},
    }


def _proposal_json(proposal: case_pb2.PolicyProposal) -> dict[str, Any]:
    policy = proposal.policy
    return {
        "policy_id": policy.id,
        "title": policy.title,
        "source": policy.source,
        "answer": policy.answer,
        "confidence": proposal.confidence,
        "matched_question": proposal.matched_question,
        "fits": proposal.fits,
    }


def _suggestion_json(suggestion: case_pb2.OfficeSuggestion) -> dict[str, Any]:
    return {
        "department": suggestion.department.name,
        "phone": suggestion.department.phone,
        "confidence": suggestion.confidence,
        "matter": suggestion.matter,
        "by_experience": suggestion.by_experience,
        "words": list(suggestion.words),
    }


def _isoformat(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
