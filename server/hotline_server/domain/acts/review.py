"""Review by the desk of what departments did (R3.2, R4.2, R4.4)."""

from collections.abc import Sequence
from datetime import datetime

from hotline_server.domain import deadlines, parts, standstills
from hotline_server.domain.acts.awaited_answers import await_true_answers
from hotline_server.domain.acts.lines import recall_unheeded
from hotline_server.domain.acts.recusal import check_recusal
from hotline_server.domain.acts.supervision import further_time, raise_to_leader
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Actor, Designation, Note
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.characters import is_one_line
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.time_limit import TimeLimit

PRESS_LIMIT = 100
"""Characters of the name of a news organ."""
RETURNED = "returned"
"""Detail of a return: the departments whose replies are returned."""


def decide_extension(
    file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, *, consent: bool
) -> None:
    """Grant or refuse the pending extension (R3.2)."""
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    act = Act.GRANT_EXTENSION if consent else Act.REFUSE_EXTENSION
    file.act(act, actor, now, reason, department, assignment, details={"days": str(assignment.extension_days)})
    if consent:
        deadlines.grant_extension(assignment, now, file.timetable)
    else:
        assignment.refuse_extension()


def return_for_rework(
    file: CaseFile, actor: Actor, now: datetime, departments: Sequence[str], requirements: str, days: int
) -> None:
    """Return the reply for rework, with requirements and a time limit (R4.2).

    What was accepted by mistake goes back as well, until the last caller is answered; who was told it is told again.

    Args:
        file: the case.
        actor: who returns it.
        now: current time, UTC.
        departments: co-handlers that must rework as well as the lead.
        requirements: what must be done.
        days: time limit in working days, 1 to 30; 0 for what the rule book gives, as always in an emergency.
    """
    check_text(requirements, "requirements")
    file.check_act(Act.RETURN_FOR_REWORK, actor, now)
    lead, accepted = file.assignments.lead, file.state is CaseState.RESOLVED
    if accepted:
        lead = next((one for one in reversed(file.assignments.accepted) if one.leads), None)
    others = [_cohandler(file, name) for name in departments if not lead or name != lead.department]
    again = [lead, *others] if lead else others
    # Whoever is on the spot of an emergency goes on (R2.6).
    if not file.is_emergency:
        check_recusal(file, [one.department for one in again], "departments")
    most = min((file.timetable.most_days(one.latest, now) for one in again), default=MAX_WORKING_DAYS)
    given = further_time(days, most, file.step_limits.rework)
    limits = [file.timetable.further_limit(one.latest, now, given) for one in again]
    returned = [one for one in again if not one.is_working]
    asked = {RETURNED: "、".join(one.department for one in returned)}
    file.act(
        Act.RETURN_FOR_REWORK,
        actor,
        now,
        requirements,
        department=lead.department if lead else "",
        details=asked | {"limit": max(limits).isoformat()} if limits else NO_DETAILS,
    )
    for assignment in returned:
        _return(file, assignment, given, actor, now)
    if accepted:
        await_true_answers(file.callers)
    standstills.keep_standing(file, now)


def _cohandler(file: CaseFile, department: str) -> Assignment:
    """Return the assignment of a co-handler that may be returned: the open one, or else that of an accepted reply.

    Raises:
        NotFoundError: there is none.
    """
    name = file.current(department)
    accepted = [one for one in file.assignments.accepted if one.department == name]
    handled = file.state is CaseState.RESOLVED and name in file.designation.cohandlers
    return accepted[-1] if accepted and handled else parts.given_assignment(file, department)


def returned_by(note: Note, file: CaseFile) -> list[Assignment]:
    """Return the assignments that a return for rework concerned."""
    names = note.details.get(RETURNED, "").split("、")
    return [one for one in file.assignments.given if one.state is AssignmentState.RETURNED and one.department in names]


def _return(file: CaseFile, assignment: Assignment, limit: TimeLimit, actor: Actor, now: datetime) -> None:
    file.move(assignment, Act.RETURN_FOR_REWORK, actor, now)
    deadlines.return_for_rework(assignment, limit, now, file.timetable)
    if assignment.is_unsolved:
        reason = f"重办 {assignment.reworks} 次仍未解决"
        raise_to_leader(file, now, reason, assignment.department)


def accept_reply(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Accept the replies, so that the caller can be answered (R3.4)."""
    check_remark(reason, "requirements")
    file.act(Act.ACCEPT_REPLY, actor, now, reason)
    for assignment in file.assignments.replied:
        file.move(assignment, Act.ACCEPT_REPLY, actor, now)
    if not file.has_danger:
        recall_unheeded(file, now)


def withdraw(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Withdraw a co-handler's assignment, or one of a lead that is still open once all callers are answered.

    A lead that still works on it loses the case to triage, with the co-handlers (R2.5).
    """
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    file.act(Act.WITHDRAW, actor, now, reason, department, assignment)
    if assignment.leads and file.state is CaseState.REGISTERED:
        file.withdraw_assignments(now, f"{department}的交办收回，工单重新研判")
        file.outcome = Outcome.DESK
        file.designation = Designation("", (), file.designation.limit)


def investigate_on_site(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    departments: Sequence[str],
    press: Sequence[str],
    findings: str,
    visit_at: datetime | None = None,
) -> None:
    """Record an on-site investigation with departments and press, or tell them of one that is to come (R4.4)."""
    check_text(findings, "findings")
    check_recusal(file, departments, "departments")
    if not departments:
        raise InvalidFieldsError([FieldViolation("departments", "至少要有一个部门参加")])
    if any(not name.strip() or len(name) > PRESS_LIMIT or not is_one_line(name) for name in press):
        raise InvalidFieldsError([FieldViolation("press", f"媒体名称要有 1 到 {PRESS_LIMIT} 个字")])
    if visit_at and visit_at < file.registered_at:
        raise InvalidFieldsError([FieldViolation("visit_at", "不能早于来电登记的时间")])
    act = Act.NOTIFY_ON_SITE if visit_at and visit_at > now else Act.INVESTIGATE_ON_SITE
    details = {"departments": "、".join(departments), "press": "、".join(press)}
    if visit_at:
        details["visit_at"] = visit_at.isoformat()
    file.act(act, actor, now, findings, details=details)
