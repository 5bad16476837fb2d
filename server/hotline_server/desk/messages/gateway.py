"""Message gateway of the city: an HTTP address that messages are posted to in batches, signed.

Requests are signed according to Standard Webhooks, as the department bridge's are: the headers webhook-id,
webhook-timestamp and webhook-signature, the latter an HMAC-SHA256 over these and the body.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from http import HTTPStatus
from pathlib import Path
from typing import Any

from hotline_server.desk.messages.connections import Answer, ConnectionBrokenError, ConnectionFailedError, post
from hotline_server.ground.characters import replace_unfit
from hotline_server.ground.clock import Clock, spoken_time

BATCH_SECONDS = 20.0
"""Time of each way out for a batch, well within the lease of its messages; the rest waits."""
_UNFIT = (
    HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY,
)  # fmt: skip
"""Answers about what was posted, rather than about who posts it, where or how often."""
_UNKNOWN = (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)
"""Answers of whoever stands before the gateway, which may have taken what was posted."""
_SUSPECTS = 1000
_NO_TIME = timedelta()
_SECRET_PREFIX = "whsec_"  # noqa: S105 - what a secret begins with, not one


class GatewayError(Exception):
    """Gateway that was not reached, or whose answer is none; the message gives the reason."""

    may_be_taken = False

    def __init__(self, reason: str, wait: timedelta = _NO_TIME) -> None:
        """Take the reason, and for how long the gateway asks to be left alone; nothing if it does not."""
        super().__init__(reason)
        self.wait = wait


class UnansweredError(GatewayError):
    """Gateway that may have taken what was posted, though it did not say so."""

    may_be_taken = True


class UnfitError(GatewayError):
    """Answer of the gateway that it does not take what was posted."""


class Acceptance(Enum):
    """Answer of the gateway about a message; the value is that of its answers."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Message as the gateway gets it.

    Attributes:
        key: tells repetitions, which the gateway must not send again.
        kind: kind of message, as ``RECEIPT``.
        audience: group of the recipient, as ``CALLER``.
        recipient: name of the office or post; for a caller the number of the call.
        phones: numbers to send it to, E.164; may be empty for an office or a post that the gateway knows by name.
        text: signed text.
        urgent: true if it is about an emergency.
    """

    key: str
    kind: str
    audience: str
    recipient: str
    phones: tuple[str, ...]
    text: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """Answer of the gateway about one message, with the reason unless it is accepted by all who were to get it.

    Attributes:
        may_be_taken: true if the message was handed over and nobody knows what became of it.
        wait: how long the counterpart asks to be left alone; nothing if it does not.
    """

    acceptance: Acceptance
    reason: str = ""
    may_be_taken: bool = False
    wait: timedelta = _NO_TIME


_ACCEPTANCES = {one.value: one for one in (Acceptance.ACCEPTED, Acceptance.REFUSED, Acceptance.LATER)}
NO_RECEIPT = Receipt(Acceptance.LATER, "网关没有答复这一条", may_be_taken=True)
UNREACHED = Receipt(Acceptance.UNREACHED, "这一批没有发完")


@dataclass(slots=True)
class Rest:
    """Rest that a gateway asked for: until when, UTC, and in which words it is told of."""

    until: datetime | None = None
    reason: str = ""

    def left(self, now: datetime) -> timedelta:
        """Return how much of it is left; nothing if it is over, or there is none."""
        return max(self.until - now, _NO_TIME) if self.until else _NO_TIME


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """Gateway at an HTTP address.

    Attributes:
        url: https, or http on loopback.
        secret: file of the secret that requests are signed with, ``whsec_`` and Base64; read for each request.
        clock: source of time.
        seconds: for the whole answer.
        elapsed: monotonic time, seconds.
        turns: how often each message of a refused batch was posted alone, by key, until it is taken.
        rest: in which it gets only what is urgent.
    """

    url: str
    secret: Path
    clock: Clock
    seconds: float = BATCH_SECONDS
    elapsed: Callable[[], float] = time.monotonic
    turns: dict[str, int] = field(default_factory=dict)
    rest: Rest = field(default_factory=Rest)

    @property
    def name(self) -> str:
        """Name of the way out."""
        return "消息网关"

    def send(self, parcels: Sequence[Parcel]) -> Iterator[tuple[str, Receipt]]:
        """Post messages, and yield the gateway's answers by key; messages without an answer are missing.

        A gateway that asks to be left alone for a while gets only what is urgent until then (R2.6).

        Raises:
            GatewayError: if the gateway is not reached, answers with anything else, or rests.
        """
        left = self.rest.left(self.clock())
        held = [one.key for one in parcels if left and not one.urgent]
        if held and len(held) == len(parcels):
            raise GatewayError(self.rest.reason, left)
        yield from ((key, Receipt(Acceptance.UNREACHED, self.rest.reason, wait=left)) for key in held)
        yield from self._send([one for one in parcels if one.key not in held])

    def _send(self, parcels: Sequence[Parcel]) -> Iterator[tuple[str, Receipt]]:
        """Post messages, and yield the gateway's answers by key.

        A batch that the gateway refuses for what is in it is posted again one by one, so that what it stumbles over
        holds back no other. What there is no time for is posted alone from the next time on, each in turn, so that a
        gateway that is slow to refuse gets all of it in the end.

        Raises:
            GatewayError: if the gateway is not reached, or answers with anything else.
        """
        ends, is_taking = self.elapsed() + self.seconds, False
        refusal: UnfitError | None = None
        unfit: list[tuple[str, Receipt]] = []
        waiting = self._batches(parcels)
        while waiting and (left := ends - self.elapsed()) > 0:
            batch = waiting.pop(0)
            self._note_turn(batch)
            try:
                yield from self._post(batch, left).items()
            except UnfitError as error:
                refusal = error
                if len(batch) == 1:
                    unfit.append((batch[0].key, Receipt(Acceptance.LATER, str(error))))
                else:
                    self._suspect(batch)
                    waiting = self._batches([*batch, *(one for others in waiting for one in others)])
            except GatewayError:
                if is_taking:
                    yield from unfit
                yield from _left(waiting)
                raise
            else:
                is_taking = True
                for one in batch:
                    self.turns.pop(one.key, None)
        # If none is taken, it is not for what is in them.
        if refusal and not is_taking:
            raise refusal
        yield from unfit
        yield from _left(waiting)

    def _batches(self, parcels: Sequence[Parcel]) -> list[list[Parcel]]:
        """Return what is posted together, and then each that was in a refused batch: urgent ones, and by turn."""
        together = [one for one in parcels if one.key not in self.turns]
        alone = sorted(
            (one for one in parcels if one.key in self.turns), key=lambda one: (not one.urgent, self.turns[one.key])
        )
        return [*([together] if together else []), *([one] for one in alone)]

    def _suspect(self, batch: Sequence[Parcel]) -> None:
        """Remember the messages of a refused batch, to post them alone."""
        self.turns.update({one.key: 0 for one in batch})
        for key in list(self.turns)[:-_SUSPECTS]:
            del self.turns[key]

    def _note_turn(self, batch: Sequence[Parcel]) -> None:
        for one in batch:
            if one.key in self.turns:
                self.turns[one.key] += 1

    def _post(self, parcels: Sequence[Parcel], seconds: float) -> dict[str, Receipt]:
        listed = [
            {
                "key": one.key,
                "kind": one.kind,
                "audience": one.audience,
                "recipient": one.recipient,
                "phones": list(one.phones),
                "text": one.text,
                "urgent": one.urgent,
            }
            for one in parcels
        ]
        body = json.dumps({"messages": listed}, ensure_ascii=False).encode()
        try:
            answer = post(self.url, body, self._signature(body), seconds)
        except ConnectionBrokenError as error:
            raise UnansweredError(f"连不上消息网关：{error}") from error
        except ConnectionFailedError as error:
            raise GatewayError(f"连不上消息网关：{error}") from error
        if answer.status in _UNFIT:
            raise UnfitError(f"消息网关答复 HTTP {answer.status}")
        if answer.status != HTTPStatus.OK:
            raise self._failure(answer)
        return read_receipts(answer.body)

    def _failure(self, answer: Answer) -> GatewayError:
        """Return what an answer of the gateway tells that takes nothing, and let it rest if it asks to."""
        now, reason = self.clock(), f"消息网关答复 HTTP {answer.status}"
        if wait := answer.wait(now):
            reason = f"{reason}，要求{spoken_time(now + wait)}以后再发"
            self.rest.until, self.rest.reason = now + wait, reason
        return (UnansweredError if answer.status in _UNKNOWN else GatewayError)(reason, wait)

    def _signature(self, body: bytes) -> dict[str, str]:
        request_id, at = uuid.uuid4().hex, str(int(self.clock().timestamp()))
        signed = b".".join((request_id.encode(), at.encode(), body))
        digest = hmac.new(read_secret(self.secret), signed, hashlib.sha256).digest()
        signature = f"v1,{base64.b64encode(digest).decode()}"
        return {"webhook-id": request_id, "webhook-timestamp": at, "webhook-signature": signature}


def _left(batches: Sequence[Sequence[Parcel]]) -> Iterator[tuple[str, Receipt]]:
    """Yield what becomes of messages that were not posted."""
    return ((one.key, UNREACHED) for batch in batches for one in batch)


def read_secret(path: Path) -> bytes:
    """Read the secret in a file.

    Raises:
        GatewayError: if it cannot be read or is none.
    """
    try:
        written = path.read_text("ascii").strip()
        secret = base64.b64decode(written.removeprefix(_SECRET_PREFIX), validate=True)
    except (OSError, ValueError, binascii.Error) as error:
        raise GatewayError(f"无法读取消息网关的密钥 {path.name}，要写 {_SECRET_PREFIX} 加 Base64") from error
    if not secret:
        raise GatewayError(f"消息网关的密钥 {path.name} 是空的")
    return secret


def read_receipts(answer: bytes) -> dict[str, Receipt]:
    """Return what a gateway answers about messages, by key.

    What it says of one message in a way that nobody knows puts off that message alone. Of several answers about one
    message that it was accepted counts, since it must not be sent again.

    Raises:
        GatewayError: if it is no answer.
    """
    try:
        results = [one for one in json.loads(answer)["results"] if isinstance(one, dict) and "key" in one]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnansweredError("消息网关的答复看不懂") from error
    receipts: dict[str, Receipt] = {}
    for one in results:
        key, receipt = str(one["key"]), _receipt(one)
        if key not in receipts or receipt.acceptance is Acceptance.ACCEPTED:
            receipts[key] = receipt
    return receipts


def _receipt(result: Mapping[str, Any]) -> Receipt:
    acceptance = _ACCEPTANCES.get(str(result.get("status")))
    if acceptance is None:
        return Receipt(Acceptance.LATER, "网关对这一条的答复看不懂", may_be_taken=True)
    return Receipt(acceptance, replace_unfit(str(result.get("reason") or "")))
