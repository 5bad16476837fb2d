"""The agents' side: an HTTP interface for the screens 话务端 of those who take calls."""

import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
from flask import Flask, Response, jsonify, request
from hotline.v1.inquiry_service_pb2 import DescribeCaseRequest, DescribeCasesOfCallerRequest
from hotline_client import Hotline, HotlineError
from werkzeug.exceptions import HTTPException

from hotline_telephony import wording
from hotline_telephony.delivering import Delivering
from hotline_telephony.following import Clock, Following
from hotline_telephony.journal import Journal, PhoneCall, Record
from hotline_telephony.noting import NotedError, noted
from hotline_telephony.records import record_of
from hotline_telephony.switch import Switch, SwitchError

# An agent waits no longer than this for a decision; then the record is kept for later.
PATIENCE_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 25.0
# Calls that an agent may still note down.
LATEST = timedelta(hours=12)


class Refused(Exception):  # noqa: N818 - an answer, not a mistake
    """What is answered instead."""

    def __init__(self, status: int, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": message} | ({"fields": fields} if fields else {})


class Desk:
    """What agents do with their calls."""

    def __init__(
        self,
        journal: Journal,
        following: Following,
        delivering: Delivering,
        hotline: Hotline,
        switch: Switch,
        recording: str,
        clock: Clock,
    ) -> None:
        self._journal = journal
        self._following = following
        self._delivering = delivering
        self._hotline = hotline
        self._switch = switch
        self._recording = recording
        self._clock = clock

    def calls(self, agent: str, seen: str, wait: float) -> list[PhoneCall]:
        """The agent's calls that are not noted down, the latest first; waits until that is another than ``seen``."""
        until = self._clock() + timedelta(seconds=wait)
        while True:
            found = self._journal.calls_of(agent, self._clock() - LATEST)
            left = (until - self._clock()).total_seconds()
            if left <= 0 or (found and found[0].call_id != seen):
                return found
            if not self._following.wait(left):
                return []

    def note(self, call_id: str, said: Any) -> tuple[Record, dict[str, str]]:
        """Write down what the agent noted and register it, now if the service is there.

        Returns:
            The record, registered or not, and what of its fields went into the text.
        """
        call = self._answered(call_id)
        try:
            wished = noted(said, call.agent)
        except NotedError as wrong:
            raise Refused(400, str(wrong), wrong.fields) from None

        def build(place: int) -> Record:
            return record_of(call, wished, place, self._recording, self._clock())

        record = self._journal.note(call_id, wished, build)
        if not record.is_waiting:
            return record, {}
        try:
            _, moved = self._delivering.deliver(record, PATIENCE_SECONDS)
        except HotlineError:
            return record, {}
        return self._journal.record(record.request_id), moved

    def connect(self, call_id: str) -> str:
        """Connect a call to the department that leads; the number that it is connected to."""
        call = self._answered(call_id)
        if call.ended_at:
            raise Refused(409, wording.OVER)
        cases = [case for record in self._journal.records_of(call_id) if (case := record.registered())]
        if not cases:
            raise Refused(409, wording.NOT_REGISTERED)
        number = re.sub(r"[^+\d]", "", cases[-1].decision.lead_department.phone)
        if not number:
            raise Refused(409, wording.NOBODY_TO_CONNECT)
        try:
            self._switch.connect(call, number)
        except SwitchError as failed:
            raise Refused(409 if str(failed) == wording.OVER else 503, str(failed)) from failed
        return number

    def standing(self, call_id: str, number: str, phone: str) -> list[str]:
        """Where the caller's cases stand, to be read aloud; of one of them if ``number`` says which."""
        call = self._answered(call_id)
        phone = phone or call.caller
        if not phone:
            raise Refused(409, wording.NOT_ASKED)
        inquiry = self._hotline.inquiry
        try:
            if number:
                asked = DescribeCaseRequest(number=number, phone=phone)
                return [inquiry.DescribeCase(asked, timeout=PATIENCE_SECONDS).spoken]
            asked_all = DescribeCasesOfCallerRequest(phone=phone)
            return list(inquiry.DescribeCasesOfCaller(asked_all, timeout=PATIENCE_SECONDS).spoken)
        except grpc.RpcError as error:
            refused = HotlineError.from_rpc(error)
            if refused.code is grpc.StatusCode.NOT_FOUND:
                raise Refused(404, str(refused)) from error
            if refused.code is grpc.StatusCode.INVALID_ARGUMENT:
                raise Refused(400, str(refused), refused.violations) from error
            raise Refused(503, wording.AWAY) from error

    def call(self, call_id: str) -> tuple[PhoneCall, list[Record]]:
        """A call with its records."""
        call = self._journal.call(call_id)
        if call is None:
            raise Refused(404, wording.NO_CALL)
        return call, self._journal.records_of(call_id)

    def standing_of_bridge(self) -> dict[str, Any]:
        """How much waits, and what was refused."""
        refused = self._journal.refused()
        return {"waiting": self._journal.count_waiting(), "refused": [record.request_id for record in refused]}

    def _answered(self, call_id: str) -> PhoneCall:
        call, _ = self.call(call_id)
        if call.answered_at is None:
            raise Refused(409, wording.NOT_ANSWERED)
        return call


def agents_app(desk: Desk, key: str) -> Flask:
    """The interface as a WSGI application.

    Args:
        desk: what agents do.
        key: what the agents' side shows with every request, as a bearer token.
    """
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]

    @app.before_request
    def admit() -> None:
        shown = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(shown.encode(), key.encode()):
            raise Refused(401, wording.NO_KEY)

    @app.get("/agents/<agent>/calls")
    def calls(agent: str) -> Response:
        asked = request.args.get("wait", 0.0, float)
        wait = asked if 0 <= asked <= LONGEST_WAIT_SECONDS else LONGEST_WAIT_SECONDS
        found = desk.calls(agent, request.args.get("seen", ""), wait)
        return jsonify(calls=[_call(call) for call in found])

    @app.get("/calls/<path:call_id>")
    def one(call_id: str) -> Response:
        call, records = desk.call(call_id)
        return jsonify(_call(call) | {"records": [_record(record) for record in records]})

    @app.post("/calls/<path:call_id>/record")
    def note(call_id: str) -> tuple[Response, int]:
        record, moved = desk.note(call_id, request.get_json(force=True, silent=True))
        return jsonify(_record(record, moved)), 200 if record.number else 202

    @app.post("/calls/<path:call_id>/connect")
    def connect(call_id: str) -> Response:
        return jsonify(connected_to=desk.connect(call_id))

    @app.get("/calls/<path:call_id>/standing")
    def standing(call_id: str) -> Response:
        asked = request.args
        return jsonify(spoken=desk.standing(call_id, asked.get("number", ""), asked.get("phone", "")))

    @app.get("/status")
    def status() -> Response:
        return jsonify(desk.standing_of_bridge())

    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _failed)
    return app


def _refused(error: Refused) -> tuple[Response, int]:
    return jsonify(error.body), error.status


def _failed(error: HTTPException) -> tuple[Response, int]:
    said = {404: wording.NO_PLACE, 405: wording.WRONG_METHOD}
    status = error.code or 500
    return jsonify(error=said.get(status, error.description)), status


def _call(call: PhoneCall) -> dict[str, Any]:
    return {
        "call_id": call.call_id,
        "caller": call.caller,
        "agent": call.agent,
        "arrived_at": _moment(call.arrived_at),
        "answered_at": _moment(call.answered_at),
        "ended_at": _moment(call.ended_at),
        "connected_to": call.connected_to,
    }


def _record(record: Record, moved: dict[str, str] | None = None) -> dict[str, Any]:
    case = record.registered()
    if case is None:
        return {"registered": False, "say": wording.AWAY, "refused": record.refusal}
    decision = case.decision
    return {
        "registered": True,
        "number": case.number,
        "outcome": wording.OUTCOMES.get(decision.outcome, ""),
        "say": wording.to_say(case),
        "lead": {"name": decision.lead_department.name, "phone": decision.lead_department.phone},
        "reasons": list(decision.reasons),
        "moved_into_text": moved or {},
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
