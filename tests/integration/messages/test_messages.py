"""Messages: written with the act, sent at least once, in order for each case (R2.3, R3.4, R4.1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import message_service_pb2 as pb
from hotline_server.cli.main import app
from hotline_server.domain.access_entry import AccessQuery
from hotline_server.ground.config import Settings
from hotline_server.security.identity import AccessRole
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import MessageRow
from pydantic import ValidationError
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, KEYRING, SetClock
from tests.integration.messages.outgoing import (
    FAILED,
    FIRE,
    NIGHT,
    POLICE,
    SENT,
    SKIPPED,
    WAITING,
    code_of,
    kinds,
    listed,
    report,
    send_all,
    sender_of,
)
from tests.message_gateway import MessageGateway
from tests.office import TAXI, Office, answer, designation


@pytest.mark.each_database
def test_a_case_tells_everybody_concerned_in_order(office: Office, gateway: MessageGateway) -> None:
    number = office.call()
    send_all(office)
    assert kinds(office) == [("受理回执", number), ("转办告知", number), ("新交办", TAXI)]
    code = code_of(office, number)
    assert gateway.texts[0] == f"您的诉求已受理，编号{number}，查询码{code}，可拨打12345查询进展。"
    assert code not in "".join(one.text for one in listed(office)), "staff who list messages do not read the code"
    assert f"您的诉求{number}已转{TAXI}办理，办理中可能与您联系。催办请回复8，撤诉请回复9。" in gateway.texts
    to_caller = [one for one in gateway.posted if one["audience"] == "CALLER"]
    assert {tuple(one["phones"]) for one in to_caller} == {("+8613800138000",)}
    (to_office,) = (one for one in gateway.posted if one["audience"] == "OFFICE")
    assert (to_office["recipient"], to_office["kind"], to_office["urgent"]) == (TAXI, "ASSIGNED", False)
    assert to_office["text"].endswith("，11月30日18时前回复。")

    office.accept(number)
    office.ask_extension(number, 3)
    office.extension(number, TAXI, consent=True)
    office.reply(number)
    office.review(number)
    office.answer(number, answer("车已处理，驾驶员向您道歉", means="短信"))
    send_all(office)
    told = [("延期告知", number), ("延期决定", TAXI), ("办理结果", number), ("满意度询问", number)]
    assert sorted(kinds(office, number)[3:]) == sorted(told)
    assert gateway.texts[-2] == f"您的诉求{number}办理结果：车已处理，驾驶员向您道歉"
    assert {one.state for one in listed(office)} == {SENT}


def test_the_desk_and_time_press_and_rulings_are_told(office: Office, clock: SetClock) -> None:
    number = office.call()
    office.object(number)
    office.rule_on_objection(number, upheld=False)
    clock.advance(days=60)
    office.round()
    assert ("异议裁定", TAXI) in kinds(office, number)
    assert ("督办", TAXI) in kinds(office, number)


def test_who_replied_too_little_and_who_need_not_go_on_are_told(office: Office, gateway: MessageGateway) -> None:
    """R4.2, R8.4."""
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number, "请写明处理结果")
    send_all(office)
    office.reroute(number, designation(POLICE))
    send_all(office)
    assert sorted(kinds(office, number)[3:]) == sorted(
        [("退回重办", TAXI), ("转办告知", number), ("新交办", POLICE), ("撤回交办", TAXI)]
    )
    (returned,) = (text for text in gateway.texts if "退回重办" in text)
    assert returned.endswith("前回复。")
    assert f"{TAXI}：{number}（出租车与网约车）的交办已撤回，不用再办。" in gateway.texts


def test_who_leads_from_now_on_is_told_and_so_is_the_caller(office: Office) -> None:
    """R2.3, R8.2: a co-handler who leads, and a line that has the matter."""
    number = office.call()
    office.reroute(number, designation(TAXI, POLICE))
    told = len(kinds(office, number))
    office.reroute(number, designation(POLICE))
    assert {("新交办", POLICE), ("转办告知", number)} <= set(kinds(office, number)[told:])
    request = desk_pb.HandOverCaseRequest(context=office.context(number), reason_code="Y01", told="由公安机关处置")
    line = office.hotline.desk.HandOverCase(request).case.handovers[0].line
    sent_on = [one.text for one in listed(office, number) if one.kind == "转办告知"]
    assert f"已转{line}办理" in sent_on[-1]


@pytest.mark.each_database
def test_what_has_come_to_nothing_before_it_leaves_is_not_sent(office: Office, gateway: MessageGateway) -> None:
    """R3.4: an office is neither told of an assignment that is withdrawn, nor pressed for what it has replied."""
    number = office.call()
    office.reroute(number, designation(POLICE))
    send_all(office)
    states = {(one.kind, one.recipient): (one.state, one.reason) for one in listed(office, number)}
    assert states["新交办", TAXI] == (SKIPPED, "发出以前已经撤回或者办结")
    assert states["撤回交办", TAXI] == (SKIPPED, "没有告知过交办")
    assert states["新交办", POLICE][0] == SENT
    office.accept(number, POLICE)
    office.hotline.callers.UrgeCase(caller_pb.UrgeCaseRequest(context=office.context(number), text="还没人来"))
    office.reply(number, POLICE)
    send_all(office)
    assert {one.kind: one.reason for one in listed(office, number)}["来电人催办"] == "发出以前已经回复"
    assert not [text for text in gateway.texts if TAXI in text and "新交办" in text]


def test_an_office_is_pressed_about_a_case_so_often_a_day(office: Office, gateway: MessageGateway) -> None:
    number = office.call()
    for place in range(7):
        office.hotline.callers.UrgeCase(caller_pb.UrgeCaseRequest(context=office.context(number), text=f"第{place}次"))
        send_all(office)
    assert [one["kind"] for one in gateway.posted].count("URGED") == 5
    left_out = {(one.kind, one.reason) for one in listed(office, number, [SKIPPED])}
    assert left_out == {("来电人催办", "今天就这件工单已经发过 5 条")}


class TestNotices:
    """R2.3: a notice by SMS that the desk records is sent by the service."""

    def record(self, office: Office, number: str, means: str) -> None:
        request = desk_pb.RecordNoticeRequest(context=office.context(number), means=means, content="已请交通运输局查处")
        office.hotline.desk.RecordNotice(request)

    def test_it_goes_to_the_caller(self, office: Office, gateway: MessageGateway) -> None:
        number = office.call()
        self.record(office, number, "短信")
        self.record(office, number, "电话")
        send_all(office)
        assert gateway.texts.count(f"您的诉求{number}：已请交通运输局查处") == 1

    def test_one_that_cannot_be_sent_is_a_dead_letter(self, office: Office) -> None:
        number = office.call(phone="0731-82345678")
        self.record(office, number, "短信")
        send_all(office)
        assert {one.kind: one.state for one in listed(office, number)}["人工告知"] == FAILED
        assert office.case(number).callers[0].HasField("notice_due_at"), "the caller is still to be told"

    def test_what_the_gateway_delivered_is_not_sent_twice(self, office: Office, gateway: MessageGateway) -> None:
        number = office.call()
        send_all(office)
        for one in list(gateway.accepted.values()):
            report(office, one["key"], arrived=True)
        assert "TELL_CALLER" in office.acts(number)
        assert "人工告知" not in [kind for kind, _ in kinds(office, number)]


class TestEmergencies:
    """Nothing holds back what is about an emergency."""

    def test_they_go_out_at_night_to_posts_and_offices(
        self, office: Office, clock: SetClock, gateway: MessageGateway
    ) -> None:
        clock.now = NIGHT
        quiet = office.call()
        danger = office.call(FIRE, phone="13900139000")
        clock.advance(minutes=6)
        office.round()
        send_all(office)
        sent = {(one["kind"], one["urgent"]) for one in gateway.posted}
        assert {("RECEIPT", True), ("ALARM", True)} <= sent
        assert {urgent for _, urgent in sent} == {True}
        assert {(one.state, one.reason) for one in listed(office, quiet)} == {(WAITING, "静默时段，到时间再发")}
        assert ("险情报告", "值班室") in kinds(office, danger)
        causes = {one["text"].partition("险情：")[2] for one in gateway.posted if one["kind"] == "ALARM"}
        assert causes == {"重大突发还没有核实，请立即查看。", "119消防救援逾期未接收移交的工单，请立即查看。"}
        assert ("+8673180012345",) in {tuple(one["phones"]) for one in gateway.posted if one["kind"] == "ALARM"}
        clock.now = NIGHT.replace(day=24, hour=0)
        send_all(office)
        assert {one.state for one in listed(office, quiet)} == {SENT}

    def test_a_post_that_was_alarmed_often_is_alarmed_seldom_but_not_left_in_silence(
        self, office: Office, clock: SetClock, gateway: MessageGateway
    ) -> None:
        number, sender = office.call(FIRE), sender_of(office.server)
        rules = replace(sender.dispatch.rules(), case_limit=1)
        seldom = replace(sender, dispatch=replace(sender.dispatch, rules=lambda: rules))
        alarmed: dict[str, list[datetime]] = {}
        for step in range(60):
            clock.advance(minutes=5)
            if step == 3:
                office.verify(number, confirmed=True)
            office.round()
            gateway.posted.clear()
            seldom.some()
            for one in gateway.posted:
                if one["kind"] == "ALARM":
                    alarmed.setdefault(one["recipient"], []).append(clock())
        gaps = [later - earlier for times in alarmed.values() for earlier, later in pairwise(times)]
        assert min(gaps) > timedelta(minutes=90)
        left_out = {one.reason for one in listed(office, number, [SKIPPED]) if one.kind == "险情报告"}
        assert left_out == {"今天就这件工单已经发过 1 条"}

    def test_they_overtake_no_other_of_the_same_case(
        self, office: Office, clock: SetClock, gateway: MessageGateway
    ) -> None:
        gateway.answer = lambda one: {"status": "later" if one["kind"] == "RECEIPT" else "accepted"}
        number = office.call(FIRE)
        send_all(office)
        office.verify(number, confirmed=True)
        send_all(office)
        gateway.answer = lambda _: {"status": "accepted"}
        clock.advance(minutes=1)
        send_all(office)
        told = [one["kind"] for one in gateway.accepted.values() if one["recipient"] == number]
        assert told == ["RECEIPT", "SENT_ON"]

    def test_nothing_is_asked_at_night_once_the_danger_is_over(self, office: Office, clock: SetClock) -> None:
        number = office.call(FIRE)
        office.verify(number, confirmed=True)
        for one in office.case(number).assignments:
            office.accept(number, one.department)
        for one in reversed(office.case(number).assignments):
            office.reply(number, one.department, "火已扑灭")
        office.review(number)
        send_all(office)
        clock.now = NIGHT
        office.answer(number, answer("火已扑灭", means="短信"))
        send_all(office)
        waiting = [(one.kind, one.urgent) for one in listed(office, number, [WAITING])]
        assert waiting == [("办理结果", False), ("满意度询问", False)]

    def test_an_alarm_about_a_danger_that_is_over_is_not_sent(
        self, office: Office, clock: SetClock, gateway: MessageGateway
    ) -> None:
        gateway.status = 503
        number = office.call(FIRE)
        clock.advance(minutes=6)
        office.round()
        send_all(office)
        office.verify(number, confirmed=False)
        gateway.status = 200
        clock.advance(minutes=1)
        send_all(office)
        alarms = {(one.state, one.reason) for one in listed(office, number) if one.kind == "险情报告"}
        assert alarms == {(SKIPPED, "发出以前险情已经处置，或者已经接收")}

    def test_what_did_not_arrive_is_sent_again_at_night(
        self, office: Office, clock: SetClock, gateway: MessageGateway
    ) -> None:
        clock.now = NIGHT
        gateway.answer = lambda _: {"status": "refused", "reason": "停机"}
        office.call()
        danger = office.call(FIRE, phone="13900139000")
        send_all(office)
        gateway.answer = lambda _: {"status": "accepted"}
        for dead in listed(office, states=[FAILED]):
            office.hotline.messages.ResendMessage(pb.ResendMessageRequest(message_id=dead.id, actor="李值班"))
        send_all(office)
        assert {one.state for one in listed(office, danger) if one.urgent} == {SENT}


class TestCallers:
    """What callers may and want to be told."""

    def test_a_protected_caller_hears_neither_matter_nor_office(self, office: Office, gateway: MessageGateway) -> None:
        number = office.call("举报出租车公司偷逃税款", request_type=4)
        send_all(office)
        told = [one["text"] for one in gateway.posted if one["recipient"] == number]
        code = code_of(office, number)
        assert told == [f"【12345热线】您来电已登记，编号{number}，查询码{code}，可拨打12345查询。"]

    def test_an_answer_by_sms_to_what_is_no_mobile_phone_is_a_dead_letter_and_still_owed(self, office: Office) -> None:
        number = office.call(phone="073188886666")
        office.resolve(number)
        office.answer(number, answer("已处理", means="短信"))
        send_all(office)
        assert [one.kind for one in listed(office, states=[FAILED])] == ["办理结果"]
        assert not office.case(number).callers[0].answered

    @pytest.mark.parametrize("refused", [False, True])
    def test_an_answer_that_did_not_arrive_is_owed_again_once(
        self, office: Office, gateway: MessageGateway, *, refused: bool
    ) -> None:
        """R3.4: it shows on the case and on the desk's list; who was called meanwhile was told."""
        number = office.call()
        office.resolve(number)
        if refused:
            gateway.answer = lambda _: {"status": "refused", "reason": "关机"}
        office.answer(number, answer("车已处理", means="短信"))
        send_all(office)
        asked = {one.kind: one.state for one in listed(office, number)}["满意度询问"]
        assert asked == (SKIPPED if refused else SENT), "nobody is asked about an answer that they did not get"
        (key,) = (one["key"] for one in gateway.posted if one["kind"] == "RESULT")
        for _ in range(2):
            report(office, key, arrived=False, reason="关机")
        case = office.case(number)
        assert (case.state, case.callers[0].answered) == (case_pb2.CASE_STATE_ANSWERED, False)
        assert [one.reason for one in case.log].count("短信没有送到：关机") == 1
        awaited = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_CALLBACK)
        assert [one.number for one in office.hotline.cases(awaited)] == [number]
        office.answer(number)
        assert report(office, key, arrived=False, reason="关机") == []
        assert office.case(number).callers[0].answered

    @pytest.mark.parametrize("phone", ["", "073188886666"])
    def test_nothing_is_sent_to_what_is_no_mobile_phone(
        self, office: Office, gateway: MessageGateway, phone: str
    ) -> None:
        number = office.call(phone=phone)
        send_all(office)
        assert [one for one in gateway.posted if one["audience"] == "CALLER"] == []
        assert {one.state for one in listed(office, number) if one.audience == "来电人"} <= {SKIPPED}

    def test_a_caller_who_wants_no_reply_by_then_is_sent_nothing(
        self, office: Office, gateway: MessageGateway, clock: SetClock
    ) -> None:
        clock.now = NIGHT
        number = office.call()
        office.hotline.callers.WaiveReply(
            caller_pb.WaiveReplyRequest(context=office.context(number), reason="来电人说不用回复")
        )
        clock.advance(hours=12)
        send_all(office)
        to_caller = [one for one in listed(office, number) if one.recipient == number]
        assert {(one.state, one.reason) for one in to_caller} == {(SKIPPED, "来电人不要求回复")}
        assert "CALLER" not in {one["audience"] for one in gateway.posted}

    @pytest.mark.each_database
    def test_a_number_has_a_limit_a_day(self, office: Office, gateway: MessageGateway, clock: SetClock) -> None:
        for place in range(6):
            office.call(f"第 {place} 条路的路灯不亮了，投诉")
        gateway.dies = True
        for _ in range(2):
            send_all(office)
            clock.advance(minutes=1)
        gateway.dies = False
        send_all(office)
        sent = [one for one in gateway.accepted.values() if one["audience"] == "CALLER"]
        assert len(sent) == 10
        (reason,) = {one.reason for one in listed(office, states=[WAITING]) if one.reason}
        assert reason == "今天发给这个号码的已经到了上限"
        clock.advance(days=1)
        send_all(office)
        assert {one.state for one in listed(office)} == {SENT}

    @pytest.mark.each_database
    def test_nothing_of_an_erased_case_stays(self, office: Office, settings: Settings, clock: SetClock) -> None:
        number = office.call()
        office.resolve(number)
        office.answer(number, answer("退还张三车费", means="短信"))
        shown = [one.text for one in listed(office, number) if one.kind == "办理结果"]
        assert shown == [f"【12345热线】您的诉求{number}办理结果：退还〔已隐去〕车费"]
        office.close(number)
        for _ in range(3):
            clock.advance(days=1200)
            office.round()
        with database_at(settings.database, KEYRING) as database:
            assert MessageRow.select().count(database) == 0


