"""Schemas of rule book files: a Pydantic model for each kind of file."""

import json
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, WithJsonSchema
from pydantic.json_schema import models_json_schema
from pydantic_core import ErrorDetails

from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.source import Source
from hotline_server.rulebook.time_limit import MOST, PATTERN, SHORTEST, TimeLimit, TimeUnit, read
from hotline_server.text.analysis import Thresholds

Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=1, le=30)]
_IN_WORKING_DAYS = {"type": "integer", "minimum": 1, "maximum": MOST[TimeUnit.WORKING_DAY]}
_ONE_LIMIT = {"anyOf": [_IN_WORKING_DAYS, {"type": "string", "pattern": PATTERN}]}
_SEVERAL_LIMITS = {
    "type": "object",
    "properties": {SHORTEST: {"type": "array", "items": _ONE_LIMIT, "minItems": 2}},
    "required": [SHORTEST],
    "additionalProperties": False,
}
ReplyLimit = Annotated[
    TimeLimit, PlainValidator(read), WithJsonSchema({"anyOf": [*_ONE_LIMIT["anyOf"], _SEVERAL_LIMITS]})
]
Words = list[Text]
# Written 是 or 否, which editors know as texts.
Flag = Annotated[bool, WithJsonSchema({"enum": ["是", "否"]})]
NamingUnit = Annotated[str, Field(pattern=r"^[^{}]*(\{单位\}[^{}]*)+$")]
UsualQuestion = Annotated[str, Field(min_length=2, max_length=200)]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
DayOrIsoDate = Annotated[str, Field(pattern=r"^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ConclusionForm(_Form):
    """Conclusion 结论 of a rule; omitted fields are determined by other rules and the routing table."""

    outcome: Literal["直接办理", "归口", "转办", "牵头办理", "报送领导", "重大突发", "值班室研判"] | None = Field(
        None, alias="处理方式"
    )
    lead: Text | None = Field(None, alias="牵头")
    cohandlers: Words | None = Field(None, alias="协办")
    needs_cohandlers: Flag = Field(False, alias="协办必到")
    urgency: Literal["一般", "紧急", "特急"] | None = Field(None, alias="紧急程度")
    limit: ReplyLimit | None = Field(None, alias="期限")
    asks_back: Flag = Field(False, alias="追问")


class RuleForm(_Form):
    """Rule 规则."""

    id: Text = Field(alias="编号")
    title: Text = Field(alias="标题")
    source: Text = Field(alias="依据")
    priority: int = Field(0, alias="优先级", ge=0, le=1000)
    valid_from: DayOrIsoDate | None = Field(None, alias="自")
    valid_until: DayOrIsoDate | None = Field(None, alias="至")
    unless: Words = Field([], alias="除非规则")
    condition: dict[str, Any] = Field(alias="条件")
    conclusion: ConclusionForm = Field(alias="结论")
    reason: Text = Field(alias="理由")


class RulesForm(_Form):
    """File of rules."""

    rules: list[RuleForm] = Field(alias="规则")


class RowForm(_Form):
    """Row of the routing table 派单目录."""

    matter: Text = Field(alias="事项")
    district: Text | None = Field(None, alias="区县")
    town: Text | None = Field(None, alias="街道")
    lead: Text = Field(alias="牵头")
    cohandlers: Words = Field([], alias="协办")
    needs_cohandlers: Flag = Field(False, alias="协办必到")
    limit: ReplyLimit | None = Field(None, alias="期限")
    valid_from: IsoDate | None = Field(None, alias="生效")
    valid_until: IsoDate | None = Field(None, alias="失效")


class RoutingForm(_Form):
    """File of the routing table 派单目录: the units responsible for each matter, place and day."""

    rows: list[RowForm] = Field(alias="派单目录")


TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 30)]
Question = Annotated[str, Field(min_length=2, max_length=40)]
QuestionSeconds = Annotated[int, Field(ge=10, le=3600)]


