"""Mapping between table rows and domain objects."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from hotline_server.domain.alarms import Alarm
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case import coordinate_source, coordinates_of
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.leader_question import Asked, Hold, LeaderQuestion
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, ObjectionState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import CallerEntry
from hotline_server.domain.promise import Promise
from hotline_server.domain.standstill import Standstill
from hotline_server.domain.timetable import Pressure
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import Decision, Suggestion, Urgency
from hotline_server.rulebook.time_limit import parse
from hotline_server.store.models import LogRow
from hotline_server.text.facts import PolicyReading
from hotline_server.text.location import Location
from hotline_server.text.place_index import to_microdegrees

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Encode a value as compact JSON."""
_URGENCIES = {urgency: rank for rank, urgency in enumerate(Urgency)}


def case_columns(file: CaseFile, due: datetime | None, now: datetime) -> dict[str, Any]:
    """Return the mutable columns of a case."""
    return {
        "version": file.version,
        "state": file.state.name,
        "since": to_micros(file.since),
        "outcome": file.outcome.name,
        "urgency": _URGENCIES[file.urgency],
        "lead": file.designation.lead,
        "cohandlers": dump(file.designation.cohandlers),
        "time_limit": str(file.designation.limit),
        "may_answer": file.designation.may_answer,
        "owner": file.owner,
        "next_due": optional_micros(due),
        "reminded_at": optional_micros(file.reminded_at),
        "transfers": file.transfers,
        "objected": dump(file.objected),
        "erased": file.erased,
        "updated_at": to_micros(now),
        "question": question_text(file.question),
        "leader_question": leader_question_text(file.leader_question),
        "promise": promise_text(file.promise),
        "holds": dump([[to_micros(one.since), optional_micros(one.until)] for one in file.holds]),
        "alarm": alarm_text(file.alarm),
        "end_proposal": end_proposal_text(file.end_proposal),
        "nuisance": file.nuisance,
        "urges": file.urges,
        "reopen_by": optional_micros(file.reopen_by),
        "joined_into": parse_number(file.joined_into) if file.joined_into else 0,
    }


def call_columns(call: Call, location: Location, registered_at: datetime) -> dict[str, Any]:
    """Return the columns of a call and of where its matter is, without the caller."""
    point, source = coordinates_of(location), coordinate_source(call, location)
    return {
        "request_id": call.request_id,
        "confidential": call.confidential,
        "received_at": to_micros(call.received_at or registered_at),
        "subject": call.subject,
        "content": call.content,
        "channel": call.channel,
        "request_type": call.request_type,
        "district": call.district,
        "address": call.address,
        "operator": call.operator,
        "telephony_call_id": call.telephony_call_id,
        "marked_urgent": call.marked_urgent,
        "follows": call.follows,
        "recording": call.recording,
        "latitude": None if point is None else to_microdegrees(point.latitude),
        "longitude": None if point is None else to_microdegrees(point.longitude),
        "coordinate_source": source.name if source else "",
        "address_detail": location.detail,
        "wishes_no_reply": call.wishes_no_reply,
    }


def decision_columns(decision: Decision, decided_at: datetime) -> dict[str, Any]:
    """Return the columns of a decision."""
    return {
        "decided_at": to_micros(decided_at),
        "outcome": decision.outcome.name,
        "lead": decision.lead,
        "cohandlers": dump(decision.cohandlers),
        "urgency": decision.urgency.name,
        "time_limit": str(decision.limit),
        "policy": decision.policy,
        "reasons": dump(decision.reasons),
        "rules": dump(decision.rules),
        "book_version": decision.book_version,
        "reader_version": decision.reader_version,
        "facts": dump(decision.facts),
        "proposals": dump([[one.policy, one.confidence, one.question, one.fits] for one in decision.proposals]),
        "suggestions": suggestions_text(decision.suggestions),
        "asks_back": decision.asks_back,
    }


def proposals_of(column: str) -> tuple[PolicyReading, ...]:
    """Build the proposals of a decision from their column."""
    return tuple(
        PolicyReading(policy, confidence, question, fits=fits)
        for policy, confidence, question, fits in json.loads(column)
    )


