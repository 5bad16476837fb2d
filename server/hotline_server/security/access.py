"""Access table: the roles that may call each rpc, what its answers reveal, and whether its use is logged.

The table is exhaustive: an rpc that is not listed cannot be called.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hotline_server.ground.key_enum import KeyEnum
from hotline_server.security.identity import DESK_ROLES, AccessRole


class Visibility(KeyEnum):
    """Data about callers and their calls that the answers of an rpc reveal.

    | | name, phone | organisation | text | log, assignments |
    |---|---|---|---|---|
    | ``NONE`` | | | | |
    | ``STAFF`` | masked | shown | shown, with the caller's own name and phone masked | all |
    | ``DEPARTMENT`` | masked | shown | as for ``STAFF`` | its own |
    | ``DEPARTMENT``, protected caller | hidden | hidden | shown, with all apparent personal data hidden | its own |
    | ``LINE`` | as for ``DEPARTMENT`` | | | its own, and the course of cases that it handed in |
    | ``FULL`` | shown | shown | shown | |

    Callers who make an accusation 举报 or request confidentiality are protected: their address, position, recording and
    attachments are hidden as well, unless the desk decided to disclose them to that department.
    """

    NONE = "none"
    STAFF = "staff"
    DEPARTMENT = "department"
    LINE = "line"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Access:
    """Access rule of an rpc.

    Attributes:
        roles: any of which permits the call.
        visibility: what its answers reveal.
        logs_reading: True if each use is recorded in the access log before it is answered, as required
            for reading personal data. Acts are recorded in the log of their case instead.
    """

    roles: frozenset[AccessRole]
    visibility: Visibility = Visibility.NONE
    logs_reading: bool = False


_R = AccessRole
_DESK = DESK_ROLES
_LEAD = frozenset({_R.DESK_LEAD})
_TAKES_CALLS = _DESK | {_R.TELEPHONY}
_READS = _DESK | {_R.LEADER, _R.REPORTER, _R.ARCHIVIST, _R.AUDITOR}
_FILES = _DESK | {_R.LEADER, _R.ARCHIVIST, _R.DEPARTMENT}
_RULES = frozenset({_R.RULE_MAINTAINER, _R.RULE_APPROVER})
_ALL_ROLES = frozenset(AccessRole)

_register = Access(_TAKES_CALLS, Visibility.STAFF)
_read = Access(_READS, Visibility.STAFF, logs_reading=True)
_desk_act = Access(_DESK, Visibility.STAFF)
_lead_act = Access(_LEAD, Visibility.STAFF)
_department_read = Access(frozenset({_R.DEPARTMENT}), Visibility.DEPARTMENT, logs_reading=True)
_department_act = Access(frozenset({_R.DEPARTMENT}), Visibility.DEPARTMENT)
# The desk does so for the duty office, where that leads or co-handles.
_handling_act = Access(_DESK | {_R.DEPARTMENT}, Visibility.DEPARTMENT)
_line_read = Access(_DESK | {_R.LINE}, Visibility.LINE, logs_reading=True)
_line_act = Access(_DESK | {_R.LINE}, Visibility.LINE)
_slips = Access(_DESK | {_R.ARCHIVIST, _R.AUDITOR, _R.DEPARTMENT}, Visibility.DEPARTMENT, logs_reading=True)
_rules_read = Access(_RULES | {_R.AUDITOR, _R.DESK_LEAD})
_rules_act = Access(_RULES)
_keeps_places = Access(_RULES | {_R.ADMINISTRATOR})
_report = Access(_READS)
_lookup = Access(_ALL_ROLES)
_public = Access(frozenset({_R.PUBLIC_SITE}))
_administer = Access(frozenset({_R.ADMINISTRATOR}))

ACCESS: Mapping[str, Access] = {
    "/hotline.v1.IntakeService/RegisterCall": _register,
    "/hotline.v1.IntakeService/RegisterCalls": _register,
    "/hotline.v1.IntakeService/AnswerQuestion": _register,
    "/hotline.v1.IntakeService/RecordConnection": _register,
    "/hotline.v1.IntakeService/AmendRegistration": _register,
    "/hotline.v1.CaseService/GetCase": _read,
    "/hotline.v1.CaseService/ListCases": _read,
    "/hotline.v1.CaseService/ListNearbyCases": _read,
    "/hotline.v1.CaseService/WatchCase": _read,
    "/hotline.v1.CaseService/RevealCaller": Access(_DESK, Visibility.FULL, logs_reading=True),
    "/hotline.v1.DeskService/AnswerDirectly": _desk_act,
    "/hotline.v1.DeskService/DeclineProposals": _desk_act,
    "/hotline.v1.DeskService/MarkNuisance": _lead_act,
    "/hotline.v1.DeskService/UnmarkNuisance": _lead_act,
    "/hotline.v1.DeskService/EndCase": _desk_act,
    "/hotline.v1.DeskService/DecideEnd": _lead_act,
    "/hotline.v1.DeskService/ListEndReasons": _lookup,
    "/hotline.v1.DeskService/HandOverCase": _desk_act,
    "/hotline.v1.DeskService/GiveCaseBack": _desk_act,
    "/hotline.v1.DeskService/RecallHandover": _desk_act,
    "/hotline.v1.DeskService/RecordNotice": _desk_act,
    "/hotline.v1.DeskService/LiftRecusal": _desk_act,
    "/hotline.v1.DeskService/ReferCase": _desk_act,
    "/hotline.v1.DeskService/AssignCase": _desk_act,
    "/hotline.v1.DeskService/RerouteCase": _desk_act,
    "/hotline.v1.DeskService/RuleOnObjection": _lead_act,
    "/hotline.v1.DeskService/EscalateCase": _desk_act,
    "/hotline.v1.DeskService/WithdrawQuestion": _desk_act,
    "/hotline.v1.DeskService/RaiseEmergency": _desk_act,
    "/hotline.v1.DeskService/VerifyEmergency": _desk_act,
    "/hotline.v1.DeskService/DecideExtension": _lead_act,
    "/hotline.v1.DeskService/SuspendCase": _lead_act,
    "/hotline.v1.DeskService/RefuseSuspension": _lead_act,
    "/hotline.v1.DeskService/ReviewSuspension": _desk_act,
    "/hotline.v1.DeskService/ReviewReply": _desk_act,
    "/hotline.v1.DeskService/SuperviseAssignment": _desk_act,
    "/hotline.v1.DeskService/DiscloseCaller": _lead_act,
    "/hotline.v1.DeskService/WithdrawDisclosure": _lead_act,
    "/hotline.v1.DeskService/ProposeExclusion": _desk_act,
    "/hotline.v1.DeskService/ReviewExclusion": _desk_act,
    "/hotline.v1.DeskService/RuleOnAppeal": _lead_act,
    "/hotline.v1.DeskService/RevokeExclusion": _lead_act,
    "/hotline.v1.DeskService/ViewAsDepartment": Access(_DESK, Visibility.STAFF, logs_reading=True),
    "/hotline.v1.DeskService/WithdrawAssignment": _lead_act,
    "/hotline.v1.DeskService/InvestigateOnSite": _lead_act,
    "/hotline.v1.DeskService/RecordReferralResult": _desk_act,
    "/hotline.v1.DeskService/AnswerCaller": _desk_act,
    "/hotline.v1.DeskService/RecordSatisfaction": _desk_act,
    "/hotline.v1.DeskService/CloseCase": _desk_act,
    "/hotline.v1.DeskService/ArchiveCase": Access(_LEAD | {_R.ARCHIVIST}, Visibility.STAFF),
    "/hotline.v1.DeskService/FindSimilarCases": Access(_DESK, Visibility.STAFF, logs_reading=True),
    "/hotline.v1.DeskService/JoinCases": _desk_act,
    "/hotline.v1.DeskService/SeparateCase": _desk_act,
    "/hotline.v1.DeskService/SplitCase": _desk_act,
    "/hotline.v1.DeskService/KeepDecision": _desk_act,
    "/hotline.v1.DeskService/WatchDesk": Access(_DESK, Visibility.STAFF, logs_reading=True),
    "/hotline.v1.CallerService/LeaveAnswerInWriting": _desk_act,
    "/hotline.v1.CallerService/JudgeCallback": _desk_act,
    "/hotline.v1.CallerService/WithdrawRequest": _desk_act,
    "/hotline.v1.CallerService/RevokeWithdrawal": _desk_act,
    "/hotline.v1.CallerService/WaiveReply": _desk_act,
    "/hotline.v1.CallerService/UrgeCase": _desk_act,
    "/hotline.v1.CallerService/SupplementCase": _desk_act,
    "/hotline.v1.CallerService/ReopenCase": _desk_act,
    "/hotline.v1.DepartmentService/ListAssignedCases": _department_read,
    "/hotline.v1.DepartmentService/GetAssignedCase": _department_read,
    "/hotline.v1.DepartmentService/WatchAssignments": _department_read,
    "/hotline.v1.DepartmentService/RevealCaller": Access(
        frozenset({_R.DEPARTMENT}), Visibility.FULL, logs_reading=True
    ),
    "/hotline.v1.DepartmentService/AcceptAssignment": _department_act,
    "/hotline.v1.DepartmentService/AskSuspension": _department_act,
    "/hotline.v1.DepartmentService/ObjectToAssignment": _department_act,
    "/hotline.v1.DepartmentService/RequestExclusion": _department_act,
    "/hotline.v1.DepartmentService/AppealExclusion": _department_act,
    "/hotline.v1.DepartmentService/SubmitProgress": _handling_act,
    "/hotline.v1.DepartmentService/Dissent": _department_act,
    "/hotline.v1.DepartmentService/ProposeEnd": _handling_act,
    "/hotline.v1.DepartmentService/AskExtension": _handling_act,
    "/hotline.v1.DepartmentService/SubmitReply": _handling_act,
    "/hotline.v1.DepartmentService/AnswerCallerDirectly": _department_act,
    "/hotline.v1.DepartmentService/ReportReferralResult": _department_act,
    "/hotline.v1.DelegationService/DelegateAssignment": _department_act,
    "/hotline.v1.DelegationService/DecideObjection": _department_act,
    "/hotline.v1.DelegationService/DecideUnitExtension": _department_act,
    "/hotline.v1.DelegationService/TakeOverReply": _department_act,
    "/hotline.v1.DelegationService/ReturnReply": _department_act,
    "/hotline.v1.DelegationService/SuperviseUnit": _department_act,
    "/hotline.v1.DelegationService/ChangeLimit": _department_act,
    "/hotline.v1.DelegationService/RecallAssignment": _department_act,
    "/hotline.v1.LineService/ListLines": _lookup,
    "/hotline.v1.LineService/HandInCase": _line_read,
    "/hotline.v1.LineService/ListLineCases": _line_read,
    "/hotline.v1.LineService/GetLineCase": _line_read,
    "/hotline.v1.LineService/WatchLineCases": _line_read,
    "/hotline.v1.LineService/RevealLineCaller": Access(frozenset({_R.LINE}), Visibility.FULL, logs_reading=True),
    "/hotline.v1.LineService/AcceptHandover": _line_act,
    "/hotline.v1.LineService/RefuseHandover": _line_act,
    "/hotline.v1.LineService/SubmitLineProgress": _line_act,
    "/hotline.v1.LineService/SubmitLineResult": _line_act,
    "/hotline.v1.LeaderService/ListCasesAwaitingInstruction": Access(
        frozenset({_R.LEADER}) | _DESK, Visibility.STAFF, logs_reading=True
    ),
    "/hotline.v1.LeaderService/GiveInstruction": Access(frozenset({_R.LEADER}), Visibility.STAFF),
    "/hotline.v1.InquiryService/DescribeCase": Access(_TAKES_CALLS, logs_reading=True),
    "/hotline.v1.InquiryService/DescribeCasesOfCaller": Access(_TAKES_CALLS, logs_reading=True),
    "/hotline.v1.AuditService/ListAccessEntries": Access(frozenset({_R.AUDITOR}), logs_reading=True),
    "/hotline.v1.OperationsService/ListStuckItems": Access(frozenset({_R.ADMINISTRATOR, _R.AUDITOR})),
    "/hotline.v1.OperationsService/RetryStuckItems": _administer,
    "/hotline.v1.OperationsService/RevokeTokens": _administer,
    "/hotline.v1.OperationsService/ListTokenRevocations": Access(frozenset({_R.ADMINISTRATOR, _R.AUDITOR})),
    "/hotline.v1.MessageService/ListMessages": Access(
        _DESK | {_R.ADMINISTRATOR, _R.AUDITOR}, Visibility.STAFF, logs_reading=True
    ),
    "/hotline.v1.MessageService/ResendMessage": Access(_DESK | {_R.ADMINISTRATOR}, logs_reading=True),
    "/hotline.v1.MessageService/ReceiveReply": Access(frozenset({_R.MESSAGE_GATEWAY})),
    "/hotline.v1.MessageService/TakeMessages": Access(frozenset({_R.MESSAGE_GATEWAY})),
    "/hotline.v1.MessageService/ConfirmMessages": Access(frozenset({_R.MESSAGE_GATEWAY})),
    "/hotline.v1.MessageService/ReportDeliveries": Access(frozenset({_R.MESSAGE_GATEWAY})),
    "/hotline.v1.SlipService/ListSlips": _slips,
    "/hotline.v1.SlipService/ExportSlip": _slips,
    "/hotline.v1.SlipService/PrintSlips": _slips,
    "/hotline.v1.ReportService/GetBulletin": _report,
    "/hotline.v1.ReportService/GetDayFigures": _report,
    "/hotline.v1.ReportService/ListCountedCases": Access(_READS, logs_reading=True),
    "/hotline.v1.ReportService/ExportBulletin": _report,
    "/hotline.v1.ReportService/ExportOverview": Access(_READS, logs_reading=True),
    "/hotline.v1.ReportService/ExportSpecialReport": Access(_READS, logs_reading=True),
    "/hotline.v1.ReportService/GetAnnualReport": _report,
    "/hotline.v1.ReportService/ExportAnnualReport": _report,
    "/hotline.v1.ReportService/ListOverviews": _report,
    "/hotline.v1.AttachmentService/UploadAttachment": Access(_FILES),
    "/hotline.v1.AttachmentService/ListAttachments": Access(_FILES | {_R.AUDITOR}, logs_reading=True),
    "/hotline.v1.AttachmentService/DownloadAttachment": Access(_FILES | {_R.AUDITOR}, logs_reading=True),
    "/hotline.v1.ArchiveService/SearchArchive": Access(_READS, logs_reading=True),
    "/hotline.v1.ArchiveService/ExportArchivedCase": Access(
        frozenset({_R.DESK_LEAD, _R.ARCHIVIST, _R.AUDITOR}), logs_reading=True
    ),
    "/hotline.v1.AnnouncementService/DraftAnnouncement": Access(_DESK),
    "/hotline.v1.AnnouncementService/UpdateAnnouncement": Access(_DESK),
    "/hotline.v1.AnnouncementService/ReleaseAnnouncement": Access(_LEAD),
    "/hotline.v1.AnnouncementService/WithdrawAnnouncement": Access(_LEAD),
    "/hotline.v1.AnnouncementService/ListAnnouncements": _report,
    "/hotline.v1.AnnouncementService/ExportAnnouncements": _report,
    "/hotline.v1.AnnouncementService/ExportOpenData": _report,
    "/hotline.v1.HotspotService/ListHotspots": _read,
    "/hotline.v1.HotspotService/GetHotspot": _read,
    "/hotline.v1.HotspotService/ListHotspotCases": _read,
    "/hotline.v1.HotspotService/EscalateHotspot": Access(_DESK),
    "/hotline.v1.HotspotService/InstructHotspot": Access(frozenset({_R.LEADER})),
    "/hotline.v1.DirectoryService/ListUnits": _lookup,
    "/hotline.v1.DirectoryService/GetUnit": _lookup,
    "/hotline.v1.DirectoryService/PreviewDirectoryChanges": _administer,
    "/hotline.v1.DirectoryService/ChangeDirectory": _administer,
    "/hotline.v1.DirectoryService/ListDirectoryRevisions": Access(frozenset({_R.ADMINISTRATOR, _R.AUDITOR}) | _RULES),
    "/hotline.v1.DirectoryService/CancelDirectoryRevision": _administer,
    "/hotline.v1.DirectoryService/CompareDirectory": _administer,
    "/hotline.v1.DirectoryService/ExportDirectory": _lookup,
    "/hotline.v1.DirectoryService/ListHolidays": _lookup,
    "/hotline.v1.DirectoryService/SetHoliday": _administer,
    "/hotline.v1.PlaceService/ImportPlaces": _keeps_places,
    "/hotline.v1.PlaceService/ExportPlaces": _keeps_places,
    "/hotline.v1.PlaceService/SearchPlaces": _lookup,
    "/hotline.v1.PlaceService/ListPlaceProposals": _keeps_places,
    "/hotline.v1.PlaceService/AcceptPlaceProposal": _keeps_places,
    "/hotline.v1.PlaceService/DismissPlaceProposal": _keeps_places,
    "/hotline.v1.PublicService/LookUpCall": _public,
    "/hotline.v1.PublicService/RecordCallerWords": _public,
    "/hotline.v1.PublicService/ListReleased": _public,
    "/hotline.v1.PolicyService/SearchPolicies": _lookup,
    "/hotline.v1.PolicyService/GetPolicy": _lookup,
    "/hotline.v1.RuleService/CheckDraft": _rules_act,
    "/hotline.v1.RuleService/ExplainDecision": Access(_RULES | _DESK | {_R.AUDITOR}, logs_reading=True),
    "/hotline.v1.RuleService/CompareDraft": _rules_act,
    "/hotline.v1.RuleService/SimulateDraft": _rules_act,
    "/hotline.v1.RuleService/RebaseDraft": _rules_act,
    "/hotline.v1.RuleService/PublishDraft": Access(frozenset({_R.RULE_APPROVER})),
    "/hotline.v1.RuleService/ProposeDraft": _rules_act,
    "/hotline.v1.RuleService/ApproveDraft": Access(frozenset({_R.RULE_APPROVER})),
    "/hotline.v1.RuleService/DeclineDraft": _rules_act,
    "/hotline.v1.RuleService/CancelScheduledDraft": _rules_act,
    "/hotline.v1.RuleService/GetDraftProposal": _rules_read,
    "/hotline.v1.RuleService/RollBackRuleBook": Access(frozenset({_R.RULE_APPROVER})),
    "/hotline.v1.RuleService/ListPublications": _rules_read,
    "/hotline.v1.RuleService/GetEntryHistory": _rules_read,
    "/hotline.v1.RuleService/MeasureRuleBook": _rules_read,
    "/hotline.v1.RuleService/GetRuleBook": _rules_read,
    "/hotline.v1.RuleService/StartShadow": _rules_act,
    "/hotline.v1.RuleService/StopShadow": _rules_act,
    "/hotline.v1.RuleService/GetShadow": _rules_read,
    "/hotline.v1.LearnService/StartLearning": _rules_act,
    "/hotline.v1.LearnService/CancelLearning": _rules_act,
    "/hotline.v1.LearnService/GetLearning": _rules_read,
    "/hotline.v1.LearnService/ListLearnings": _rules_read,
    "/hotline.v1.LearnService/ListReaders": _rules_read,
    "/hotline.v1.LearnService/GetReader": _rules_read,
    "/hotline.v1.LearnService/CompareReader": _rules_act,
    "/hotline.v1.LearnService/StartReaderShadow": _rules_act,
    "/hotline.v1.LearnService/StopReaderShadow": _rules_act,
    "/hotline.v1.LearnService/GetReaderShadow": _rules_read,
    "/hotline.v1.LearnService/PublishReader": _rules_act,
    "/hotline.v1.LearnService/ApproveReader": Access(frozenset({_R.RULE_APPROVER})),
    "/hotline.v1.LearnService/DeclineReader": _rules_act,
    "/hotline.v1.LearnService/RollBackReader": _rules_act,
    "/hotline.v1.LearnService/ListReaderPublications": _rules_read,
}

_WORDS = {
    _R.TELEPHONY: "呼叫平台",
    _R.OPERATOR: "话务员",
    _R.DESK_LEAD: "值班长",
    _R.LEADER: "领导",
    _R.DEPARTMENT: "承办单位",
    _R.LINE: "联动单位",
    _R.ARCHIVIST: "档案员",
    _R.RULE_APPROVER: "规则审批人",
}
"""Roles that act on cases and rule books, for people."""


@cache
def roles_of(rpc: str) -> frozenset[AccessRole]:
    """Return the roles that may call an rpc such as ``DeskService.AssignCase``."""
    return ACCESS[f"/hotline.v1.{rpc.replace('.', '/')}"].roles


def only_role(rpc: str) -> str:
    """Return the role that alone may call an rpc on the desk's behalf, for people; empty if others may as well."""
    roles = roles_of(rpc)
    return in_words(roles) if roles == _LEAD else ""


def in_words(roles: frozenset[AccessRole]) -> str:
    """Return roles that act on cases and rule books, for people."""
    return "、".join(word for role, word in _WORDS.items() if role in roles)


UNAUTHENTICATED_SERVICES = (
    "/grpc.health.v1.Health/",
    "/grpc.reflection.v1alpha.ServerReflection/",
)
"""Services that need no authentication, as they contain no data about citizens: health and the public contract."""
