"""Hostile input: garbage, broken HTTP/2, mutated messages, hanging connections, spoilt acts."""

import random
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import grpc
from google.protobuf import message_factory
from hotline.v1 import case_pb2, intake_service_pb2
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    GoAwayFrame,
    HeadersFrame,
    PingFrame,
    PriorityFrame,
    RstStreamFrame,
    SettingsFrame,
    WindowUpdateFrame,
)

from tests.faults.acting import HostileActs
from tests.faults.hostile_inputs import hostile_text
from tests.hotline import METHODS, connect
from tests.message_gateway import MessageGateway, Robot

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HANGING = 50
OURS = "服务内部错误"
WEIGHTS = (1, 1, 3, 1, 4, 2)
Metadata = list[tuple[str, str | bytes]]
_METHODS = list(METHODS.items())


@dataclass
class Fuzzer:
    """Attacks one server, the same way for the same seed.

    Attributes:
        answers: how often each status came back, and how often each kind of attack was made.
        mistakes: what the server called a mistake of its own.
        acts: what is done to real cases.
    """

    address: str
    token: str
    seed: int
    gateway: MessageGateway
    robot: Robot
    answers: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)
    acts: HostileActs = field(init=False)
    _hanging: list[socket.socket] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        """Attack for so long."""
        chance = random.Random(self.seed)
        until = time.monotonic() + seconds
        with connect(self.address, self.token) as hotline, grpc.insecure_channel(self.address) as channel:
            self._channel: Any = channel
            self.acts = HostileActs(hotline, self._call, self.gateway, self.robot, _spoil)
            attacks: Mapping[str, Callable[[random.Random], None]] = {
                "garbage": self._garbage,
                "frames": self._frames,
                "mutated": self._mutated,
                "hanging": self._hang,
                "act": self.acts.act,
                "message": self.acts.message,
            }
            while time.monotonic() < until:
                name = chance.choices([*attacks], WEIGHTS)[0]
                self.answers[name] += 1
                attacks[name](chance)
        for hanging in self._hanging:
            hanging.close()

    def _garbage(self, chance: random.Random) -> None:
        self._send(chance.randbytes(chance.randrange(1, 2000)))

    def _frames(self, chance: random.Random) -> None:
        frames = b"".join(_frame(chance) for _ in range(chance.randrange(1, 20)))
        self._send(PREFACE + SettingsFrame(0).serialize() + frames)

    def _hang(self, chance: random.Random) -> None:
        """Leave a connection that begins something and sends no more."""
        if len(self._hanging) >= HANGING:
            self._hanging.pop(chance.randrange(len(self._hanging))).close()
        hanging = self._connected()
        hanging.sendall((PREFACE + SettingsFrame(0).serialize())[: chance.randrange(1, 30)])
        self._hanging.append(hanging)

    def _mutated(self, chance: random.Random) -> None:
        """Call some rpc with a message that was right once."""
        name, method = chance.choice(_METHODS)
        request: Any = message_factory.GetMessageClass(method.input_type)()
        _fill(request, chance)
        sent = _mutate(request.SerializeToString(), chance)
        metadata: Metadata = [("authorization", f"Bearer {self.token}")]
        if chance.random() < 0.1:
            metadata = [("authorization", f"Bearer {_mutate(self.token.encode(), chance).hex()}")]
        if chance.random() < 0.1:
            metadata.append((f"x-{chance.randrange(100)}-bin", chance.randbytes(chance.randrange(4000))))
        self._call(name, sent, metadata)

    def _call(self, name: str, sent: bytes, metadata: Metadata | None = None) -> None:
        """Call an rpc and count the answer."""
        method, channel = METHODS[name], self._channel
        metadata = metadata or [("authorization", f"Bearer {self.token}")]
        try:
            if method.client_streaming:
                list(channel.stream_stream(name)(iter([sent, sent]), timeout=2, metadata=metadata))
            elif method.server_streaming:
                next(channel.unary_stream(name)(sent, timeout=0.2, metadata=metadata))
            else:
                channel.unary_unary(name)(sent, timeout=5, metadata=metadata)
            self.answers["OK"] += 1
        except grpc.RpcError as refused:
            self.answers[refused.code().name] += 1
            if OURS in (refused.details() or ""):
                self.mistakes.append(f"{name} {sent!r}: {refused.details()}")

    def _connected(self) -> socket.socket:
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=2)

    def _send(self, content: bytes) -> None:
        with suppress(OSError), self._connected() as connection:
            connection.sendall(content)
            connection.settimeout(0.05)
            connection.recv(4096)


