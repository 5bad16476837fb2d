"""Amendments of registrations 登记更正, and what the rules propose then (R1.1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from hotline_server.domain import standstills
from hotline_server.domain.acts.callers import change_phone, waive, want_reply
from hotline_server.domain.acts.delegation import tell_delegator
from hotline_server.domain.acts.emergencies import call_for_others
from hotline_server.domain.amendments import AMENDMENT, JOINED, NO_REPLY, PHONE, Amendment
from hotline_server.domain.call import Call
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, CallerEntry, Role
from hotline_server.domain.phone import subscriber
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.recusal import Recusal


def amend(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    reason: str,
    amendment: Amendment,
    former: Recusal,
    details: Mapping[str, str],
) -> None:
    """Record an amendment of the call, and pass it on to those who have the case in hand.

    Args:
        file: the case that the call opened, whose recusal is that of the amended call.
        actor: who amends it.
        now: current time, UTC.
        reason: why; the desk gives one, and nobody drops a wish for secrecy without the caller's words.
        amendment: what is amended.
        former: whom the call accused before.
        details: further details for the log.
    """
    check_remark(reason, "reason")
    asks = amendment.requests_confidence
    if amendment.drops_confidence or (actor.role is Role.DESK and not asks):
        check_text(reason, "reason")
    act = Act.REQUEST_CONFIDENCE if asks else Act.AMEND
    if asks:
        reason = "；".join(filter(None, (reason, _who_knows(file))))
    file.act(act, actor, now, reason, details={"fields": amendment.labels, **details})
    relayed = {"fields": amendment.labels, AMENDMENT: details[AMENDMENT]}
    barred = _relay(file, handlers_of(file), former, actor, now, f"登记更正：{amendment.labels}", relayed)
    if amendment.concerns_the_spot:
        call_for_others(file, barred, now)


def _who_knows(file: CaseFile) -> str:
    """Return in words which departments could see the caller before they asked for secrecy; empty for none."""
    departments = (*(one.department for one in file.assignments), file.referred_to)
    known_to = "、".join(filter(None, dict.fromkeys(departments)))
    return f"此前{known_to}已能看到来电人，请提醒其保密" if known_to else ""


def pass_on(
    file: CaseFile, actor: Actor, now: datetime, amendment: Amendment, former: Recusal, joined: str, number: str
) -> None:
    """Let those who have a case in hand know that the call of one joined into it was amended.

    Args:
        file: the case, whose recusal is that of the amended call too.
        actor: who amends it.
        now: current time, UTC.
        amendment: what is amended.
        former: whom the calls of the case accused before.
        joined: number of the joined case.
        number: that of the amendment among those of its call.
    """
    reason = f"并入的工单 {joined} 登记更正：{amendment.labels}"
    details = {"fields": amendment.labels, JOINED: joined, AMENDMENT: number}
    # The log of a case that nobody has in hand tells of it all the same.
    barred = _relay(file, handlers_of(file) or ("",), former, actor, now, reason, details)
    if amendment.concerns_the_spot:
        call_for_others(file, barred, now)


def _relay(
    file: CaseFile,
    handlers: Sequence[str],
    former: Recusal,
    actor: Actor,
    now: datetime,
    reason: str,
    details: Mapping[str, str],
) -> list[str]:
    """Tell those who have a case in hand of an amendment, but for those that its callers accuse (R8.3).

    Whom they accused before is not told what was said then. Whom they accuse waits for the desk; the record has why.

    Returns:
        Who was not told.
    """
    barred = [handler for handler in handlers if file.recused.bars(handler)]
    standstills.end_stepping_aside(file, now)
    for handler in handlers:
        if handler not in barred:
            told = {name: value for name, value in details.items() if name != AMENDMENT or not former.bars(handler)}
            file.act(Act.RELAY_AMENDMENT, actor, now, reason, handler, details=told)
    if barred:
        why = f"{reason}；{'、'.join(barred)}应当回避，没有告知，等值班室研判"
        file.act(Act.RELAY_AMENDMENT, actor, now, why, details=details)
        set_aside(file, barred, now)
    return barred


def set_aside(file: CaseFile, barred: Collection[str], now: datetime) -> None:
    """Let departments step aside until the desk has decided; whoever delegated to one is told to recall that."""
    standstills.step_aside(file, barred, now)
    for below in file.assignments.unfinished:
        given = file.assignments.parent_of(below)
        if given and below.steps_aside and given.department not in barred:
            tell_delegator(file, below, now, f"{below.department}应当回避，请收回转派")


def amend_caller(
    file: CaseFile, caller: CallerEntry, amendment: Amendment, call: Call, now: datetime, *, told: bool
) -> None:
    """Let what the case owes a caller follow the amended call.

    Args:
        file: case that answers the caller.
        caller: the caller.
        amendment: what was amended.
        call: the amended call.
        now: current time, UTC.
        told: true if the caller was given an answer.
    """
    if PHONE in amendment.paths:
        change_phone(file, caller, now, has_phone=bool(subscriber(call.phone)))
    if NO_REPLY in amendment.paths:
        if call.wishes_no_reply:
            waive(file, caller, now)
        else:
            want_reply(file, caller, now, told=told)


def propose_decision(
    file: CaseFile, actor: Actor, now: datetime, decision: Decision, accused: Sequence[str] = ()
) -> None:
    """Propose a decision beside what is going on, which the desk is to look at.

    Args:
        file: the case.
        actor: who proposes it.
        now: current time, UTC.
        decision: the decision.
        accused: units that callers accuse, if the desk is to judge that.
    """
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
    due = now + file.timetable.limits.with_the_desk(file.urgency)
    file.proposed_decision = ProposedDecision(decision, now, due, tuple(accused))


def keep_decision(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Leave a case as it is, whatever the rules propose; never with whoever must step aside."""
    check_text(reason, "reason")
    file.act(Act.KEEP_DECISION, actor, now, reason)
    file.drop_proposed_decision(now)


def handlers_of(file: CaseFile) -> tuple[str, ...]:
    """Return the departments that have a case in hand; a line sees every amendment of what it has."""
    departments = (assignment.department for assignment in file.assignments.unfinished)
    return tuple(filter(None, dict.fromkeys((*departments, file.referred_to))))
