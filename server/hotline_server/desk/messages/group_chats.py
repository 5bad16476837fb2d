"""Group chats of offices and posts in 企业微信 or 政务微信, each with a robot that has a webhook."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hotline_server.desk.messages.gateway import UNREACHED, Acceptance, GatewayError, Parcel, Receipt, post

TIMEOUT_SECONDS = 5.0
BATCH_SECONDS = 60.0
"""Time for the chats of one batch, well within the lease of its messages; the rest waits."""
_ACCEPTED, _TOO_MANY, _BUSY = 0, 45009, -1


class _ChatsForm(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    chats: dict[str, str] = Field(alias="群")


def read_chats(path: Path) -> Mapping[str, str]:
    """Return the webhooks of the robots in a file, by the name of the office or post.

    Raises:
        GatewayError: if the file cannot be read; the message quotes none of it, since webhooks hold keys.
    """
    try:
        return _ChatsForm.model_validate(yaml.safe_load(path.read_text("utf-8"))).chats
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise GatewayError(f"无法读取群机器人的文件 {path.name}：{type(error).__name__}") from None


@dataclass(frozen=True, slots=True)
class GroupChats:
    """Way out to group chats.

    Attributes:
        path: file of the robots, read anew for each batch.
        elapsed: monotonic time, seconds.
    """

    path: Path
    elapsed: Callable[[], float] = time.monotonic

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Post messages whose offices and posts have a chat, and return what becomes of them, by key.

        Raises:
            GatewayError: if the file cannot be read.
        """
        chats, begun = read_chats(self.path), self.elapsed()
        receipts: dict[str, Receipt] = {}
        for one in parcels:
            if one.recipient in chats:
                late = self.elapsed() - begun > BATCH_SECONDS
                receipts[one.key] = UNREACHED if late else _post_to(chats[one.recipient], one.text)
        return receipts


def _post_to(webhook: str, text: str) -> Receipt:
    message = {"msgtype": "text", "text": {"content": text}}
    try:
        return read_receipt(*post(webhook, json.dumps(message, ensure_ascii=False).encode(), {}, TIMEOUT_SECONDS))
    except (GatewayError, ValueError) as error:
        return Receipt(Acceptance.LATER, f"群机器人没有答复：{type(error).__name__}")


def read_receipt(status: int, answer: bytes) -> Receipt:
    """Return what a robot answers about a text, given the HTTP status and the body.

    Raises:
        GatewayError: if it is no answer.
    """
    try:
        code = json.loads(answer)["errcode"] if status == HTTPStatus.OK else status
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GatewayError(f"群机器人的答复看不懂：{type(error).__name__}") from None
    if code == _ACCEPTED:
        return Receipt(Acceptance.ACCEPTED)
    passing = code in (_TOO_MANY, _BUSY) or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Receipt(Acceptance.LATER if passing else Acceptance.REFUSED, f"群机器人答复 {code}")
