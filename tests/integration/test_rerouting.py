"""The desk re-routes a case at work (R2.5), rules on objections (R8.4), and sees what departments ask for."""

from datetime import UTC, timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.clock import CITY
from hotline_server.security.identity import AccessRole

from tests.case_files import CALENDAR
from tests.hotline import AUTHORITY, connect, refusal
from tests.office import TAXI, Office, designation

POLICE, TRAFFIC = "公安局", "交警支队"
DECLINED, WITHDRAWN = case_pb2.ASSIGNMENT_STATE_DECLINED, case_pb2.ASSIGNMENT_STATE_WITHDRAWN


def parties(case: case_pb2.Case) -> dict[str, bool]:
    """Return who handles a case, and whether it leads."""
    return {one.department: one.leads for one in case.assignments if one.state not in (DECLINED, WITHDRAWN)}


def told(office: Office, department: str, number: str) -> list[str]:
    """Return the acts on a case that a department's watch tells."""
    request = department_pb.WatchAssignmentsRequest(department=department)
    watch = office.hotline.departments.WatchAssignments(request, timeout=60)
    last = [entry for entry in office.case(number).log if entry.department == department][-1].position
    acts = []
    for response in watch:
        acts.append(act_pb2.Act.Name(response.entry.act).removeprefix("ACT_"))
        if response.entry.position == last:
            watch.cancel()
            return acts
    raise AssertionError("the watch ended")


