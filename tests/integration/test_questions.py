"""Suspected dangers are asked about before anything else is decided (R2.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, intake_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline, HotlineError
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.facts import TextFacts

from tests.hotline import SetClock, StartServer, a_call, connect, refusal
from tests.office import TAXI, Office, answer, designation

TAXI_AND_SMOKE = "投诉出租车拒载,车里好像有烟味"
FIRE, GAS = "火灾", "燃气泄漏"
DANGER = intake_service_pb2.DANGER_ANSWER_DANGER
NO_DANGER = intake_service_pb2.DANGER_ANSWER_NO_DANGER
UNCLEAR = intake_service_pb2.DANGER_ANSWER_UNCLEAR


@pytest.fixture(autouse=True)
def _suspicious_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suspect a fire, and then a gas leak, wherever somebody says 好像."""
    read = RuleBook.analyse

    def suspecting(book: RuleBook, subject: str, content: str) -> TextFacts:
        facts = read(book, subject, content)
        if "好像" not in content:
            return facts
        return replace(facts, dangers=(), suspected=(FIRE, GAS), evidence={**facts.evidence, FIRE: "有烟味"})

    monkeypatch.setattr(RuleBook, "analyse", suspecting)


def reply(
    office: Office, number: str, said: intake_service_pb2.DangerAnswer.ValueType, words: str = "", kind: str = ""
) -> case_pb2.Case:
    return office.hotline.answer_question(office.hotline.case(number), said, words, kind, actor="0712")


class TestSuspectedDanger:
    """A call that may tell of a danger."""

    def test_it_is_asked_about_and_sent_to_nobody(self, office: Office, clock: SetClock) -> None:
        case = office.hotline.register(a_call(TAXI_AND_SMOKE))
        assert case.state == case_pb2.CASE_STATE_REGISTERED
        assert case.decision.asks_back
        assert case.decision.outcome == case_pb2.OUTCOME_DESK
        assert case.decision.urgency == case_pb2.URGENCY_URGENT
        assert not case.decision.HasField("lead_department")
        assert not case.assignments
        question = case.open_question
        assert [(one.kind, one.evidence) for one in question.dangers] == [(FIRE, "有烟味"), (GAS, "")]
        assert question.questions[0] == "现在还能看到火或者烟吗？"
        assert question.asked_at.ToDatetime() == clock.now.replace(tzinfo=None)
        assert (question.due_at.ToDatetime() - question.asked_at.ToDatetime()).total_seconds() == 60
        assert office.acts(case.number) == ["REGISTER", "ASK_BACK"]
        assert office.hotline.case(case.number).open_question == question

    def test_an_emergency_outranks_the_question(self, hotline: Hotline) -> None:
        case = hotline.register(a_call(TAXI_AND_SMOKE, marked_urgent=True))
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert not case.HasField("open_question")

    def test_no_direct_answer_is_given_meanwhile(self, hotline: Hotline) -> None:
        case = hotline.register(a_call("请问租房怎么提取公积金，好像有烟味"))
        assert case.state == case_pb2.CASE_STATE_REGISTERED
        assert not case.decision.HasField("policy")

    @pytest.mark.parametrize(
        "channel",
        [case_pb2.CHANNEL_WEB, case_pb2.CHANNEL_WECHAT, case_pb2.CHANNEL_SMS, case_pb2.CHANNEL_LETTER,
         case_pb2.CHANNEL_DEPARTMENT],
    )  # fmt: skip
    def test_of_a_letter_the_desk_is_alarmed_at_once(
        self, channel: case_pb2.Channel.ValueType, office: Office, clock: SetClock
    ) -> None:
        number = office.call(TAXI_AND_SMOKE, channel=channel)
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ALARM"]
        assert office.round() == 0
        clock.advance(minutes=3)
        office.round()
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ALARM", "ALARM"]

    def test_of_a_visitor_it_is_asked_at_the_counter(self, office: Office) -> None:
        assert office.acts(office.call(TAXI_AND_SMOKE, channel=case_pb2.CHANNEL_VISIT)) == ["REGISTER", "ASK_BACK"]

    def test_a_stream_of_calls_carries_the_question_and_the_etag(self, office: Office) -> None:
        call = intake_service_pb2.RegisterCallRequest(request_id="r-1", call=a_call(TAXI_AND_SMOKE))
        (result,) = office.hotline.register_many([call])
        registered = result.registered
        assert registered.open_question == office.case(registered.number).open_question
        assert registered.etag == office.case(registered.number).etag

    def test_a_repeated_request_returns_the_question_again(self, hotline: Hotline) -> None:
        first = hotline.register(a_call(TAXI_AND_SMOKE), request_id="r-1")
        assert hotline.register(a_call(TAXI_AND_SMOKE), request_id="r-1") == first


