"""Schema of time limits."""

from typing import Annotated, Literal

from pydantic import Field

from hotline_server.rulebook.schema.values import Days, Form, Minutes, QuestionSeconds, ReplyLimit, Text, TimeOfDay


class AlarmLevelForm(Form):
    """Level of the ladder of alarms."""

    post: Text = Field(alias="岗位")
    minutes: Minutes = Field(alias="分钟")


_ALARM_LEVELS = (("值班室", 5), ("值班室负责人", 5), ("值班领导", 120))


class LimitsForm(Form):
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
    # Rule books that were published when these were working days in emergencies too have no such limits.
    emergency_supervision_minutes: Minutes = Field(120, alias="险情督办分钟")
    emergency_rework_minutes: Minutes = Field(120, alias="险情重办分钟")
    emergency_leader_minutes: Minutes = Field(30, alias="险情批示分钟")
    emergency_decision_minutes: Minutes = Field(30, alias="险情裁定分钟")
    emergency_review_minutes: Minutes = Field(30, alias="险情审核分钟")
    emergency_answer_minutes: Minutes = Field(60, alias="险情答复分钟")
    verify_minutes: Minutes = Field(alias="核实分钟")
    # Defaults for rule books written before these limits were introduced.
    question_seconds: QuestionSeconds = Field(60, alias="追问秒数")
    realarm_minutes: Minutes = Field(3, alias="追问再报分钟")
    desk_minutes: Minutes = Field(alias="研判分钟")
    # Rule books that were published before urgent cases had their own have none.
    urgent_desk_minutes: dict[Literal["紧急", "特急"], Minutes] = Field({}, alias="紧急研判分钟")
    # Rule books that were published before registrations could be amended have no such limit.
    amend_minutes: Minutes = Field(60, alias="登记更正分钟")
    # Rule books that were published before answers were confirmed have no such limit.
    confirmation_minutes: Minutes = Field(10, alias="确认答复分钟")
    # Rule books that were published before there were objections have no such limits.
    objection_days: Days = Field(2, alias="异议工作日")
    decision_days: Days = Field(1, alias="裁定工作日")
    # Rule books that were published before notices to callers had a due time have no such limit.
    notice_days: Days = Field(1, alias="告知工作日")
    delegation_days: Days = Field(1, alias="转派提前工作日")
    delegation_percent: int = Field(70, alias="转派时间百分比", ge=1, le=99)
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


class CallbacksForm(Form):
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


class ExclusionsForm(Form):
    """Exclusions from assessment 剔除."""

    grounds: Annotated[list[Text], Field(min_length=1)] = Field(alias="理由")
    request_days: Days = Field(alias="申请工作日")
    decision_days: Days = Field(alias="审核工作日")
    appeal_days: Days = Field(alias="申诉工作日")


class DeadlinesForm(Form):
    """File of time limits."""

    limits: LimitsForm = Field(alias="时限")
    callbacks: CallbacksForm | None = Field(None, alias="回访")
    # Rule books that were published before there were requests for exclusion have no such rules.
    exclusions: ExclusionsForm | None = Field(None, alias="剔除")
