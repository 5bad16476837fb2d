"""Answers of message gateways and robots of group chats, which other people programmed."""

import json

import pytest
from hotline_server.desk.messages.gateway import Acceptance, GatewayError, read_receipts
from hotline_server.desk.messages.group_chats import read_receipt
from hotline_server.ground.characters import find_unfit

ENDLESS = b"[" * 100_000


@pytest.mark.parametrize("answer", [b"", b"\xff", b"null", b"{}", ENDLESS])
def test_what_is_no_answer_of_a_gateway_is_refused(answer: bytes) -> None:
    with pytest.raises(GatewayError, match="看不懂"):
        read_receipts(answer)


def test_a_reason_is_kept_as_every_database_can_hold_it() -> None:
    results = [{"key": "a", "status": "refused", "reason": "停机\0\ud800"}]
    receipt = read_receipts(json.dumps({"results": results}).encode())["a"]
    assert receipt.acceptance is Acceptance.REFUSED
    assert receipt.reason.startswith("停机")
    assert find_unfit(receipt.reason) is None


@pytest.mark.parametrize("status", ["sent", None, [], 1])
def test_what_is_said_of_one_message_in_unknown_words_puts_off_that_message_alone(status: object) -> None:
    results = [{"key": "a", "status": status}, {"key": "b", "status": "accepted"}, "?", {"status": "refused"}]
    receipts = read_receipts(json.dumps({"results": results}).encode())
    assert {key: one.acceptance for key, one in receipts.items()} == {"a": Acceptance.LATER, "b": Acceptance.ACCEPTED}


@pytest.mark.parametrize("order", [("accepted", "refused"), ("refused", "accepted"), ("accepted", "later")])
def test_a_message_that_was_accepted_once_is_not_sent_again_whatever_else_is_said_of_it(order: tuple[str, str]) -> None:
    results = [{"key": "a", "status": status} for status in order]
    assert read_receipts(json.dumps({"results": results}).encode())["a"].acceptance is Acceptance.ACCEPTED


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", ENDLESS])
def test_what_is_no_answer_of_a_robot_puts_the_message_off(answer: bytes) -> None:
    receipt = read_receipt(200, answer)
    assert (receipt.acceptance, receipt.reason) == (Acceptance.LATER, "群机器人的答复看不懂")