class TestAnswer:
    """The answer to the question."""

    def test_a_danger_becomes_an_emergency_led_as_its_kind_demands(self, office: Office) -> None:
        number = office.call(TAXI_AND_SMOKE)
        case = reply(office, number, DANGER, "是的，车着了", FIRE)
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert case.decision.outcome == case_pb2.OUTCOME_EMERGENCY
        assert case.decision.urgency == case_pb2.URGENCY_CRITICAL
        assert case.decision.lead_department.name == "消防救援支队"
        assert "EM-01" in case.decision.rule_ids
        assert not case.HasField("open_question")
        answered, raised = office.case(number).log[-2:]
        assert (answered.act, answered.reason) == (act_pb2.ACT_ANSWER_ASK_BACK, "是的，车着了")
        assert dict(answered.details) == {"answer": "有危险", "kind": FIRE}
        assert (raised.act, raised.details["kind"]) == (act_pb2.ACT_RAISE_EMERGENCY, FIRE)
        assert office.verify(number, confirmed=True).state == case_pb2.CASE_STATE_RESPONDING

    def test_the_gravest_danger_leads_if_none_is_named(self, office: Office) -> None:
        assert "EM-01" in reply(office, office.call(TAXI_AND_SMOKE), DANGER).decision.rule_ids

    def test_a_danger_of_another_kind_leads(self, office: Office) -> None:
        assert "EM-04" in reply(office, office.call(TAXI_AND_SMOKE), DANGER, kind="溺水").decision.rule_ids

    def test_without_a_danger_the_case_is_decided_as_any_other(self, office: Office) -> None:
        number = office.call(TAXI_AND_SMOKE)
        case = reply(office, number, NO_DANGER, "没有，就是有点味道")
        assert case.state == case_pb2.CASE_STATE_ASSIGNED
        assert case.decision.outcome == case_pb2.OUTCOME_TRANSFER
        assert case.decision.urgency == case_pb2.URGENCY_NORMAL
        assert not case.decision.asks_back
        facts = {fact.name: fact.value for fact in case.decision.facts}
        assert facts["险情答复"] == "没有危险"
        assert [one.department for one in case.assignments] == ["交通运输局"]
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ANSWER_ASK_BACK", "ASSIGN"]

    def test_without_a_danger_and_a_rule_the_case_waits_for_the_desk(self, office: Office, clock: SetClock) -> None:
        number = office.call("好像不太对劲")
        clock.advance(seconds=50)
        assert reply(office, number, NO_DANGER).state == case_pb2.CASE_STATE_REGISTERED
        clock.advance(minutes=29)
        assert office.round() == 0
        clock.advance(minutes=1)
        office.round()
        assert office.acts(number)[-1] == "REMIND_DESK"

    def test_a_caller_who_cannot_tell_alarms_the_desk_at_once(self, office: Office) -> None:
        number = office.call(TAXI_AND_SMOKE)
        case = reply(office, number, UNCLEAR, "我离得远，看不清")
        assert case.state == case_pb2.CASE_STATE_REGISTERED
        assert case.HasField("open_question")
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ANSWER_ASK_BACK", "ALARM"]
        assert reply(office, number, NO_DANGER).state == case_pb2.CASE_STATE_ASSIGNED

    @pytest.mark.parametrize("said", [DANGER, NO_DANGER, UNCLEAR])
    def test_it_is_recorded_once(self, said: intake_service_pb2.DangerAnswer.ValueType, office: Office) -> None:
        case = office.hotline.register(a_call(TAXI_AND_SMOKE))
        office.hotline.answer_question(case, said, actor="0712")
        with pytest.raises(HotlineError) as refused:
            office.hotline.answer_question(case, said, actor="0712")
        assert refused.value.code is grpc.StatusCode.ABORTED
        assert office.acts(case.number).count("ANSWER_ASK_BACK") == 1

    def test_alarms_do_not_refuse_it(self, office: Office, clock: SetClock) -> None:
        """The operator who registered the call has the etag of that time."""
        case = office.hotline.register(a_call(TAXI_AND_SMOKE))
        clock.advance(minutes=1)
        office.round()
        answered = office.hotline.answer_question(case, NO_DANGER, actor="0712")
        assert answered.state == case_pb2.CASE_STATE_ASSIGNED


