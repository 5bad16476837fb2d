"""Ends without handling 分类处理: by the desk, or proposed by a department (R8.1)."""

from functools import partial

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, report_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SetClock, connect, refusal
from tests.office import TAXI, Office, answer, designation

ROUTE = "向有管辖权的人民法院起诉，或者向正在审理的法院反映"
TOLD = "您的事已经在法院，请向承办法官反映"


def ending(office: Office, number: str, code: str = "T01", **fields: object) -> desk_pb.EndCaseRequest:
    sent = {"answer": case_pb2.Answer(content=TOLD)} | fields
    return desk_pb.EndCaseRequest(context=office.context(number), reason_code=code, **sent)  # type: ignore[arg-type]


def propose(office: Office, number: str, **fields: object) -> case_pb2.Case:
    sent = {"department": TAXI, "reason_code": "T01", "grounds": "已在法院立案，案号（2026）民初 12 号"} | fields
    request = department_pb.ProposeEndRequest(context=office.context(number, "王科长"), **sent)  # type: ignore[arg-type]
    return office.hotline.departments.ProposeEnd(request).case


def decide(office: Office, number: str, decision: int = 1, reason: str = "查过，属实") -> case_pb2.Case:
    chosen = desk_pb.EndDecision.ValueType(decision)
    request = desk_pb.DecideEndRequest(context=office.context(number), decision=chosen, reason=reason)
    return office.hotline.desk.DecideEnd(request).case


class TestTheDesk:
    def test_tells_the_caller_a_legal_route(self, office: Office, clock: SetClock) -> None:
        """告知途径: with reason code, wording, means, who and when."""
        number = office.call("你好在吗")
        case = office.hotline.desk.EndCase(ending(office, number)).case
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_ANSWERED, case_pb2.OUTCOME_ROUTE_TOLD)
        assert [caller.answered for caller in case.callers] == [True]
        entry = office.case(number).log[-1]
        assert (entry.act, entry.actor, entry.reason) == (act_pb2.ACT_END, "李值班@测试", "已经或者应当通过诉讼解决")
        assert dict(entry.details) == {
            "outcome": "告知途径", "code": "T01", "reason": "已经或者应当通过诉讼解决", "route": ROUTE,
            "told": TOLD, "means": "电话", "given": "是", "told_at": clock().isoformat(),
        }  # fmt: skip

    def test_explains_why_nothing_can_be_done(self, office: Office) -> None:
        """解释说明."""
        number = office.call("你好在吗")
        case = office.hotline.desk.EndCase(ending(office, number, "J04", remark="问过法制科")).case
        assert case.decision.outcome == case_pb2.OUTCOME_EXPLAINED
        assert [*case.decision.rule_ids, *case.decision.reasons] == ["值班室", "问过法制科"]
        assert "route" not in office.case(number).log[-1].details

    def test_ends_nothing_of_which_the_caller_was_not_told(self, office: Office) -> None:
        number = office.call("你好在吗")
        unreached = case_pb2.Answer(content="没有留号码", result=case_pb2.ANSWER_RESULT_NOT_REACHED)
        refused = refusal(lambda: office.hotline.desk.EndCase(ending(office, number, answer=unreached)))
        assert list(refused.violations) == ["answer.result"]

    def test_says_how_a_letter_was_answered_that_leaves_no_number(self, office: Office) -> None:
        """R8.1, P2: whoever hides the number can be told on the phone, while the call lasts."""
        letter = office.call("你好在吗", channel=case_pb2.CHANNEL_LETTER, phone="")
        for means in ("", "电话", "手机短信"):
            told = case_pb2.Answer(content=TOLD, means=means)
            for end in (
                lambda told=told: office.hotline.desk.EndCase(ending(office, letter, answer=told)),
                lambda means=means: office.answer_directly(letter, means=means, reason="问得清楚"),
            ):
                assert list(refusal(end).violations) == ["answer.means"]
        office.hotline.desk.EndCase(ending(office, office.call("你好在吗", phone="")))

    def test_needs_a_known_reason_and_words(self, office: Office) -> None:
        number = office.call("你好在吗")
        for field, request in (
            ("reason_code", ending(office, number, "X99")),
            ("reason_code", ending(office, number, "")),
            ("answer.content", ending(office, number, "T01", answer=case_pb2.Answer())),
            ("remark", ending(office, number, "T01", remark="长" * 10_001)),
        ):
            assert list(refusal(partial(office.hotline.desk.EndCase, request)).violations) == [field]

    def test_told_nobody_in_the_future(self, office: Office, clock: SetClock) -> None:
        request = ending(office, office.call("你好在吗"))
        request.told_at.FromSeconds(int(clock().timestamp()) + 60)
        assert list(refusal(lambda: office.hotline.desk.EndCase(request)).violations) == ["told_at"]

    def test_ends_no_case_that_a_department_handles_and_no_stale_one(self, office: Office) -> None:
        refused = refusal(lambda: office.hotline.desk.EndCase(ending(office, office.call())))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        request = ending(office, office.call("你好在吗"))
        office.hotline.desk.EndCase(request)
        assert refusal(lambda: office.hotline.desk.EndCase(request)).code is grpc.StatusCode.ABORTED

    def test_lists_the_reasons_of_the_rule_book(self, server: RunningServer) -> None:
        with connect(server.address, AUTHORITY.token("某人", [AccessRole.DEPARTMENT], TAXI)) as department:
            reasons = department.desk.ListEndReasons(desk_pb.ListEndReasonsRequest()).reasons
        assert reasons[0] == case_pb2.EndReason(
            code="T01", outcome=case_pb2.OUTCOME_ROUTE_TOLD, title="已经或者应当通过诉讼解决", route=ROUTE
        )

    def test_counts_ends_as_their_own_kind(self, office: Office) -> None:
        office.hotline.desk.EndCase(ending(office, office.call("你好在吗")))
        office.hotline.desk.EndCase(ending(office, office.call("你好在吗"), "J04"))
        request = report_service_pb2.GetDayFiguresRequest(day="2026-11-23")
        counted = {one.outcome: one.count for one in office.hotline.reports.GetDayFigures(request).outcomes}
        assert counted == {case_pb2.OUTCOME_ROUTE_TOLD: 1, case_pb2.OUTCOME_EXPLAINED: 1}


