"""Texts shown to agents and read to callers."""

from collections.abc import Mapping
from typing import Any

from hotline.v1 import case_pb2, intake_service_pb2
from hotline_client.system_errors import reason_of

from hotline_telephony.connections import ConnectionResult

MISSED = "漏接来电，请回拨"
NO_NOTE = "来电已接听，话务员未作记录，请听录音核实后办理"
SYSTEM = "话务系统"
SERVICE_UNAVAILABLE = "系统暂时连不上，来电已存盘，恢复后自动登记。如有生命财产危险，请立即按应急规程电话报告值班领导。"
SWITCH_UNAVAILABLE = "交换机没有应答，请告诉来电人电话号码，由其自行拨打"
SWITCH_ALIVE = "正常"
SWITCH_DEAD = "没有应答"
CONSENT_REQUIRED = "转接前请先征得来电人同意：同意填 true，不愿转接填 false"
NO_CONNECTION = "这个来电没有转接过"
ALREADY_CONNECTING = "正在转接{department}，请等待结果"
ALREADY_CONNECTED = "已经转接到{department}"
NOT_AMENDED = "这个来电已经登记为工单 {number}，没有更正：{refusal}；请告诉值班室，由值班室更正"
UNKNOWN_CALL = "没有这个来电"
NOT_ANSWERED = "这个来电没有接通过"
CALL_ENDED = "这个来电已经挂断"
NOT_REGISTERED = "这个来电还没有登记，不知道该转给谁"
NO_QUESTION = "这个来电没有要追问的"
UNKNOWN_ANSWER = "没有这个答复；可用：{allowed}"
NO_DEPARTMENT_PHONE = "承办单位没有可转接的电话"
CALLER_WITHHELD = "号码没有显示，请让来电人说出工单号和登记时的电话"
INVALID_KEY = "没有出示话务端的密钥，或密钥不对"
DOUBLED_KEY = "写了两次，不知以哪个为准"
NOT_JSON_OBJECT = "请求应为一个 JSON 对象"
UNKNOWN_FIELD = "没有这一项；可用：{allowed}"
NOT_STRING = "应为文字"
NOT_BOOLEAN = "应为 true 或 false"
EMPTY_FIELD = "不能为空"
TOO_LONG = "有 {length} 个字，上限是 {limit} 个字"
UNKNOWN_REQUEST_TYPE = "没有这个诉求类型；可用：{allowed}"
NOT_UTF8 = "请求应为 UTF-8 编码"
BAD_REQUEST = "请求有误"
NOT_DONE = "没有办完，可能没有存下：话务桥出错或磁盘已满，详见日志；请先看这个来电登记了没有，没有登记的再试"
UNKNOWN_PATH = "没有这个地址"
UNUSABLE = "话务桥处理不了，详见日志"
WRONG_METHOD = "这个地址不接受这种请求"

FIELDS = {
    "call.caller.name": "姓名",
    "call.caller.organisation": "单位",
    "call.caller.phone": "来电号码",
    "call.received_at": "来电时间",
    "call.subject": "标题",
    "call.district": "区县",
    "call.address": "地址",
    "call.operator": "话务员",
    "call.telephony_call_id": "话单号",
    "call.follows": "接着工单",
    "call.recording": "录音",
    "call.request_type": "诉求类型",
}

REQUEST_TYPES = {
    "咨询": case_pb2.REQUEST_TYPE_CONSULTATION,
    "求助": case_pb2.REQUEST_TYPE_HELP,
    "投诉": case_pb2.REQUEST_TYPE_COMPLAINT,
    "举报": case_pb2.REQUEST_TYPE_ACCUSATION,
    "建议": case_pb2.REQUEST_TYPE_SUGGESTION,
    "表扬": case_pb2.REQUEST_TYPE_PRAISE,
}

ANSWERS = {
    "有危险": intake_service_pb2.DANGER_ANSWER_DANGER,
    "没有危险": intake_service_pb2.DANGER_ANSWER_NO_DANGER,
    "说不清": intake_service_pb2.DANGER_ANSWER_UNCLEAR,
}

