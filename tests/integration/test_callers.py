"""Callers after their call: callbacks, dissatisfaction, and what they ask for later (R8.7, R8.8)."""

from collections.abc import Callable
from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline.v1 import caller_service_pb2 as pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.domain.numbering import parse_number

from tests.hotline import a_call, refusal
from tests.office import NO, TAXI, Office, answer, designation, survey

BUSY = case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_BUSY)


def answered(office: Office) -> str:
    """Return a case whose department replied and whose caller was answered by telephone."""
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number)
    office.answer(number)
    return number


def unsatisfied(office: Office) -> str:
    number = answered(office)
    office.survey(number, survey(resolved=NO, satisfied=NO), "还在拒载")
    return number


def the_caller(office: Office, number: str) -> case_pb2.CallerEntry:
    (caller,) = office.case(number).callers
    return caller


class TestCallbacks:
    """R8.7, J1 to J6."""

    def test_an_answered_caller_is_called_back_in_calling_hours(self, office: Office) -> None:
        number = answered(office)
        caller = the_caller(office, number)
        assert caller.callback == case_pb2.CALLBACK_STATE_DUE
        assert 9 <= (caller.callback_due_at.ToDatetime().hour + 8) % 24 < 20
        office.clock.advance(days=1)
        office.round()
        assert office.acts(number)[-1] == "REMIND_DESK"
        assert office.owner(number) == "值班室"

    @pytest.mark.parametrize(
        ("fields", "reason"), [({"phone": ""}, "没有号码"), ({"wishes_no_reply": True}, "不要求回复")]
    )
    def test_who_is_not_called_and_why_is_on_record(
        self, office: Office, hotline: Hotline, fields: dict[str, object], reason: str
    ) -> None:
        """J6."""
        call = a_call("投诉出租车拒载还乱要价")
        for name, value in fields.items():
            setattr(call.caller, name, value)
        number = hotline.register(call).number
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.round()
        if reason == "没有号码":
            office.answer(number, case_pb2.Answer(content="已处罚", means="来信"))
        caller = the_caller(office, number)
        assert (caller.callback, caller.exemption) == (case_pb2.CALLBACK_STATE_EXEMPT, reason)
        office.clock.advance(days=6)
        office.round()
        assert office.case(number).state == case_pb2.CASE_STATE_CLOSED

    def test_unreachable_is_a_result_after_the_last_attempt_only(self, office: Office) -> None:
        """Attempts that follow too soon do not count; then the answer is left in writing."""
        number = answered(office)
        for counted, minutes in ((1, 1), (1, 300), (2, 300)):
            office.survey(number, BUSY)
            caller = the_caller(office, number)
            assert (caller.callback, caller.failed_attempts) == (case_pb2.CALLBACK_STATE_DUE, counted)
            office.clock.advance(minutes=minutes)
        office.survey(number, BUSY)
        assert the_caller(office, number).callback == case_pb2.CALLBACK_STATE_UNREACHABLE
        assert "回访没有了结" in str(refusal(lambda: office.close(number)))
        written = pb.LeaveAnswerInWritingRequest(context=office.context(number), means="短信", content="司机已处罚")
        case = office.hotline.callers.LeaveAnswerInWriting(written).case
        assert case.callers[0].callback == case_pb2.CALLBACK_STATE_INFORMED
        office.close(number)

    def test_what_leaves_nothing_in_writing_will_not_do(self, office: Office) -> None:
        number = answered(office)
        for _ in range(3):
            office.survey(number, BUSY)
            office.clock.advance(minutes=300)
        spoken = pb.LeaveAnswerInWritingRequest(context=office.context(number), means="电话", content="办好了")
        assert set(refusal(lambda: office.hotline.callers.LeaveAnswerInWriting(spoken)).violations) == {"means"}

    @pytest.mark.each_database
    def test_whom_to_call_by_when_is_a_list(self, office: Office) -> None:
        """R8.7: with the number of the attempt."""
        number = answered(office)
        (due,) = [one.callback_due_at for one in office.hotline.case(number).callers]
        for seconds, listed in ((0, []), (1, [number])):
            before = Timestamp(seconds=due.seconds + seconds)
            for awaited in (case_service_pb2.CASE_AWAITED_UNSPECIFIED, case_service_pb2.CASE_AWAITED_CALLBACK):
                filter_ = case_service_pb2.CaseFilter(awaited=awaited, callback_before=before)
                assert [case.number for case in office.hotline.cases(filter_)] == listed
        office.clock.now = due.ToDatetime(office.clock.now.tzinfo)
        case = office.survey(number, BUSY)
        assert [(one.failed_attempts, one.callback_due_at.seconds > due.seconds) for one in case.callers] == [(1, True)]
        office.close(number)
        filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_CALLBACK)
        assert not list(office.hotline.cases(filter_))

    def test_a_case_never_closes_by_time_alone_before_its_callbacks(self, office: Office) -> None:
        number = answered(office)
        for _ in range(20):
            office.clock.advance(days=3)
            office.round()
        assert office.case(number).state == case_pb2.CASE_STATE_ANSWERED

    def test_every_caller_is_asked(self, office: Office) -> None:
        """L1: joined callers too, each with answers of their own."""
        main, joined = office.call(), office.call(phone="13900139000")
        office.hotline.desk.JoinCases(
            desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一辆车")
        )
        office.accept(main)
        office.reply(main)
        office.review(main)
        to_call = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_CALLBACK)
        for call_id in (parse_number(main), parse_number(joined)):
            # Nobody waits for the others to be answered.
            office.answer(main, answer(call_id=call_id))
            assert [case.number for case in office.hotline.cases(to_call)] == [main]
        assert set(refusal(lambda: office.survey(main, survey())).violations) == {"call_id"}
        office.survey(main, survey(), call_id=parse_number(main))
        case = office.survey(main, survey(satisfied=NO), call_id=parse_number(joined))
        assert case.state == case_pb2.CASE_STATE_CALLBACK_REVIEW
        assert [one.callback for one in case.callers] == [
            case_pb2.CALLBACK_STATE_ASKED, case_pb2.CALLBACK_STATE_AWAITS_JUDGEMENT,
        ]  # fmt: skip


