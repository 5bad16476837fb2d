"""Amendments of registrations 登记更正: what was registered stays readable, and what is decided follows (R1.1)."""

from collections.abc import Mapping

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import inquiry_service_pb2 as inquiry_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline_client import HotlineError
from hotline_server.domain.numbering import parse_number
from hotline_server.ground.config import Settings
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import AUTHORITY, KEYRING, SUSPICIOUS, SetClock, a_call, connect
from tests.integration.test_audit import verify
from tests.integration.test_separating import join, separate
from tests.office import TAXI, Office, designation, survey

LIGHTS = "投诉小区门口的路灯坏了一个月没人修"
FIRE = "我家着火了，老人还在屋里出不来"
OPERATOR, DESK = "0712", "李值班"


def amend(
    office: Office, number: str, fields: Mapping[str, object], reason: str = "来电人来电更正", actor: str = DESK
) -> case_pb2.Case:
    """Amend fields of a call by their paths, as the desk unless the reason is empty."""
    call = case_pb2.Call()
    for path, value in fields.items():
        *parents, name = path.split(".")
        setattr(call.caller if parents else call, name, value)
    return office.hotline.amend_registration(office.case(number), call, fields, reason, actor=actor, retry_timeout=0)


def refused(
    office: Office, number: str, fields: Mapping[str, object], reason: str = "", actor: str = DESK
) -> HotlineError:
    with pytest.raises(HotlineError) as caught:
        amend(office, number, fields, reason, actor)
    return caught.value


def amended(case: case_pb2.Case, act: act_pb2.Act.ValueType = act_pb2.ACT_AMEND) -> list[tuple[str, str, str]]:
    """Return the fields of the latest amendment in the log of a case, each with its values before and after."""
    entry = next(entry for entry in reversed(case.log) if entry.act == act)
    return [(field.label, field.before, field.after) for field in entry.amendment.fields]


class TestWhatIsAmended:
    def test_the_old_value_is_readable_in_the_log(self, office: Office) -> None:
        number = office.call()
        case = amend(office, number, {"content": "投诉公交车甩站", "address": "人民路 5 号", "subject": "公交"})
        assert (case.call.content, case.call.address, case.call.subject) == ("投诉公交车甩站", "人民路 5 号", "公交")
        entry = office.case(number).log[-1 - len(case.assignments) - case.HasField("proposed_decision")]
        assert (entry.act, entry.actor, entry.reason) == (act_pb2.ACT_AMEND, f"{DESK}@测试", "来电人来电更正")
        assert amended(office.case(number)) == [
            ("标题", "", "公交"), ("内容", "投诉出租车拒载还乱要价", "投诉公交车甩站"), ("地址", "", "人民路 5 号"),
        ]  # fmt: skip

    def test_the_caller_is_masked_and_revealed_as_ever(self, office: Office) -> None:
        number = office.call("我叫张三，投诉出租车拒载")
        case = amend(
            office, number, {"caller.name": "章三丰", "caller.phone": "13900139000", "caller.organisation": "云江二钢"}
        )
        assert (case.call.caller.name, case.call.caller.phone) == ("章**", "139****9000")
        assert amended(office.case(number)) == [
            ("姓名", "张*", "章**"), ("单位", "云江钢厂", "云江二钢"), ("电话", "138****8000", "139****9000"),
        ]  # fmt: skip
        revealed = office.hotline.caller(number, "回电").caller
        assert (revealed.name, revealed.phone) == ("章三丰", "+8613900139000")
        # The name that was wrong may still be somebody's, and stands in the text.
        assert "张三" not in office.case(number).call.content

    def test_a_case_is_found_by_the_right_number_alone(self, office: Office) -> None:
        number = office.call()
        amend(office, number, {"caller.phone": "0731-84510012-801"})
        found = [
            [case.number for case in office.hotline.cases(case_service_pb2.CaseFilter(phone=phone))]
            for phone in ("13800138000", "0731-84510012")
        ]
        assert found == [[], [number]]

    @pytest.mark.each_database
    def test_district_and_category_follow(self, office: Office) -> None:
        number = office.call()
        case = amend(office, number, {"content": LIGHTS, "district": "东湖区"})
        assert (case.location.district, case.matter) == ("东湖区", "市政设施")
        assert [one.number for one in office.hotline.cases(case_service_pb2.CaseFilter(district="东湖区"))] == [number]

    def test_what_stays_the_same_is_no_amendment(self, office: Office) -> None:
        number = office.call()
        before = office.case(number)
        assert amend(office, number, {"content": f" {before.call.content} "}).etag == before.etag

    @pytest.mark.parametrize(
        ("fields", "violated"),
        [
            ({}, "update_mask"),
            ({"content": " "}, "call.content"),
            ({"caller.phone": "138****8000"}, "call.caller.phone"),
            ({"caller.name": "张*"}, "call.caller.name"),
            ({"district": "无此区"}, "call.district"),
            ({"follows": "20200101-000001"}, "call.follows"),
            ({"operator": "0713"}, "update_mask"),
        ],
    )
    def test_bad_input_names_the_field(self, fields: Mapping[str, object], violated: str, office: Office) -> None:
        assert list(refused(office, office.call(), fields, "更正").violations) == [violated]

    @pytest.mark.each_database
    def test_similar_cases_are_found_by_the_new_text(self, office: Office) -> None:
        number, other = office.call("投诉路上很吵", phone=""), office.call(LIGHTS, district="东湖区")
        amend(office, number, {"content": LIGHTS, "district": "东湖区"})
        found = office.hotline.desk.FindSimilarCases(desk_pb.FindSimilarCasesRequest(number=number))
        assert [one.case.number for one in found.similar_cases] == [other]


