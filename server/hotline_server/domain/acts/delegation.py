"""Delegation 转派下级 of assignments to units below; who delegates stays responsible (P3, R8.4)."""

from collections.abc import Sequence
from datetime import datetime

from hotline_server.domain import deadlines, parts, standstills
from hotline_server.domain.acts.recusal import bars, check_recusal
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import ObjectionState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.ground.clock import CITY, local_day
from hotline_server.rulebook.time_limit import TimeLimit


def delegate(
    file: CaseFile, actor: Actor, now: datetime, department: str, units: Sequence[str], reason: str, wanted: TimeLimit
) -> None:
    """Delegate a department's assignment to units below, each of which replies to it.

    Args:
        file: the case.
        actor: who delegates.
        now: current time, UTC.
        department: the department, which stays responsible.
        units: units below it, by today's names.
        reason: what they are to do.
        wanted: their time; without spans, as long as the rule book lets them have it.

    Raises:
        InvalidFieldsError: a unit has the case already or must step aside, or the time is too long.
    """
    check_text(reason, "reason")
    given = parts.open_assignment(file, department)
    file.check_act(Act.DELEGATE, actor, now, given)
    _check_units(file, given, units)
    limit = _permitted(file, given, wanted, now)
    for unit in units:
        below = Assignment.delegate(len(file.assignments) + 1, given, unit, limit, file.urgency, now, file.timetable)
        details = {"delegator": given.department, "deadline": below.deadline.isoformat()}
        file.act(Act.DELEGATE, actor, now, reason, unit, given, details)
        file.assignments.append(below)
        given.delegations += 1
    standstills.keep_standing(file, now)


def _check_units(file: CaseFile, given: Assignment, units: Sequence[str]) -> None:
    if not units or len(set(units)) != len(units):
        raise InvalidFieldsError([FieldViolation("units", "至少写一个下级单位，同一个单位不能出现两次")])
    # Whoever is accused itself goes on in an emergency with all its units, and is not told (R2.6, R8.3).
    if not bars(file, [given.department]):
        check_recusal(file, units, "units")
    busy = [unit for unit in units if file.assignments.open(unit)]
    if busy:
        raise InvalidFieldsError([FieldViolation("units", f"{'、'.join(busy)}已经在办这个工单")])


def take_over_reply(file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, remark: str) -> None:
    """Take over the reply of a unit below, which has done its part."""
    check_remark(remark, "remark")
    below = parts.delegated_assignment(file, department, unit)
    file.act(Act.TAKE_OVER_REPLY, actor, now, remark, below.department, below)


def return_reply(
    file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, requirements: str, wanted: TimeLimit
) -> None:
    """Return the reply of a unit below for rework, with requirements and a further limit; arguments as for others."""
    check_text(requirements, "requirements")
    below = parts.delegated_assignment(file, department, unit)
    file.check_act(Act.RETURN_DELEGATED, actor, now, below)
    if not file.is_emergency:
        check_recusal(file, [below.department], "unit")
    limit = _further(file, below, wanted, now)
    details = {"limit": limit.isoformat()}
    file.act(Act.RETURN_DELEGATED, actor, now, requirements, below.department, below, details)
    below.reworks += 1
    _limit_further(file, below, limit, now)


def supervise_unit(
    file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, reason: str, wanted: TimeLimit
) -> None:
    """Send a unit below a supervision notice with a further limit, which makes no overdue reply timely (R4.1)."""
    check_text(reason, "reason")
    below = parts.delegated_assignment(file, department, unit)
    limit = _further(file, below, wanted, now)
    file.act(Act.SUPERVISE, actor, now, reason, below.department, below, {"limit": limit.isoformat()})
    below.supervisions += 1
    _limit_further(file, below, limit, now)


def change_limit(
    file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, reason: str, wanted: TimeLimit
) -> None:
    """Give a unit below another deadline before it is due."""
    check_text(reason, "reason")
    below, given = parts.delegated_assignment(file, department, unit), parts.open_assignment(file, department)
    deadline = file.timetable.due(now, _permitted(file, given, wanted, now), given.latest).at
    details = {"before": below.deadline.isoformat(), "deadline": deadline.isoformat()}
    file.act(Act.CHANGE_DELEGATED_LIMIT, actor, now, reason, below.department, below, details)
    deadlines.change_deadline(below, deadline, now, file.timetable)


