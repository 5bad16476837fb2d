"""Rpcs of amendments and splits: bad input, who may, and acts at once (R1.1, R2.5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline.v1.desk_service_pb2_grpc import DeskServiceStub
from hotline.v1.intake_service_pb2_grpc import IntakeServiceStub
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, open_channel, refusal
from tests.integration.test_amending import LIGHTS, amend
from tests.office import TAXI, Office, designation

LONG = "长" * 10_001


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Use SQLite only: other tests cover the databases."""
    return sqlite_url


@pytest.fixture
def intake(server: RunningServer) -> Iterator[IntakeServiceStub]:
    with open_channel(server.address) as channel:
        yield IntakeServiceStub(channel)


def amendment(context: case_pb2.ActContext, fields: Iterable[str] = ("content",), **others: Any) -> Any:
    values: dict[str, Any] = {"context": context, "call": case_pb2.Call(content="投诉出租车绕路"), "reason": "更正"}
    request = intake_pb.AmendRegistrationRequest(**values | others)
    request.update_mask.paths.extend(fields)
    return request


def split(context: case_pb2.ActContext, **others: Any) -> desk_pb.SplitCaseRequest:
    fields: dict[str, Any] = {"context": context, "call": case_pb2.Call(content=LIGHTS), "reason": "两件事"}
    return desk_pb.SplitCaseRequest(**fields | others)


def keep(context: case_pb2.ActContext, reason: str = "还是原来的事") -> desk_pb.KeepDecisionRequest:
    return desk_pb.KeepDecisionRequest(context=context, reason=reason)


def proposed(office: Office) -> str:
    """Return a case at work for which the rules propose another decision since it was amended."""
    number = office.call()
    office.accept(number)
    assert amend(office, number, {"content": LIGHTS, "district": "东湖区"}).HasField("proposed_decision")
    return number


def at_once(send: Callable[[Any], object], requests: Iterable[Any]) -> Counter[str]:
    """Send requests at once, and count what became of them."""

    def sent(request: Any) -> str:
        try:
            send(request)
        except grpc.RpcError as error:
            return str(error.code().name)
        return "OK"

    with ThreadPoolExecutor(4) as pool:
        return Counter(pool.map(sent, requests))


def may(send: Callable[[], object]) -> bool:
    return refusal(send).code is not grpc.StatusCode.PERMISSION_DENIED


def test_bad_input_is_refused_by_its_field_and_changes_nothing(office: Office, intake: IntakeServiceStub) -> None:
    number = proposed(office)
    context, desk = office.context(number), office.hotline.desk
    for send, violated in (
        (lambda: intake.AmendRegistration(amendment(context, reason=LONG)), "reason"),
        (lambda: intake.AmendRegistration(amendment(context, request_id="长" * 101)), "request_id"),
        (lambda: intake.AmendRegistration(amendment(context, ["content", "received_at"])), "update_mask"),
        (lambda: intake.AmendRegistration(amendment(context, call=case_pb2.Call(content=LONG))), "call.content"),
        (lambda: desk.SplitCase(split(context, reason=LONG)), "reason"),
        (lambda: desk.SplitCase(split(context, call=case_pb2.Call(content=LONG))), "call.content"),
        (lambda: desk.SplitCase(split(context, designation=designation("", "公安局"))), "designation.lead_department"),
        (
            lambda: desk.SplitCase(split(context, designation=designation("公安局", "公安局"))),
            "designation.cohandlers",
        ),
        (lambda: desk.KeepDecision(keep(context, " ")), "reason"),
        (lambda: desk.KeepDecision(keep(context, LONG)), "reason"),
        (lambda: desk.KeepDecision(keep(case_pb2.ActContext(number=number, actor="李值班"))), "context.etag"),
    ):
        refused = refusal(send)
        assert (refused.code, list(refused.violations)) == (grpc.StatusCode.INVALID_ARGUMENT, [violated])
    for call_id in (-1, 0, 2**63 - 1):
        unknown = refusal(lambda call_id=call_id: desk.SplitCase(split(context, call_ids=[call_id])))  # type: ignore[misc]
        assert unknown.code is grpc.StatusCode.NOT_FOUND
    assert office.case(number).etag == context.etag
    assert len(list(office.hotline.cases())) == 1


@pytest.mark.parametrize(
    ("role", "amends", "splits"),
    [
        (AccessRole.OPERATOR, True, True),
        (AccessRole.DESK_LEAD, True, True),
        (AccessRole.TELEPHONY, True, False),
        (AccessRole.LEADER, False, False),
        (AccessRole.ARCHIVIST, False, False),
        (AccessRole.DEPARTMENT, False, False),
        (AccessRole.LINE, False, False),
    ],
)
def test_only_who_takes_calls_amends_and_only_the_desk_splits_and_decides(
    server: RunningServer,
    role: AccessRole,
    amends: bool,  # noqa: FBT001
    splits: bool,  # noqa: FBT001
) -> None:
    department = TAXI if role is AccessRole.DEPARTMENT else ""
    line = "110报警服务台" if role is AccessRole.LINE else ""
    # Whoever may call an rpc at all has a context without a case refused by its field.
    nothing = case_pb2.ActContext()
    with open_channel(server.address, AUTHORITY.token("某人", [role], department, line=line)) as channel:
        intake, desk = IntakeServiceStub(channel), DeskServiceStub(channel)
        assert may(lambda: intake.AmendRegistration(amendment(nothing))) is amends
        assert may(lambda: desk.SplitCase(split(nothing))) is splits
        assert may(lambda: desk.KeepDecision(keep(nothing))) is splits


def test_of_acts_at_once_one_is_done(office: Office, intake: IntakeServiceStub) -> None:
    number = proposed(office)
    context, desk = office.context(number), office.hotline.desk
    assert at_once(desk.KeepDecision, [keep(context)] * 4) == {"OK": 1, "ABORTED": 3}
    context = office.context(number)
    assert at_once(desk.SplitCase, [split(context)] * 4) == {"OK": 1, "ABORTED": 3}
    assert len(list(office.hotline.cases())) == 2
    context = office.context(number)
    assert at_once(intake.AmendRegistration, [amendment(context)] * 4) == {"OK": 1, "ABORTED": 3}


def test_a_request_id_amends_once_and_for_one_amendment_alone(office: Office, intake: IntakeServiceStub) -> None:
    number = office.call()
    context = office.context(number)
    other = case_pb2.Call(content="投诉出租车拼客")
    requests = [amendment(context, request_id="一次")] * 3 + [amendment(context, request_id="一次", call=other)] * 3
    assert at_once(intake.AmendRegistration, requests) == {"OK": 3, "ALREADY_EXISTS": 3}
    assert office.acts(number).count("AMEND") == 1
