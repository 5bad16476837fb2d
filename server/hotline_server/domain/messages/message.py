"""Messages to callers, offices and people on duty, and what becomes of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hotline_server.rulebook.messages import CODE_TO_FILL, LINK_TO_FILL, MessageKind


class MessageState(Enum):
    """State of a message; the value is its label in the user interface."""

    WAITING = "待发"
    SENT = "已发出"
    DELIVERED = "已送达"
    ANSWERED = "已回复"
    FAILED = "未送达"
    EXPIRED = "过期未发"
    SKIPPED = "不发"

    @property
    def is_open(self) -> bool:
        """True while the message may still fail."""
        return self in (MessageState.WAITING, MessageState.SENT)

    @property
    def is_dead(self) -> bool:
        """True if the message did not arrive, so that a person should see to it."""
        return self in (MessageState.FAILED, MessageState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Message:
    """Message about a case, or about the rules. Times are UTC.

    Attributes:
        number: number of the case; empty if it is about none.
        call_id: call whose caller it goes to; 0 if it goes to an office or a post.
        recipient: number of that call, or name of the office or post.
        text: signed text.
        urgent: true if it concerns a danger that is not over, so that neither hours nor the limit of a number hold it
            back, it goes before what is not urgent, and it never expires.
        protected: true if the text may be sent to a protected caller.
        due_at: when it is to be sent.
        expires_at: when it is no longer to be sent, unless it is urgent.
    """

    kind: MessageKind
    number: str
    call_id: int
    recipient: str
    text: str
    urgent: bool
    protected: bool
    created_at: datetime
    due_at: datetime
    expires_at: datetime

    @property
    def shown_text(self) -> str:
        """The text as staff and the record have it, without what proves its caller."""
        return self.text.replace(CODE_TO_FILL, "〔查询码已隐去〕").replace(LINK_TO_FILL, "〔链接已隐去〕")


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """Message in the outbox. Times are UTC.

    Attributes:
        id: position in the outbox, by which the messages to one recipient about one case are in order.
        key: by which the gateway tells repetitions.
        attempts: how often it was given to the gateway, or was to be.
        reason: why it was not sent or did not arrive, or not in every mailbox; empty if it was or did.
        sent_at: when the gateway accepted it, or was handed it and did not say.
        settled_at: when it arrived, failed, expired or was skipped.
    """

    id: int
    key: str
    message: Message
    state: MessageState
    attempts: int = 0
    reason: str = ""
    sent_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """Report of the gateway on a message: whether it arrived, or why not, and when, UTC."""

    key: str
    arrived: bool
    reason: str
    at: datetime
