"""Direct answers: proposed by the rule book, confirmed by a person (R2.1, P2)."""

import json
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import grpc
import pytest
import yaml
from google.protobuf import text_format
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, intake_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import rule_service_pb2 as rule_pb
from hotline_client import Hotline, HotlineError
from hotline_server.api.wording import owner_word
from hotline_server.domain.numbering import number_of
from hotline_server.domain.proposals import DeclineReason, Verdict
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import AUTHORITY, KEYRING, MONDAY, a_call, connect, refusal
from tests.office import TAXI, Office, answer, designation

QUESTION = "请问租房怎么提取公积金"
DESK_ROLES = (AccessRole.OPERATOR, AccessRole.DESK_LEAD)


@pytest.fixture
def other(office: Office) -> str:
    """Return the id of a policy in force that is not proposed."""
    proposed = proposed_by(office, office.call(QUESTION))
    policies = office.server.book().policies.items()
    return next(name for name, policy in policies if name not in proposed and policy.is_in_force(MONDAY.date()))


def proposed_by(office: Office, number: str) -> list[str]:
    return [one.policy.id for one in office.hotline.case(number).decision.proposals]


def answer_directly(office: Office, number: str, told: case_pb2.Answer, **fields: Any) -> case_pb2.Case:
    request = desk_pb.AnswerDirectlyRequest(context=office.context(number), answer=told, **fields)
    return office.hotline.desk.AnswerDirectly(request).case


class TestProposing:
    def test_nobody_has_been_told_anything_before_a_person_confirms(self, office: Office) -> None:
        """R2.1, P2."""
        number = office.call(QUESTION)
        case = office.case(number)
        assert case.state == case_pb2.CASE_STATE_REGISTERED
        assert not case.callers[0].answered
        assert not case.decision.HasField("policy")
        proposed = proposed_by(office, number)
        assert 1 <= len(proposed) <= 3
        assert all(0 < one.confidence <= 100 and one.policy.answer for one in case.decision.proposals)
        assert office.acts(number) == ["REGISTER", "PROPOSE_ANSWERS"]
        assert case.log[-1].details["policies"] == "、".join(proposed)

    @pytest.mark.each_database
    def test_the_desk_watches_proposals_come_in(self, office: Office) -> None:
        number = office.call(QUESTION)
        request = desk_pb.WatchDeskRequest(acts=[act_pb2.ACT_PROPOSE_ANSWERS])
        entry = next(office.hotline.desk.WatchDesk(request, timeout=60)).entry
        assert (entry.case_number, entry.to_state) == (number, case_pb2.CASE_STATE_REGISTERED)

    def test_the_operator_has_minutes_before_it_is_on_the_desks_list(self, office: Office) -> None:
        """P2: then the desk is reminded like of every case that waits for it."""
        number = office.call(QUESTION)
        assert office.owner(number) == "话务员"
        office.clock.advance(minutes=9)
        assert office.round() == 0
        office.clock.advance(minutes=1)
        assert office.round() == 1
        case = office.case(number)
        assert (owner_word(case.owner), case.log[-1].act) == ("值班室", act_pb2.ACT_REMIND_DESK)
        assert case.log[-1].reason == "拟答的政策等人确认"
        office.clock.advance(minutes=30)
        assert office.round() == 1
        desk = case_pb2.Owner(kind=case_pb2.OWNER_KIND_DESK)
        assert [one.number for one in office.hotline.cases(case_service_pb2.CaseFilter(owner=desk))] == [number]
        assert case.decision.proposals == office.case(number).decision.proposals

    def test_what_came_in_writing_waits_for_the_desk_at_once(self, office: Office) -> None:
        channels = (case_pb2.CHANNEL_WEB, case_pb2.CHANNEL_LETTER, case_pb2.CHANNEL_SMS)
        numbers = [office.call(QUESTION, channel=channel) for channel in channels]
        assert set(map(office.owner, numbers)) == {"值班室"}
        office.clock.advance(minutes=30)
        office.round()
        assert {office.acts(number)[-1] for number in numbers} == {"REMIND_DESK"}

    @pytest.mark.each_database
    def test_cases_that_wait_for_an_operator_are_listed(self, office: Office) -> None:
        number = office.call(QUESTION)
        office.call()
        operator = case_pb2.Owner(kind=case_pb2.OWNER_KIND_OPERATOR)
        assert [one.number for one in office.hotline.cases(case_service_pb2.CaseFilter(owner=operator))] == [number]

    def test_another_decision_ends_the_proposals(self, office: Office) -> None:
        number = office.call(QUESTION)
        case = office.assign(number, designation("住房公积金管理中心"))
        assert not case.decision.proposals
        assert office.owner(number) == "住房公积金管理中心"

    def test_a_joined_case_is_no_direct_answer(self, office: Office) -> None:
        """并单: its caller is answered with the other case."""
        main, joined = office.call(), office.call(QUESTION)
        request = desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一件事")
        office.hotline.desk.JoinCases(request)
        case = office.case(joined)
        assert case.decision.outcome == case_pb2.OUTCOME_DESK
        assert not case.decision.proposals