def suggestions_text(suggestions: Sequence[Suggestion]) -> str:
    """Return the column of the suggestions of a decision."""
    return dump([asdict(one) for one in suggestions])


def suggestions_of(column: str) -> tuple[Suggestion, ...]:
    """Build the suggestions of a decision from their column."""
    return tuple(Suggestion(**stored | {"words": tuple(stored["words"])}) for stored in json.loads(column))


def question_text(question: OpenQuestion | None) -> str:
    """Return the column of an open question; empty if there is none."""
    if question is None:
        return ""
    moments = {"asked_at": to_micros(question.asked_at), "due_at": to_micros(question.due_at)}
    texts = {"kinds": question.kinds, "evidence": question.evidence, "questions": question.questions}
    return dump(texts | moments)


def question_of(text: str) -> OpenQuestion | None:
    """Build an open question from its column."""
    if not text:
        return None
    stored = json.loads(text)
    return OpenQuestion(
        kinds=tuple(stored["kinds"]),
        evidence=stored["evidence"],
        questions=tuple(stored["questions"]),
        asked_at=from_micros(stored["asked_at"]),
        due_at=from_micros(stored["due_at"]),
    )


def leader_question_text(question: LeaderQuestion | None) -> str:
    """Return the column of a question to a leader; empty if there is none."""
    if question is None:
        return ""
    return dump(
        {
            "asked_at": to_micros(question.asked_at),
            "asked": [[one.by, one.words, to_micros(one.at)] for one in question.asked],
            "reminders": question.reminders,
            "reminded_at": optional_micros(question.reminded_at),
        }
    )


def leader_question_of(text: str) -> LeaderQuestion | None:
    """Build a question to a leader from its column."""
    if not text:
        return None
    stored = json.loads(text)
    return LeaderQuestion(
        asked_at=from_micros(stored["asked_at"]),
        asked=tuple(Asked(by, words, from_micros(at)) for by, words, at in stored["asked"]),
        reminders=stored["reminders"],
        reminded_at=optional_moment(stored["reminded_at"]),
    )


def holds_of(text: str) -> tuple[Hold, ...]:
    """Build the times for which departments were told to wait from their column."""
    return tuple(Hold(from_micros(since), optional_moment(until)) for since, until in json.loads(text))


def alarm_text(alarm: Alarm | None) -> str:
    """Return the column of the latest alarm; empty if there is none."""
    return dump([alarm.level, alarm.post, alarm.told, to_micros(alarm.at)]) if alarm else ""


def alarm_of(text: str) -> Alarm | None:
    """Build the latest alarm from its column."""
    if not text:
        return None
    level, post, told, at = json.loads(text)
    return Alarm(level, post, tuple(told), from_micros(at))


def end_proposal_text(proposal: EndProposal | None) -> str:
    """Return the column of a proposed end; empty if there is none."""
    if proposal is None:
        return ""
    moments = {"proposed_at": to_micros(proposal.proposed_at), "due_at": to_micros(proposal.due_at)}
    texts = {"department": proposal.department, "code": proposal.code, "grounds": proposal.grounds}
    return dump(texts | moments)


def end_proposal_of(text: str) -> EndProposal | None:
    """Build a proposed end from its column."""
    if not text:
        return None
    stored = json.loads(text)
    moments = {name: from_micros(stored[name]) for name in ("proposed_at", "due_at")}
    return EndProposal(**stored | moments)


def promise_text(promise: Promise | None) -> str:
    """Return the column of a promise; empty for none."""
    if promise is None:
        return ""
    stored = {
        "reason": promise.reason,
        "measures": promise.measures,
        "owner": promise.owner,
        "promised_on": promise.promised_on.isoformat(),
        "reviews": [day.isoformat() for day in promise.reviews],
        "asked_at": to_micros(promise.asked_at),
        "agreed": promise.agreed,
        "told": promise.told,
    }
    return dump(stored)


def promise_of(text: str) -> Promise | None:
    """Build a promise from its column."""
    if not text:
        return None
    stored = json.loads(text)
    return Promise(
        reason=stored["reason"],
        measures=stored["measures"],
        owner=stored["owner"],
        promised_on=date.fromisoformat(stored["promised_on"]),
        reviews=tuple(map(date.fromisoformat, stored["reviews"])),
        asked_at=from_micros(stored["asked_at"]),
        agreed=stored["agreed"],
        told=tuple(stored["told"]),
    )


