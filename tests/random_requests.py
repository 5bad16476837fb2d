"""Valid requests for any rpc that acts on a case, drawn at random by the names and types of their fields.

An act that is added takes part in the random histories without a line here, as long as its fields are named as those of
its neighbours are.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

from google.protobuf import text_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import line_service_pb2 as line_pb
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.facts import ACCUSED, LIFTED, MENTIONED

from tests.hotline import METHODS

AnyField = Any
"""Descriptor of a field, of whichever implementation of protobuf is installed."""
OFFICES = ("公安局", "交通运输局", "住房和城乡建设局", "城市管理局", "教育局")
_CHANNELS = (case_pb2.CHANNEL_PHONE, case_pb2.CHANNEL_WEB, case_pb2.CHANNEL_LETTER)
_DISTRICTS = ("东湖区", "西岭区", "")
GROUNDS = ("职责以外", "没有法律依据", "重复诉求", "滥用热线", "不可抗力")
MEANS = ("电话", "短信", "上门", "来信")
_ANSWERED = (case_pb2.ANSWER_RESULT_ANSWERED, case_pb2.ANSWER_RESULT_ANSWERED, case_pb2.ANSWER_RESULT_REFUSED)
_NOT_REACHED = (case_pb2.ANSWER_RESULT_NOT_REACHED,)
_GIVEN = (
    case_pb2.ASSIGNMENT_STATE_ASSIGNED, case_pb2.ASSIGNMENT_STATE_ACCEPTED, case_pb2.ASSIGNMENT_STATE_REPLIED,
    case_pb2.ASSIGNMENT_STATE_RETURNED,
)  # fmt: skip
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
        end_reasons: reasons for which a case may end.
        below: names of the units directly below each unit.
        lines: other lines.
        said: number of texts said so far.
    """

    random: Random
    end_reasons: Sequence[case_pb2.EndReason]
    below: Mapping[str, Sequence[str]]
    lines: Sequence[line_pb.Line]
    said: int = 0
    _words: list[str] = field(default_factory=list)

    def draw(
        self,
        rpc: str,
        case: case_pb2.Case,
        department: str,
        others: Sequence[str],
        now: datetime,
        acts: Collection[act_pb2.Act.ValueType] = (),
    ) -> Drawn:
        """Draw a request.

        Args:
            rpc: the rpc, such as ``DeskService.AssignCase``.
            case: case to act on, as the actor reads it.
            department: department in whose name or over whose assignment it is, or line; empty for the case as a whole.
            others: numbers of other cases.
            now: current time, UTC.
            acts: which of the acts of the rpc it may be; any of them if there is none.
        """
        self._words = []
        request = GetMessageClass(METHODS[path_of(rpc)].input_type)()
        at = _At(case, department, others, now, rpc=rpc, acts=acts)
        if "unit" in request.DESCRIPTOR.fields_by_name:
            at = replace(at, department=_delegator(case, department), unit=department)
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
        """Return a call of the case, of somebody whom the rpc may concern if there is one."""
        concerns = _CONCERNED.get(at.rpc, _awaits_answer)
        concerned = [one.call_id for one in at.case.callers if concerns(one)]
        return self.random.choice(concerned or [one.call_id for one in at.case.callers] or [0])

    def some_calls(self, at: "_At") -> list[int]:
        """Return some calls of the case, or none."""
        calls = [one.call_id for one in at.case.callers]
        return self.random.sample(calls, self.random.randint(0, len(calls)))

    def own_words(self, at: "_At") -> str:
        """Return what somebody says: a caller sometimes that somebody is accused, or in danger."""
        by_caller = at.rpc.startswith(("CallerService.", "IntakeService."))
        return self.sentence() + (self.random.choice(("", "", "", *_TOLD_LATER)) if by_caller else "")

    def cohandlers(self, at: "_At") -> list[str]:
        """Return a co-handler that has replied, or none."""
        replied = [
            one.department
            for one in at.case.assignments
            if one.state == case_pb2.ASSIGNMENT_STATE_REPLIED and not (one.leads or one.parent_number)
        ]
        return self.random.sample(replied, min(len(replied), self.random.randint(0, 1)))

    def department(self, at: "_At") -> str:
        """Return the department that an act is about."""
        if at.rpc == "DeskService.LiftRecusal":
            return self.random.choice(accused_in(at.case) or mentioned_in(at.case) or OFFICES)
        referred = at.case.state == case_pb2.CASE_STATE_REFERRED and at.case.decision.lead_department.name
        return at.department or referred or self.office()

    def reason_code(self, _: "_At") -> str:
        """Return the code of a reason for which nothing is handed over."""
        return self.random.choice([one.code for one in self.end_reasons if not one.line])

    def working_days(self, at: "_At") -> int:
        """Return working days, of which there are none in an emergency."""
        asks = at.rpc == "DepartmentService.AskExtension"
        return 1 if asks else 0 if _is_emergency(at.case) else self.random.choice((0, 0, 1, 3))

    def designation(self, at: "_At") -> case_pb2.Designation:
        """Return departments that shall handle the case."""
        accused = accused_in(at.case)
        offices = [name for name in OFFICES if name not in accused]
        lead, *others = self.random.sample(offices, self.random.choice((1, 1, 2, 3)))
        if at.rpc == "DeskService.RerouteCase":
            leading, directed = _led_and_directed(at.case)
            lead = lead if act_pb2.ACT_CHANGE_LEAD in at.acts else leading or lead
            others = [name for name in dict.fromkeys((*others, *directed)) if name not in (lead, *accused)]
        days = self.random.choice((0, 3, 7, 15))
        return case_pb2.Designation(
            lead_department=lead,
            cohandlers=others,
            deadline_working_days=0 if _is_emergency(at.case) else days,
            may_answer=self.random.random() < 0.5,
        )

    def answer(self, at: "_At") -> case_pb2.Answer:
        """Return an answer to a caller."""
        return case_pb2.Answer(
            call_id=self.caller(at),
            means=self.random.choice(MEANS),
            content=self.sentence(),
            result=self.random.choice(_ANSWERED + (_NOT_REACHED if _may_be_called(at) else ())),
        )

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
            "content": lambda: self.own_words(at),
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
        if list(at.acts) == [act_pb2.ACT_REQUEST_CONFIDENCE]:
            chosen, call = {"caller.confidential"}, case_pb2.Call()
        if chosen == {"caller.wishes_no_reply"}:
            # Callers waive replies otherwise, too, and nothing is kept of an amendment that changes nothing.
            chosen |= {"address"}
        if chosen & {"latitude", "longitude"}:
            chosen |= {"latitude", "longitude"}
        self._words = []
        request.call.Clear()
        for path in sorted(chosen):
            *parents, name = path.split(".")
            setattr(request.call.caller if parents else request.call, name, values[path]())
        request.reason = self.sentence()
        request.update_mask.paths[:] = sorted(chosen)

    def hand_over(self, request: Any, at: "_At") -> None:
        """Set a reason for which cases are handed over, and the line that takes such cases."""
        in_danger = {one.name for one in self.lines if one.takes_dangers}
        reasons = [
            one for one in self.end_reasons if one.line in in_danger or (one.line and not _is_emergency(at.case))
        ]
        reason = self.random.choice(reasons)
        request.reason_code, request.line = reason.code, reason.line

    def judge(self, request: Any, at: "_At") -> None:
        """Set a measure that is offered, with what belongs to it."""
        self.hand_over(request, at)
        request.measure = self.random.choice([_MEASURES[act] for act in at.acts] or [*_MEASURES.values()])

    def review(self, request: Any, at: "_At") -> None:
        """Leave a result that is offered: a reply may have to go back, or be judged first."""
        results = {
            act_pb2.ACT_ACCEPT_REPLY: desk_pb.REVIEW_RESULT_ACCEPTED,
            act_pb2.ACT_RETURN_FOR_REWORK: desk_pb.REVIEW_RESULT_RETURNED,
        }
        offered = [results[act] for act in at.acts]
        if offered and request.result not in offered:
            request.result = offered[0]

    def decide_end(self, request: Any, at: "_At") -> None:
        """Set a decision that is offered."""
        decisions = {
            act_pb2.ACT_GRANT_END: desk_pb.END_DECISION_GRANTED,
            act_pb2.ACT_REFUSE_END: desk_pb.END_DECISION_REFUSED,
        }
        request.decision = self.random.choice([decisions[act] for act in at.acts] or [*decisions.values()])

    def rule(self, request: Any, at: "_At") -> None:
        """Uphold an objection only where that is offered, and name others only then."""
        if at.acts and act_pb2.ACT_UPHOLD_OBJECTION not in at.acts:
            request.ruling = desk_pb.OBJECTION_RULING_REFUSED
        if request.ruling == desk_pb.OBJECTION_RULING_REFUSED:
            request.ClearField("designation")

    def escalate(self, request: Any, at: "_At") -> None:
        """Let nobody wait in an emergency."""
        request.hold = request.hold and not _is_emergency(at.case)

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
    rpc: str = ""
    acts: Collection[act_pb2.Act.ValueType] = ()


