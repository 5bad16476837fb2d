"""Rows of what follows the handling: exclusions from assessment, closing and archiving."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import callers, exclusions, handling, joins, lines, triage
from hotline_server.domain.lifecycle.rows.terms import DEPARTMENT, DESK, GIVEN, JUDGED, OPEN, SYSTEM, UNSEALED, Rows, S
from hotline_server.domain.lifecycle.transition import Transition

EXCLUSIONS: Rows = (
    # exclusions from assessment (R8.11)
    *(
        Transition(
            act, (S.CLOSED,), None, DEPARTMENT, f"DepartmentService.{rpc}", when=GIVEN, on_assignment=True
        )
        for act, rpc in (
            (Act.REQUEST_EXCLUSION, "RequestExclusion"),
            (Act.APPEAL_EXCLUSION, "AppealExclusion"),
        )
    ),
    *(
        Transition(act, (S.CLOSED,), None, DESK, f"DeskService.{rpc}", when=GIVEN, on_assignment=True)
        for act, rpc in (
            (Act.PROPOSE_EXCLUSION, "ProposeExclusion"),
            (Act.CONFIRM_EXCLUSION, "ReviewExclusion"),
            (Act.SET_ASIDE_EXCLUSION, "ReviewExclusion"),
            (Act.UPHOLD_APPEAL, "RuleOnAppeal"),
            (Act.REFUSE_APPEAL, "RuleOnAppeal"),
        )
    ),
    Transition(Act.REVOKE_EXCLUSION, UNSEALED, None, DESK, "DeskService.RevokeExclusion", on_assignment=True),
)  # fmt: skip

RECORDS: Rows = (
    # records (R7.1)
    Transition(
        Act.ATTACH, (*OPEN, S.CLOSED), None, (*DESK, *DEPARTMENT), "AttachmentService.UploadAttachment"
    ),
    Transition(
        Act.CLOSE, (S.ANSWERED,), S.CLOSED, (*DESK, *SYSTEM), "DeskService.CloseCase",
        guards=(
            handling.NOTHING_OPEN, lines.NO_OPEN_HANDOVER, callers.NOBODY_WAITS, callers.CALLBACKS_DONE,
            triage.NO_OPEN_QUESTION, *JUDGED,
        ),
    ),
    Transition(
        Act.ARCHIVE, (S.CLOSED,), S.ARCHIVED, (*DESK, *SYSTEM), "DeskService.ArchiveCase",
        guards=(
            joins.MAIN_CASE_ARCHIVED, callers.NOBODY_WAITS, callers.CALLBACKS_DONE, triage.NO_OPEN_QUESTION,
            *JUDGED, exclusions.NO_EXCLUSION_OPEN, callers.REOPENING_IS_OVER,
        ),
    ),
    Transition(Act.ERASE, (S.ARCHIVED,), None, SYSTEM),
)  # fmt: skip
