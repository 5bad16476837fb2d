"""Assignments of one case: the lead, the co-handlers, and who still owes a reply (R2.5)."""

from datetime import datetime

from hotline_server.domain.assignment import Assignment, AssignmentState
from hotline_server.domain.parties import Designation
from hotline_server.domain.timetable import Timetable
from hotline_server.rulebook.decision import Urgency


class Assignments(list[Assignment]):
    """Assignments of a case in the order they were made, finished ones included."""

    @property
    def lead(self) -> Assignment | None:
        """Open assignment of the lead department, if any."""
        return next((assignment for assignment in self if assignment.leads and assignment.is_unfinished), None)

    @property
    def unfinished(self) -> list[str]:
        """Departments with an open assignment."""
        return [assignment.department for assignment in self if assignment.is_unfinished]

    @property
    def owing_cohandlers(self) -> list[str]:
        """Co-handling departments that still owe a reply."""
        return [assignment.department for assignment in self if not assignment.leads and assignment.is_working]

    @property
    def cohandler_replies(self) -> str:
        """Co-handlers' replies, one per line, for the lead's reply."""
        return "\n".join(
            f"{assignment.department}：{assignment.reply}"
            for assignment in self
            if not assignment.leads and assignment.reply
        )

    def open(self, department: str) -> Assignment | None:
        """Return the open assignment of ``department``, if any."""
        return next(
            (assignment for assignment in self if assignment.department == department and assignment.is_unfinished),
            None,
        )

    def assign(self, designation: Designation, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Withdraw the open assignments and assign the case to the designated departments.

        Args:
            designation: departments to handle the case.
            urgency: urgency of the case.
            now: current time, UTC.
            timetable: computes the due times.
        """
        self.withdraw()
        for department in (designation.lead, *designation.cohandlers):
            self.append(Assignment.assign(len(self) + 1, designation, department, urgency, now, timetable))

    def withdraw(self) -> None:
        """Withdraw every open assignment."""
        for assignment in self:
            if assignment.is_unfinished:
                assignment.withdraw()

    def finish(self) -> None:
        """Mark every reply as accepted."""
        for assignment in self:
            if assignment.state is AssignmentState.REPLIED:
                assignment.finish()
