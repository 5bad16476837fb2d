"""Ways out for messages, to real counterparts on loopback: none that fails or is slow costs another (R2.3, R2.6)."""

import socket
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hotline_server.desk.messages.connections import Answer, ConnectionFailedError, connection, post
from hotline_server.desk.messages.gateway import BATCH_SECONDS, Acceptance, GatewayError, HttpGateway, Parcel, Receipt
from hotline_server.desk.messages.group_chats import GroupChats, read_chats
from hotline_server.desk.messages.kept_file import KeptFile
from hotline_server.desk.messages.ways_out import WaysOut
from hotline_server.ground.config import Settings
from pydantic import ValidationError

from tests.message_gateway import SECRET, group_robot, message_gateway
from tests.ports import free_port

SECONDS = 0.4
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


def parcel(key: str, recipient: str = "交通运输局", audience: str = "OFFICE", *, urgent: bool = False) -> Parcel:
    return Parcel(key, "ASSIGNED", audience, recipient, (), "新交办", urgent=urgent)


@contextmanager
def dripping(begin: bytes) -> Iterator[int]:
    """Run a counterpart that takes whatever comes, and answers with a byte every now and then for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = threading.Event()

        def serve() -> None:
            while True:
                try:
                    peer, _ = listening.accept()
                except OSError:
                    return
                with peer, suppress(OSError):
                    peer.sendall(begin)
                    while not ended.wait(SECONDS / 8):
                        peer.sendall(b"1")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            ended.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("begin", [b"", HEAD])
def test_an_answer_that_drips_costs_the_set_time(scheme: str, begin: bytes) -> None:
    """R2.6."""
    begun = time.monotonic()
    with dripping(begin) as port, pytest.raises(ConnectionFailedError):
        post(f"{scheme}://127.0.0.1:{port}/", b"{}", {}, SECONDS)
    # It would drip for ever; a loaded machine is late.
    assert time.monotonic() - begun < 20 * SECONDS


@dataclass
class Broken:
    """Way out that sends one message, and then stumbles."""

    error: Exception
    name: str = "坏了的"

    def recipients(self) -> Collection[str]:
        return {"交通运输局"}

    def send(self, parcels: Sequence[Parcel]) -> Iterator[tuple[str, Receipt]]:
        yield parcels[0].key, Receipt(Acceptance.ACCEPTED)
        raise self.error


@pytest.mark.parametrize("error", [GatewayError("不通"), UnicodeEncodeError("ascii", "密", 0, 1, ""), RuntimeError()])
def test_a_way_that_fails_costs_no_other_and_keeps_what_it_sent(error: Exception, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with message_gateway() as city:
        gateway = HttpGateway(city.url, secret, lambda: NOON)
        ways = WaysOut(gateway, [Broken(error)])
        broken, other = ways.send([parcel("1"), parcel("2"), parcel("3", "110", "CALLER")])
    assert {key: one.acceptance for key, one in broken.receipts.items()} == {
        "1": Acceptance.ACCEPTED,
        "2": Acceptance.UNREACHED,
    }
    assert broken.failure
    assert (other.receipts["3"].acceptance, other.failure) == (Acceptance.ACCEPTED, "")


@pytest.mark.parametrize(("keys", "taken"), [("123", "13"), ("2", "")])
def test_a_message_that_the_gateway_does_not_take_is_put_off_alone(keys: str, taken: str, tmp_path: Path) -> None:
    """Where none is taken, it is not for what is in them: all are tried again soon."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with message_gateway() as city:
        city.unfit = "2"
        gateway = HttpGateway(city.url, secret, lambda: NOON)
        (sent,) = WaysOut(gateway, []).send([parcel(key) for key in keys])
    acceptances = {key: one.acceptance for key, one in sent.receipts.items()}
    refused = Acceptance.LATER if taken else Acceptance.UNREACHED
    assert acceptances == dict.fromkeys(taken, Acceptance.ACCEPTED) | {"2": refused}
    assert sent.receipts["2"].reason == "消息网关答复 HTTP 400"
    assert sent.failure == ("" if taken else "消息网关答复 HTTP 400")