def assignment_columns(assignment: Assignment) -> dict[str, Any]:
    """Return the columns of an assignment."""
    return {
        "number": assignment.number,
        "department": assignment.department,
        "leads": assignment.leads,
        "state": assignment.state.name,
        "assigned_at": to_micros(assignment.assigned_at),
        "time_limit": str(assignment.allowed),
        "extra_days": assignment.extra_days,
        "deadline": to_micros(assignment.deadline),
        "latest": to_micros(assignment.latest),
        "provisional": assignment.provisional,
        "limit_at": to_micros(assignment.limit),
        "accept_by": to_micros(assignment.accept_by),
        "may_answer": assignment.may_answer,
        "first_assigned_at": to_micros(assignment.first_assigned_at),
        "progress_by": optional_micros(assignment.progress_by),
        "accepted_at": optional_micros(assignment.accepted_at),
        "replied_at": optional_micros(assignment.replied_at),
        "first_replied_at": optional_micros(assignment.first_replied_at),
        "reply": assignment.reply,
        "extension_days": assignment.extension_days,
        "extension_reason": assignment.extension_reason,
        "extended": assignment.extended,
        "reworks": assignment.reworks,
        "supervisions": assignment.supervisions,
        "reminded_to_accept": assignment.reminded_to_accept,
        "pressure": int(assignment.pressure),
        "further_since": optional_micros(assignment.further_since),
        "further_days": assignment.further_days,
        "overdue_since": optional_micros(assignment.overdue_since),
        "plain_deadline": to_micros(assignment.plain_deadline),
        "standstills": dump(
            [[to_micros(one.since), optional_micros(one.until), one.reason] for one in assignment.standstills]
        ),
        "stands_since": to_micros(assignment.standstills[-1].since) if assignment.stands else None,
        "object_by": optional_micros(assignment.object_by),
        "objection": assignment.objection,
        "objection_basis": assignment.objection_basis,
        "objection_state": assignment.objection_state.name,
        "decide_by": optional_micros(assignment.decide_by),
    }


def assignment_of(row: Mapping[str, Any]) -> Assignment:
    """Build an assignment from its row."""
    return Assignment(
        number=row["number"],
        department=row["department"],
        leads=bool(row["leads"]),
        state=AssignmentState[row["state"]],
        assigned_at=from_micros(row["assigned_at"]),
        allowed=parse(row["time_limit"]),
        extra_days=row["extra_days"],
        deadline=from_micros(row["deadline"]),
        latest=from_micros(row["latest"]),
        provisional=bool(row["provisional"]),
        limit=from_micros(row["limit_at"]),
        accept_by=from_micros(row["accept_by"]),
        may_answer=bool(row["may_answer"]),
        first_assigned_at=from_micros(row["first_assigned_at"]),
        progress_by=optional_moment(row["progress_by"]),
        accepted_at=optional_moment(row["accepted_at"]),
        replied_at=optional_moment(row["replied_at"]),
        first_replied_at=optional_moment(row["first_replied_at"]),
        reply=row["reply"],
        extension_days=row["extension_days"],
        extension_reason=row["extension_reason"],
        extended=row["extended"],
        reworks=row["reworks"],
        supervisions=row["supervisions"],
        reminded_to_accept=row["reminded_to_accept"],
        pressure=Pressure(row["pressure"]),
        further_since=optional_moment(row["further_since"]),
        further_days=row["further_days"],
        overdue_since=optional_moment(row["overdue_since"]),
        plain_deadline=from_micros(row["plain_deadline"]),
        standstills=tuple(
            Standstill(from_micros(since), optional_moment(until), reason)
            for since, until, reason in json.loads(row["standstills"])
        ),
        object_by=optional_moment(row["object_by"]),
        objection=row["objection"],
        objection_basis=row["objection_basis"],
        objection_state=ObjectionState[row["objection_state"]],
        decide_by=optional_moment(row["decide_by"]),
    )


