"""Messages: written with the act, sent at least once, in order for each case (R2.3, R3.4, R4.1)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import message_service_pb2 as pb
from hotline.v1 import operations_service_pb2 as operations_pb
from hotline.v1.rule_service_pb2 import StartShadowRequest, StopShadowRequest
from hotline_client import Hotline, HotlineError
from hotline_server.cli.main import app
from hotline_server.desk.messages import dispatch
from hotline_server.desk.messages.dispatch import BATCH, LEASE, UNREACHED_PAUSE
from hotline_server.desk.messages.gateway import GatewayError, Parcel
from hotline_server.desk.messages.sending import Sender
from hotline_server.desk.messages.shadow_digest import RULE_MAINTAINER
from hotline_server.domain.access_entry import AccessQuery
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.messages import MessageRules
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.identity import AccessRole
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import MessageRow
from pydantic import ValidationError
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, KEYRING, SetClock, StartServer, connect, eventually
from tests.integration.test_rule_service import taxi_to
from tests.message_gateway import MessageGateway, Robot, group_robot, posting_to
from tests.office import TAXI, Office, answer, designation
from tests.ports import free_port

WAITING, SENT, DELIVERED = pb.MESSAGE_STATE_WAITING, pb.MESSAGE_STATE_SENT, pb.MESSAGE_STATE_DELIVERED
FAILED, EXPIRED, SKIPPED = pb.MESSAGE_STATE_FAILED, pb.MESSAGE_STATE_EXPIRED, pb.MESSAGE_STATE_SKIPPED
POLICE = "公安局"
NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings, gateway: MessageGateway, tmp_path: Path) -> Settings:
    """Give the servers of this file a gateway."""
    return posting_to(gateway, settings, tmp_path)


def sender_of(server: RunningServer) -> Sender:
    sender = server.service.desk.sender
    assert sender is not None
    return sender


def send_all(office: Office) -> None:
    """Send until nothing is due; the messages to one recipient about one case take a turn each."""
    sender = sender_of(office.server)
    outbox = sender.dispatch.outbox
    while outbox.can_go(office.clock(), only_urgent=False):
        before = len(listed(office, states=[WAITING]))
        sender.some()
        if len(listed(office, states=[WAITING])) == before:
            return


def code_of(office: Office, number: str) -> str:
    code, *_ = office.server.service.desk.public_reading.callers.codes(number)
    return code


def listed(office: Office, number: str = "", states: Any = ()) -> list[pb.OutgoingMessage]:
    """Return messages, earliest first."""
    request = pb.ListMessagesRequest(number=number, states=states, page_size=200)
    return list(reversed(office.hotline.messages.ListMessages(request).messages))


def kinds(office: Office, number: str = "") -> list[tuple[str, str]]:
    return [(one.kind, one.recipient) for one in listed(office, number)]


def report(office: Office, key: str, *, arrived: bool, reason: str = "") -> list[str]:
    request = pb.ReportDeliveriesRequest(reports=[pb.DeliveryReport(key=key, arrived=arrived, reason=reason)])
    return list(office.hotline.messages.ReportDeliveries(request).unknown_keys)


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
    assert to_office["text"].endswith("请签收，11月30日18时前回复。")

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
    assert returned.endswith("前重新回复。")
    assert f"{TAXI}：{number}（出租车与网约车）的交办已撤回，不用再办。" in gateway.texts


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
        danger = office.call("我家楼下起火了，烟很大，有人困在三楼", phone="13900139000")
        clock.advance(minutes=6)
        office.round()
        send_all(office)
        sent = {(one["kind"], one["urgent"]) for one in gateway.posted}
        assert {("RECEIPT", True), ("ALARM", True)} <= sent
        assert {urgent for _, urgent in sent} == {True}
        assert {one.state for one in listed(office, quiet)} == {WAITING}
        assert ("险情报告", "值班室") in kinds(office, danger)
        assert ("+8673180012345",) in {tuple(one["phones"]) for one in gateway.posted if one["kind"] == "ALARM"}
        clock.now = NIGHT.replace(day=24, hour=0)
        send_all(office)
        assert {one.state for one in listed(office, quiet)} == {SENT}

    def test_what_did_not_arrive_is_sent_again_at_night(
        self, office: Office, clock: SetClock, gateway: MessageGateway
    ) -> None:
        clock.now = NIGHT
        gateway.answer = lambda _: {"status": "refused", "reason": "停机"}
        office.call()
        danger = office.call("我家楼下起火了，烟很大，有人困在三楼", phone="13900139000")
        send_all(office)
        gateway.answer = lambda _: {"status": "accepted"}
        for dead in listed(office, states=[FAILED]):
            office.hotline.messages.ResendMessage(pb.ResendMessageRequest(message_id=dead.id, actor="李值班"))
        send_all(office)
        assert {one.state for one in listed(office, danger) if one.urgent} == {SENT}


@pytest.mark.each_database
class TestFailures:
    """A gateway that dies, refuses or puts off, and a server that dies."""

    def test_a_dead_gateway_loses_none_and_changes_no_order(
        self, office: Office, gateway: MessageGateway, clock: SetClock
    ) -> None:
        gateway.status = 503
        number = office.call()
        send_all(office)
        assert [one.reason for one in listed(office)] == ["消息网关答复 HTTP 503", "", "消息网关答复 HTTP 503"]
        assert {one.attempts for one in listed(office)} == {0}
        clock.advance(seconds=UNREACHED_PAUSE.total_seconds())
        gateway.status = 200
        send_all(office)
        to_caller = [one["kind"] for one in gateway.accepted.values() if one["recipient"] == number]
        assert to_caller == ["RECEIPT", "SENT_ON"]
        keys = [one["key"] for one in gateway.posted]
        assert len(gateway.accepted) == 3
        assert set(keys) == set(gateway.accepted), "what is sent again has the key of before"

    def test_a_server_that_dies_after_sending_repeats_under_the_same_key(
        self, office: Office, gateway: MessageGateway, clock: SetClock, start_server: StartServer
    ) -> None:
        office.call()
        other, died = sender_of(start_server()), sender_of(office.server)
        write, outbox = died.dispatch.writer.write, died.dispatch.outbox
        claimed = write(lambda: outbox.claim(clock(), BATCH, LEASE, only_urgent=False))
        died.ways.send(
            [Parcel(one.key, "RECEIPT", "CALLER", "", (), one.message.text, urgent=False) for one in claimed]
        )
        assert not other.some(), "what one server sends no other does"
        assert len(gateway.posted) == len(claimed) == 2
        clock.advance(seconds=LEASE.total_seconds())
        assert not other.some()
        assert [one["key"] for one in gateway.posted[2:]] == [one.key for one in claimed]
        assert len(gateway.accepted) == 2

    def test_a_refusal_is_a_dead_letter_and_is_sent_again_by_hand(
        self, office: Office, gateway: MessageGateway
    ) -> None:
        gateway.answer = lambda one: {"status": "refused", "reason": "空号"} if one["kind"] == "RECEIPT" else {
            "status": "accepted"
        }  # fmt: skip
        number = office.call()
        send_all(office)
        (dead,) = listed(office, states=[FAILED, EXPIRED])
        assert (dead.kind, dead.reason, dead.attempts) == ("受理回执", "空号", 1)
        assert [one.state for one in listed(office, number)] == [FAILED, SENT, SENT], "the next one goes on"
        gateway.answer = lambda _: {"status": "accepted"}
        office.hotline.messages.ResendMessage(pb.ResendMessageRequest(message_id=dead.id, actor="李值班"))
        send_all(office)
        first, *_, last = [one["key"] for one in gateway.posted if one["kind"] == "RECEIPT"]
        assert first != last, "the gateway does not take it for a repetition"
        with pytest.raises(grpc.RpcError) as refused:
            office.hotline.messages.ResendMessage(pb.ResendMessageRequest(message_id=dead.id, actor="李值班"))
        assert HotlineError.from_rpc(refused.value).code is grpc.StatusCode.NOT_FOUND

    def test_a_question_that_was_answered_before_it_leaves_is_not_asked(self, office: Office) -> None:
        """R8.7."""
        number = office.call()
        office.resolve(number)
        office.answer(number)
        office.call_back(number)
        send_all(office)
        asked = [(one.state, one.reason) for one in listed(office) if one.kind == "满意度询问"]
        assert asked == [(SKIPPED, "发出以前已经回访，或者已经重新办理")]

    def test_a_reason_that_quotes_the_caller_is_kept_and_shown_without_the_number(
        self, office: Office, gateway: MessageGateway, settings: Settings
    ) -> None:
        """R8.14."""
        gateway.answer = lambda _: {"status": "refused", "reason": "号码13800138000张三停机"}
        office.call()
        send_all(office)
        reasons = {one.reason for one in listed(office, states=[FAILED])}
        assert reasons == {"号码〔已隐去〕〔已隐去〕停机"}
        report(office, gateway.posted[0]["key"], arrived=True, reason="13800138000")
        with database_at(settings.database, KEYRING) as database:
            assert not [row for row in MessageRow.select().execute(database) if "13800138000" in row.reason]

    def test_what_is_put_off_backs_off_and_expires(
        self, office: Office, gateway: MessageGateway, clock: SetClock
    ) -> None:
        gateway.answer = lambda _: {"status": "later", "reason": "通道忙"}
        office.call()
        attempts = []
        for _ in range(3):
            send_all(office)
            first = listed(office)[0]
            attempts.append((first.attempts, (first.due_at.ToDatetime(UTC) - clock()).total_seconds()))
            clock.now = first.due_at.ToDatetime(UTC)
        assert attempts == [(1, 60), (2, 120), (3, 240)]
        danger = office.call("我家楼下起火了，烟很大，有人困在三楼", phone="13900139000")
        send_all(office)
        clock.advance(days=3)
        send_all(office)
        first = listed(office)[0]
        assert (first.state, first.reason) == (EXPIRED, "通道忙")
        assert {one.state for one in listed(office, danger) if one.urgent} == {WAITING}, "what is urgent never expires"
        gateway.answer = lambda _: {"status": "accepted"}
        clock.advance(hours=6)
        send_all(office)
        assert {one.state for one in listed(office, danger) if one.urgent} == {SENT}

    def test_two_servers_that_send_at_once_send_each_message_once(
        self, office: Office, gateway: MessageGateway, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Small batches, so that they take turns: none is doubled, none is lost, and each caller's come in order."""
        monkeypatch.setattr(dispatch, "BATCH", 2)
        other = start_server()
        numbers = [office.call(phone=f"138001380{place:02d}") for place in range(8)]

        def send(sender: Sender) -> None:
            for attempt in eventually():
                with attempt:
                    sender.some()
                    assert not sender.dispatch.is_due()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(send, (sender_of(office.server), sender_of(other))))
        sent = [one["key"] for one in gateway.posted]
        assert len(sent) == len(set(sent)) == len(listed(office))
        assert {one.state for one in listed(office)} == {SENT}
        for number in numbers:
            assert [one["kind"] for one in gateway.posted if one["recipient"] == number] == ["RECEIPT", "SENT_ON"]


