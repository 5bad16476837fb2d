"""Answers of message gateways and robots of group chats, which other people programmed."""

import json

import pytest
from hotline_server.desk.messages.gateway import Acceptance, GatewayError, read_receipts
from hotline_server.desk.messages.group_chats import read_receipt
from hotline_server.ground.characters import find_unfit

ENDLESS = b"[" * 100_000


@pytest.mark.parametrize("answer", [b"", b"\xff", b"null", b'{"results": [{"key": "a", "status": []}]}', ENDLESS])
def test_what_is_no_answer_of_a_gateway_is_refused(answer: bytes) -> None:
    with pytest.raises(GatewayError, match="看不懂"):
        read_receipts(answer)


def test_a_reason_is_kept_as_every_database_can_hold_it() -> None:
    results = [{"key": "a", "status": "refused", "reason": "停机\0\ud800"}]
    receipt = read_receipts(json.dumps({"results": results}).encode())["a"]
    assert receipt.acceptance is Acceptance.REFUSED
    assert receipt.reason.startswith("停机")
    assert find_unfit(receipt.reason) is None


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", ENDLESS])
def test_what_is_no_answer_of_a_robot_is_refused(answer: bytes) -> None:
    with pytest.raises(GatewayError, match="看不懂"):
        read_receipt(200, answer)
