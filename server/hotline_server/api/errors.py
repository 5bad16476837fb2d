"""Translation of exceptions to gRPC statuses with details."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import accumulate
from typing import NoReturn, TypeVar

import grpc
import structlog
from google.protobuf import any_pb2
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import code_pb2, error_details_pb2
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

from hotline_server.desk.rule_books.kept_books import DraftRefusedError
from hotline_server.domain.errors import (
    DamagedRowError,
    DomainError,
    FieldViolation,
    IllegalActError,
    InvalidFieldsError,
    NotAllowedError,
    NotFoundError,
    OverloadedError,
    RequestIdReusedError,
    StaleError,
    StoppingError,
    UnavailableError,
)
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.security.tokens import AuthenticationError

DOMAIN = "hotline.v1"
# A status travels in headers, of which some clients take no more than 8 kB. Chinese takes nine bytes a character in the
# message there, and four in the details, which hold the message again.
MESSAGE_LIMIT = 300
DESCRIPTION_LIMIT = 200
DETAILS_LIMIT = 2500
_log = structlog.get_logger()
Detail = TypeVar("Detail", bound=Message)


class StreamBrokenError(Exception):
    """Stream that ended before every call had a result."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """Translator of exceptions to statuses.

    Attributes:
        outages: exceptions raised while the database is unreachable.
    """

    outages: tuple[type[Exception], ...]

    def of(self, error: Exception) -> Status:
        """Return the status for an exception; an internal error reveals only its incident id."""
        if isinstance(error, self.outages):
            _log.warning("database not reached", exc_info=error)
            return _status(code_pb2.UNAVAILABLE, "数据库暂时不可用，请用同一个请求号重试")
        return _status_of(error)

    def is_transient(self, error: BaseException) -> bool:
        """Return whether the request can succeed if sent again, here or to another server."""
        return isinstance(error, (StoppingError, *self.outages))

    def refuse(self, context: grpc.ServicerContext, error: Exception) -> NoReturn:
        """Abort the rpc with the status for an exception."""
        context.abort_with_status(rpc_status.to_status(self.of(error)))
        raise AssertionError from error


@singledispatch
def _status_of(error: Exception) -> Status:
    incident = uuid.uuid4().hex
    _log.error("unforeseen error", incident=incident, exc_info=error)
    return _status(code_pb2.INTERNAL, f"服务内部错误，编号 {incident}")


@_status_of.register
def _(error: DomainError) -> Status:
    return _status(code_pb2.FAILED_PRECONDITION, str(error))


@_status_of.register
def _(error: InvalidFieldsError) -> Status:
    return _status(code_pb2.INVALID_ARGUMENT, str(error), _bad_request(error.violations))


@_status_of.register
def _(error: AuthenticationError) -> Status:
    return _status(code_pb2.UNAUTHENTICATED, str(error))


@_status_of.register
def _(_error: NotAllowedError) -> Status:
    # The status must not reveal the reason; the log has it.
    return _status(code_pb2.PERMISSION_DENIED, "没有权限")


@_status_of.register
def _(error: NotFoundError) -> Status:
    return _status(code_pb2.NOT_FOUND, str(error))


@_status_of.register
def _(error: RequestIdReusedError) -> Status:
    info = error_details_pb2.ErrorInfo(reason="REQUEST_ID_REUSED", domain=DOMAIN)
    return _status(code_pb2.ALREADY_EXISTS, str(error), info)


@_status_of.register
def _(error: IllegalActError) -> Status:
    violation = error_details_pb2.PreconditionFailure.Violation(
        type="CASE_STATE", subject=error.state, description=error.way
    )
    failure = error_details_pb2.PreconditionFailure(violations=[violation])
    return _status(code_pb2.FAILED_PRECONDITION, str(error), failure)


@_status_of.register
def _(error: OverloadedError) -> Status:
    retry = error_details_pb2.RetryInfo(retry_delay=Duration(seconds=1))
    return _status(code_pb2.RESOURCE_EXHAUSTED, str(error), retry)


@_status_of.register
def _(error: DamagedRowError) -> Status:
    return _status(code_pb2.DATA_LOSS, str(error))


@_status_of.register
def _(_error: StoppingError) -> Status:
    return _status(code_pb2.UNAVAILABLE, "服务正在停止，请重试")


@_status_of.register
def _(error: UnavailableError) -> Status:
    return _status(code_pb2.UNAVAILABLE, str(error))


@_status_of.register
def _(_error: StreamBrokenError) -> Status:
    return _status(code_pb2.UNAVAILABLE, "来电流中断，没有结果的来电请用同一个请求号在新的流上重发")


@_status_of.register
def _(error: StaleError) -> Status:
    acts = {"etag": error.etag, "acts_since": _cut("、".join(error.since), DESCRIPTION_LIMIT)}
    info = error_details_pb2.ErrorInfo(reason="STALE_ETAG", domain=DOMAIN, metadata=acts)
    return _status(code_pb2.ABORTED, str(error), info)


@_status_of.register
def _(error: RuleBookError) -> Status:
    mistakes = [
        FieldViolation(f"draft.files[{wrong.file}]", f"{wrong.line}:{wrong.column}: {wrong.message}")
        for wrong in error.problems
    ]
    return _status(code_pb2.INVALID_ARGUMENT, str(error), _bad_request(mistakes))


@_status_of.register
def _(error: DraftRefusedError) -> Status:
    refusals = [
        error_details_pb2.PreconditionFailure.Violation(type="DRAFT", description=_cut(reason, DESCRIPTION_LIMIT))
        for reason in error.reasons
    ]
    failure = error_details_pb2.PreconditionFailure(violations=_fitting(refusals))
    return _status(code_pb2.FAILED_PRECONDITION, str(error), failure)


def _status(code: int, message: str, *details: Message) -> Status:
    packed = []
    for detail in details:
        holder = any_pb2.Any()
        holder.Pack(detail)
        packed.append(holder)
    return Status(code=code, message=_cut(message, MESSAGE_LIMIT), details=packed)


def _bad_request(violations: Sequence[FieldViolation]) -> error_details_pb2.BadRequest:
    told = [
        error_details_pb2.BadRequest.FieldViolation(
            field=wrong.field, description=_cut(wrong.description, DESCRIPTION_LIMIT)
        )
        for wrong in violations
    ]
    return error_details_pb2.BadRequest(field_violations=_fitting(told))


def _fitting(details: Sequence[Detail]) -> list[Detail]:
    """Return as many of the first details as a status has room for."""
    sizes = accumulate(detail.ByteSize() for detail in details)
    return [detail for detail, size in zip(details, sizes, strict=True) if size <= DETAILS_LIMIT]


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
