"""Composition of the slips that acts on a case call for, by the templates of the rule book."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.parties import Note, Role
from hotline_server.domain.slips.slip import ADDRESS, CONTENT, Paper, SlipDraft
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.slips import (
    ANSWER,
    CALLED,
    DAYS,
    DUE,
    GIVEN,
    LEAD,
    MATTER,
    NUMBER,
    REASON,
    RULING,
    TOGETHER,
    UNIT,
    URGENCY,
    SlipKind,
    SlipRules,
)
from hotline_server.text.location import Location

_PRESSING = {
    Act.REMIND: SlipKind.REMINDER,
    Act.SUPERVISE: SlipKind.SUPERVISION,
    Act.SUPERVISE_REFERRAL: SlipKind.SUPERVISION,
    Act.RAISE_SUPERVISION: SlipKind.RAISED_SUPERVISION,
}
_RULINGS = {Act.GRANT_EXTENSION: "同意", Act.REFUSE_EXTENSION: "不同意"}
_NO_MATTER = "其他事项"
_WITHHELD = "请按要求办理"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a case is about.

    Attributes:
        call: the call that opened it.
        received: when each caller called, UTC, by the ids of the calls.
    """

    call: Call
    location: Location
    matter: str
    received: Mapping[int, datetime]

    @classmethod
    def of(cls, case: Case) -> "Subject":
        """Return what a case is about."""
        received = {parse_number(one.number): one.call.received_at or one.registered_at for one in (case, *case.joined)}
        return cls(case.call, case.location, case.matter, received)


@dataclass(frozen=True, slots=True)
class SlipOccasion:
    """Acts on a case that call for slips.

    Attributes:
        file: the case after the acts, with their notes and answers.
        assigned: assignments that the acts gave, or gave the lead.
        subject: returns what the case is about.
        on_duty: returns who is on duty in a post.
        now: time of the acts, UTC.
    """

    file: CaseFile
    assigned: Sequence[Assignment]
    subject: Callable[[], Subject]
    on_duty: Callable[[str], Sequence[Duty]]
    now: datetime


def slips_on(occasion: SlipOccasion, rules: SlipRules) -> list[SlipDraft]:
    """Return the slips that acts call for, in the order of the acts."""
    return list(_Composition(occasion, rules).slips())


