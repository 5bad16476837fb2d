"""Leaders' instructions (R2.4, R4.3)."""

from datetime import datetime

from hotline_server.domain.acts.dispatch import check_designation
from hotline_server.domain.acts.recusal import check_recusal_of
from hotline_server.domain.acts.triage import assign
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor, Designation


def instruct(file: CaseFile, actor: Actor, now: datetime, instruction: str, designation: Designation | None) -> None:
    """Carry out a leader's instruction (R2.4, R4.3).

    Without a designation, a disputed case resumes with its lead, and an escalated case goes to the
    departments named earlier by the rule book or the desk; if there are none, the desk decides.
    """
    if designation:
        check_designation(designation)
    lead = file.assignments.lead
    if designation is None and file.state is CaseState.DISPUTED and lead:
        file.act(Act.RESUME, actor, now, instruction, department=lead.department)
        return
    designation = designation or (file.designation if file.designation.lead else None)
    if designation:
        check_recusal_of(file, designation)
    file.act(Act.INSTRUCT, actor, now, instruction)
    if designation:
        assign(file, actor, now, instruction, designation)