def _frame(chance: random.Random) -> bytes:
    stream = chance.choice([0, 1, 1, 3, 2, 2**31 - 1])
    make: Sequence[Callable[[], Any]] = (
        lambda: DataFrame(stream or 1, chance.randbytes(chance.randrange(100))),
        lambda: HeadersFrame(stream or 1, chance.randbytes(chance.randrange(200)), flags=["END_HEADERS"]),
        lambda: ContinuationFrame(stream or 1, chance.randbytes(chance.randrange(50))),
        lambda: PingFrame(0, chance.randbytes(8)),
        lambda: SettingsFrame(0, {chance.randrange(1, 10): chance.randrange(2**31)}),
        lambda: RstStreamFrame(stream or 1, chance.randrange(20)),
        lambda: PriorityFrame(stream or 1),
        lambda: WindowUpdateFrame(stream, chance.randrange(1, 2**31)),
        lambda: GoAwayFrame(0, 0, chance.randrange(20), chance.randbytes(20)),
    )
    sent = bytearray(chance.choice(make)().serialize())
    if chance.random() < 0.5:
        sent[chance.randrange(len(sent))] = chance.randrange(256)
    return bytes(sent)


def _fill(message: Any, chance: random.Random, depth: int = 0) -> None:
    """Give some fields values, some of them strange."""
    for descriptor in message.DESCRIPTOR.fields:
        if chance.random() < 0.4 or depth > 4:
            continue
        if descriptor.message_type is not None:
            if descriptor.message_type.GetOptions().map_entry:
                getattr(message, descriptor.name)[_text(chance)] = _text(chance)
            elif descriptor.is_repeated:
                _fill(getattr(message, descriptor.name).add(), chance, depth + 1)
            else:
                _fill(getattr(message, descriptor.name), chance, depth + 1)
            continue
        value = _value(descriptor, chance)
        if descriptor.is_repeated:
            getattr(message, descriptor.name).append(value)
        else:
            setattr(message, descriptor.name, value)


def _spoil(message: Any, chance: random.Random) -> None:
    """Give a field or two of a message other values."""
    places = list(_scalars(message))
    for owner, descriptor in chance.sample(places, min(len(places), chance.randrange(1, 3))):
        if chance.random() < 0.3:
            owner.ClearField(descriptor.name)
        elif descriptor.is_repeated:
            getattr(owner, descriptor.name).append(_value(descriptor, chance))
        else:
            setattr(owner, descriptor.name, _value(descriptor, chance))


def _scalars(message: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the fields of a message and of those in it that are no messages, each with the message that has it."""
    for descriptor in message.DESCRIPTOR.fields:
        if descriptor.message_type is None:
            yield message, descriptor
        elif descriptor.message_type.GetOptions().map_entry:
            continue
        elif descriptor.is_repeated:
            for one in getattr(message, descriptor.name):
                yield from _scalars(one)
        elif message.HasField(descriptor.name):
            yield from _scalars(getattr(message, descriptor.name))


def _value(descriptor: Any, chance: random.Random) -> Any:
    if descriptor.enum_type is not None:
        return chance.choice([0, 1, 2, 999])
    match descriptor.cpp_type:
        case descriptor.CPPTYPE_STRING if descriptor.type == descriptor.TYPE_BYTES:
            return chance.randbytes(20)
        case descriptor.CPPTYPE_STRING:
            return _text(chance)
        case descriptor.CPPTYPE_BOOL:
            return chance.random() < 0.5
        case descriptor.CPPTYPE_DOUBLE | descriptor.CPPTYPE_FLOAT:
            return chance.choice([0.0, float("nan"), float("inf"), -1e300])
        case descriptor.CPPTYPE_INT32:
            return chance.choice([0, 1, -1, 2**31 - 1, -(2**31)])
        case _:
            return chance.choice([0, 1, -1, 2**63 - 1, -(2**63)])


def _text(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return hostile_text(chance)
    return chance.choice(
        [
            "",
            " ",
            "x" * 20_000,
            "\0",
            "'; DROP TABLE call; --",
            "%s%n{0}",
            "20261124-000001",
            "20261124-999999999999",
            "交通运输局",
            "全市",
            "\u202e\ufeff\U0010ffff",
            "投诉出租车拒载",
            "2026-02-30",
            "13800138000",
            "content",
            "caller.phone",
            "caller.confidential",
            "r1",
        ]
    )


def _mutate(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    if changed and chance.random() < 0.5:
        for _ in range(chance.randrange(1, 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


def an_honest_request() -> intake_service_pb2.RegisterCallRequest:
    """What a client sends that means well."""
    call = case_pb2.Call(content="投诉出租车拒载还乱要价", operator="0712")
    return intake_service_pb2.RegisterCallRequest(request_id=f"honest-{time.monotonic_ns()}", call=call)
