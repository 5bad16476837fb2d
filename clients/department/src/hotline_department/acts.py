"""Acts of a department as JSON, and the rpcs that perform them.

``{"case": "20261124-000123", "act": "reply", "actor": "王科长", "reply": "已处罚司机"}``
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from hotline.v1 import act_pb2, case_pb2, desk_service_pb2
from hotline.v1 import delegation_service_pb2 as delegation_pb
from hotline.v1 import department_service_pb2 as pb
from hotline_client import Hotline
from hotline_client.characters import replace_unfit
from hotline_client.json_objects import DoubledKeyError, plain_json
from hotline_client.retries import TIMEOUT_SECONDS
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from hotline_department import wording

_NUMBER = r"^\d{8}-\d{6,9}$"
_LOOSE_NUMBER = re.compile(r"(\d{8})(?:-(?=\d{1,9}$)|(?=\d{6,9}$))(\d+)")
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d_]")
_SPACES = re.compile(r"\s")
# What the service writes for personal data that the department may not see; numbers lose their separators.
_MASK = re.compile(r"〔已隐去〕|\d*\*+\d*(?:转\*+)?")
# Characters that a mask stands for, at most: an address is the longest.
_MASKED_LENGTH = 100
Text = Annotated[str, Field(min_length=1, max_length=10_000)]


Unit = Annotated[str, Field(min_length=1, max_length=100)]
Days = Annotated[int, Field(ge=0, le=30)]


class _Act(BaseModel):
    """Fields common to all acts."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    case: Annotated[str, Field(pattern=_NUMBER)]
    actor: Annotated[str, Field(max_length=50)] = ""


class Accept(_Act):
    """Acceptance of an assignment 签收."""

    act: Literal["accept"]


class Progress(_Act):
    """Progress report 随时反馈 (R3.3)."""

    act: Literal["progress"]
    progress: Text


class Objection(_Act):
    """Objection to an assignment the department is not responsible for 派单异议 (R8.4)."""

    act: Literal["object"]
    reason: Text
    legal_basis: Text


class Dissent(_Act):
    """Disagreement between departments (R4.3)."""

    act: Literal["dissent"]
    reason: Text


class Extension(_Act):
    """Extension request 延期 (R3.2)."""

    act: Literal["extension"]
    reason: Text
    working_days: Annotated[int, Field(ge=1, le=30)]


class Reply(_Act):
    """Reply to the hotline 回复 (R3.1)."""

    act: Literal["reply"]
    reply: Text
    missing_reason: Annotated[str, Field(max_length=10_000)] = ""


class Answer(_Act):
    """Direct answer to the caller 答复群众, if the desk has delegated it (R3.4)."""

    act: Literal["answer"]
    means: Annotated[str, Field(max_length=50)] = ""
    content: Text
    result: Literal["answered", "refused", "not_reached"] = "answered"


class ReferralResult(_Act):
    """Result of a case referred to the department 归口 (R2.2)."""

    act: Literal["referral_result"]
    result: Text


class Delegate(_Act):
    """Delegation to units below 转派下级 (R8.4); without days, for as long as the rule book lets them have it."""

    act: Literal["delegate"]
    units: Annotated[list[Unit], Field(min_length=1)]
    reason: Text
    working_days: Days = 0


class OverUnit(_Act):
    """Act over a unit below to which the department delegated (R8.4)."""

    act: Literal["supervise_unit", "limit_unit", "recall_unit"]
    unit: Unit
    reason: Text
    working_days: Days = 0


class RuleOnUnit(_Act):
    """Ruling on the objection of a unit below."""

    act: Literal["rule_on_unit"]
    unit: Unit
    reason: Text
    upheld: bool


class ExtendUnit(_Act):
    """Decision on the extension that a unit below asks for 答复下级延期 (R3.2)."""

    act: Literal["extend_unit"]
    unit: Unit
    reason: Text
    granted: bool


class TakeOver(_Act):
    """Acceptance of the reply of a unit below 采用下级回复."""

    act: Literal["take_over_unit"]
    unit: Unit
    remark: Annotated[str, Field(max_length=10_000)] = ""