class TestDissatisfaction:
    """R8.7, K1 to K5."""

    def test_it_waits_for_the_desk_and_never_closes(self, office: Office) -> None:
        number = unsatisfied(office)
        case = office.case(number)
        assert case.state == case_pb2.CASE_STATE_CALLBACK_REVIEW
        assert office.owner(number) == "值班室"
        assert case.HasField("next_due_at")
        for _ in range(10):
            office.clock.advance(days=4)
            office.round()
        assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW
        assert office.acts(number)[-1] == "REMIND_DESK"

    def test_a_second_handling_has_a_limit_of_its_own_and_a_callback_of_its_own(self, office: Office) -> None:
        """K1; the caller is answered and asked again."""
        number = unsatisfied(office)
        case = office.judge(number, pb.CALLBACK_MEASURE_SECOND_HANDLING)
        assert case.state == case_pb2.CASE_STATE_ASSIGNED
        first, second = case.assignments
        assert (first.department, second.department, second.working_days) == (TAXI, TAXI, 5)
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
        caller = the_caller(office, number)
        assert (caller.handling, caller.callback) == (2, case_pb2.CALLBACK_STATE_DUE)

    def test_all_handlings_together_have_thirty_working_days(self, office: Office) -> None:
        """R3.2."""
        number = unsatisfied(office)
        granted = office.case(number).assignments[0].working_days
        too_many = designation(TAXI, days=31 - granted)
        refused = refusal(lambda: office.judge(number, pb.CALLBACK_MEASURE_SECOND_HANDLING, designation=too_many))
        assert set(refused.violations) == {"designation.deadline_working_days"}
        case = office.judge(
            number, pb.CALLBACK_MEASURE_SECOND_HANDLING, designation=designation(TAXI, days=30 - granted)
        )
        assert sum(one.working_days for one in case.assignments) == 30

    def test_a_second_dissatisfaction_needs_supervision(self, office: Office) -> None:
        """K2."""
        number = unsatisfied(office)
        office.judge(number, pb.CALLBACK_MEASURE_SECOND_HANDLING)
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
        office.survey(number, survey(satisfied=NO))
        refused = refusal(lambda: office.judge(number, pb.CALLBACK_MEASURE_SECOND_HANDLING))
        assert "已经再次办理过" in str(refused)
        case = office.judge(number, pb.CALLBACK_MEASURE_SUPERVISION)
        assert case.assignments[-1].supervision_count == 1

    def test_a_leader_is_asked(self, office: Office) -> None:
        """K3: who only notes it leaves it to the desk, who names a department has it handled again."""
        number = unsatisfied(office)
        case = office.judge(number, pb.CALLBACK_MEASURE_ESCALATION, question="是否约谈企业")
        assert case.state == case_pb2.CASE_STATE_AWAITING_INSTRUCTION
        assert office.instruct(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW
        office.judge(number, pb.CALLBACK_MEASURE_ESCALATION, question="由谁再查")
        assert office.instruct(number, designation(TAXI)).state == case_pb2.CASE_STATE_ASSIGNED

    def test_an_explanation_records_the_wording(self, office: Office) -> None:
        """K4, K5."""
        number = unsatisfied(office)
        office.judge(number, pb.CALLBACK_MEASURE_EXPLANATION, means="电话", wording="法律对此没有处罚的规定")
        entry = office.case(number).log[-1]
        assert entry.act == act_pb2.ACT_EXPLAIN_RESULT
        assert entry.details["wording"] == "法律对此没有处罚的规定"
        assert office.close(number).state == case_pb2.CASE_STATE_CLOSED

    @pytest.mark.parametrize(
        ("measure", "missing"),
        [
            (pb.CALLBACK_MEASURE_UNSPECIFIED, {"measure"}),
            (pb.CALLBACK_MEASURE_ESCALATION, {"question"}),
            (pb.CALLBACK_MEASURE_EXPLANATION, {"wording"}),
        ],
    )
    def test_an_incomplete_judgement_is_rejected(
        self, office: Office, measure: pb.CallbackMeasure.ValueType, missing: set[str]
    ) -> None:
        number = unsatisfied(office)
        assert set(refusal(lambda: office.judge(number, measure)).violations) == missing

    @pytest.mark.parametrize(
        ("measure", "fields", "named"),
        [
            (pb.CALLBACK_MEASURE_SECOND_HANDLING, {"wording": "说明了政策"}, {"wording"}),
            (pb.CALLBACK_MEASURE_SUPERVISION, {"question": "请批示", "means": "电话"}, {"question", "means"}),
            (pb.CALLBACK_MEASURE_EXPLANATION, {"designation": designation(TAXI)}, {"designation"}),
        ],
    )
    def test_what_a_measure_would_not_record_is_refused(
        self, office: Office, measure: pb.CallbackMeasure.ValueType, fields: dict[str, Any], named: set[str]
    ) -> None:
        """R1.1: nothing said is lost."""
        number = unsatisfied(office)
        assert set(refusal(lambda: office.judge(number, measure, **fields)).violations) == named

    @pytest.mark.parametrize(
        ("held", "kept"),
        [
            (pb.REASONABLENESS_UNSPECIFIED, None),
            (pb.REASONABLENESS_REASONABLE, "是"),
            (pb.REASONABLENESS_UNREASONABLE, "否"),
        ],
    )
    def test_whether_the_dissatisfaction_is_reasonable_is_on_record(
        self, office: Office, held: pb.Reasonableness.ValueType, kept: str | None
    ) -> None:
        """R8.7, K4."""
        number = unsatisfied(office)
        office.judge(number, pb.CALLBACK_MEASURE_EXPLANATION, means="电话", wording="说明了政策", reasonableness=held)
        assert dict(office.case(number).log[-1].details).get("reasonable") == kept

    def test_only_what_is_reasonable_is_handled_again(self, office: Office) -> None:
        """R8.7, K4."""
        number, unreasonable = unsatisfied(office), pb.REASONABLENESS_UNREASONABLE
        refused = refusal(
            lambda: office.judge(number, pb.CALLBACK_MEASURE_SECOND_HANDLING, reasonableness=unreasonable)
        )
        assert set(refused.violations) == {"reasonableness"}
        office.judge(number, pb.CALLBACK_MEASURE_SECOND_HANDLING)
        handled = next(one for one in office.case(number).log if one.act == act_pb2.ACT_HANDLE_AGAIN)
        assert handled.details["reasonable"] == "是"

    def test_a_closed_case_returns_to_the_desk(self, office: Office) -> None:
        """A caller who says later that nothing is resolved."""
        number = answered(office)
        office.close(number)
        office.survey(number, survey(resolved=NO))
        assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW


class TestLaterWishes:
    """R8.7, R8.8."""

    def test_a_case_ends_when_all_callers_withdraw(self, office: Office) -> None:
        number = office.call()
        request = pb.WithdrawRequestRequest(context=office.context(number), reason="司机已道歉")
        case = office.hotline.callers.WithdrawRequest(request).case
        assert (case.state, case.callers[0].withdrawn) == (case_pb2.CASE_STATE_CLOSED, True)
        assert case.assignments[0].state == case_pb2.ASSIGNMENT_STATE_WITHDRAWN

    def test_an_accusation_does_not_end_by_withdrawal(self, office: Office, hotline: Hotline) -> None:
        """The desk decides; the caller is owed no answer."""
        call = a_call("举报出租车公司偷排废油", request_type=case_pb2.REQUEST_TYPE_ACCUSATION)
        number = hotline.register(call).number
        before = office.case(number).state
        request = pb.WithdrawRequestRequest(context=office.context(number), reason="不想惹事")
        assert hotline.callers.WithdrawRequest(request).case.state == before

    def test_urging_is_counted_and_the_department_told(self, office: Office) -> None:
        number = office.call()
        for count in (1, 2):
            request = pb.UrgeCaseRequest(context=office.context(number), text="怎么还没有人管")
            assert office.hotline.callers.UrgeCase(request).case.urge_count == count
        entry = office.case(number).log[-1]
        assert (entry.act, entry.department, entry.details["count"]) == (act_pb2.ACT_URGE, TAXI, "2")

    def test_what_is_added_is_shown_to_the_department(self, office: Office) -> None:
        number = office.call()
        request = pb.SupplementCaseRequest(context=office.context(number), text="车牌尾号 8")
        office.hotline.callers.SupplementCase(request)
        entry = office.case(number).log[-1]
        assert (entry.act, entry.reason, entry.department) == (act_pb2.ACT_SUPPLEMENT, "车牌尾号 8", "")

    def test_a_caller_who_wants_no_reply_is_not_answered(self, office: Office) -> None:
        number = office.call()
        request = pb.WaiveReplyRequest(context=office.context(number), reason="不用回我")
        office.hotline.callers.WaiveReply(request)
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.round()
        case = office.case(number)
        assert case.state == case_pb2.CASE_STATE_ANSWERED
        assert office.acts(number)[-1] == "NO_REPLY_DUE"

    def test_a_case_is_reopened_in_time_only(self, office: Office) -> None:
        number = answered(office)
        office.close(number)
        office.clock.advance(days=10)
        request = pb.ReopenCaseRequest(context=office.context(number), reason="又开始拒载")
        case = office.hotline.callers.ReopenCase(request).case
        assert case.state == case_pb2.CASE_STATE_CALLBACK_REVIEW
        office.judge(number, pb.CALLBACK_MEASURE_EXPLANATION, means="电话", wording="另立一件")
        office.close(number)
        office.clock.advance(days=16)
        late = pb.ReopenCaseRequest(context=office.context(number), reason="又开始拒载")
        assert "过了重新受理的期限" in str(refusal(lambda: office.hotline.callers.ReopenCase(late)))


REQUESTS: list[Callable[[Hotline, case_pb2.ActContext], object]] = [
    lambda hotline, context: hotline.callers.WithdrawRequest(pb.WithdrawRequestRequest(context=context)),
    lambda hotline, context: hotline.callers.RevokeWithdrawal(pb.RevokeWithdrawalRequest(context=context)),
    lambda hotline, context: hotline.callers.WaiveReply(pb.WaiveReplyRequest(context=context)),
    lambda hotline, context: hotline.callers.UrgeCase(pb.UrgeCaseRequest(context=context)),
    lambda hotline, context: hotline.callers.SupplementCase(pb.SupplementCaseRequest(context=context)),
    lambda hotline, context: hotline.callers.ReopenCase(pb.ReopenCaseRequest(context=context)),
    lambda hotline, context: hotline.callers.JudgeCallback(
        pb.JudgeCallbackRequest(context=context, measure=pb.CALLBACK_MEASURE_SECOND_HANDLING)
    ),
    lambda hotline, context: hotline.callers.LeaveAnswerInWriting(pb.LeaveAnswerInWritingRequest(context=context)),
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_blank_text_is_rejected(office: Office, request_: Callable[[Hotline, case_pb2.ActContext], object]) -> None:
    context = office.context(office.call())
    assert set(refusal(lambda: request_(office.hotline, context)).violations) <= {"reason", "text", "content"}


def test_an_act_sent_again_is_done_once(office: Office) -> None:
    number = office.call()
    request = pb.UrgeCaseRequest(context=office.context(number), text="快一点")
    office.hotline.callers.UrgeCase(request)
    with pytest.raises(grpc.RpcError) as refused:
        office.hotline.callers.UrgeCase(request)
    assert refused.value.code() is grpc.StatusCode.ABORTED
    assert office.case(number).urge_count == 1


class TestJoinedCallers:
    """L1: joined callers hear the truth."""

    @pytest.fixture
    def cases(self, office: Office) -> tuple[str, str]:
        main, joined = office.call(), office.call(phone="13900139000")
        office.hotline.desk.JoinCases(
            desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一辆车")
        )
        return main, joined

    def test_they_hear_where_their_matter_stands(self, office: Office, cases: tuple[str, str]) -> None:
        main, joined = cases

        def about() -> str:
            return office.server.desk.inquiry.about(joined, "13900139000")

        assert "办结" not in about()
        office.accept(main)
        assert f"{TAXI}正在办理" in about()
        office.reply(main)
        office.review(main)
        office.answer(main, answer(call_id=parse_number(joined)))
        assert "已经答复您" in about()

    def test_a_joined_case_is_sealed_with_the_main_one(self, office: Office, cases: tuple[str, str]) -> None:
        main, joined = cases
        for _ in range(6):
            office.clock.advance(days=10)
            office.round()
        assert office.case(joined).state == case_pb2.CASE_STATE_CLOSED
        assert office.case(joined).joined_into == main
        early = desk_pb.ArchiveCaseRequest(context=office.context(joined), reason="归档")
        assert "随它一起归档" in str(refusal(lambda: office.hotline.desk.ArchiveCase(early)))
        office.accept(main)
        office.reply(main)
        office.review(main)
        for call_id in (parse_number(main), parse_number(joined)):
            office.answer(main, answer(call_id=call_id))
        office.close(main)
        for _ in range(6):
            office.clock.advance(days=10)
            office.round()
        assert office.case(main).state == case_pb2.CASE_STATE_ARCHIVED
        assert office.case(joined).state == case_pb2.CASE_STATE_ARCHIVED
