"""Accusations told later: whoever has the case in hand does not learn whom they accuse (R8.3, R1.1)."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, a_call, connect, refusal
from tests.integration.test_amending import OPERATOR, amend, seen_by
from tests.integration.test_later_words import Say, supplement, urge
from tests.integration.test_recusal import lift
from tests.integration.test_separating import join, separate
from tests.office import TAXI, Office, answer, designation, survey

ASKED = "投诉出租车拒载还乱要价"
ACCUSES = "我要举报交通运输局收了出租车公司的好处，拒载没人管"
LATER = "举报他们收好处"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Use SQLite only: nothing here depends on the database."""
    return sqlite_url


def accused(office: Office) -> str:
    """Return the number of a case that its department accepted before the caller accused it."""
    number = office.call(ASKED)
    office.accept(number)
    amend(office, number, {"content": ACCUSES, "subject": LATER})
    return number


def streamed(office: Office, after: int, until: int) -> list[act_pb2.Act.ValueType]:
    """Return the acts that a department's watch tells of between two positions."""
    token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
    acts: list[act_pb2.Act.ValueType] = []
    with connect(office.server.address, token) as department:
        for news in department.watch_assignments(TAXI, after):
            if news.entry.position >= until:
                return acts
            acts.append(news.entry.act)
    raise AssertionError("the watch ended")