class TestWhoMayAmend:
    def test_the_operator_who_noted_the_call_needs_no_reason_for_a_while(self, office: Office, clock: SetClock) -> None:
        number = office.call()
        clock.advance(minutes=59)
        amend(office, number, {"address": "人民路"}, "", OPERATOR)
        assert office.case(number).log[-2].role == act_pb2.ACTOR_ROLE_OPERATOR
        clock.advance(minutes=2)
        late = refused(office, number, {"address": "人民路 5 号"}, "", OPERATOR)
        assert (late.code, "说明理由" in str(late)) == (grpc.StatusCode.FAILED_PRECONDITION, True)
        amend(office, number, {"address": "人民路 5 号"}, "来电人又来电", OPERATOR)
        assert office.case(number).log[-2].role == act_pb2.ACTOR_ROLE_DESK

    def test_another_operator_gives_a_reason(self, office: Office) -> None:
        number = office.call()
        assert refused(office, number, {"address": "人民路"}, "", "0713").code is grpc.StatusCode.FAILED_PRECONDITION
        amend(office, number, {"address": "人民路"}, "来电人来电更正", "0713")

    def test_telephony_cannot_act_for_the_desk(self, office: Office, clock: SetClock) -> None:
        number = office.call()
        clock.advance(hours=2)
        case = office.case(number)
        token = AUTHORITY.token("话务桥", [AccessRole.TELEPHONY], system=True)
        with connect(office.server.address, token) as bridge, pytest.raises(HotlineError) as caught:
            bridge.amend_registration(case, a_call("改了"), ["content"], "来电人说的", actor="0712", retry_timeout=0)
        assert caught.value.code is grpc.StatusCode.FAILED_PRECONDITION

    def test_a_department_may_not(self, office: Office) -> None:
        number = office.call()
        request = intake_pb.AmendRegistrationRequest(context=office.context(number))
        token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
        with connect(office.server.address, token) as department, pytest.raises(HotlineError) as caught:
            department.amend_registration(office.case(number), a_call("改了"), ["content"], "改", retry_timeout=0)
        assert caught.value.code is grpc.StatusCode.PERMISSION_DENIED
        assert request.context.number == number

    def test_of_two_who_amend_at_once_one_is_refused(self, office: Office) -> None:
        number = office.call()
        read = office.case(number)
        office.hotline.amend_registration(read, a_call(LIGHTS), ["content"], "更正", actor=DESK)
        with pytest.raises(HotlineError) as caught:
            office.hotline.amend_registration(read, a_call("别的"), ["content"], "更正", actor=DESK, retry_timeout=0)
        assert caught.value.code is grpc.StatusCode.ABORTED

    def test_a_request_id_amends_once_whatever_happened_since(self, office: Office) -> None:
        number = office.call()
        read = office.case(number)

        def send(content: str) -> case_pb2.Case:
            return office.hotline.amend_registration(
                read, a_call(content), ["content"], "更正", "一次", DESK, retry_timeout=0
            )

        send("投诉出租车绕路")
        amend(office, number, {"content": "投诉出租车绕路还骂人"})
        assert send("投诉出租车绕路").call.content == "投诉出租车绕路还骂人"
        with pytest.raises(HotlineError) as caught:
            send("投诉出租车拼客")
        assert caught.value.code is grpc.StatusCode.ALREADY_EXISTS

    def test_an_archived_case_is_sealed(self, office: Office) -> None:
        number = office.answered()
        office.close(number)
        amend(office, number, {"address": "人民路"})
        office.archive(number)
        assert refused(office, number, {"address": "人民路 5 号"}, "更正").code is grpc.StatusCode.FAILED_PRECONDITION


