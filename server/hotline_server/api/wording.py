"""Mappings between the contract's enums and domain values."""

from collections.abc import Mapping

from hotline.v1 import (
    act_pb2,
    archive_service_pb2,
    attachment_service_pb2,
    case_pb2,
    case_service_pb2,
    desk_service_pb2,
    hotspot_service_pb2,
    intake_service_pb2,
    place_service_pb2,
    report_service_pb2,
)

from hotline_server.domain.archive import Retention
from hotline_server.domain.attachment import AttachmentKind, Mark
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.contacts import AssignmentMeans, ConnectionResult
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.hotspots import HotnessFactor
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState, ObjectionState
from hotline_server.domain.measures import Rate, UnitClass
from hotline_server.domain.parties import Role
from hotline_server.domain.places import CoordinateSource, ImportMode
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.survey import ContactResult, SurveyAnswer
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.facts import LINE_CHANNEL, DangerAnswer

CHANNELS: Mapping[case_pb2.Channel.ValueType, str] = {
    case_pb2.CHANNEL_UNSPECIFIED: "电话",
    case_pb2.CHANNEL_PHONE: "电话",
    case_pb2.CHANNEL_WEB: "网站",
    case_pb2.CHANNEL_WECHAT: "微信",
    case_pb2.CHANNEL_SMS: "短信",
    case_pb2.CHANNEL_LETTER: "来信",
    case_pb2.CHANNEL_VISIT: "来访",
    case_pb2.CHANNEL_DEPARTMENT: "部门转来",
    case_pb2.CHANNEL_LINE: LINE_CHANNEL,
}
REQUEST_TYPES: Mapping[case_pb2.RequestType.ValueType, str] = {
    case_pb2.REQUEST_TYPE_UNSPECIFIED: "",
    case_pb2.REQUEST_TYPE_CONSULTATION: "咨询",
    case_pb2.REQUEST_TYPE_HELP: "求助",
    case_pb2.REQUEST_TYPE_COMPLAINT: "投诉",
    case_pb2.REQUEST_TYPE_ACCUSATION: "举报",
    case_pb2.REQUEST_TYPE_SUGGESTION: "建议",
    case_pb2.REQUEST_TYPE_PRAISE: "表扬",
}
CHANNEL_NUMBERS = {word: number for number, word in CHANNELS.items()}
REQUEST_TYPE_NUMBERS = {word: number for number, word in REQUEST_TYPES.items()}
AWAITED_NUMBERS = {awaited: case_service_pb2.CaseAwaited.Value(f"CASE_AWAITED_{awaited.name}") for awaited in Awaited}
ACT_NUMBERS = {act: act_pb2.Act.Value(f"ACT_{act.name}") for act in Act}
ROLE_NUMBERS = {role: act_pb2.ActorRole.Value(f"ACTOR_ROLE_{role.name}") for role in Role}
OUTCOME_NUMBERS = {outcome: case_pb2.Outcome.Value(f"OUTCOME_{outcome.name}") for outcome in Outcome}
URGENCY_NUMBERS = {urgency: case_pb2.Urgency.Value(f"URGENCY_{urgency.name}") for urgency in Urgency}
STATE_NUMBERS = {state: case_pb2.CaseState.Value(f"CASE_STATE_{state.name}") for state in CaseState}
COORDINATE_SOURCE_NUMBERS = {
    source: case_pb2.CoordinateSource.Value(f"COORDINATE_SOURCE_{source.name}") for source in CoordinateSource
}
PLACE_IMPORT_MODES = {
    place_service_pb2.PlaceImportMode.Value(f"PLACE_IMPORT_MODE_{mode.name}"): mode for mode in ImportMode
}
PLACE_FILE_FORMATS: Mapping[place_service_pb2.PlaceFileFormat.ValueType, str] = {
    place_service_pb2.PLACE_FILE_FORMAT_CSV: "csv",
    place_service_pb2.PLACE_FILE_FORMAT_GEOJSON: "geojson",
}
ASSIGNMENT_STATE_NUMBERS = {
    state: case_pb2.AssignmentState.Value(f"ASSIGNMENT_STATE_{state.name}") for state in AssignmentState
}
HANDOVER_STATE_NUMBERS = {
    state: case_pb2.HandoverState.Value(f"HANDOVER_STATE_{state.name}") for state in HandoverState
}
OBJECTION_STATE_NUMBERS = {
    ObjectionState.NONE: case_pb2.OBJECTION_STATE_UNSPECIFIED,
    ObjectionState.PENDING: case_pb2.OBJECTION_STATE_PENDING,
    ObjectionState.UPHELD: case_pb2.OBJECTION_STATE_UPHELD,
    ObjectionState.REFUSED: case_pb2.OBJECTION_STATE_REFUSED,
    ObjectionState.LAPSED: case_pb2.OBJECTION_STATE_LAPSED,
}
EXCLUSION_STATE_NUMBERS = {
    state: case_pb2.ExclusionState.Value(f"EXCLUSION_STATE_{state.name}") for state in ExclusionState
}
CONTACT_NUMBERS = {result: case_pb2.ContactResult.Value(f"CONTACT_RESULT_{result.name}") for result in ContactResult}
CALLBACK_NUMBERS = {state: case_pb2.CallbackState.Value(f"CALLBACK_STATE_{state.name}") for state in CallbackState}
SURVEY_ANSWER_NUMBERS = {answer: case_pb2.SurveyAnswer.Value(f"SURVEY_ANSWER_{answer.name}") for answer in SurveyAnswer}
HOTNESS_FACTOR_NUMBERS = {
    part: hotspot_service_pb2.HotnessFactor.Value(f"HOTNESS_FACTOR_{part.name}") for part in HotnessFactor
}
ATTACHMENT_KIND_NUMBERS = {
    kind: attachment_service_pb2.AttachmentKind.Value(f"ATTACHMENT_KIND_{kind.name}") for kind in AttachmentKind
}
RETENTION_NUMBERS = {
    retention: archive_service_pb2.RetentionPeriod.Value(f"RETENTION_PERIOD_{retention.name}")
    for retention in Retention
}
DECLINE_REASONS = {
    desk_service_pb2.ProposalDeclineReason.Value(f"PROPOSAL_DECLINE_REASON_{reason.name}"): reason
    for reason in DeclineReason
}
UNIT_CLASS_NUMBERS = {one: report_service_pb2.UnitClass.Value(f"UNIT_CLASS_{one.name}") for one in UnitClass}
RATE_NUMBERS = {rate: report_service_pb2.Rate.Value(f"RATE_{rate.name}") for rate in Rate}
DANGER_ANSWERS = {
    intake_service_pb2.DangerAnswer.Value(f"DANGER_ANSWER_{answer.name}"): answer for answer in DangerAnswer
}
ASSIGNMENT_MEANS = {desk_service_pb2.ASSIGNMENT_MEANS_UNSPECIFIED: ""} | {
    desk_service_pb2.AssignmentMeans.Value(f"ASSIGNMENT_MEANS_{means.name}"): means.value for means in AssignmentMeans
}
CONNECTION_RESULTS = {
    intake_service_pb2.ConnectionResult.Value(f"CONNECTION_RESULT_{result.name}"): result for result in ConnectionResult
}
COORDINATE_SOURCES = {number: source for source, number in COORDINATE_SOURCE_NUMBERS.items()}
ACTS = {number: act for act, number in ACT_NUMBERS.items()}
ROLES = {number: role for role, number in ROLE_NUMBERS.items()}
OUTCOMES = {number: outcome for outcome, number in OUTCOME_NUMBERS.items()}
AWAITED = {number: awaited for awaited, number in AWAITED_NUMBERS.items()}
URGENCIES = {number: urgency for urgency, number in URGENCY_NUMBERS.items()}
STATES = {number: state for state, number in STATE_NUMBERS.items()}
HANDOVER_STATES = {number: state for state, number in HANDOVER_STATE_NUMBERS.items()}
ASSIGNMENT_STATES = {number: state for state, number in ASSIGNMENT_STATE_NUMBERS.items()}
CONTACTS = {number: result for result, number in CONTACT_NUMBERS.items()}
CALLBACKS = {number: state for state, number in CALLBACK_NUMBERS.items()}
EXCLUSION_STATES = {number: state for state, number in EXCLUSION_STATE_NUMBERS.items()}
SURVEY_ANSWERS = {number: answer for answer, number in SURVEY_ANSWER_NUMBERS.items()}
ATTACHMENT_MARK_NUMBERS = {
    mark: attachment_service_pb2.AttachmentMark.Value(f"ATTACHMENT_MARK_{mark.name}") for mark in Mark
}
ATTACHMENT_MARKS = {number: mark for mark, number in ATTACHMENT_MARK_NUMBERS.items()}
ATTACHMENT_KINDS = {number: kind for kind, number in ATTACHMENT_KIND_NUMBERS.items()}
UNIT_CLASSES = {number: one for one, number in UNIT_CLASS_NUMBERS.items()}
RATES = {number: rate for rate, number in RATE_NUMBERS.items()}
RETENTIONS = {number: retention for retention, number in RETENTION_NUMBERS.items()}
HOTNESS_FACTORS = {number: part for part, number in HOTNESS_FACTOR_NUMBERS.items()}
_OWNERS = {
    DUTY_OFFICE: case_pb2.OWNER_KIND_DESK,
    Role.LEADER.value: case_pb2.OWNER_KIND_LEADER,
    Role.OPERATOR.value: case_pb2.OWNER_KIND_OPERATOR,
    Role.LINE.value: case_pb2.OWNER_KIND_LINE,
}
_OWNER_WORDS = {kind: word for word, kind in _OWNERS.items()}


def owner_message(owner: str) -> case_pb2.Owner | None:
    """Convert the name of the owner, who must act next; ``None`` if there is none."""
    if owner in _OWNERS:
        return case_pb2.Owner(kind=_OWNERS[owner])
    return case_pb2.Owner(kind=case_pb2.OWNER_KIND_DEPARTMENT, department=owner) if owner else None


def owner_word(owner: case_pb2.Owner) -> str:
    """Return the name of the owner: a department, 值班室, 领导, 话务员 or 联动单位; empty if there is none."""
    return _OWNER_WORDS.get(owner.kind, owner.department)
