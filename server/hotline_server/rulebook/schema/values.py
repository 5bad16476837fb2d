"""Types of single values in rule book files."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from hotline_server.rulebook.time_limit import (
    CATALOGUE,
    MOST,
    PATTERN,
    SHORTEST,
    TimeLimit,
    TimeUnit,
    read,
    read_in_rule,
)

Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=1, le=30)]
_IN_WORKING_DAYS: dict[str, object] = {"type": "integer", "minimum": 1, "maximum": MOST[TimeUnit.WORKING_DAY]}
_SINGLE: list[dict[str, object]] = [_IN_WORKING_DAYS, {"type": "string", "pattern": PATTERN}]


def _several_limits(*others: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {SHORTEST: {"type": "array", "items": {"anyOf": [*_SINGLE, *others]}, "minItems": 2}},
        "required": [SHORTEST],
        "additionalProperties": False,
    }


ReplyLimit = Annotated[TimeLimit, PlainValidator(read), WithJsonSchema({"anyOf": [*_SINGLE, _several_limits()]})]
# Of a rule, which may name the routing table's limit among the shortest.
RuleLimit = Annotated[
    TimeLimit,
    PlainValidator(read_in_rule),
    WithJsonSchema({"anyOf": [*_SINGLE, _several_limits({"const": CATALOGUE})]}),
]
Words = list[Text]
# Written 是 or 否, which editors know as texts.
Flag = Annotated[bool, WithJsonSchema({"enum": ["是", "否"]})]
NamingUnit = Annotated[str, Field(pattern=r"^[^{}]*(\{单位\}[^{}]*)+$")]
UsualQuestion = Annotated[str, Field(min_length=2, max_length=200)]
ISO_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
DAY_OR_ISO_DATE = r"^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d$"
IsoDate = Annotated[str, Field(pattern=ISO_DATE)]
DayOrIsoDate = Annotated[str, Field(pattern=DAY_OR_ISO_DATE)]
TimeOfDay = Annotated[str, Field(pattern=TIME_OF_DAY)]
_WEBSITE = r"^https://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*$"


def _website(written: str) -> str:
    if re.match(_WEBSITE, written) is None:
        raise ValueError("要以 https:// 开头，末尾没有斜线，如 https://12345.example.gov.cn")
    return written


Website = Annotated[
    str,
    Field(max_length=60),
    AfterValidator(_website),
    WithJsonSchema({"type": "string", "maxLength": 60, "pattern": _WEBSITE}),
]
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 30)]
Question = Annotated[str, Field(min_length=2, max_length=40)]
QuestionSeconds = Annotated[int, Field(ge=10, le=3600)]
Confidence = Annotated[int, Field(ge=1, le=100)]
# Where the lexicon has found something, it may suffice whatever the learned reader holds.
WordedConfidence = Annotated[int, Field(ge=0, le=100)]


class Form(BaseModel):
    """Part of a file, read strictly: unknown keys and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
