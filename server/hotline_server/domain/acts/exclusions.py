"""Exclusion of assignments from assessment 剔除: requests, opinions, second looks, appeals, and taking back (R8.11)."""

from datetime import datetime

from hotline_server.domain import parts
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.exclusion import Exclusion, ExclusionState
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_text


def request_exclusion(file: CaseFile, actor: Actor, now: datetime, department: str, ground: str, reason: str) -> None:
    """Ask that the department's part in a closed case be left out of its assessment.

    Raises:
        InvalidFieldsError: the ground is none of the rule book's, or the reason is missing or too long.
        NotFoundError: the department did not handle the case.
    """
    grounds = file.timetable.limits.exclusions.grounds
    if ground not in grounds:
        raise InvalidFieldsError([FieldViolation("ground", f"没有这个剔除理由，可用：{'、'.join(grounds)}")])
    check_text(reason, "reason")
    assignment = parts.assignment_of(file, department)
    file.act(Act.REQUEST_EXCLUSION, actor, now, reason, assignment.department, assignment, details={"ground": ground})
    assignment.exclusion = Exclusion(
        ExclusionState.REQUESTED, ground, reason, now, file.timetable.exclusion_due(now), now
    )


def propose_exclusion(
    file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, *, exclude: bool
) -> None:
    """Give the desk's opinion on a request, which another person looks at."""
    assignment, asked = _checked(file, Act.PROPOSE_EXCLUSION, actor, now, department, reason)
    opinion = "剔除" if exclude else "不予剔除"
    file.act(Act.PROPOSE_EXCLUSION, actor, now, reason, assignment.department, assignment, details={"opinion": opinion})
    assignment.exclusion = asked.proposed(actor.name, reason, now, file.timetable.exclusion_due(now), exclude=exclude)


def confirm_exclusion(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Confirm the opinion of another person, by which the request is decided."""
    assignment, proposed = _checked(file, Act.CONFIRM_EXCLUSION, actor, now, department, reason)
    opinion = "剔除" if proposed.proposes else "不予剔除"
    file.act(Act.CONFIRM_EXCLUSION, actor, now, reason, assignment.department, assignment, details={"opinion": opinion})
    assignment.exclusion = proposed.confirmed(actor.name, now, file.timetable.appeal_by(now))


def set_exclusion_aside(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Set the opinion of another person aside, so that somebody gives a new one."""
    assignment, proposed = _checked(file, Act.SET_ASIDE_EXCLUSION, actor, now, department, reason)
    file.act(Act.SET_ASIDE_EXCLUSION, actor, now, reason, assignment.department, assignment)
    assignment.exclusion = proposed.set_aside(actor.name, now, file.timetable.exclusion_due(now))


def appeal_exclusion(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Appeal 申诉 against a refusal, once and within its time."""
    assignment, refused = _checked(file, Act.APPEAL_EXCLUSION, actor, now, department, reason)
    file.act(Act.APPEAL_EXCLUSION, actor, now, reason, assignment.department, assignment)
    assignment.exclusion = refused.appealed(reason, now, file.timetable.exclusion_due(now))


def rule_on_appeal(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, *, upheld: bool) -> None:
    """Rule on an appeal, finally; whoever took part in the refusal may not."""
    act = Act.UPHOLD_APPEAL if upheld else Act.REFUSE_APPEAL
    assignment, appealed = _checked(file, act, actor, now, department, reason)
    file.act(act, actor, now, reason, assignment.department, assignment)
    assignment.exclusion = appealed.ruled(reason, upheld=upheld)


def revoke_exclusion(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Take an exclusion back: the assignment counts again."""
    assignment, excluded = _checked(file, Act.REVOKE_EXCLUSION, actor, now, department, reason)
    file.act(Act.REVOKE_EXCLUSION, actor, now, reason, assignment.department, assignment)
    assignment.exclusion = excluded.revoked(reason)


def archived_after(file: CaseFile, due: datetime) -> datetime | None:
    """Return when a closed case is archived, ``due`` or later, UTC; ``None`` while exclusions are pending.

    That is never before callers may no longer have it reopened (R8.7).
    """
    exclusions = [one.exclusion for one in file.assignments if one.exclusion]
    if any(one.is_pending for one in exclusions):
        return None
    return max(filter(None, [due, file.reopen_by, *(one.appeal_by for one in exclusions)]))


def _checked(
    file: CaseFile, act: Act, actor: Actor, now: datetime, department: str, reason: str
) -> tuple[Assignment, Exclusion]:
    """Return the assignment with its exclusion, once the tables allow the act.

    Raises:
        InvalidFieldsError: the reason is missing or too long.
        NotFoundError: the department did not handle the case.
        UnmetConditionError: nobody asked for its exclusion, or another guard does not hold.
    """
    check_text(reason, "reason")
    assignment = parts.excluded_assignment(file, department)
    file.check_act(act, actor, now, assignment)
    if assignment.exclusion is None:
        raise TypeError("the tables allow this act on requested exclusions alone")
    return assignment, assignment.exclusion