class TestConfirming:
    def test_a_confirmed_proposal_answers_the_caller(self, office: Office) -> None:
        """R2.1: who said what, by what means and when is on record."""
        number = office.call(QUESTION)
        policy = proposed_by(office, number)[-1]
        office.clock.advance(minutes=3)
        request = desk_pb.AnswerDirectlyRequest(
            context=office.context(number), answer=case_pb2.Answer(content="每年可以提取一次", policy_id=policy)
        )
        request.answered_at.FromDatetime(MONDAY + timedelta(minutes=2))
        case = office.hotline.desk.AnswerDirectly(request).case
        assert (case.state, case.callers[0].answered) == (case_pb2.CASE_STATE_ANSWERED, True)
        assert (case.decision.policy.id, len(case.decision.proposals)) == (policy, 0)
        assert list(case.decision.rule_ids) == ["HD-01"]
        assert case.decision.reasons
        entry = office.case(number).log[-1]
        assert (entry.act, entry.actor.partition("@")[0]) == (act_pb2.ACT_ANSWER_DIRECTLY, "李值班")
        at = (MONDAY + timedelta(minutes=2)).isoformat()
        expected = {
            "answer": "每年可以提取一次",
            "policy": policy,
            "means": "电话",
            "answered_at": at,
            "verdict": "采用拟答",
        }
        assert expected.items() <= dict(entry.details).items()

    def test_another_policy_needs_a_reason(self, office: Office, other: str) -> None:
        number = office.call(QUESTION)
        told = answer("凭购房合同提取", policy_id=other)
        assert list(refusal(lambda: answer_directly(office, number, told)).violations) == ["reason"]
        case = answer_directly(office, number, told, reason="来电人问的是买房")
        assert (case.decision.policy.id, list(case.decision.rule_ids)) == (other, ["值班室"])
        assert list(case.decision.reasons) == ["来电人问的是买房"]

    def test_an_explanation_needs_no_policy(self, office: Office) -> None:
        """P2: 说服疏导."""
        number = office.call(QUESTION)
        told = answer("还在试用期，没有缴存，不能提取", result=case_pb2.ANSWER_RESULT_REFUSED)
        case = answer_directly(office, number, told, reason="没有缴存公积金")
        assert case.state == case_pb2.CASE_STATE_ANSWERED
        assert not case.decision.HasField("policy")

    def test_an_operator_with_the_caller_need_not_name_the_means(self, office: Office) -> None:
        for channel, means in ((case_pb2.CHANNEL_PHONE, "电话"), (case_pb2.CHANNEL_VISIT, "当面")):
            number = office.call(QUESTION, channel=channel)
            office.answer_directly(number, means="")
            assert office.case(number).log[-1].details["means"] == means

    def test_what_came_in_writing_needs_the_means_of_the_answer(self, office: Office) -> None:
        """P2: nobody is recorded as told who was written nothing."""
        for channel in (case_pb2.CHANNEL_WEB, case_pb2.CHANNEL_WECHAT, case_pb2.CHANNEL_SMS, case_pb2.CHANNEL_LETTER):
            number = office.call(QUESTION, channel=channel)
            for means in ("", "话务员当场答复"):
                unsaid = refusal(partial(office.answer_directly, number, means=means))
                assert list(unsaid.violations) == ["answer.means"]
            assert office.answer_directly(number, means="短信").callers[0].answered

    def test_whose_letter_was_joined_is_not_answered_by_the_telephone_of_another(self, office: Office) -> None:
        """R2.1, R8.8."""
        main = office.call(QUESTION)
        letter = office.call(QUESTION, channel=case_pb2.CHANNEL_LETTER, phone="")
        request = desk_pb.JoinCasesRequest(context=office.context(letter), into_number=main, reason="同一件事")
        office.hotline.desk.JoinCases(request)
        for means in ("", "电话"):
            refused = refusal(partial(office.answer_directly, main, means=means))
            assert list(refused.violations) == ["answer.means"]
        assert all(caller.answered for caller in office.answer_directly(main, means="书面").callers)

    @pytest.mark.parametrize("late", [timedelta(seconds=-1), timedelta(minutes=5, seconds=1)])
    def test_callers_are_answered_after_the_call_and_not_in_the_future(self, office: Office, late: timedelta) -> None:
        number = office.call(QUESTION)
        office.clock.advance(minutes=5)
        request = desk_pb.AnswerDirectlyRequest(
            context=office.context(number), answer=answer("可以"), reason="问得清楚"
        )
        request.answered_at.FromDatetime(MONDAY + late)
        assert list(refusal(lambda: office.hotline.desk.AnswerDirectly(request)).violations) == ["answered_at"]

    def test_bad_input_is_refused_with_its_field(self, office: Office) -> None:
        number = office.call(QUESTION)
        for field, told in (
            ("answer.content", answer("")),
            ("answer.policy_id", answer("可以", policy_id="没有的")),
            ("answer.means", answer("可以", means="电\n话")),
            ("answer.result", answer("可以", result=9)),
            ("reason", answer("可以")),
        ):
            refused = refusal(partial(answer_directly, office, number, told))
            assert (refused.code, list(refused.violations)) == (grpc.StatusCode.INVALID_ARGUMENT, [field])
        assert office.case(number).state == case_pb2.CASE_STATE_REGISTERED

    def test_an_answer_is_given_once(self, office: Office) -> None:
        number = office.call(QUESTION)
        request = desk_pb.AnswerDirectlyRequest(
            context=office.context(number), answer=answer("可以"), reason="问得清楚"
        )
        office.hotline.desk.AnswerDirectly(request)
        assert refusal(lambda: office.hotline.desk.AnswerDirectly(request)).code is grpc.StatusCode.ABORTED


