"""Schemas of rules and of the dispatch catalogue."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from hotline_server.rulebook.schema.values import (
    DayOrIsoDate,
    Flag,
    Form,
    IsoDate,
    ReplyLimit,
    RuleLimit,
    Text,
    Words,
)


class ConclusionForm(Form):
    """Conclusion 结论 of a rule; omitted fields are determined by other rules and the routing table."""

    outcome: Literal["直接办理", "归口", "转办", "牵头办理", "报送领导", "重大突发", "值班室研判"] | None = Field(
        None, alias="处理方式"
    )
    lead: Text | None = Field(None, alias="牵头")
    cohandlers: Words | None = Field(None, alias="协办")
    needs_cohandlers: Flag = Field(False, alias="协办必到")
    urgency: Literal["一般", "紧急", "特急"] | None = Field(None, alias="紧急程度")
    limit: RuleLimit | None = Field(None, alias="期限")
    asks_back: Flag = Field(False, alias="追问")
    end: Text | None = Field(None, alias="分类处理")
    hands_to: Words | None = Field(None, alias="移交")


class RuleForm(Form):
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


class RulesForm(Form):
    """File of rules, and of lists of words that their patterns name."""

    lists: dict[Text, Words] = Field(default_factory=dict, alias="名单")
    rules: list[RuleForm] = Field(alias="规则")

    @model_validator(mode="before")
    @classmethod
    def _write_out(cls, data: Any) -> Any:
        """Write the lists out where patterns name them."""
        if not isinstance(data, dict) or not isinstance(data.get("名单"), dict):
            return data
        lists = {f"{{{name}}}": "|".join(map(str, words or ())) for name, words in data["名单"].items()}
        return data | {"规则": _written_out(data.get("规则"), lists)}


def _written_out(value: Any, lists: Mapping[str, str]) -> Any:
    """Return a value of a file with the names of lists in all texts replaced by their words."""
    if isinstance(value, str):
        for name, words in lists.items():
            value = value.replace(name, words)
        return value
    if isinstance(value, list):
        return [_written_out(one, lists) for one in value]
    if isinstance(value, dict):
        return {key: _written_out(one, lists) for key, one in value.items()}
    return value


class RowForm(Form):
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


class RoutingForm(Form):
    """File of the routing table 派单目录: the units responsible for each matter, place and day."""

    rows: list[RowForm] = Field(alias="派单目录")
