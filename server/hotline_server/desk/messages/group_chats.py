"""Group chats of offices and posts in 企业微信 or 政务微信, each with a robot that has a webhook."""

import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from hotline_server.desk.messages.connections import ConnectionBrokenError, ConnectionFailedError, post
from hotline_server.desk.messages.gateway import BATCH_SECONDS, UNREACHED, Acceptance, GatewayError, Parcel, Receipt
from hotline_server.desk.messages.kept_file import KeptFile, mistakes
from hotline_server.ground.addresses import check_address
from hotline_server.ground.clock import Clock

TIMEOUT_SECONDS = 5.0
_ACCEPTED = 0
_PASSING = (-1, 45009, HTTPStatus.TOO_MANY_REQUESTS)
"""Answers of a robot that is busy, or was sent too much."""


class _ChatsForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    chats: dict[str, Annotated[str, AfterValidator(check_address)]] = Field(alias="群")


def read_chats(path: Path) -> Mapping[str, str]:
    """Return the webhooks of the robots in a file, by the name of the office or post.

    Raises:
        GatewayError: if the file cannot be read or is wrong; the message quotes none of it, since webhooks hold keys.
    """
    try:
        return _ChatsForm.model_validate(yaml.safe_load(path.read_text("utf-8"))).chats
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GatewayError(f"无法读取群机器人的文件 {path.name}") from error
    except ValidationError as error:
        raise GatewayError(f"群机器人的文件 {path.name} 不对：{mistakes(error)}") from None


@dataclass(frozen=True, slots=True)
class GroupChats:
    """Way out to group chats.

    Attributes:
        file: webhooks of the robots, by the name of the office or post.
        clock: source of time.
        elapsed: monotonic time, seconds.
    """

    file: KeptFile[Mapping[str, str]]
    clock: Clock
    elapsed: Callable[[], float] = time.monotonic

    @property
    def name(self) -> str:
        """Name of the way out."""
        return "群机器人"

    def recipients(self) -> Collection[str]:
        """Return the offices and posts that have a chat, to which the next messages are posted."""
        return self.file().keys()

    def send(self, parcels: Sequence[Parcel]) -> Iterator[tuple[str, Receipt]]:
        """Post messages to the chats of their offices and posts, and yield what becomes of each, by key.

        One that does not answer, or asks to be left alone, gets no more of the batch.

        Raises:
            GatewayError: after the last, if the file is wrong by now.
        """
        chats, ends, silent = self.file.content, self.elapsed() + BATCH_SECONDS - TIMEOUT_SECONDS, set[str]()
        for one in parcels:
            webhook = chats[one.recipient]
            if webhook in silent or self.elapsed() > ends:
                yield one.key, UNREACHED
                continue
            try:
                receipt = _post_to(webhook, one.text, self.clock())
            except ConnectionFailedError as error:
                silent.add(webhook)
                broken = isinstance(error, ConnectionBrokenError)
                receipt = Receipt(Acceptance.LATER, f"连不上群机器人：{error}", may_be_taken=broken)
            if receipt.wait:
                silent.add(webhook)
            yield one.key, receipt
        self.file.check()


def _post_to(webhook: str, text: str, now: datetime) -> Receipt:
    message = {"msgtype": "text", "text": {"content": text}}
    answer = post(webhook, json.dumps(message, ensure_ascii=False).encode(), {}, TIMEOUT_SECONDS)
    return replace(read_receipt(answer.status, answer.body), wait=answer.wait(now))


def read_receipt(status: int, answer: bytes) -> Receipt:
    """Return what a robot answers about a text, given the HTTP status and the body."""
    try:
        code = json.loads(answer)["errcode"] if status == HTTPStatus.OK else status
    except (ValueError, KeyError, TypeError, RecursionError):
        return Receipt(Acceptance.LATER, "群机器人的答复看不懂", may_be_taken=True)
    if code == _ACCEPTED:
        return Receipt(Acceptance.ACCEPTED)
    passing = code in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Receipt(Acceptance.LATER if passing else Acceptance.REFUSED, f"群机器人答复 {code}")
