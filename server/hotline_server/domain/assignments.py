"""Assignments of one case: the lead, the co-handlers, the units below them, and who still owes a reply (R2.5)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from hotline_server.domain import deadlines
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.lifecycle.state import OUT, AssignmentState
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
    def unfinished(self) -> list[Assignment]:
        """Open assignments."""
        return [assignment for assignment in self if assignment.is_unfinished]

    @property
    def given(self) -> list[Assignment]:
        """Open assignments that the desk gave, without those that departments delegated."""
        return [assignment for assignment in self.unfinished if not assignment.is_delegated]

    @property
    def replied(self) -> list[Assignment]:
        """Assignments whose reply waits for the desk's review."""
        return [assignment for assignment in self.given if assignment.state is AssignmentState.REPLIED]

    @property
    def accepted(self) -> list[Assignment]:
        """Assignments given by the desk whose reply it accepted, over all handlings."""
        return [one for one in self if one.state is AssignmentState.DONE and not one.is_delegated]

    @property
    def owing_cohandlers(self) -> list[str]:
        """Co-handling departments that still owe a reply."""
        return [assignment.department for assignment in self.given if not assignment.leads and assignment.is_working]

    @property
    def cohandlers(self) -> tuple[str, ...]:
        """Departments that have the matter beside the lead now, those whose reply was accepted included."""
        began = self.lead.assigned_at if self.lead else None
        accepted = [one for one in self.accepted if began and one.assigned_at >= began]
        beside = (one.department for one in (*self.given, *accepted) if not one.leads)
        return tuple(dict.fromkeys(beside))

    @property
    def cohandler_replies(self) -> str:
        """Co-handlers' replies, one per line, for the lead's reply; of each the one to its latest assignment."""
        latest = {one.department: one for one in self if not one.leads and not one.is_delegated}
        return _replies(latest.values())

    def delegated_from(self, assignment: Assignment) -> list[Assignment]:
        """Return the open assignments of units below that were delegated from an assignment."""
        return [one for one in self.unfinished if one.parent == assignment.number]

    def replies_below(self, assignment: Assignment) -> str:
        """Return what units below replied to whoever delegated to them and did not recall it, one per line."""
        below = (one for one in self if one.parent == assignment.number)
        return _replies(one for one in below if one.state is not AssignmentState.WITHDRAWN)

    def parent_of(self, assignment: Assignment) -> Assignment | None:
        """Return the assignment from which one was delegated, if it was."""
        return next((one for one in self if one.number == assignment.parent), None)

    def open(self, department: str) -> Assignment | None:
        """Return the open assignment of ``department``, if any."""
        return next(
            (assignment for assignment in self if assignment.department == department and assignment.is_unfinished),
            None,
        )

    def counted_from(self, now: datetime, timetable: Timetable) -> datetime:
        """Return from when the 30 working days count of those to whom the case goes at ``now`` (R3.2).

        They count on from the first of those who have it in hand, or where nobody has, from the last lead that had it
        without a result, beside those on which they stood still as they were told; anew where there is no such lead,
        or where they have run out.

        Args:
            now: current time, UTC.
            timetable: computes the due times.
        """
        having = self.unfinished or self._without_result
        first = min((deadlines.counted_from(one, now, timetable) for one in having), default=None)
        return first if first and timetable.latest(first) > now else now

    @property
    def _without_result(self) -> list[Assignment]:
        """Assignment of the last lead, if that is out of the case, as by an upheld objection."""
        last = next((one for one in reversed(self) if one.leads), None)
        return [last] if last and last.state in OUT else []

    def add(
        self, designation: Designation, urgency: Urgency, now: datetime, timetable: Timetable, first: datetime
    ) -> None:
        """Add an assignment for each of the designated departments.

        Args:
            designation: departments to handle the case.
            urgency: urgency of the case.
            now: current time, UTC.
            timetable: computes the due times.
            first: from when their 30 working days count, UTC.
        """
        for department in (designation.lead, *designation.cohandlers):
            self.append(Assignment.assign(len(self) + 1, designation, department, urgency, now, timetable, first))

    def add_beside(
        self, designation: Designation, department: str, urgency: Urgency, now: datetime, timetable: Timetable
    ) -> None:
        """Add an assignment for one of the designated departments beside the open ones; arguments as for ``add``."""
        first = self.counted_from(now, timetable)
        self.append(Assignment.assign(len(self) + 1, designation, department, urgency, now, timetable, first))

    def direct(self, departments: Collection[str]) -> None:
        """Leave departments that a leader decided on no time to object (R8.4)."""
        for assignment in self.given:
            if assignment.department in departments:
                assignment.direct()


def handled_days(assignments: Sequence[Assignment]) -> int:
    """Return the working days given in all to the leads who replied, over all handlings (R3.2)."""
    return sum(one.allowed.rough_working_days + one.extra_days for one in assignments if one.leads and one.reply)


def _replies(assignments: Iterable[Assignment]) -> str:
    return "\n".join(f"{one.department}：{one.reply}" for one in assignments if one.reply)


def by_department(assignments: Sequence[Assignment], current: Callable[[str], str] = str) -> dict[str, Assignment]:
    """Return the assignment of each department that counts: the open one, or else the latest as lead, or the latest.

    Args:
        assignments: all assignments of a case, in order.
        current: returns today's name of whoever does the work of a department; by default the name itself.
    """
    ranked = sorted(assignments, key=lambda one: (one.is_unfinished, one.leads, one.number))
    counting = {current(one.department): one for one in ranked}
    return {name: counting[name] for name in (current(one.department) for one in assignments)}
