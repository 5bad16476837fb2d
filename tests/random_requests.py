"""Valid requests for any rpc that acts on a case, drawn at random by the names and types of their fields.

An act that is added takes part in the random histories without a line here, as long as its fields are named as those of
its neighbours are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

from google.protobuf import text_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2
from hotline_server.ground.clock import local_day

from tests.hotline import METHODS

AnyField = Any
"""Descriptor of a field, of whichever implementation of protobuf is installed."""
OFFICES = ("公安局", "交通运输局", "住房和城乡建设局", "城市管理局", "教育局")
_CHANNELS = (case_pb2.CHANNEL_PHONE, case_pb2.CHANNEL_WEB, case_pb2.CHANNEL_LETTER)
_DISTRICTS = ("东湖区", "西岭区", "")
MEANS = ("电话", "短信", "上门", "来信")
_YES, _NO = case_pb2.SURVEY_ANSWER_YES, case_pb2.SURVEY_ANSWER_NO
_REACHED = case_pb2.CONTACT_RESULT_REACHED


@dataclass
class Drawn:
    """Request that was drawn.

    Attributes:
        request: the request.
        words: the free texts in it, each said only once in a history.
    """

    request: Message
    words: list[str]


@dataclass
class RandomRequests:
    """Source of requests.

    Attributes:
        random: source of randomness.
        end_reasons: codes of the reasons for which a case may end.
        below: names of the units directly below each unit.
        lines: names of other lines.
        said: number of texts said so far.
    """

    random: Random
    end_reasons: Sequence[str]
    below: Mapping[str, Sequence[str]]
    lines: Sequence[str]
    said: int = 0
    _words: list[str] = field(default_factory=list)

    def draw(self, rpc: str, case: case_pb2.Case, department: str, others: Sequence[str], now: datetime) -> Drawn:
        """Draw a request.

        Args:
            rpc: the rpc, such as ``DeskService.AssignCase``.
            case: case to act on, as the actor reads it.
            department: department in whose name or over whose assignment it is, or line; empty for the case as a whole.
            others: numbers of other cases.
            now: current time, UTC.
        """
        self._words = []
        request = GetMessageClass(METHODS[path_of(rpc)].input_type)()
        at = _At(case, department, others, now)
        if "unit" in request.DESCRIPTOR.fields_by_name:
            at = _At(case, _delegator(case, department), others, now, unit=department)
        self._fill(request, at)
        if request.DESCRIPTOR.full_name in _FINISHED:
            _FINISHED[request.DESCRIPTOR.full_name](self, request, at)
        for name in _LEFT_OUT.get(request.DESCRIPTOR.full_name, lambda _: ())(request):
            request.ClearField(name)
        said = text_format.MessageToString(request, as_utf8=True)
        return Drawn(request, [words for words in self._words if words in said])

    def words(self) -> str:
        """Return a text that nobody has said before."""
        self.said += 1
        return f"第{self.said}句话"

    def _fill(self, message: Message, at: "_At") -> None:
        chosen = {group.name: self.random.choice(_names(group.fields)) for group in message.DESCRIPTOR.oneofs}
        for one in message.DESCRIPTOR.fields:
            if one.containing_oneof and chosen[one.containing_oneof.name] != one.name:
                continue
            if one.name in _WHOLE and not one.enum_type:
                _put(message, one, _WHOLE[one.name](self, at))
            elif one.message_type and one.message_type.full_name in _MESSAGES:
                _put(message, one, _MESSAGES[one.message_type.full_name](self, at))
            elif one.message_type and not one.is_repeated:
                self._fill(getattr(message, one.name), at)
            elif not one.message_type:
                _put(message, one, self._scalar(one))

    def _scalar(self, one: AnyField) -> Any:
        if one.enum_type:
            value: Any = self.random.choice([value.number for value in one.enum_type.values if value.number])
        elif one.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
            value = self.random.random() < 0.3
        elif one.cpp_type == FieldDescriptor.CPPTYPE_STRING:
            value = self.words()
            self._words.append(value)
        else:
            value = self.random.choice((0, 0, 1, 3))
        return [value] if one.is_repeated else value

    def office(self) -> str:
        """Return a department."""
        return self.random.choice(OFFICES)

    def caller(self, at: "_At") -> int:
        """Return a call of the case, mostly of somebody who waits."""
        waiting = [one.call_id for one in at.case.callers if not one.answered]
        return self.random.choice(waiting or [one.call_id for one in at.case.callers] or [0])

    def designation(self, at: "_At") -> case_pb2.Designation:
        """Return departments that shall handle the case."""
        lead, *others = self.random.sample(OFFICES, self.random.choice((1, 1, 2, 3)))
        days = self.random.choice((0, 3, 7, 15))
        urgent = at.case.decision.outcome == case_pb2.OUTCOME_EMERGENCY
        return case_pb2.Designation(
            lead_department=lead,
            cohandlers=others,
            deadline_working_days=0 if urgent else days,
            may_answer=self.random.random() < 0.5,
        )

    def answer(self, at: "_At") -> case_pb2.Answer:
        """Return an answer to a caller."""
        return case_pb2.Answer(
            call_id=self.caller(at),
            means=self.random.choice(MEANS),
            content=self.sentence(),
            result=self.random.choice(
                (case_pb2.ANSWER_RESULT_ANSWERED, case_pb2.ANSWER_RESULT_ANSWERED, case_pb2.ANSWER_RESULT_REFUSED,
                 case_pb2.ANSWER_RESULT_NOT_REACHED)
            ),
        )  # fmt: skip

    def survey(self, _: "_At") -> case_pb2.SatisfactionSurvey:
        """Return what a caller says when called back, if reached."""
        contact = self.random.choice([_REACHED, _REACHED, *case_pb2.ContactResult.values()[1:]])
        if contact != _REACHED:
            return case_pb2.SatisfactionSurvey(contact=contact)
        responded, resolved, satisfied = (self.random.choice((_YES, _YES, _NO)) for _ in range(3))
        return case_pb2.SatisfactionSurvey(contact=contact, responded=responded, resolved=resolved, satisfied=satisfied)

    def promise(self, at: "_At") -> case_pb2.PromisedDate:
        """Return a promised date."""
        today, days = local_day(at.now), self.random.randint(2, 60)
        return case_pb2.PromisedDate(
            reason=self.sentence(),
            measures=self.sentence(),
            owner_department=self.office(),
            promised_on=(today + timedelta(days=days)).isoformat(),
            reviews_on=[(today + timedelta(days=1)).isoformat()] if self.random.random() < 0.5 else [],
        )

    def amend(self, request: Any, at: "_At") -> None:
        """Set new values of some fields that may be amended; names and phones, masked later, do not count as said."""
        call = at.case.call
        values: Mapping[str, Callable[[], Any]] = {
            "caller.name": lambda: f"张{self.words()}",
            "caller.organisation": self.sentence,
            "caller.phone": lambda: f"138{self.random.randrange(10**8):08}",
            "caller.confidential": lambda: not call.caller.confidential,
            "caller.wishes_no_reply": lambda: not call.caller.wishes_no_reply,
            "subject": self.sentence,
            "content": self.sentence,
            "channel": lambda: self._other(_CHANNELS, call.channel),
            "request_type": lambda: self._other(case_pb2.RequestType.values(), call.request_type),
            "district": lambda: self._other(_DISTRICTS, call.district),
            "address": self.sentence,
            "marked_urgent": lambda: not call.marked_urgent,
            "follows": lambda: self._other([*at.others, ""], call.follows),
            "latitude": lambda: self.random.uniform(28, 29),
            "longitude": lambda: self.random.uniform(112, 113),
        }
        chosen = {*self.random.sample(sorted(values), self.random.choice((1, 1, 2, 3, len(values))))}
        if chosen & {"latitude", "longitude"}:
            chosen |= {"latitude", "longitude"}
        self._words = []
        request.call.Clear()
        for path in sorted(chosen):
            *parents, name = path.split(".")
            setattr(request.call.caller if parents else request.call, name, values[path]())
        request.reason = self.sentence()
        request.update_mask.paths[:] = sorted(chosen)

    def hand_over(self, request: Any, _: "_At") -> None:
        """Set a reason for which cases are handed over."""
        request.reason_code = self.random.choice([code for code in self.end_reasons if code.startswith("Y")])

    def _other(self, values: Sequence[Any], than: Any) -> Any:
        return self.random.choice([value for value in values if value != than] or values)

    def sentence(self) -> str:
        """Return a text that nobody has said before, and keep it as said in this request."""
        self._words.append(self.words())
        return self._words[-1]


@dataclass(frozen=True)
class _At:
    """Circumstances that a request is drawn for."""

    case: case_pb2.Case
    department: str
    others: Sequence[str]
    now: datetime
    unit: str = ""


def _delegator(case: case_pb2.Case, unit: str) -> str:
    """Return the department that delegated a case to a unit below."""
    names = {one.number: one.department for one in case.assignments}
    parents = [one.parent_number for one in case.assignments if one.department == unit]
    return names.get(parents[-1], "") if parents else ""


def _names(fields: Any) -> list[str]:
    return [one.name for one in fields]


def path_of(rpc: str) -> str:
    """Return the path of an rpc such as ``DeskService.AssignCase``."""
    return f"/hotline.v1.{rpc.replace('.', '/')}"


def _put(message: Message, one: AnyField, value: Any) -> None:
    if isinstance(value, Message):
        getattr(message, one.name).CopyFrom(value)
    elif one.is_repeated:
        getattr(message, one.name).extend(value)
    elif value is not None:
        setattr(message, one.name, value)


def _beside_the_measure(request: Any) -> Sequence[str]:
    """Return the fields that belong to other judgements on a callback."""
    measures = {
        caller_pb.CALLBACK_MEASURE_ESCALATION: ("question",),
        caller_pb.CALLBACK_MEASURE_EXPLANATION: ("means", "wording"),
        caller_pb.CALLBACK_MEASURE_HANDOVER: ("reason_code", "line", "told", "connected"),
    }
    kept = measures.get(request.measure, ("designation",))
    fields = ("designation", *chain.from_iterable(measures.values()))
    beside = [name for name in fields if name not in kept]
    return beside if "designation" not in kept else [*beside, "reasonableness"]


_FINISHED: Mapping[str, Callable[[RandomRequests, Any, "_At"], None]] = {
    "hotline.v1.AmendRegistrationRequest": RandomRequests.amend,
    "hotline.v1.HandOverCaseRequest": RandomRequests.hand_over,
    "hotline.v1.JudgeCallbackRequest": RandomRequests.hand_over,
}
"""What is drawn over again, since some fields depend on others, by the name of the request's type."""

