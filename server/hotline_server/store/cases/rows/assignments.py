"""Columns of assignments."""

from collections.abc import Mapping
from typing import Any

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.decision_due import DecisionDue
from hotline_server.domain.exclusion import Exclusion, ExclusionState
from hotline_server.domain.lifecycle.state import AssignmentState, ObjectionState
from hotline_server.domain.standstill import Standstill
from hotline_server.domain.timetable import Pressure
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.time_limit import parse
from hotline_server.store.cases.rows.values import dump, listed, load, optional_micros, optional_moment, sound


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
        "accept_since": to_micros(assignment.accept_since),
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
        **_due_columns(assignment.ruling_due, "decide_by", "decide_since"),
        **_due_columns(assignment.extension_due, "extension_by", "extension_since"),
        "nudged_at": optional_micros(assignment.nudged_at),
        "parent": assignment.parent,
        "delegations": assignment.delegations,
        "disclosed": assignment.disclosed,
        "exclude_by": optional_micros(assignment.exclude_by),
        "exclusion": _exclusion_text(assignment.exclusion) if assignment.exclusion else "",
        "exclusion_state": assignment.exclusion.state.name if assignment.exclusion else "",
        "appealed": bool(assignment.exclusion and assignment.exclusion.appeal),
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
        accept_since=from_micros(row["accept_since"] or row["assigned_at"]),
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
            sound(Standstill(from_micros(since), optional_moment(until), reason))
            for since, until, reason in load(row["standstills"])
        ),
        object_by=optional_moment(row["object_by"]),
        objection=row["objection"],
        objection_basis=row["objection_basis"],
        objection_state=ObjectionState[row["objection_state"]],
        ruling_due=_due_of(row["decide_by"], row["decide_since"]),
        extension_due=_due_of(row["extension_by"], row["extension_since"]),
        nudged_at=optional_moment(row["nudged_at"]),
        parent=row["parent"],
        delegations=row["delegations"],
        disclosed=bool(row["disclosed"]),
        exclude_by=optional_moment(row["exclude_by"]),
        exclusion=_exclusion_of(row["exclusion"]) if row["exclusion"] else None,
    )


def _due_columns(due: DecisionDue | None, by: str, since: str) -> dict[str, int | None]:
    return {by: to_micros(due.by) if due else None, since: optional_micros(due.since) if due else None}


def _due_of(by: int | None, since: int | None) -> DecisionDue | None:
    return DecisionDue(from_micros(by), optional_moment(since)) if by else None


def _exclusion_text(exclusion: Exclusion) -> str:
    return dump(
        {
            "state": exclusion.state.name,
            "ground": exclusion.ground,
            "reason": exclusion.reason,
            "requested_at": to_micros(exclusion.requested_at),
            "due_at": optional_micros(exclusion.due_at),
            "since": to_micros(exclusion.since),
            "proposes": exclusion.proposes,
            "opinion": exclusion.opinion,
            "proposer": exclusion.proposer,
            "took_part": exclusion.took_part,
            "appeal": exclusion.appeal,
            "appeal_by": optional_micros(exclusion.appeal_by),
        }
    )


def _exclusion_of(text: str) -> Exclusion:
    stored = load(text)
    return sound(
        Exclusion(
            state=ExclusionState[stored["state"]],
            ground=stored["ground"],
            reason=stored["reason"],
            requested_at=from_micros(stored["requested_at"]),
            due_at=optional_moment(stored["due_at"]),
            since=from_micros(stored["since"]),
            proposes=stored["proposes"],
            opinion=stored["opinion"],
            proposer=stored["proposer"],
            took_part=listed(stored["took_part"]),
            appeal=stored["appeal"],
            appeal_by=optional_moment(stored["appeal_by"]),
        )
    )
