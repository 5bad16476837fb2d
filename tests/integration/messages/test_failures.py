"""Messages that do not get through, and what the gateway reports of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC

import grpc
import pytest
from hotline.v1 import message_service_pb2 as pb
from hotline_client import Hotline, HotlineError
from hotline_server.desk.messages import dispatch
from hotline_server.desk.messages.dispatch import BATCH, LEASE, UNREACHED_PAUSE
from hotline_server.desk.messages.gateway import Parcel
from hotline_server.desk.messages.sending import Sender
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.stuck import Job
from hotline_server.ground.config import Settings
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import DecisionRow, MessageRow

from tests.hotline import AUTHORITY, KEYRING, SetClock, StartServer, connect, eventually
from tests.integration.messages.outgoing import (
    DELIVERED,
    EXPIRED,
    FAILED,
    FIRE,
    POLICE,
    SENT,
    SKIPPED,
    WAITING,
    listed,
    report,
    send_all,
    sender_of,
)
from tests.integration.test_separating import join
from tests.message_gateway import MessageGateway
from tests.office import TAXI, Office, designation


class TestFailures:
    """A gateway that dies, refuses or puts off, and a server that dies."""

    @pytest.mark.each_database
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

    @pytest.mark.each_database
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

    @pytest.mark.each_database
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

    @pytest.mark.each_database
    def test_a_damaged_case_holds_back_no_other_and_is_named(
        self, office: Office, gateway: MessageGateway, clock: SetClock, settings: Settings
    ) -> None:
        damaged, danger = office.call(), office.call(FIRE, phone="13900139000")

        def replace_facts(by: str) -> str:
            with database_at(settings.database, KEYRING) as database, write_transaction(database):
                of_damaged = DecisionRow.case_id == parse_number(damaged)
                (row,) = DecisionRow.select().where(of_damaged).execute(database)
                DecisionRow.update(facts=by).where(of_damaged).execute(database)
                return str(row.facts)

        facts = replace_facts("{")
        send_all(office)
        assert {one["recipient"] for one in gateway.posted} == {danger}
        assert "〔工单损坏，不显示〕" in {one.text for one in listed(office, damaged)}
        aside = office.server.service.desk.aside
        assert {one.item for one in aside.list(Job.MESSAGES.value)[0]} == {damaged}
        replace_facts(facts)
        clock.advance(minutes=1)
        send_all(office)
        assert {one.state for one in listed(office, damaged)} == {SENT}
        assert aside.list(Job.MESSAGES.value)[0] == []
        replace_facts("{")
        reports = [pb.DeliveryReport(key=key, arrived=True) for key in gateway.accepted]
        office.hotline.messages.ReportDeliveries(pb.ReportDeliveriesRequest(reports=reports))
        assert {one.state for one in listed(office) if one.audience == "来电人"} == {DELIVERED}
        replace_facts(facts)

    @pytest.mark.parametrize(
        ("turns", "may_know"),
        [
            ("dies", True),
            ("server killed", True),
            ("dies, later, 503", True),
            ("later, later, 503, later", False),
            ("later, dies", True),
        ],
    )
    def test_only_an_office_that_may_have_been_told_is_told_that_it_was_withdrawn(
        self, office: Office, gateway: MessageGateway, clock: SetClock, turns: str, *, may_know: bool
    ) -> None:
        """R8.4: whoever died may have passed the assignment on; a gateway that only puts it off has not."""
        number, sender = office.call(), sender_of(office.server)
        gateway.answer = lambda _: {"status": "later"}
        for turn in turns.split(", "):
            gateway.dies, gateway.status = turn == "dies", 503 if turn == "503" else 200
            sender.dispatch.take() if turn == "server killed" else sender.some()
            clock.advance(minutes=10)
        office.reroute(number, designation(POLICE))
        gateway.dies, gateway.status, gateway.answer = False, 200, lambda _: {"status": "accepted"}
        send_all(office)
        told = [one["recipient"] for one in gateway.accepted.values() if one["kind"] == "WITHDRAWN"]
        assert told == ([TAXI] if may_know else [])

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

    @pytest.mark.each_database
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
        danger = office.call(FIRE, phone="13900139000")
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

    @pytest.mark.each_database
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
        main = office.call(phone="13900139000")
        join(office, number, main)
        for _ in range(2):
            report(office, key, arrived=True)
        due = [one.call_id for one in office.case(main).callers if one.HasField("notice_due_at")]
        assert due == [parse_number(main)]
        assert office.acts(main).count("TELL_CALLER") == 1

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