def decide_extension(
    file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, reason: str, *, consent: bool
) -> None:
    """Grant or refuse a unit below the extension that it asked for (R3.2); it ends with the department's own limit."""
    check_text(reason, "reason")
    below, given = parts.delegated_assignment(file, department, unit), parts.open_assignment(file, department)
    act = Act.GRANT_EXTENSION if consent else Act.REFUSE_EXTENSION
    file.act(act, actor, now, reason, below.department, below, {"days": str(below.extension_days)})
    if consent:
        deadlines.extend_below(below, given.limit, now, file.timetable)
    else:
        below.refuse_extension()


def recall(file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, reason: str) -> None:
    """Recall what was delegated to a unit below; what it replied stays in the file."""
    check_text(reason, "reason")
    below = parts.delegated_assignment(file, department, unit)
    file.act(Act.RECALL, actor, now, reason, below.department, below)


def uphold_objection(file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, reason: str) -> None:
    """Uphold the objection of a unit below: it is out of the case."""
    _rule(file, actor, now, parts.delegated_assignment(file, department, unit), reason, Act.UPHOLD_OBJECTION)


def refuse_objection(file: CaseFile, actor: Actor, now: datetime, department: str, unit: str, reason: str) -> None:
    """Refuse the objection of a unit below, finally."""
    _rule(file, actor, now, parts.delegated_assignment(file, department, unit), reason, Act.REFUSE_OBJECTION)


def _rule(file: CaseFile, actor: Actor, now: datetime, below: Assignment, reason: str, act: Act) -> None:
    check_text(reason, "reason")
    file.act(act, actor, now, reason, below.department, below)
    below.rule_on_objection(_RULINGS[act])


_RULINGS = {Act.UPHOLD_OBJECTION: ObjectionState.UPHELD, Act.REFUSE_OBJECTION: ObjectionState.REFUSED}


def tell_delegator(file: CaseFile, below: Assignment, now: datetime, reason: str) -> None:
    """Tell whoever delegated an assignment what became of it."""
    given = file.assignments.parent_of(below)
    if given:
        file.act(
            Act.TELL_DELEGATOR, SUPERVISION_SYSTEM, now, reason, given.department, below, {"unit": below.department}
        )


def _permitted(file: CaseFile, given: Assignment, wanted: TimeLimit, now: datetime) -> TimeLimit:
    """Return the time of a unit below: what is wanted, if that ends early enough, or the longest.

    Raises:
        InvalidFieldsError: it ends too late.
    """
    latest = file.timetable.delegated_by(given.limit, now, emergency=file.is_emergency)
    if not wanted.spans:
        return file.timetable.limit_until(latest, now)
    if file.timetable.due(now, wanted, given.latest).at > latest:
        message = f"要早于{given.department}自己的期限，最迟到 {latest.astimezone(CITY):%Y-%m-%d %H:%M}"
        raise InvalidFieldsError([FieldViolation("time_limit", message)])
    return wanted


def _further(file: CaseFile, below: Assignment, wanted: TimeLimit, now: datetime) -> datetime:
    """Return a further limit of a unit below: what is wanted, or what the rule book gives, if it ends early enough.

    Raises:
        InvalidFieldsError: what is wanted ends too late.
    """
    given, timetable = file.assignments.parent_of(below) or below, file.timetable
    permitted = _permitted(file, given, wanted, now)
    by_rule = timetable.further_limit(given.latest, now, file.step_limits.supervision)
    end = timetable.due(now, permitted, given.latest).at
    return end if wanted.spans else min(end, by_rule)


def _limit_further(file: CaseFile, below: Assignment, limit: datetime, now: datetime) -> None:
    days = file.timetable.calendar.count(local_day(now), local_day(limit))
    counted = days if days and file.timetable.deadline(now, days).at == limit else 0
    deadlines.limit_below(below, limit, counted, now, file.timetable)