_LEFT_OUT: Mapping[str, Callable[[Any], Sequence[str]]] = {
    "hotline.v1.JudgeCallbackRequest": _beside_the_measure,
}
"""Fields that a request may not have beside what else was drawn for it, by the name of its type."""

Draw = Callable[[RandomRequests, _At], Any]

_WHOLE: Mapping[str, Draw] = {
    "department": lambda source, at: at.department or source.office(),
    "departments": lambda source, _: source.random.sample(OFFICES, 1),
    "unit": lambda _, at: at.unit,
    "line": lambda source, at: at.department or source.random.choice(source.lines),
    "units": lambda source, at: source.random.sample(source.below.get(at.department) or OFFICES, 1),
    "call_id": lambda source, at: source.caller(at),
    "into_number": lambda source, at: source.random.choice(at.others) if at.others else at.case.number,
    "reason_code": lambda source, _: source.random.choice(source.end_reasons),
    "means": lambda source, _: source.random.choice(MEANS),
    "danger_kind": lambda _, __: "",
    "policy_id": lambda _, __: "",
    "phone": lambda _, __: "",
    "request_id": lambda source, _: f"r{source.words()}",
}
"""Values of fields by their names."""

_MESSAGES: Mapping[str, Draw] = {
    "hotline.v1.ActContext": lambda _, at: case_pb2.ActContext(number=at.case.number, etag=at.case.etag, actor="某人"),
    "hotline.v1.Designation": RandomRequests.designation,
    "hotline.v1.Answer": RandomRequests.answer,
    "hotline.v1.Call": lambda source, _: case_pb2.Call(content=source.sentence()),
    # Drawn with the values.
    "google.protobuf.FieldMask": lambda _, __: None,
    "hotline.v1.SatisfactionSurvey": RandomRequests.survey,
    "hotline.v1.PromisedDate": RandomRequests.promise,
    # What the rule book gives.
    "hotline.v1.TimeLimit": lambda _, __: None,
    # Now, which is what leaving it out means.
    "google.protobuf.Timestamp": lambda _, __: None,
}
"""Values of fields by their types."""
