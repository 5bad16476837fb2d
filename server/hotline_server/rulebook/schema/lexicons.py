"""Schemas of lexicons: matters, dangers, tags, request types and mentions of units."""

from typing import Annotated, Literal

from pydantic import Field

from hotline_server.rulebook.schema.values import Form, NamingUnit, Text, Words


class MatterForm(Form):
    """Matter 事项 of a category."""

    name: Text = Field(alias="名称")
    words: Words = Field(alias="词语")


class CategoryForm(Form):
    """File with the lexicon of a category 分类."""

    name: Text = Field(alias="分类")
    matters: list[MatterForm] = Field(alias="事项")
    words: dict[Literal["强", "中", "弱"], Words] = Field(alias="通用词")


class ConceptForm(Form):
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


class DangersForm(Form):
    """File with the lexicon of dangers; rule books of earlier releases name no order of gravity."""

    gravity: Words = Field([], alias="轻重")
    contexts: dict[str, Words] = Field(alias="语境")
    cues: dict[str, Words] = Field(alias="词组")
    dangers: list[DangerForm] = Field(alias="险情")


class TagsForm(Form):
    """File with the lexicon of tags."""

    tags: list[ConceptForm] = Field(alias="标签")


class ShortFormsForm(Form):
    """Other words 简写 for the units whose names end in one of some words."""

    endings: Words = Field(alias="名称")
    words: Words = Field([], alias="叫法")
    stems: Words = Field([], alias="省称")


class MentionsForm(Form):
    """Wordings that count as a mention of a unit 提到单位."""

    short_forms: list[ShortFormsForm] = Field([], alias="简写")
    offices: Words = Field([], alias="内设")
    people: Words = Field([], alias="人员")
    pronouns: Words = Field([], alias="代称")
    titles: Words = Field([], alias="称谓")
    excluded: Words = Field([], alias="不算")


class AccusationsForm(Form):
    """Wordings that accuse a unit 被反映单位, which stands as ``{单位}`` in them."""

    misconduct: list[NamingUnit] = Field([], alias="违纪违法")
    words: list[NamingUnit] = Field([], alias="词语")
    excluded: list[NamingUnit] = Field([], alias="不算")


class UnitsForm(Form):
    """File of how units are spoken of."""

    mentions: MentionsForm = Field(alias="提到单位")
    accusations: AccusationsForm = Field(AccusationsForm(), alias="被反映单位")


class RequestTypesForm(Form):
    """File with the lexicon of request types, in descending precedence."""

    types: list[ConceptForm] = Field(alias="诉求类型")
