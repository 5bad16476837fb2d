"""What can be refused, in the domain's words; the api turns each into a status."""

from collections.abc import Sequence
from dataclasses import dataclass


class DomainError(Exception):
    """A request that was refused; nothing was changed."""


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One wrong field: its path in the request, and what was wrong and what is allowed."""

    field: str
    description: str


class InvalidFieldsError(DomainError):
    """Some fields of a request make no sense."""

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        self.violations = tuple(violations)
        super().__init__(";".join(f"{wrong.field}:{wrong.description}" for wrong in violations))


class NotAllowedError(DomainError):
    """Whoever asks may not do or see that."""


class NotFoundError(DomainError):
    """What was asked for does not exist."""


class RequestIdReusedError(DomainError):
    """A request id came again with another content."""


class IllegalActError(DomainError):
    """An act that the state of the case does not allow."""

    def __init__(self, act: str, state: str, allowed: Sequence[str]) -> None:
        self.act = act
        self.state = state
        self.allowed = tuple(allowed)
        super().__init__(f"状态“{state}”下不能“{act}”,可以:{'、'.join(allowed) or '无'}")


class OverloadedError(DomainError):
    """The server holds all it may of what was asked for; later there will be room."""


class StaleError(DomainError):
    """Somebody else acted on the case since it was read."""

    def __init__(self, number: str, etag: str, since: Sequence[str]) -> None:
        self.number = number
        self.etag = etag
        self.since = tuple(since)
        super().__init__(f"工单 {number} 已有变化:{'、'.join(since) or '请重新读取'};请看过以后再办")


class StoppingError(Exception):
    """The service is stopping and takes no more acts; another server does, or this one once it is back."""


class UnmetConditionError(DomainError):
    """An act that the table allows, but that something about the case forbids; the message says what."""
