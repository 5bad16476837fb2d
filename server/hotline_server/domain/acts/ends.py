"""Ends without handling 分类处理: the caller is told a legal route, or why nothing can be done (R8.1)."""

from datetime import datetime

from hotline_server.domain import parts
from hotline_server.domain.acts.answers import check_told, record_answer
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.end_proposal import EndProposal, end_details
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Answer
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.rulebook.ends import EndReason


def end(file: CaseFile, actor: Actor, now: datetime, reason: EndReason, answer: Answer, remark: str) -> None:
    """End a case that nobody handles yet; every caller has been told.

    Args:
        file: the case.
        actor: who decided, and saw to it that the callers were told.
        now: current time, UTC.
        reason: why it ends.
        answer: what the callers were told, how and when.
        remark: what else there is to say; may be empty.
    """
    check_remark(remark, "remark")
    check_told(file, answer)
    told = {
        "told": answer.content,
        "means": answer.means,
        "given": "是" if answer.given else "否",
        "told_at": (answer.at or now).isoformat(),
    }
    file.act(Act.END, actor, now, remark or reason.title, details=end_details(reason) | told)
    file.outcome = reason.outcome
    for caller in file.callers:
        record_answer(file, caller, answer, now)
    file.withdraw_assignments(now, f"工单按{reason.outcome.value}处理")


def propose_end(file: CaseFile, actor: Actor, now: datetime, department: str, reason: EndReason, grounds: str) -> None:
    """Propose that the case end, since the lead found in handling it that it is none to handle."""
    check_text(grounds, "grounds")
    assignment = parts.open_assignment(file, department)
    file.act(Act.PROPOSE_END, actor, now, grounds, department, assignment, details=end_details(reason))
    due = file.timetable.end(file.step_limits.end_review, now)
    file.end_proposal = EndProposal(department, reason.code, grounds, now, due, reason.line)


def grant_end(file: CaseFile, actor: Actor, now: datetime, reason: EndReason, remark: str) -> None:
    """Grant the proposed end: handling stops, and the callers are to be told why."""
    check_text(remark, "reason")
    proposal = file.end_proposal
    department = proposal.department if proposal else ""
    file.act(Act.GRANT_END, actor, now, remark, department, details=end_details(reason))
    file.outcome = reason.outcome
    file.withdraw_assignments(now, f"同意终止办理：{reason.title}")


def refuse_end(file: CaseFile, actor: Actor, now: datetime, remark: str) -> None:
    """Refuse the proposed end: the department goes on."""
    check_text(remark, "reason")
    proposal = file.end_proposal
    file.act(Act.REFUSE_END, actor, now, remark, proposal.department if proposal else "")
    file.end_proposal = None
