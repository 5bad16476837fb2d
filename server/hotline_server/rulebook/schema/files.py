"""Kinds of rule book files, and their validation."""

import json
import re

from pydantic import ValidationError
from pydantic.json_schema import models_json_schema
from pydantic_core import ErrorDetails

from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.schema.deadlines import DeadlinesForm
from hotline_server.rulebook.schema.lexicons import CategoryForm, DangersForm, RequestTypesForm, TagsForm, UnitsForm
from hotline_server.rulebook.schema.messages import MessagesForm
from hotline_server.rulebook.schema.policies import EarlierPoliciesForm, PoliciesForm
from hotline_server.rulebook.schema.rules import RoutingForm, RulesForm
from hotline_server.rulebook.schema.settings import (
    EndsForm,
    HotspotsForm,
    LinesForm,
    MeasuresForm,
    QuestionsForm,
    ReadingForm,
    RetentionForm,
)
from hotline_server.rulebook.schema.slips import SlipsForm
from hotline_server.rulebook.schema.values import Form
from hotline_server.rulebook.source import Source

FORMS: dict[str, type[Form]] = {
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
    "联动单位": LinesForm,
    "消息": MessagesForm,
    "文书": SlipsForm,
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


def parse_form(source: Source) -> Form:
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
