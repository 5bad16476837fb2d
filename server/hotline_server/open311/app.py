"""Read-only Open311 GeoReport v2 in JSON: service discovery, services and requests (R6.2).

Services are the matters of the rule book; requests are cases, reduced to open data. Nothing about
callers or the text of their calls is published; coordinates are those of a public place, or coarse.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, NotFound

from hotline_server.desk.reports.open_data import OpenData
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import is_number
from hotline_server.domain.open_record import OpenRecord
from hotline_server.ground.characters import find_unfit, normalise
from hotline_server.ground.clock import Clock

# Limits set by the specification.
PERIOD_LIMIT = timedelta(days=90)
RESULTS_LIMIT = 1000
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
_STATES = ("open", "closed")
Matters = Callable[[], Mapping[str, str]]


def create_app(open_data: OpenData, matters: Matters, clock: Clock, contact: str, release: Callable[[], None]) -> Flask:
    """Create the WSGI application.

    Args:
        open_data: cases to publish.
        matters: returns the matters in the current rule book, each with its category.
        clock: source of time.
        contact: stated in service discovery.
        release: called after each request to release its resources.
    """
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]

    @app.get("/discovery.json")
    def discovery() -> Response:
        endpoint = {
            "specification": _SPECIFICATION,
            "url": request.url_root.rstrip("/"),
            "changeset": "2026-11-25",
            "type": "production",
            "formats": ["application/json"],
        }
        return jsonify(changeset="2026-11-25", contact=contact, key_service="", endpoints=[endpoint])

    @app.get("/services.json")
    def services() -> Response:
        return jsonify([_service(matter, category) for matter, category in matters().items()])

    @app.get("/services/<code>.json")
    def service(code: str) -> Response:
        if code not in matters():
            raise NotFound(f"没有事项“{code}”")
        return jsonify(service_code=code, attributes=[])

    @app.get("/requests.json")
    def requests() -> Response:
        return jsonify([_request(record) for record in _find_records(open_data, request.args, clock())])

    @app.get("/requests/<number>.json")
    def one_request(number: str) -> Response:
        record = open_data.get(number)
        if record is None:
            raise NotFound(f"没有可以公开的工单 {number}")
        return jsonify([_request(record)])

    _register_error_handlers(app)

    app.before_request(_check_query)

    @app.teardown_request
    def done(_: BaseException | None) -> None:
        release()

    return app


def _check_query() -> None:
    """Reject a query that holds what is no text."""
    unfit = [field for field, value in request.args.items() if find_unfit(normalise(value))]
    if unfit:
        raise InvalidFieldsError([FieldViolation(field, "含有不是文字的字符") for field in unfit])


def _register_error_handlers(app: Flask) -> None:
    """Answer errors in the format of the specification: a list of codes and descriptions."""

    @app.errorhandler(InvalidFieldsError)
    def invalid(error: InvalidFieldsError) -> tuple[Response, int]:
        wrong = [{"code": 400, "description": f"{one.field}:{one.description}"} for one in error.violations]
        return jsonify(wrong), 400

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[Response, int]:
        code = error.code or 500
        return jsonify([{"code": code, "description": error.description or error.name}]), code


def _find_records(open_data: OpenData, query: Mapping[str, str], now: datetime) -> list[OpenRecord]:
    violations: list[FieldViolation] = []
    numbers, statuses = _split_list("service_request_id", query), _split_list("status", query)
    if any(not is_number(number) for number in numbers) or len(numbers) > RESULTS_LIMIT:
        violations.append(FieldViolation("service_request_id", f"应为工单号，多个以逗号分隔，最多 {RESULTS_LIMIT} 个"))
    if any(status not in _STATES for status in statuses):
        violations.append(FieldViolation("status", f"可选值：{'、'.join(_STATES)}"))
    start = _parse_time("start_date", query, violations)
    end = _parse_time("end_date", query, violations)
    end = end or (min(start + PERIOD_LIMIT, now) if start else now + timedelta(seconds=1))
    start = start or end - PERIOD_LIMIT
    if not timedelta() <= end - start <= PERIOD_LIMIT:
        violations.append(FieldViolation("end_date", f"不能早于 start_date，相隔最多 {PERIOD_LIMIT.days} 天"))
    if violations:
        raise InvalidFieldsError(violations)
    if numbers:
        records = [record for number in numbers if (record := open_data.get(number))]
    else:
        records = open_data.newest(start, end, _split_list("service_code", query), RESULTS_LIMIT)
    return [record for record in records if not statuses or _status(record) in statuses]


def _split_list(field: str, query: Mapping[str, str]) -> list[str]:
    return [value.strip() for value in query.get(field, "").split(",") if value.strip()]


def _parse_time(field: str, query: Mapping[str, str], violations: list[FieldViolation]) -> datetime | None:
    value = query.get(field, "")
    if not value:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        violations.append(FieldViolation(field, "时间格式不正确，应如 2026-11-25T00:00:00+08:00"))
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _service(matter: str, category: str) -> dict[str, Any]:
    return {
        "service_code": matter,
        "service_name": matter,
        "description": f"{category}:{matter}",
        "metadata": False,
        "type": "realtime",
        "keywords": category,
        "group": category,
    }


def _request(record: OpenRecord) -> dict[str, Any]:
    return {
        "service_request_id": record.number,
        "status": _status(record),
        "status_notes": record.state.value,
        "service_name": record.matter,
        "service_code": record.matter,
        "description": None,
        "agency_responsible": record.lead,
        "service_notice": None,
        "requested_datetime": record.registered_at.isoformat(timespec="seconds"),
        "updated_datetime": record.updated_at.isoformat(timespec="seconds"),
        "expected_datetime": record.due_at.isoformat(timespec="seconds") if record.due_at else None,
        "address": record.district,
        "address_id": None,
        "zipcode": None,
        "lat": record.coordinates.latitude if record.coordinates else None,
        "long": record.coordinates.longitude if record.coordinates else None,
        "media_url": None,
    }


def _status(record: OpenRecord) -> str:
    return "open" if record.is_open else "closed"
