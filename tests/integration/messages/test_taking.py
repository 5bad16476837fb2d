"""Messages that a counterpart takes from a stream."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import grpc
import pytest
from hotline.v1 import message_service_pb2 as pb
from hotline_client import Hotline, HotlineError
from hotline_server.desk.messages.dispatch import LEASE
from hotline_server.ground.config import Settings

from tests.hotline import SetClock
from tests.integration.messages.outgoing import FAILED, SENT, WAITING, listed, reply
from tests.office import Office


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
        taking = office.server.service.desk.messages.taking
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
        taking = office.server.service.desk.messages.taking
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
