"""Suspected dangers are asked about before anything else is decided (R2.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, intake_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import learn_service_pb2 as learn_pb
from hotline.v1 import rule_service_pb2 as rule_pb
from hotline_client import Hotline, HotlineError
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.index import RuleIndex
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SUSPICIOUS, SetClock, StartServer, a_call, connect, refusal
from tests.integration.test_learn_service import keep, reader_with
from tests.office import TAXI, Office, answer, designation

FIRE, GAS = "火灾", "燃气泄漏"
DANGER = intake_service_pb2.DANGER_ANSWER_DANGER
NO_DANGER = intake_service_pb2.DANGER_ANSWER_NO_DANGER
TAKES_CALLS = {AccessRole.OPERATOR, AccessRole.DESK_LEAD, AccessRole.TELEPHONY}
UNCLEAR = intake_service_pb2.DANGER_ANSWER_UNCLEAR


pytestmark = pytest.mark.usefixtures("suspicious_reading")


def reply(
    office: Office, number: str, said: intake_service_pb2.DangerAnswer.ValueType, words: str = "", kind: str = ""
) -> case_pb2.Case:
    return office.hotline.answer_question(office.hotline.case(number), said, words, kind, actor="0712")


class TestSuspectedDanger:
    """A call that may tell of a danger."""

    @pytest.mark.each_database
    def test_it_is_asked_about_and_sent_to_nobody(self, office: Office, clock: SetClock) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
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

    def test_a_text_is_explained_as_the_call_is_decided(self, hotline: Hotline) -> None:
        """ZW-02 compares the length of the text."""
        registered = hotline.register(a_call("救命")).decision
        explained = hotline.rules.ExplainDecision(rule_pb.ExplainDecisionRequest(text="救命")).decision
        assert registered.asks_back
        assert "ZW-02" in registered.rule_ids
        assert (explained.asks_back, explained.rule_ids) == (registered.asks_back, registered.rule_ids)

    def test_an_emergency_outranks_the_question(self, hotline: Hotline) -> None:
        case = hotline.register(a_call(SUSPICIOUS, marked_urgent=True))
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
        number = office.call(SUSPICIOUS, channel=channel)
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ALARM"]
        assert office.round() == 0
        clock.advance(minutes=3)
        office.round()
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ALARM", "ALARM"]

    def test_of_a_visitor_it_is_asked_at_the_counter(self, office: Office) -> None:
        assert office.acts(office.call(SUSPICIOUS, channel=case_pb2.CHANNEL_VISIT)) == ["REGISTER", "ASK_BACK"]

    def test_a_stream_of_calls_carries_the_question_and_the_etag(self, office: Office) -> None:
        call = intake_service_pb2.RegisterCallRequest(request_id="r-1", call=a_call(SUSPICIOUS))
        (result,) = office.hotline.register_many([call])
        registered = result.registered
        assert registered.open_question == office.case(registered.number).open_question
        assert registered.etag == office.case(registered.number).etag

    def test_a_repeated_request_returns_the_question_again(self, hotline: Hotline) -> None:
        first = hotline.register(a_call(SUSPICIOUS), request_id="r-1")
        assert hotline.register(a_call(SUSPICIOUS), request_id="r-1") == first


class TestAnswer:
    """The answer to the question."""

    def test_a_danger_becomes_an_emergency_led_as_its_kind_demands(self, office: Office) -> None:
        number = office.call(SUSPICIOUS)
        case = reply(office, number, DANGER, "是的，车着了", FIRE)
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert case.decision.outcome == case_pb2.OUTCOME_EMERGENCY
        assert case.decision.urgency == case_pb2.URGENCY_CRITICAL
        assert case.decision.lead_department.name == "消防救援支队"
        assert "EM-01" in case.decision.rule_ids
        assert not case.HasField("open_question")
        answered, raised, handed = office.case(number).log[-3:]
        assert (answered.act, answered.reason) == (act_pb2.ACT_ANSWER_ASK_BACK, "是的，车着了")
        assert dict(answered.details) == {"answer": "有危险", "kind": FIRE}
        assert (raised.act, raised.details["kind"]) == (act_pb2.ACT_RAISE_EMERGENCY, FIRE)
        assert (handed.act, handed.department) == (act_pb2.ACT_HAND_TO_LINE, "119消防救援")
        assert office.verify(number, confirmed=True).state == case_pb2.CASE_STATE_RESPONDING

    def test_the_gravest_danger_leads_if_none_is_named(self, office: Office) -> None:
        assert "EM-01" in reply(office, office.call(SUSPICIOUS), DANGER).decision.rule_ids

    def test_all_suspected_kinds_count_if_none_is_named(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        """R2.6: the gravest leads, and who leads for the others helps."""
        read = RuleBook.analyse
        monkeypatch.setattr(
            RuleBook, "analyse", lambda *call: replace(read(*call), dangers=(), suspected=(FIRE, "交通事故伤人"))
        )
        case = reply(office, office.call(SUSPICIOUS), DANGER)
        assert {fact.name: fact.value for fact in case.decision.facts}["险情"] == f"{FIRE}、交通事故伤人"
        assert case.decision.lead_department.name == "消防救援支队"
        assert "交警支队" in [one.name for one in case.decision.cohandlers]
        alone = reply(office, office.call(SUSPICIOUS), DANGER, kind=FIRE)
        assert "交警支队" not in [one.name for one in alone.decision.cohandlers]

    def test_a_reply_is_decided_by_the_reader_in_force_and_names_it(
        self, office: Office, server: RunningServer
    ) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        asked_by = office.case(case.number).decision.reader_version
        version = keep(server, reader_with(0.0001))
        office.hotline.learning.PublishReader(
            learn_pb.PublishReaderRequest(version=version, actor="陈规则", reason="更准")
        )
        decided = reply(office, case.number, NO_DANGER).decision
        assert asked_by not in ("", version)
        assert decided.reader_version == version
        facts = {fact.name: fact.value for fact in decided.facts}
        assert (facts["险情答复"], facts["疑似险情"]) == ("没有危险", f"{FIRE}、{GAS}")

    def test_a_danger_of_another_kind_leads(self, office: Office) -> None:
        assert "EM-04" in reply(office, office.call(SUSPICIOUS), DANGER, kind="溺水").decision.rule_ids

    def test_without_a_danger_the_case_is_decided_as_any_other(self, office: Office) -> None:
        number = office.call(SUSPICIOUS)
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
        number = office.call(SUSPICIOUS)
        case = reply(office, number, UNCLEAR, "我离得远，看不清")
        assert case.state == case_pb2.CASE_STATE_REGISTERED
        assert case.HasField("open_question")
        assert office.acts(number) == ["REGISTER", "ASK_BACK", "ANSWER_ASK_BACK", "ALARM"]
        assert reply(office, number, NO_DANGER).state == case_pb2.CASE_STATE_ASSIGNED

    @pytest.mark.parametrize("said", [DANGER, NO_DANGER, UNCLEAR])
    def test_it_is_recorded_once(self, said: intake_service_pb2.DangerAnswer.ValueType, office: Office) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        office.hotline.answer_question(case, said, actor="0712")
        with pytest.raises(HotlineError) as refused:
            office.hotline.answer_question(case, said, actor="0712")
        assert refused.value.code is grpc.StatusCode.ABORTED
        assert office.acts(case.number).count("ANSWER_ASK_BACK") == 1

    def test_alarms_do_not_refuse_it(self, office: Office, clock: SetClock) -> None:
        """The operator who registered the call has the etag of that time."""
        case = office.hotline.register(a_call(SUSPICIOUS))
        clock.advance(minutes=1)
        office.round()
        answered = office.hotline.answer_question(case, NO_DANGER, actor="0712")
        assert answered.state == case_pb2.CASE_STATE_ASSIGNED


class TestOpenQuestion:
    """A question nobody has answered yet."""

    def test_the_desk_is_alarmed_after_a_minute_and_again_until_somebody_answers(
        self, office: Office, clock: SetClock
    ) -> None:
        number = office.call(SUSPICIOUS)
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
        number = office.call(SUSPICIOUS)
        other = start_server()
        clock.advance(minutes=1)
        assert office.round() + other.desk.watchman.round() == 1
        assert office.acts(number).count("ALARM") == 1

    def test_it_survives_a_restart(self, office: Office, start_server: StartServer) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        with connect(start_server().address) as after:
            assert after.case(case.number).open_question == case.open_question

    @pytest.mark.parametrize("act", ["assign", "refer", "answer", "escalate", "join"])
    def test_the_case_goes_nowhere_meanwhile(self, act: str, office: Office) -> None:
        number = office.call(SUSPICIOUS)
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
            "escalate": lambda: desk.EscalateCase(
                desk_pb.EscalateCaseRequest(context=context, reason="热点", question="怎么办")
            ),
            "join": lambda: desk.JoinCases(
                desk_pb.JoinCasesRequest(context=context, into_number=other, reason="同一件事")
            ),
        }
        refused = refusal(acts[act])
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "火灾、燃气泄漏" in str(refused)
        assert office.hotline.case(number).HasField("open_question")

    def test_another_call_may_join_it(self, office: Office) -> None:
        number, other = office.call(SUSPICIOUS), office.call("你好在吗")
        request = desk_pb.JoinCasesRequest(context=office.context(other), into_number=number, reason="同一件事")
        case = office.hotline.desk.JoinCases(request).case
        assert len(case.callers) == 2
        assert case.HasField("open_question")

    def test_an_emergency_raised_by_hand_ends_it(self, office: Office) -> None:
        number = office.call(SUSPICIOUS)
        request = desk_pb.RaiseEmergencyRequest(context=office.context(number), reason="听到爆炸声")
        case = office.hotline.desk.RaiseEmergency(request).case
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert not case.HasField("open_question")
        assert not case.decision.asks_back
        with pytest.raises(HotlineError, match="没有等着答复的险情追问"):
            reply(office, number, NO_DANGER)

    def test_who_raises_it_may_name_the_kind(self, office: Office) -> None:
        number = office.call(SUSPICIOUS)
        request = desk_pb.RaiseEmergencyRequest(context=office.context(number), reason="听到爆炸声", danger_kind="水灾")
        assert set(refusal(lambda: office.hotline.desk.RaiseEmergency(request)).violations) == {"danger_kind"}
        request.danger_kind = FIRE
        office.hotline.desk.RaiseEmergency(request)
        assert office.case(number).log[-1].details["kind"] == FIRE

    def test_a_call_that_follows_up_has_its_own(self, office: Office) -> None:
        first = office.call()
        case = office.hotline.register(a_call(SUSPICIOUS, follows=first))
        assert case.HasField("open_question")
        assert not office.hotline.case(first).HasField("open_question")

    def test_the_watching_desk_learns_what_to_ask(self, office: Office) -> None:
        number = office.call(SUSPICIOUS)
        entry = next(office.hotline.watch_desk(0, [act_pb2.ACT_ASK_BACK])).entry
        assert entry.case_number == number
        question = office.hotline.case(number).open_question
        assert entry.details["questions"].splitlines() == list(question.questions)
        assert datetime.fromisoformat(entry.details["due"]).replace(tzinfo=None) == question.due_at.ToDatetime()


class TestWhoMayAnswer:
    """Whoever takes the call, or the desk."""

    @pytest.mark.parametrize(
        ("role", "side"),
        [
            (AccessRole.OPERATOR, act_pb2.ACTOR_ROLE_OPERATOR),
            (AccessRole.DESK_LEAD, act_pb2.ACTOR_ROLE_DESK),
        ],
    )
    def test_operators_and_the_desk_answer_under_their_own_names(
        self, role: AccessRole, side: act_pb2.ActorRole.ValueType, office: Office, server: RunningServer
    ) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        with connect(server.address, AUTHORITY.token("王话务", [role])) as person:
            person.answer_question(case, NO_DANGER)
        (entry,) = (one for one in office.case(case.number).log if one.act == act_pb2.ACT_ANSWER_ASK_BACK)
        assert (entry.actor, entry.role) == ("王话务", side)

    def test_a_telephony_system_answers_for_its_operator(self, office: Office, server: RunningServer) -> None:
        token = AUTHORITY.token("话务系统", [AccessRole.TELEPHONY], system=True)
        with connect(server.address, token) as system:
            case = system.register(a_call(SUSPICIOUS))
            with pytest.raises(HotlineError, match="不能为空"):
                system.answer_question(case, NO_DANGER)
            system.answer_question(case, NO_DANGER, actor="0712")
        assert "0712@话务系统" in [entry.actor for entry in office.case(case.number).log]

    @pytest.mark.parametrize("role", [role for role in AccessRole if role not in TAKES_CALLS])
    def test_nobody_else_may(self, role: AccessRole, office: Office, server: RunningServer) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        with connect(server.address, AUTHORITY.token("某人", [role], TAXI)) as other, pytest.raises(HotlineError) as no:
            other.answer_question(case, NO_DANGER)
        assert no.value.code is grpc.StatusCode.PERMISSION_DENIED
        assert office.hotline.case(case.number).HasField("open_question")


class TestBadAnswer:
    """Answers that cannot be recorded."""

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"answer": intake_service_pb2.DANGER_ANSWER_UNSPECIFIED}, "answer"),
            ({"answer": 9}, "answer"),
            ({"kind": "水灾"}, "danger_kind"),
            ({"answer": NO_DANGER, "kind": "火灾"}, "danger_kind"),
            ({"words": "长" * 10_001}, "words"),
        ],
    )
    def test_the_wrong_field_is_named_and_nothing_recorded(
        self, changed: dict[str, object], field: str, office: Office
    ) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        sent: dict[str, Any] = {"answer": DANGER} | changed
        with pytest.raises(HotlineError) as refused:
            office.hotline.answer_question(case, actor="0712", **sent)
        assert refused.value.code is grpc.StatusCode.INVALID_ARGUMENT
        assert set(refused.value.violations) == {field}
        assert office.acts(case.number) == ["REGISTER", "ASK_BACK"]

    def test_an_unknown_kind_is_told_the_likeliest(self, office: Office) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        with pytest.raises(HotlineError, match="是不是“触电”"):
            office.hotline.answer_question(case, DANGER, kind="触电了", actor="0712")

    def test_a_case_without_a_question_cannot_be_answered(self, office: Office) -> None:
        case = office.hotline.register(a_call())
        with pytest.raises(HotlineError, match="没有等着答复的险情追问|状态") as refused:
            office.hotline.answer_question(case, NO_DANGER, actor="0712")
        assert refused.value.code is grpc.StatusCode.FAILED_PRECONDITION

    def test_an_unknown_case_is_not_found(self, office: Office) -> None:
        unknown = case_pb2.Case(number="20261123-000009", etag="1")
        with pytest.raises(HotlineError) as refused:
            office.hotline.answer_question(unknown, NO_DANGER, actor="0712")
        assert refused.value.code is grpc.StatusCode.NOT_FOUND


class TestPrivacy:
    """What the question tells of the caller."""

    def test_a_caller_who_names_themselves_is_masked(self, office: Office) -> None:
        case = office.hotline.register(a_call(SUSPICIOUS))
        answered = office.hotline.answer_question(case, NO_DANGER, "我张三没看到火,打13800138000", actor="0712")
        (entry,) = (one for one in office.case(answered.number).log if one.act == act_pb2.ACT_ANSWER_ASK_BACK)
        assert "没看到火" in entry.reason
        assert "张三" not in entry.reason
        assert "13800138000" not in entry.reason

    def test_a_department_learns_of_it_with_the_case_and_not_before(
        self, office: Office, server: RunningServer
    ) -> None:
        number = office.call("我叫赵小兵" + SUSPICIOUS, request_type=case_pb2.REQUEST_TYPE_ACCUSATION)
        with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as clerk:
            request = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
            assert refusal(lambda: clerk.departments.GetAssignedCase(request)).code is grpc.StatusCode.NOT_FOUND
            reply(office, number, NO_DANGER, "我叫赵小兵,没有着火")
            seen = clerk.departments.GetAssignedCase(request).case
        assert not seen.HasField("open_question")
        assert "没有着火" in str([entry.reason for entry in seen.log])
        assert "赵小兵" not in str(seen)


class TestRules:
    """Rules that concern questions."""

    def test_a_suspected_danger_is_asked_about_when_the_rules_fail(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """P2: neither the call nor the suspicion is lost."""

        def broken(*_: object) -> list[str]:
            raise MemoryError

        monkeypatch.setattr(RuleIndex, "fire", broken)
        case = office.hotline.register(a_call(SUSPICIOUS))
        assert case.open_question.questions
        assert reply(office, case.number, DANGER).state == case_pb2.CASE_STATE_VERIFYING

    def test_without_a_danger_answers_are_proposed(self, office: Office) -> None:
        """R2.1."""
        case = reply(office, office.call("请问租房怎么提取公积金，好像有烟味"), NO_DANGER)
        assert case.decision.outcome == case_pb2.OUTCOME_DIRECT_ANSWER
        assert [proposal.policy.id for proposal in case.decision.proposals][:1] == ["P001"]

    def test_the_decision_after_an_answer_is_explained(self, office: Office) -> None:
        number = office.call(SUSPICIOUS)
        asked = office.hotline.rules.ExplainDecision(rule_pb.ExplainDecisionRequest(number=number))
        assert [rule.id for rule in asked.fired][:1] == ["ZW-01"]
        reply(office, number, NO_DANGER)
        answered = office.hotline.rules.ExplainDecision(rule_pb.ExplainDecisionRequest(number=number))
        assert "ZW-01" not in [rule.id for rule in answered.fired]
