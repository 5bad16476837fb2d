"""Messages to group chats and mailboxes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hotline.v1 import message_service_pb2 as pb
from hotline.v1 import operations_service_pb2 as operations_pb
from hotline.v1.rule_service_pb2 import StartShadowRequest, StopShadowRequest
from hotline_server.desk.messages.gateway import GatewayError
from hotline_server.desk.messages.shadow_digest import RULE_MAINTAINER
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry import metrics
from hotline_server.runtime.server import start

from tests.hotline import SetClock, StartServer
from tests.integration.messages.outgoing import FAILED, SENT, WAITING, listed, send_all, sender_of
from tests.integration.test_rule_service import taxi_to
from tests.message_gateway import MessageGateway, Robot, group_robot
from tests.office import TAXI, Office
from tests.ports import free_port


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
        digest = office.server.service.desk.messages.shadow_digest
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
