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
        return next((one for one in self if one.leads and one.is_unfinished), None)

    @property
    def unfinished(self) -> list[str]:
        """Departments with an open assignment."""
        return [one.department for one in self if one.is_unfinished]

    @property
    def owing_cohandlers(self) -> list[str]:
        """Co-handling departments that still owe a reply."""
        return [one.department for one in self if not one.leads and one.is_working]

    @property
    def cohandlers_replies(self) -> str:
        """Co-handlers' replies, one per line, for the lead's reply."""
        return "\n".join(f"{one.department}:{one.reply}" for one in self if not one.leads and one.reply)

    def open(self, department: str) -> Assignment | None:
        """Return the open assignment of ``department``, if any."""
        return next((one for one in self if one.department == department and one.is_unfinished), None)

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
        for one in self:
            if one.is_unfinished:
                one.withdraw()

    def finish(self) -> None:
        """Mark every reply as accepted."""
        for one in self:
            if one.state is AssignmentState.REPLIED:
                one.finish()