class TestRerouting:
    def test_another_department_leads_within_its_own_limit_and_the_first_is_told(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        office.progress(number)
        office.clock.advance(days=1)
        case = office.reroute(number, designation(POLICE, days=5))
        assert (case.state, office.owner(number)) == (case_pb2.CASE_STATE_ASSIGNED, POLICE)
        assert parties(case) == {POLICE: True}
        expected = CALENDAR.deadline(office.clock.now, 5).at
        assert office.assignment(number, POLICE).deadline.ToDatetime(UTC) == expected
        assert told(office, TAXI, number)[-2:] == ["SUBMIT_PROGRESS", "TAKE_BACK"]
        assert told(office, POLICE, number)[-1] == "CHANGE_LEAD"
        office.accept(number, POLICE)
        assert office.reply(number, POLICE).state == case_pb2.CASE_STATE_REPLIED

    def test_whoever_stays_keeps_deadline_and_reply_and_whoever_goes_leaves_its_reply(self, office: Office) -> None:
        number = office.call()
        office.reroute(number, designation(TAXI, POLICE, TRAFFIC))
        for department in (TAXI, POLICE, TRAFFIC):
            office.accept(number, department)
        office.reply(number, POLICE, "已查明")
        office.reply(number, TRAFFIC, "已扣分")
        before = office.assignment(number, POLICE)
        office.clock.advance(days=2)
        case = office.reroute(number, designation(TAXI, POLICE, days=3))
        assert case.state == case_pb2.CASE_STATE_IN_PROGRESS
        assert office.assignment(number, POLICE) == before
        gone = office.assignment(number, TRAFFIC)
        assert (gone.state, gone.reply) == (WITHDRAWN, "已扣分")
        reply = office.reply(number)
        assert reply.state == case_pb2.CASE_STATE_REPLIED
        assert office.case(number).log[-1].details["gathered"] == "公安局：已查明\n交警支队：已扣分"

    def test_the_lead_changes_among_those_at_work(self, office: Office) -> None:
        number = office.call()
        office.reroute(number, designation(TAXI, POLICE))
        office.accept(number)
        office.accept(number, POLICE)
        office.clock.advance(days=1)
        case = office.reroute(number, designation(POLICE, TAXI, days=5))
        assert parties(case) == {TAXI: False, POLICE: True}
        assert len(case.assignments) == 2
        assert office.assignment(number, POLICE).deadline.ToDatetime(UTC) == CALENDAR.deadline(office.clock.now, 5).at
        assert told(office, TAXI, number)[-1] == "BECOME_COHANDLER"
        assert office.accept(number, POLICE).state == case_pb2.CASE_STATE_IN_PROGRESS
        office.reply(number, TAXI)
        assert office.reply(number, POLICE).state == case_pb2.CASE_STATE_REPLIED

    def test_no_deadline_passes_thirty_working_days_from_the_first_assignment(self, office: Office) -> None:
        """R3.2."""
        number = office.call()
        first = office.assignment(number, TAXI).assigned_at.ToDatetime(UTC)
        office.clock.now = CALENDAR.deadline(first, 26).at
        office.reroute(number, designation(POLICE, days=10))
        latest = CALENDAR.deadline(first, MAX_WORKING_DAYS).at
        assert office.assignment(number, POLICE).deadline.ToDatetime(UTC) == latest

    @pytest.mark.parametrize("disputed", [True, False])
    def test_it_works_in_rework_and_dispute(self, office: Office, *, disputed: bool) -> None:
        number = office.call()
        office.accept(number)
        if disputed:
            office.dissent(number)
        else:
            office.reply(number, text="已阅")
            office.review(number, "请到现场")
        office.reroute(number, designation(POLICE))
        office.accept(number, POLICE)
        assert office.reply(number, POLICE).state == case_pb2.CASE_STATE_REPLIED

    def test_a_designation_that_changes_nothing_or_is_invalid_is_refused(self, office: Office) -> None:
        number = office.call()
        assert "没有变动" in refusal(lambda: office.reroute(number, designation(TAXI))).violations["designation"]
        assert list(refusal(lambda: office.reroute(number, designation())).violations) == [
            "designation.lead_department"
        ]
        assert list(refusal(lambda: office.reroute(number, designation("公安"))).violations) == [
            "designation.lead_department"
        ]
        assert list(refusal(lambda: office.reroute(number, designation(POLICE), " ")).violations) == ["reason"]
        assert office.acts(number)[-1] == "ASSIGN"

    def test_of_two_who_reroute_at_once_one_is_refused(self, office: Office) -> None:
        number = office.call()
        context = office.context(number)
        requests = [
            desk_pb.RerouteCaseRequest(context=context, designation=designation(name), reason="改派")
            for name in (POLICE, TRAFFIC)
        ]
        office.hotline.desk.RerouteCase(requests[0])
        second = refusal(lambda: office.hotline.desk.RerouteCase(requests[1]))
        assert second.code is grpc.StatusCode.ABORTED

    def test_only_the_desk_may(self, office: Office) -> None:
        number = office.call()
        request = desk_pb.RerouteCaseRequest(
            context=office.context(number), designation=designation(POLICE), reason="改派"
        )
        token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
        with connect(office.server.address, token) as department:
            refused = refusal(lambda: department.desk.RerouteCase(request))
        assert refused.code is grpc.StatusCode.PERMISSION_DENIED


class TestObjections:
    """R8.4."""

    @pytest.mark.each_database
    def test_an_objection_waits_for_the_desk_while_the_times_run_on(self, office: Office) -> None:
        number = office.call()
        before = office.assignment(number, TAXI)
        case = office.object(number)
        assert case.state == case_pb2.CASE_STATE_ASSIGNED
        pending = office.assignment(number, TAXI)
        assert (pending.objection, pending.objection_basis) == ("不归我们管", "三定规定第四条")
        assert pending.objection_state == case_pb2.OBJECTION_STATE_PENDING
        assert (pending.deadline, pending.accept_due_at) == (before.deadline, before.accept_due_at)
        assert waiting(office, case_service_pb2.CASE_AWAITED_OBJECTION_RULING) == [number]
        assert waiting(office, case_service_pb2.CASE_AWAITED_REQUEST) == [number]

    def test_a_refused_objection_is_final(self, office: Office) -> None:
        number = office.call()
        office.object(number)
        office.rule_on_objection(number, upheld=False)
        assert office.assignment(number, TAXI).objection_state == case_pb2.OBJECTION_STATE_REFUSED
        assert "异议已经裁定，不能再提" in str(refusal(lambda: office.object(number)))
        assert waiting(office, case_service_pb2.CASE_AWAITED_REQUEST) == []
        office.accept(number)
        assert office.reply(number).state == case_pb2.CASE_STATE_REPLIED

    def test_an_upheld_objection_of_the_lead_is_rerouted_at_once_or_in_triage(self, office: Office) -> None:
        number, other = office.call(), office.call(phone="13900139000")
        office.object(number)
        case = office.rule_on_objection(number, TAXI, designation(POLICE), upheld=True)
        assert (case.state, office.owner(number)) == (case_pb2.CASE_STATE_ASSIGNED, POLICE)
        assert office.assignment(number, TAXI).state == DECLINED
        office.object(other)
        assert office.rule_on_objection(other, upheld=True).state == case_pb2.CASE_STATE_REGISTERED

    def test_a_cohandler_objects_and_the_lead_goes_on(self, office: Office) -> None:
        number = office.call()
        office.reroute(number, designation(TAXI, POLICE))
        office.accept(number)
        office.object(number, POLICE)
        assert waiting(office, case_service_pb2.CASE_AWAITED_OBJECTION_RULING) == [number]
        named = refusal(lambda: office.rule_on_objection(number, POLICE, designation(TRAFFIC), upheld=True))
        assert list(named.violations) == ["designation"]
        case = office.rule_on_objection(number, POLICE, upheld=True)
        assert (case.state, parties(case)) == (case_pb2.CASE_STATE_IN_PROGRESS, {TAXI: True})

    def test_it_is_refused_after_its_limit(self, office: Office) -> None:
        number = office.call()
        office.clock.now = office.assignment(number, TAXI).object_until.ToDatetime(CITY) + timedelta(seconds=1)
        assert "时限已经过了" in str(refusal(lambda: office.object(number)))

    def test_reason_and_basis_are_required(self, office: Office) -> None:
        number = office.call()
        request = department_pb.ObjectToAssignmentRequest(
            context=office.context(number, "王科长"), department=TAXI, reason="不归我们管"
        )
        refused = refusal(lambda: office.hotline.departments.ObjectToAssignment(request))
        assert list(refused.violations) == ["legal_basis"]

    def test_a_reply_lets_it_lapse(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        office.object(number)
        office.reply(number)
        assert office.assignment(number, TAXI).objection_state == case_pb2.OBJECTION_STATE_LAPSED
        assert waiting(office, case_service_pb2.CASE_AWAITED_REQUEST) == []

    def test_only_a_desk_lead_rules(self, office: Office) -> None:
        number = office.call()
        office.object(number)
        request = desk_pb.RuleOnObjectionRequest(
            context=office.context(number), department=TAXI, ruling=desk_pb.OBJECTION_RULING_UPHELD, reason="不归它"
        )
        token = AUTHORITY.token("李值班", [AccessRole.OPERATOR])
        with connect(office.server.address, token) as operator:
            refused = refusal(lambda: operator.desk.RuleOnObjection(request))
        assert refused.code is grpc.StatusCode.PERMISSION_DENIED


def waiting(office: Office, awaited: case_service_pb2.CaseAwaited.ValueType) -> list[str]:
    """Return the numbers of the cases that wait for something."""
    return [case.number for case in office.hotline.cases(case_service_pb2.CaseFilter(awaited=awaited))]


class TestRequests:
    @pytest.mark.each_database
    def test_the_desk_is_reminded_of_an_extension_that_it_has_not_decided(self, office: Office) -> None:
        """R3.2."""
        number = office.call()
        office.accept(number)
        office.ask_extension(number, 3)
        assert waiting(office, case_service_pb2.CASE_AWAITED_EXTENSION_DECISION) == [number]
        office.clock.now = office.assignment(number, TAXI).decision_due_at.ToDatetime(CITY)
        office.round()
        reminders = [entry.reason for entry in office.case(number).log if entry.act == act_pb2.ACT_REMIND_DESK]
        assert f"{TAXI}申请的延期还没有答复" in reminders
        office.extension(number, TAXI, consent=True)
        assert waiting(office, case_service_pb2.CASE_AWAITED_REQUEST) == []

    @pytest.mark.each_database
    def test_a_disagreement_is_on_the_list(self, office: Office) -> None:
        """R4.3."""
        number = office.call()
        office.accept(number)
        office.dissent(number)
        assert waiting(office, case_service_pb2.CASE_AWAITED_DISPUTE) == [number]
        assert waiting(office, case_service_pb2.CASE_AWAITED_REQUEST) == [number]
