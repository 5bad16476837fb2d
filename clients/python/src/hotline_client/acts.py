"""Requests for acts on cases, the same for both clients."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from google.protobuf.message import Message
from hotline.v1 import case_pb2, intake_service_pb2

Target = case_pb2.Case | intake_service_pb2.RegisteredCase


class ActRequest(Protocol):
    """Request for an act on a case, such as ``RerouteCaseRequest``."""

    @property
    def context(self) -> case_pb2.ActContext:
        """The case, and who acts on it."""


Request = TypeVar("Request", bound=ActRequest)
Done = TypeVar("Done")
"""What a client's ``act`` returns: the case, or for asyncio an awaitable of it."""
Act = Callable[[Any, ActRequest, Target, str, float], Done]
"""A client's ``act``: a method of a stub, its request, the case, who acts, seconds to keep retrying."""


def on_case(request: Request, case: Target, actor: str) -> Request:
    """Return a request for an act with the case, as it was read or registered, and who acts."""
    request.context.CopyFrom(case_pb2.ActContext(number=case.number, etag=case.etag, actor=actor))
    return request


def rpc_of(request: ActRequest) -> str:
    """Return the name of the rpc that a request is for."""
    if not isinstance(request, Message):
        raise TypeError("not a message of the contract")
    return request.DESCRIPTOR.name.removesuffix("Request")


def amendment(
    case: Target,
    call: case_pb2.Call,
    fields: Iterable[str],
    reason: str,
    request_id: str,
    actor: str,
    *,
    attended: bool,
) -> intake_service_pb2.AmendRegistrationRequest:
    """Build the request to amend the registration of a call."""
    request = intake_service_pb2.AmendRegistrationRequest(
        call=call, reason=reason, request_id=request_id, attended=attended
    )
    request.update_mask.paths.extend(fields)
    return on_case(request, case, actor)