def test_what_is_not_taken_is_known_though_the_gateway_dies_after_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with message_gateway() as city:
        city.unfit, city.deadly = "2", "3"
        gateway = HttpGateway(city.url, secret, lambda: NOON)
        (sent,) = WaysOut(gateway, []).send([parcel(key) for key in "1234"])
    assert [sent.receipts[key].acceptance for key in "1234"] == [
        Acceptance.ACCEPTED,
        Acceptance.LATER,
        Acceptance.UNREACHED,
        Acceptance.UNREACHED,
    ]
    assert [key for key in "1234" if sent.receipts[key].may_be_taken] == ["3"]
    assert sent.failure.startswith("连不上消息网关")


def test_a_gateway_that_took_none_of_those_there_was_time_for_takes_none(tmp_path: Path) -> None:
    """One that refuses all, slowly, fails as a whole: no message is put off for what is in it."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    times = iter((0.0, 0.0, 2 * BATCH_SECONDS))
    with message_gateway() as city:
        city.unfit = "1"
        gateway = HttpGateway(city.url, secret, lambda: NOON, elapsed=lambda: next(times))
        (sent,) = WaysOut(gateway, []).send([parcel("1"), parcel("2")])
    assert {one.acceptance for one in sent.receipts.values()} == {Acceptance.UNREACHED}
    assert sent.failure == "消息网关答复 HTTP 400"


def test_a_gateway_that_is_slow_to_refuse_gets_all_of_a_refused_batch_in_the_end(tmp_path: Path) -> None:
    """R2.3: with time for one post in each turn, what it does not take holds the others back for one turn."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    turns = (moment for begin in count(0, 100) for moment in (begin, begin, begin + BATCH_SECONDS))
    with message_gateway() as city:
        city.unfit = "1"
        gateway = HttpGateway(city.url, secret, lambda: NOON, elapsed=lambda: float(next(turns)))
        ways, waiting = WaysOut(gateway, []), [parcel("1"), parcel("2"), parcel("3")]
        for _ in range(4):
            (sent,) = ways.send(waiting)
            waiting = [one for one in waiting if sent.receipts[one.key].acceptance is not Acceptance.ACCEPTED]
    assert [one.key for one in waiting] == ["1"]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("", 0), ("120", 120), (" 0 ", 0), ("9" * 400, 3600), ("-5", 0), ("２", 0), ("later", 0),
        ("Tue, 24 Nov 2026 04:05:00 GMT", 300), ("Tue Nov 24 04:05:00 2026", 300),
        ("Tue, 24 Nov 2026 03:59:00 GMT", 0), ("Wed, 24 Nov 2027 04:00:00 GMT", 3600),
    ],
)  # fmt: skip
def test_a_counterpart_says_in_seconds_or_until_when_it_is_to_be_left_alone(asked: str, seconds: int) -> None:
    assert Answer(503, b"", asked).wait(NOON).total_seconds() == seconds


def test_a_gateway_that_asks_to_be_left_alone_gets_only_what_is_urgent_until_then(tmp_path: Path) -> None:
    """R2.6."""
    secret, now = tmp_path / "secret", [NOON]
    secret.write_text(SECRET)
    with message_gateway() as city:
        city.status, city.retry_after = 429, "120"
        ways = WaysOut(HttpGateway(city.url, secret, lambda: now[0]), [])
        (first,) = ways.send([parcel("1")])
        city.status, city.retry_after = 200, ""
        (alone,) = ways.send([parcel("2")])
        (mixed,) = ways.send([parcel("3"), parcel("4", urgent=True)])
        now[0] += first.wait
        (last,) = ways.send([parcel("1")])
    assert first.failure == alone.failure == "消息网关答复 HTTP 429，要求11月24日12时2分以后再发"
    assert {first.receipts["1"].wait, alone.receipts["2"].wait, mixed.receipts["3"].wait} == {timedelta(minutes=2)}
    assert [one["key"] for one in city.posted] == ["1", "4", "1"]
    assert mixed.receipts["4"].acceptance is last.receipts["1"].acceptance is Acceptance.ACCEPTED