class ReturnUnit(_Act):
    """Return of the reply of a unit below 退回下级重办."""

    act: Literal["return_unit"]
    unit: Unit
    requirements: Text
    working_days: Days = 0


Delegation = Delegate | OverUnit | RuleOnUnit | ExtendUnit | TakeOver | ReturnUnit
Act = Accept | Progress | Objection | Dissent | Extension | Reply | Answer | ReferralResult | Delegation
_ADAPTER: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="act")])
# Each act's entries in the case log; those of a co-handler and of a unit below differ.
LOG_ACTS: Mapping[str, tuple[act_pb2.Act.ValueType, ...]] = {
    "accept": (act_pb2.ACT_ACCEPT, act_pb2.ACT_ACCEPT_AS_COHANDLER, act_pb2.ACT_ACCEPT_DELEGATED),
    "progress": (act_pb2.ACT_SUBMIT_PROGRESS,),
    "object": (act_pb2.ACT_OBJECT,),
    "dissent": (act_pb2.ACT_DISSENT,),
    "extension": (act_pb2.ACT_ASK_EXTENSION,),
    "reply": (act_pb2.ACT_REPLY, act_pb2.ACT_REPLY_AS_COHANDLER, act_pb2.ACT_REPLY_TO_DELEGATOR),
    "answer": (act_pb2.ACT_ANSWER_CALLER, act_pb2.ACT_ANSWER_ANOTHER_CALLER),
    "referral_result": (act_pb2.ACT_REPORT_RESULT,),
    "delegate": (act_pb2.ACT_DELEGATE,),
    "supervise_unit": (act_pb2.ACT_SUPERVISE,),
    "limit_unit": (act_pb2.ACT_CHANGE_DELEGATED_LIMIT,),
    "recall_unit": (act_pb2.ACT_RECALL,),
    "rule_on_unit": (act_pb2.ACT_UPHOLD_OBJECTION, act_pb2.ACT_REFUSE_OBJECTION),
    "extend_unit": (act_pb2.ACT_GRANT_EXTENSION, act_pb2.ACT_REFUSE_EXTENSION),
    "take_over_unit": (act_pb2.ACT_TAKE_OVER_REPLY,),
    "return_unit": (act_pb2.ACT_RETURN_DELEGATED,),
}
_RESULTS = {
    "answered": case_pb2.ANSWER_RESULT_ANSWERED,
    "refused": case_pb2.ANSWER_RESULT_REFUSED,
    "not_reached": case_pb2.ANSWER_RESULT_NOT_REACHED,
}


