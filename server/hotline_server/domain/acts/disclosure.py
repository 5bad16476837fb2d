"""Disclosure of protected callers to a department that cannot do without knowing who they are (R8.3)."""

from datetime import datetime

from hotline_server.domain import parts
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_text


def disclose(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Let a department that handles a case know who its protected callers are, until its assignment ends.

    Raises:
        InvalidFieldsError: the reason is missing or too long.
        NotFoundError: the department does not handle the case.
        UnmetConditionError: the callers accuse the department or one above it or may mean it, or it may know already;
            or the case is referred to it, so that no assignment would end the disclosure.
    """
    check_text(reason, "reason")
    name = file.current(department)
    if file.referred_to and name == file.current(file.referred_to) and not file.assignments.open(name):
        raise UnmetConditionError(
            f"归口给{department}的，不能向它公开来电人信息；要联系来电人的，由值班长转告，或者改为交办给它再公开"
        )
    assignment = parts.open_assignment(file, department)
    file.act(Act.DISCLOSE, actor, now, reason, assignment.department, assignment)
    assignment.disclosed = True


def withdraw_disclosure(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Hold the protected callers of a case back again from a department to which they were disclosed.

    Raises:
        InvalidFieldsError: the reason is missing or too long.
        NotFoundError: the department does not handle the case.
    """
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    file.act(Act.WITHDRAW_DISCLOSURE, actor, now, reason, assignment.department, assignment)
    assignment.disclosed = False


def may_know_caller(case: Case, department: str, directory: Directory) -> bool:
    """Return True if the desk decided that a department may know the protected callers of a case it handles.

    Whom they accuse may never, nor whoever answers to it; nor whom they may mean, until the desk has found that out.
    """
    if any(directory.is_within(department, one) for one in (*case.accused, *case.doubtful)):
        return False
    name = directory.current(department)
    mine = (one for one in case.assignments if directory.current(one.department) == name)
    return any(one.disclosed and one.is_unfinished for one in mine)
