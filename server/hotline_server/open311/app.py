"""Read-only Open311 GeoReport v2 in JSON: service discovery, services and requests (R6.2).

Services are the matters of the rule book; requests are cases, reduced to open data. Nothing about
callers or the text of their calls is published; coordinates are those of a public place, or coarse.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, NotFound

from hotline_server.desk.reports.open_data import OpenData
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import is_number
from hotline_server.domain.open_record import OpenDataQuery, OpenRecord
from hotline_server.ground.characters import find_unfit, normalise
from hotline_server.ground.clock import Clock

# Limits set by the specification.
PERIOD_LIMIT = timedelta(days=90)
RESULTS_LIMIT = 1000
# Cases that paging reaches: all before a page are counted off.
PAGED_LIMIT = 100_000
# Years that dates may be in; a case number has four digits for its year.
_YEARS = range(1970, 2200)
_MOST_DIGITS = 9
_SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
_STATES = ("open", "closed")
_REFUSALS = {404: "没有这个地址；查询地址以 .json 结尾", 405: "只能用 GET 查询", 500: "服务内部错误"}
# The plus of a time zone, which stands for a space in a query unless it is written %2B.
_LOST_PLUS = re.compile(r"(:.*) (\d\d(?::?\d\d)?)$")
# Forms of ISO 8601 that Python does not read: the day of the year, and midnight as the end of a day.
_DAY_OF_YEAR = re.compile(r"^(\d{4})-?(\d{3})(?=T|$)")
_END_OF_DAY = re.compile(r"(?<=T)24(?=(?::?00){0,2}(?:$|[Z+-]))")
# Of an hour or minute, which Python takes for one of a second.
_FRACTION = re.compile(r"[Tt ]\d\d(?::?\d\d)?[.,]")
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

    def all_matters() -> dict[str, str]:
        """Return the matters of the rule book, and those that it no longer has while cases have them."""
        current = matters()
        return {**current, **{name: group for name, group in open_data.matters().items() if name not in current}}

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
        return jsonify([_service(matter, category) for matter, category in all_matters().items()])

    @app.get("/services/<code>.json")
    def service(code: str) -> Response:
        if code not in all_matters():
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
    """Reject a query that holds what is no text, or a parameter twice, of which one would count for nothing."""
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        raise InvalidFieldsError([FieldViolation("query", "地址里的参数要用 UTF-8 编码")]) from None
    violations = []
    for field, values in request.args.lists():
        if len(values) > 1:
            violations.append(FieldViolation(field, "写了不止一次；多个值以逗号分隔，写在一起"))
        if any(find_unfit(normalise(value)) for value in values):
            violations.append(FieldViolation(field, "含有不是文字的字符"))
    if violations:
        raise InvalidFieldsError(violations)


def _register_error_handlers(app: Flask) -> None:
    """Answer errors in the format of the specification: a list of codes and descriptions."""

    @app.errorhandler(InvalidFieldsError)
    def invalid(error: InvalidFieldsError) -> tuple[Response, int]:
        wrong = [{"code": 400, "description": f"{one.field}：{one.description}"} for one in error.violations]
        return jsonify(wrong), 400

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[Response, int]:
        code = error.code or 500
        ours = error.description != type(error).description
        description = error.description if ours else _REFUSALS.get(code, "请求有误")
        return jsonify([{"code": code, "description": description}]), code


def _find_records(open_data: OpenData, query: Mapping[str, str], now: datetime) -> list[OpenRecord]:
    violations: list[FieldViolation] = []
    numbers, statuses = _split_list("service_request_id", query), _split_list("status", query)
    if any(not is_number(number) for number in numbers) or len(numbers) > RESULTS_LIMIT:
        violations.append(FieldViolation("service_request_id", f"应为工单号，多个以逗号分隔，最多 {RESULTS_LIMIT} 个"))
    if any(status not in _STATES for status in statuses):
        violations.append(FieldViolation("status", f"可选值：{'、'.join(_STATES)}"))
    start, end = _period(query, violations, now)
    updated_since = _parse_time("updated_after", query, violations)
    updated_before = _parse_time("updated_before", query, violations)
    if updated_since and updated_before and updated_since >= updated_before:
        violations.append(FieldViolation("updated_before", "要晚于 updated_after"))
    page = _parse_count("page", query, violations, 1, RESULTS_LIMIT)
    size = _parse_count("page_size", query, violations, RESULTS_LIMIT, RESULTS_LIMIT)
    if not violations and page * size > PAGED_LIMIT:
        violations.append(FieldViolation("page", f"最多翻到第 {PAGED_LIMIT} 个工单，请缩小日期范围"))
    if violations:
        raise InvalidFieldsError(violations)
    if numbers:
        records = [record for number in numbers if (record := open_data.get(number))]
        return [record for record in records if not statuses or _status(record) in statuses]
    return open_data.newest(
        OpenDataQuery(
            since=start,
            before=end,
            matters=tuple(_split_list("service_code", query)),
            is_open=statuses == ["open"] if len(set(statuses)) == 1 else None,
            updated_since=updated_since,
            updated_before=updated_before,
            skipped=(page - 1) * size,
            limit=size,
        )
    )


def _period(query: Mapping[str, str], violations: list[FieldViolation], now: datetime) -> tuple[datetime, datetime]:
    """Return the range of registration times: 90 days at most, the last ones by default."""
    start = _parse_time("start_date", query, violations)
    end = _parse_time("end_date", query, violations)
    if start and not end and start > now:
        violations.append(FieldViolation("start_date", "这个时间还没有到"))
        start = None
    end = end or (min(start + PERIOD_LIMIT, now) if start else now + timedelta(seconds=1))
    start = start or end - PERIOD_LIMIT
    if not timedelta() <= end - start <= PERIOD_LIMIT:
        violations.append(FieldViolation("end_date", f"不能早于 start_date，相隔最多 {PERIOD_LIMIT.days} 天"))
    return start, end


def _split_list(field: str, query: Mapping[str, str]) -> list[str]:
    return [value.strip() for value in query.get(field, "").split(",") if value.strip()]


def _parse_time(field: str, query: Mapping[str, str], violations: list[FieldViolation]) -> datetime | None:
    value = query.get(field, "").strip()
    if not value:
        return None
    try:
        time = _read_iso(_LOST_PLUS.sub(r"\1+\2", value))
    except (OverflowError, ValueError):
        violations.append(FieldViolation(field, "时间格式不正确，应如 2026-11-25T00:00:00+08:00"))
        return None
    if time.year not in _YEARS:
        violations.append(FieldViolation(field, f"年份要在 {_YEARS[0]} 到 {_YEARS[-1]} 之间"))
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _read_iso(text: str) -> datetime:
    """Read a time in the usual forms of ISO 8601.

    Raises:
        OverflowError, ValueError: there is no such time, or it has a fraction of an hour or minute.
    """
    if _FRACTION.search(text):
        raise ValueError(text)
    plain = _DAY_OF_YEAR.sub(_day_of_year, text.upper(), count=1)
    time = datetime.fromisoformat(_END_OF_DAY.sub("00", plain))
    return time + timedelta(days=1) if _END_OF_DAY.search(plain) else time


def _day_of_year(found: re.Match[str]) -> str:
    day = date(int(found[1]), 1, 1) + timedelta(days=int(found[2]) - 1)
    if day.year != int(found[1]):
        raise ValueError(found[0])
    return day.isoformat()


def _parse_count(
    field: str, query: Mapping[str, str], violations: list[FieldViolation], default: int, most: int
) -> int:
    value = query.get(field, "").strip()
    if not value:
        return default
    significant = value.lstrip("0")[:_MOST_DIGITS]
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(significant or "0") <= most:
        violations.append(FieldViolation(field, f"应为 1 到 {most} 的整数"))
        return default
    return int(significant)


def _service(matter: str, category: str) -> dict[str, Any]:
    return {
        "service_code": matter,
        "service_name": matter,
        "description": f"{category}：{matter}",
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
        "agency_responsible": record.lead or record.line,
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
