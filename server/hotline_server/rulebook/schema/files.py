"""Kinds of rule book files, and their validation."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema
from pydantic_core import ErrorDetails

from hotline_server.rulebook.errors import NARROW, SEPARATORS, Problem, RuleBookError, bare, only, torn_off, unseen_sign
from hotline_server.rulebook.facts import fact_named
from hotline_server.rulebook.salvage import texts_in, without
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
from hotline_server.rulebook.schema.values import DAY_OR_ISO_DATE, ISO_DATE, TIME_OF_DAY, Form
from hotline_server.rulebook.source import Source, ValuePath
from hotline_server.rulebook.time_limit import SHORTEST

F = TypeVar("F", bound=BaseModel)
# Step by which pydantic names the key of an entry.
_KEY = "[key]"
_CONDITION = "条件"
EMPTY = "文件是空的：请写上内容，或者移到草稿的文件夹外面；原来的内容可以用 hotline rules export 取出在用的版本来看"
_OTHER_DATE = re.compile(r"(\d{4}) *[-/.年] *(\d{1,2}) *[-/.月] *(\d{1,2}) *日?")
_OTHER_DAY = re.compile(r"(\d{1,2}) *[-/.月] *(\d{1,2}) *[日号]?")
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
    "string_pattern_mismatch": "“{field}”的写法不对",
    "too_short": "“{field}”至少要有 {min_length} 项",
    "too_long": "“{field}”至多只能有 {max_length} 项",
    "value_error": "“{field}”{error}",
}


@dataclass(frozen=True, slots=True)
class ReadForm(Generic[F]):
    """Form of what could be read of a file.

    Attributes:
        source: of what the form was read from, without what does not fit.
        form: ``None`` if nothing fits.
        problems: that the rest has.
        lost: texts of the rest.
    """

    source: Source
    form: F | None
    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()


def parse_form(source: Source) -> Form:
    """Validate the content of a file against the model selected by its keys.

    Raises:
        RuleBookError: if the kind of file is unknown or the content is invalid.
    """
    read = read_form(source, "")
    if read.form is None or read.problems:
        raise RuleBookError(read.problems)
    return read.form


def read_form(source: Source, lost: str) -> ReadForm[Form]:
    """Validate what could be read of a file against the model selected by its keys.

    Args:
        source: what could be read.
        lost: text of what could not.
    """
    data = source.data if isinstance(source.data, dict) else {}
    key = next((key for key in FORMS if key in data), "")
    if key:
        return fit(source, FORMS[key], lost)
    if lost:
        return ReadForm(source, None)
    if source.data is None:
        return ReadForm(source, None, (source.problem((), EMPTY),))
    message = "认不出这是哪一种文件，应含其中之一" if data else "文件开头应是其中之一"
    return ReadForm(source, None, (source.problem((), f"{message}：{'、'.join(FORMS)}"),))


def fit(source: Source, model: type[F], lost: str = "") -> ReadForm[F]:
    """Fit the content of a file into a model, without the entries that do not fit.

    Args:
        source: what could be read of the file.
        model: of its kind.
        lost: text of what could not be read, which is not reported as missing.
    """
    try:
        return ReadForm(source, model.model_validate(source.data, by_alias=True))
    except ValidationError as error:
        found = [(_path(one), one) for one in error.errors()]
    strange = [path for path, one in found if one["type"] == "extra_forbidden"]
    problems = [
        _problem(source, path, one)
        for path, one in found
        if not (lost and _is_of_the_lost(path, one, lost)) and not (one["type"] == "missing" and _stands(path, strange))
    ]
    wrong = {path[:2] for path, _ in found}
    rest = without(source, wrong)
    left_out = tuple("\n".join(texts_in(source.value(path))) for path in wrong)
    try:
        form = model.model_validate(rest.data, by_alias=True)
    except ValidationError:
        return ReadForm(source, None, tuple(problems), ("\n".join(texts_in(source.data)),))
    return ReadForm(rest, form, tuple(problems), left_out)


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
    return [_problem(source, _path(found), found) for found in error.errors()]


def _path(found: ErrorDetails) -> ValuePath:
    """Return where an error is; that of a key is where its value is."""
    return tuple(step for step in found["loc"] if step != _KEY)


def _stands(path: ValuePath, strange: Collection[ValuePath]) -> bool:
    """Return True if what is missing is among the keys that nobody knows: misspelt, or run together with its value."""
    field, beside = str(path[-1]), [str(other[-1]) for other in strange if other[:-1] == path[:-1]]
    return any(one.startswith(field) for one in beside) or bool(get_close_matches(field, beside, n=1, cutoff=0.5))


def _is_of_the_lost(path: ValuePath, found: ErrorDetails, lost: str) -> bool:
    """Return True if what is missing is in the text that could not be read, or may be."""
    if found["type"] == "missing":
        return str(path[-1]) in lost
    return found["type"] == "too_short" or found.get("input") is None


def _problem(source: Source, path: ValuePath, found: ErrorDetails) -> Problem:
    """Describe what keeps a value from its form, and how to mend it."""
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    if not path and found.get("input") is None:
        return source.problem(path, EMPTY)
    if found["type"].endswith("_type") and found.get("input") is None:
        return source.problem(path, f"“{field}”是空的")
    message = _MESSAGES.get(found["type"], "“{field}”的写法不对").format(field=field, **_context(found))
    hint = _meant(source, path, field) if found["type"] == "extra_forbidden" else _hint(found)
    return source.problem(path, f"{message}{hint}")


def _context(found: ErrorDetails) -> dict[str, object]:
    """Return what a message may name, with the allowed values as a Chinese list."""
    context = dict(found.get("ctx", {}))
    if "expected" in context:
        context["expected"] = "、".join(f"“{value}”" for value in re.findall("'([^']*)'", context["expected"]))
    return context


def _hint(found: ErrorDetails) -> str:
    """Return how to mend a value that full-width signs or a habit have made something else; empty if nothing has."""
    given = found.get("input")
    if isinstance(given, int) and found["type"] == "string_type":
        day = _compact_date(str(given))
        return f"；是日期的，要写成 {day}" if day else "，要写成文字的数字用半角引号括起来"
    if not isinstance(given, str):
        is_undivided = found["type"] == "list_type" and isinstance(given, dict)
        return "，每一项开头写短横和空格“- ”" if is_undivided else ""
    narrow = given.translate(NARROW)
    if found["type"] == "int_type" and narrow != given and narrow.strip().isdecimal():
        return f"：数字是全角的，要写成 {narrow.strip()}"
    if found["type"] == "literal_error":
        return _allowed_hint(given, re.findall("'([^']*)'", str(found["ctx"]["expected"])))
    if found["type"] == "string_pattern_mismatch":
        return _date_hint(str(found["ctx"]["pattern"]), narrow)
    if "\t" in given and found["type"] in ("dict_type", "model_type"):
        return "：像是从表格粘贴来的一行"
    if found["type"] in ("list_type", "dict_type", "model_type"):
        if given.startswith(("［", "【", "｛")):
            return "：括号是全角的，要用半角括号"
        if found["type"] == "list_type":
            return f"：[{', '.join(part.strip() for part in SEPARATORS.split(given))}]"
    return ""


def _allowed_hint(given: str, allowed: Sequence[str]) -> str:
    if bare(given) in allowed:
        return f"；{only(bare(given))}"
    close = get_close_matches(given, allowed, n=1, cutoff=0.5)
    return f"，是不是“{close[0]}”？" if close else ""


def _compact_date(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        return None


def _day_hint(month: int, day: int) -> str:
    try:
        # A leap year.
        return f"，要写成 {date(2024, month, day):%m-%d}"
    except ValueError:
        return "，而且没有这一天；要像 01-31 那样写"


def _date_hint(pattern: str, given: str) -> str:
    """Return how a date or time of day is written, the one that was meant if it can be told."""
    if pattern == TIME_OF_DAY:
        return "，要像 09:00 那样写"
    if pattern not in (ISO_DATE, DAY_OR_ISO_DATE):
        return ""
    parts = _OTHER_DATE.fullmatch(given)
    of_the_year = _OTHER_DAY.fullmatch(given) if pattern == DAY_OR_ISO_DATE else None
    if of_the_year:
        return _day_hint(*map(int, of_the_year.groups()))
    if parts is None:
        return f"，要像 2026-01-31{'、01-31' if pattern == DAY_OR_ISO_DATE else ''} 那样写"
    year, month, day = map(int, parts.groups())
    try:
        return f"，要写成 {date(year, month, day)}"
    except ValueError:
        return "，而且没有这一天；要像 2026-01-31 那样写"


def _meant(source: Source, path: ValuePath, field: str) -> str:
    """Return what was meant by a key that a form does not have, as far as it can be told."""
    if "：" in field:
        return "：冒号是全角的，要写成半角冒号加一个空格"
    if ":" in field:
        return f"：冒号后面要空一格，写成“{field.replace(':', ': ', 1)}”"
    if unseen := unseen_sign(field):
        return f"：{unseen}"
    if field == SHORTEST:
        return "，“取短”写在“期限”里：期限: {取短: [5个工作日, 7天]}"
    beside = source.value(path[:-1])
    others = {*beside} - {field} if isinstance(beside, dict) else set()
    most = max(len(keys & others) for keys in _known_keys())
    known = frozenset[str]().union(*(keys for keys in _known_keys() if len(keys & others) == most))
    if _CONDITION in others and fact_named(field):
        return f"：要写在“{_CONDITION}”里"
    close = get_close_matches(field, sorted(known - others), n=1, cutoff=0.5)
    if not close and isinstance(beside, dict) and beside.get(field) is None and field in beside:
        return f"：{torn_off(list(beside)[: list(beside).index(field)])}"
    return f"，是不是“{close[0]}”？" if close else f"，可以写的有：{'、'.join(sorted(known - others))}" if most else ""


@cache
def _known_keys() -> tuple[frozenset[str], ...]:
    """Return the keys of each form, and of each part of one."""
    schemas, definitions = models_json_schema([(form, "validation") for form in FORMS.values()], by_alias=True)
    parts = (*schemas.values(), *definitions["$defs"].values())
    return tuple(frozenset(part["properties"]) for part in parts if "properties" in part)
