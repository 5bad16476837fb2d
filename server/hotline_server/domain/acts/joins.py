"""Joining of cases about one matter 并单, and undoing it 撤销并单."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from hotline_server.domain import effects, notices, standstills
from hotline_server.domain.acts.departments import accept
from hotline_server.domain.acts.emergencies import confirm_emergency
from hotline_server.domain.acts.lines import recall_all
from hotline_server.domain.acts.recusal import lift_in_danger
from hotline_server.domain.acts.rerouting import reroute
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.situation import CaseStanding
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, CallerEntry, Designation
from hotline_server.domain.survey import parse_survey
from hotline_server.ground.clock import spoken_time
from hotline_server.rulebook.decision import Outcome

_OF_CALLERS = frozenset(
    act.name
    for act in (
        Act.SUPPLEMENT,
        Act.URGE,
        Act.TELL_CALLER,
        Act.ANSWER_CALLER,
        Act.ANSWER_ANOTHER_CALLER,
        Act.LEAVE_IN_WRITING,
        Act.WITHDRAW_REQUEST,
        Act.END_BY_WITHDRAWAL,
        Act.REVOKE_WITHDRAWAL,
        Act.WAIVE_REPLY,
        Act.RECORD_SATISFACTION,
        Act.REOPEN,
    )
)
"""Acts whose entry is about one caller, and has what was said to or by whom."""


def join(file: CaseFile, actor: Actor, now: datetime, reason: str, caller: CallerEntry, other: str) -> None:
    """Merge another case's call into this one, so that its caller is answered too."""
    file.act(Act.JOIN, actor, now, reason, details={"joined": other})
    file.callers.append(caller)
    notices.expect(file, caller, now)


def crews_of(file: CaseFile) -> dict[str, bool]:
    """Return the departments that deal with an emergency, with whether they have signed; none if it was not sent out.

    Who has replied owes nothing more; what they replied is read in the case that was merged.
    """
    if file.state is not CaseState.RESPONDING:
        return {}
    return {one.department: one.accepted_at is not None for one in file.assignments.given if one.is_working}


def share_dispatch(
    file: CaseFile,
    main: CaseFile,
    crews: Mapping[str, bool],
    actor: Actor,
    now: datetime,
    reason: str,
    directed: Sequence[str] = (),
) -> None:
    """Let the departments sent to an emergency go on in the main one after it was merged into that (R2.6).

    A main emergency that nobody had confirmed is by that. Who had signed need not sign again, and goes on even if
    accused in the main one.

    Args:
        file: the case that was merged.
        main: the case that it was merged into.
        crews: who was sent to the former, as ``crews_of`` had it before.
        actor: who joins them.
        now: current time, UTC.
        reason: why they are about one matter.
        directed: departments that a leader named while the main one was verified, as ``confirm_emergency`` has it.
    """
    if not crews:
        return
    there, lead = [one.department for one in main.assignments.given], main.assignments.lead
    if main.state is CaseState.VERIFYING:
        wanted = _led(file.designation, directed, [file.designation.lead], crews)
        confirm_emergency(main, actor, now, reason, wanted, directed)
    elif main.state is CaseState.RESPONDING:
        lift_in_danger(main, crews, actor, now, reason)
        if not {*crews} <= {*there}:
            leads = lead.department if lead else file.designation.lead
            reroute(main, actor, now, reason, _led(main.designation, [leads], there, crews))
    for one in main.assignments.given:
        if crews.get(one.department) and one.state is AssignmentState.ASSIGNED:
            accept(main, SUPERVISION_SYSTEM, now, one.department)


def _led(designation: Designation, *departments: Iterable[str]) -> Designation:
    """Return a designation of all these departments, led by the first."""
    lead, *others = dict.fromkeys(chain.from_iterable(departments))
    return replace(designation, lead=lead, cohandlers=tuple(others))