@pytest.mark.each_database
def test_old_messages_are_dropped(office: Office, clock: SetClock) -> None:
    office.call()
    send_all(office)
    clock.advance(days=90)
    office.call(phone="13900139000")
    assert office.server.service.desk.messages.deliveries.drop_old(timedelta(days=90, seconds=-1)) == 3
    assert len(listed(office)) == 3
    assert office.server.service.desk.messages.deliveries.drop_old(timedelta()) == 0, "what waits is kept"


@pytest.mark.each_database
def test_pages_of_messages_follow_each_other(office: Office) -> None:
    for _ in range(3):
        office.call()
    every = [one.id for one in listed(office)]
    paged, token = [], ""
    while True:
        page = office.hotline.messages.ListMessages(pb.ListMessagesRequest(page_size=2, page_token=token))
        paged += [one.id for one in page.messages]
        token = page.next_page_token
        if not token:
            break
    assert paged == every[::-1]


def test_reading_messages_is_in_the_access_log(office: Office) -> None:
    number = office.call()
    listed(office, number)
    entries = office.server.service.desk.access_recorder
    page, _ = entries.page(AccessQuery(case_number=number), 10, "")
    assert any(entry.rpc.endswith("ListMessages") for _, entry in page)


class TestCommands:
    """``hotline messages``."""

    def run(self, office: Office, tmp_path: Path) -> Callable[..., str]:
        token = tmp_path / "token"
        token.write_text(AUTHORITY.token("李值班", [AccessRole.DESK_LEAD]))

        def run(*arguments: str) -> str:
            options = ["--server", office.server.address, "--token-file", str(token)]
            return CliRunner().invoke(app, ["messages", *arguments, *options]).output

        return run

    @pytest.mark.each_database
    def test_dead_letters_are_listed_and_sent_again(
        self, office: Office, gateway: MessageGateway, tmp_path: Path
    ) -> None:
        run = self.run(office, tmp_path)
        gateway.answer = lambda _: {"status": "refused", "reason": "空号"}
        number = office.call()
        send_all(office)
        shown = run("list", "--dead")
        assert "空号" in shown
        assert number in shown
        gateway.answer = lambda _: {"status": "accepted"}
        first = listed(office)[0]
        assert "重发" in run("resend", str(first.id))
        send_all(office)
        assert listed(office)[0].state == SENT


def test_a_gateway_needs_a_secret() -> None:
    with pytest.raises(ValidationError, match="HOTLINE_MESSAGES_SECRET"):
        Settings(messages="https://gateway.example/messages")
