"""Case files and parties for unit tests of acts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.acts import contacts
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.contacts import Notice
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.lifecycle.permissions import Permission, permissions
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor, CallerEntry, Designation, Role
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.waits import Wait, steps, waits
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import working_days

from tests.hotline import MONDAY

DIRECTORY = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), date(2026, 11, 24))
NAMES = known_names(DIRECTORY)
LIMITS = load(read_files(PROJECT / "rules"), NAMES).limits
CALENDAR = WorkingCalendar(LIMITS.opens, LIMITS.closes, {})
DESK = Actor("李值班", Role.DESK)
OPERATOR = Actor("张话务", Role.OPERATOR)
DEPARTMENT = Actor("王科长", Role.DEPARTMENT)
ANOTHER_DESK = Actor("孙值班长", Role.DESK)
LEADER = Actor("赵市长", Role.LEADER)
LINE = Actor("110接警员", Role.LINE)

RULE_BOOK = Actor("规则库", Role.RULE_BOOK)


def new_file(urgency: Urgency = Urgency.NORMAL) -> CaseFile:
    """Return the file of a case that was registered on Monday morning and waits for the desk."""
    return CaseFile(
        number="20261123-000001",
        version=1,
        state=CaseState.REGISTERED,
        since=MONDAY,
        outcome=Outcome.DESK,
        urgency=urgency,
        designation=Designation("", (), working_days(7)),
        registered_at=MONDAY,
        assignments=Assignments(),
        callers=[CallerEntry(1, answered=False)],
        recusal=lambda: Recusal(NAMES, ("教育局",)),
        timetable=Timetable(LIMITS, CALENDAR),
        registrar=OPERATOR.name,
        amend_by=MONDAY + timedelta(minutes=LIMITS.amend_minutes),
    )


def tell_callers(file: CaseFile, now: datetime = MONDAY) -> None:
    """Let the desk tell every caller who handles the matter (R2.3)."""
    for caller in file.callers:
        contacts.record_notice(file, DESK, now, Notice(caller.call_id, "电话", "已转交办理", given=True))


def refused_waits(file: CaseFile, now: datetime) -> Iterator[tuple[CaseState, Wait]]:
    """Yield what the tables refuse to whoever owes it."""
    for one in (*steps(file, file.timetable), *waits(file, file.timetable)):
        actor, name = _doer(one)
        offered = may(file, actor, now, name)
        allowed = {(each.rpc, each.department) for each in offered if each.is_allowed}
        if not {(one.rpc, ""), (one.rpc, one.party), (one.rpc, one.owner)} & allowed:
            yield file.state, one


def _doer(wait: Wait) -> tuple[Actor, str]:
    """Return who does what is owed, and in whose name."""
    if wait.owner == LEADER.role.value:
        return LEADER, ""
    if wait.owner == LINE.role.value:
        return LINE, wait.party
    if wait.awaited in (Awaited.EXCLUSION_REVIEW, Awaited.EXCLUSION_APPEAL):
        # Whoever gave the opinion, or looked at it, may not.
        return ANOTHER_DESK, ""
    in_a_name = wait.rpc.startswith(("DelegationService.", "DepartmentService."))
    return (DEPARTMENT, wait.owner) if in_a_name else (DESK, "")


def decided(outcome: Outcome, lead: str = "") -> Decision:
    """Return a decision of the rules on a call."""
    return Decision(
        outcome=outcome,
        lead=lead,
        cohandlers=(),
        urgency=Urgency.NORMAL,
        limit=working_days(7),
        policy="",
        reasons=("按派单目录",),
        rules=("ZB-01",),
        book_version="",
        reader_version="",
        facts={},
    )


def may(file: CaseFile, actor: Actor, now: datetime, department: str = "") -> tuple[Permission, ...]:
    """Return what an actor may do now, in the name of a department or of all, and what is refused with a reason."""
    own = file.current(department)
    return permissions(file, actor, now, lambda name: not department or file.current(name) == own)
