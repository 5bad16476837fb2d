"""The next regular step of whoever's turn it is, by which any case can be completed."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import chain

from hotline_server.domain import standstills
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    delegation,
    departments,
    emergencies,
    leaders,
    lines,
    records,
    recusal,
    referrals,
    review,
    suspension,
    triage,
)
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import DomainError
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.open_question import QuestionReply
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.rulebook.facts import DangerAnswer
from hotline_server.rulebook.time_limit import working_days

from tests.case_files import (
    DEPARTMENT,
    DESK,
    LEADER,
)
from tests.case_life.inputs import DEPARTMENTS


def take_next_step(file: CaseFile, now: datetime) -> None:  # noqa: C901, PLR0912, PLR0915 - one branch a state
    """Perform the next regular step of the desk, a leader or a department."""
    office = next(name for name in DEPARTMENTS if not recusal.bars(file, [name]))
    designation = Designation(office, (), working_days(7))
    match file.state:
        case _ if file.stepping_aside:
            _let_nobody_step_aside(file, now)
        case _ if file.question:
            emergencies.answer_question(file, DESK, now, QuestionReply(DangerAnswer.NO_DANGER, "", ""))
            emergencies.close_question(file, now)
        case _ if file.is_held:
            leaders.instruct(file, LEADER, now, "速办", None)
        case CaseState.REGISTERED:
            triage.assign(file, DESK, now, "研判", designation)
        case CaseState.VERIFYING:
            emergencies.confirm_emergency(file, DESK, now, "属实", replace(designation, limit=file.designation.limit))
        case CaseState.AWAITING_INSTRUCTION | CaseState.DISPUTED:
            leaders.instruct(file, LEADER, now, "速办", designation)
        case CaseState.REFERRED:
            referrals.record_result(file, DESK, now, "已解决")
        case CaseState.ASSIGNED | CaseState.IN_PROGRESS | CaseState.REWORKING | CaseState.RESPONDING:
            lead = file.assignments.lead
            assert lead is not None
            below = [one.department for one in file.assignments.delegated_from(lead) if one.is_working]
            if lead.state is AssignmentState.ASSIGNED:
                departments.accept(file, DEPARTMENT, now, lead.department)
            elif below:
                delegation.recall(file, DEPARTMENT, now, lead.department, below[0], "自己办")
            else:
                departments.reply(file, DEPARTMENT, now, lead.department, "已办理", "不等协办")
        case CaseState.HANDED_OVER:
            _end_handovers(file, now)
        case CaseState.SUSPENDED:
            suspension.end_suspension(file, DESK, now, "已兑现", kept=True)
        case CaseState.REPLIED | CaseState.RESOLVED if file.proposed_decision:
            amendments.keep_decision(file, DESK, now, "答复可用")
        case CaseState.REPLIED:
            review.accept_reply(file, DESK, now, "")
        case CaseState.RESOLVED:
            caller = next((c for c in file.callers if c.awaits_answer), None)
            if caller is None:
                callers.settle_unwanted_replies(file, now)
                return
            answer = Answer(caller.call_id, "来信", "已解决", "", supported=True, given=True)
            callers.answer_caller(file, DESK, now, answer)
        case CaseState.CALLBACK_REVIEW:
            callbacks.explain_result(file, DESK, now, "已依规办理", "来信", "说明了政策")
        case CaseState.ANSWERED | CaseState.CLOSED if file.proposed_decision:
            _keep_as_it_is(file, now)
        case CaseState.ANSWERED | CaseState.CLOSED if any(map(is_owed_something, file.callers)):
            caller = next(filter(is_owed_something, file.callers))
            if caller.awaits_answer:
                answer = Answer(caller.call_id, "书面", "已解决", "", supported=True, given=True)
                callers.answer_caller(file, DESK, now, answer)
            elif caller.callback is CallbackState.UNREACHABLE:
                callbacks.leave_in_writing(file, DESK, now, caller.call_id, "来信", "已解决")
            else:
                said = Survey(ContactResult.REACHED, *[SurveyAnswer.YES] * 3)
                callbacks.record_satisfaction(file, DESK, now, said, "", caller.call_id)
        case CaseState.ANSWERED:
            for assignment in file.assignments:
                if assignment.is_unfinished:
                    with suppress(DomainError):
                        review.withdraw(file, DESK, now, assignment.department, "已了结")
            _end_handovers(file, now)
            records.close(file, DESK, now, "")
        case CaseState.CLOSED:
            records.archive(file, DESK, max(filter(None, (now, file.reopen_by))), "")


def _let_nobody_step_aside(file: CaseFile, now: datetime) -> None:
    """Let the desk find that nobody who has the case is accused."""
    barring = (file.recused.barring(name) for name in file.stepping_aside)
    for unit in dict.fromkeys(chain.from_iterable(barring)):
        recusal.lift_recusal(file, DESK, now, unit, "反映的不是它")
    standstills.end_stepping_aside(file, now)


def _keep_as_it_is(file: CaseFile, now: datetime) -> None:
    """Let the desk leave an answered case as it is, once nobody who must step aside still has it."""
    for assignment in file.assignments:
        if assignment.is_unfinished:
            with suppress(DomainError):
                review.withdraw(file, DESK, now, assignment.department, "已了结")
    amendments.keep_decision(file, DESK, now, "办结的不是这件事")


def _end_handovers(file: CaseFile, now: datetime) -> None:
    """Let the desk tell for the lines what became of what they have."""
    while still := list(open_handovers(file.handovers)):
        # A line that has the case twice deals with the latest first, which is of the danger.
        latest = still[-1]
        if not latest.accepted_at:
            lines.accept(file, DESK, now, latest.line, lines.Acceptance("A-1"))
        lines.submit_result(file, DESK, now, latest.line, "已处置")


def is_owed_something(caller: CallerEntry) -> bool:
    return caller.awaits_answer or caller.callback.is_open