class ActError(ValueError):
    """Invalid act.

    Attributes:
        fields: an error message for each invalid field, with the values allowed.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("；".join(f"{field}：{message}" for field, message in fields.items()))
        self.fields = dict(fields)


def parse_act(content: str | bytes) -> Act:
    """Parse an act from a JSON object.

    Raises:
        ActError: the content is not JSON, a key is there twice, or fields are invalid.
    """
    try:
        return _ADAPTER.validate_json(read_json(content))
    except ValidationError as error:
        raise ActError({_field(detail["loc"]): _message(detail) for detail in error.errors()}) from None


def read_json(content: str | bytes) -> bytes:
    """Return JSON without a byte order mark.

    Raises:
        ActError: a key is there twice, or the text is in another encoding than UTF-8.
    """
    try:
        if isinstance(content, bytes):
            content.decode()
        return plain_json(content)
    except UnicodeDecodeError:
        raise ActError({"act": wording.NOT_UTF8}) from None
    except DoubledKeyError as error:
        raise ActError({error.key: wording.DOUBLED_KEY}) from None


def is_case_number(text: str) -> bool:
    """Return whether a text has the form of a case number."""
    return re.match(_NUMBER, text) is not None


def restore_case_number(text: str) -> str:
    """Return a case number as the service writes it, whatever a keyboard or a spreadsheet made of it.

    Full-width digits, other dashes and spaces are understood, as are a lost dash and lost leading zeros.
    """
    plain = _SPACES.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    found = _LOOSE_NUMBER.fullmatch(plain)
    return f"{found[1]}-{found[2]:0>6}" if found else plain


def perform(hotline: Hotline, department: str, act: Act, etag: str) -> case_pb2.Case:
    """Perform an act on the version of the case that the etag identifies.

    Raises:
        grpc.RpcError: the service refused the act or is unreachable; ABORTED if the case has changed.
    """
    context = case_pb2.ActContext(number=act.case, etag=etag, actor=act.actor)
    stub = hotline.departments
    common: Any = {"context": context, "department": department}
    match act:
        case Accept():
            return stub.AcceptAssignment(pb.AcceptAssignmentRequest(**common), timeout=TIMEOUT_SECONDS).case
        case Progress():
            return stub.SubmitProgress(
                pb.SubmitProgressRequest(**common, progress=act.progress), timeout=TIMEOUT_SECONDS
            ).case
        case Objection():
            objection = pb.ObjectToAssignmentRequest(**common, reason=act.reason, legal_basis=act.legal_basis)
            return stub.ObjectToAssignment(objection, timeout=TIMEOUT_SECONDS).case
        case Dissent():
            return stub.Dissent(pb.DissentRequest(**common, reason=act.reason), timeout=TIMEOUT_SECONDS).case
        case Extension():
            extension = pb.AskExtensionRequest(**common, reason=act.reason, working_days=act.working_days)
            return stub.AskExtension(extension, timeout=TIMEOUT_SECONDS).case
        case Reply():
            reply = pb.SubmitReplyRequest(**common, reply=act.reply, missing_reason=act.missing_reason)
            return stub.SubmitReply(reply, timeout=TIMEOUT_SECONDS).case
        case Answer():
            answer = case_pb2.Answer(means=act.means, content=act.content, result=_RESULTS[act.result])
            return stub.AnswerCallerDirectly(
                pb.AnswerCallerDirectlyRequest(**common, answer=answer), timeout=TIMEOUT_SECONDS
            ).case
        case ReferralResult():
            result = pb.ReportReferralResultRequest(**common, result=act.result)
            return stub.ReportReferralResult(result, timeout=TIMEOUT_SECONDS).case
        case _:
            return _delegate(hotline, common, act)


def _delegate(hotline: Hotline, common: Mapping[str, Any], act: Delegation) -> case_pb2.Case:
    """Perform an act over units below."""
    stub = hotline.delegation
    match act:
        case Delegate():
            delegated = delegation_pb.DelegateAssignmentRequest(
                **common, units=act.units, reason=act.reason, time_limit=_limit(act.working_days)
            )
            return stub.DelegateAssignment(delegated, timeout=TIMEOUT_SECONDS).case
        case OverUnit(act="supervise_unit"):
            supervised = delegation_pb.SuperviseUnitRequest(
                **common, unit=act.unit, reason=act.reason, time_limit=_limit(act.working_days)
            )
            return stub.SuperviseUnit(supervised, timeout=TIMEOUT_SECONDS).case
        case OverUnit(act="limit_unit"):
            limited = delegation_pb.ChangeLimitRequest(
                **common, unit=act.unit, reason=act.reason, time_limit=_limit(act.working_days)
            )
            return stub.ChangeLimit(limited, timeout=TIMEOUT_SECONDS).case
        case OverUnit():
            recalled = delegation_pb.RecallAssignmentRequest(**common, unit=act.unit, reason=act.reason)
            return stub.RecallAssignment(recalled, timeout=TIMEOUT_SECONDS).case
        case RuleOnUnit():
            ruling = (
                desk_service_pb2.OBJECTION_RULING_UPHELD if act.upheld else desk_service_pb2.OBJECTION_RULING_REFUSED
            )
            ruled = delegation_pb.DecideObjectionRequest(**common, unit=act.unit, reason=act.reason, ruling=ruling)
            return stub.DecideObjection(ruled, timeout=TIMEOUT_SECONDS).case
        case ExtendUnit():
            granted, refused = desk_service_pb2.EXTENSION_DECISION_GRANTED, desk_service_pb2.EXTENSION_DECISION_REFUSED
            decision = granted if act.granted else refused
            decided = delegation_pb.DecideUnitExtensionRequest(
                **common, unit=act.unit, reason=act.reason, decision=decision
            )
            return stub.DecideUnitExtension(decided, timeout=TIMEOUT_SECONDS).case
        case TakeOver():
            taken = delegation_pb.TakeOverReplyRequest(**common, unit=act.unit, remark=act.remark)
            return stub.TakeOverReply(taken, timeout=TIMEOUT_SECONDS).case
        case ReturnUnit():
            returned = delegation_pb.ReturnReplyRequest(
                **common, unit=act.unit, requirements=act.requirements, time_limit=_limit(act.working_days)
            )
            return stub.ReturnReply(returned, timeout=TIMEOUT_SECONDS).case


def _limit(days: int) -> case_pb2.TimeLimit | None:
    """Return a limit in working days; ``None`` for that of the rule book."""
    span = case_pb2.TimeSpan(count=days, unit=case_pb2.TIME_UNIT_WORKING_DAY)
    return case_pb2.TimeLimit(spans=[span]) if days else None


def find_logged(entries: Iterable[case_pb2.LogEntry], act: Act, department: str) -> case_pb2.LogEntry | None:
    """Return the log entry of an act; None if there is none. Without an actor, it may be that of a colleague."""
    for entry in entries:
        if (
            entry.act in LOG_ACTS[act.act]
            and entry.department in ("", *_concerned(act, department))
            and _is_logged_name(entry.actor, act.actor)
            and _matches(act, entry)
        ):
            return entry
    return None


def _is_logged_name(logged: str, actor: str) -> bool:
    """Return whether the log names an actor so: as a token does, which may alone say who acts, or as a system does."""
    return not actor or logged == actor or logged.startswith(f"{actor}@")


def _concerned(act: Act, department: str) -> Iterable[str]:
    """Return the departments that an act's entries name: the units below, for an act over them."""
    match act:
        case Delegate():
            return act.units
        case OverUnit() | RuleOnUnit() | ExtendUnit() | TakeOver() | ReturnUnit():
            return (act.unit,)
        case _:
            return (department,)


