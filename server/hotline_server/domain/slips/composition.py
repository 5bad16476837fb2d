"""Composition of the slips that acts on a case call for, by the templates of the rule book."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.domain.acts.review import returned_by
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.means import is_among
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.parties import Answer, Note, Role
from hotline_server.domain.slips.slip import ADDRESS, CONTENT, Paper, SlipDraft
from hotline_server.ground.clock import CITY, local_day, spoken_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.slips import (
    ANSWER,
    CALLED,
    DAYS,
    DELEGATOR,
    DUE,
    GIVEN,
    LEAD,
    MATTER,
    MEANS,
    NUMBER,
    REASON,
    RULING,
    TOGETHER,
    UNIT,
    URGENCY,
    VISIT,
    WHICH_LIMIT,
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
_VISITS = {Act.NOTIFY_ON_SITE: SlipKind.ON_SITE_NOTICE, Act.INVESTIGATE_ON_SITE: SlipKind.ON_SITE}
_RULINGS = {Act.GRANT_EXTENSION: ("同意", "延长后的期限"), Act.REFUSE_EXTENSION: ("不同意", "原定期限")}
_LETTERS = {Outcome.ROUTE_TOLD: SlipKind.REFUSAL, Outcome.EXPLAINED: SlipKind.EXPLANATION}
_AGAIN = (Act.HANDLE_AGAIN, Act.HANDLE_AGAIN_SUPERVISED)
_NO_MATTER = "其他事项"
_WITHHELD = "请按要求办理"


@dataclass(frozen=True, slots=True)
class Subject:
    """Subject of a case.

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
        on_duty: returns who is on duty in a post of the city.
        on_duty_at: returns who is on duty at an office, or else its number under nobody's name.
        now: time of the acts, UTC.
    """

    file: CaseFile
    assigned: Sequence[Assignment]
    subject: Callable[[], Subject]
    on_duty: Callable[[str], Sequence[Duty]]
    on_duty_at: Callable[[str], Sequence[Duty]]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Issuer:
    """Issuing office 发文机关, who acted for it, and whom to ask.

    ``series`` is the office if it numbers its slips itself, empty for the hotline.
    """

    name: str
    handler: str
    contact: Duty
    series: str = ""


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
            yield from self._on(note)
        for answer in file.answers:
            if answer.given:
                yield from self._answering(answer)

    # --- offices -------------------------------------------------------------------------------

    def _on(self, note: Note) -> Iterator[SlipDraft]:
        """Yield the slips to offices that one act calls for."""
        if note.act in _PRESSING and note.department not in ("", DUTY_OFFICE):
            yield from self._pressing(_PRESSING[note.act], note)
        elif note.act in _RULINGS:
            yield from self._ruling(note)
        elif note.act is Act.DELEGATE:
            yield from self._delegating(note)
        elif note.act is Act.RETURN_FOR_REWORK:
            yield from self._returning(note)
        elif note.act in _VISITS:
            yield from self._visiting(_VISITS[note.act], note)

    def _assigning(self, assignment: Assignment) -> Iterator[SlipDraft]:
        file = self.occasion.file
        again = next((note for note in file.notes if note.act in _AGAIN), None) if assignment.leads else None
        if again and again.act is Act.HANDLE_AGAIN_SUPERVISED and SlipKind.SUPERVISION in self.rules.templates:
            # The supervision notice asks for it.
            return
        kind = SlipKind.ASSIGNMENT if assignment.leads else SlipKind.CO_HANDLING
        if again and SlipKind.SECOND_HANDLING in self.rules.templates:
            kind = SlipKind.SECOND_HANDLING
        others = [one.department for one in file.assignments.given if not one.leads]
        lead = file.designation.lead
        facts = {"牵头单位": lead, "办理期限": _time(assignment.limit), "协办单位": "、".join(others)}
        values = {LEAD: lead, REASON: _clause(again.reason) if again else ""}
        yield from self._to_office(kind, assignment.department, assignment.limit, values, facts)

    def _delegating(self, note: Note) -> Iterator[SlipDraft]:
        """Yield the slip by which a department passes a case on to a unit below."""
        assignment = self._assignment_of(note.department)
        if assignment is None:
            return
        delegator = note.details["delegator"]
        values = {DELEGATOR: delegator, REASON: _clause(note.reason)}
        facts = {"办理期限": _time(assignment.limit)}
        issuer = self._department(delegator, note.actor.person)
        yield from self._to_office(SlipKind.DELEGATION, note.department, assignment.limit, values, facts, issuer)

    def _returning(self, note: Note) -> Iterator[SlipDraft]:
        """Yield the slip to each office whose reply is returned for rework."""
        for one in returned_by(note, self.occasion.file):
            if one.department == DUTY_OFFICE:
                continue
            values = {GIVEN: _day(one.assigned_at), REASON: _clause(note.reason)}
            replied = _time(one.replied_at) if one.replied_at else ""
            facts = {"交办时间": _time(one.assigned_at), "回复时间": replied, "重办期限": _time(one.limit)}
            yield from self._to_office(SlipKind.REWORK, one.department, one.limit, values, facts)

    def _pressing(self, kind: SlipKind, note: Note) -> Iterator[SlipDraft]:
        """Yield the slip that presses an office which has the case; units below are the affair of departments."""
        file = self.occasion.file
        referred = note.act is Act.SUPERVISE_REFERRAL
        assignment = None if referred else self._assignment_of(note.department)
        if not referred and (assignment is None or assignment.is_delegated or not assignment.is_unfinished):
            return
        limit = note.details.get("limit")
        due = datetime.fromisoformat(limit) if limit else assignment.limit if assignment else None
        given = self._first_given(note.department) or file.since
        facts = {"交办时间": _time(given)}
        if assignment and assignment.deadline != due:
            facts["原办理期限"] = _time(assignment.deadline)
        if due:
            facts["办结时限"] = _time(due)
        values = {GIVEN: _day(given), REASON: _clause(note.reason)}
        yield from self._to_office(kind, note.department, due, values, facts)

    def _visiting(self, kind: SlipKind, note: Note) -> Iterator[SlipDraft]:
        """Yield the notice, or the record, of an investigation on site to each office that takes part."""
        told = note.details.get("visit_at")
        visit_at = datetime.fromisoformat(told) if told else None
        values = {
            TOGETHER: note.details["departments"],
            VISIT: _time(visit_at) if visit_at else "",
            REASON: note.reason,
        }
        facts = {"查办时间": values[VISIT], "参加媒体": note.details["press"]}
        for office in note.details["departments"].split("、"):
            if office == DUTY_OFFICE:
                continue
            own = self._assignment_of(office)
            limit = own.limit if own and own.is_unfinished else None
            due = visit_at if kind is SlipKind.ON_SITE_NOTICE else limit
            yield from self._to_office(kind, office, due, values, {"办理期限": _time(limit) if limit else "", **facts})

    def _ruling(self, note: Note) -> Iterator[SlipDraft]:
        assignment = self._assignment_of(note.department)
        if assignment is None or assignment.is_delegated:
            return
        days = note.details.get("days", "")
        ruling, limit = _RULINGS[note.act]
        values = {RULING: ruling, DAYS: days, WHICH_LIMIT: limit, REASON: _clause(note.reason)}
        due = "办结时限" if note.act is Act.GRANT_EXTENSION else limit
        facts = {"申请延期": f"{days}个工作日", "批复意见": ruling, due: _time(assignment.limit)}
        yield from self._to_office(SlipKind.EXTENSION, note.department, assignment.limit, values, facts)

    def _to_office(
        self,
        kind: SlipKind,
        office: str,
        due: datetime | None,
        values: Mapping[str, str],
        facts: Mapping[str, str],
        issuer: _Issuer | None = None,
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
        yield self._draft(kind, issuer or self._hotline, office, 0, due, about | dict(values), particulars)

    def _assignment_of(self, department: str) -> Assignment | None:
        """Return the latest assignment of a department."""
        own = [one for one in self.occasion.file.assignments if one.department == department]
        return own[-1] if own else None

    def _first_given(self, department: str) -> datetime | None:
        """Return when a department was first given the case, UTC; ``None`` if it never was."""
        own = (one for one in self.occasion.file.assignments if one.department == department and not one.is_delegated)
        return min((one.assigned_at for one in own), default=None)

    # --- callers -------------------------------------------------------------------------------

    def _answering(self, answer: Answer) -> Iterator[SlipDraft]:
        """Yield the letter to a caller who is answered in writing, or else the record of what was answered."""
        file, templates = self.occasion.file, self.rules.templates
        kind = _LETTERS.get(file.outcome, SlipKind.RESULT)
        by_department = next((note for note in file.notes if note.actor.role is Role.DEPARTMENT), None)
        if kind in templates and not is_among(answer.means, templates[kind].without):
            # What departments write to callers they write on paper of their own.
            if not by_department:
                yield self._about_answer(kind, self._hotline, answer)
        elif SlipKind.ANSWER_RECORD in templates and kind is SlipKind.RESULT and file.assignments:
            issuer = self._hotline
            if by_department:
                issuer = self._department(by_department.department, by_department.actor.person)
            yield self._about_answer(SlipKind.ANSWER_RECORD, issuer, answer)

    def _about_answer(self, kind: SlipKind, issuer: _Issuer, answer: Answer) -> SlipDraft:
        file, subject = self.occasion.file, self.occasion.subject()
        received = subject.received.get(answer.call_id, file.registered_at)
        # A joined caller looks the case up by the number of their own call, which alone their code opens (R8.8).
        own = number_of(answer.call_id)
        values = {
            NUMBER: own,
            UNIT: issuer.name,
            MATTER: subject.matter or _NO_MATTER,
            CALLED: _day(received),
            MEANS: answer.means,
            ANSWER: answer.content,
        }
        facts = {
            "工单号": own,
            "诉求事项": values[MATTER],
            "来电时间": _time(received),
            "答复方式": answer.means,
            "答复时间": _time(answer.at or self.occasion.now),
            "答复人": issuer.handler,
        }
        return self._draft(kind, issuer, "", answer.call_id, None, values, facts if kind.is_record else {})

    # --- parts ---------------------------------------------------------------------------------

    def _draft(
        self,
        kind: SlipKind,
        issuer: _Issuer,
        office: str,
        call_id: int,
        due: datetime | None,
        values: Mapping[str, str],
        facts: Mapping[str, str],
    ) -> SlipDraft:
        filled = self.rules.templates[kind].filled(values)
        paper = Paper(
            issuer=issuer.name,
            title=filled.title,
            addressee=filled.addressee,
            asks=filled.asks,
            facts={name: value for name, value in facts.items() if value},
            closing=filled.closing,
            handler=issuer.handler,
            contact=issuer.contact.name,
            phone=issuer.contact.phone,
        )
        symbol = f"{issuer.series}{filled.symbol}"
        return SlipDraft(kind, office, call_id, symbol, self.occasion.now, due, paper, issuer.series)

    @property
    def _hotline(self) -> _Issuer:
        contact = next(iter(self.occasion.on_duty(self.rules.post)), Duty("", ""))
        return _Issuer(self.rules.issuer, self._handler() or contact.name, contact)

    def _department(self, name: str, person: str) -> _Issuer:
        """Return a department as the issuer, with whom to ask there: who acted, if nobody is said to be on duty."""
        contact = next(iter(self.occasion.on_duty_at(name)), Duty("", ""))
        return _Issuer(name, person, replace(contact, name=contact.name or person), series=name)

    def _handler(self) -> str:
        """Return who of the hotline acted; empty if the rule book or time did."""
        people = (Role.DESK, Role.OPERATOR)
        acted = (note for note in self.occasion.file.notes if note.act is not Act.REGISTER)
        return next((note.actor.person for note in acted if note.actor.role in people), "")


def _clause(text: str) -> str:
    """Return a text without the full stop that templates put behind it."""
    return text.rstrip("。")


def _where(subject: Subject) -> dict[str, str]:
    place = subject.location
    return {"事发地点": f"{place.district}{place.town}", ADDRESS: subject.call.address}


def _day(moment: datetime) -> str:
    return spoken_day(local_day(moment))


def _time(moment: datetime) -> str:
    local = moment.astimezone(CITY)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{_day(moment)}{local.hour}时{minutes}"
