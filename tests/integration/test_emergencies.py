"""Emergencies over the interface: who is alarmed, leaders who are asked meanwhile, and two calls on one fire (R2.6)."""

from dataclasses import replace

import pytest
from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline
from hotline_server.ground.config import Settings
from hotline_server.rulebook.conflict_resolution import ConflictResolution
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import KEYRING, SetClock, refusal
from tests.office import TAXI, Office, designation

FIRE = "楼下着火了快来人"
BRIGADE = "消防救援支队"


@pytest.fixture
def fires(office: Office) -> tuple[str, str]:
    """Return two calls on one fire."""
    return office.call(FIRE, phone="13700137001"), office.call(FIRE, phone="13700137002")


def join(office: Office, number: str, into: str) -> case_pb2.Case:
    request = desk_pb.JoinCasesRequest(context=office.context(number), into_number=into, reason="同一场火")
    return office.hotline.desk.JoinCases(request).case


def confirm(office: Office, number: str) -> case_pb2.Case:
    request = desk_pb.VerifyEmergencyRequest(
        context=office.context(number),
        result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
        findings="打电话核实过",
        designation=designation(BRIGADE),
    )
    return office.hotline.desk.VerifyEmergency(request).case


def ask(office: Office, number: str, question: str = "是否疏散", *, hold: bool = False) -> case_pb2.Case:
    request = desk_pb.EscalateCaseRequest(context=office.context(number), question=question, reason="火势大", hold=hold)
    return office.hotline.desk.EscalateCase(request).case


def test_levels_are_alarmed_one_after_the_other_by_the_roster(
    office: Office, fires: tuple[str, str], clock: SetClock
) -> None:
    posts = []
    for minutes in (5, 5, 5, 15, 120):
        clock.advance(minutes=minutes)
        office.round()
        posts.append(office.case(fires[0]).alarm.post)
    assert posts == ["值班室", "值班室负责人", "值班领导", "主要领导", "主要领导"]
    case = office.case(fires[0])
    assert list(case.alarm.told) == ["钱正 0731-80010003"]
    alarms = [entry.details for entry in case.log if "level" in entry.details and "line" not in entry.details]
    told = [(alarm["level"], alarm["told"]) for alarm in alarms]
    assert told[2] == ("3", "赵国华 0731-80010001")


def test_an_alarm_does_not_refuse_the_act_it_calls_for(office: Office, fires: tuple[str, str], clock: SetClock) -> None:
    read = office.context(fires[0])
    clock.advance(minutes=5)
    office.round()
    request = desk_pb.VerifyEmergencyRequest(
        context=read, result=desk_pb.VERIFICATION_RESULT_FALSE_ALARM, findings="是烟熏腊肉"
    )
    assert office.hotline.desk.VerifyEmergency(request).case.state == case_pb2.CASE_STATE_REGISTERED


@pytest.mark.parametrize("first_is_confirmed", [True, False])
def test_two_calls_on_one_fire_are_joined_either_way(
    office: Office, fires: tuple[str, str], *, first_is_confirmed: bool
) -> None:
    main, other = fires
    confirm(office, main if first_is_confirmed else other)
    case = join(office, other, main)
    assert case.state == case_pb2.CASE_STATE_RESPONDING
    assert [one.department for one in case.assignments] == [BRIGADE]
    assert len(case.callers) == 2
    assert office.case(other).state == case_pb2.CASE_STATE_CLOSED


def test_who_was_sent_to_either_of_two_calls_on_one_fire_goes_on(office: Office, fires: tuple[str, str]) -> None:
    """R2.6: whoever is on the spot is not called off, nor asked to sign again."""
    main, other = fires
    confirm(office, main)
    confirmed = desk_pb.VerifyEmergencyRequest(
        context=office.context(other),
        result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
        findings="打电话核实过",
        designation=designation(TAXI, "公安局"),
    )
    office.hotline.desk.VerifyEmergency(confirmed)
    office.accept(other, "公安局")
    case = join(office, other, main)
    assert [(one.department, one.leads, one.state) for one in case.assignments] == [
        (BRIGADE, True, case_pb2.ASSIGNMENT_STATE_ASSIGNED),
        (TAXI, False, case_pb2.ASSIGNMENT_STATE_ASSIGNED),
        ("公安局", False, case_pb2.ASSIGNMENT_STATE_ACCEPTED),
    ]


def test_one_that_was_sent_out_is_joined_into_one_whose_lead_has_replied_from_the_spot(office: Office) -> None:
    """The reply is taken up as the main case is confirmed, which is no danger any more then."""
    main = office.call()
    office.accept(main)
    raised = desk_pb.RaiseEmergencyRequest(context=office.context(main), reason="冒烟")
    office.hotline.desk.RaiseEmergency(raised)
    office.reply(main)
    other = office.call(FIRE)
    confirmed = desk_pb.VerifyEmergencyRequest(
        context=office.context(other),
        result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
        findings="打电话核实过",
        designation=designation(TAXI),
    )
    office.hotline.desk.VerifyEmergency(confirmed)
    case = join(office, other, main)
    assert (case.state, len(case.callers)) == (case_pb2.CASE_STATE_REPLIED, 2)
    assert office.case(other).state == case_pb2.CASE_STATE_CLOSED


def test_an_emergency_is_not_joined_to_an_ordinary_case(office: Office, fires: tuple[str, str]) -> None:
    refused = refusal(lambda: join(office, fires[0], office.call()))
    assert "只能并入重大突发" in str(refused)