class TestTheRules:
    def test_propose_an_end_that_a_person_confirms_or_declines(self, office: Office) -> None:
        """R8.1, P2: until then nobody was told anything."""
        text = "我不服劳动仲裁的裁决，请帮我改过来"
        confirmed, declined = office.call(text), office.call(text, phone="13800138009")
        for number in (confirmed, declined):
            case = office.case(number)
            assert (case.state, case.decision.proposed_end.code) == (case_pb2.CASE_STATE_REGISTERED, "T02")
            assert [caller.answered for caller in case.callers] == [False]
        case = office.hotline.desk.EndCase(ending(office, confirmed, "T02")).case
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_ANSWERED, case_pb2.OUTCOME_ROUTE_TOLD)
        case = office.decline(declined)
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_REGISTERED, case_pb2.OUTCOME_DESK)
        assert not case.decision.HasField("proposed_end")


class TestDepartments:
    """A department may propose such an end; the desk decides (C11)."""

    def test_propose_and_the_desk_grants(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        proposed = propose(office, number)
        assert proposed.state == case_pb2.CASE_STATE_IN_PROGRESS
        assert (proposed.end_proposal.department, proposed.end_proposal.reason_code) == (TAXI, "T01")
        granted = decide(office, number)
        assert (granted.state, granted.decision.outcome) == (case_pb2.CASE_STATE_RESOLVED, case_pb2.OUTCOME_ROUTE_TOLD)
        assert [one.state for one in granted.assignments] == [case_pb2.ASSIGNMENT_STATE_WITHDRAWN]
        assert not granted.HasField("end_proposal")
        assert office.answer(number, answer(TOLD)).state == case_pb2.CASE_STATE_ANSWERED
        assert office.acts(number)[-4:] == ["PROPOSE_END", "GRANT_END", "TAKE_BACK", "ANSWER_CALLER"]

    def test_go_on_if_the_desk_refuses_and_may_propose_again(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        propose(office, number)
        refused = decide(office, number, desk_pb.END_DECISION_REFUSED, "没有立案")
        assert (refused.state, refused.HasField("end_proposal")) == (case_pb2.CASE_STATE_IN_PROGRESS, False)
        assert propose(office, number).HasField("end_proposal")

    @pytest.mark.each_database
    def test_wait_on_the_desks_list_with_a_due_time(self, office: Office, clock: SetClock) -> None:
        number = office.call()
        office.accept(number)
        due_at = propose(office, number).end_proposal.due_at
        filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_END_DECISION)
        assert [case.number for case in office.hotline.cases(filter_)] == [number]
        assert office.case(number).next_due_at == due_at
        clock.now = due_at.ToDatetime(clock.now.tzinfo)
        office.round()
        reminders = [e.reason for e in office.case(number).log if e.act == act_pb2.ACT_REMIND_DESK]
        assert f"{TAXI}提请终止办理，等审核" in reminders
        assert office.case(number).end_proposal.due_at == due_at
        assert office.case(number).next_due_at.ToSeconds() > due_at.ToSeconds()

    def test_propose_a_hand_over_which_the_desk_makes(self, office: Office) -> None:
        """R8.2: DecideEnd says so, and the proposal ends with the hand-over."""
        number = office.call()
        office.accept(number)
        propose(office, number, reason_code="Y01")
        refused = refusal(lambda: decide(office, number))
        assert (refused.code, "移交110报警服务台" in str(refused)) == (grpc.StatusCode.FAILED_PRECONDITION, True)
        granting = [one for one in office.case(number).allowed_acts if one.act == act_pb2.ACT_GRANT_END]
        assert [one.allowed for one in granting] == [False]
        request = desk_pb.HandOverCaseRequest(context=office.context(number), reason_code="Y01", told="由110受理")
        case = office.hotline.desk.HandOverCase(request).case
        assert (case.state, case.HasField("end_proposal")) == (case_pb2.CASE_STATE_HANDED_OVER, False)

    def test_drop_a_proposal_with_their_reply(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        propose(office, number)
        assert not office.reply(number).HasField("end_proposal")
        assert refusal(lambda: decide(office, number)).code is grpc.StatusCode.FAILED_PRECONDITION

    def test_need_a_known_reason_and_grounds(self, office: Office) -> None:
        number = office.call()
        wrong = (("reason_code", "X99"), ("grounds", " "), ("grounds", "长" * 10_001), ("department", ""))
        for field, value in wrong:
            assert list(refusal(partial(propose, office, number, **{field: value})).violations) == [field]

    def test_propose_once_at_a_time_and_as_lead(self, office: Office) -> None:
        number = office.call("你好在吗")
        office.assign(number, designation("公安局", TAXI))
        assert refusal(lambda: propose(office, number)).code is grpc.StatusCode.FAILED_PRECONDITION
        propose(office, number, department="公安局")
        again = refusal(lambda: propose(office, number, department="公安局"))
        assert (again.code, "还没有审核" in str(again)) == (grpc.StatusCode.FAILED_PRECONDITION, True)

    def test_are_told_a_decision_with_its_reason(self, office: Office) -> None:
        number = office.call()
        propose(office, number)
        for field, decision, reason in (
            ("decision", 0, "查过"), ("decision", 9, "查过"), ("reason", 1, " "), ("reason", 2, ""),
        ):  # fmt: skip
            assert list(refusal(partial(decide, office, number, decision, reason)).violations) == [field]

    def test_wait_for_a_desk_lead(self, office: Office, server: RunningServer) -> None:
        number = office.call()
        propose(office, number)
        context = case_pb2.ActContext(number=number, etag=office.case(number).etag)
        request = desk_pb.DecideEndRequest(context=context, decision=desk_pb.END_DECISION_GRANTED, reason="查过")
        for role in (AccessRole.OPERATOR, AccessRole.DEPARTMENT, AccessRole.LEADER):
            token = AUTHORITY.token("某人", [role], TAXI if role is AccessRole.DEPARTMENT else "")
            with connect(server.address, token) as other:
                assert refusal(partial(other.desk.DecideEnd, request)).code is grpc.StatusCode.PERMISSION_DENIED

    def test_see_their_own_proposal_alone(self, office: Office, server: RunningServer) -> None:
        number = office.call("你好在吗")
        office.assign(number, designation(TAXI, "公安局"))
        propose(office, number)
        for department, sees in ((TAXI, True), ("公安局", False)):
            with connect(server.address, AUTHORITY.token("某人", [AccessRole.DEPARTMENT], department)) as reader:
                request = department_pb.GetAssignedCaseRequest(department=department, number=number)
                case = reader.departments.GetAssignedCase(request).case
            assert case.HasField("end_proposal") is sees