# The service's enum value, and a remark where that says less.
CONNECTION_RESULTS = {
    ConnectionResult.CONNECTED: (intake_service_pb2.CONNECTION_RESULT_CONNECTED, ""),
    ConnectionResult.BUSY: (intake_service_pb2.CONNECTION_RESULT_BUSY, ""),
    ConnectionResult.NO_ANSWER: (intake_service_pb2.CONNECTION_RESULT_NOT_ANSWERED, ""),
    ConnectionResult.REFUSED: (intake_service_pb2.CONNECTION_RESULT_FAILED, "承办单位拒接"),
    ConnectionResult.UNREACHABLE: (intake_service_pb2.CONNECTION_RESULT_FAILED, "电话无法接通"),
    ConnectionResult.CALLER_LEFT: (intake_service_pb2.CONNECTION_RESULT_FAILED, "接通前来电人挂断"),
    ConnectionResult.DECLINED: (intake_service_pb2.CONNECTION_RESULT_DECLINED, ""),
}

OUTCOMES = {
    case_pb2.OUTCOME_DIRECT_ANSWER: "直接办理",
    case_pb2.OUTCOME_REFERRAL: "归口",
    case_pb2.OUTCOME_TRANSFER: "转办",
    case_pb2.OUTCOME_JOINT: "牵头",
    case_pb2.OUTCOME_ESCALATION: "报送领导",
    case_pb2.OUTCOME_EMERGENCY: "重大突发",
    case_pb2.OUTCOME_DESK: "值班室研判",
    case_pb2.OUTCOME_ROUTE_TOLD: "告知途径",
    case_pb2.OUTCOME_EXPLAINED: "解释说明",
}


def connection_script(result: ConnectionResult | None, department: str, phone: str) -> str:
    """Return what the agent should do or tell the caller about a connection (R2.2)."""
    match result:
        case None:
            return f"正在转接{department}，请不要挂机。"
        case ConnectionResult.CONNECTED:
            return f"{department}已接听，可以挂机。"
        case ConnectionResult.CALLER_LEFT:
            return f"来电人已挂断，没有等到{department}接听。"
        case ConnectionResult.DECLINED:
            return f"请告诉来电人：{department}的电话是 {phone}。"
        case _:
            return f"{department}{result.value}，来电人还在线上。请告诉来电人可以自行拨打 {phone}，我们会跟踪到有结果。"


_UNITS = {
    case_pb2.TIME_UNIT_MINUTE: "分钟",
    case_pb2.TIME_UNIT_HOUR: "小时",
    case_pb2.TIME_UNIT_CALENDAR_DAY: "天",
    case_pb2.TIME_UNIT_WORKING_DAY: "个工作日",
}


def _time_limit(limit: case_pb2.TimeLimit) -> str:
    return "或者".join(f"{span.count} {_UNITS[span.unit]}" for span in limit.spans)


def caller_script(case: case_pb2.Case) -> str:
    """Return what the agent should tell the caller (R2.1 to R2.6)."""
    if case.HasField("open_question"):
        return f"请不要挂断，我先问您：{''.join(case.open_question.questions)}"
    decision, number = case.decision, case.number
    lead = decision.lead_department.name
    match decision.outcome:
        case case_pb2.OUTCOME_DIRECT_ANSWER:
            fitting = next((one.policy.answer for one in decision.proposals if one.fits), "")
            return fitting or f"请稍等，我核对一下政策再答复您，工单号 {number}。"
        case case_pb2.OUTCOME_REFERRAL:
            phone = f"，电话 {decision.lead_department.phone}" if decision.lead_department.phone else ""
            return f"这件事归{lead}办{phone}，可以现在为您转接，您需要转接吗？我们会跟踪到有结果，工单号 {number}。"
        case case_pb2.OUTCOME_TRANSFER | case_pb2.OUTCOME_JOINT:
            return f"已交{lead}办理，{_time_limit(decision.time_limit)}内回复，工单号 {number}。"
        case case_pb2.OUTCOME_ESCALATION:
            return f"您反映的情况会立即报送领导，按批示办理后答复您，工单号 {number}。"
        case case_pb2.OUTCOME_EMERGENCY:
            return f"请不要挂断，说清地点和现场情况。已按紧急情况处理，工单号 {number}。"
        case _:
            return f"已经登记，值班室研判后办理并答复您，工单号 {number}。"


_INVALID_SETTINGS = {
    "int_parsing": "应为整数",
    "float_parsing": "应为数字",
    "greater_than_equal": "不能小于 {ge}",
    "extra_forbidden": "没有这一项设置",
    "value_error": "{error}",
}


def invalid_setting(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a setting, from an error of pydantic."""
    return _INVALID_SETTINGS.get(error["type"], "填得不对").format(**error.get("ctx", {}))


def system_error(error: OSError) -> str:
    """Return why a file or an address cannot be used."""
    said = reason_of(error)
    return f"{error.filename}：{said}" if error.filename else said
