"""Chinese words for the fields of requests, for refusals that name a field."""

from collections.abc import Mapping

FIELD_WORDS: Mapping[str, str] = {
    "accepted_by": "接收人",
    "actor": "办理人",
    "address": "事发地点",
    "base_version": "草稿的基础版本",
    "call_id": "来电编号",
    "call_ids": "来电编号",
    "case_number": "工单号",
    "category": "分类",
    "comment": "意见",
    "cohandlers": "协办单位",
    "confirmed": "已确认的字样",
    "content": "内容",
    "danger_kind": "险情种类",
    "department": "单位",
    "district": "区县",
    "document": "目录文件",
    "days": "天数",
    "effective_on": "生效日期",
    "entry": "条目",
    "files": "草稿的文件",
    "filter": "查找的范围",
    "findings": "核实情况",
    "first_day": "第一天",
    "follows": "接续的工单",
    "ground": "剔除理由",
    "grounds": "事实和依据",
    "instruction": "批示",
    "into_number": "并入的工单号",
    "kept_entries": "以草稿为准的条目",
    "kind": "类别",
    "last_day": "最后一天",
    "latitude": "纬度",
    "lead_department": "牵头单位",
    "legal_basis": "依据",
    "limit": "办理期限",
    "line": "联动单位",
    "longitude": "经度",
    "matter": "事项",
    "means": "方式",
    "measures": "措施",
    "missing_reason": "不再等待的理由",
    "name": "名称",
    "number": "工单号",
    "operator": "话务员",
    "organisation": "来电人单位",
    "owner_department": "责任单位",
    "phone": "来电号码",
    "policy_id": "政策",
    "progress": "进展",
    "promise": "暂缓的承诺",
    "promise.reason": "目前不能解决的原因",
    "promised_on": "承诺日期",
    "question": "请示事项",
    "reason": "理由",
    "reason_code": "原因编号",
    "reasonableness": "是否合理",
    "record_number": "受理编号",
    "remark": "备注",
    "reply": "回复",
    "requirements": "重办要求",
    "result": "结果",
    "reviews_on": "复查日期",
    "scope": "专报的范围",
    "subject": "标题",
    "takes_effect_at": "生效时间",
    "text": "内容",
    "time_limit": "办理期限",
    "title": "标题",
    "told": "告知内容",
    "told_at": "告知时间",
    "answered_at": "答复时间",
    "town": "街镇",
    "unit": "单位",
    "units": "下级单位",
    "version": "版本",
    "working_days": "工作日数",
}


def in_words(violations: Mapping[str, str]) -> str:
    """Return what is wrong with which fields; a field without a word goes by its name.

    Args:
        violations: by the path of a field, what is wrong with it.
    """
    return "；".join(f"{_word(field)}：{wrong}" for field, wrong in violations.items())


def _word(field: str) -> str:
    """Return the word for a field: that of its path, or else of its last name, or else the path itself."""
    return FIELD_WORDS.get(field) or FIELD_WORDS.get(field.rpartition(".")[2], field)
