"""What changes of the calendar and of the directory do to a case (P3, R3.2)."""

from dataclasses import replace
from datetime import datetime

from hotline_server.domain.acts.departments import accept
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.parties import DIRECTORY, SUPERVISION_SYSTEM, Actor
from hotline_server.rulebook.decision import DUTY_OFFICE


def recompute_deadlines(file: CaseFile, actor: Actor, now: datetime, reason: str) -> bool:
    """Recompute what owed replies wait for after a calendar change; log what moved, and return whether any did."""
    moved = [
        _recompute(file, assignment, actor, now, reason) for assignment in file.assignments if assignment.is_working
    ]
    return any(moved)


def _recompute(file: CaseFile, assignment: Assignment, actor: Actor, now: datetime, reason: str) -> bool:
    before = assignment.deadline
    moved = assignment.recompute_deadline(file.timetable)
    if not assignment.recompute_acceptance(file.urgency, file.timetable) and not moved:
        return False
    moments = {
        "before": before,
        "deadline": assignment.deadline,
        "limit": assignment.limit,
        "accept_by": assignment.accept_by,
    }
    details = {name: at.isoformat() for name, at in moments.items()}
    file.act(Act.MOVE_DEADLINE, actor, now, reason, assignment.department, assignment, details)
    return True


def hand_over(file: CaseFile) -> None:
    """Hand unfinished work over to the departments that do it today, with its deadlines (P3).

    The unit above stands in for one that must step aside (R8.3), or the desk if there is none.
    """
    if file.state.is_closed:
        return
    before = file.designation
    for assignment in file.assignments:
        successor = _successor(file, assignment.department)
        if assignment.is_unfinished and successor != assignment.department:
            _pass_to(file, assignment, successor)
    lead = _successor(file, before.lead)
    cohandlers = dict.fromkeys(_successor(file, name) for name in before.cohandlers)
    file.designation = replace(before, lead=lead, cohandlers=tuple(name for name in cohandlers if name != lead))
    if file.promise:
        file.promise = replace(file.promise, owner=_successor(file, file.promise.owner))
    if file.end_proposal:
        file.end_proposal = replace(file.end_proposal, department=_successor(file, file.end_proposal.department))
    file.objected = tuple(dict.fromkeys(map(file.current, file.objected)))
    if file.designation != before and not file.notes:
        reason = f"{before.lead}的工作现由{lead}承担" if lead != before.lead else "协办单位的工作现由别的单位承担"
        file.act(Act.HAND_OVER, DIRECTORY, file.since, reason, department=lead, details={"before": before.lead})


def _successor(file: CaseFile, department: str) -> str:
    successor = file.current(department)
    if successor == department or not file.recused.bars(successor):
        return successor
    return file.recused.above(successor) or DUTY_OFFICE


def _pass_to(file: CaseFile, assignment: Assignment, successor: str) -> None:
    if assignment.is_delegated and successor != file.current(assignment.department):
        # Whoever delegated it stays responsible, where the unit that does the work now must step aside.
        reason = f"现在承担这项工作的单位应当回避，由{_delegator(file, assignment)}另作安排"
        file.act(Act.RECALL, DIRECTORY, file.since, reason, assignment.department, assignment)
    else:
        _hand_over(file, assignment, successor)


def _delegator(file: CaseFile, assignment: Assignment) -> str:
    given = file.assignments.parent_of(assignment)
    return given.department if given else "转派单位"


def _hand_over(file: CaseFile, assignment: Assignment, successor: str) -> None:
    before, other = assignment.department, file.assignments.open(successor)
    reason = f"{before}的工作现由{successor}承担"
    if other:
        # Both parts are one department's now; it leads, if either part did.
        reason += "，两份交办合为一份"
    if other and (assignment.is_delegated or not (assignment.leads or other.is_delegated)):
        file.move(assignment, Act.WITHDRAW, DIRECTORY, file.since)
    else:
        if other:
            file.move(other, Act.WITHDRAW, DIRECTORY, file.since)
        assignment.department = successor
    file.act(Act.HAND_OVER, DIRECTORY, file.since, reason, department=successor, details={"before": before})
    if successor == DUTY_OFFICE and assignment.state is AssignmentState.ASSIGNED:
        accept(file, SUPERVISION_SYSTEM, file.since, DUTY_OFFICE)
