"""HTTP interface for the agents' screens 话务端."""

import hmac
import json
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, jsonify, request
from hotline.v1 import case_pb2
from hotline_client.json_objects import DoubledKeyError, plain_json
from werkzeug.exceptions import HTTPException

from hotline_telephony import wording
from hotline_telephony.agents import AgentService, ApiError, Noted
from hotline_telephony.connections import ConnectionResult
from hotline_telephony.tables import Connection, PhoneCall, Record

MAX_WAIT_SECONDS = 25.0
_HTTP_ERRORS = {404: wording.UNKNOWN_PATH, 405: wording.WRONG_METHOD, 500: wording.NOT_DONE}


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

    _add_call_routes(app, service)
    _add_connection_routes(app, service)

    @app.get("/status")
    def status() -> Response:
        return jsonify(service.status())

    app.register_error_handler(ApiError, _handle_api_error)
    app.register_error_handler(HTTPException, _handle_http_error)
    return app


def _add_call_routes(app: Flask, service: AgentService) -> None:
    @app.get("/agents/<agent>/calls")
    def calls(agent: str) -> Response:
        found = service.calls(agent, request.args.get("seen", ""), _wait_seconds())
        return jsonify(calls=[_call_json(call) for call in found])

    @app.get("/calls/<path:call_id>")
    def call(call_id: str) -> Response:
        call, records = service.call(call_id)
        return jsonify(_call_json(call) | {"records": [_record_json(record) for record in records]})

    @app.post("/calls/<path:call_id>/record")
    def note(call_id: str) -> tuple[Response, int]:
        return _noted_json(service.note(call_id, _body()))

    @app.post("/calls/<path:call_id>/matters")
    def add_matter(call_id: str) -> tuple[Response, int]:
        return _noted_json(service.add_matter(call_id, _body()))

    @app.post("/calls/<path:call_id>/answer")
    def answer(call_id: str) -> Response:
        return jsonify(_record_json(service.answer_question(call_id, _body())))

    @app.get("/calls/<path:call_id>/standing")
    def standing(call_id: str) -> Response:
        args = request.args
        return jsonify(spoken=service.spoken_status(call_id, args.get("number", ""), args.get("phone", "")))


def _add_connection_routes(app: Flask, service: AgentService) -> None:
    @app.post("/calls/<path:call_id>/connect")
    def connect(call_id: str) -> tuple[Response, int]:
        connection = service.connect(call_id, _body())
        return jsonify(_connection_json(connection)), 202 if connection.is_running else 200

    @app.get("/calls/<path:call_id>/connection")
    def connection(call_id: str) -> Response:
        return jsonify(_connection_json(service.connection(call_id, _wait_seconds())))


def _body() -> Any:
    """Return the JSON of the request; ``None`` for what is no JSON, which the service refuses."""
    try:
        return json.loads(plain_json(request.get_data()).decode())
    except UnicodeDecodeError:
        raise ApiError(400, wording.NOT_UTF8) from None
    except DoubledKeyError as error:
        raise ApiError(400, f"{error.key}：{wording.DOUBLED_KEY}", {error.key: wording.DOUBLED_KEY}) from None
    except (ValueError, RecursionError):
        return None


def _wait_seconds() -> float:
    requested = request.args.get("wait", 0.0, float)
    return requested if 0 <= requested <= MAX_WAIT_SECONDS else MAX_WAIT_SECONDS


def _handle_api_error(error: ApiError) -> tuple[Response, int]:
    return jsonify(error.body), error.status


def _handle_http_error(error: HTTPException) -> tuple[Response, int]:
    status = error.code or 500
    return jsonify(error=_HTTP_ERRORS.get(status, wording.BAD_REQUEST)), status


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


def _connection_json(connection: Connection) -> dict[str, Any]:
    result = ConnectionResult(connection.result) if connection.result else None
    return {
        "department": connection.department,
        "number": connection.number,
        "asked_at": _isoformat(connection.asked_at),
        "result": connection.result,
        "result_at": _isoformat(connection.result_at),
        "say": wording.connection_script(result, connection.department, connection.number),
    }


def _noted_json(noted: Noted) -> tuple[Response, int]:
    if not noted.is_delivered:
        return jsonify(_unregistered_json(noted.record)), 202
    return jsonify(_record_json(noted.record, noted.moved)), 200 if noted.record.number else 202


def _unregistered_json(record: Record) -> dict[str, Any]:
    return {"registered": False, "say": wording.SERVICE_UNAVAILABLE, "refused": record.refusal}


def _record_json(record: Record, moved: dict[str, str] | None = None) -> dict[str, Any]:
    case = record.registered_case()
    if case is None:
        return _unregistered_json(record)
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
