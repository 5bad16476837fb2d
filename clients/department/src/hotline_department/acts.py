"""Acts of a department as JSON, and what each is to the service.

``{"case": "20261124-000123", "act": "reply", "actor": "王科长", "reply": "已处罚司机"}``
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import department_service_pb2 as pb
from hotline_client import Hotline
from hotline_client.retrying import TIMEOUT_SECONDS
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from hotline_department import wording

_NUMBER = r"^\d{8}-\d{6,9}$"
_HIDDEN = "〔已隐去〕"
Text = Annotated[str, Field(min_length=1, max_length=10_000)]


class _Act(BaseModel):
    """What every act says."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    case: Annotated[str, Field(pattern=_NUMBER)]
    actor: Annotated[str, Field(max_length=50)] = ""


class Accept(_Act):
    """签收."""

    act: Literal["accept"]


class Progress(_Act):
    """随时反馈 (R3.3)."""

    act: Literal["progress"]
    progress: Text


class SendBack(_Act):
    """退单."""

    act: Literal["send_back"]
    reason: Text


class Dissent(_Act):
    """The departments disagree (R4.3)."""

    act: Literal["dissent"]
    reason: Text


class Extension(_Act):
    """延期 (R3.2)."""

    act: Literal["extension"]
    reason: Text
    working_days: Annotated[int, Field(ge=1, le=30)]


class Reply(_Act):
    """回复 (R3.1)."""

    act: Literal["reply"]
    reply: Text
    missing_reason: Annotated[str, Field(max_length=10_000)] = ""


class Answer(_Act):
    """答复群众, where the desk lets the department do so (R3.4)."""

    act: Literal["answer"]
    means: Annotated[str, Field(max_length=50)] = ""
    content: Text
    result: Literal["answered", "refused", "not_reached"] = "answered"


Act = Accept | Progress | SendBack | Dissent | Extension | Reply | Answer
_READ: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="act")])
# What each is in the case's log; a co-handler's have a name of their own.
LOGGED: Mapping[str, tuple[act_pb2.Act.ValueType, ...]] = {
    "accept": (act_pb2.ACT_ACCEPT, act_pb2.ACT_ACCEPT_AS_COHANDLER),
    "progress": (act_pb2.ACT_SUBMIT_PROGRESS,),
    "send_back": (act_pb2.ACT_SEND_BACK, act_pb2.ACT_SEND_BACK_AS_COHANDLER),
    "dissent": (act_pb2.ACT_DISSENT,),
    "extension": (act_pb2.ACT_ASK_EXTENSION,),
    "reply": (act_pb2.ACT_REPLY, act_pb2.ACT_REPLY_AS_COHANDLER),
    "answer": (act_pb2.ACT_ANSWER_CALLER, act_pb2.ACT_ANSWER_ANOTHER_CALLER),
}
_RESULTS = {
    "answered": case_pb2.ANSWER_RESULT_ANSWERED,
    "refused": case_pb2.ANSWER_RESULT_REFUSED,
    "not_reached": case_pb2.ANSWER_RESULT_NOT_REACHED,
}


class ActError(ValueError):
    """An act that makes no sense.

    Attributes:
        fields: what is wrong with each, and what is allowed.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(";".join(f"{field}:{wrong}" for field, wrong in fields.items()))
        self.fields = dict(fields)


def act_of(said: str | bytes) -> Act:
    """The act that a JSON object says.

    Raises:
        ActError: with what is wrong with each field.
    """
    try:
        return _READ.validate_json(said)
    except ValidationError as error:
        raise ActError({_field(one["loc"]): _told(one) for one in error.errors()}) from None


def is_number(text: str) -> bool:
    """Whether a text is the number of a case, as far as one sees."""
    return re.match(_NUMBER, text) is not None


def perform(hotline: Hotline, department: str, act: Act, etag: str) -> case_pb2.Case:
    """Do an act on the case as it was read with that etag.

    Raises:
        grpc.RpcError: the service refused it, or could not be reached.
    """
    context = case_pb2.ActContext(number=act.case, etag=etag, actor=act.actor)
    stub = hotline.departments
    to: Any = {"context": context, "department": department}
    match act:
        case Accept():
            return stub.AcceptAssignment(pb.AcceptAssignmentRequest(**to), timeout=TIMEOUT_SECONDS).case
        case Progress():
            return stub.SubmitProgress(
                pb.SubmitProgressRequest(**to, progress=act.progress), timeout=TIMEOUT_SECONDS
            ).case
        case SendBack():
            return stub.SendBackAssignment(
                pb.SendBackAssignmentRequest(**to, reason=act.reason), timeout=TIMEOUT_SECONDS
            ).case
        case Dissent():
            return stub.Dissent(pb.DissentRequest(**to, reason=act.reason), timeout=TIMEOUT_SECONDS).case
        case Extension():
            asked = pb.AskExtensionRequest(**to, reason=act.reason, working_days=act.working_days)
            return stub.AskExtension(asked, timeout=TIMEOUT_SECONDS).case
        case Reply():
            said = pb.SubmitReplyRequest(**to, reply=act.reply, missing_reason=act.missing_reason)
            return stub.SubmitReply(said, timeout=TIMEOUT_SECONDS).case
        case Answer():
            answer = case_pb2.Answer(means=act.means, content=act.content, result=_RESULTS[act.result])
            return stub.AnswerCallerDirectly(
                pb.AnswerCallerDirectlyRequest(**to, answer=answer), timeout=TIMEOUT_SECONDS
            ).case


def is_in(entries: Iterable[case_pb2.LogEntry], act: Act, department: str) -> bool:
    """Whether an act is among these entries of a case's log."""
    return any(
        entry.act in LOGGED[act.act]
        and entry.department in ("", department)
        and entry.actor.partition("@")[0] == act.actor
        and _same(act, entry)
        for entry in entries
    )


def _same(act: Act, entry: case_pb2.LogEntry) -> bool:
    match act:
        case Accept():
            return True
        case Progress():
            said, logged = act.progress, entry.reason
        case Reply():
            said, logged = act.reply, entry.details["reply"]
        case Answer():
            said, logged = act.content, entry.reason
        case SendBack() | Dissent() | Extension():
            said, logged = act.reason, entry.reason
    # What names a caller is hidden in what a department reads.
    return said == logged or _HIDDEN in logged


def _field(place: tuple[int | str, ...]) -> str:
    # The first is which act it is.
    return ".".join(str(part) for part in place[1:] if part != "act") or "act"


def _told(error: Any) -> str:
    match error["type"]:
        case "missing":
            return wording.NO_FIELD
        case "extra_forbidden":
            return wording.UNKNOWN_FIELD
        case "union_tag_invalid" | "union_tag_not_found":
            return wording.UNKNOWN_ACT.format(allowed="、".join(LOGGED))
        case "json_invalid":
            return wording.NO_JSON.format(error=error["ctx"]["error"])
        case _:
            return wording.WRONG_FIELD.format(wanted=error["msg"])
