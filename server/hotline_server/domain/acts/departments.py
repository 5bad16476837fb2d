"""Departments' acts on their assignments (R3.1 to R3.3, R4.3)."""

from datetime import datetime

from hotline_server.domain import deadlines, parts
from hotline_server.domain.acts.delegation import tell_delegator
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.leader_question import Asked, check_new
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.ground.clock import local_day


def accept(file: CaseFile, actor: Actor, now: datetime, department: str) -> None:
    """Accept the department's assignment."""
    assignment = parts.open_assignment(file, department)
    act = Act.ACCEPT_DELEGATED if assignment.is_delegated else Act.ACCEPT_AS_COHANDLER
    act = Act.ACCEPT if assignment.leads else act
    file.act(act, actor, now, "", department, assignment)
    assignment.accept(file.urgency, now, file.timetable)


def object_to_assignment(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, basis: str) -> None:
    """Object to the department's assignment 派单异议, once per department and case (R8.4).

    The desk rules on it, or whoever delegated the assignment to a unit below. Until then the assignment stands and its
    times run on.
    """
    check_text(reason, "reason")
    check_text(basis, "legal_basis")
    assignment = parts.open_assignment(file, department)
    file.act(Act.OBJECT, actor, now, reason, department, assignment, details={"basis": basis})
    file.objected = (*file.objected, department)
    assignment.object(reason, basis, file.decision_due(now))
    tell_delegator(file, assignment, now, f"{assignment.department}对转派有异议，请裁定")


def submit_progress(file: CaseFile, actor: Actor, now: datetime, department: str, text: str) -> None:
    """Record the department's progress (R3.3)."""
    check_text(text, "progress")
    assignment = parts.open_assignment(file, department)
    file.act(Act.SUBMIT_PROGRESS, actor, now, text, department, assignment)
    assignment.expect_progress(file.urgency, now, file.timetable)


def dissent(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Record a disagreement between departments for a leader to settle, with those that wait already (R4.3)."""
    check_text(reason, "reason")
    assignment, by = parts.open_assignment(file, department), file.current(department)
    file.check_act(Act.DISSENT, actor, now, assignment)
    check_new(file.leader_question, by, reason, "reason")
    file.act(Act.DISSENT, actor, now, reason, department, assignment)
    file.ask_leader(Asked(by, reason, now))


def ask_extension(file: CaseFile, actor: Actor, now: datetime, department: str, days: int, reason: str) -> None:
    """Request an extension by ``days`` working days; before the deadline, 30 in total at most (R3.2).

    A unit below asks whoever delegated to it, up to the limit of that.
    """
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    file.check_act(Act.ASK_EXTENSION, actor, now, assignment)
    given = file.assignments.parent_of(assignment)
    deadlines.check_extension(assignment, days, given.limit if given else assignment.latest, file.timetable)
    file.act(Act.ASK_EXTENSION, actor, now, reason, department, assignment, details={"days": str(days)})
    assignment.ask_extension(days, reason, file.decision_due(now))
    tell_delegator(file, assignment, now, f"{assignment.department}申请延期 {days} 个工作日，请答复")


def reply(file: CaseFile, actor: Actor, now: datetime, department: str, text: str, missing: str) -> None:
    """Submit the department's result (R3.1).

    The lead's reply includes the co-handlers'. If one is outstanding, ``missing`` must state why the
    lead does not wait; the co-handler stays accountable for its own delay. Replies of units below are taken over.
    """
    check_remark(missing, "missing_reason")
    check_text(text, "reply")
    assignment = parts.open_assignment(file, department)
    below = file.assignments.replies_below(assignment)
    details = {"reply": text} | ({"below": below} if below else {})
    if assignment.leads:
        file.check_act(Act.REPLY, actor, now, assignment)
        _check_missing(file, missing)
        details |= _promise_kept(file, now)
        gathered = {"gathered": file.assignments.cohandler_replies}
        file.act(Act.REPLY, actor, now, missing, department, assignment, details=details | gathered)
    else:
        act = Act.REPLY_TO_DELEGATOR if assignment.is_delegated else Act.REPLY_AS_COHANDLER
        file.act(act, actor, now, missing, department, assignment, details=details)
    assignment.submit_reply(text, now, file.timetable)
    for replied in file.assignments.delegated_from(assignment):
        file.move(replied, Act.TAKE_OVER_REPLY, actor, now)
    tell_delegator(file, assignment, now, f"{assignment.department}已回复，请采用或者退回")
    if not assignment.leads and not assignment.is_delegated and file.state.is_resolved:
        file.move(assignment, Act.ACCEPT_REPLY, actor, now)


def _promise_kept(file: CaseFile, now: datetime) -> dict[str, str]:
    """Return whether the reply keeps the promise of a suspended case, for the log; nothing without one."""
    promise = file.promise
    if file.state is not CaseState.SUSPENDED or promise is None:
        return {}
    return {"kept": "是" if promise.is_kept_by(local_day(now)) else "否"}


def _check_missing(file: CaseFile, missing: str) -> None:
    """Check that the reply says why it does not wait for co-handlers, if there are any to wait for.

    Raises:
        InvalidFieldsError: it does not.
    """
    owing = file.assignments.owing_cohandlers
    if owing and not missing.strip():
        message = f"协办单位{'、'.join(owing)}还没有回复；不等的话要说明原因"
        raise InvalidFieldsError([FieldViolation("missing_reason", message)])