def _matches(act: Act, entry: case_pb2.LogEntry) -> bool:
    match act:
        case Accept():
            return True
        case Progress():
            sent, logged = act.progress, entry.reason
        case Reply():
            sent, logged = act.reply, entry.details["reply"]
        case Answer():
            sent, logged = act.content, entry.reason
        case ReferralResult():
            sent, logged = act.result, entry.reason
        case TakeOver():
            sent, logged = act.remark, entry.reason
        case ReturnUnit():
            sent, logged = act.requirements, entry.reason
        case Objection() | Dissent() | Extension() | Delegate() | OverUnit() | RuleOnUnit() | ExtendUnit():
            sent, logged = act.reason, entry.reason
    return is_masked_copy(logged, replace_unfit(sent).strip())


def is_masked_copy(logged: str, sent: str) -> bool:
    """Return whether a text is what was sent, but for personal data that is masked in it."""
    if logged == sent:
        return True
    first, *others = _MASK.split(logged)
    longest = len(first) + sum(map(len, others)) + _MASKED_LENGTH * len(others)
    if not others or not sent.startswith(first) or len(sent) > longest:
        return False
    *middle, last = others
    place = len(first)
    for part in middle:
        found = sent.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return sent.endswith(last) and place <= len(sent) - len(last)


def _field(location: tuple[int | str, ...]) -> str:
    # The first part is the discriminator.
    return ".".join(str(part) for part in location[1:] if part != "act") or "act"


def _message(error: Any) -> str:
    match error["type"]:
        case "union_tag_invalid" | "union_tag_not_found":
            return wording.UNKNOWN_ACT.format(allowed="、".join(LOG_ACTS))
        case "literal_error" if "act" in error["loc"]:
            return wording.UNKNOWN_ACT.format(allowed="、".join(LOG_ACTS))
        case "string_pattern_mismatch":
            return wording.BAD_NUMBER
        case _:
            return wording.invalid_value(error)