class TestWhoeverHasTheCase:
    def test_it_is_neither_told_nor_shown_what_accuses_it(self, office: Office) -> None:
        number = accused(office)
        seen = seen_by(office, number)
        assert (seen.call.content, seen.call.subject) == (ASKED, "")
        assert not any(word in str(seen) for word in ("举报", "好处"))
        told = {entry.act for entry in seen.log}
        assert not told & {act_pb2.ACT_AMEND, act_pb2.ACT_RELAY_AMENDMENT, act_pb2.ACT_PROPOSE_DECISION}
        assert office.case(number).call.content == ACCUSES

    @pytest.mark.each_database
    def test_its_watch_and_its_list_do_not_tell_either(self, office: Office) -> None:
        number = office.call(ASKED)
        office.accept(number)
        before = office.case(number).log[-1].position
        amend(office, number, {"content": ACCUSES})
        office.progress(number)
        last = office.case(number).log[-1].position
        assert streamed(office, before, last) == []
        token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
        with connect(office.server.address, token) as department:
            request = department_pb.ListAssignedCasesRequest(department=TAXI)
            (listed,) = department.departments.ListAssignedCases(request).cases
        assert listed.call.content == ASKED

    def test_the_desk_is_to_decide_who_handles_it(self, office: Office) -> None:
        proposed = office.case(accused(office)).proposed_decision.decision
        assert TAXI in proposed.reasons[-1]
        assert proposed.lead_department.name != TAXI

    def test_it_is_not_left_with_the_accused(self, office: Office) -> None:
        number = accused(office)
        request = desk_pb.KeepDecisionRequest(context=office.context(number), reason="还是出租车的事")
        assert f"{TAXI}应当回避，请改派" in str(refusal(lambda: office.hotline.desk.KeepDecision(request)))
        reasons = {one.act: one.reason for one in office.case(number).allowed_acts}
        assert "先解除回避" in reasons[act_pb2.ACT_KEEP_DECISION]

    def test_what_it_replied_before_is_not_sent_back_to_it(self, office: Office) -> None:
        number = office.call(ASKED)
        office.accept(number)
        office.reply(number)
        amend(office, number, {"content": ACCUSES})
        keep = desk_pb.KeepDecisionRequest(context=office.context(number), reason="答复可用")
        assert f"{TAXI}应当回避，请改派" in str(refusal(lambda: office.hotline.desk.KeepDecision(keep)))
        assert f"{TAXI}应当回避，请改派" in str(refusal(lambda: office.review(number)))
        assert f"{TAXI}应当回避，请改派" in str(refusal(lambda: office.review(number, "没有到现场")))
        assert amend(office, number, {"caller.name": "李四"}).HasField("proposed_decision")
        office.reroute(number, designation("公安局"), reason="来电人举报交通运输局")
        assert [one.department for one in office.case(number).assignments if one.leads] == [TAXI, "公安局"]

    def test_on_the_spot_it_is_not_told_of_another_place_and_the_desk_is_at_once(self, office: Office) -> None:
        """R2.6."""
        number = office.call("楼下着火了快来人")
        office.hotline.desk.VerifyEmergency(
            desk_pb.VerifyEmergencyRequest(
                context=office.context(number),
                result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
                findings="打电话核实过",
                designation=designation("消防救援支队", TAXI),
            )
        )
        amend(office, number, {"address": "东湖路 11 号", "content": f"楼下着火了快来人，{ACCUSES}"})
        alarms = [entry.reason for entry in office.case(number).log if entry.act == act_pb2.ACT_ALARM]
        assert f"在现场处置的{TAXI}应当回避，没有告知" in alarms[-1]
        assert "东湖路" not in str(seen_by(office, number))
        assert not any(word in str(seen_by(office, number)) for word in ("举报", "好处"))

    def test_once_others_have_it_the_accused_reads_no_more_than_before(self, office: Office) -> None:
        number = accused(office)
        office.reroute(number, designation("公安局"), reason="来电人举报交通运输局")
        seen = seen_by(office, number)
        assert (seen.call.content, seen.decision.lead_department.name) == (ASKED, "")
        assert [one.department for one in seen.assignments] == [TAXI]
        assert not any(word in str(seen) for word in ("举报", "好处", "公安局"))
        assert "好处" in seen_by(office, number, "公安局").call.content

    def test_a_unit_that_turns_out_not_to_be_accused_is_told_then(self, office: Office) -> None:
        number = accused(office)
        case = lift(office, number, TAXI, "举报的是公司，不是局里")
        assert not case.HasField("proposed_decision")
        seen = seen_by(office, number)
        assert seen.log[-1].act == act_pb2.ACT_RELAY_AMENDMENT
        assert seen.call.content == office.case(number).call.content

    def test_what_was_said_in_between_is_not_among_the_former_values(self, office: Office) -> None:
        number = accused(office)
        amend(office, number, {"content": "投诉出租车绕路", "subject": ""})
        seen = seen_by(office, number)
        assert (seen.log[-1].act, seen.call.content) == (act_pb2.ACT_RELAY_AMENDMENT, "投诉出租车绕路")
        assert not any(word in str(seen) for word in ("举报", "好处"))

    def test_secrecy_asked_for_later_protects_from_whom_the_call_named(self, office: Office) -> None:
        """R8.5: the text is known; who called, and what comes after, is not."""
        named = "投诉交通运输局不作为，出租车拒载没人管"
        number = office.call(named)
        if not office.case(number).assignments:
            office.assign(number, designation(TAXI))
        office.accept(number)
        amend(office, number, {"caller.confidential": True}, "", OPERATOR)
        amend(office, number, {"content": f"{named}，他们收好处"})
        seen = seen_by(office, number)
        assert (seen.call.content, seen.call.caller.name) == (named, "")
        assert "好处" not in str(seen)


class TestWhoeverGetsTheCaseLater:
    def test_it_is_not_shown_what_an_amendment_took_back(self, office: Office) -> None:
        number = office.call("我要举报公安局收好处，有人管吗")
        amend(office, number, {"content": ASKED})
        office.reroute(number, designation("公安局"))
        seen = seen_by(office, number, "公安局")
        assert seen.call.content == ASKED
        assert "好处" not in str(seen)


class TestJoinedCalls:
    def test_the_handlers_of_the_main_case_read_what_was_amended(self, office: Office) -> None:
        main, joined = office.call(ASKED), office.call(ASKED, phone="13900139000")
        join(office, joined, main)
        amend(office, joined, {"content": "投诉出租车绕路", "caller.name": "李四"})
        entry = seen_by(office, main).log[-1]
        assert (entry.act, entry.department, entry.details["joined"]) == (act_pb2.ACT_RELAY_AMENDMENT, TAXI, joined)
        fields = {field.path: (field.before, field.after) for field in entry.amendment.fields}
        assert fields == {"content": (ASKED, "投诉出租车绕路"), "caller.name": ("张*", "李*")}

    def test_they_are_not_told_when_it_accuses_them(self, office: Office) -> None:
        main, joined = office.call(ASKED), office.call(ASKED, phone="13900139000")
        join(office, joined, main)
        amend(office, joined, {"content": ACCUSES})
        assert TAXI in office.case(main).proposed_decision.decision.reasons[-1]
        seen = seen_by(office, main)
        assert seen.call.content == ASKED
        assert not any(word in str(seen) for word in ("举报", "好处"))
        assert office.case(joined).state == case_pb2.CASE_STATE_CLOSED


