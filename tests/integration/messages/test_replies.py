"""Replies to messages by SMS (R8.7, R8.8)."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import message_service_pb2 as pb
from hotline_client import Hotline, HotlineError
from hotline_server.rulebook.messages import MessageRules

from tests.hotline import SetClock
from tests.integration.messages.outgoing import FAILED, SENT, SKIPPED, kinds, listed, reply, report, send_all
from tests.message_gateway import MessageGateway
from tests.office import TAXI, Office, answer


class TestReplies:
    """Callers answer by SMS, each bound to the case of what they were sent (R8.7, R8.8)."""

    def answered(self, office: Office) -> str:
        number = office.call()
        office.resolve(number)
        office.answer(number)
        send_all(office)
        return number

    @pytest.mark.each_database
    def test_a_digit_answers_the_question_once(self, office: Office) -> None:
        number = self.answered(office)
        received = reply(office, " １。")
        assert (received.outcome, received.case_number) == (pb.REPLY_OUTCOME_SURVEYED, number)
        entry = office.case(number).log[-1]
        assert (entry.actor, dict(entry.details)["satisfied"]) == ("短信回复", "是")
        assert office.case(number).callers[0].callback == case_pb2.CALLBACK_STATE_ASKED
        assert reply(office, "1", "2").outcome == pb.REPLY_OUTCOME_REPEATED
        assert office.acts(number).count("RECORD_SATISFACTION") == 1
        assert [one.state for one in listed(office) if one.kind == "满意度询问"] == [pb.MESSAGE_STATE_ANSWERED]

    def test_who_holds_it_unresolved_leaves_it_to_the_desk(self, office: Office) -> None:
        number = self.answered(office)
        assert reply(office, "3").outcome == pb.REPLY_OUTCOME_SURVEYED
        assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW

    def test_who_forgot_the_0_says_so_afterwards_and_nobody_urges_what_was_answered(self, office: Office) -> None:
        """J3, R8.7: that nobody made contact is on record; who holds it unresolved urges the desk."""
        number = self.answered(office)
        outcomes = [reply(office, text, text).outcome for text in ("8", "3", "30", "3 ", "8 ")]
        added, repeated = pb.REPLY_OUTCOME_SUPPLEMENTED, pb.REPLY_OUTCOME_REPEATED
        judged = [pb.REPLY_OUTCOME_SURVEYED, added, repeated]
        assert outcomes == [pb.REPLY_OUTCOME_MEANINGLESS, *judged, pb.REPLY_OUTCOME_URGED]
        assert "短信：对办理结果改说没有解决，单位没有联系过" in [one.reason for one in office.case(number).log]

    def test_who_was_called_meanwhile_is_heard_and_not_counted_twice(self, office: Office) -> None:
        """R1.1: nothing said is lost."""
        number = self.answered(office)
        office.call_back(number)
        assert reply(office, "1").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        assert office.acts(number).count("RECORD_SATISFACTION") == 1
        assert office.case(number).log[-1].reason == "短信：对办理结果说已解决，满意"

    @pytest.mark.each_database
    def test_a_caller_urges_and_adds(self, office: Office) -> None:
        number = office.call()
        send_all(office)
        assert reply(office, "8", "1").outcome == pb.REPLY_OUTCOME_URGED
        assert reply(office, "8", "1").outcome == pb.REPLY_OUTCOME_REPEATED
        assert reply(office, "车牌是云A12345", "2").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        assert office.acts(number)[-2:] == ["URGE", "SUPPLEMENT"]
        assert ("来电人催办", TAXI) in kinds(office, number)

    def test_a_caller_who_asks_for_secrecy_is_protected(self, office: Office) -> None:
        """R8.3: from then on, as if they had when they called."""
        number = office.call()
        send_all(office)
        assert reply(office, "别透露我的电话").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        assert office.case(number).call.caller.confidential

    def test_who_wants_neither_sms_nor_calls_gets_none(self, office: Office, gateway: MessageGateway) -> None:
        """R8.7: what the desk still answers by SMS is left to people."""
        number = office.call()
        send_all(office)
        assert reply(office, "退订", "1").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        office.resolve(number)
        office.answer(number, answer(means="短信"))
        send_all(office)
        left = {(one.kind, one.state, one.reason) for one in listed(office, number) if one.state != SENT}
        unwanted = "来电人不收短信"
        assert left == {("办理结果", FAILED, unwanted), ("满意度询问", SKIPPED, unwanted)}
        caller = office.case(number).callers[0]
        assert (caller.refuses_messages, caller.answered) == (True, False)
        assert reply(office, "不要再打电话给我", "2").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        assert office.case(number).callers[0].callback == case_pb2.CALLBACK_STATE_EXEMPT
        silent = office.call("路灯不亮，不用给我回电话，也别发短信", phone="13900139000")
        caller = office.case(silent).callers[0]
        assert (caller.wishes_no_reply, caller.refuses_messages) == (True, True)
        send_all(office)
        assert silent not in {one["recipient"] for one in gateway.posted}

    def test_a_caller_withdraws_once(self, office: Office) -> None:
        number = office.call()
        send_all(office)
        assert reply(office, "９", "1").outcome == pb.REPLY_OUTCOME_WITHDRAWN
        assert reply(office, "撤诉", "2").outcome == pb.REPLY_OUTCOME_REPEATED
        ended = [(one.actor, one.reason) for one in office.case(number).log if one.act == act_pb2.ACT_END_BY_WITHDRAWAL]
        assert ended == [("短信回复", "来电人用短信撤诉")]
        assert office.case(number).state == case_pb2.CASE_STATE_CLOSED

    def test_a_caller_takes_a_withdrawal_back_by_sms(self, office: Office) -> None:
        """R8.7."""
        number = office.call("楼里着火了，有人被困")
        send_all(office)
        assert reply(office, "收回撤诉", "0").outcome == pb.REPLY_OUTCOME_MEANINGLESS, "nothing was withdrawn"
        assert ("没有看懂", number) in kinds(office, number)
        assert reply(office, "9", "1").outcome == pb.REPLY_OUTCOME_WITHDRAWN
        assert reply(office, "7", "2").outcome == pb.REPLY_OUTCOME_WITHDRAWAL_REVOKED
        assert not office.case(number).callers[0].withdrawn

    @pytest.mark.each_database
    def test_a_reply_that_comes_again_is_recorded_in_no_branch(self, office: Office) -> None:
        """A gateway repeats a reply under its id until it hears that it was taken."""
        number = self.answered(office)
        assert reply(office, "3", "1").outcome == pb.REPLY_OUTCOME_SURVEYED
        assert reply(office, "满意", "2").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        before = office.acts(number)
        for text, attempt in (("满意", "2"), ("3", "1"), ("满意", "2")):
            assert reply(office, text, attempt).outcome == pb.REPLY_OUTCOME_REPEATED
        assert office.acts(number) == before

    def test_a_withdrawal_that_comes_again_late_does_not_undo_its_revocation(self, office: Office) -> None:
        number = office.call("楼里着火了，有人被困")
        send_all(office)
        for text, attempt in (("9", "1"), ("7", "2"), ("9", "3")):
            assert reply(office, text, attempt).outcome != pb.REPLY_OUTCOME_REPEATED
        for text, attempt in (("7", "2"), ("9", "1")):
            assert reply(office, text, attempt).outcome == pb.REPLY_OUTCOME_REPEATED
        assert office.case(number).callers[0].withdrawn

    def test_a_reply_that_comes_again_is_about_the_case_of_the_first(self, office: Office, clock: SetClock) -> None:
        first = office.call()
        send_all(office)
        assert reply(office, "8", "1").outcome == pb.REPLY_OUTCOME_URGED
        clock.advance(minutes=1)
        second = office.call("小区门口路灯不亮")
        send_all(office)
        again = reply(office, "8", "1")
        assert (again.outcome, again.case_number) == (pb.REPLY_OUTCOME_REPEATED, first)
        assert "URGE" not in office.acts(second)

    def test_an_emergency_is_not_ended_by_an_sms(self, office: Office) -> None:
        number = office.call("楼里着火了，有人被困")
        send_all(office)
        assert reply(office, "9").outcome == pb.REPLY_OUTCOME_WITHDRAWN
        assert office.case(number).state == case_pb2.CASE_STATE_VERIFYING

    def test_what_belongs_to_no_case_is_told_apart(self, office: Office, clock: SetClock) -> None:
        self.answered(office)
        assert reply(office, "1", phone="13900139000").outcome == pb.REPLY_OUTCOME_NOT_RECORDED
        clock.advance(days=16)
        refused = reply(office, "1")
        assert (refused.outcome, refused.reason) == (pb.REPLY_OUTCOME_NOT_RECORDED, "近期没有给这个号码发过消息")

    def test_a_malformed_reply_is_refused(self, hotline: Hotline) -> None:
        with pytest.raises(grpc.RpcError) as refused:
            hotline.messages.ReceiveReply(pb.ReceiveReplyRequest(phone="不是号码"))
        assert list(HotlineError.from_rpc(refused.value).violations) == ["reply_id", "phone", "text"]


class TestSeveralMatters:
    """A reply of somebody with several matters is about what the phone was sent last, and never guessed (R8.7)."""

    def both(self, office: Office, gateway: MessageGateway, clock: SetClock) -> tuple[str, str]:
        """Register a matter whose messages are put off, and another whose are sent at once; return their numbers."""
        gateway.answer = lambda _: {"status": "later"}
        late = office.call("小区门口路灯不亮")
        send_all(office)
        gateway.answer = lambda _: {"status": "accepted"}
        early = office.call("楼下烧烤店油烟太大")
        send_all(office)
        clock.advance(minutes=5)
        send_all(office)
        return late, early

    @pytest.mark.each_database
    def test_a_bare_9_asks_which_matter_is_to_be_withdrawn(
        self, office: Office, gateway: MessageGateway, clock: SetClock
    ) -> None:
        late, early = self.both(office, gateway, clock)
        for attempt in ("1", "2"):
            received = reply(office, "9", attempt)
            assert (received.outcome, received.case_number) == (pb.REPLY_OUTCOME_ASKED_BACK, late)
        send_all(office)
        assert [text for text in gateway.texts if "要撤诉的" in text] == [
            f"您的诉求有：{late}、{early}。要撤诉的，请回复“撤诉”加编号，或拨打12345。"
        ]
        assert "END_BY_WITHDRAWAL" not in office.acts(late) + office.acts(early)
        received = reply(office, f"撤诉 {early}吧", "4")
        assert (received.outcome, received.case_number) == (pb.REPLY_OUTCOME_WITHDRAWN, early)
        send_all(office)
        assert f"您的诉求{early}已按您的要求撤诉，不再答复。不是您撤的、还要办的，请拨打12345。" in gateway.texts
        received = reply(office, "9", "5")
        assert received.outcome == pb.REPLY_OUTCOME_ASKED_BACK, "the last SMS was about the other matter"
        assert received.case_number == late
        assert reply(office, f"撤诉 {late[-6:]}", "6").outcome == pb.REPLY_OUTCOME_WITHDRAWN

    def test_a_withdrawal_with_a_wrong_number_withdraws_nothing_and_asks(
        self, office: Office, gateway: MessageGateway
    ) -> None:
        number = office.call()
        send_all(office)
        received = reply(office, "撤诉 20261123-999999")
        assert (received.outcome, received.case_number) == (pb.REPLY_OUTCOME_ASKED_BACK, number)
        send_all(office)
        assert f"您的诉求有：{number}。要撤诉的，请回复“撤诉”加编号，或拨打12345。" in gateway.texts
        assert "END_BY_WITHDRAWAL" not in office.acts(number)

    def test_what_is_urged_or_added_goes_to_the_case_of_the_message_that_was_sent_last(
        self, office: Office, gateway: MessageGateway, clock: SetClock
    ) -> None:
        late, early = self.both(office, gateway, clock)
        assert reply(office, "8", "1").case_number == late
        assert reply(office, "在3号楼前面", "2").case_number == late
        assert reply(office, f"{early}：每天晚上六点开始", "3").case_number == early

    @pytest.mark.parametrize(
        "text", ["撤诉{}", "收回撤诉{}", "催办{}", "1 {}", "{}：每天晚上六点开始", "{}的司机打人", "{}"]
    )
    def test_what_names_another_case_is_recorded_in_none(self, office: Office, text: str) -> None:
        """What is said of one matter reaches no department of another (R8.3)."""
        number = office.call()
        office.resolve(number)
        office.answer(number)
        send_all(office)
        before = office.acts(number)
        refused = reply(office, text.format("20261123-999999"))
        assert (refused.outcome, refused.case_number) == (pb.REPLY_OUTCOME_NOT_RECORDED, "")
        assert refused.reason == "没有给这个号码发过这个编号的消息"
        assert office.acts(number) == before

    def test_without_a_template_nothing_is_guessed_either(
        self, office: Office, gateway: MessageGateway, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        late, _ = self.both(office, gateway, clock)
        monkeypatch.setattr(
            office.server.service.desk.messages.replies.outbox, "_templates", lambda: ("1", MessageRules())
        )
        received = reply(office, "9")
        assert (received.outcome, received.case_number) == (pb.REPLY_OUTCOME_NOT_RECORDED, late)
        assert "要写明撤哪一件" in received.reason

    def test_a_doubled_answer_judges_no_other_matter_and_another_answer_is_heard(
        self, office: Office, clock: SetClock
    ) -> None:
        first, second = office.call(), office.call("出租车司机绕路多收钱")
        for number in (first, second):
            office.resolve(number)
            office.answer(number)
            send_all(office)
            clock.advance(minutes=1)
        outcomes = [(one.outcome, one.case_number) for one in (reply(office, "1", "1"), reply(office, "1", "2"))]
        assert outcomes == [(pb.REPLY_OUTCOME_SURVEYED, second), (pb.REPLY_OUTCOME_REPEATED, second)]
        assert "RECORD_SATISFACTION" not in office.acts(first)
        assert reply(office, "3", "3").outcome == pb.REPLY_OUTCOME_SURVEYED
        assert office.case(second).state == case_pb2.CASE_STATE_CALLBACK_REVIEW
        assert reply(office, "满意", "4").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        assert office.case(second).log[-1].reason == "短信：对办理结果改说满意"
        answered = reply(office, f"1 {first}", "5")
        assert (answered.outcome, answered.case_number) == (pb.REPLY_OUTCOME_SURVEYED, first)

    def test_a_message_that_did_not_arrive_is_not_replied_to(self, office: Office, gateway: MessageGateway) -> None:
        number, other = office.call("小区门口路灯不亮"), office.call("楼下烧烤店油烟太大")
        send_all(office)
        for one in gateway.posted:
            report(office, one["key"], arrived=one["recipient"] == number, reason="关机")
        assert reply(office, "8").case_number == number
        assert "URGE" not in office.acts(other)


class TestTheQuestion:
    """One SMS asks of contact, resolution and satisfaction (J3, R8.7)."""

    @pytest.mark.parametrize(
        ("text", "responded", "resolved", "satisfied"),
        [("20", "否", "是", "否"), ("不满意！", "未表态", "未表态", "否")],
    )
    def test_digits_and_words_answer_it(
        self, office: Office, text: str, responded: str, resolved: str, satisfied: str
    ) -> None:
        number = office.call()
        office.resolve(number)
        office.answer(number)
        send_all(office)
        assert reply(office, text).outcome == pb.REPLY_OUTCOME_SURVEYED
        (said,) = (one.details for one in office.case(number).log if one.act == act_pb2.ACT_RECORD_SATISFACTION)
        assert (said["responded"], said["resolved"], said["satisfied"]) == (responded, resolved, satisfied)

    def test_a_question_that_was_asked_again_is_answered_after_the_first_time_has_passed(
        self, office: Office, clock: SetClock
    ) -> None:
        number = office.call()
        office.resolve(number)
        office.answer(number)
        send_all(office)
        clock.advance(days=10)
        assert reply(office, "4", "1").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        send_all(office)
        clock.advance(days=10)
        assert reply(office, "1", "2").outcome == pb.REPLY_OUTCOME_SURVEYED
        asked = {one.kind: one.state for one in listed(office, number) if "满意度" in one.kind}
        assert asked == dict.fromkeys(("满意度询问", "再问满意度"), pb.MESSAGE_STATE_ANSWERED)

    def test_a_digit_that_nothing_asked_for_is_no_words_for_an_office(self, office: Office) -> None:
        number = office.call()
        send_all(office)
        received = reply(office, "1")
        assert (received.outcome, received.case_number) == (pb.REPLY_OUTCOME_MEANINGLESS, number)
        assert "SUPPLEMENT" not in office.acts(number)
        assert reply(office, "3满意", "2").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED, "it contradicts itself"

    def test_what_leaves_it_open_is_kept_for_the_desk_and_asked_again(
        self, office: Office, gateway: MessageGateway
    ) -> None:
        number = office.call()
        office.resolve(number)
        office.answer(number)
        send_all(office)
        for place, text in enumerate(("4", "车位还是被占着")):
            assert reply(office, text, f"{place}").outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
            assert office.case(number).log[-1].reason == f"短信：回复满意度询问：{text}"
        assert office.case(number).callers[0].callback == case_pb2.CALLBACK_STATE_DUE, "the desk still calls"
        send_all(office)
        assert len([text for text in gateway.texts if "回复没看懂，请回复" in text]) == 1
        assert reply(office, "1", "9").outcome == pb.REPLY_OUTCOME_SURVEYED

    @pytest.mark.parametrize(
        ("matter", "text"), [("出租车司机绕路多收钱", "其实还没好"), ("楼里着火了，有人被困", "8")]
    )
    def test_who_withdrew_hears_that_what_they_write_is_registered_anew(
        self, office: Office, gateway: MessageGateway, matter: str, text: str
    ) -> None:
        """R8.7: whether the case was closed by that, or goes on since it is an emergency."""
        number = office.call(matter)
        send_all(office)
        assert reply(office, "9", "1").outcome == pb.REPLY_OUTCOME_WITHDRAWN
        assert reply(office, text, "2").outcome == pb.REPLY_OUTCOME_NOT_RECORDED
        send_all(office)
        assert gateway.texts[-1] == f"您的短信没有记在诉求{number}上，将另行登记，新的编号另发短信告知。"

    @pytest.mark.parametrize("text", ["13912345678", "502", "１１９"])
    def test_a_longer_number_is_added(self, office: Office, text: str) -> None:
        """R1.1: another number to call, a room; nothing said is lost."""
        number = office.call()
        send_all(office)
        assert reply(office, text).outcome == pb.REPLY_OUTCOME_SUPPLEMENTED
        assert office.case(number).log[-1].reason == f"短信：{text}"
