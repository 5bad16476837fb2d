"""Amendments of registrations 登记更正, and what the rules propose then (R1.1)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from hotline_server.domain.acts.callers import waive
from hotline_server.domain.amendments import AMENDMENT, NO_REPLY, PHONE, Amendment
from hotline_server.domain.call import Call
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, CallerEntry, Role
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.rulebook.decision import Decision


def amend(
    file: CaseFile, actor: Actor, now: datetime, reason: str, amendment: Amendment, details: Mapping[str, str]
) -> None:
    """Record an amendment of the call, and pass it on to the departments that have the case in hand.

    Args:
        file: the case that the call opened.
        actor: who amends it.
        now: current time, UTC.
        reason: why; the desk gives one, and nobody drops a wish for secrecy without the caller's words.
        amendment: what is amended.
        details: further details for the log.
    """
    check_remark(reason, "reason")
    asks = amendment.requests_confidence
    if amendment.drops_confidence or (actor.role is Role.DESK and not asks):
        check_text(reason, "reason")
    act = Act.REQUEST_CONFIDENCE if asks else Act.AMEND
    file.act(act, actor, now, reason, details={"fields": amendment.labels, **details})
    for department in _handlers(file):
        file.act(
            Act.RELAY_AMENDMENT,
            actor,
            now,
            f"登记更正：{amendment.labels}",
            department,
            details={"fields": amendment.labels, AMENDMENT: details[AMENDMENT]},
        )


def pass_on(file: CaseFile, actor: Actor, now: datetime, amendment: Amendment, joined: str) -> None:
    """Let the handlers of a case know that the call of one joined into it was amended."""
    reason = f"并入的工单 {joined} 登记更正：{amendment.labels}"
    file.act(Act.RELAY_AMENDMENT, actor, now, reason, details={"fields": amendment.labels, "joined": joined})


def amend_caller(file: CaseFile, caller: CallerEntry, amendment: Amendment, call: Call, now: datetime) -> None:
    """Let what the case owes a caller follow the amended call.

    Args:
        file: case that answers the caller.
        caller: the caller.
        amendment: what was amended.
        call: the amended call.
        now: current time, UTC.
    """
    if NO_REPLY in amendment.paths:
        if call.wishes_no_reply:
            waive(caller)
        else:
            caller.wishes_no_reply = False
    if PHONE in amendment.paths:
        caller.has_phone = bool(call.phone)
        if caller.callback is CallbackState.UNREACHABLE and call.phone:
            # Nobody has tried the right number yet.
            caller.callback = CallbackState.DUE if caller.answered else CallbackState.NONE
            caller.attempts, caller.next_attempt = 0, file.timetable.calling_time(now)


def propose_decision(file: CaseFile, actor: Actor, now: datetime, decision: Decision) -> None:
    """Propose a decision on the amended call, beside what is going on, which the desk is to look at."""
    file.act(
        Act.PROPOSE_DECISION,
        actor,
        now,
        "；".join(decision.reasons),
        details={
            "outcome": decision.outcome.value,
            "lead": decision.lead,
            "cohandlers": "、".join(decision.cohandlers),
        },
    )
    file.proposed_decision = ProposedDecision(decision, now, _due(file, now))


def keep_decision(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Leave a case as it is, whatever the rules propose on the amended call."""
    check_text(reason, "reason")
    file.act(Act.KEEP_DECISION, actor, now, reason)
    file.proposed_decision = None


def remind_of_decision(file: CaseFile, now: datetime) -> None:
    """Remind the desk of a proposed decision that nobody has looked at, if it is due."""
    proposed = file.proposed_decision
    if proposed and proposed.due_at <= now:
        file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, "登记更正以后有新的办理建议，等值班室研判")
        file.proposed_decision = replace(proposed, due_at=_due(file, now))


def _due(file: CaseFile, now: datetime) -> datetime:
    return now + timedelta(minutes=file.timetable.limits.desk_minutes)


def _handlers(file: CaseFile) -> tuple[str, ...]:
    """Return the departments that have a case in hand, but for those that its callers accuse (R8.3)."""
    handlers = [assignment.department for assignment in file.assignments.unfinished]
    if file.state is CaseState.REFERRED:
        handlers.append(file.designation.lead)
    return tuple(one for one in dict.fromkeys(handlers) if one and not file.recused.barring(one))
