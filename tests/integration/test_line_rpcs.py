"""Rpcs of lines, and those by which the desk hands cases over: bad input, foreign lines, acts at once (R8.2)."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import line_service_pb2 as line_pb
from hotline_client import Hotline
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, METHODS, a_call, connect, open_channel, refusal
from tests.integration.test_acting import invoke
from tests.integration.test_lines import CONSUMERS, POLICE, TOLD, UNCLEAR, accept, hand_in, hand_over, tell_result
from tests.office import NO, Office, survey

LINE_RPCS = [method for method in METHODS.values() if method.containing_service.name == "LineService"]
LONG = "长" * 10_001
HANDOVER = caller_pb.CALLBACK_MEASURE_HANDOVER


def token_of(line: str) -> str:
    return AUTHORITY.token(f"{line}系统", [AccessRole.LINE], line=line, system=True)


@pytest.fixture
def police(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, token_of(POLICE)) as client:
        yield client


def dissatisfied(office: Office) -> str:
    """Return a case whose caller is not satisfied with what a department did."""
    number = office.call(phone="13800138002")
    office.resolve(number)
    office.answer(number)
    office.survey(number, survey(resolved=NO, satisfied=NO))
    return number


def violated(send: Callable[[], object]) -> list[str]:
    refused = refusal(send)
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    return list(refused.violations)


def test_bad_input_is_refused_by_its_field(office: Office, police: Hotline) -> None:
    waiting, had = office.call(UNCLEAR), office.call(UNCLEAR, phone="13800138009")
    hand_over(office, waiting)
    hand_over(office, had)
    accept(police, had)
    came = hand_in(police).number
    answered = dissatisfied(office)
    lines, desk, callers = police.lines, office.hotline.desk, office.hotline.callers

    def at(number: str) -> case_pb2.ActContext:
        return office.context(number, "接警员7")

    judged: dict[str, Any] = {"measure": HANDOVER, "reason": "归它管", "reason_code": "Y01", "told": TOLD}
    judged["context"] = office.context(answered)
    bad: list[tuple[Callable[[Any], object], Message, str]] = [
        *(
            (
                lines.AcceptHandover,
                line_pb.AcceptHandoverRequest(context=at(waiting), line=POLICE, record_number=record),
                "record_number",
            )
            for record in ("", " ", "长" * 61, "一\n二")
        ),
        *(
            (
                lines.RefuseHandover,
                line_pb.RefuseHandoverRequest(context=at(waiting), line=POLICE, reason=text),
                "reason",
            )
            for text in ("", " ", LONG)
        ),
        *(
            (
                lines.SubmitLineProgress,
                line_pb.SubmitLineProgressRequest(context=at(had), line=POLICE, progress=text),
                "progress",
            )
            for text in ("", " ", LONG)
        ),
        *(
            (
                lines.SubmitLineResult,
                line_pb.SubmitLineResultRequest(context=at(had), line=POLICE, result=text),
                "result",
            )
            for text in ("", " ", LONG)
        ),
        *(
            (lines.RevealLineCaller, line_pb.RevealLineCallerRequest(line=POLICE, number=had, reason=text), "reason")
            for text in ("", " ", "长" * 201)
        ),
        (lines.RevealLineCaller, line_pb.RevealLineCallerRequest(line=POLICE, number="1", reason="联系"), "number"),
        (lines.GetLineCase, line_pb.GetLineCaseRequest(line=POLICE), "number"),
        (lines.GetLineCase, line_pb.GetLineCaseRequest(line=POLICE, number="1"), "number"),
        (lines.GetLineCase, line_pb.GetLineCaseRequest(line=POLICE, record_number=" "), "record_number"),
        (lines.ListLineCases, line_pb.ListLineCasesRequest(line=POLICE, page_size=201), "page_size"),
        (lines.ListLineCases, line_pb.ListLineCasesRequest(line=POLICE, page_size=-1), "page_size"),
        (lines.ListLineCases, line_pb.ListLineCasesRequest(line=POLICE, page_token="x"), "page_token"),
        (lines.ListLineCases, line_pb.ListLineCasesRequest(line=POLICE, direction=9), "direction"),  # type: ignore[arg-type]
        (
            lambda request: next(lines.WatchLineCases(request)),
            line_pb.WatchLineCasesRequest(line=POLICE, after_position=-2),
            "after_position",
        ),
        (lines.HandInCase, line_pb.HandInCaseRequest(line=POLICE, record_number="A"), "call"),
        (lines.HandInCase, line_pb.HandInCaseRequest(line=POLICE, record_number="A", call=a_call("")), "call.content"),
        (lines.HandInCase, line_pb.HandInCaseRequest(line=POLICE, call=a_call()), "record_number"),
        (lines.HandInCase, line_pb.HandInCaseRequest(record_number="A", call=a_call()), "line"),
        *(
            (
                desk.RecallHandover,
                desk_pb.RecallHandoverRequest(context=at(waiting), line=POLICE, reason=text),
                "reason",
            )
            for text in ("", LONG)
        ),
        *(
            (desk.GiveCaseBack, desk_pb.GiveCaseBackRequest(context=at(came), reason=text, told=TOLD), "reason")
            for text in ("", LONG)
        ),
        (desk.GiveCaseBack, desk_pb.GiveCaseBackRequest(context=at(came), reason="归它管", told=LONG), "told"),
        (desk.GiveCaseBack, desk_pb.GiveCaseBackRequest(context=at(came), reason="归它管"), "told"),
        (desk.HandOverCase, desk_pb.HandOverCaseRequest(context=at(waiting), reason_code="Y01", told=TOLD), "line"),
        *(
            (callers.JudgeCallback, caller_pb.JudgeCallbackRequest(**judged | {name: value}), name)
            for name, value in (
                ("reason", " "),
                ("reason_code", ""),
                ("reason_code", "T01"),
                ("line", "火星热线"),
                ("told", " "),
                ("question", "请批示"),
                ("means", "电话"),
            )
        ),
        (
            callers.JudgeCallback,
            caller_pb.JudgeCallbackRequest(
                **judged
                | {"measure": caller_pb.CALLBACK_MEASURE_SECOND_HANDLING, "told": "", "reason_code": "", "line": POLICE}
            ),
            "line",
        ),
    ]
    before = {number: office.case(number).etag for number in (waiting, had, came, answered)}
    for send, request, field in bad:
        assert violated(lambda: send(request)) == [field], request  # noqa: B023 - called at once
    assert before == {number: office.case(number).etag for number in before}


@pytest.mark.parametrize("method", LINE_RPCS, ids=lambda method: method.name)
def test_no_line_acts_or_reads_for_another(method: Any, unchanged_server: RunningServer) -> None:
    if "line" not in method.input_type.fields_by_name:
        return
    request = GetMessageClass(method.input_type)(line=POLICE)
    with open_channel(unchanged_server.address, token_of(CONSUMERS)) as channel:
        refused = refusal(lambda: invoke(channel, method, request.SerializeToString()))
    assert refused.code is grpc.StatusCode.PERMISSION_DENIED


def test_nothing_of_another_lines_case_is_told_or_done(office: Office, police: Hotline, server: RunningServer) -> None:
    """In its own name a line is told no more than of a case that does not exist."""
    number = office.call(UNCLEAR)
    hand_over(office, number)
    accept(police, number, "JJ-1")
    target = office.context(number, "接线员")
    with connect(server.address, token_of(CONSUMERS)) as consumers:
        lines = consumers.lines
        attempts: list[Callable[[], object]] = [
            lambda: lines.GetLineCase(line_pb.GetLineCaseRequest(line=CONSUMERS, number=number)),
            lambda: lines.GetLineCase(line_pb.GetLineCaseRequest(line=CONSUMERS, record_number="JJ-1")),
            lambda: lines.RevealLineCaller(
                line_pb.RevealLineCallerRequest(line=CONSUMERS, number=number, reason="联系")
            ),
            lambda: lines.AcceptHandover(
                line_pb.AcceptHandoverRequest(context=target, line=CONSUMERS, record_number="X-1")
            ),
            lambda: lines.RefuseHandover(
                line_pb.RefuseHandoverRequest(context=target, line=CONSUMERS, reason="不归我们")
            ),
            lambda: lines.SubmitLineProgress(
                line_pb.SubmitLineProgressRequest(context=target, line=CONSUMERS, progress="已联系")
            ),
            lambda: lines.SubmitLineResult(
                line_pb.SubmitLineResultRequest(context=target, line=CONSUMERS, result="已办理")
            ),
        ]
        for attempt in attempts:
            assert refusal(attempt).code is grpc.StatusCode.NOT_FOUND
        assert not lines.ListLineCases(line_pb.ListLineCasesRequest(line=CONSUMERS)).cases
    assert office.case(number).etag == target.etag


def at_once(acts: list[Callable[[], object]]) -> Counter[grpc.StatusCode]:
    """Perform acts at the same time and count how they ended."""

    def attempt(act: Callable[[], object]) -> grpc.StatusCode:
        try:
            act()
        except grpc.RpcError as error:
            return error.code()
        return grpc.StatusCode.OK

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(attempt, acts))


def test_of_the_same_act_twice_at_once_one_is_done(office: Office, police: Hotline) -> None:
    waiting = [office.call(UNCLEAR, phone=f"1380013810{place}") for place in range(3)]
    for number in waiting:
        hand_over(office, number)
    had = waiting[0]
    accept(police, had)
    came, new, answered = hand_in(police).number, office.call(UNCLEAR, phone="13800138109"), dissatisfied(office)
    lines, desk, callers = police.lines, office.hotline.desk, office.hotline.callers
    acts: list[tuple[Callable[[Any], object], Any, str]] = [
        (lines.AcceptHandover, line_pb.AcceptHandoverRequest(line=POLICE, record_number="JJ-2"), waiting[1]),
        (lines.RefuseHandover, line_pb.RefuseHandoverRequest(line=POLICE, reason="不是警情"), waiting[2]),
        (lines.SubmitLineProgress, line_pb.SubmitLineProgressRequest(line=POLICE, progress="已出警"), had),
        (lines.SubmitLineResult, line_pb.SubmitLineResultRequest(line=POLICE, result="已调解"), had),
        (desk.RecallHandover, desk_pb.RecallHandoverRequest(line=POLICE, reason="写错了"), waiting[1]),
        (desk.GiveCaseBack, desk_pb.GiveCaseBackRequest(reason="是治安案件", told=TOLD), came),
        (desk.HandOverCase, desk_pb.HandOverCaseRequest(reason_code="Y01", told=TOLD), new),
        (
            callers.JudgeCallback,
            caller_pb.JudgeCallbackRequest(measure=HANDOVER, reason="归它管", reason_code="Y01", told=TOLD),
            answered,
        ),
    ]
    for send, request, number in acts:
        request.context.CopyFrom(office.context(number, "接警员7"))
        ended = at_once([lambda: send(request)] * 3)  # noqa: B023 - called at once
        # Whoever has refused a case may not even know what became of it.
        late = grpc.StatusCode.NOT_FOUND if send is lines.RefuseHandover else grpc.StatusCode.ABORTED
        assert ended == {grpc.StatusCode.OK: 1, late: 2}, request


def test_of_different_acts_at_once_one_is_done(office: Office, police: Hotline) -> None:
    """The desk takes back what the line accepts at the same moment: either is true, never both."""
    number = office.call(UNCLEAR)
    hand_over(office, number)
    target = office.context(number, "接警员7")
    accepting = line_pb.AcceptHandoverRequest(context=target, line=POLICE, record_number="JJ-1")
    recalling = desk_pb.RecallHandoverRequest(context=target, line=POLICE, reason="写错了")
    ended = at_once(
        [lambda: police.lines.AcceptHandover(accepting), lambda: office.hotline.desk.RecallHandover(recalling)]
    )
    assert ended[grpc.StatusCode.OK] == 1
    state = office.case(number).handovers[0].state
    assert state in (case_pb2.HANDOVER_STATE_ACCEPTED, case_pb2.HANDOVER_STATE_RECALLED)


def test_of_one_record_handed_in_with_two_contents_at_once_one_is_a_case(office: Office, police: Hotline) -> None:
    requests = [
        line_pb.HandInCaseRequest(line=POLICE, record_number="JJ-7", call=a_call(content))
        for content in ("投诉出租车拒载", "投诉公交车甩站")
    ]
    sent = [requests[place % 2] for place in range(6)]
    ended = at_once([lambda request=request: police.lines.HandInCase(request) for request in sent])  # type: ignore[misc]
    assert ended == {grpc.StatusCode.OK: 3, grpc.StatusCode.ALREADY_EXISTS: 3}
    assert len(list(office.hotline.cases())) == 1


def test_what_a_caller_is_dissatisfied_with_is_a_lines(office: Office, police: Hotline) -> None:
    """R8.7: the caller is answered again, with what the line found."""
    number = dissatisfied(office)
    case = office.judge(number, HANDOVER, reason_code="Y01", told=TOLD)
    assert (case.state, case.handovers[0].line) == (case_pb2.CASE_STATE_HANDED_OVER, POLICE)
    accept(police, number)
    assert tell_result(police, number).state == case_pb2.CASE_STATE_RESOLVED
    assert office.answer(number).state == case_pb2.CASE_STATE_ANSWERED
    assert [one.handling for one in office.case(number).callers] == [2]
