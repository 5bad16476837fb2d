"""Schema of the file of slips."""

from typing import Annotated

from pydantic import Field

from hotline_server.rulebook.schema.values import Form, Text, Words

Symbol = Annotated[str, Field(min_length=1, max_length=12, pattern=r"^[一-龥A-Za-z]+$")]
SlipTitle = Annotated[str, Field(min_length=2, max_length=60)]
Paragraphs = Annotated[list[Text], Field(min_length=1, max_length=6)]


class SlipTemplateForm(Form):
    """Template of a kind of slip."""

    symbol: Symbol = Field(alias="代字")
    title: SlipTitle = Field(alias="标题")
    addressee: str = Field("", alias="称谓")
    asks: Paragraphs = Field(alias="正文")
    closing: str = Field("", alias="结语")
    without: Words = Field([], alias="不出的方式")


class SlipRulesForm(Form):
    """Rules of slips."""

    issuer: Annotated[str, Field(min_length=2, max_length=30)] = Field(alias="发文机关")
    post: Text = Field(alias="联系岗位")
    templates: dict[Text, SlipTemplateForm] = Field(alias="种类", min_length=1)


class SlipsForm(Form):
    """File of the slips to offices and callers 文书."""

    rules: SlipRulesForm = Field(alias="文书")