class TestSecrecy:
    def test_anybody_on_the_phone_may_add_it_at_any_time(self, office: Office, clock: SetClock) -> None:
        number = office.call()
        clock.advance(days=2)
        amend(office, number, {"caller.confidential": True}, "", "0713")
        case = office.case(number)
        assert case.call.caller.confidential
        assert amended(case, act_pb2.ACT_REQUEST_CONFIDENCE) == [("要求保密", "否", "是")]
        seen = seen_by(office, number)
        assert (seen.call.caller.name, seen.call.caller.organisation) == ("", "")

    def test_it_is_not_dropped_without_the_callers_words(self, office: Office) -> None:
        number = office.call()
        amend(office, number, {"caller.confidential": True}, "", OPERATOR)
        drop = {"caller.confidential": False}
        assert list(refused(office, number, drop, "", OPERATOR).violations) == ["reason"]
        amend(office, number, drop, "来电人说可以让单位联系他", OPERATOR)
        assert not office.case(number).call.caller.confidential

    def test_departments_see_the_amended_text_but_not_what_secrecy_protects(self, office: Office) -> None:
        number = office.call("我住柳塘小区3栋502，投诉出租车拒载")
        amend(office, number, {"caller.confidential": True}, "", OPERATOR)
        amend(office, number, {"caller.name": "李四", "content": "我住柳塘小区3栋503，投诉出租车绕路"})
        seen = seen_by(office, number)
        assert "绕路" in seen.call.content
        told = [entry for entry in seen.log if entry.act == act_pb2.ACT_RELAY_AMENDMENT][-1]
        fields = {field.path: (field.before, field.after) for field in told.amendment.fields}
        assert fields["caller.name"] == ("", "")
        assert "拒载" in fields["content"][0]
        assert not any(word in str(seen) for word in ("502", "503", "张三", "李四", "13800138000"))