class TestGroupChats:
    """Offices and posts with a group chat are told there, everybody else by the gateway."""

    @pytest.fixture
    def robot(self) -> Iterator[Robot]:
        with group_robot() as running:
            yield running

    @pytest.fixture
    def settings(self, settings: Settings, robot: Robot, tmp_path: Path) -> Settings:
        groups = tmp_path / "groups.yaml"
        groups.write_text(f'群: {{{TAXI}: "{robot.url}", {RULE_MAINTAINER}: "{robot.url}"}}')
        return settings.model_copy(update={"messages_groups": groups})

    def test_an_office_is_told_in_its_chat(self, office: Office, gateway: MessageGateway, robot: Robot) -> None:
        number = office.call()
        send_all(office)
        assert len(robot.texts) == 1
        assert robot.texts[0].startswith(f"【12345热线】{TAXI}：新交办{number}")
        assert {one["audience"] for one in gateway.posted} == {"CALLER"}
        assert {one.state for one in listed(office)} == {SENT}

    @pytest.mark.each_database
    def test_whoever_maintains_the_rules_gets_a_digest_of_the_shadow_for_each_day(
        self, office: Office, robot: Robot, clock: SetClock
    ) -> None:
        """R8.2: once for a day, whatever else asks for it; none before the first day is over, nor once it has ended."""
        digest = office.server.service.desk.shadow_digest
        office.hotline.rules.StartShadow(StartShadowRequest(draft=taxi_to("交警支队"), actor="李科长"))
        digest.send()
        for _ in range(2):
            office.call()
        clock.advance(days=1)
        for _ in range(2):
            digest.send()
        send_all(office)
        clock.advance(days=1)
        digest.send()
        send_all(office)
        office.hotline.rules.StopShadow(StopShadowRequest())
        clock.advance(days=1)
        digest.send()
        told = [one for one in listed(office) if one.recipient == RULE_MAINTAINER]
        assert [(one.kind, one.case_number, one.state) for one in told] == [("试运行日报", "", SENT)] * 2
        assert [one.text for one in told] == [
            f"【12345热线】{RULE_MAINTAINER}：11月23日试运行的草稿有2件决定不同，险情少0件、多0件，请查看。",
            f"【12345热线】{RULE_MAINTAINER}：11月24日试运行的草稿有0件决定不同，险情少0件、多0件，请查看。",
        ]
        assert [text for text in robot.texts if "试运行" in text] == [one.text for one in told]

    @pytest.mark.parametrize(
        ("code", "state", "attempts"), [(45009, WAITING, 1), (93000, FAILED, 1), ("?", WAITING, 1)]
    )
    def test_a_robot_refuses_or_is_busy(
        self, office: Office, robot: Robot, code: object, state: pb.MessageState.ValueType, attempts: int
    ) -> None:
        robot.code = code
        office.call()
        send_all(office)
        (told,) = (one for one in listed(office) if one.recipient == TAXI)
        assert (told.state, told.attempts) == (state, attempts)

    def test_a_file_that_becomes_wrong_stays_in_force_as_it_was_and_is_shown(
        self, office: Office, gateway: MessageGateway, settings: Settings, robot: Robot
    ) -> None:
        groups = settings.messages_groups
        assert groups
        written = groups.read_text()
        groups.write_text("群: []")
        office.call()
        send_all(office)
        assert len(robot.texts) == 1
        assert {one["audience"] for one in gateway.posted} == {"CALLER"}
        assert failures(office) == [("群机器人", "群机器人的文件 groups.yaml 不对：群")]
        groups.write_text(written)
        office.call()
        send_all(office)
        assert failures(office) == []

    def test_a_file_that_is_wrong_at_the_start_is_refused(self, settings: Settings, start_server: StartServer) -> None:
        assert settings.messages_groups
        settings.messages_groups.write_text("群: {交通运输局: 群里}")
        with pytest.raises(GatewayError, match="网址里不能有汉字"):
            start_server()


