"""Coordinates of calls, and open cases nearby (R8.8)."""

import json
from pathlib import Path
from typing import Any

import grpc
import pytest
from hotline.v1 import (
    case_pb2,
    case_service_pb2,
    department_service_pb2,
    desk_service_pb2,
    intake_service_pb2,
    intake_service_pb2_grpc,
)
from hotline_client import Hotline, HotlineError
from hotline_server.cli.main import app
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.runtime.server import RunningServer
from peewee import OperationalError
from typer.testing import CliRunner

from tests.hotline import EVERYBODY, SetClock, a_call, open_channel
from tests.office import Office

LATITUDE, LONGITUDE = 28.2, 113.0
# Some 111 metres.
NORTH = 0.001
Near = case_service_pb2.ListNearbyCasesRequest
Point = case_service_pb2.Coordinates


def at(north: float = 0.0, content: str = "投诉出租车拒载还乱要价", **fields: Any) -> case_pb2.Call:
    return a_call(content, latitude=LATITUDE + north, longitude=LONGITUDE, **fields)


def numbers(found: list[case_service_pb2.NearbyCase]) -> list[str]:
    return [one.case.number for one in found]


def test_a_call_keeps_its_coordinates(hotline: Hotline) -> None:
    case = hotline.register(at())
    assert (case.call.latitude, case.call.longitude) == (LATITUDE, LONGITUDE)
    assert case.location.coordinate_source == case_pb2.COORDINATE_SOURCE_CALL
    assert hotline.case(case.number) == case
    assert hotline.caller(case.number, "核对").latitude == LATITUDE
    without = hotline.register(a_call())
    assert not without.location.HasField("latitude")
    assert not without.call.HasField("latitude")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"latitude": 28.2}, "call.longitude"),
        ({"longitude": 113.0}, "call.latitude"),
        ({"latitude": 90.1, "longitude": 113.0}, "call.latitude"),
        ({"latitude": 28.2, "longitude": -180.1}, "call.longitude"),
        ({"latitude": float("nan"), "longitude": 113.0}, "call.latitude"),
        ({"latitude": 28.2, "longitude": float("inf")}, "call.longitude"),
    ],
)
def test_coordinates_come_in_pairs_and_on_earth(hotline: Hotline, fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(HotlineError) as refused:
        hotline.register(a_call(**fields))
    assert set(refused.value.violations) == {wrong}


def test_a_request_sent_again_with_other_coordinates_is_another_call(hotline: Hotline) -> None:
    first = hotline.register(at(), request_id="1")
    assert hotline.register(at(), request_id="1") == first
    with pytest.raises(HotlineError) as refused:
        hotline.register(at(NORTH), request_id="1")
    assert refused.value.code is grpc.StatusCode.ALREADY_EXISTS


@pytest.mark.each_database
def test_open_cases_nearby_are_found_those_with_the_same_matter_first(office: Office) -> None:
    hotline = office.hotline
    other = hotline.register(at(0.1 * NORTH, "路灯不亮")).number
    far = hotline.register(at(3 * NORTH)).number
    near = hotline.register(at(NORTH)).number
    case = hotline.register(at()).number
    found = hotline.nearby(case)
    assert numbers(found) == [near, other]
    assert [one.same_matter for one in found] == [True, False]
    assert [one.distance_meters for one in found] == [111, 11]
    assert numbers(hotline.nearby((LATITUDE, LONGITUDE), 400, "出租车与网约车")) == [case, near, far, other]
    assert numbers(hotline.nearby((LATITUDE, LONGITUDE), 400)) == [case, other, near, far]
    assert numbers(hotline.nearby((LATITUDE + 1, LONGITUDE))) == []


@pytest.mark.each_database
def test_a_registered_call_says_which_cases_it_may_belong_to(hotline: Hotline, server: RunningServer) -> None:
    first = hotline.register(at(NORTH)).number
    hotline.register(at(NORTH, "路灯不亮"))
    with open_channel(server.address) as channel:
        stub = intake_service_pb2_grpc.IntakeServiceStub(channel)
        answer = stub.RegisterCall(intake_service_pb2.RegisterCallRequest(request_id="1", call=at()))
        assert [(one.number, one.distance_meters) for one in answer.nearby] == [(first, 111)]
        elsewhere = stub.RegisterCall(intake_service_pb2.RegisterCallRequest(request_id="2", call=a_call()))
        assert list(elsewhere.nearby) == []


def test_an_answered_case_is_no_longer_nearby(office: Office, clock: SetClock) -> None:
    hotline = office.hotline
    number = hotline.register(at()).number
    office.accept(number)
    office.reply(number)
    office.review(number)
    assert numbers(hotline.nearby((LATITUDE, LONGITUDE))) == [number]
    office.answer(number)
    assert numbers(hotline.nearby((LATITUDE, LONGITUDE))) == []


@pytest.mark.each_database
def test_a_call_is_answered_when_the_cases_nearby_cannot_be_read(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is stored by then; an error would make its registrar register it again."""

    def broken(*_: object) -> list[object]:
        raise OperationalError("connection lost")

    monkeypatch.setattr(CaseQueries, "same_nearby", broken)
    with open_channel(server.address) as channel:
        intake = intake_service_pb2_grpc.IntakeServiceStub(channel)
        answer = intake.RegisterCall(intake_service_pb2.RegisterCallRequest(call=at(), request_id="1"))
    assert answer.case.number
    assert list(answer.nearby) == []


@pytest.mark.each_database
def test_a_joined_case_is_no_longer_nearby(office: Office) -> None:
    hotline = office.hotline
    main, joined = (hotline.register(at(phone=phone)).number for phone in ("13800138001", "13800138002"))
    context = office.context(joined)
    hotline.desk.JoinCases(desk_service_pb2.JoinCasesRequest(context=context, into_number=main, reason="同一件事"))
    assert numbers(hotline.nearby((LATITUDE, LONGITUDE))) == [main]


def test_a_case_answered_directly_is_no_longer_nearby(office: Office) -> None:
    number = office.hotline.register(at(content="请问租房怎么提取公积金")).number
    assert numbers(office.hotline.nearby((LATITUDE, LONGITUDE))) == [number]
    office.answer_directly(number)
    assert numbers(office.hotline.nearby((LATITUDE, LONGITUDE))) == []


def test_a_case_without_coordinates_has_nothing_nearby(office: Office) -> None:
    with pytest.raises(HotlineError) as refused:
        office.hotline.nearby(office.call())
    assert refused.value.code is grpc.StatusCode.FAILED_PRECONDITION
    with pytest.raises(HotlineError) as refused:
        office.hotline.nearby("20261123-000099")
    assert refused.value.code is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize(
    ("request_", "wrong"),
    [
        (Near(), "number"),
        (Near(number="x"), "number"),
        (Near(point=Point(latitude=91)), "point.latitude"),
        (Near(point=Point(longitude=181)), "point.longitude"),
        (Near(point=Point(), radius_meters=5001), "radius_meters"),
        (Near(point=Point(), radius_meters=-1), "radius_meters"),
        (Near(point=Point(), page_size=201), "page_size"),
    ],
)
def test_a_wrong_search_names_its_field(hotline: Hotline, request_: Near, wrong: str) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        hotline._cases.ListNearbyCases(request_)
    assert set(HotlineError.from_rpc(refused.value).violations) == {wrong}


def test_the_command_lists_them(office: Office, server: RunningServer, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(EVERYBODY)
    reach = ("--server", server.address, "--token-file", str(tmp_path / "token"))
    near, number = office.hotline.register(at(NORTH)).number, office.hotline.register(at()).number
    listed = CliRunner().invoke(app, ["nearby", number, *reach])
    assert near in listed.output
    assert "111 米" in listed.output
    place = ("--latitude", str(LATITUDE), "--longitude", str(LONGITUDE))
    one = CliRunner().invoke(app, ["nearby", *place, "--metres", "50", "--json", *reach])
    assert json.loads(one.output)["case"]["number"] == number
    assert CliRunner().invoke(app, ["nearby", "--latitude", "28", *reach]).exit_code == 2
    again = CliRunner().invoke(app, ["register", "投诉出租车拒载还乱要价", *place, *reach])
    assert f"附近同一事项、尚未答复的工单：{number}（0 米）、{near}（111 米）" in again.output
    shown = CliRunner().invoke(app, ["register", "路灯不亮", *place, *reach])
    assert "28.200000，113.000000，来电提供" in shown.output


def test_a_protected_callers_point_is_hidden_from_departments(office: Office) -> None:
    call = at(content="举报出租车司机吸毒驾驶", request_type=case_pb2.REQUEST_TYPE_ACCUSATION)
    number = office.register_harmless(call, "现在没有危险")
    department = office.hotline.case(number).assignments[0].department
    request = department_service_pb2.GetAssignedCaseRequest(number=number, department=department)
    seen = office.hotline.departments.GetAssignedCase(request).case
    assert not seen.location.HasField("latitude")
    assert not seen.call.HasField("latitude")
