"""The assignments of a case together: who leads, who still owes something (R2.5)."""

from datetime import datetime

from hotline_server.domain.assignment import Assignment, AssignmentState
from hotline_server.domain.parties import Designation
from hotline_server.domain.timetable import Timetable
from hotline_server.rulebook.decision import Urgency


class Assignments(list[Assignment]):
    """Assignments of a case, in order; those that are over stay."""

    @property
    def lead(self) -> Assignment | None:
        """The assignment that leads, if one is open."""
        return next((one for one in self if one.leads and one.is_unfinished), None)

    @property
    def unfinished(self) -> list[str]:
        """The departments with an open assignment."""
        return [one.department for one in self if one.is_unfinished]

    @property
    def owing_cohandlers(self) -> list[str]:
        """The co-handling departments that still owe a reply."""
        return [one.department for one in self if not one.leads and one.is_working]

    @property
    def cohandlers_replies(self) -> str:
        """The replies of co-handlers, a line each, as the lead gathers them."""
        return "\n".join(f"{one.department}:{one.reply}" for one in self if not one.leads and one.reply)

    def open(self, department: str) -> Assignment | None:
        """Return the open assignment of a department."""
        return next((one for one in self if one.department == department and one.is_unfinished), None)

    def assign(self, designation: Designation, urgency: Urgency, now: datetime, timetable: Timetable) -> None:
        """Assign the case to the departments of a designation; open assignments are withdrawn.

        Args:
            designation: who shall handle the case.
            urgency: of the case.
            now: current time, UTC.
            timetable: for the dues.
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
        """Take every reply as done."""
        for one in self:
            if one.state is AssignmentState.REPLIED:
                one.finish()