def failures(office: Office) -> list[tuple[str, str]]:
    """Return the ways out that ``hotline stuck`` lists, and why they fail."""
    found = office.hotline.operations.ListStuckItems(operations_pb.ListStuckItemsRequest(job="messages"))
    return [(one.item, one.reason) for one in found.stuck_items]


class TestAWayThatFails:
    """A mail server that nobody reaches costs only what it is to send, and is shown (R2.3, R2.6)."""

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        mail = tmp_path / "mail.yaml"
        entries = {"服务器": "127.0.0.1", "端口": free_port(), "加密": "不加密", "发件人": "hotline@city.example"}
        lines = [f"{name}: {value}" for name, value in entries.items()]
        mail.write_text("\n".join([*lines, f"邮箱: {{{TAXI}: [duty@jtj.example]}}"]))
        return settings.model_copy(update={"messages_mail": mail})

    def test_the_caller_is_told_all_the_same(self, office: Office) -> None:
        number = office.call()
        send_all(office)
        states = {one.kind: (one.state, one.reason) for one in listed(office, number)}
        assert states == {
            "受理回执": (SENT, ""),
            "转办告知": (SENT, ""),
            "新交办": (WAITING, "邮件服务器没有收下：对方没有开通服务"),
        }
        assert failures(office) == [("邮件", "邮件服务器没有收下：对方没有开通服务")]

    def test_how_long_a_message_waits_is_counted_from_when_it_was_due(self, office: Office, clock: SetClock) -> None:
        office.call()
        for _ in range(3):
            send_all(office)
            clock.advance(minutes=8)
        sender_of(office.server).some()
        assert metrics.oldest_message._value.get() == 24 * 60

    def test_a_way_that_is_removed_from_the_settings_fails_no_longer(
        self, office: Office, settings: Settings, clock: SetClock
    ) -> None:
        office.call()
        send_all(office)
        start(settings.model_copy(update={"messages": "stream", "messages_mail": None}), clock).stop(0)
        assert failures(office), "a server that sends nothing knows nothing of the ways of others"
        start(settings.model_copy(update={"messages_mail": None}), clock).stop(0)
        assert not failures(office)


