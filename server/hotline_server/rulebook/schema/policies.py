"""Schemas of policies, those of earlier releases included."""

from typing import Annotated

from pydantic import Field

from hotline_server.rulebook.schema.values import Form, IsoDate, Text, UsualQuestion, Words


class PolicyForm(Form):
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


class PoliciesForm(Form):
    """File of policies."""

    policies: list[PolicyForm] = Field(alias="政策")


class EarlierPolicyForm(Form):
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


class EarlierPoliciesForm(Form):
    """File of policies of an earlier release."""

    policies: list[EarlierPolicyForm] = Field(alias="政策")