class AlarmLevelForm(_Form):
    """Level of the ladder of alarms."""

    post: Text = Field(alias="岗位")
    minutes: Minutes = Field(alias="分钟")


_ALARM_LEVELS = (("值班室", 5), ("值班室负责人", 5), ("值班领导", 120))


class LimitsForm(_Form):
    """Time limits 时限."""

    opens: TimeOfDay = Field(alias="上班")
    closes: TimeOfDay = Field(alias="下班")
    accept_minutes: dict[Literal["一般", "紧急", "特急"], Minutes] = Field(alias="签收分钟", min_length=3)
    first_progress_minutes: dict[Literal["紧急", "特急"], Minutes] = Field(alias="首次反馈分钟", min_length=2)
    next_progress_minutes: dict[Literal["紧急", "特急"], Minutes] = Field(alias="续报分钟", min_length=2)
    nudge_days: Days = Field(alias="催办提前工作日")
    reminder_days: Days = Field(alias="提醒函提前工作日")
    supervision_days: Days = Field(alias="督办工作日")
    rework_days: Days = Field(alias="重办工作日")
    verify_minutes: Minutes = Field(alias="核实分钟")
    # Defaults for rule books written before these limits were introduced.
    question_seconds: QuestionSeconds = Field(60, alias="追问秒数")
    realarm_minutes: Minutes = Field(3, alias="追问再报分钟")
    desk_minutes: Minutes = Field(alias="研判分钟")
    # Rule books that were published before answers were confirmed have no such limit.
    confirmation_minutes: Minutes = Field(10, alias="确认答复分钟")
    # Rule books that were published before there were objections have no such limits.
    objection_days: Days = Field(2, alias="异议工作日")
    decision_days: Days = Field(1, alias="裁定工作日")
    leader_days: Days = Field(alias="批示工作日")
    review_days: Days = Field(alias="审核工作日")
    answer_days: Days = Field(alias="答复工作日")
    follow_up_days: Days = Field(alias="跟踪工作日")
    # Rule books that were published before departments could propose an end have no such limit.
    end_review_days: Days = Field(1, alias="终止审核工作日")
    close_days: Days = Field(alias="办结工作日")
    archive_days: Days = Field(alias="归档工作日")
    # Defaults for rule books written before alarms and reminders of leaders had levels.
    alarm_levels: list[AlarmLevelForm] = Field(
        [AlarmLevelForm.model_validate({"岗位": post, "分钟": minutes}) for post, minutes in _ALARM_LEVELS],
        alias="险情逐级报告",
        min_length=1,
    )
    leader_posts: Annotated[list[Text], Field(min_length=1)] = Field(["值班领导"], alias="请示催报岗位")
    # Rule books that were published when all limits were working days have no such table.
    replies: dict[
        Literal["咨询", "求助", "投诉", "举报", "建议", "表扬", "任一"],
        dict[Literal["一般", "紧急", "特急"], ReplyLimit],
    ] = Field({}, alias="回复期限")


class CallbacksForm(_Form):
    """Callbacks 回访."""

    after_minutes: Minutes = Field(alias="首次回访分钟")
    attempts: int = Field(ge=1, le=10, alias="次数")
    spacing_minutes: Minutes = Field(alias="间隔分钟")
    opens: TimeOfDay = Field(alias="开始")
    closes: TimeOfDay = Field(alias="结束")
    exemptions: list[Literal["直接办理", "分类处理", "不要求回复", "撤诉", "没有号码"]] = Field(alias="不回访")
    writing_days: Days = Field(alias="书面告知工作日")
    judgement_days: Days = Field(alias="研判工作日")
    again_days: Days = Field(alias="再次办理工作日")
    reopening_days: int = Field(ge=1, le=366, alias="重新受理日数")


class DeadlinesForm(_Form):
    """File of time limits."""

    limits: LimitsForm = Field(alias="时限")
    callbacks: CallbacksForm | None = Field(None, alias="回访")


