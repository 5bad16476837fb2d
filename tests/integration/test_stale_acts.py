"""Whoever acts on a case by what it was before somebody else acted is told so, by the rpcs that act on one."""

from collections.abc import Callable
from typing import Any

import grpc
from google.protobuf import message_factory
from hotline.v1 import case_pb2

from tests.hotline import METHODS, refusal
from tests.office import TAXI, Office
from tests.unit.test_characters import filled

ACTS = {
    path: method
    for path, method in METHODS.items()
    if (field := method.input_type.fields_by_name.get("context"))
    and field.message_type is case_pb2.ActContext.DESCRIPTOR
    # An id of its own keeps a connection from being recorded twice, whatever the version.
    and method.name != "RecordConnection"
}
# Refused for what their requests say before the case is looked at, or for want of a hand-over.
NOT_REACHED = {grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND}


def test_no_act_is_done_to_a_case_that_has_changed_since(office: Office) -> None:
    number = office.call()
    office.accept(number)
    before = office.acts(number)
    codes = {path: refusal(act(office, path, number)).code for path in ACTS}
    assert office.acts(number) == before
    told = {path.rpartition("/")[2] for path, code in codes.items() if code is grpc.StatusCode.ABORTED}
    assert set(codes.values()) == {grpc.StatusCode.ABORTED, *NOT_REACHED}
    assert told >= {
        "LeaveAnswerInWriting", "RecallAssignment", "RecordNotice", "ReopenCase", "SuspendCase", "TakeOverReply",
        "WithdrawQuestion",
    }  # fmt: skip


def act(office: Office, path: str, number: str) -> Callable[[], object]:
    """Return a call of an rpc by a version of a case that is no longer the latest."""
    method = ACTS[path]
    request: Any = filled(method.input_type, TAXI)
    choose(request)
    request.context.CopyFrom(case_pb2.ActContext(number=number, etag="1", actor="李值班"))
    respond: Any = message_factory.GetMessageClass(method.output_type)
    send = office.hotline._channel.unary_unary(path, type(request).SerializeToString, respond.FromString)
    return lambda: send(request, timeout=10)


def choose(request: Any) -> None:
    """Choose the first of every enumeration in a request, so that it is read as far as it can be."""
    for field in request.DESCRIPTOR.fields:
        if field.enum_type is not None and not field.is_repeated and not field.containing_oneof:
            setattr(request, field.name, 1)
        elif field.message_type is not None and not field.is_repeated and request.HasField(field.name):
            choose(getattr(request, field.name))