def test_a_name_that_nobody_resolves_costs_the_set_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """R2.6."""
    ended = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait())
    begun = time.monotonic()
    with pytest.raises(ConnectionFailedError, match="没有在规定的时间内答复"):
        post("https://gateway.example/", b"{}", {}, SECONDS)
    ended.set()
    # It would drip for ever; a loaded machine is late.
    assert time.monotonic() - begun < 20 * SECONDS


def test_an_error_of_whoever_uses_a_connection_stays_what_it_is() -> None:
    with dripping(HEAD) as port, pytest.raises(KeyError), connection("127.0.0.1", port, None, 5 * SECONDS):
        raise KeyError


def test_a_dripping_gateway_holds_no_chat_back(tmp_path: Path) -> None:
    secret, file = tmp_path / "secret", tmp_path / "groups.yaml"
    secret.write_text(SECRET)
    with dripping(HEAD) as port, group_robot() as robot:
        file.write_text(f'群: {{交通运输局: "{robot.url}"}}')
        gateway = HttpGateway(f"http://127.0.0.1:{port}/", secret, lambda: NOON, SECONDS)
        ways = WaysOut(gateway, [GroupChats(KeptFile(file, read_chats), lambda: NOON)])
        chats, city = ways.send([parcel("1"), parcel("2", "110", "CALLER")])
    assert chats.receipts["1"].acceptance is Acceptance.ACCEPTED
    assert (city.receipts["2"].acceptance, city.failure) == (
        Acceptance.UNREACHED,
        "连不上消息网关：没有在规定的时间内答复",
    )


def test_a_robot_that_is_away_is_tried_once_in_a_batch(tmp_path: Path) -> None:
    file = tmp_path / "groups.yaml"
    with group_robot() as robot:
        away = f"http://127.0.0.1:{free_port()}/"
        file.write_text(f'群: {{住房和城乡建设局: "{away}", 交通运输局: "{robot.url}"}}')
        chats = GroupChats(KeptFile(file, read_chats), lambda: NOON)
        lost = [parcel(key, "住房和城乡建设局") for key in "12"]
        sent = dict(chats.send([*lost, parcel("3")]))
    acceptances = {key: one.acceptance for key, one in sent.items()}
    assert acceptances == {"1": Acceptance.LATER, "2": Acceptance.UNREACHED, "3": Acceptance.ACCEPTED}


WRONG = [
    ("http://127.0.0.1:52311/短信", "不能有汉字"),
    ("http://127.0.0.1:99999/x", "端口是 1 到 65535"),
    ("https:///x", "主机要写域名"),
    ("https://user:pw@gateway.example/", "不能写用户和密码"),
    ("https://网关.example/", "不能有汉字"),
    ("http://gateway.example/", "要以 https:// 开头"),
    ("ftp://gateway.example/", "要以 https:// 开头"),
    ("streams", "要以 https:// 开头"),
]


@pytest.mark.parametrize(("address", "reason"), WRONG)
def test_an_address_that_nothing_can_be_sent_to_is_refused_at_start_with_what_is_allowed(
    address: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(ValidationError, match=f"HOTLINE_MESSAGES 要写消息网关的网址，或者 stream：.*{reason}"):
        Settings(messages=address, messages_secret=tmp_path)
    file = tmp_path / "groups.yaml"
    file.write_text(f'群: {{交通运输局: "{address}"}}')
    with pytest.raises(GatewayError, match=f"群机器人的文件 groups.yaml 不对：群.交通运输局：.*{reason}"):
        read_chats(file)


@pytest.mark.parametrize("address", ["https://gateway.example:8443/sms?city=1", "http://[::1]:80/", "http://localhost"])
def test_other_addresses_are_taken(address: str, tmp_path: Path) -> None:
    assert Settings(messages=address, messages_secret=tmp_path).messages == address