def _led_and_directed(case: case_pb2.Case) -> tuple[str, list[str]]:
    """Return who leads a case, and whom a leader decided on, whom the desk leaves with it."""
    given = [one for one in case.assignments if one.state in _GIVEN]
    lead = next((one.department for one in given if one.leads), "")
    return lead, [one.department for one in given if one.object_until == one.assigned_at]


def accused_in(case: case_pb2.Case) -> list[str]:
    """Return whom the caller of a case accuses by its facts, but for whose recusal was lifted."""
    return _units_in(case, ACCUSED)


def mentioned_in(case: case_pb2.Case) -> list[str]:
    """Return whom the caller of a case mentions by its facts, but for whose recusal was lifted."""
    return _units_in(case, MENTIONED)


def _units_in(case: case_pb2.Case, fact: str) -> list[str]:
    facts = {one.name: one.value.split("、") for one in case.decision.facts if one.value}
    return [name for name in facts.get(fact, ()) if name not in facts.get(LIFTED, ())]


def _is_emergency(case: case_pb2.Case) -> bool:
    return case.decision.outcome == case_pb2.OUTCOME_EMERGENCY


def _may_be_called(at: "_At") -> bool:
    """Return whether an answer may be an attempt, of the only caller who waits."""
    return act_pb2.ACT_ATTEMPT_ANSWER in at.acts and len([one for one in at.case.callers if _awaits_answer(one)]) == 1