def caller_columns(caller: CallerEntry) -> dict[str, Any]:
    """Return the columns of a call that a case must answer."""
    return {
        "call_id": caller.call_id,
        "answered": caller.answered,
        "has_phone": caller.has_phone,
        "wishes_no_reply": caller.wishes_no_reply,
        "withdrawn": caller.withdrawn,
        "handling": caller.handling,
        "callback": caller.callback.name,
        "attempts": caller.attempts,
        "next_attempt": optional_micros(caller.next_attempt),
        "exemption": caller.exemption,
    }


def caller_of(row: Mapping[str, Any]) -> CallerEntry:
    """Build a call that a case must answer from its row."""
    return CallerEntry(
        call_id=row["call_id"],
        answered=bool(row["answered"]),
        has_phone=bool(row["has_phone"]),
        wishes_no_reply=bool(row["wishes_no_reply"]),
        withdrawn=bool(row["withdrawn"]),
        handling=row["handling"],
        callback=CallbackState[row["callback"]],
        attempts=row["attempts"],
        next_attempt=optional_moment(row["next_attempt"]),
        exemption=row["exemption"],
    )


def answer_rows(file: CaseFile, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of the answers given since loading."""
    return [
        {
            "version": file.version,
            "call_id": answer.call_id,
            "at": to_micros(answer.at or now),
            "actor": file.notes[-1].actor.name,
            "means": answer.means,
            "content": answer.content,
            "policy": answer.policy,
            "supported": answer.supported,
            "given": answer.given,
        }
        for answer in file.answers
    ]


def judgement_rows(file: CaseFile, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of the judgements on proposals since loading."""
    return [
        {
            "version": file.version,
            "at": to_micros(now),
            "actor": file.notes[-1].actor.name,
            "verdict": judgement.verdict.name,
            "proposed": dump(judgement.proposed),
            "policy": judgement.policy,
            "reason": judgement.reason.name if judgement.reason else "",
        }
        for judgement in file.judgements
    ]


def log_rows(
    file: CaseFile, now: datetime, length: int, previous: str, position: int
) -> tuple[int, str, list[dict[str, Any]]]:
    """Build the log rows for the notes of a case.

    Args:
        file: case with the notes.
        now: current time, UTC.
        length: length of the log so far.
        previous: hash of its last entry.
        position: global position before the first new row.

    Returns:
        The new length, the new last hash, and the rows.
    """
    at = to_micros(now)
    rows: list[dict[str, Any]] = []
    for note in file.notes:
        length += 1
        entry = LogEntry(
            case_number=file.number,
            sequence=length,
            at=now,
            actor=note.actor.name,
            role=note.actor.role.name,
            act=note.act.name,
            reason=note.reason,
            from_state="" if note.act is Act.REGISTER else note.from_state.name,
            to_state=note.to_state.name,
            department=note.department,
            details=note.details,
            previous_hash=previous,
        )
        previous = entry.hash
        rows.append(
            {
                "sequence": length,
                "position": position + len(rows) + 1,
                "at": at,
                "actor": entry.actor,
                "role": entry.role,
                "act": entry.act,
                "reason": entry.reason,
                "from_state": entry.from_state,
                "to_state": entry.to_state,
                "department": entry.department,
                "details": dump(entry.details),
                "hash": previous,
            }
        )
    return length, previous, rows


def entry_of(number: str, row: LogRow, previous: str) -> LogEntry:
    """Build a log entry from its row; ``previous`` is the hash of the preceding entry."""
    return LogEntry(
        case_number=number,
        sequence=row.sequence,
        at=from_micros(row.at),
        actor=row.actor,
        role=row.role,
        act=row.act,
        reason=row.reason,
        from_state=row.from_state,
        to_state=row.to_state,
        department=row.department,
        details=json.loads(row.details),
        previous_hash=previous,
        position=row.position,
    )


def optional_micros(moment: datetime | None) -> int | None:
    """Convert an optional time to microseconds since the epoch."""
    return None if moment is None else to_micros(moment)


def optional_moment(micros: int | None) -> datetime | None:
    """Convert optional microseconds since the epoch to a time."""
    return None if micros is None else from_micros(micros)
