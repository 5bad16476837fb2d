"""Turning what the domain refuses into gRPC statuses with details."""

import uuid
from typing import NoReturn

import grpc
import structlog
from google.protobuf import any_pb2
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status
from peewee import InterfaceError, OperationalError

from hotline_server.desk.rule_books.publishing import DraftRefusedError
from hotline_server.domain.errors import (
    DomainError,
    IllegalActError,
    InvalidFieldsError,
    NotAllowedError,
    NotFoundError,
    OverloadedError,
    RequestIdReusedError,
    StaleError,
)
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.security.tokens import IdentityRefusedError
from hotline_server.store.engine.group_commit import WriterClosedError

DOMAIN = "hotline.v1"
# A status travels in a header, which must stay small.
MESSAGE_LIMIT = 1000
REASONS_LIMIT = 20
_log = structlog.get_logger()


def status_of(error: Exception) -> status_pb2.Status:  # noqa: C901, PLR0912 - one branch an error
    """The status that tells a client of ``error``; of an unforeseen one it tells only a log id."""
    match error:
        case InvalidFieldsError():
            violations = [
                error_details_pb2.BadRequest.FieldViolation(field=wrong.field, description=wrong.description)
                for wrong in error.violations
            ]
            detail = error_details_pb2.BadRequest(field_violations=violations)
            return _status(code_pb2.INVALID_ARGUMENT, str(error), detail)
        case IdentityRefusedError():
            return _status(code_pb2.UNAUTHENTICATED, str(error))
        case NotAllowedError():
            # Why is in the log: the status reveals nothing.
            return _status(code_pb2.PERMISSION_DENIED, "没有权限")
        case NotFoundError():
            return _status(code_pb2.NOT_FOUND, str(error))
        case RequestIdReusedError():
            info = error_details_pb2.ErrorInfo(reason="REQUEST_ID_REUSED", domain=DOMAIN)
            return _status(code_pb2.ALREADY_EXISTS, str(error), info)
        case IllegalActError():
            violation = error_details_pb2.PreconditionFailure.Violation(
                type="CASE_STATE", subject=error.state, description="、".join(error.allowed)
            )
            detail = error_details_pb2.PreconditionFailure(violations=[violation])
            return _status(code_pb2.FAILED_PRECONDITION, str(error), detail)
        case OverloadedError():
            retry = error_details_pb2.RetryInfo(retry_delay=Duration(seconds=1))
            return _status(code_pb2.RESOURCE_EXHAUSTED, str(error), retry)
        case OperationalError() | InterfaceError():
            _log.warning("database not reached", exc_info=error)
            return _status(code_pb2.UNAVAILABLE, "数据库暂时不可用,请用同一个请求号重试")
        case WriterClosedError():
            return _status(code_pb2.UNAVAILABLE, "服务正在停止,请重试")
        case StaleError():
            info = error_details_pb2.ErrorInfo(
                reason="STALE_ETAG",
                domain=DOMAIN,
                metadata={"etag": error.etag, "acts_since": "、".join(error.since)},
            )
            return _status(code_pb2.ABORTED, str(error), info)
        case RuleBookError():
            mistakes = [
                error_details_pb2.BadRequest.FieldViolation(
                    field=f"{wrong.file}:{wrong.line}:{wrong.column}", description=wrong.message
                )
                for wrong in error.problems[:REASONS_LIMIT]
            ]
            detail = error_details_pb2.BadRequest(field_violations=mistakes)
            return _status(code_pb2.INVALID_ARGUMENT, str(error)[:MESSAGE_LIMIT], detail)
        case DraftRefusedError():
            refusals = [
                error_details_pb2.PreconditionFailure.Violation(type="DRAFT", description=reason)
                for reason in error.reasons[:REASONS_LIMIT]
            ]
            detail = error_details_pb2.PreconditionFailure(violations=refusals)
            return _status(code_pb2.FAILED_PRECONDITION, str(error)[:MESSAGE_LIMIT], detail)
        case DomainError():
            return _status(code_pb2.FAILED_PRECONDITION, str(error))
        case _:
            incident = uuid.uuid4().hex
            _log.error("unforeseen error", incident=incident, exc_info=error)
            return _status(code_pb2.INTERNAL, f"服务内部错误,编号 {incident}")


def _status(code: int, message: str, *details: Message) -> status_pb2.Status:
    packed = []
    for detail in details:
        holder = any_pb2.Any()
        holder.Pack(detail)
        packed.append(holder)
    return status_pb2.Status(code=code, message=message, details=packed)


def refuse(context: grpc.ServicerContext, error: Exception) -> NoReturn:
    """End the rpc with the status for ``error``."""
    context.abort_with_status(rpc_status.to_status(status_of(error)))
    raise AssertionError from error