class TestLeaders:
    @pytest.mark.each_database
    def test_a_leader_instructs_while_the_response_goes_on(
        self, office: Office, hotline: Hotline, fires: tuple[str, str]
    ) -> None:
        confirm(office, fires[0])
        assert ask(office, fires[0]).state == case_pb2.CASE_STATE_RESPONDING
        waiting = hotline.leaders.ListCasesAwaitingInstruction(leader_pb.ListCasesAwaitingInstructionRequest()).cases
        assert [case.number for case in waiting] == [fires[0]]
        case = office.instruct(fires[0])
        assert case.state == case_pb2.CASE_STATE_RESPONDING
        assert not case.HasField("leader_question")
        assert office.acts(fires[0])[-1] == "INSTRUCT_MEANWHILE"

    @pytest.mark.each_database
    def test_cases_that_await_an_instruction_are_found(
        self, office: Office, hotline: Hotline, fires: tuple[str, str]
    ) -> None:
        ask(office, fires[1])
        filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_INSTRUCTION)
        assert [case.number for case in hotline.cases(filter_)] == [fires[1]]

    def test_a_question_is_required(self, office: Office, fires: tuple[str, str]) -> None:
        assert set(refusal(lambda: ask(office, fires[0], " ")).violations) == {"question"}

    def test_departments_that_are_told_to_wait_see_it_and_reply_after_the_instruction(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        case = ask(office, number, hold=True)
        assert [one.HasField("until") for one in case.holds] == [False]
        assert "等领导批示" in str(refusal(lambda: office.reply(number)))
        office.instruct(number)
        case = office.reply(number)
        assert [one.HasField("until") for one in case.holds] == [True]
        assert case.state == case_pb2.CASE_STATE_REPLIED


def test_where_no_lead_could_be_named_the_desk_names_it_beside_those_who_are_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R2.6: nobody who can help is dropped."""
    conclude = ConflictResolution.conclude
    monkeypatch.setattr(ConflictResolution, "conclude", lambda *arguments: replace(conclude(*arguments), lead=""))
    number = office.call("楼下着火了，有人被困")
    others = [one.name for one in office.case(number).decision.cohandlers]
    assert others
    request = desk_pb.VerifyEmergencyRequest(
        context=office.context(number),
        result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
        findings="看得到火",
        designation=designation("消防救援支队"),
    )
    case = office.hotline.desk.VerifyEmergency(request).case
    assert [(one.department, one.leads) for one in case.assignments] == [
        ("消防救援支队", True),
        *((name, False) for name in others if name != "消防救援支队"),
    ]


def test_a_time_limit_is_that_of_the_lead_or_refused(office: Office, fires: tuple[str, str]) -> None:
    limit = case_pb2.TimeLimit(spans=[case_pb2.TimeSpan(count=4, unit=case_pb2.TIME_UNIT_HOUR)])
    alone = case_pb2.Designation(time_limit=limit)
    verify = desk_pb.VerifyEmergencyRequest(
        context=office.context(fires[0]), findings="打电话核实过", designation=alone,
        result=desk_pb.VERIFICATION_RESULT_FALSE_ALARM,
    )  # fmt: skip
    assert list(refusal(lambda: office.hotline.desk.VerifyEmergency(verify)).violations) == ["designation"]
    verify.result = desk_pb.VERIFICATION_RESULT_CONFIRMED
    case = office.hotline.desk.VerifyEmergency(verify).case
    assert {one.time_limit.spans[0].count for one in case.assignments} == {4}
    refused = refusal(lambda: office.instruct(fires[0], alone))
    assert list(refused.violations) == ["designation.lead_department"]


def test_the_desk_is_alarmed_at_once_about_a_danger_of_which_nobody_heard_by_telephone(office: Office) -> None:
    """R2.6: nobody verifies it yet."""
    number = office.call("我家楼下起火了，烟很大，有人困在三楼", channel=case_pb2.CHANNEL_WEB)
    assert office.acts(number) == ["REGISTER", "RAISE_EMERGENCY", "HAND_TO_LINE", "ALARM"]


def test_whom_a_leader_names_while_it_is_verified_is_sent_and_is_his_to_change(
    office: Office, fires: tuple[str, str]
) -> None:
    """R2.4, R8.4: others may be sent beside it."""
    number, _ = fires
    ask(office, number)
    office.instruct(number, designation(TAXI))
    assert f"领导批示由{TAXI}牵头" in str(refusal(lambda: confirm(office, number)).violations)
    office.verify(number, confirmed=True)
    sent = office.assignment(number, TAXI)
    assert sent.object_until == sent.assigned_at


def test_whom_a_leader_names_is_sent_when_another_call_is_joined(office: Office, fires: tuple[str, str]) -> None:
    """R2.4, R2.6."""
    main, other = fires
    ask(office, main)
    office.instruct(main, designation(TAXI))
    confirm(office, other)
    assert [(one.department, one.leads) for one in join(office, other, main).assignments][:2] == [
        (TAXI, True),
        (BRIGADE, False),
    ]


@pytest.mark.tampers
def test_a_damaged_log_keeps_no_danger_from_being_confirmed(
    office: Office, fires: tuple[str, str], settings: Settings
) -> None:
    """R2.6."""
    with database_at(settings.database, KEYRING) as database, write_transaction(database):
        execute(database, "UPDATE log_entry SET details = '[]' WHERE act = 'REGISTER'")
    assert confirm(office, fires[0]).state == case_pb2.CASE_STATE_RESPONDING