class TestOpenQuestion:
    """A question nobody has answered yet."""

    def test_the_desk_is_alarmed_after_a_minute_and_again_until_somebody_answers(
        self, office: Office, clock: SetClock
    ) -> None:
        number = office.call(TAXI_AND_SMOKE)
        clock.advance(seconds=59)
        assert office.round() == 0
        clock.advance(seconds=1)
        office.round()
        assert office.acts(number)[2:] == ["ALARM"]
        alarm = office.case(number).log[-1]
        assert alarm.details["kinds"] == "火灾、燃气泄漏"
        assert alarm.details["evidence"] == "火灾：有烟味"
        assert alarm.details["questions"].splitlines()[0] == "现在还能看到火或者烟吗？"
        for alarms in (2, 3):
            clock.advance(minutes=2, seconds=59)
            assert office.round() == 0
            clock.advance(seconds=1)
            office.round()
            assert office.acts(number)[2:] == ["ALARM"] * alarms
        reply(office, number, NO_DANGER)
        clock.advance(minutes=3)
        office.round()
        assert office.acts(number).count("ALARM") == 3

    def test_it_is_alarmed_about_once_by_several_servers(
        self, office: Office, start_server: StartServer, clock: SetClock
    ) -> None:
        number = office.call(TAXI_AND_SMOKE)
        other = start_server()
        clock.advance(minutes=1)
        assert office.round() + other.desk.watchman.round() == 1
        assert office.acts(number).count("ALARM") == 1

    def test_it_survives_a_restart(self, office: Office, start_server: StartServer) -> None:
        case = office.hotline.register(a_call(TAXI_AND_SMOKE))
        with connect(start_server().address) as after:
            assert after.case(case.number).open_question == case.open_question

    @pytest.mark.parametrize("act", ["assign", "refer", "answer", "escalate", "join"])
    def test_the_case_goes_nowhere_meanwhile(self, act: str, office: Office) -> None:
        number = office.call(TAXI_AND_SMOKE)
        other = office.call()
        context, desk = office.context(number), office.hotline.desk
        acts: dict[str, Callable[[], object]] = {
            "assign": lambda: office.assign(number, designation(TAXI)),
            "refer": lambda: desk.ReferCase(
                desk_pb.ReferCaseRequest(context=context, department=TAXI, reason="归它管")
            ),
            "answer": lambda: desk.AnswerDirectly(
                desk_pb.AnswerDirectlyRequest(context=context, answer=answer(), reason="政策明确")
            ),
            "escalate": lambda: desk.EscalateCase(desk_pb.EscalateCaseRequest(context=context, reason="热点")),
            "join": lambda: desk.JoinCases(
                desk_pb.JoinCasesRequest(context=context, into_number=other, reason="同一件事")
            ),
        }
        refused = refusal(acts[act])
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "火灾、燃气泄漏" in str(refused)
        assert office.hotline.case(number).HasField("open_question")

    def test_another_call_may_join_it(self, office: Office) -> None:
        number, other = office.call(TAXI_AND_SMOKE), office.call("你好在吗")
        request = desk_pb.JoinCasesRequest(context=office.context(other), into_number=number, reason="同一件事")
        case = office.hotline.desk.JoinCases(request).case
        assert len(case.callers) == 2
        assert case.HasField("open_question")

    def test_an_emergency_raised_by_hand_ends_it(self, office: Office) -> None:
        number = office.call(TAXI_AND_SMOKE)
        request = desk_pb.RaiseEmergencyRequest(context=office.context(number), reason="听到爆炸声")
        case = office.hotline.desk.RaiseEmergency(request).case
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert not case.HasField("open_question")
        assert not case.decision.asks_back
        with pytest.raises(HotlineError, match="没有等着答复的险情追问"):
            reply(office, number, NO_DANGER)

    def test_a_call_that_follows_up_has_its_own(self, office: Office) -> None:
        first = office.call()
        case = office.hotline.register(a_call(TAXI_AND_SMOKE, follows=first))
        assert case.HasField("open_question")
        assert not office.hotline.case(first).HasField("open_question")

    def test_the_watching_desk_learns_what_to_ask(self, office: Office) -> None:
        number = office.call(TAXI_AND_SMOKE)
        entry = next(office.hotline.watch_desk(0, [act_pb2.ACT_ASK_BACK])).entry
        assert entry.case_number == number
        question = office.hotline.case(number).open_question
        assert entry.details["questions"].splitlines() == list(question.questions)
        assert datetime.fromisoformat(entry.details["due"]).replace(tzinfo=None) == question.due_at.ToDatetime()
