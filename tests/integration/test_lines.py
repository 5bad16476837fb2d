"""Linkage with other lines 联动: hand-over to them, what they say of it, and what they hand in (R8.2)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import line_service_pb2 as line_pb
from hotline_client import Hotline, HotlineError
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SetClock, a_call, connect, refusal
from tests.office import TAXI, Office, answer, designation

POLICE, CONSUMERS = "110报警服务台", "12315消费投诉"
TOLD = "这件事由110处理，已经替您转过去"
UNCLEAR = "你好在吗"


def token_of(line: str) -> str:
    return AUTHORITY.token(f"{line}系统", [AccessRole.LINE], line=line, system=True)


@pytest.fixture
def police(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, token_of(POLICE)) as client:
        yield client


@pytest.fixture
def consumers(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, token_of(CONSUMERS)) as client:
        yield client


def hand_over(office: Office, number: str, code: str = "Y01", **fields: object) -> case_pb2.Case:
    sent = {"told": TOLD} | fields
    request = desk_pb.HandOverCaseRequest(context=office.context(number), reason_code=code, **sent)  # type: ignore[arg-type]
    return office.hotline.desk.HandOverCase(request).case


def seen(line: Hotline, number: str, name: str = POLICE) -> case_pb2.Case:
    return line.lines.GetLineCase(line_pb.GetLineCaseRequest(line=name, number=number)).case


def context(line: Hotline, number: str, name: str = POLICE) -> case_pb2.ActContext:
    return case_pb2.ActContext(number=number, etag=seen(line, number, name).etag, actor="接警员7")


def accept(line: Hotline, number: str, record: str = "JJ-001", name: str = POLICE) -> case_pb2.Case:
    request = line_pb.AcceptHandoverRequest(context=context(line, number, name), line=name, record_number=record)
    return line.lines.AcceptHandover(request).case


def refuse(line: Hotline, number: str, reason: str = "不是警情", name: str = POLICE) -> case_pb2.Case:
    request = line_pb.RefuseHandoverRequest(context=context(line, number, name), line=name, reason=reason)
    return line.lines.RefuseHandover(request).case


def tell_result(line: Hotline, number: str, result: str = "民警到场调解", name: str = POLICE) -> case_pb2.Case:
    request = line_pb.SubmitLineResultRequest(context=context(line, number, name), line=name, result=result)
    return line.lines.SubmitLineResult(request).case


def hand_in(line: Hotline, record: str = "JJ-900", content: str = "投诉出租车拒载", **fields: object) -> case_pb2.Case:
    request = line_pb.HandInCaseRequest(line=POLICE, record_number=record, call=a_call(content, **fields))
    return line.lines.HandInCase(request).case


class TestHandingOver:
    def test_waits_for_the_line_and_stays_the_desks_meanwhile(self, office: Office) -> None:
        number = office.call(UNCLEAR)
        case = hand_over(office, number, connected=True)
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_HANDED_OVER, case_pb2.OUTCOME_HANDED_OVER)
        assert case.owner.kind == case_pb2.OWNER_KIND_DESK
        [handover] = case.handovers
        assert (handover.line, handover.state) == (POLICE, case_pb2.HANDOVER_STATE_PENDING)
        assert (handover.reason_code, handover.told, handover.connected) == ("Y01", TOLD, True)
        assert handover.accept_due_at.seconds - handover.handed_at.seconds == 3 * 60
        entry = office.case(number).log[-1]
        assert (entry.act, entry.department) == (act_pb2.ACT_HAND_TO_LINE, POLICE)
        assert dict(entry.details) == {
            "code": "Y01", "reason": "属于公安机关处置的警情、紧急求助", "told": TOLD, "connected": "是",
            "call_ids": str(case.callers[0].call_id),
        }  # fmt: skip

    def test_leads_to_a_result_the_callers_answer_and_the_normal_end(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        case = accept(police, number)
        assert case.owner.kind == case_pb2.OWNER_KIND_LINE
        assert case.handovers[0].record_number == "JJ-001"
        assert case.handovers[0].HasField("result_due_at")
        request = line_pb.SubmitLineProgressRequest(context=context(police, number), line=POLICE, progress="已出警")
        police.lines.SubmitLineProgress(request)
        case = tell_result(police, number)
        assert case.state == case_pb2.CASE_STATE_RESOLVED
        assert case.handovers[0].result == "民警到场调解"
        assert office.answer(number).state == case_pb2.CASE_STATE_ANSWERED
        acts = [entry.act for entry in office.case(number).log][-5:]
        assert acts == [
            act_pb2.ACT_HAND_TO_LINE, act_pb2.ACT_LINE_ACCEPT, act_pb2.ACT_LINE_PROGRESS, act_pb2.ACT_LINE_RESULT,
            act_pb2.ACT_ANSWER_CALLER,
        ]  # fmt: skip

    def test_returns_to_the_desk_at_once_when_refused_and_goes_elsewhere(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        case = refuse(police, number)
        assert (case.state, case.owner.kind) == (case_pb2.CASE_STATE_REGISTERED, case_pb2.OWNER_KIND_DESK)
        case = hand_over(office, number, "Y05")
        assert [one.line for one in case.handovers] == [POLICE, CONSUMERS]
        assert case.handovers[0].refusal == "不是警情"

    def test_takes_it_from_the_departments(self, office: Office) -> None:
        number = office.call()
        assert hand_over(office, number).assignments[0].state == case_pb2.ASSIGNMENT_STATE_WITHDRAWN

    def test_is_taken_back(self, office: Office) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        request = desk_pb.RecallHandoverRequest(context=office.context(number), line=POLICE, reason="已自行处理")
        case = office.hotline.desk.RecallHandover(request).case
        assert (case.state, case.handovers[0].state) == (
            case_pb2.CASE_STATE_REGISTERED, case_pb2.HANDOVER_STATE_RECALLED,
        )  # fmt: skip
        assert office.assign(number, designation(TAXI)).state == case_pb2.CASE_STATE_ASSIGNED

    def test_climbs_the_ladder_of_alarms_until_somebody_accepts(
        self, office: Office, clock: SetClock, police: Hotline
    ) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        posts = []
        for minutes in (3, 5, 5):
            clock.advance(minutes=minutes)
            office.round()
            posts.append(office.case(number).handovers[0].alarm.post)
        assert posts == ["值班室", "值班室负责人", "值班领导"]
        accept(police, number)
        clock.advance(hours=2)
        office.round()
        assert office.acts(number).count("ALARM") == 3
        clock.advance(hours=23)
        office.round()
        assert office.case(number).log[-1].reason == f"{POLICE}接收移交后逾期未反馈结果"

    def test_that_the_line_took_by_telephone_alarms_nobody(self, office: Office, clock: SetClock) -> None:
        """R2.6, R8.2: the desk records who took it, and under which number, with the hand-over itself."""
        number = office.call(UNCLEAR)
        case = hand_over(office, number, record_number="JJ-77", accepted_by="接警员7号")
        (handed,) = case.handovers
        assert (handed.state, handed.record_number) == (case_pb2.HANDOVER_STATE_ACCEPTED, "JJ-77")
        assert office.acts(number)[-2:] == ["HAND_TO_LINE", "LINE_ACCEPT"]
        assert office.case(number).log[-1].details == {"record": "JJ-77", "by": "接警员7号"}
        clock.advance(hours=1)
        office.round()
        assert "ALARM" not in office.acts(number)

    @pytest.mark.each_database
    def test_is_on_the_desks_list_and_told_to_the_caller(self, office: Office) -> None:
        number = office.call(UNCLEAR)
        other = office.call(UNCLEAR, phone="13800138009")
        hand_over(office, number)
        filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_LINE)
        assert [case.number for case in office.hotline.cases(filter_)] == [number]
        assert other
        spoken = office.server.desk.inquiry.about(number, "13800138000")
        assert f"已经移交{POLICE}，有了结果会答复您" in spoken

    def test_leaves_an_emergency_an_emergency(self, office: Office, police: Hotline) -> None:
        """The line deals with it beside the departments, not instead of them."""
        number = office.call("我家着火了快来人")
        already = {one.line for one in office.case(number).handovers}
        case = office.case(number) if POLICE in already else hand_over(office, number, told="")
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert case.decision.outcome == case_pb2.OUTCOME_EMERGENCY
        assert accept(police, number).state == case_pb2.CASE_STATE_VERIFYING
        assert office.verify(number, confirmed=True).state == case_pb2.CASE_STATE_RESPONDING
        case = tell_result(police, number)
        assert case.state == case_pb2.CASE_STATE_RESPONDING
        assert [one.state for one in case.handovers if one.line == POLICE] == [case_pb2.HANDOVER_STATE_DONE]

    def test_of_an_emergency_refused_alarms_the_desk_at_once(self, office: Office, police: Hotline) -> None:
        number = office.call("我家着火了快来人")
        hand_over(office, number, told="")
        assert refuse(police, number).state == case_pb2.CASE_STATE_VERIFYING
        assert office.case(number).log[-1].reason.startswith(f"{POLICE}退回移交的险情")

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"reason_code": "T01"}, "reason_code"), ({"reason_code": ""}, "reason_code"), ({"line": "火星热线"}, "line"),
         ({"reason_code": "Y05", "line": POLICE}, "reason_code"),
         ({"told": " "}, "told"), ({"remark": "长" * 10_001}, "remark"), ({"told": "长" * 10_001}, "told"),
         ({"record_number": "A-1"}, "accepted_by"), ({"accepted_by": "接警员7号"}, "record_number"),
         ({"record_number": "A-1", "accepted_by": "长" * 61}, "accepted_by")],
    )  # fmt: skip
    def test_needs_a_reason_a_line_and_words(self, fields: dict[str, object], field: str, office: Office) -> None:
        number = office.call(UNCLEAR)
        sent = {"context": office.context(number), "reason_code": "Y01", "told": TOLD} | fields
        request = desk_pb.HandOverCaseRequest(**sent)  # type: ignore[arg-type]
        assert list(refusal(lambda: office.hotline.desk.HandOverCase(request)).violations) == [field]

    def test_takes_a_reason_of_that_line_and_says_which(self, office: Office) -> None:
        number = office.call(UNCLEAR)
        refused = refusal(lambda: hand_over(office, number, "Y05", line=POLICE)).violations["reason_code"]
        assert refused == f"“Y05”不是移交{POLICE}的原因，可用：Y01 属于公安机关处置的警情、紧急求助"
        assert "12315消费投诉" in refusal(lambda: hand_over(office, number, "Y01", line="火星热线")).violations["line"]

    def test_is_not_done_twice_nor_ended_as_told(self, office: Office) -> None:
        number = office.call(UNCLEAR)
        target = office.context(number)
        request = desk_pb.HandOverCaseRequest(context=target, reason_code="Y01", told=TOLD)
        office.hotline.desk.HandOverCase(request)
        assert refusal(lambda: office.hotline.desk.HandOverCase(request)).code is grpc.StatusCode.ABORTED
        other = office.call(UNCLEAR, phone="13800138009")
        end = desk_pb.EndCaseRequest(context=office.context(other), reason_code="Y01", answer=answer())
        assert list(refusal(lambda: office.hotline.desk.EndCase(end)).violations) == ["reason_code"]

    def test_only_lines_for_dangers_take_emergencies(self, office: Office) -> None:
        number = office.call("我家着火了快来人")
        assert list(refusal(lambda: hand_over(office, number, "Y05")).violations) == ["line"]


class TestLines:
    @pytest.mark.each_database
    def test_see_only_what_was_handed_to_them(self, office: Office, police: Hotline, consumers: Hotline) -> None:
        number = office.call(UNCLEAR)
        assert refusal(lambda: seen(police, number)).code is grpc.StatusCode.NOT_FOUND
        hand_over(office, number)
        case = seen(police, number)
        assert (case.call.caller.name, case.call.caller.phone) == ("张*", "138****8000")
        assert [one.rpc for one in case.allowed_acts if one.allowed] == [
            "LineService.AcceptHandover", "LineService.RefuseHandover",
        ]  # fmt: skip
        assert refusal(lambda: seen(consumers, number, CONSUMERS)).code is grpc.StatusCode.NOT_FOUND
        assert refusal(lambda: seen(consumers, number)).code is grpc.StatusCode.PERMISSION_DENIED
        request = line_pb.ListLineCasesRequest(line=POLICE)
        assert [one.number for one in police.lines.ListLineCases(request).cases] == [number]
        assert list(consumers.lines.ListLineCases(line_pb.ListLineCasesRequest(line=CONSUMERS)).cases) == []
        with pytest.raises(HotlineError, match="没有权限"):
            police.case(number)

    def test_may_have_the_desk_tell_for_them(self, office: Office) -> None:
        """One that is not connected tells by telephone."""
        number = office.call(UNCLEAR)
        hand_over(office, number)
        assert accept(office.hotline, number).owner.kind == case_pb2.OWNER_KIND_LINE
        entry = office.case(number).log[-1]
        assert entry.role == act_pb2.ACTOR_ROLE_DESK
        assert tell_result(office.hotline, number).state == case_pb2.CASE_STATE_RESOLVED

    def test_cannot_tell_a_result_of_what_they_have_not_accepted(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        refused = refusal(lambda: tell_result(police, number))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "现为“待接收”，不能“联动单位反馈结果”；要先“联动单位接收”" in str(refused)

    def test_see_the_caller_with_a_reason_while_they_have_the_case(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        request = line_pb.RevealLineCallerRequest(line=POLICE, number=number, reason="联系报警人")
        assert police.lines.RevealLineCaller(request).call.caller.phone == "+8613800138000"
        accept(police, number)
        tell_result(police, number)
        refused = refusal(lambda: police.lines.RevealLineCaller(request))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        hidden = office.call(UNCLEAR, request_type=case_pb2.REQUEST_TYPE_ACCUSATION, phone="13800138009")
        hand_over(office, hidden)
        assert seen(police, hidden).call.caller.phone == ""
        request = line_pb.RevealLineCallerRequest(line=POLICE, number=hidden, reason="联系报警人")
        refused = refusal(lambda: police.lines.RevealLineCaller(request))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION

    def test_watch_their_cases(self, office: Office, police: Hotline) -> None:
        watching = police.watch_line_cases(POLICE, 0)
        office.call(UNCLEAR, phone="13800138009")
        number = office.call(UNCLEAR)
        hand_over(office, number)
        entries = [next(watching).entry for _ in range(2)]
        assert {entry.case_number for entry in entries} == {number}
        assert entries[-1].act == act_pb2.ACT_HAND_TO_LINE

    def test_are_listed_with_their_limits(self, police: Hotline) -> None:
        lines = {line.name: line for line in police.lines.ListLines(line_pb.ListLinesRequest()).lines}
        assert (lines[POLICE].phone, lines[POLICE].accept_minutes, lines[POLICE].takes_dangers) == ("110", 3, True)
        assert not lines[CONSUMERS].takes_dangers


class TestHandingIn:
    def test_opens_a_case_once_for_each_record(self, office: Office, police: Hotline) -> None:
        case = hand_in(police)
        assert (case.origin.line, case.origin.record_number) == (POLICE, "JJ-900")
        assert case.call.channel == case_pb2.CHANNEL_LINE
        assert hand_in(police).number == case.number
        refused = refusal(lambda: hand_in(police, content="投诉公交车甩站"))
        assert refused.code is grpc.StatusCode.ALREADY_EXISTS
        assert refused.reason.startswith(f"受理编号“JJ-900”已经转来过（工单 {case.number}）")
        assert hand_in(police, "JJ-901").number != case.number
        assert office.case(case.number).log[0].role == act_pb2.ACTOR_ROLE_LINE

    def test_of_the_same_record_at_once_opens_one_case(self, police: Hotline) -> None:
        with ThreadPoolExecutor(4) as pool:
            assert len({case.number for case in pool.map(lambda _: hand_in(police), range(8))}) == 1

    @pytest.mark.each_database
    def test_is_followed_by_the_line_to_its_end(self, office: Office, police: Hotline) -> None:
        number = hand_in(police).number
        office.accept(number)
        office.reply(number)
        request = line_pb.GetLineCaseRequest(line=POLICE, record_number="JJ-900")
        case = police.lines.GetLineCase(request).case
        assert (case.number, case.state) == (number, case_pb2.CASE_STATE_REPLIED)
        assert act_pb2.ACT_REPLY in [entry.act for entry in case.log]
        listed = police.lines.ListLineCases(
            line_pb.ListLineCasesRequest(line=POLICE, direction=line_pb.LINE_DIRECTION_IN)
        )
        assert [one.number for one in listed.cases] == [number]
        out = line_pb.ListLineCasesRequest(line=POLICE, direction=line_pb.LINE_DIRECTION_OUT)
        assert list(police.lines.ListLineCases(out).cases) == []

    def test_goes_back_and_stays_ours_until_accepted(self, office: Office, police: Hotline) -> None:
        """D3: who has it keeps it until the other side has taken it."""
        number = hand_in(police).number
        request = desk_pb.GiveCaseBackRequest(context=office.context(number), reason="是治安案件", told=TOLD)
        case = office.hotline.desk.GiveCaseBack(request).case
        assert case.state == case_pb2.CASE_STATE_ASSIGNED
        office.accept(number)
        case = accept(police, number, "JJ-900")
        assert (case.state, case.owner.kind) == (case_pb2.CASE_STATE_HANDED_OVER, case_pb2.OWNER_KIND_LINE)
        assert case.assignments[0].state == case_pb2.ASSIGNMENT_STATE_WITHDRAWN

    def test_that_is_refused_back_is_ours(self, office: Office, police: Hotline) -> None:
        number = hand_in(police).number
        request = desk_pb.GiveCaseBackRequest(context=office.context(number), reason="是治安案件", told=TOLD)
        office.hotline.desk.GiveCaseBack(request)
        assert refuse(police, number, "确实归12345").state == case_pb2.CASE_STATE_ASSIGNED
        own = office.call()
        request = desk_pb.GiveCaseBackRequest(context=office.context(own), reason="是治安案件", told=TOLD)
        refused = refusal(lambda: office.hotline.desk.GiveCaseBack(request))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION

    def test_of_a_danger_is_an_emergency(self, police: Hotline) -> None:
        case = hand_in(police, content="我家着火了快来人")
        assert case.state == case_pb2.CASE_STATE_VERIFYING

    def test_needs_a_known_record(self, police: Hotline) -> None:
        request = line_pb.GetLineCaseRequest(line=POLICE, record_number="没有")
        assert refusal(lambda: police.lines.GetLineCase(request)).code is grpc.StatusCode.NOT_FOUND
        assert list(refusal(lambda: police.lines.GetLineCase(line_pb.GetLineCaseRequest(line=POLICE))).violations) == [
            "number"
        ]
