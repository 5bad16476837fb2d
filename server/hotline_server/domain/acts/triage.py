"""Triage: what becomes of a call first (R2.1 to R2.5)."""

from collections.abc import Sequence
from datetime import datetime

from hotline_server.domain import notices
from hotline_server.domain.acts.answers import check_told, record_answer
from hotline_server.domain.acts.dispatch import check_designation, dispatch
from hotline_server.domain.acts.interruptions import interrupt
from hotline_server.domain.acts.recusal import check_reason, check_recusal, check_recusal_of
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.end_proposal import end_details
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Answer, Designation
from hotline_server.domain.proposals import DeclineReason, Judgement, Verdict, judge_answer
from hotline_server.domain.referral import Referral
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.ends import EndReason


def propose_answers(
    file: CaseFile, actor: Actor, now: datetime, reason: str, policies: Sequence[str], *, attended: bool
) -> None:
    """Propose policies for a direct answer, which a person is to confirm (R2.1, P2).

    Args:
        file: the case.
        actor: who proposes them.
        now: current time, UTC.
        reason: why the case can be answered directly.
        policies: ids of the policies, most likely first.
        attended: true if the operator who took the call is still with the caller.
    """
    file.act(Act.PROPOSE_ANSWERS, actor, now, reason, details={"policies": "、".join(policies)})
    file.outcome = Outcome.DIRECT_ANSWER
    file.attended = attended


def answer_directly(
    file: CaseFile, actor: Actor, now: datetime, reason: str, answer: Answer, proposed: Sequence[str] = ()
) -> None:
    """Answer all callers directly (R2.1), or tell them why policy does not support the request (P2).

    Args:
        file: the case.
        actor: who answered, or saw to it.
        now: current time, UTC.
        reason: why the case can be answered directly; may be empty if a proposed policy was used.
        answer: what the callers were told, how and when.
        proposed: ids of the policies that were proposed and not declined.
    """
    check_told(file, answer)
    judgement = judge_answer(tuple(proposed), answer.policy)
    details = {
        "answer": answer.content,
        "policy": answer.policy,
        "means": answer.means,
        "supported": "是" if answer.supported else "否",
        "given": "是" if answer.given else "否",
        "answered_at": (answer.at or now).isoformat(),
    }
    if judgement:
        details["verdict"] = judgement.verdict.value
    file.act(Act.ANSWER_DIRECTLY, actor, now, reason, details=details)
    file.judgements += [judgement] if judgement else []
    file.outcome = Outcome.DIRECT_ANSWER
    for caller in file.callers:
        record_answer(file, caller, answer, now)
    file.withdraw_assignments(now, "工单直接答复来电人")


def suggest_end(file: CaseFile, actor: Actor, now: datetime, why: str, reason: EndReason, *, attended: bool) -> None:
    """Propose that a matter end without being handled, which a person is to confirm (R8.1, P2).

    Args:
        file: the case.
        actor: who proposes it.
        now: current time, UTC.
        why: why it can end so.
        reason: reason of the rule book.
        attended: true if the operator who took the call is still with the caller.
    """
    file.act(Act.SUGGEST_END, actor, now, why, details=end_details(reason))
    file.outcome, file.proposed_end = reason.outcome, reason.code
    file.attended = attended


def decline_proposals(
    file: CaseFile, actor: Actor, now: datetime, reason: DeclineReason, remark: str, proposed: Sequence[str]
) -> None:
    """Decline every proposed policy, or the proposed end, so that the desk decides (R2.1, R8.1, P2).

    Args:
        file: the case.
        actor: who declines them.
        now: current time, UTC.
        reason: why none is used.
        remark: further explanation; required for ``DeclineReason.OTHER``.
        proposed: ids of the policies declined; none if an end was proposed.
    """
    check_remark(remark, "remark")
    if reason is DeclineReason.OTHER:
        check_text(remark, "remark")
    declined = {"code": file.proposed_end} if file.proposed_end else {"policies": "、".join(proposed)}
    said = f"{reason.value}：{remark.strip()}" if remark.strip() else reason.value
    file.act(
        Act.DECLINE_PROPOSALS,
        actor,
        now,
        said,
        details={"decline_reason": reason.value, **declined},
    )
    file.outcome, file.proposed_end = Outcome.DESK, ""
    file.judgements += [Judgement(Verdict.DECLINED, tuple(proposed), "", reason)] if proposed else []


def decide(file: CaseFile, decision: Decision) -> None:
    """Adopt a decision of the rule book, whose first step is still to be taken."""
    if decision.outcome is Outcome.EMERGENCY:
        interrupt(file)
    file.outcome, file.proposed_end = decision.outcome, ""
    file.urgency = decision.urgency
    file.designation = Designation(decision.lead, decision.cohandlers, decision.limit)


def refer(file: CaseFile, actor: Actor, now: datetime, reason: str, lead: str) -> None:
    """Refer the caller to the department responsible for the matter, or to another than before (R2.2).

    Raises:
        InvalidFieldsError: the case is referred to it already, or it must step aside.
    """
    if file.referred_to and file.current(file.referred_to) == lead:
        raise InvalidFieldsError([FieldViolation("department", f"已经归口{lead}；催促请督办，结果办好了请记录")])
    check_recusal(file, [lead], "department")
    check_reason(file, [lead], reason)
    file.act(Act.REFER, actor, now, reason, department=lead)
    file.outcome, file.referral = Outcome.REFERRAL, Referral(limit_since=now)
    file.designation = Designation(lead, (), file.designation.limit)
    file.withdraw_assignments(now, f"工单归口{lead}")
    notices.expect_all(file, now)


def assign(file: CaseFile, actor: Actor, now: datetime, reason: str, designation: Designation, means: str = "") -> None:
    """Assign the case to a lead and co-handlers, withdrawing earlier assignments (R2.3, R2.5).

    Args:
        file: the case.
        actor: who assigns it.
        now: current time, UTC.
        reason: why they, for the log.
        designation: to whom, and until when.
        means: by which it is assigned, for the log; empty if nobody said so.
    """
    check_designation(designation)
    check_recusal_of(file, designation)
    check_reason(file, (designation.lead, *designation.cohandlers), reason)
    file.act(
        Act.ASSIGN,
        actor,
        now,
        reason,
        department=designation.lead,
        details={"cohandlers": "、".join(designation.cohandlers)} | ({"means": means} if means else {}),
    )
    file.outcome = Outcome.JOINT if designation.cohandlers else Outcome.TRANSFER
    dispatch(file, designation, now)
