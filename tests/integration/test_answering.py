"""Callers are answered: by whom, with which result, and what is left out or contradicts itself (R3.4)."""

from collections.abc import Callable
from typing import Any

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb

from tests.hotline import refusal
from tests.office import TAXI, Office, answer, designation, survey


@pytest.mark.each_database
def test_a_department_answers_the_caller_only_with_the_desks_permission(office: Office) -> None:
    """R3.4."""
    number = office.call("你好在吗")
    office.assign(number, designation(TAXI, may_answer=True))
    office.resolve(number)
    request = department_pb.AnswerCallerDirectlyRequest(
        context=office.context(number, "王科长"), department=TAXI, answer=answer()
    )
    assert office.hotline.departments.AnswerCallerDirectly(request).case.state == case_pb2.CASE_STATE_ANSWERED
    other = office.call()
    office.resolve(other)
    request.context.CopyFrom(office.context(other))
    refused = refusal(lambda: office.hotline.departments.AnswerCallerDirectly(request))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION


def test_the_reason_a_caller_cannot_be_answered_is_recorded(office: Office) -> None:
    """R3.4, P2: 件件有答复."""
    number = office.call()
    office.resolve(number)
    missed = answer("无人接听", means="", result=case_pb2.ANSWER_RESULT_NOT_REACHED)
    for _ in range(3):
        request = desk_pb.AnswerCallerRequest(context=office.context(number), answer=missed)
        response = office.hotline.desk.AnswerCaller(request)
        assert response.case.state == case_pb2.CASE_STATE_RESOLVED
        office.clock.advance(hours=5)
    assert response.attempt_notice.startswith("第 3 次没有联系上，次数已够，请在")
    (caller,) = office.case(number).callers
    assert (caller.answered, caller.callback) == (False, case_pb2.CALLBACK_STATE_UNREACHABLE)
    case = office.answer(number, answer("三次拨打无人接听，结果发短信告知", means="短信"))
    assert case.state == case_pb2.CASE_STATE_ANSWERED
    assert case.callers[0].callback == case_pb2.CALLBACK_STATE_INFORMED
    assert office.acts(number).count("ATTEMPT_ANSWER") == 3


def test_a_caller_without_a_number_is_answered_in_writing(office: Office) -> None:
    """R3.4, P2."""
    number = office.call(phone="")
    office.resolve(number)
    missed = answer("没有留号码", means="", result=case_pb2.ANSWER_RESULT_NOT_REACHED)
    refused = refusal(lambda: office.answer(number, missed))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "书面方式答复" in str(refused)
    case = office.answer(number, answer("已在网站公布办理结果", means="网站公布"))
    assert (case.state, case.callers[0].exemption) == (case_pb2.CASE_STATE_ANSWERED, "没有号码")


def test_the_desk_is_reminded_of_an_unanswered_caller(office: Office) -> None:
    """R3.4."""
    number = office.call()
    office.resolve(number)
    office.clock.advance(days=3)
    office.round()
    assert office.acts(number)[-1] == "REMIND_DESK"


def test_a_failed_contact_attempt_is_recorded_without_a_satisfaction_result(office: Office) -> None:
    """P1, R8.7: contacted, resolved and satisfied are separate questions."""
    number = office.call()
    office.resolve(number)
    office.answer(number)
    missed = case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_NOT_REACHED)
    request = desk_pb.RecordSatisfactionRequest(context=office.context(number), survey=missed, remark="三次无人接听")
    assert office.hotline.desk.RecordSatisfaction(request).attempt_notice.startswith("第 1 次没有联系上")
    said = survey(satisfied=case_pb2.SURVEY_ANSWER_NOT_GIVEN)
    office.survey(number, said)
    attempt, asked = office.case(number).log[-2:]
    assert (attempt.survey.contact, attempt.reason) == (case_pb2.CONTACT_RESULT_NOT_REACHED, "三次无人接听")
    assert attempt.survey.responded == attempt.survey.satisfied == case_pb2.SURVEY_ANSWER_UNSPECIFIED
    assert asked.survey == said
    (caller,) = office.case(number).callers
    answers = {"contact": "接通", "responded": "是", "resolved": "是", "satisfied": "未表态"}
    assert asked.details == answers | {"call_id": str(caller.call_id), "handling": "1"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (case_pb2.SatisfactionSurvey(), {"survey.contact"}),
        (
            case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_REACHED, responded=case_pb2.SURVEY_ANSWER_NO),
            {"survey.resolved", "survey.satisfied"},
        ),
        (
            case_pb2.SatisfactionSurvey(
                contact=case_pb2.CONTACT_RESULT_NOT_REACHED, satisfied=case_pb2.SURVEY_ANSWER_NO
            ),
            {"survey.satisfied"},
        ),
    ],
)
def test_a_contradictory_survey_is_rejected(office: Office, said: case_pb2.SatisfactionSurvey, wrong: set[str]) -> None:
    number = office.call()
    office.resolve(number)
    office.answer(number)
    assert set(refusal(lambda: office.survey(number, said)).violations) == wrong


@pytest.mark.parametrize(
    ("act", "wrong"),
    [
        (
            lambda desk, about: desk.VerifyEmergency(desk_pb.VerifyEmergencyRequest(context=about, findings="?")),
            "result",
        ),
        (lambda desk, about: desk.ReviewReply(desk_pb.ReviewReplyRequest(context=about)), "result"),
        (
            lambda desk, about: desk.DecideExtension(
                desk_pb.DecideExtensionRequest(context=about, department=TAXI, reason="?")
            ),
            "decision",
        ),
    ],
)
def test_an_omitted_decision_is_rejected(
    office: Office, act: Callable[[Any, case_pb2.ActContext], object], wrong: str
) -> None:
    """R2.6: an emergency is a false alarm only if stated explicitly."""
    about = office.context(office.call())
    assert set(refusal(lambda: act(office.hotline.desk, about)).violations) == {wrong}
