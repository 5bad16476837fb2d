"""Texts shown to a department's staff."""

import re
from collections.abc import Mapping
from typing import Any

MISSING_FIELD = "缺这一项"
UNKNOWN_FIELD = "没有这一项"
UNKNOWN_ACT = "没有这个动作；可用：{allowed}"
DOUBLED_KEY = "写了两次，不知以哪个为准"
BAD_NUMBER = "不是工单号；工单号是日期加序号，如 20261124-000123"
ID_REUSED = "这个编号已经用来办过别的事项，请换一个新的编号"
BAD_SIGNATURE = "签名不对，或时间差了五分钟以上"
NOT_UTF8 = "内容不是 UTF-8 编码，请改为 UTF-8 再送"
NO_FILE = "不是文件"
FILE_TOO_LARGE = "文件太大，最多 {limit} 字节"
NAME_TOO_LONG = "文件名太长，最多 {limit} 字节，汉字每个 3 字节"
NOT_STORED = "没有办完，可能没有存下：{reason}；请稍后用同一个 webhook-id 再发，已经办了的不会再办"
BAD_ID = "webhook-id 只能用字母、数字和 . _ -，最多 100 个"
INVALID_REQUEST = "只接受 POST /acts 和 POST /callers，最多 {limit} 字节"
IDLE = "收发不了"
UNUSABLE = "桥处理不了，详见日志"
RECEIVER_SILENT = "对方没有按时应答"
RECEIVER_UNTRUSTED = "TLS 握手失败，或对方的证书不可信"
RECEIVER_UNREACHED = "连不上对方"
RECEIVER_FAILED = "发不出去：地址不对，或对方的应答读不懂"
RECEIVER_REFUSED = "对方没有收，返回 HTTP {status}"
SERVICE_UNAVAILABLE = "热线服务暂时连不上，已存盘，恢复后自动办理"