@pytest.mark.parametrize("say", [supplement, urge])
class TestWordsAddedLater:
    """What callers add accuses as an amendment does, whoever writes it down."""

    def test_the_accused_stops_reading_and_its_clock_stands(self, office: Office, say: Say) -> None:
        number = office.call(ASKED)
        office.accept(number)
        case = say(office, number, ACCUSES)
        assert TAXI in case.proposed_decision.decision.reasons[-1]
        assert case.proposed_decision.decision.lead_department.name != TAXI
        (assignment,) = case.assignments
        assert assignment.standstills[-1].HasField("since")
        assert not any(word in str(seen_by(office, number)) for word in ("举报", "好处", "拒载"))
        assert ACCUSES in str(office.case(number).log)
        with pytest.raises(grpc.RpcError, match="不得把举报交给"):
            office.reroute(number, designation(TAXI), reason="还是它办")
        lift(office, number, TAXI, "举报的是公司，不是局里")
        assert not office.case(number).HasField("proposed_decision")

    def test_an_amendment_beside_the_matter_does_not_forget_it(self, office: Office, say: Say) -> None:
        number = office.call(ASKED)
        office.accept(number)
        say(office, number, ACCUSES)
        amend(office, number, {"content": f"{ASKED}，车是白色的"})
        assert "拒载" not in str(seen_by(office, number))

    def test_a_complaint_about_the_work_that_nobody_keeps_secret_accuses_nobody(self, office: Office, say: Say) -> None:
        number = office.call(ASKED)
        office.accept(number)
        case = say(office, number, "交通运输局不作为，拖了这么久还没人管")
        assert not case.HasField("proposed_decision")
        assert "拒载" in seen_by(office, number).call.content