class PolicyForm(_Form):
    """Policy 政策 with its prepared answer and the questions it answers."""

    id: Text = Field(alias="编号")
    title: Text = Field(alias="标题")
    owner: Text = Field(alias="单位")
    source: Text = Field(alias="文件")
    answer: Text = Field(alias="答复")
    valid_from: IsoDate | None = Field(None, alias="生效")
    valid_until: IsoDate | None = Field(None, alias="失效")
    review_by: IsoDate = Field(alias="复核")
    questions: Annotated[list[UsualQuestion], Field(min_length=1)] = Field(alias="常见问法")
    excluded: list[UsualQuestion] = Field([], alias="不算")


class PoliciesForm(_Form):
    """File of policies."""

    policies: list[PolicyForm] = Field(alias="政策")


class EarlierPolicyForm(_Form):
    """Policy as rule books of earlier releases have it, found by patterns 问法 in the text."""

    id: Text = Field(alias="编号")
    title: Text = Field(alias="标题")
    source: Text = Field(alias="文件")
    answer: Text = Field(alias="答复")
    patterns: Words = Field(alias="问法")
    excluded: Words = Field([], alias="不算")
    keywords: Words = Field([], alias="关键词")
    valid_from: IsoDate | None = Field(None, alias="生效")
    valid_until: IsoDate | None = Field(None, alias="失效")


class EarlierPoliciesForm(_Form):
    """File of policies of an earlier release."""

    policies: list[EarlierPolicyForm] = Field(alias="政策")


class MatterForm(_Form):
    """Matter 事项 of a category."""

    name: Text = Field(alias="名称")
    words: Words = Field(alias="词语")


class CategoryForm(_Form):
    """File with the lexicon of a category 分类."""

    name: Text = Field(alias="分类")
    matters: list[MatterForm] = Field(alias="事项")
    words: dict[Literal["强", "中", "弱"], Words] = Field(alias="通用词")


class ConceptForm(_Form):
    """Danger 险情, tag 标签 or request type 诉求类型, and the wordings that indicate it."""

    name: Text = Field(alias="名称")
    words: Words = Field(alias="词语")
    together: list[Annotated[list[Text], Field(min_length=2, max_length=2)]] = Field([], alias="同时")
    sounds_like: list[Annotated[str, Field(min_length=3)]] = Field([], alias="听似")
    excluded: Words = Field([], alias="不算")
    unless: Words = Field([], alias="除非")


class DangerForm(ConceptForm):
    """Danger 险情, with the wordings that settle it."""

    certain: Words = Field([], alias="必报")


class DangersForm(_Form):
    """File with the lexicon of dangers; rule books of earlier releases name no order of gravity."""

    gravity: Words = Field([], alias="轻重")
    contexts: dict[str, Words] = Field(alias="语境")
    cues: dict[str, Words] = Field(alias="词组")
    dangers: list[DangerForm] = Field(alias="险情")


Confidence = Annotated[int, Field(ge=1, le=100)]
# Where the lexicon has found something, it may suffice whatever the learned reader holds.
WordedConfidence = Annotated[int, Field(ge=0, le=100)]


class DangerThresholdsForm(_Form):
    """Confidences from which a danger is sure or suspected."""

    danger: Confidence = Field(alias="确信")
    worded_danger: WordedConfidence = Field(alias="确信（有词语）")
    suspicion: Confidence = Field(alias="疑似")
    worded_suspicion: WordedConfidence = Field(alias="疑似（有词语）")
    further_kind: Confidence = Field(alias="并列")
    worded_kind: WordedConfidence = Field(Thresholds().worded_kind, alias="并列（有词语）")


class PolicyThresholdsForm(_Form):
    """Confidences from which a policy is proposed, and marked as fitting."""

    proposal: Confidence = Field(alias="拟答")
    fitting: Confidence = Field(alias="对口")


class ThresholdsForm(_Form):
    """Confidences from which something that was read counts."""

    dangers: DangerThresholdsForm = Field(alias="险情")
    matter: Confidence = Field(alias="事项")
    request_type: Confidence = Field(alias="诉求类型")
    policies: PolicyThresholdsForm = Field(alias="政策")


