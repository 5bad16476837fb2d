"""The contract's enums beside the domain's words for the same things."""

from collections.abc import Mapping

from hotline.v1 import case_pb2, hotspot_service_pb2

from hotline_server.domain.assignment import AssignmentState
from hotline_server.domain.hotspots import Part
from hotline_server.domain.lifecycle import CaseState
from hotline_server.rulebook.decision import Outcome, Urgency

CHANNELS: Mapping[case_pb2.Channel.ValueType, str] = {
    case_pb2.CHANNEL_UNSPECIFIED: "电话",
    case_pb2.CHANNEL_PHONE: "电话",
    case_pb2.CHANNEL_WEB: "网站",
    case_pb2.CHANNEL_WECHAT: "微信",
    case_pb2.CHANNEL_SMS: "短信",
    case_pb2.CHANNEL_LETTER: "来信",
    case_pb2.CHANNEL_VISIT: "来访",
    case_pb2.CHANNEL_DEPARTMENT: "部门转来",
}
REQUEST_TYPES: Mapping[case_pb2.RequestType.ValueType, str] = {
    case_pb2.REQUEST_TYPE_UNSPECIFIED: "",
    case_pb2.REQUEST_TYPE_CONSULTATION: "咨询",
    case_pb2.REQUEST_TYPE_HELP: "求助",
    case_pb2.REQUEST_TYPE_COMPLAINT: "投诉",
    case_pb2.REQUEST_TYPE_REPORT: "举报",
    case_pb2.REQUEST_TYPE_SUGGESTION: "建议",
    case_pb2.REQUEST_TYPE_PRAISE: "表扬",
}
CHANNEL_NUMBERS = {word: number for number, word in CHANNELS.items()}
REQUEST_TYPE_NUMBERS = {word: number for number, word in REQUEST_TYPES.items()}
OUTCOME_NUMBERS = {outcome: case_pb2.Outcome.Value(f"OUTCOME_{outcome.name}") for outcome in Outcome}
URGENCY_NUMBERS = {urgency: case_pb2.Urgency.Value(f"URGENCY_{urgency.name}") for urgency in Urgency}
STATE_NUMBERS = {state: case_pb2.CaseState.Value(f"CASE_STATE_{state.name}") for state in CaseState}
ASSIGNMENT_STATE_NUMBERS = {
    state: case_pb2.AssignmentState.Value(f"ASSIGNMENT_STATE_{state.name}") for state in AssignmentState
}
HOTNESS_FACTOR_NUMBERS = {part: hotspot_service_pb2.HotnessFactor.Value(f"HOTNESS_FACTOR_{part.name}") for part in Part}
HOTNESS_FACTORS = {number: part for part, number in HOTNESS_FACTOR_NUMBERS.items()}
OUTCOMES = {number: outcome for outcome, number in OUTCOME_NUMBERS.items()}
ASSIGNMENT_STATES = {number: state for state, number in ASSIGNMENT_STATE_NUMBERS.items()}
STATES = {number: state for state, number in STATE_NUMBERS.items()}