@dataclass(frozen=True, slots=True)
class _Composition:
    occasion: SlipOccasion
    rules: SlipRules

    def slips(self) -> Iterator[SlipDraft]:
        """Yield the slips to offices, then those to callers."""
        file = self.occasion.file
        for one in self.occasion.assigned:
            if one.is_unfinished and not one.is_delegated and one.department != DUTY_OFFICE:
                yield from self._assigning(one)
        for note in file.notes:
            if note.act in _PRESSING and note.department not in ("", DUTY_OFFICE):
                yield from self._pressing(_PRESSING[note.act], note)
            if note.act in _RULINGS:
                yield from self._ruling(note)
            if note.act is Act.INVESTIGATE_ON_SITE:
                for office in note.details["departments"].split("、"):
                    values = {TOGETHER: note.details["departments"], REASON: note.reason}
                    facts = {"到场媒体": note.details["press"]}
                    yield from self._to_office(SlipKind.ON_SITE, office, None, values, facts)
        if not any(note.actor.role is Role.DEPARTMENT for note in file.notes):
            yield from self._to_callers()

    # --- offices -------------------------------------------------------------------------------

    def _assigning(self, assignment: Assignment) -> Iterator[SlipDraft]:
        file = self.occasion.file
        kind = SlipKind.ASSIGNMENT if assignment.leads else SlipKind.CO_HANDLING
        others = [one.department for one in file.assignments.given if not one.leads]
        lead = file.designation.lead
        facts = {"牵头单位": lead, "办理期限": _time(assignment.limit), "协办单位": "、".join(others)}
        yield from self._to_office(kind, assignment.department, assignment.limit, {LEAD: lead}, facts)

    def _pressing(self, kind: SlipKind, note: Note) -> Iterator[SlipDraft]:
        """Yield the slip that presses an office which has the case; units below are the affair of departments."""
        file = self.occasion.file
        referred = note.act is Act.SUPERVISE_REFERRAL
        assignment = None if referred else self._assignment_of(note.department)
        if not referred and (assignment is None or assignment.is_delegated or not assignment.is_unfinished):
            return
        limit = note.details.get("limit")
        due = datetime.fromisoformat(limit) if limit else assignment.limit if assignment else None
        given = assignment.assigned_at if assignment else file.since
        facts = {"交办时间": _time(given)}
        if assignment and assignment.deadline != due:
            facts["原办理期限"] = _time(assignment.deadline)
        if due:
            facts["办结时限"] = _time(due)
        values = {GIVEN: _day(given), REASON: note.reason.rstrip("。")}
        yield from self._to_office(kind, note.department, due, values, facts)

    def _ruling(self, note: Note) -> Iterator[SlipDraft]:
        assignment = self._assignment_of(note.department)
        if assignment is None or assignment.is_delegated:
            return
        days = note.details.get("days", "")
        values = {RULING: _RULINGS[note.act], DAYS: days, REASON: note.reason.rstrip("。")}
        facts = {"申请延期": f"{days}个工作日", "批复意见": _RULINGS[note.act], "办结时限": _time(assignment.limit)}
        yield from self._to_office(SlipKind.EXTENSION, note.department, assignment.limit, values, facts)

    def _to_office(
        self,
        kind: SlipKind,
        office: str,
        due: datetime | None,
        values: Mapping[str, str],
        facts: Mapping[str, str],
    ) -> Iterator[SlipDraft]:
        if kind not in self.rules.templates:
            return
        file, subject = self.occasion.file, self.occasion.subject()
        about = {
            NUMBER: file.number,
            UNIT: office,
            URGENCY: file.urgency.value,
            DUE: _time(due) if due else "",
            MATTER: subject.matter or _NO_MATTER,
        }
        told = {**_where(subject), CONTENT: subject.call.content}
        if file.recused.bars(office):
            # What a call is about once it accuses an office (R8.3) is not told to that office.
            about, told = about | {MATTER: _NO_MATTER}, {}
            values = {name: _WITHHELD if name == REASON else value for name, value in values.items()}
        particulars = {
            "工单号": file.number,
            "紧急程度": file.urgency.value,
            "诉求事项": about[MATTER],
            "来电时间": _time(subject.received[min(subject.received)]),
            **told,
            **facts,
        }
        yield self._draft(kind, office, 0, due, about | dict(values), particulars)

    def _assignment_of(self, department: str) -> Assignment | None:
        """Return the latest assignment of a department."""
        own = [one for one in self.occasion.file.assignments if one.department == department]
        return own[-1] if own else None

    # --- callers -------------------------------------------------------------------------------

    def _to_callers(self) -> Iterator[SlipDraft]:
        file = self.occasion.file
        refused = file.outcome in (Outcome.ROUTE_TOLD, Outcome.EXPLAINED)
        kind = SlipKind.REFUSAL if refused else SlipKind.RESULT
        template = self.rules.templates.get(kind)
        for answer in file.answers:
            if template is None or not answer.given or answer.means in template.without:
                continue
            subject = self.occasion.subject()
            received = subject.received.get(answer.call_id, file.registered_at)
            values = {
                NUMBER: file.number,
                MATTER: subject.matter or _NO_MATTER,
                CALLED: _day(received),
                ANSWER: answer.content,
            }
            yield self._draft(kind, "", answer.call_id, None, values, {})

    # --- parts ---------------------------------------------------------------------------------

    def _draft(
        self,
        kind: SlipKind,
        office: str,
        call_id: int,
        due: datetime | None,
        values: Mapping[str, str],
        facts: Mapping[str, str],
    ) -> SlipDraft:
        filled = self.rules.templates[kind].filled(values)
        contact = next(iter(self.occasion.on_duty(self.rules.post)), Duty("", ""))
        paper = Paper(
            issuer=self.rules.issuer,
            title=filled.title,
            addressee=filled.addressee,
            asks=filled.asks,
            facts={name: value for name, value in facts.items() if value},
            closing=filled.closing,
            handler=self._handler() or contact.name,
            contact=contact.name,
            phone=contact.phone,
        )
        return SlipDraft(kind, office, call_id, filled.symbol, self.occasion.now, due, paper)

    def _handler(self) -> str:
        """Return who of the hotline acted; empty if the rule book or time did."""
        people = (Role.DESK, Role.OPERATOR)
        acted = (note for note in self.occasion.file.notes if note.act is not Act.REGISTER)
        return next((note.actor.name for note in acted if note.actor.role in people), "")


def _where(subject: Subject) -> dict[str, str]:
    place = subject.location
    return {"事发地点": f"{place.district}{place.town}", ADDRESS: subject.call.address}


def _day(moment: datetime) -> str:
    local = moment.astimezone(CITY)
    return f"{local.year}年{local.month}月{local.day}日"


def _time(moment: datetime) -> str:
    local = moment.astimezone(CITY)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{_day(moment)}{local.hour}时{minutes}"