def _awaits_answer(one: case_pb2.CallerEntry) -> bool:
    return not (one.answered or one.wishes_no_reply or one.withdrawn)


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


_CONCERNED: Mapping[str, Callable[[case_pb2.CallerEntry], bool]] = {
    "CallerService.WaiveReply": lambda one: not (one.wishes_no_reply or one.withdrawn),
    "CallerService.WithdrawRequest": lambda one: not one.withdrawn,
    "CallerService.RevokeWithdrawal": lambda one: one.withdrawn,
    "CallerService.LeaveAnswerInWriting": lambda one: one.callback == case_pb2.CALLBACK_STATE_UNREACHABLE,
    "DeskService.RecordSatisfaction": lambda one: one.answered,
}
"""Whom an rpc may concern, if not whoever waits for an answer."""
_MEASURES = {
    act_pb2.ACT_HANDLE_AGAIN: caller_pb.CALLBACK_MEASURE_SECOND_HANDLING,
    act_pb2.ACT_HANDLE_AGAIN_SUPERVISED: caller_pb.CALLBACK_MEASURE_SUPERVISION,
    act_pb2.ACT_ESCALATE_RESULT: caller_pb.CALLBACK_MEASURE_ESCALATION,
    act_pb2.ACT_EXPLAIN_RESULT: caller_pb.CALLBACK_MEASURE_EXPLANATION,
    act_pb2.ACT_HAND_RESULT_TO_LINE: caller_pb.CALLBACK_MEASURE_HANDOVER,
}
_TOLD_LATER = (
    "，我要举报交通运输局收好处",
    "，举报公安局的人收钱，替我保密",
    "，司机正拿刀砍人，快来人",
    "，家里着火了，有人被困",
)
"""What callers come to tell of beside what they add: accusations and dangers."""

_FINISHED: Mapping[str, Callable[[RandomRequests, Any, "_At"], None]] = {
    "hotline.v1.ReviewReplyRequest": RandomRequests.review,
    "hotline.v1.AmendRegistrationRequest": RandomRequests.amend,
    "hotline.v1.HandOverCaseRequest": RandomRequests.hand_over,
    "hotline.v1.JudgeCallbackRequest": RandomRequests.judge,
    "hotline.v1.DecideEndRequest": RandomRequests.decide_end,
    "hotline.v1.EscalateCaseRequest": RandomRequests.escalate,
    "hotline.v1.RuleOnObjectionRequest": RandomRequests.rule,
}
"""What is drawn over again, since some fields depend on others, by the name of the request's type."""

_LEFT_OUT: Mapping[str, Callable[[Any], Sequence[str]]] = {
    "hotline.v1.JudgeCallbackRequest": _beside_the_measure,
}
"""Fields that a request may not have beside what else was drawn for it, by the name of its type."""

_OTHERS = {"DeskService.ReviewExclusion": "另一人", "DeskService.RuleOnAppeal": "值班长"}
"""Who does what nobody who took part before may do."""

Draw = Callable[[RandomRequests, _At], Any]

_WHOLE: Mapping[str, Draw] = {
    "department": RandomRequests.department,
    "departments": lambda source, at: (
        source.cohandlers(at) if at.rpc == "DeskService.ReviewReply" else source.random.sample(OFFICES, 1)
    ),
    "unit": lambda _, at: at.unit,
    "line": lambda source, at: at.department or source.random.choice(source.lines).name,
    "units": lambda source, at: source.random.sample(source.below.get(at.department) or OFFICES, 1),
    "call_id": RandomRequests.caller,
    "call_ids": RandomRequests.some_calls,
    "text": RandomRequests.own_words,
    "working_days": RandomRequests.working_days,
    "ground": lambda source, _: source.random.choice(GROUNDS),
    "into_number": lambda source, at: source.random.choice(at.others) if at.others else at.case.number,
    "reason_code": RandomRequests.reason_code,
    "means": lambda source, _: source.random.choice(MEANS),
    "danger_kind": lambda _, __: "",
    "policy_id": lambda _, __: "",
    "phone": lambda _, __: "",
    "request_id": lambda source, _: f"r{source.words()}",
}
"""Values of fields by their names."""

_MESSAGES: Mapping[str, Draw] = {
    "hotline.v1.ActContext": lambda _, at: case_pb2.ActContext(
        number=at.case.number, etag=at.case.etag, actor=_OTHERS.get(at.rpc, "某人")
    ),
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