def share_handovers(file: CaseFile, main: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Let the main emergency have what the one to be merged into it was handed to lines for.

    No line has the main emergency twice for one reason, and none is to take back what did not come from it.
    """
    handed = {(one.line, one.of_danger) for one in open_handovers(main.handovers)}
    for handover in open_handovers(file.handovers):
        if handover.is_handed and (handover.line, handover.of_danger) not in handed:
            main.act(Act.HAND_TO_LINE, actor, now, reason, handover.line, details={"joined": file.number})
            main.handovers.append(replace(handover, number=len(main.handovers) + 1))


def join_into(
    file: CaseFile, actor: Actor, now: datetime, reason: str, other: str, main: CaseStanding | None = None
) -> None:
    """Merge this case into another, which takes over its callers.

    Args:
        file: the case to be merged.
        actor: who joins them.
        now: current time, UTC.
        reason: why they are about one matter.
        other: number of the main case.
        main: the main case.
    """
    proposed = file.awaits_confirmation
    file.act(Act.JOIN_INTO, actor, now, reason, details={"joined": other}, other=main)
    file.note_lapses(effects.drop_question(file), Act.JOIN_INTO, now)
    standstills.end_hold(file, now)
    if proposed:
        # Nobody confirmed it; the callers are answered with the other case.
        file.outcome = Outcome.DESK
    file.let_go([caller.call_id for caller in file.callers])
    file.joined_into, file.awaits_main = other, True
    recall_all(file, actor, now, f"并入工单 {other}")
    file.withdraw_assignments(now, f"并入工单 {other}")


def separate(
    file: CaseFile, actor: Actor, now: datetime, reason: str, callers: Sequence[CallerEntry], other: str
) -> None:
    """Let a case that was merged into another live again, with the calls that it is to answer; the desk decides on it.

    The log says if one of their callers is dissatisfied with what the other case brought: that goes with the caller.

    Args:
        file: the case that was merged.
        actor: who separates them.
        now: current time, UTC.
        reason: why they are not about one matter.
        callers: as the main case knows them; those who want no reply or withdrew still do.
        other: number of the main case.
    """
    dissatisfied = any(one.callback is CallbackState.AWAITS_JUDGEMENT for one in callers)
    details = {"joined": other} | ({"callback": CallbackState.AWAITS_JUDGEMENT.value} if dissatisfied else {})
    file.act(Act.SEPARATE, actor, now, reason, details=details)
    file.outcome = Outcome.DESK
    file.designation = replace(file.designation, lead="", cohandlers=())
    file.joined_into, file.awaits_main = "", False
    for one in callers:
        late = one.awaits_answer and one.tell_by is not None and one.tell_by <= now
        file.callers.append(
            CallerEntry(
                one.call_id,
                answered=False,
                has_phone=one.has_phone,
                wishes_no_reply=one.wishes_no_reply,
                withdrawn=one.withdrawn,
                refuses_messages=one.refuses_messages,
                tell_by=one.tell_by if late else None,
                tell_since=one.tell_since if late else None,
            )
        )


def take_along(file: CaseFile, now: datetime, entries: Iterable[LogEntry], other: str) -> None:
    """Let the log of a case that lives again have what its callers said, and were told, while another had them (R8.8).

    Args:
        file: the case that was separated.
        now: current time, UTC.
        entries: of the log of the other case, about these callers alone.
        other: its number.
    """
    for entry in entries:
        words = _words_of(entry)
        if words:
            said = f"并入工单 {other} 期间，{spoken_time(entry.at)}{Act[entry.act].value}：{words}"
            details = {"call_id": entry.details["call_id"], "joined": other}
            file.act(Act.SUPPLEMENT, SUPERVISION_SYSTEM, now, said, details=details)
            file.urges += entry.act == Act.URGE.name


def _words_of(entry: LogEntry) -> str:
    """Return what a caller said or was told by an entry, a survey's answers included; empty if it is of no caller."""
    if entry.act not in _OF_CALLERS:
        return ""
    survey = parse_survey(entry.details).words if entry.act == Act.RECORD_SATISFACTION.name else ""
    return "；".join(filter(None, (survey, entry.reason))) or "没有记下内容"


def separate_from(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    reason: str,
    call_ids: Collection[int],
    entries: Iterable[LogEntry],
    other: str,
) -> None:
    """Let go of calls that another case answers again; arguments as for ``separate`` and ``take_along``.

    What only their callers are dissatisfied with is no longer this case's to judge, nor does it count their urging.
    """
    file.check_act(Act.SEPARATE_FROM, actor, now)
    file.let_go(call_ids)
    file.urges -= sum(entry.act == Act.URGE.name for entry in entries)
    file.act(Act.SEPARATE_FROM, actor, now, reason, details={"joined": other})
