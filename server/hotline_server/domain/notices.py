"""Notices to callers of who handles their matter: by when each is owed (R2.3)."""

from datetime import datetime
from typing import TYPE_CHECKING

from hotline_server.domain.parties import CallerEntry

if TYPE_CHECKING:
    from hotline_server.domain.case_file import CaseFile


def expect_all(file: "CaseFile", now: datetime) -> None:
    """Set by when the callers who wait for an answer are to be told who handles the matter from now on (R2.3)."""
    for caller in file.callers:
        expect(file, caller, now)


def expect(file: "CaseFile", caller: CallerEntry, now: datetime) -> None:
    """Set by when a caller is to be told who handles the matter, if one does and the caller waits for an answer.

    A notice that is overdue stays so, whoever it is to name.
    """
    owed = file.state.has_handler_to_name and caller.awaits_answer
    if caller.awaits_answer and caller.tell_by and caller.tell_by <= now:
        return
    caller.tell_by = file.timetable.end(file.step_limits.notice, now) if owed and file.has_handler else None
    caller.tell_since = now if owed else None


def expect_again(file: "CaseFile", now: datetime) -> None:
    """Expect the notices that are still owed, for as long from now as is due."""
    for caller in file.callers:
        if caller.tell_since and file.state.has_handler_to_name:
            expect(file, caller, now)
