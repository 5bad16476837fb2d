"""Random acts on a case, by all who act on cases, while time passes."""

from tests.case_life.callers import CallerActs
from tests.case_life.departments import DepartmentActs
from tests.case_life.desk import DeskActs
from tests.case_life.lines import LineActs
from tests.case_life.next_step import take_next_step


class CaseLife(DeskActs, CallerActs, DepartmentActs, LineActs):
    """A case and all parties that may act on it."""

    def take_next_step(self) -> None:
        """Perform the next regular step of the desk, a leader or a department."""
        take_next_step(self.file, self.now)
