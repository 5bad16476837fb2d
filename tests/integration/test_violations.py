"""Whatever is wrong with a request, its violation names the field that it is wrong in."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from typing import Any

import grpc
import pytest
from google.protobuf import message_factory
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2, directory_service_pb2, report_service_pb2
from hotline_client import HotlineError
from hotline_server.api.streaming import CURSOR
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import read_shipped_reader
from hotline_server.runtime.server import RunningServer

from tests.hotline import METHODS, MONDAY, PROFILE, open_channel
from tests.office import TAXI, Office

ASKED = {path: method for path, method in METHODS.items() if not method.client_streaming}
"""The rpcs with one request."""

FILES = {name: content.decode() for name, content in read_files(PROJECT / "rules").items()}
SHIPPED = read_shipped_reader(PROJECT / "rules").version
_OF_OTHER_MEASURES = ("question", "means", "wording", "reason_code", "line", "told", "connected")
SENSIBLE: dict[str, object] = {
    "actor": "李值班",
    "call_id": 0,
    "category": "交通运输",
    "cohandlers": "公安局",
    "danger_kind": "火灾",
    "day": "2026-11-20",
    "department": TAXI,
    "departments": TAXI,
    "document": (PROJECT / "sample" / "directory.yaml").read_bytes(),
    "effective_on": "",
    "district": "",
    "first_day": "2026-11-16",
    "follows": "",
    "ground": "职责以外",
    "last_day": "2026-11-20",
    "job": "watchman",
    "lead_department": TAXI,
    "line": "110报警服务台",
    "kind": "道路",
    "kinds": directory_service_pb2.UNIT_KIND_TOWN,
    "matter": "",
    "means": "书面",
    "page_token": "",
    "owner_department": TAXI,
    "phone": "13800138000",
    "policy_id": "",
    "promised_on": "2027-03-31",
    "reason_code": "T01",
    "reviews_on": "2027-01-29",
    "successor": "公安局",
    "target": TAXI,
    "town": "",
    "unit": "",
    "units": "道路运输服务中心",
    "version": "",
    "within": "",
    "year": MONDAY.year,
    # What other measures than a second handling record is refused with it.
    **{f"hotline.v1.JudgeCallbackRequest.{field}": "" for field in _OF_OTHER_MEASURES},
    **{f"hotline.v1.{rpc}ReaderRequest.version": SHIPPED for rpc in ("Compare", "Publish")},
    "hotline.v1.StartReaderShadowRequest.version": SHIPPED,
    "hotline.v1.AnswerQuestionRequest.kind": "",
    "hotline.v1.SimulateDraftRequest.before_number": "",
    "hotline.v1.HandOverCaseRequest.reason_code": "Y01",
    "hotline.v1.PrintSlipsRequest.after": "",
    # What is said of a result holds no text.
    "hotline.v1.RecordCallerWordsRequest.text": "",
    "hotline.v1.RevokeTokensRequest.subject": "",
    "google.protobuf.FieldMask.paths": "content",
    "hotline.v1.Designation.deadline_working_days": 0,
    case_pb2.OwnerKind.DESCRIPTOR.full_name: case_pb2.OWNER_KIND_DEPARTMENT,
    report_service_pb2.DocumentFormat.DESCRIPTOR.full_name: report_service_pb2.DOCUMENT_FORMAT_HTML,
}
STRANGE: dict[int, tuple[Any, ...]] = {
    FieldDescriptor.TYPE_STRING: ("", " ", "\n", "\0", "没有的东西", "字" * 10_001),
    FieldDescriptor.TYPE_ENUM: (0, 99),
    FieldDescriptor.TYPE_INT32: (-(2**31), -1, 2**31 - 1),
    FieldDescriptor.TYPE_INT64: (-(2**63), -1, 2**63 - 1),
    FieldDescriptor.TYPE_DOUBLE: (float("nan"), float("inf"), -1e9, 181.0),
    FieldDescriptor.TYPE_BOOL: (True,),
    FieldDescriptor.TYPE_BYTES: (b"", b"\0", b"PK\x03\x04"),
}
ANSWERS = {
    grpc.StatusCode.OK,
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.FAILED_PRECONDITION,
}


def fill(message: Any, case: case_pb2.Case, other: str) -> None:
    """Give every field a sensible value; of those in a oneof the last has one."""
    numbers = {"number": case.number, "case_number": case.number, "etag": case.etag, "into_number": other}
    for found in message.DESCRIPTOR.fields:
        name, kind = found.name, found.message_type or found.enum_type
        if kind is Timestamp.DESCRIPTOR:
            # What takes effect at a time takes effect later.
            getattr(message, name).FromDatetime(MONDAY + timedelta(days=name == "takes_effect_at"))
        elif found.message_type and kind.GetOptions().map_entry:
            getattr(message, name).update(FILES if name == "files" else {"渠道": "电话"})
        elif found.message_type:
            inner = getattr(message, name)
            fill(inner.add() if found.is_repeated else inner, case, other)
        elif found.type != FieldDescriptor.TYPE_BOOL:
            usual = "研究过" if found.type == FieldDescriptor.TYPE_STRING else 1
            by_name = SENSIBLE.get(kind.full_name if kind else name, usual)
            put(message, found, numbers.get(name) or SENSIBLE.get(found.full_name, by_name))


def put(message: Any, found: FieldDescriptor, value: object) -> None:
    """Set a field; one that is a list has but that value afterwards."""
    if found.is_repeated:
        del getattr(message, found.name)[:]
        getattr(message, found.name).append(value)
    else:
        setattr(message, found.name, value)


def places(message: Message, parent: str = "") -> Iterator[tuple[Message, Any, str]]:
    """Yield every field that is no message, with the message that it is in and its path."""
    for found in message.DESCRIPTOR.fields:
        if found.message_type is None:
            yield message, found, f"{parent}{found.name}"
        elif found.message_type.GetOptions().map_entry:
            continue
        elif found.is_repeated:
            for index, inner in enumerate(getattr(message, found.name)):
                yield from places(inner, f"{parent}{found.name}[{index}].")
        elif found.containing_oneof is None or message.HasField(found.name):
            yield from places(getattr(message, found.name), f"{parent}{found.name}.")


def refusal_of(channel: grpc.Channel, path: str, method: MethodDescriptor, request: Message) -> HotlineError | None:
    """Return what a request is refused with, if it is."""
    make: Any = channel.unary_stream if method.server_streaming else channel.unary_unary
    call = make(path, type(request).SerializeToString)
    try:
        if method.server_streaming:
            stream = call(request)
            # A watch has begun with its headers; it need not send anything.
            if not any(key == CURSOR for key, _ in stream.initial_metadata()):
                next(stream)
            stream.cancel()
        else:
            call(request)
    except grpc.RpcError as error:
        return HotlineError.from_rpc(error)
    return None


@pytest.mark.parametrize("path", ASKED)
def test_a_wrong_value_is_refused_with_the_path_of_its_field(path: str, office: Office, server: RunningServer) -> None:
    method = ASKED[path]
    make: Any = message_factory.GetMessageClass(method.input_type)
    other = office.call("公园里路灯不亮")

    def accepted() -> case_pb2.Case:
        return office.accept(office.call())

    def sensible(case: case_pb2.Case) -> Message:
        request: Message = make()
        fill(request, case, other)
        return request

    case = accepted()
    with open_channel(server.address) as channel:
        for index, (_, found, place) in enumerate(places(sensible(case))):
            values = STRANGE[found.type]
            # Neighbouring fields share them, but for the long profile.
            for value in values if PROFILE == "long" else values[index % 2 :: 2] or values:
                request = sensible(case)
                put(list(places(request))[index][0], found, value)
                refused = refusal_of(channel, path, method, request)
                assert refused is None or refused.code in ANSWERS, (place, value, refused)
                if refused is None:
                    # It was no mistake; the case is another one now.
                    case = accepted()
                elif refused.code is grpc.StatusCode.INVALID_ARGUMENT:
                    assert set(refused.violations) & wrong_with(found, place), (place, value)
        right = refusal_of(channel, path, method, sensible(case))
        assert right is None or right.code is not grpc.StatusCode.INVALID_ARGUMENT, right.violations


def wrong_with(found: FieldDescriptor, path: str) -> set[str]:
    """Return what a violation of a field may name: it, what may be set instead, or what it is part of."""
    parents = list(accumulate(path.split("."), "{}.{}".format))
    instead = found.containing_oneof.fields if found.containing_oneof else []
    return {*parents, f"{path}[0]", *(path.removesuffix(found.name) + one.name for one in instead)}
