"""Tests that are written in the files of a rule book."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from hotline_server.rulebook.errors import Problem, RuleBookError, unknown_name
from hotline_server.rulebook.facts import FactKind, FactValue, fact_named
from hotline_server.rulebook.files import TESTS
from hotline_server.rulebook.messages import MessageKind
from hotline_server.rulebook.salvage import salvage
from hotline_server.rulebook.schema.deadlines import LimitsForm
from hotline_server.rulebook.schema.files import fit
from hotline_server.rulebook.slips import SlipKind
from hotline_server.rulebook.source import Source, ValuePath
from hotline_server.rulebook.unknown_facts import unknown_fact

# Key of what the tests in a file are for.
PURPOSE = "用途"
HOLDING, NOT_HOLDING = "成立", "不成立"
_Text = Annotated[str, Field(min_length=1)]
_Kind = TypeVar("_Kind", bound=Enum)


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Expected(_Form):
    outcome: str | None = Field(None, alias="处理方式")
    lead: str | None = Field(None, alias="牵头")
    cohandlers: list[str] | None = Field(None, alias="协办")
    urgency: str | None = Field(None, alias="紧急程度")
    limit: int | str | None = Field(None, alias="期限")
    policy: str | None = Field(None, alias="政策")
    asks_back: bool | None = Field(None, alias="追问")
    end: str | None = Field(None, alias="分类处理")
    hands_to: list[str] | None = Field(None, alias="移交")
    holding: list[_Text] | None = Field(None, alias=HOLDING)
    not_holding: list[_Text] | None = Field(None, alias=NOT_HOLDING)


class _AnyCase(_Form):
    id: _Text = Field(alias="编号")
    source: _Text = Field(alias="依据")


class _Case(_AnyCase):
    content: _Text = Field(alias="内容")
    district: str = Field("", alias="区县")
    town: str = Field("", alias="街道")
    facts: dict[str, Any] = Field({}, alias="事实")
    expected: _Expected = Field(alias="期望")


class _CasesForm(_Form):
    kind: Literal["办理"] = Field(alias=PURPOSE)
    cases: list[_Case] = Field(alias="用例")


class _SayingsForm(_Form):
    kind: Literal["险情", "易混"] = Field(alias=PURPOSE)
    sayings: dict[str, list[_Text]] = Field(alias="说法")


class _MessageCase(_AnyCase):
    kind: _Text = Field(alias="消息")
    protected: bool = Field(False, alias="保密")
    values: dict[str, _Text] = Field({}, alias="字段")
    expected: str = Field(alias="期望")


class _MessagesForm(_Form):
    kind: Literal["消息"] = Field(alias=PURPOSE)
    cases: list[_MessageCase] = Field(alias="用例")


class _ExpectedSlip(_Form):
    title: str | None = Field(None, alias="标题")
    addressee: str | None = Field(None, alias="称谓")
    asks: list[_Text] | None = Field(None, alias="正文")
    closing: str | None = Field(None, alias="结语")


class _SlipCase(_AnyCase):
    kind: _Text = Field(alias="文书")
    values: dict[str, _Text] = Field({}, alias="字段")
    expected: _ExpectedSlip = Field(alias="期望")


class _SlipsForm(_Form):
    kind: Literal["文书"] = Field(alias=PURPOSE)
    cases: list[_SlipCase] = Field(alias="用例")


class _LimitsCase(_AnyCase):
    expected: dict[_Text, int | dict[str, int]] = Field(alias="期望", min_length=1)


class _LimitsTestsForm(_Form):
    kind: Literal["时限"] = Field(alias=PURPOSE)
    cases: list[_LimitsCase] = Field(alias="用例")


@dataclass(frozen=True, slots=True)
class TestedSlip:
    """Slip that a test composes: its kind, the values of its fields, and the texts it must have, by their names."""

    kind: SlipKind
    values: Mapping[str, str]
    texts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TestedMessage:
    """Message that a test composes: its kind, its recipient, the values of its fields, and the text it must have."""

    kind: MessageKind
    protected: bool
    values: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class RuleTest:
    """Test of a rule book.

    Attributes:
        id: of the test case, or usage, group and text of a saying.
        content: text of the call.
        known: further facts.
        expected: parts of the decision by their Chinese names; only those listed are compared.
        emergency: whether the decision must be an emergency; ``None`` if ``expected`` applies instead.
        group: of a saying, for emergencies the kind of danger; empty for a test case.
        message: message to compose instead of deciding; ``None`` for a test of decisions.
        slip: slip to compose instead of deciding; ``None`` for a test of decisions.
        limits: time limits that the book must have, by their Chinese names; empty for a test of something else.
    """

    id: str
    content: str
    known: Mapping[str, FactValue]
    expected: Mapping[str, object]
    emergency: bool | None
    group: str = ""
    message: TestedMessage | None = None
    slip: TestedSlip | None = None
    limits: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_of_decisions(self) -> bool:
        """True if it is a case that is decided on, not a saying, and no message, slip or time limit."""
        return self.emergency is None and not (self.message or self.slip or self.limits)


@dataclass(frozen=True, slots=True)
class WrittenTest:
    """Test with its position in a file."""

    test: RuleTest
    source: Source
    path: ValuePath


def expected_rules(test: RuleTest) -> Iterator[tuple[str, str]]:
    """Yield the ids of rules that must hold 成立 or must not 不成立, each with the key under which it is written."""
    for key in (HOLDING, NOT_HOLDING):
        listed = test.expected.get(key)
        yield from ((key, str(name)) for name in (listed if isinstance(listed, list) else ()))


def load_rule_tests(files: Mapping[str, bytes]) -> list[RuleTest]:
    """Load the tests of a rule book.

    Args:
        files: contents of its ``tests`` folder, by name.

    Raises:
        RuleBookError: if files are no valid test files; it lists all problems.
    """
    read = read_rule_tests(files)
    if read.problems:
        raise RuleBookError(read.problems)
    return [written.test for written in read.tests]


def read_rule_tests(files: Mapping[str, bytes]) -> "WrittenTests":
    """Read the tests of a rule book with their positions, as far as they can be read.

    Args:
        files: contents of its ``tests`` folder, by name.
    """
    read = WrittenTests()
    for name, content in files.items():
        read.add_file(f"{TESTS}/{name}", content)
    return read


@dataclass(slots=True)
class WrittenTests:
    """Tests of a rule book as they are written.

    Attributes:
        tests: that could be read.
        faulty: that could be read but for facts that no call has.
        problems: that the files have.
    """

    tests: list[WrittenTest] = field(default_factory=list)
    faulty: list[WrittenTest] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def by_id(self) -> dict[str, WrittenTest]:
        """Return the tests by their ids."""
        return {one.test.id: one for one in self.tests}

    def add_file(self, name: str, content: bytes) -> None:
        """Add the tests of a file."""
        read = salvage(name, content)
        self.problems += read.problems
        source = read.source
        if source is None:
            return
        self.problems += source.cut
        data = source.data if isinstance(source.data, dict) else {}
        fitted = fit(source, _FORMS.get(str(data.get(PURPOSE)), _SayingsForm), read.lost)
        self.problems += fitted.problems
        if fitted.form:
            self.tests += self._tests(fitted.source, fitted.form)

    def _tests(self, source: Source, form: "_AnyForm") -> Iterator[WrittenTest]:
        if isinstance(form, _SayingsForm):
            for group, texts in form.sayings.items():
                for number, content in enumerate(texts):
                    test = RuleTest(f"{form.kind}/{group}/{content}", content, {}, {}, form.kind == "险情", group)
                    yield WrittenTest(test, source, ("说法", group, number))
            return
        cases: Sequence[_Case | _MessageCase | _SlipCase | _LimitsCase] = form.cases
        for index, case in enumerate(cases):
            path: ValuePath = ("用例", index)
            wrong: list[Problem] = []
            try:
                written = WrittenTest(_parse_case(source, path, case, wrong), source, path)
            except RuleBookError as error:
                self.problems += error.problems
                continue
            self.problems += wrong
            if wrong:
                self.faulty.append(written)
            else:
                yield written


_AnyForm = _CasesForm | _SayingsForm | _MessagesForm | _SlipsForm | _LimitsTestsForm
_FORMS: Mapping[str, type[_AnyForm]] = {
    "办理": _CasesForm,
    "消息": _MessagesForm,
    "文书": _SlipsForm,
    "时限": _LimitsTestsForm,
}
_NO_NUMBERS = {"opens", "closes", "alarm_levels", "leader_posts", "replies"}
LIMIT_NAMES = {
    field.alias: name for name, field in LimitsForm.model_fields.items() if field.alias and name not in _NO_NUMBERS
}
"""Names in this release of the time limits that are numbers, or numbers by urgency, by those in rule books."""


def _parse_case(
    source: Source, path: ValuePath, case: _Case | _MessageCase | _SlipCase | _LimitsCase, wrong: list[Problem]
) -> RuleTest:
    """Return a test, without the facts that no call has, which are added to what is wrong."""
    if isinstance(case, _MessageCase):
        return RuleTest(case.id, case.kind, {}, {}, None, message=_message(source, path, case))
    if isinstance(case, _SlipCase):
        return RuleTest(case.id, case.kind, {}, {}, None, slip=_slip(source, path, case))
    if isinstance(case, _LimitsCase):
        _check_fields(source, (*path, "期望"), case.expected, LIMIT_NAMES)
        return RuleTest(case.id, "、".join(case.expected), {}, {}, None, limits=case.expected)
    known: dict[str, FactValue] = {
        name: value for name, value in (("区县", case.district), ("街道", case.town)) if value
    }
    for name, value in case.facts.items():
        try:
            known[name] = _check_fact(source, (*path, "事实", name), name, value)
        except RuleBookError as error:
            wrong += error.problems
    return RuleTest(case.id, case.content, known, case.expected.model_dump(by_alias=True, exclude_none=True), None)


def _message(source: Source, path: ValuePath, case: _MessageCase) -> TestedMessage:
    kind = _kind(source, (*path, "消息"), case.kind, {kind.value: kind for kind in MessageKind})
    _check_fields(source, (*path, "字段"), case.values, kind.fields)
    return TestedMessage(kind, case.protected, case.values, case.expected)


def _slip(source: Source, path: ValuePath, case: _SlipCase) -> TestedSlip:
    kind = _kind(source, (*path, "文书"), case.kind, {kind.value: kind for kind in SlipKind})
    _check_fields(source, (*path, "字段"), case.values, kind.fields)
    return TestedSlip(kind, case.values, case.expected.model_dump(by_alias=True, exclude_none=True))


def _kind(source: Source, path: ValuePath, name: str, kinds: Mapping[str, _Kind]) -> _Kind:
    if name not in kinds:
        raise RuleBookError([source.problem(path, unknown_name(name, kinds, str(path[-1])))])
    return kinds[name]


def _check_fields(source: Source, path: ValuePath, values: Collection[str], known: Collection[str]) -> None:
    unknown = [name for name in values if name not in known]
    if unknown:
        raise RuleBookError([source.problem((*path, name), unknown_name(name, known, "字段")) for name in unknown])


_KIND_NAMES: Mapping[FactKind, str] = {
    FactKind.TEXT: "文字",
    FactKind.NUMBER: "整数",
    FactKind.FLAG: "“是”或“否”",
    FactKind.LIST: "成一项或几项，如 [甲, 乙]",
}
_KINDS: Mapping[FactKind, type] = {FactKind.TEXT: str, FactKind.NUMBER: int, FactKind.FLAG: bool, FactKind.LIST: list}


def _check_fact(source: Source, path: ValuePath, name: str, value: Any) -> FactValue:
    fact = fact_named(name)
    if fact is None:
        raise RuleBookError([source.problem(path, unknown_fact(name))])
    fits = type(value) is _KINDS[fact.kind]
    if not fits:
        message = f"“{name}”要写{_KIND_NAMES[fact.kind]}，不能是“{value}”"
        raise RuleBookError([source.problem(path, message)])
    return tuple(value) if isinstance(value, list) else value