class ReadingForm(_Form):
    """File of the thresholds of reading 判读."""

    thresholds: ThresholdsForm = Field(alias="判读")


class TagsForm(_Form):
    """File with the lexicon of tags."""

    tags: list[ConceptForm] = Field(alias="标签")


class MentionsForm(_Form):
    """Wordings that count as a mention of a unit 提到单位."""

    titles: Words = Field([], alias="称谓")
    excluded: Words = Field([], alias="不算")


class AccusationsForm(_Form):
    """Wordings that accuse a unit 被反映单位, which stands as ``{单位}`` in them."""

    words: list[NamingUnit] = Field([], alias="词语")
    excluded: list[NamingUnit] = Field([], alias="不算")


class UnitsForm(_Form):
    """File of how units are spoken of."""

    mentions: MentionsForm = Field(alias="提到单位")
    accusations: AccusationsForm = Field(AccusationsForm(), alias="被反映单位")


class RequestTypesForm(_Form):
    """File with the lexicon of request types, in descending precedence."""

    types: list[ConceptForm] = Field(alias="诉求类型")


class MeasuresForm(_Form):
    """File of the weights of the rates in a department's composite score."""

    weights: dict[
        Literal["按时签收率", "按时办结率", "发回重办率", "响应率", "解决率", "满意率"],
        Annotated[int, Field(ge=0, le=100)],
    ] = Field(alias="考核权重", min_length=1)


class HotnessForm(_Form):
    """Rules for grouping cases into hotspots and scoring them."""

    similarity_percent: int = Field(alias="相似门槛", ge=1, le=100)
    join_days: int = Field(alias="并入期限天数", ge=1, le=365)
    min_people: int = Field(alias="起报人数", ge=2, le=10_000)
    full_score_people: int = Field(alias="满分人数", ge=2, le=100_000)
    full_score_days: int = Field(alias="满分天数", ge=1, le=365)
    weights: dict[Literal["人数", "上升", "紧急", "未办结", "持续"], Annotated[int, Field(ge=0, le=100)]] = Field(
        alias="热度权重", min_length=1
    )


class HotspotsForm(_Form):
    """File of hotspot rules."""

    rules: HotnessForm = Field(alias="热点")


class QuestionsForm(_Form):
    """File of the questions to ask about a suspected danger, by its kind."""

    questions: dict[Text, Annotated[list[Question], Field(min_length=1, max_length=6)]] = Field(
        alias="追问", min_length=1
    )


class RetentionForm(_Form):
    """File of retention periods of archived cases, by outcome."""

    retention: dict[Literal["永久", "30年", "10年"], list[str]] = Field(alias="保管期限", min_length=1)


