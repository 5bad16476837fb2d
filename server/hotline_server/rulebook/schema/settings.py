"""Schemas of further settings: thresholds, measures, hotspots, questions, retention, ends and other lines."""

from typing import Annotated, Literal

from pydantic import Field

from hotline_server.rulebook.schema.values import (
    Confidence,
    Flag,
    Form,
    Minutes,
    Question,
    ReplyLimit,
    Text,
    WordedConfidence,
)
from hotline_server.text.analysis import Thresholds


class DangerThresholdsForm(Form):
    """Confidences from which a danger is sure or suspected."""

    danger: Confidence = Field(alias="确信")
    worded_danger: WordedConfidence = Field(alias="确信（有词语）")
    suspicion: Confidence = Field(alias="疑似")
    worded_suspicion: WordedConfidence = Field(alias="疑似（有词语）")
    further_kind: Confidence = Field(alias="并列")
    worded_kind: WordedConfidence = Field(Thresholds().worded_kind, alias="并列（有词语）")


class PolicyThresholdsForm(Form):
    """Confidences from which a policy is proposed, and marked as fitting."""

    proposal: Confidence = Field(alias="拟答")
    fitting: Confidence = Field(alias="对口")


class ThresholdsForm(Form):
    """Confidences from which something that was read counts."""

    dangers: DangerThresholdsForm = Field(alias="险情")
    matter: Confidence = Field(alias="事项")
    request_type: Confidence = Field(alias="诉求类型")
    policies: PolicyThresholdsForm = Field(alias="政策")


class WishesForm(Form):
    """Words with which callers wish not to be told 意愿."""

    no_reply: list[Text] = Field(alias="不要求回复")
    no_messages: list[Text] = Field(alias="不收短信")
    fillers: list[Text] = Field([], alias="衬字")


class ReadingForm(Form):
    """File of the thresholds of reading 判读."""

    thresholds: ThresholdsForm = Field(alias="判读")
    # Rule books that were published before openings were told apart have none.
    openings: list[Text] = Field([], alias="开场白")
    # Rule books that were published before urging was told apart have none.
    urging: list[Text] = Field([], alias="催促话")
    # Rule books that were published before wishes were heard have none.
    wishes: WishesForm | None = Field(None, alias="意愿")


AssessedRate = Literal["按时签收率", "按时办结率", "发回重办率", "响应率", "解决率", "满意率"]
CountedFigure = Literal[
    "交办",
    "剔除",
    "申请剔除",
    "申诉",
    "应签收",
    "按时签收",
    "应办结",
    "按时办结",
    "已回复",
    "发回重办",
    "延期",
    "逾期",
    "逾期（含等待）",
    "等待",
    "督办",
    "承诺",
    "承诺兑现",
    "承诺未兑现",
    "承诺待兑现",
    "转派下级",
    "派单异议",
    "异议成立",
    "异议不成立",
    "回访",
    "响应可评",
    "响应",
    "解决可评",
    "解决",
    "满意可评",
    "满意",
]


class RateFormulaForm(Form):
    """Rate as the quotient of two figures."""

    part: CountedFigure = Field(alias="分子")
    whole: CountedFigure = Field(alias="分母")
    lower_is_better: Flag = Field(False, alias="越低越好")


class MeasuresForm(Form):
    """File of the rules by which departments are assessed."""

    weights: dict[AssessedRate, Annotated[int, Field(ge=0, le=100)]] = Field(alias="考核权重", min_length=1)
    # Rule books that were published before formulas were in them have none.
    formulas: dict[AssessedRate, RateFormulaForm] = Field({}, alias="比率算法")
    min_assigned: int = Field(1, alias="排名最低件次", ge=1, le=10_000)


class HotnessForm(Form):
    """Rules for grouping cases into hotspots and scoring them."""

    similarity_percent: int = Field(alias="相似门槛", ge=1, le=100)
    join_days: int = Field(alias="并入期限天数", ge=1, le=365)
    min_people: int = Field(alias="起报人数", ge=2, le=10_000)
    full_score_people: int = Field(alias="满分人数", ge=2, le=100_000)
    full_score_days: int = Field(alias="满分天数", ge=1, le=365)
    weights: dict[Literal["人数", "上升", "紧急", "未办结", "持续"], Annotated[int, Field(ge=0, le=100)]] = Field(
        alias="热度权重", min_length=1
    )


class HotspotsForm(Form):
    """File of hotspot rules."""

    rules: HotnessForm = Field(alias="热点")


class QuestionsForm(Form):
    """File of the questions to ask about a suspected danger, by its kind."""

    questions: dict[Text, Annotated[list[Question], Field(min_length=1, max_length=6)]] = Field(
        alias="追问", min_length=1
    )


class RetentionForm(Form):
    """File of retention periods of archived cases, by outcome."""

    retention: dict[Literal["永久", "30年", "10年"], list[str]] = Field(alias="保管期限", min_length=1)


class EndReasonForm(Form):
    """Reason for which a matter ends without being handled."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")] = Field(alias="编号")
    outcome: Literal["告知途径", "解释说明", "移交"] = Field(alias="处理方式")
    title: Text = Field(alias="原因")
    route: Text | None = Field(None, alias="途径")
    line: Text | None = Field(None, alias="联动单位")


class EndsForm(Form):
    """File of the reasons for which matters end without being handled."""

    reasons: list[EndReasonForm] = Field(alias="分类处理", min_length=1)


class LineForm(Form):
    """Line that cases are handed to."""

    name: Annotated[str, Field(min_length=1, max_length=30)] = Field(alias="名称")
    phone: Text = Field(alias="号码")
    scope: Text = Field(alias="范围")
    accept_minutes: Minutes = Field(alias="接收分钟")
    limit: ReplyLimit = Field(alias="反馈期限")
    takes_dangers: Flag = Field(False, alias="险情")
    unit: Text = Field("", alias="主管单位")


class LinesForm(Form):
    """File of the lines that cases are handed to 联动单位."""

    lines: list[LineForm] = Field(alias="联动单位", min_length=1)
