"""Rate limits protect other clients, and no citizen is rejected for calling often."""

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from hotline.v1 import case_service_pb2
from hotline_client import Hotline
from hotline_server.api.guards.rates import BURST_SECONDS, Rates
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole, Identity
from hypothesis import given
from hypothesis import strategies as st

from tests.hotline import AUTHORITY, a_call, connect, open_channel

PERSON = Identity("李值班", frozenset({AccessRole.OPERATOR}))
OTHER = Identity("王话务", frozenset({AccessRole.OPERATOR}))


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(listen="127.0.0.1:0", database=database_url, round_seconds=3600, person_rate=2)


def operator(name: str) -> str:
    return AUTHORITY.token(name, [AccessRole.OPERATOR])


def ask_too_much(hotline: Hotline) -> grpc.RpcError:
    """Send requests until one is rejected, and return its error."""
    for _ in range(100):
        try:
            hotline._cases.ListCases(case_service_pb2.ListCasesRequest())
        except grpc.RpcError as refused:
            return refused
    raise AssertionError("nothing was refused")


def test_a_rate_limited_client_gets_a_retry_delay_and_others_are_unaffected(server: RunningServer) -> None:
    with connect(server.address, operator("李值班")) as eager, connect(server.address, operator("王话务")) as other:
        refused = ask_too_much(eager)
        assert refused.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        (detail,) = rpc_status.from_call(refused).details
        retry = error_details_pb2.RetryInfo()
        assert detail.Unpack(retry)
        assert retry.retry_delay.seconds >= 1
        assert list(other.cases()) == []


def test_an_emergency_call_is_accepted_from_a_rate_limited_client(server: RunningServer) -> None:
    """R2.6."""
    with connect(server.address, operator("李值班")) as eager:
        ask_too_much(eager)
        assert eager.register(a_call("我家楼下着火了,快来人"), retry_timeout=0).number


@pytest.mark.each_database
def test_a_citizen_who_calls_fifty_times_is_registered_each_time_and_flagged(hotline: Hotline) -> None:
    """R1.1."""
    cases = [hotline.register(a_call("楼上漏水没人管")) for _ in range(51)]
    assert len({case.number for case in cases}) == 51
    assert not any("五十次" in reason for reason in cases[49].decision.reasons)
    assert any("五十次" in reason for reason in cases[50].decision.reasons)


def test_a_malformed_message_is_rejected(server: RunningServer) -> None:
    with open_channel(server.address) as channel, pytest.raises(grpc.RpcError) as refused:
        channel.unary_unary("/hotline.v1.CaseService/GetCase")(b"\x0a\x7f\xff")  # type: ignore[arg-type]
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "protobuf" in (refused.value.details() or "")


def test_a_malformed_message_ends_a_stream_with_an_error(server: RunningServer) -> None:
    with open_channel(server.address) as channel, pytest.raises(grpc.RpcError) as refused:
        list(channel.stream_stream("/hotline.v1.IntakeService/RegisterCalls")(iter([b"\x0a\x7f\xff"])))  # type: ignore[arg-type]
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "protobuf" in (refused.value.details() or "")


@given(steps=st.lists(st.floats(0, 5), max_size=200), rate=st.floats(0.5, 20))
def test_a_bucket_never_grants_more_than_its_burst_plus_rate(steps: list[float], rate: float) -> None:
    now = [0.0]
    rates = Rates(rate, 0, lambda: now[0])
    let_through = 0
    for step in steps:
        now[0] += step
        let_through += not rates.is_exceeded(PERSON)
    assert let_through <= rate * BURST_SECONDS + rate * now[0] + 1e-6
    if steps and rate * BURST_SECONDS >= 1:
        assert let_through >= 1


def test_each_identity_has_its_own_bucket() -> None:
    rates = Rates(1, 0, lambda: 0.0)
    assert [rates.is_exceeded(PERSON) for _ in range(3)] == [False, False, True]
    assert not rates.is_exceeded(OTHER)