class TestDepartments:
    def test_they_are_told_by_their_watch(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
        with connect(office.server.address, token) as department:
            after = office.case(number).log[-1].position
            amend(office, number, {"address": "人民路 5 号"})
            entry = next(iter(department.watch_assignments(TAXI, after))).entry
        assert (entry.act, entry.department, entry.reason) == (
            act_pb2.ACT_RELAY_AMENDMENT, TAXI, "登记更正：地址",
        )  # fmt: skip
        assert [(field.before, field.after) for field in entry.amendment.fields] == [("", "人民路 5 号")]


class TestDecidingAgain:
    def test_a_new_danger_is_raised_at_once_whoever_has_the_case(self, office: Office) -> None:
        """R2.6."""
        number = office.call()
        office.accept(number)
        case = amend(office, number, {"content": FIRE})
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_VERIFYING, case_pb2.OUTCOME_EMERGENCY)
        assert case.decision.lead_department.name == "消防救援支队"

    def test_a_danger_in_an_answered_case_is_raised_and_its_caller_answered_again(self, office: Office) -> None:
        number = office.answered()
        office.close(number)
        case = amend(office, number, {"content": FIRE})
        assert case.state == case_pb2.CASE_STATE_VERIFYING
        assert not case.callers[0].answered

    def test_a_danger_that_was_dismissed_is_not_raised_again(self, office: Office) -> None:
        number = office.call(FIRE)
        office.verify(number, confirmed=False)
        case = amend(office, number, {"content": f"{FIRE}，在三楼"})
        assert case.state == case_pb2.CASE_STATE_REGISTERED

    def test_a_question_that_is_open_stays_open_though_the_text_no_longer_suggests_a_danger(
        self, office: Office
    ) -> None:
        number = office.call(SUSPICIOUS)
        asked = office.case(number).open_question
        case = amend(office, number, {"content": "投诉出租车拒载还乱要价"}, "", OPERATOR)
        assert (case.state, case.open_question) == (case_pb2.CASE_STATE_REGISTERED, asked)

    def test_what_only_the_rules_decided_follows_them(self, office: Office) -> None:
        number = office.call("楼下很吵，不知道归谁管")
        assert office.case(number).decision.outcome == case_pb2.OUTCOME_DIRECT_ANSWER
        case = amend(office, number, {"content": "投诉出租车拒载还乱要价"})
        assert [one.department for one in case.assignments] == [TAXI]

    @pytest.mark.each_database
    def test_a_case_at_work_is_not_re_routed_but_a_decision_is_proposed(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        case = amend(office, number, {"content": LIGHTS, "district": "东湖区"})
        assert [(one.department, one.state) for one in case.assignments] == [(TAXI, case_pb2.ASSIGNMENT_STATE_ACCEPTED)]
        assert case.decision.lead_department.name == TAXI
        lead = case.proposed_decision.decision.lead_department.name
        assert lead not in ("", TAXI)
        awaiting = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_AMENDED_DECISION)
        assert [one.number for one in office.hotline.cases(awaiting)] == [number]
        assert not seen_by(office, number).HasField("proposed_decision")
        rerouted = office.reroute(number, designation(lead))
        assert not rerouted.HasField("proposed_decision")

    def test_the_desk_is_reminded_until_it_decides_or_keeps_the_decision(self, office: Office, clock: SetClock) -> None:
        number = office.call()
        office.accept(number)
        amend(office, number, {"content": LIGHTS, "district": "东湖区"})
        for _ in range(2):
            clock.advance(minutes=30)
            office.round()
            assert office.case(number).log[-1].act == act_pb2.ACT_REMIND_DESK
        request = desk_pb.KeepDecisionRequest(reason="还是出租车的事")
        case = office.hotline.act(office.hotline.desk.KeepDecision, request, office.case(number), DESK)
        assert not case.HasField("proposed_decision")
        with pytest.raises(HotlineError) as caught:
            office.hotline.act(office.hotline.desk.KeepDecision, request, case, DESK, retry_timeout=0)
        assert caught.value.code is grpc.StatusCode.FAILED_PRECONDITION

    def test_amending_it_back_takes_the_proposal_back(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        assert amend(office, number, {"content": LIGHTS, "district": "东湖区"}).HasField("proposed_decision")
        back = amend(office, number, {"content": "投诉出租车拒载还乱要价", "district": ""})
        assert not back.HasField("proposed_decision")


class TestSuspectedDangers:
    @pytest.fixture(autouse=True)
    def suspect(self, suspicious_reading: None) -> None:
        """Let the reader suspect a danger in one text."""

    def test_it_is_asked_about_while_departments_work(self, office: Office, clock: SetClock) -> None:
        """R2.6."""
        number = office.call()
        office.accept(number)
        case = amend(office, number, {"content": SUSPICIOUS}, "", OPERATOR)
        assert (case.state, case.HasField("open_question")) == (case_pb2.CASE_STATE_IN_PROGRESS, True)
        clock.advance(seconds=61)
        office.round()
        assert office.case(number).log[-1].act == act_pb2.ACT_ALARM
        case = office.hotline.answer_question(office.case(number), intake_pb.DANGER_ANSWER_NO_DANGER, actor=OPERATOR)
        assert (case.state, case.HasField("open_question")) == (case_pb2.CASE_STATE_IN_PROGRESS, False)
        assert [one.state for one in case.assignments] == [case_pb2.ASSIGNMENT_STATE_ACCEPTED]

    def test_without_anybody_on_the_phone_the_desk_is_alarmed_at_once(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        amend(office, number, {"content": SUSPICIOUS}, "", OPERATOR)
        assert office.case(number).log[-1].act == act_pb2.ACT_ALARM

    def test_with_the_caller_on_the_phone_there_is_time_to_ask(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        case, call = office.case(number), case_pb2.Call(content=SUSPICIOUS)
        asked = office.hotline.amend_registration(case, call, ["content"], actor=OPERATOR, attended=True).open_question
        assert asked.due_at.seconds - asked.asked_at.seconds == 60
        assert office.case(number).log[-1].act == act_pb2.ACT_ASK_BACK

    def test_what_the_rules_would_do_is_proposed_while_the_danger_is_asked_about(self, office: Office) -> None:
        """R2.6: neither waits for the other."""
        number = office.call()
        office.accept(number)
        amend(office, number, {"content": SUSPICIOUS}, "", OPERATOR)
        case = amend(office, number, {"content": LIGHTS, "district": "东湖区"})
        assert case.HasField("open_question")
        assert case.proposed_decision.decision.lead_department.name not in ("", TAXI)

    def test_a_danger_then_confirmed_is_raised(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        amend(office, number, {"content": SUSPICIOUS}, "", OPERATOR)
        case = office.hotline.answer_question(office.case(number), intake_pb.DANGER_ANSWER_DANGER, actor=OPERATOR)
        assert case.state == case_pb2.CASE_STATE_VERIFYING


class TestJoinedCases:
    def test_its_call_is_amended_and_the_handlers_are_told(self, office: Office) -> None:
        main, joined = office.call(), office.call(phone="13900139000")
        join(office, joined, main)
        case = amend(office, joined, {"content": "投诉出租车绕路", "caller.phone": ""})
        assert (case.state, case.call.content) == (case_pb2.CASE_STATE_CLOSED, "投诉出租车绕路")
        entry = office.case(main).log[-1]
        assert (entry.act, entry.details["joined"]) == (act_pb2.ACT_RELAY_AMENDMENT, joined)
        assert separate(office, joined).call.content == "投诉出租车绕路"

    def test_a_danger_in_it_is_raised_on_the_main_case(self, office: Office) -> None:
        main, joined = office.call(), office.call(phone="13900139000")
        join(office, joined, main)
        amend(office, joined, {"content": FIRE})
        case = office.case(main)
        assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_VERIFYING, case_pb2.OUTCOME_EMERGENCY)
        # As it would be decided if it had been told in the first place.
        alone = office.case(office.call(FIRE, phone="13700137000"))
        assert case.decision.lead_department == alone.decision.lead_department
        # Whether it is another danger than that of the main case, nobody knows.
        assert separate(office, joined).state == case_pb2.CASE_STATE_VERIFYING


class TestCallers:
    def test_one_who_could_not_be_reached_is_called_again_at_the_right_number(
        self, office: Office, clock: SetClock
    ) -> None:
        """R8.7."""
        number = office.call()
        for act in (office.accept, office.reply, office.review, office.answer):
            act(number)
        unreached = case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_NO_ANSWER)
        for _ in range(3):
            clock.advance(days=1)
            office.survey(number, unreached)
        assert office.case(number).callers[0].callback == case_pb2.CALLBACK_STATE_UNREACHABLE
        case = amend(office, number, {"caller.phone": "13900139000"})
        assert case.callers[0].callback == case_pb2.CALLBACK_STATE_DUE

    def test_one_who_wants_no_reply_after_all_is_not_called(self, office: Office) -> None:
        number = office.call()
        case = amend(office, number, {"caller.wishes_no_reply": True})
        assert case.callers[0].wishes_no_reply
        assert not amend(office, number, {"caller.wishes_no_reply": False}).callers[0].wishes_no_reply

    def test_wishes_are_heard_in_new_words_and_in_why_they_are_amended(self, office: Office) -> None:
        """R8.7: once; who wants a reply after all does not lose it by words that were amended before."""
        number = office.call(LIGHTS)
        case = amend(office, number, {"content": f"{LIGHTS}，不用回复"}, "", OPERATOR)
        assert (case.callers[0].wishes_no_reply, case.callers[0].refuses_messages) == (True, False)
        assert [label for label, _, _ in amended(office.case(number))] == ["不要求回复", "内容"]
        case = amend(office, number, {"caller.wishes_no_reply": False, "subject": "路灯"}, "来电人表示不要再发短信")
        assert (case.callers[0].wishes_no_reply, case.callers[0].refuses_messages) == (False, True)
        case = amend(office, number, {"content": f"{LIGHTS}两次，不用回复"})
        assert not case.callers[0].wishes_no_reply

    def test_wishes_are_heard_in_what_is_noted_at_a_callback(self, office: Office) -> None:
        """R8.7."""
        number = office.call()
        office.resolve(number)
        office.answer(number)
        assert office.survey(number, survey(), "市民说不要再发短信").callers[0].refuses_messages

    @pytest.mark.parametrize("is_joined", [False, True])
    def test_one_who_said_so_later_and_thinks_better_of_it_waits_for_the_answer(
        self,
        office: Office,
        is_joined: bool,  # noqa: FBT001
    ) -> None:
        """R8.7: what the caller wants now counts, not what was registered."""
        number, main = office.call(), office.call(phone="13900139000") if is_joined else ""
        if main:
            join(office, number, main)

        def wish() -> bool:
            (caller,) = [one for one in office.case(main or number).callers if one.call_id == parse_number(number)]
            return caller.wishes_no_reply

        waive = caller_pb.WaiveReplyRequest(
            context=office.context(main or number), call_id=parse_number(number), reason="不用回了"
        )
        office.hotline.callers.WaiveReply(waive)
        assert wish()
        case = amend(office, number, {"caller.wishes_no_reply": False})
        assert not wish()
        assert amended(office.case(number)) == [("不要求回复", "是", "否")]
        assert not case.call.caller.wishes_no_reply

    @pytest.mark.each_database
    def test_one_who_wants_a_reply_after_the_end_is_told_it(self, office: Office) -> None:
        """R8.7: the case stays closed, and is not archived before."""
        number = office.call()
        amend(office, number, {"caller.wishes_no_reply": True})
        for act in (office.accept, office.reply, office.review):
            act(number)
        office.round()
        office.close(number)
        case = amend(office, number, {"caller.wishes_no_reply": False})
        assert (case.state, case.callers[0].answered) == (case_pb2.CASE_STATE_CLOSED, False)
        awaited = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_CALLBACK)
        assert [one.number for one in office.hotline.cases(awaited)] == [number]
        asked = inquiry_pb.DescribeCaseRequest(number=number, phone="13800138000")
        assert "会尽快答复您" in office.hotline.inquiry.DescribeCase(asked).spoken
        case = office.answer(number)
        assert (case.state, case.callers[0].answered) == (case_pb2.CASE_STATE_CLOSED, True)
        assert amend(office, number, {"caller.wishes_no_reply": True}).callers[0].answered
        again = amend(office, number, {"caller.wishes_no_reply": False}).callers[0]
        assert (again.answered, again.callback) == (True, case_pb2.CALLBACK_STATE_DUE)


class TestAnsweredCases:
    def test_a_matter_that_changed_is_judged_by_the_desk(self, office: Office) -> None:
        number = office.answered()
        office.close(number)
        case = amend(office, number, {"content": LIGHTS, "district": "东湖区"})
        assert (case.state, case.HasField("proposed_decision")) == (case_pb2.CASE_STATE_CLOSED, True)
        request = desk_pb.ArchiveCaseRequest(reason="归档")
        with pytest.raises(HotlineError) as caught:
            office.hotline.act(office.hotline.desk.ArchiveCase, request, case, DESK, retry_timeout=0)
        assert "新的办理建议" in str(caught.value)

    def test_what_is_amended_beside_the_matter_is_not(self, office: Office) -> None:
        number = office.answered()
        assert not amend(office, number, {"address": "人民路 5 号"}).HasField("proposed_decision")


class TestKeeping:
    def test_no_personal_data_is_in_the_clear_and_all_is_erased_in_time(
        self, office: Office, clock: SetClock, settings: Settings
    ) -> None:
        number = office.answered()
        amend(office, number, {"caller.name": "章三丰", "caller.phone": "13900139000"})
        office.close(number)
        with database_at(settings.database, KEYRING) as database:
            stored = repr(execute(database, "SELECT * FROM call")) + repr(execute(database, "SELECT * FROM log_entry"))
        assert not any(word in stored for word in ("张三", "章三丰", "3800138000", "3900139000"))
        assert verify(settings)[0] == 0
        for days in (60, settings.retention_days):
            clock.advance(days=days)
            office.round()
        with database_at(settings.database, KEYRING) as database:
            assert execute(database, "SELECT caller, amendments FROM call") == [("", "")]
        assert verify(settings)[0] == 0
        assert not [entry for entry in office.case(number).log if entry.HasField("amendment")]

    @pytest.mark.tampers
    @pytest.mark.parametrize("column", ["content", "amendments"])
    def test_neither_the_amended_call_nor_what_it_said_before_can_be_changed_unnoticed(
        self, office: Office, settings: Settings, column: str
    ) -> None:
        amend(office, office.call(), {"content": LIGHTS})
        with database_at(settings.database, KEYRING) as database:
            execute(database, f"UPDATE call SET {column} = ''")
        assert verify(settings)[0] == 1


def seen_by(office: Office, number: str, department: str = TAXI) -> case_pb2.Case:
    """Return a case as a department sees it, with its log."""
    token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=department)
    request = department_pb.GetAssignedCaseRequest(department=department, number=number)
    with connect(office.server.address, token) as hotline:
        return hotline.departments.GetAssignedCase(request).case