class TestWhoeverIsDoneWithIt:
    """An accusation comes before the desk in every state of a case, whoever has it in hand."""

    def settled(self, office: Office) -> str:
        """Return the number of a case whose caller was answered with what the department replied."""
        number = office.call(ASKED)
        office.resolve(number)
        office.answer(number)
        return number

    def judged(self, case: case_pb2.Case) -> str:
        return case.proposed_decision.decision.reasons[-1]

    def test_added_to_an_answered_case_it_is_judged_before_that_is_closed(self, office: Office) -> None:
        number = self.settled(office)
        assert self.judged(supplement(office, number, ACCUSES)) == f"来电人反映{TAXI}，请研判由谁办理"
        office.call_back(number)
        assert "请先研判：要办的重新受理" in str(refusal(lambda: office.close(number)))
        keep = desk_pb.KeepDecisionRequest(context=office.context(number), reason="已另行登记，交纪检监察机关")
        office.hotline.desk.KeepDecision(keep)
        assert office.close(number).state == case_pb2.CASE_STATE_CLOSED

    def test_before_the_answer_it_is_judged_before_anybody_is_told(self, office: Office) -> None:
        number = office.call(ASKED)
        office.resolve(number)
        assert TAXI in self.judged(supplement(office, number, ACCUSES))
        assert "请先研判：要别的单位办的改派" in str(refusal(lambda: office.answer(number)))
        reasons = {one.act: one.reason for one in office.case(number).allowed_acts}
        assert f"{TAXI}应当回避" in reasons[act_pb2.ACT_RETURN_FOR_REWORK]
        office.reroute(number, designation("公安局"), reason="来电人举报交通运输局")
        assert office.case(number).state == case_pb2.CASE_STATE_ASSIGNED
        assert not office.case(number).HasField("proposed_decision")

    def test_so_is_what_is_said_in_a_callback_or_to_have_it_reopened(self, office: Office) -> None:
        called, reopened = self.settled(office), self.settled(office)
        assert TAXI in self.judged(office.survey(called, survey(), f"满意。另外{ACCUSES}"))
        again = caller_pb.ReopenCaseRequest(context=office.context(reopened), reason=ACCUSES)
        assert TAXI in self.judged(office.hotline.callers.ReopenCase(again).case)
        cautions = {one.act: one.caution for one in office.case(reopened).allowed_acts}
        assert f"{TAXI}应当回避，请另行指定" in cautions[act_pb2.ACT_HANDLE_AGAIN]

    def test_an_amendment_is_judged_whatever_the_desk_had_decided(self, office: Office) -> None:
        number = office.call("反映一件事")
        office.assign(number, designation(TAXI))
        office.resolve(number)
        office.answer(number)
        assert TAXI in self.judged(amend(office, number, {"content": f"反映一件事，{ACCUSES}"}))

    def test_one_of_somebody_else_stays_to_be_judged_whatever_is_amended_beside_it(self, office: Office) -> None:
        number = office.call(ASKED)
        office.accept(number)
        assert "公安局" in self.judged(supplement(office, number, "另外举报公安局收了出租车公司的好处"))
        assert "公安局" in self.judged(amend(office, number, {"content": f"{ASKED}，车是白色的"}))
        assert not office.assignment(number, TAXI).standstills

    def test_a_call_that_is_joined_and_accuses_who_replied_is_judged_too(self, office: Office) -> None:
        main, joined = office.call(ASKED), office.call(ACCUSES, phone="13900139000")
        office.resolve(main)
        join(office, joined, main)
        assert TAXI in self.judged(office.case(main))
        assert "请先研判" in str(
            refusal(lambda: office.answer(main, answer(call_id=office.case(main).callers[0].call_id)))
        )

    def test_in_an_emergency_all_go_on_and_it_is_judged_beside(self, office: Office) -> None:
        number = office.call("楼下着火了快来人")
        office.verify(number, confirmed=True)
        case = supplement(office, number, ACCUSES)
        assert TAXI in self.judged(case)
        assert not any(one.standstills for one in case.assignments)

    def test_a_closed_case_is_reopened_for_it_or_it_is_another(self, office: Office) -> None:
        number = self.settled(office)
        office.call_back(number)
        office.close(number)
        assert "请重新受理" in str(refusal(lambda: supplement(office, number, ACCUSES)))
        office.clock.advance(days=60)
        assert "请另行登记" in str(refusal(lambda: supplement(office, number, ACCUSES)))


def test_what_was_said_under_a_call_that_is_separated_stays_masked_and_goes_with_it(office: Office) -> None:
    """R8.3, R8.8: of the caller nothing is told, and whom it accuses neither reads it nor is given the case."""
    call = a_call(ASKED, phone="13900139000")
    call.caller.name, call.caller.confidential = "王五", True
    main, joined = office.call(ASKED), office.hotline.register(call).number
    office.accept(main)
    join(office, joined, main)
    said = f"{ACCUSES}，我是住502的王五"
    request = caller_pb.SupplementCaseRequest(
        context=office.context(main), text=said, call_id=office.case(main).callers[1].call_id
    )
    office.hotline.callers.SupplementCase(request)
    office.reroute(main, designation("公安局"), reason="来电人举报交通运输局")
    before = str(seen_by(office, main, "公安局").log)
    case = separate(office, joined)
    seen = str(seen_by(office, main, "公安局").log)
    assert "好处" in before
    assert "好处" in seen
    assert not any(word in seen for word in ("王五", "502"))
    assert "好处" not in str(seen_by(office, main))
    assert case.decision.lead_department.name == ""
    assert ACCUSES in office.case(joined).log[-1].reason
    with pytest.raises(grpc.RpcError, match="不得把举报交给"):
        office.assign(joined, designation(TAXI))


def test_no_danger_is_left_to_an_accused_lead_that_nobody_named(office: Office) -> None:
    """R2.6, R8.3."""
    number = accused(office)
    request = desk_pb.RaiseEmergencyRequest(context=office.context(number), reason="车里冒烟")
    office.hotline.desk.RaiseEmergency(request)
    with pytest.raises(grpc.RpcError, match="请写明牵头单位"):
        office.verify(number, confirmed=True)