class TestDeclining:
    def test_a_case_whose_proposals_are_declined_waits_for_the_desk(self, office: Office) -> None:
        """R2.1, P2: with the reason on record."""
        number = office.call(QUESTION)
        proposed = proposed_by(office, number)
        case = office.decline(number, desk_pb.PROPOSAL_DECLINE_REASON_COMPLAINT, "开发商不让用公积金")
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_REGISTERED, case_pb2.OUTCOME_DESK)
        assert not case.decision.proposals
        assert owner_word(case.owner) == "值班室"
        entry = office.case(number).log[-1]
        assert (entry.act, entry.reason) == (act_pb2.ACT_DECLINE_PROPOSALS, "是投诉不是咨询：开发商不让用公积金")
        assert dict(entry.details) == {"decline_reason": "是投诉不是咨询", "policies": "、".join(proposed)}
        office.clock.advance(minutes=30)
        office.round()
        assert office.case(number).log[-1].reason == "等值班室研判"
        assert office.assign(number, designation("住房和城乡建设局")).state == case_pb2.CASE_STATE_ASSIGNED

    def test_declining_needs_a_reason(self, office: Office) -> None:
        number = office.call(QUESTION)
        unknown: list[tuple[str, Any, str]] = [
            ("reason", desk_pb.PROPOSAL_DECLINE_REASON_UNSPECIFIED, "不对"),
            ("reason", 99, "不对"),
            ("remark", desk_pb.PROPOSAL_DECLINE_REASON_OTHER, " "),
            ("remark", desk_pb.PROPOSAL_DECLINE_REASON_NOT_ASKED, "不" * 10_001),
        ]
        for field, reason, remark in unknown:
            assert list(refusal(partial(office.decline, number, reason, remark)).violations) == [field]

    def test_where_nothing_is_proposed_nothing_is_declined(self, office: Office) -> None:
        declined = office.call(QUESTION)
        office.decline(declined)
        for number in (office.call("你好在吗"), office.call("投诉出租车拒载还乱要价"), declined):
            assert refusal(partial(office.decline, number)).code is grpc.StatusCode.FAILED_PRECONDITION


