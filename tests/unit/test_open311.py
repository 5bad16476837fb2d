"""Queries of Open311 as programs and people write them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from flask.testing import FlaskClient
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.domain.open_record import OpenDataQuery, OpenRecord
from hotline_server.open311.app import create_app

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def asked() -> list[OpenDataQuery]:
    return []


@pytest.fixture
def web(asked: list[OpenDataQuery]) -> FlaskClient:
    def newest(query: OpenDataQuery) -> list[OpenRecord]:
        asked.append(query)
        return []

    data = SimpleNamespace(get=lambda _: None, newest=newest, matters=dict)
    return create_app(cast(OpenData, data), dict, lambda: NOW, "12345", lambda: None).test_client()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("status=maybe", "status"),
        ("start_date=yesterday", "start_date"),
        ("start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z", "end_date"),
        ("start_date=2026-12-01T00:00:00Z", "start_date"),
        ("service_request_id=abc", "service_request_id"),
        ("start_date=9999-12-31T00:00:00Z", "start_date"),
        ("start_date=0001-01-01T00:00:00Z", "start_date"),
        ("end_date=0001-01-01T00:00:00%2B14:00", "end_date"),
        ("start_date=1969-12-31T00:00:00Z", "start_date"),
        ("updated_after=99999-01-01", "updated_after"),
        ("updated_after=2026-366", "updated_after"),
        ("updated_after=2026-11-19T08.5Z", "updated_after"),
        ("updated_after=9999-12-31T24:00:00Z", "updated_after"),
        ("updated_after=2026-11-02&updated_before=2026-11-01", "updated_before"),
        ("page=0", "page"),
        ("page=1e3", "page"),
        ("page=99999999999999999999", "page"),
        ("page_size=1001", "page_size"),
        ("page=101", "page"),
        ("status=open&status=closed", "status"),
        ("service_code=%B3%F6%D7%E2%B3%B5", "query"),
        ("service_code=a%00", "service_code"),
    ],
)
def test_errors_conform_to_the_specification(web: FlaskClient, query: str, field: str) -> None:
    said = web.get(f"/requests.json?{query}")
    (mistake,) = said.json or []
    assert (said.status_code, mistake["code"]) == (400, 400)
    assert mistake["description"].startswith(f"{field}：")


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-11-20T08:00:00+08:00", 0),
        ("2026-11-20T08:00:00%2B08:00", 0),
        ("2026-11-20T08:00:00+0800", 0),
        ("2026-11-20+08:00:00+08:00", 0),
        ("2026-11-20T08:00:00Z", 8),
        ("2026-11-20+08:00", 8),
        ("+2026-11-20T08:00+", 8),
        ("20261120T0800z", 8),
        ("2026-W47-5", 0),
        ("2026-324t08:00:00Z", 8),
        ("2026323", -24),
        ("2026-11-19T24:00:00Z", 0),
    ],
)
def test_times_are_read_in_every_iso_form_and_without_the_plus(
    web: FlaskClient, asked: list[OpenDataQuery], written: str, hour: int
) -> None:
    assert web.get(f"/requests.json?start_date={written}&page=+1").status_code == 200
    assert asked[0].since == datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hour)


def test_other_addresses_are_refused_in_chinese(web: FlaskClient) -> None:
    assert (web.get("/discovery.json").json or {})["endpoints"][0]["formats"] == ["application/json"]
    for said, status in ((web.get("/requests.xml"), 404), (web.post("/requests.json"), 405)):
        assert said.status_code == status
        assert not set("abcdefghik") & set((said.json or [{}])[0]["description"].replace(".json", ""))