def confirm(hotline: Hotline, key: str, acceptance: Any = pb.ACCEPTANCE_ACCEPTED, reason: str = "") -> list[str]:
    receipts = [pb.MessageReceipt(key=key, acceptance=acceptance, reason=reason)]
    return list(hotline.messages.ConfirmMessages(pb.ConfirmMessagesRequest(receipts=receipts)).unknown_keys)


class TestTaking:
    """A system of the city takes messages over a stream, and sends them itself."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"messages": "stream", "messages_secret": None})

    @pytest.fixture
    def taken(self, office: Office) -> Iterator[Iterator[pb.TakeMessagesResponse]]:
        stream = office.hotline.messages.TakeMessages(pb.TakeMessagesRequest(), timeout=30)
        stream.initial_metadata()
        yield stream
        stream.cancel()

    def look(self, office: Office) -> None:
        """Take the turn that the service takes by itself."""
        taking = office.server.service.desk.taking
        assert taking is not None
        taking.some()

    @pytest.mark.each_database
    def test_messages_come_in_order_and_are_confirmed(
        self, office: Office, taken: Iterator[pb.TakeMessagesResponse]
    ) -> None:
        number = office.call()
        first = {one.kind: one for one in (next(taken), next(taken))}
        receipt = first["受理回执"]
        assert (receipt.audience, receipt.recipient, list(receipt.phones)) == ("来电人", number, ["+8613800138000"])
        assert first["新交办"].audience == "承办单位"
        assert confirm(office.hotline, receipt.key) == []
        self.look(office)
        assert next(taken).kind == "转办告知", "the next to the caller comes once the first is confirmed"
        assert confirm(office.hotline, receipt.key) == [], "confirming is safe to retry"
        states = {one.kind: one.state for one in listed(office)}
        assert states == {"受理回执": SENT, "新交办": WAITING, "转办告知": WAITING}
        assert confirm(office.hotline, "没有的") == ["没有的"]

    def test_what_is_not_confirmed_comes_again_under_the_same_key(
        self, office: Office, taken: Iterator[pb.TakeMessagesResponse], clock: SetClock
    ) -> None:
        office.call()
        keys = {next(taken).key, next(taken).key}
        clock.advance(seconds=LEASE.total_seconds())
        self.look(office)
        assert {next(taken).key, next(taken).key} == keys

    def test_nobody_is_woken_for_what_waits_behind_an_unconfirmed_one(
        self, office: Office, taken: Iterator[pb.TakeMessagesResponse], clock: SetClock
    ) -> None:
        """The next to the caller is due, but cannot go before the first is confirmed, or its lease is over."""
        office.call()
        first = {one.kind: one.key for one in (next(taken), next(taken))}
        woken: list[str] = []
        taking = office.server.service.desk.taking
        assert taking is not None
        watched = replace(taking, wake=lambda: woken.append("woken"))
        watched.some()
        assert not woken
        confirm(office.hotline, first["受理回执"])
        watched.some()
        clock.advance(seconds=LEASE.total_seconds())
        watched.some()
        assert woken

    def test_what_is_refused_is_a_dead_letter_and_what_is_put_off_comes_later(
        self, office: Office, taken: Iterator[pb.TakeMessagesResponse]
    ) -> None:
        office.call()
        one, other = next(taken), next(taken)
        confirm(office.hotline, one.key, pb.ACCEPTANCE_REFUSED, "空号")
        confirm(office.hotline, other.key, pb.ACCEPTANCE_LATER, "通道忙")
        found = {each.kind: (each.state, each.reason) for each in listed(office)}
        assert found[one.kind] == (FAILED, "空号")
        assert found[other.kind] == (WAITING, "通道忙")

    def test_a_caller_replies_to_what_was_taken(self, office: Office, taken: Iterator[pb.TakeMessagesResponse]) -> None:
        office.call()
        for one in (next(taken), next(taken)):
            confirm(office.hotline, one.key)
        assert reply(office, "8").outcome == pb.REPLY_OUTCOME_URGED

    @pytest.mark.parametrize(
        ("field", "receipts"),
        [
            ("receipts", []),
            ("receipts", [pb.MessageReceipt(key="1", acceptance=pb.ACCEPTANCE_ACCEPTED)] * 501),
            ("receipts[0].key", [pb.MessageReceipt(acceptance=pb.ACCEPTANCE_ACCEPTED)]),
            ("receipts[0].acceptance", [pb.MessageReceipt(key="1")]),
            ("receipts[0].reason", [pb.MessageReceipt(key="1", acceptance=pb.ACCEPTANCE_LATER, reason="两\n行")]),
        ],
    )
    def test_a_malformed_receipt_is_refused(
        self, field: str, receipts: list[pb.MessageReceipt], hotline: Hotline
    ) -> None:
        with pytest.raises(grpc.RpcError) as refused:
            hotline.messages.ConfirmMessages(pb.ConfirmMessagesRequest(receipts=receipts))
        assert list(HotlineError.from_rpc(refused.value).violations) == [field]


def test_nothing_is_taken_where_messages_are_posted_to_a_gateway(hotline: Hotline) -> None:
    for ask in (lambda: next(hotline.messages.TakeMessages(pb.TakeMessagesRequest())), lambda: confirm(hotline, "1")):
        with pytest.raises(grpc.RpcError) as refused:
            ask()
        assert HotlineError.from_rpc(refused.value).code is grpc.StatusCode.FAILED_PRECONDITION


@pytest.mark.each_database
class TestReports:
    """The gateway reports what arrived."""

    @pytest.mark.each_database
    def test_states_come_back_and_none_goes_back(self, office: Office, gateway: MessageGateway) -> None:
        office.call()
        send_all(office)
        first, second, third = gateway.posted[0]["key"], gateway.posted[1]["key"], gateway.posted[2]["key"]
        assert report(office, first, arrived=True) == []
        assert report(office, first, arrived=False, reason="晚到的") == []
        assert report(office, second, arrived=False, reason="关机") == []
        assert report(office, third, arrived=False) == []
        assert report(office, third, arrived=True) == []
        assert report(office, "没有的", arrived=True) == ["没有的"]
        states = {one.reason: one.state for one in listed(office)}
        assert states == {"": DELIVERED, "关机": FAILED}

    def test_a_report_that_is_faster_than_the_record_counts(
        self, office: Office, gateway: MessageGateway, clock: SetClock
    ) -> None:
        office.call()
        dispatch = sender_of(office.server).dispatch
        claimed = dispatch.writer.write(lambda: dispatch.outbox.claim(clock(), BATCH, LEASE, only_urgent=False))
        report(office, claimed[0].key, arrived=True)
        clock.advance(seconds=LEASE.total_seconds())
        send_all(office)
        assert claimed[0].key not in {one["key"] for one in gateway.posted}

    def test_a_caller_who_got_the_message_has_been_told_who_handles_the_matter(
        self, office: Office, gateway: MessageGateway
    ) -> None:
        number = office.call()
        send_all(office)
        assert office.case(number).callers[0].HasField("notice_due_at")
        (key,) = (one["key"] for one in gateway.posted if one["kind"] == "SENT_ON")
        for _ in range(2):
            report(office, key, arrived=True)
        assert not office.case(number).callers[0].HasField("notice_due_at")
        assert office.acts(number).count("TELL_CALLER") == 1

    def test_only_the_gateway_reports_and_takes(self, office: Office) -> None:
        with connect(office.server.address, AUTHORITY.token("李值班", [AccessRole.DESK_LEAD])) as desk:
            for ask in (
                lambda: desk.messages.ReportDeliveries(pb.ReportDeliveriesRequest()),
                lambda: desk.messages.ConfirmMessages(pb.ConfirmMessagesRequest()),
                lambda: next(desk.messages.TakeMessages(pb.TakeMessagesRequest())),
            ):
                with pytest.raises(grpc.RpcError) as refused:
                    ask()
                assert HotlineError.from_rpc(refused.value).code is grpc.StatusCode.PERMISSION_DENIED

    @pytest.mark.parametrize(
        ("field", "reports"),
        [
            ("reports", []),
            ("reports", [pb.DeliveryReport(key="1")] * 501),
            ("reports[0].key", [pb.DeliveryReport()]),
            ("reports[1].reason", [pb.DeliveryReport(key="1"), pb.DeliveryReport(key="1", reason="长" * 201)]),
        ],
    )
    def test_a_malformed_report_is_refused(
        self, field: str, reports: list[pb.DeliveryReport], hotline: Hotline
    ) -> None:
        with pytest.raises(grpc.RpcError) as refused:
            hotline.messages.ReportDeliveries(pb.ReportDeliveriesRequest(reports=reports))
        assert list(HotlineError.from_rpc(refused.value).violations) == [field]


def reply(office: Office, text: str, reply_id: str = "1", phone: str = "13800138000") -> pb.ReceiveReplyResponse:
    request = pb.ReceiveReplyRequest(reply_id=reply_id, phone=phone, text=text)
    return office.hotline.messages.ReceiveReply(request)


@pytest.mark.each_database
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
        assert reply(office, "收回撤诉", "0").outcome == pb.REPLY_OUTCOME_REPEATED
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


@pytest.mark.each_database
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
        assert reply(office, f"撤诉{late}", "6").outcome == pb.REPLY_OUTCOME_WITHDRAWN

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
        monkeypatch.setattr(office.server.service.desk.replies.outbox, "_templates", lambda: ("1", MessageRules()))
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


class TestCallers:
    """What callers may and want to be told."""

    def test_a_protected_caller_hears_neither_matter_nor_office(self, office: Office, gateway: MessageGateway) -> None:
        number = office.call("举报出租车公司偷逃税款", request_type=4)
        send_all(office)
        told = [one["text"] for one in gateway.posted if one["recipient"] == number]
        code = code_of(office, number)
        assert told == [f"【12345热线】您来电已登记，编号{number}，查询码{code}，可拨打12345查询。"]

    def test_an_answer_by_sms_to_what_is_no_mobile_phone_is_a_dead_letter(self, office: Office) -> None:
        number = office.call(phone="073188886666")
        office.resolve(number)
        office.answer(number, answer("已处理", means="短信"))
        send_all(office)
        assert [one.kind for one in listed(office, states=[FAILED])] == ["办理结果"]

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
    assert office.server.service.desk.deliveries.drop_old(timedelta(days=90, seconds=-1)) == 3
    assert len(listed(office)) == 3
    assert office.server.service.desk.deliveries.drop_old(timedelta()) == 0, "what waits is kept"


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