class TestExpired:
    """Policies that are in force on Monday alone."""

    @pytest.fixture
    def database_url(self, empty_database_url: str) -> str:
        """Publish the rule book of this class in an empty database."""
        return empty_database_url

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        rules = shutil.copytree(PROJECT / "rules", tmp_path / "rules")
        form = yaml.safe_load((rules / "policies.yaml").read_text("utf-8"))
        for policy in form["政策"]:
            policy["失效"] = "2026-11-23"
        (rules / "policies.yaml").write_text(yaml.safe_dump(form, allow_unicode=True), "utf-8")
        return settings.model_copy(update={"rules": rules})

    def test_a_policy_that_expired_since_the_call_is_refused(self, office: Office) -> None:
        """R2.1: what no longer holds is told to nobody."""
        number = office.call(QUESTION)
        office.clock.advance(days=1)
        refused = refusal(lambda: office.answer_directly(number))
        assert "已于 2026-11-23 失效" in refused.violations["answer.policy_id"]
        declined = office.decline(number, desk_pb.PROPOSAL_DECLINE_REASON_OUT_OF_DATE)
        assert declined.decision.outcome == case_pb2.OUTCOME_DESK

    def test_what_would_be_decided_for_a_text_is_decided_as_for_a_call(self, office: Office) -> None:
        explain = partial(office.hotline.rules.ExplainDecision, rule_pb.ExplainDecisionRequest(text=QUESTION))
        assert explain().decision.proposals
        office.clock.advance(days=1)
        registered, explained = office.case(office.call(QUESTION)).decision, explain().decision
        assert not explained.proposals
        assert (explained.outcome, explained.rule_ids) == (registered.outcome, registered.rule_ids)


def test_what_people_made_of_proposals_is_kept_to_be_learned_from(
    office: Office, settings: Settings, other: str
) -> None:
    confirmed, replaced, explained, declined = (office.call(QUESTION) for _ in range(4))
    plain = office.call("你好在吗")
    proposed = proposed_by(office, confirmed)
    office.answer_directly(confirmed)
    office.answer_directly(replaced, policy_id=other, reason="问的是别的")
    office.answer_directly(explained, policy_id="", reason="没有缴存")
    office.decline(declined, desk_pb.PROPOSAL_DECLINE_REASON_OTHER, "打错了")
    office.answer_directly(plain, reason="只是问好")
    with database_at(settings.database, KEYRING) as database:
        sql = "SELECT case_id, verdict, proposed, policy, reason FROM judgement ORDER BY case_id, version"
        kept = [
            (number_of(case_id), Verdict[verdict], json.loads(listed), policy, reason)
            for case_id, verdict, listed, policy, reason in execute(database, sql, ())
        ]
    assert kept == [
        (confirmed, Verdict.CONFIRMED, proposed, proposed[0], ""),
        (replaced, Verdict.REPLACED, proposed, other, ""),
        (explained, Verdict.WITHOUT_POLICY, proposed, "", ""),
        (declined, Verdict.DECLINED, proposed, "", DeclineReason.OTHER.name),
    ]