# Column headings.
NUMBER, ROLE, STATE, CALLED_AT, SUBJECT, CONTENT, DISTRICT, ADDRESS, DUE_AT, DEMAND, BELOW = (
    "工单号", "牵头或协办", "状态", "来电时间", "标题", "来电内容", "区县", "地址", "期限", "有什么要求",
    "下级办理",
)  # fmt: skip
ACT, TEXT, DAYS, BASIS, MISSING_REASON, UNITS, ACTOR, RESULT, VERSION = (
    "办理", "办理情况或理由", "几个工作日", "异议依据", "不等协办单位的理由", "下级单位", "经办人", "处理结果", "版本",
)  # fmt: skip
SHEET = "待办工单"
INSTRUCTIONS_TITLE = "怎么填"
LEAD, COHANDLER, DELEGATED, REFERRED = "牵头", "协办", "上级转派", "归口"
ACTS = {
    "签收": "accept", "反馈进展": "progress", "回复": "reply", "申请延期": "extension", "派单异议": "object",
    "转派下级": "delegate", "采用下级回复": "take_over_unit", "退回下级重办": "return_unit", "收回转派": "recall_unit",
    "督办下级": "supervise_unit", "给下级另定期限": "limit_unit", "下级异议成立": "rule_on_unit",
    "下级异议不成立": "rule_on_unit", "同意下级延期": "extend_unit",
    "不同意下级延期": "extend_unit", "反馈归口结果": "referral_result",
}  # fmt: skip
UPHELD = "下级异议成立"
GRANTED = "同意下级延期"
# Headings of earlier versions.
FORMER_HEADINGS = {"延期工作日": DAYS}
STATES = {
    "ASSIGNMENT_STATE_ASSIGNED": "待签收",
    "ASSIGNMENT_STATE_ACCEPTED": "办理中",
    "ASSIGNMENT_STATE_RETURNED": "重办中",
    "ASSIGNMENT_STATE_REPLIED": "已回复",
    "ASSIGNMENT_STATE_DECLINED": "已退单",
    "ASSIGNMENT_STATE_DONE": "已办结",
    "ASSIGNMENT_STATE_WITHDRAWN": "已撤回",
}
INSTRUCTIONS = (
    "每行一个工单。在“办理”一栏选一个动作，写明办理情况或理由，填好经办人（用本人的令牌办理的，可以留空），存盘后交回。",
    "签收：不用写情况。反馈进展、回复：要写情况。派单异议：要写理由，“异议依据”写明依据哪条规定。申请延期：要写理由和延期几个工作日。",
    "牵头单位回复时，如果协办单位还没有回复，要写明不等的理由。",
    "转派下级、督办下级、给下级另定期限、下级异议成立或不成立、同意或不同意下级延期、采用下级回复、退回下级重办、收回转派：在“下级单位”写明哪个单位，转派给几个单位的用顿号隔开；除采用以外，要写要求或理由。",
    "转派、督办、退回重办、另定期限的，可以在“几个工作日”写明期限，不写就按规定的期限。已经转派的办到哪一步、何时到期、提出了什么异议、申请延几天，看“下级办理”。",
    "还有下级没有回复的，要先收回才能回复。",
    "归口给本单位的工单（“归口”），办好后选“反馈归口结果”，写明结果。",
    "不办的行留空。白底的栏不要改；工单号改了就认不出来。",
    "交回后，“处理结果”一栏写着办了没有、哪里不对。办了的，填的内容移到这一栏，腾出来的栏可以接着填下一步；不对的改好后再交一次。",
)
DONE = "已办理"
NOT_DONE = "未办理："
LOGGED_ACTOR = "日志里已有，经办人是 {actor}"
NO_ACT = "填了内容，没有选“办理”"
UNKNOWN_CHOICE = "“办理”只能是：{allowed}"
NO_TEXT = "要写办理情况或理由"
NO_DAYS = "要写几个工作日，1 到 30 的整数"
DUE = "{at} 到期"
OBJECTS = "提出异议：{reason}"
ASKS_EXTENSION = "申请延期 {days} 个工作日：{reason}"
NO_BASIS = "要在“异议依据”写明依据的法律法规、三定规定或清单"
NO_UNIT = "要在“下级单位”写明哪个单位"
FORMULA = "不能用公式"
UNKNOWN_CASE = "没有这个工单，或不是本单位的"
OTHER_FILE = "结果不会写到已有的另一个文件 {path}：请用 --out 另写一个文件名，或先把它移走；一行都没有办"
DUPLICATE_ROW = "这个工单在表里不止一行"
CHANGED = "发出表格以后这个工单有了变化，请看新的状态，确认后再交一次"
ERROR_VALUE = "单元格里是错误值，请重新填写"
NUMBER_FOR_TEXT = "单元格里是数字 {value}，像是日期变成的；请把单元格改成文本格式，重新填写"
MISSING_COLUMNS = "不是待办工单表：缺少栏目 {missing}"
DOUBLED_COLUMNS = "栏目 {doubled} 不止一栏，不知道以哪一栏为准，请删去多余的；一行都没有办"
ON_SHEET = "“{sheet}”{error}"
NOT_XLSX = "打不开：不是 XLSX 或 ODS 文件，设了密码，或者已经损坏；请用 Excel 或 WPS 去掉密码，另存为 .xlsx"
NOT_READABLE = "读不了 {path}：{reason}"
NOT_WRITABLE = "写不了 {path}：{reason}"


# Messages of pydantic by the type of the error; what is allowed is filled in from its context.
_INVALID = {
    "missing": MISSING_FIELD,
    "extra_forbidden": UNKNOWN_FIELD,
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "string_too_long": "最多 {max_length} 个字",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是：{expected}",
    "json_type": "应为一个 JSON 对象",
    "model_type": "应为一个 JSON 对象",
    "model_attributes_type": "应为一个 JSON 对象",
    "dict_type": "应为一个 JSON 对象",
    "path_type": "应为文件或文件夹的路径",
}
_PLACE = re.compile(r"line (\d+) column (\d+)")


def invalid_value(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, from an error of pydantic."""
    context = dict(error.get("ctx", {}))
    if error["type"] == "json_invalid":
        place = _PLACE.search(str(context.get("error", "")))
        return f"不是 JSON：第 {place[1]} 行第 {place[2]} 列起读不下去" if place else "不是 JSON"
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
    return _INVALID.get(error["type"], "填得不对").format(**context)
