"""Parts of a case that are acted on, found by whose they are: assignments by department, hand-overs by line."""

from typing import TYPE_CHECKING

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import by_department
from hotline_server.domain.errors import NotFoundError, UnmetConditionError
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.handover import Handover, by_line
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards.joins import go_to_main
from hotline_server.domain.lifecycle.machine import HANDOVER

if TYPE_CHECKING:
    from hotline_server.domain.case_file import CaseFile


def open_assignment(file: "CaseFile", department: str) -> Assignment:
    """Return the open assignment of a department.

    Raises:
        NotFoundError: there is none; the message does not disclose whether the case exists.
        UnmetConditionError: the case was joined into another, which whoever handles it has in hand.
    """
    assignment = file.assignments.open(file.current(department))
    if assignment is None and file.joined_into:
        raise UnmetConditionError(go_to_main(file.joined_into))
    if assignment is None:
        raise NotFoundError(f"{department}没有工单 {file.number} 的交办")
    return assignment


def assignment_of(file: "CaseFile", department: str) -> Assignment:
    """Return the assignment of a department that counts, finished or not.

    Raises:
        NotFoundError: there is none; the message does not disclose whether the case exists.
    """
    assignment = by_department(file.assignments, file.current).get(file.current(department))
    if assignment is None:
        raise NotFoundError(f"{department}没有工单 {file.number} 的交办")
    return assignment


def excluded_assignment(file: "CaseFile", department: str) -> Assignment:
    """Return the assignment of a department that is left out of assessment, or else the one that counts.

    Raises:
        NotFoundError: there is none; the message does not disclose whether the case exists.
    """
    name, excluded = file.current(department), ExclusionState.EXCLUDED
    counting = assignment_of(file, department)
    if counting.exclusion:
        return counting
    earlier = (one for one in file.assignments if file.current(one.department) == name and one.exclusion)
    return next((one for one in earlier if one.exclusion and one.exclusion.state is excluded), counting)


def given_assignment(file: "CaseFile", department: str) -> Assignment:
    """Return the open assignment that the desk gave to a department.

    Raises:
        NotFoundError: there is none; the message does not disclose whether the case exists.
    """
    assignment = open_assignment(file, department)
    if assignment.is_delegated:
        raise NotFoundError(f"{department}没有值班室交办的工单 {file.number}")
    return assignment


def delegated_assignment(file: "CaseFile", department: str, unit: str) -> Assignment:
    """Return the open assignment that a department delegated to a unit below.

    Raises:
        NotFoundError: there is none.
    """
    given, below = open_assignment(file, department), file.assignments.open(file.current(unit))
    if below is None or below.parent != given.number:
        raise NotFoundError(f"{department}没有把工单 {file.number} 转派给{unit}")
    return below


def handovers_to(file: "CaseFile", line: str) -> list[Handover]:
    """Return the hand-overs to a line that count, as ``by_line`` has them.

    Raises:
        NotFoundError: there is none; the message does not disclose whether the case exists.
    """
    counting = by_line(file.handovers).get(line)
    if not counting:
        raise NotFoundError(f"没有移交给{line}的工单 {file.number}")
    return counting


def handover_to(file: "CaseFile", line: str, act: Act) -> Handover:
    """Return the hand-over to a line to which an act is done: the latest whose state allows it, or else the latest.

    Raises:
        NotFoundError: as for ``handovers_to``.
    """
    counting = handovers_to(file, line)
    return next((one for one in counting if (act, one.state) in HANDOVER.rows), counting[0])