def test_the_client_confirms_and_declines(office: Office) -> None:
    """R2.1, P2."""
    hotline = office.hotline
    confirmed, declined = (hotline.register(a_call(QUESTION)) for _ in range(2))
    office.clock.advance(hours=2)
    policy = confirmed.decision.proposals[0].policy
    told = case_pb2.Answer(policy_id=policy.id, content=policy.answer)
    answered = hotline.answer_directly(confirmed, told, answered_at=MONDAY + timedelta(hours=1), actor="0712")
    assert answered.state == case_pb2.CASE_STATE_ANSWERED
    assert office.case(confirmed.number).log[-1].details["answered_at"] == (MONDAY + timedelta(hours=1)).isoformat()
    reason = desk_pb.PROPOSAL_DECLINE_REASON_OTHER
    with pytest.raises(HotlineError) as refused:
        hotline.decline_proposals(declined, reason, actor="0712")
    assert list(refused.value.violations) == ["remark"]
    assert hotline.decline_proposals(declined, reason, "打错了", "0712").decision.outcome == case_pb2.OUTCOME_DESK


def test_a_repeated_request_sees_the_same_proposals(hotline: Hotline) -> None:
    first, again = (hotline.register(a_call(QUESTION), request_id="同一个请求") for _ in range(2))
    assert first.decision.proposals == again.decision.proposals


def test_the_desk_alone_confirms_and_declines(office: Office, server: RunningServer) -> None:
    number = office.call(QUESTION)
    context = case_pb2.ActContext(number=number, etag=office.hotline.case(number).etag, actor="某人")
    confirm = desk_pb.AnswerDirectlyRequest(context=context, answer=answer("可以"), reason="问得清楚")
    decline = desk_pb.DeclineProposalsRequest(context=context, reason=desk_pb.PROPOSAL_DECLINE_REASON_NOT_ASKED)
    for role in (role for role in AccessRole if role not in DESK_ROLES):
        token = AUTHORITY.token("某人", [role], "住房公积金管理中心" if role is AccessRole.DEPARTMENT else "")
        with connect(server.address, token) as other:
            for act in (partial(other.desk.AnswerDirectly, confirm), partial(other.desk.DeclineProposals, decline)):
                assert refusal(act).code is grpc.StatusCode.PERMISSION_DENIED
    assert office.case(number).state == case_pb2.CASE_STATE_REGISTERED


def test_a_call_stream_carries_the_proposals(office: Office) -> None:
    request = intake_service_pb2.RegisterCallRequest(request_id="一", call=a_call(QUESTION))
    (result,) = office.hotline.register_many([request])
    registered = result.registered
    assert [one.policy.id for one in registered.proposals] == proposed_by(office, registered.number)
    assert registered.proposals


def test_departments_see_no_proposals_and_nothing_about_the_caller(office: Office, server: RunningServer) -> None:
    """GB/T 22239: what staff wrote about the caller when they declined is hidden from a department."""
    number = office.call(QUESTION)
    office.decline(number, remark="张三（13800138000）问的是别的")
    office.assign(number, designation(TAXI))
    request = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
    with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as client:
        case = client.departments.GetAssignedCase(request).case
    assert not case.decision.proposals
    seen = text_format.MessageToString(case, as_utf8=True)
    assert "问的是别的" in seen
    assert [mark for mark in ("张三", "13800138000") if mark in seen] == []
