"""Suspected and actual dangers: asking back, alarming, verifying (R2.6)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hotline_server.domain import deadlines, notices, standstills
from hotline_server.domain.acts.awaited_answers import await_answers, await_answers_again, is_in_question
from hotline_server.domain.acts.callers import end_withdrawn
from hotline_server.domain.acts.dispatch import check_designation, check_limit_of_emergency, reinforce
from hotline_server.domain.acts.interruptions import interrupt, return_to_result, wait_again
from hotline_server.domain.acts.lines import recall_dangers, return_to_lines
from hotline_server.domain.acts.recusal import lift_in_danger
from hotline_server.domain.alarms import Alarm, level_at
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Designation
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.limits import ANY_KIND


def ask_back(file: CaseFile, actor: Actor, now: datetime, reason: str, question: OpenQuestion) -> None:
    """Open a question about a suspected danger, and alarm the desk if it is due at once (R2.6)."""
    file.act(Act.ASK_BACK, actor, now, reason, details=question.details)
    file.question = question
    if question.due_at <= now:
        alarm(file, now, "来电人不在线上，请马上联系核实")


def answer_question(file: CaseFile, actor: Actor, now: datetime, reply: QuestionReply) -> None:
    """Record the reply to the open question (R2.6), which stays open until ``close_question``."""
    file.act(Act.ANSWER_ASK_BACK, actor, now, reply.words, details={"answer": reply.answer.value, "kind": reply.kind})


def close_question(file: CaseFile, now: datetime) -> None:
    """Close the open question; a case with the desk is decided again."""
    file.question = None
    if file.state is CaseState.REGISTERED:
        file.since = now


def alarm_due(file: CaseFile) -> datetime | None:
    """Return when the next level must be alarmed, UTC; ``None`` if nobody owes a sign."""
    due, last = _sign_by(file), _alarmed_of_it(file)
    if due is None or last is None:
        return due
    return last.at + timedelta(minutes=_patience(file, last.level))


def alarm_next_level(file: CaseFile, now: datetime) -> None:
    """Alarm the next level about a danger that nobody asks about, verifies, accepts or reports on (R2.6).

    Departments are nudged once; whoever is on duty at each level is named, and the highest level is told again.
    """
    last = file.alarm
    silent = [(one, due) for one, due in _signs(file) if due <= now]
    for assignment, due in silent:
        if last is None or last.at < due:
            file.act(Act.NUDGE, SUPERVISION_SYSTEM, now, assignment.missing_sign, assignment.department, assignment)
            assignment.count_reminder()
    alarm(file, now, _unmet(file, [one for one, _ in silent]))


def alarm(file: CaseFile, now: datetime, reason: str) -> None:
    """Alarm the level that is next: the lowest, unless it was told already of what is still owed (R2.6)."""
    last = _alarmed_of_it(file)
    number = last.level + 1 if last else 1
    level = level_at(file.timetable.limits.alarm_levels, number)
    told = file.contacts_on_duty(level.post, now)
    number = min(number, len(file.timetable.limits.alarm_levels))
    file.alarm = Alarm(number, level.post, told, now)
    about = file.question.details if file.question else {}
    details = {**about, "level": str(number), "post": level.post, "told": "、".join(told)}
    file.act(Act.ALARM, SUPERVISION_SYSTEM, now, f"{reason}，报告{level.post}", details=details)


def call_to_verify(file: CaseFile, now: datetime) -> None:
    """Alarm the desk at once about a danger of which nobody heard by telephone: nobody verifies it yet (R2.6)."""
    if file.state is CaseState.VERIFYING:
        alarm(file, now, "来电人不在线上，请马上联系核实")


def standing_alarm(file: CaseFile) -> Alarm | None:
    """Return the latest alarm; ``None`` once the danger is over or was none, and nobody owes a sign any more."""
    return file.alarm if _sign_by(file) else None


def call_for_others(file: CaseFile, barred: Collection[str], now: datetime) -> None:
    """Alarm the desk at once if departments on the spot are not told what a caller said, since it accuses them (R8.3).

    Args:
        file: the case.
        barred: who must step aside.
        now: current time, UTC.
    """
    # A crew at the wrong place saves nobody. Yet the right one is often where the accuser lives, so that it is not told
    # of by itself: a person, who knows what was said, sends another crew, or tells this one what it must know.
    there = [one.department for one in file.assignments if one.is_working and one.department in barred]
    if there and file.meets_danger:
        names = "、".join(dict.fromkeys(there))
        alarm(file, now, f"来电人又有更正或者补充，在现场处置的{names}应当回避，没有告知；请马上另派单位，或者电话指挥")


def _patience(file: CaseFile, level: int) -> int:
    """Return the minutes that a level has; for a question, which takes one call, fewer than for an emergency."""
    limits = file.timetable.limits
    is_last = level >= len(limits.alarm_levels)
    return limits.realarm_minutes if file.question and not is_last else level_at(limits.alarm_levels, level).minutes


def _sign_by(file: CaseFile) -> datetime | None:
    """Return when somebody owes the next sign that the danger is dealt with, UTC."""
    if file.state is CaseState.VERIFYING:
        return file.since + timedelta(minutes=file.timetable.limits.verify_minutes)
    asked = [file.question.due_at] if file.question else []
    return min((*asked, *(due for _, due in _signs(file))), default=None)


def is_alarmed_for(file: CaseFile, assignment: Assignment) -> bool:
    """Return whether the signs that a department owes are seen to by the alarms about the emergency it is sent to.

    What others do, as the lead that has replied, answers for nobody who is silent. Once the desk has accepted that the
    danger is over, who is silent is reminded as in any case.
    """
    return file.meets_danger and assignment.is_working and not assignment.is_delegated


def _signs(file: CaseFile) -> Iterator[tuple[Assignment, datetime]]:
    """Yield the departments that owe a sign in an emergency, and by when, UTC."""
    for assignment in file.assignments.given:
        if assignment.sign_by and is_alarmed_for(file, assignment):
            yield assignment, assignment.sign_by


def _alarmed_of_it(file: CaseFile) -> Alarm | None:
    """Return the last alarm if it was about what is still owed."""
    owed = [file.question.asked_at] if file.question else []
    owed += [due for due in (_sign_by(file),) if due]
    last = file.alarm
    return last if last and owed and last.at >= min(owed) else None


def _unmet(file: CaseFile, silent: Sequence[Assignment]) -> str:
    if file.state is CaseState.VERIFYING:
        return "重大突发还没有核实"
    asked = ["险情追问还没有人答复"] if file.question else []
    return "；".join((*asked, *(f"{one.department}{one.missing_sign}" for one in silent)))


def raise_emergency(file: CaseFile, actor: Actor, now: datetime, reason: str, kind: str = "") -> None:
    """Declare the case an emergency (R2.6), of a kind of danger if it is known."""
    was_answered = file.state.is_answered
    file.check_act(Act.RAISE_EMERGENCY, actor, now)
    interrupt(file)
    file.act(Act.RAISE_EMERGENCY, actor, now, reason, details={"kind": kind})
    if was_answered:
        await_answers(file.callers)
    elif is_in_question(file):
        await_answers_again(file.callers)
    file.question = None
    standstills.end_hold(file, now)
    standstills.end_stepping_aside(file, now)
    if not file.accused:
        file.proposed_decision = None
    file.outcome = Outcome.EMERGENCY
    file.urgency = Urgency.CRITICAL
    if not file.designation.limit.is_by_the_clock:
        file.designation = replace(file.designation, limit=file.timetable.limits.emergency)


def confirm_emergency(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    reason: str,
    designation: Designation,
    directed: Sequence[str] = (),
) -> None:
    """Confirm the emergency and dispatch the departments (R2.6).

    Nobody who can help is left out: whoever would have to step aside (R8.3) is sent all the same, which the log
    holds as lifted by the person who confirms, until the danger is over. Whoever has signed is not called off and does
    not sign again, and what was reported counts; others are added.

    Args:
        file: the case.
        actor: who confirms it.
        now: current time, UTC.
        reason: what was found.
        designation: who is to respond.
        directed: departments that a leader named while it was verified, the lead first; none if no leader did.

    Raises:
        InvalidFieldsError: the designation is invalid, or leaves out whom a leader named.
    """
    check_designation(designation)
    check_limit_of_emergency(file, designation)
    _check_directed(designation, directed)
    began = file.since
    file.act(
        Act.CONFIRM_EMERGENCY,
        actor,
        now,
        reason,
        department=designation.lead,
        details={"cohandlers": "、".join(designation.cohandlers)},
    )
    lift_in_danger(file, (designation.lead, *designation.cohandlers), actor, now, reason)
    reinforce(file, actor, now, reason, designation, began)
    file.assignments.direct(directed)
    lead = file.assignments.lead
    if lead and lead.state is AssignmentState.REPLIED:
        why = f"{lead.department}核实期间已经回复，请审核"
        file.act(Act.TAKE_UP_REPLY, SUPERVISION_SYSTEM, now, why, lead.department)


def _check_directed(designation: Designation, directed: Sequence[str]) -> None:
    """Check that whom a leader named is sent, beside whom there may be others (R2.4).

    Raises:
        InvalidFieldsError: it is not.
    """
    if directed and (directed[0] != designation.lead or not {*directed[1:]} <= {*designation.cohandlers}):
        beside = f"、{'、'.join(directed[1:])}协办" if directed[1:] else ""
        wanted = f"领导批示由{directed[0]}牵头{beside}，请按批示派出，可以加派协办单位；要改变的，请先报送领导"
        raise InvalidFieldsError([FieldViolation("designation.lead_department", wanted)])


def dismiss_emergency(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Dismiss a false alarm, and return the case to the line or the departments that had it, or else to triage (R2.6).

    A result that it had stands, with what callers were told of it and are owed; departments wait again that waited.
    Departments that must step aside (R8.3), and all of them where none leads the case any more, have it no longer.
    The case ends if all callers have withdrawn.
    """
    file.check_act(Act.DISMISS_EMERGENCY, actor, now)
    began, why, before = file.since, f"核实不属实：{reason}", file.interrupted
    unjudged = file.proposed_decision if file.accused else None
    file.withdraw_accused(now, "核实不属实，工单重新研判")
    file.act(Act.DISMISS_EMERGENCY, actor, now, reason)
    recall_dangers(file, actor, now, why)
    file.urgency = Urgency.NORMAL
    lead = file.assignments.lead
    limit = file.timetable.limits.reply(ANY_KIND, Urgency.NORMAL)
    if file.state is CaseState.HANDED_OVER:
        return_to_lines(file, now, began)
        file.designation = Designation("", (), limit)
    elif before and file.state.is_resolved:
        return_to_result(file, before, now)
        file.proposed_decision = unjudged
    elif file.state is CaseState.REGISTERED or lead is None:
        file.outcome = Outcome.DESK
        file.withdraw_assignments(now, "核实不属实，工单重新研判")
        file.designation = Designation("", (), limit)
    else:
        # Whom the rules would have sent to the danger was not sent.
        cohandlers = file.assignments.cohandlers
        file.outcome = Outcome.JOINT if cohandlers else Outcome.TRANSFER
        file.designation = Designation(lead.department, cohandlers, lead.allowed)
    # In an ordinary case they are to be signed for later.
    for assignment in file.assignments.given:
        deadlines.relax(assignment, file.timetable)
    if before:
        wait_again(file, before, now)
    notices.expect_again(file, now)
    if not file.state.is_answered:
        end_withdrawn(file, now, "核实不属实，来电人都已撤诉")
