"""Schema of the file of messages."""

from typing import Annotated

from pydantic import Field

from hotline_server.rulebook.messages import CASE_LIMIT
from hotline_server.rulebook.schema.values import Flag, Form, Text, TimeOfDay, Website


class TemplateForm(Form):
    """Template of a kind of message."""

    text: Text = Field(alias="内容")
    protected_text: Text | None = Field(None, alias="保密")
    may_be_long: Flag = Field(False, alias="长短信")


class QuietHoursForm(Form):
    """Hours in which only messages about emergencies are sent."""

    begins: TimeOfDay = Field(alias="开始")
    ends: TimeOfDay = Field(alias="结束")


class MessageLimitsForm(Form):
    """Signature of messages, and limits of sending them."""

    signature: Annotated[str, Field(max_length=20)] = Field("", alias="署名")
    website: Website | None = Field(None, alias="网址")
    daily_limit: Annotated[int, Field(ge=1, le=100)] = Field(alias="每号每日")
    case_limit: Annotated[int, Field(ge=1, le=100)] = Field(CASE_LIMIT, alias="每件每日")
    valid_hours: Annotated[int, Field(ge=1, le=24 * 7)] = Field(alias="有效小时")


class MessageRulesForm(MessageLimitsForm):
    """Rules of messages."""

    quiet: QuietHoursForm = Field(alias="静默")
    templates: dict[Text, TemplateForm] = Field(alias="模板", min_length=1)


class MessagesForm(Form):
    """File of the messages to callers, offices and people on duty 消息."""

    rules: MessageRulesForm = Field(alias="消息")