class EndReasonForm(_Form):
    """Reason for which a matter ends without being handled."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")] = Field(alias="编号")
    outcome: Literal["告知途径", "解释说明"] = Field(alias="处理方式")
    title: Text = Field(alias="原因")
    route: Text | None = Field(None, alias="途径")


class EndsForm(_Form):
    """File of the reasons for which matters end without being handled."""

    reasons: list[EndReasonForm] = Field(alias="分类处理", min_length=1)


FORMS: dict[str, type[_Form]] = {
    "规则": RulesForm,
    "派单目录": RoutingForm,
    "政策": PoliciesForm,
    "时限": DeadlinesForm,
    "分类": CategoryForm,
    "险情": DangersForm,
    "标签": TagsForm,
    "判读": ReadingForm,
    "诉求类型": RequestTypesForm,
    "提到单位": UnitsForm,
    "考核权重": MeasuresForm,
    "热点": HotspotsForm,
    "保管期限": RetentionForm,
    "追问": QuestionsForm,
    "分类处理": EndsForm,
}

# First keys of files that rule books of earlier releases had.
EARLIER_POLICY = "“问法”不再使用：请改成“常见问法”，照市民的话写出这条政策答得了的问题，并写明“单位”和“复核”日期"
RETIRED = {"字词": "险情由学习所得的判读来认，评分表不再使用，请删去这个文件"}


def json_schema() -> str:
    """Return a JSON Schema for editors that accepts any rule book file."""
    schemas, definitions = models_json_schema([(form, "validation") for form in FORMS.values()], by_alias=True)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": list(schemas.values()),
        **definitions,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2)


_MESSAGES = {
    "missing": "缺少“{field}”",
    "extra_forbidden": "不认识的“{field}”",
    "string_type": "“{field}”要写文字",
    "string_too_short": "“{field}”是空的或太短",
    "string_too_long": "“{field}”有一句太长，上限是 {max_length} 个字",
    "bool_type": "“{field}”只能是“是”或“否”",
    "int_type": "“{field}”要写整数",
    "list_type": "“{field}”要列成一项或几项",
    "dict_type": "“{field}”下面要写成“名称: 内容”",
    "model_type": "“{field}”下面要写成“名称: 内容”",
    "greater_than_equal": "“{field}”不能小于 {ge}",
    "less_than_equal": "“{field}”不能大于 {le}",
    "literal_error": "“{field}”只能是 {expected}",
    "string_pattern_mismatch": "“{field}”的写法不对，应像 09:00 或 2026-01-31",
    "too_short": "“{field}”至少要有 {min_length} 项",
    "too_long": "“{field}”至多只能有 {max_length} 项",
    "value_error": "“{field}”{error}",
}


def parse_form(source: Source) -> _Form:
    """Validate the content of a file against the model selected by its keys.

    Raises:
        RuleBookError: if the kind of file is unknown or the content is invalid.
    """
    if not isinstance(source.data, dict):
        raise RuleBookError([source.problem((), f"文件开头应是其中之一：{'、'.join(FORMS)}")])
    for key, form in FORMS.items():
        if key in source.data:
            try:
                return form.model_validate(source.data, by_alias=True)
            except ValidationError as error:
                raise RuleBookError(form_problems(source, error)) from None
    raise RuleBookError([source.problem((), f"认不出这是哪一种文件，应含其中之一：{'、'.join(FORMS)}")])


def parse_earlier_policies(source: Source) -> EarlierPoliciesForm | None:
    """Return the policies in a file if it was written for an earlier release; a file that was published then is."""
    listed = source.data.get("政策") if isinstance(source.data, dict) else None
    if not isinstance(listed, list) or not any(isinstance(policy, dict) and "问法" in policy for policy in listed):
        return None
    try:
        return EarlierPoliciesForm.model_validate(source.data, by_alias=True)
    except ValidationError as error:
        raise RuleBookError(form_problems(source, error)) from None


def form_problems(source: Source, error: ValidationError) -> list[Problem]:
    """Describe everything that keeps the content of a file from its form."""
    problems = []
    for found in error.errors():
        path = tuple(found["loc"])
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
        message = _MESSAGES.get(found["type"], "“{field}”的写法不对").format(field=field, **_context(found))
        problems.append(source.problem(path, f"{message}{_hint(field, found)}"))
    return problems


def _context(found: ErrorDetails) -> dict[str, object]:
    """Return what a message may name, with the allowed values as a Chinese list."""
    context = dict(found.get("ctx", {}))
    if "expected" in context:
        context["expected"] = "、".join(f"“{value}”" for value in re.findall("'([^']*)'", context["expected"]))
    return context


def _hint(field: str, found: ErrorDetails) -> str:
    """Return how to mend what a full-width sign has done; empty if none has."""
    given = found.get("input")
    if found["type"] == "extra_forbidden" and "：" in field:
        return "：冒号是全角的，要写成半角冒号加一个空格"
    if found["type"] in ("list_type", "dict_type", "model_type") and isinstance(given, str):
        if given.startswith(("［", "【", "｛")):
            return "：括号是全角的，要用半角括号"
        if found["type"] == "list_type":
            return f"：[{given}]"
    return ""
