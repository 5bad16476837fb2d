"""Tests that belong to a rule book: loading, running and coverage."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.errors import Problem, RuleBookError, unknown_name
from hotline_server.rulebook.facts import (
    DAY,
    FIRST_MATTER,
    FactKind,
    FactValue,
    day_number,
    fact_named,
    known_day,
    text_facts,
)
from hotline_server.rulebook.files import TESTS
from hotline_server.rulebook.messages import EXAMPLE, MessageKind
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place, find_unit
from hotline_server.rulebook.schema.files import form_problems
from hotline_server.rulebook.slips import EXAMPLE as SLIP_EXAMPLE
from hotline_server.rulebook.slips import SlipKind
from hotline_server.rulebook.source import Source, ValuePath, parse_yaml
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.text.facts import TextFacts

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


class _Case(_Form):
    id: _Text = Field(alias="编号")
    source: _Text = Field(alias="依据")
    content: _Text = Field(alias="内容")
    district: str = Field("", alias="区县")
    town: str = Field("", alias="街道")
    facts: dict[str, Any] = Field({}, alias="事实")
    expected: _Expected = Field(alias="期望")


class _CasesForm(_Form):
    kind: Literal["办理"] = Field(alias="用途")
    cases: list[_Case] = Field(alias="用例")


class _SayingsForm(_Form):
    kind: Literal["险情", "易混"] = Field(alias="用途")
    sayings: dict[str, list[_Text]] = Field(alias="说法")


class _MessageCase(_Form):
    id: _Text = Field(alias="编号")
    source: _Text = Field(alias="依据")
    kind: _Text = Field(alias="消息")
    protected: bool = Field(False, alias="保密")
    values: dict[str, _Text] = Field({}, alias="字段")
    expected: str = Field(alias="期望")


class _MessagesForm(_Form):
    kind: Literal["消息"] = Field(alias="用途")
    cases: list[_MessageCase] = Field(alias="用例")


class _ExpectedSlip(_Form):
    title: str | None = Field(None, alias="标题")
    addressee: str | None = Field(None, alias="称谓")
    asks: list[_Text] | None = Field(None, alias="正文")
    closing: str | None = Field(None, alias="结语")


class _SlipCase(_Form):
    id: _Text = Field(alias="编号")
    source: _Text = Field(alias="依据")
    kind: _Text = Field(alias="文书")
    values: dict[str, _Text] = Field({}, alias="字段")
    expected: _ExpectedSlip = Field(alias="期望")


class _SlipsForm(_Form):
    kind: Literal["文书"] = Field(alias="用途")
    cases: list[_SlipCase] = Field(alias="用例")


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
    """

    id: str
    content: str
    known: Mapping[str, FactValue]
    expected: Mapping[str, object]
    emergency: bool | None
    group: str = ""
    message: TestedMessage | None = None
    slip: TestedSlip | None = None


@dataclass(frozen=True, slots=True)
class WrittenTest:
    """Test with its position in a file."""

    test: RuleTest
    source: Source
    path: ValuePath


@dataclass(frozen=True, slots=True)
class Failure:
    """Failed test."""

    test: RuleTest
    message: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules and routing rows not reached by any test, and their total numbers."""

    untested_rules: tuple[str, ...]
    untested_rows: tuple[str, ...]
    rules: int
    rows: int

    def of(self, rules: Collection[str]) -> "Coverage":
        """Return the coverage of some of the rules alone, by their ids."""
        return Coverage(tuple(name for name in self.untested_rules if name in rules), (), len(rules), 0)


@dataclass(frozen=True, slots=True)
class RuleTestReport:
    """Results of a test run."""

    passed: int
    failures: tuple[Failure, ...]
    coverage: Coverage


def load_rule_tests(files: Mapping[str, bytes]) -> list[RuleTest]:
    """Load the tests of a rule book.

    Args:
        files: contents of its ``tests`` folder, by name.

    Raises:
        RuleBookError: if files are no valid test files; it lists all problems.
    """
    return [written.test for written in read_rule_tests(files)]


def read_rule_tests(files: Mapping[str, bytes]) -> list[WrittenTest]:
    """Load the tests of a rule book with their positions.

    Args:
        files: contents of its ``tests`` folder, by name.

    Raises:
        RuleBookError: if files are no valid test files; it lists all problems.
    """
    tests: list[WrittenTest] = []
    problems: list[Problem] = []
    for name, content in files.items():
        try:
            tests += _parse_file(parse_yaml(f"{TESTS}/{name}", content))
        except RuleBookError as error:
            problems += error.problems
    if problems:
        raise RuleBookError(problems)
    return tests


def _parse_file(source: Source) -> list[WrittenTest]:
    data = source.data if isinstance(source.data, dict) else {}
    form = _FORMS.get(str(data.get("用途")), _SayingsForm)
    try:
        return list(_parse_tests(source, form.model_validate(source.data, by_alias=True)))
    except ValidationError as error:
        raise RuleBookError(form_problems(source, error)) from None


_AnyForm = _CasesForm | _SayingsForm | _MessagesForm | _SlipsForm
_FORMS: Mapping[str, type[_AnyForm]] = {"办理": _CasesForm, "消息": _MessagesForm, "文书": _SlipsForm}


def _parse_tests(source: Source, form: _AnyForm) -> Iterator[WrittenTest]:
    if isinstance(form, _MessagesForm):
        for index, one in enumerate(form.cases):
            message = _message(source, ("用例", index), one)
            yield WrittenTest(RuleTest(one.id, one.kind, {}, {}, None, message=message), source, ("用例", index))
        return
    if isinstance(form, _SlipsForm):
        for index, case in enumerate(form.cases):
            slip = _slip(source, ("用例", index), case)
            yield WrittenTest(RuleTest(case.id, case.kind, {}, {}, None, slip=slip), source, ("用例", index))
        return
    if isinstance(form, _SayingsForm):
        for group, texts in form.sayings.items():
            for number, content in enumerate(texts):
                test = RuleTest(f"{form.kind}/{group}/{content}", content, {}, {}, form.kind == "险情", group)
                yield WrittenTest(test, source, ("说法", group, number))
        return
    for index, call in enumerate(form.cases):
        path: ValuePath = ("用例", index)
        known: dict[str, FactValue] = {
            name: value for name, value in (("区县", call.district), ("街道", call.town)) if value
        }
        for name, value in call.facts.items():
            known[name] = _check_fact(source, (*path, "事实", name), name, value)
        expected = call.expected.model_dump(by_alias=True, exclude_none=True)
        yield WrittenTest(RuleTest(call.id, call.content, known, expected, None), source, path)


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


_KINDS: Mapping[FactKind, type] = {FactKind.TEXT: str, FactKind.NUMBER: int, FactKind.FLAG: bool, FactKind.LIST: list}


def _check_fact(source: Source, path: ValuePath, name: str, value: Any) -> FactValue:
    fact = fact_named(name)
    fits = fact is not None and type(value) is _KINDS[fact.kind]
    if not fits:
        raise RuleBookError([source.problem(path, f"事实“{name}”不能是“{value}”")])
    return tuple(value) if isinstance(value, list) else value


def decide(book: RuleBook, content: str, known: Mapping[str, FactValue]) -> Decision:
    """Decide on a call, given its content and some facts; without the fact 日期 on no day in particular."""
    return decide_text(book, book.analyse("", content, known_day(known)), known)


def decide_text(book: RuleBook, text: TextFacts, known: Mapping[str, FactValue]) -> Decision:
    """Decide on a text as at registration, with the offices suggested for it as facts.

    Args:
        book: rule book.
        text: what was read in it.
        known: what else is known of it, by name.
    """
    facts = {**text_facts(text), **known}
    return book.decide({**office_facts(book.suggest(text, facts)), **facts})


def run_rule_tests(book: RuleBook, tests: Sequence[RuleTest], today: date) -> RuleTestReport:
    """Run tests against a rule book.

    Args:
        book: to test.
        tests: to run.
        today: local day of the calls of those tests that do not give another.

    Raises:
        RuleEngineError: if the rule engine failed.
    """
    failures: list[Failure] = []
    reached: set[str] = set()
    for test in tests:
        if test.message:
            failures += _message_failures(book, test, test.message)
            continue
        if test.slip:
            failures += _slip_failures(book, test, test.slip)
            continue
        decision = decide(book, test.content, {DAY: day_number(today), **test.known})
        fired = book.fire(decision.facts)
        reached.update(decision.rules)
        reached.update(fired)
        message = _describe_mismatch(test, decision, fired, book.names)
        if message:
            failures.append(Failure(test, message))
    rows = [row.id for row in book.rows]
    coverage = Coverage(
        untested_rules=tuple(name for name in book.rules if name not in reached),
        untested_rows=tuple(name for name in rows if name not in reached),
        rules=len(book.rules),
        rows=len(rows),
    )
    return RuleTestReport(len(tests) - len(failures), tuple(failures), coverage)


def _message_failures(book: RuleBook, test: RuleTest, message: TestedMessage) -> Iterator[Failure]:
    """Yield the failure of a test of a message, if it fails."""
    text = book.messages.text(message.kind, {**EXAMPLE, **message.values}, protected=message.protected)
    if text != message.text:
        yield Failure(test, f"应是“{message.text or '不发'}”，实际是“{text or '不发'}”")


def _slip_failures(book: RuleBook, test: RuleTest, slip: TestedSlip) -> Iterator[Failure]:
    """Yield the failures of a test of a slip."""
    template = book.slips.templates.get(slip.kind)
    if template is None:
        yield Failure(test, f"没有文书“{slip.kind.value}”的模板")
        return
    filled = template.filled({**SLIP_EXAMPLE, **slip.values})
    actual = {"标题": filled.title, "称谓": filled.addressee, "正文": list(filled.asks), "结语": filled.closing}
    for name, text in slip.texts.items():
        if actual[name] != text:
            yield Failure(test, f"{name}应是“{_written(text)}”，实际是“{_written(actual[name])}”")


def _written(text: object) -> object:
    return "/".join(text) if isinstance(text, list) else text


def find_lost_emergencies(book: RuleBook, tests: Sequence[RuleTest]) -> list[str]:
    """Return the texts of emergency tests that this rule book does not classify as emergencies (R2.6)."""
    return [
        test.content
        for test in tests
        if test.emergency and decide(book, test.content, test.known).outcome is not Outcome.EMERGENCY
    ]


def _describe_mismatch(test: RuleTest, decision: Decision, fired: Collection[str], names: KnownNames) -> str:
    if test.emergency is not None:
        raised = decision.outcome is Outcome.EMERGENCY
        if raised == test.emergency:
            return ""
        return f"应{'' if test.emergency else '不'}判为重大突发，实际是“{decision.outcome.value}”"
    actual = {
        "处理方式": decision.outcome.value,
        "牵头": decision.lead,
        "协办": list(decision.cohandlers),
        "紧急程度": decision.urgency.value,
        "期限": decision.limit.written,
        "政策": decision.first_policy,
        "追问": decision.asks_back,
        "分类处理": decision.end,
        "移交": list(decision.hands_to),
    }
    matter = str(decision.facts.get(FIRST_MATTER, ""))
    wrong = [
        f"{name}应是“{_worded(expected)}”，实际是“{_worded(actual[name])}”"
        for name, expected in test.expected.items()
        if name in actual and actual[name] != _in_present_names(expected, names, matter)
    ]
    wrong += (f"{name} 应当{key}" for key, name in expected_rules(test) if (name in fired) is not (key == HOLDING))
    return "；".join(wrong)


def expected_rules(test: RuleTest) -> Iterator[tuple[str, str]]:
    """Yield the ids of rules that must hold 成立 or must not 不成立, each with the key under which it is written."""
    for key in (HOLDING, NOT_HOLDING):
        listed = test.expected.get(key)
        yield from ((key, str(name)) for name in (listed if isinstance(listed, list) else ()))


def _worded(value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value


def _in_present_names(expected: object, names: KnownNames, matter: str) -> object:
    """Return an expectation in today's names; tests may go on naming a department as it was called."""
    if isinstance(expected, list):
        return [_in_present_names(name, names, matter) for name in expected]
    unit = find_unit(names, expected, Place(), matter) if isinstance(expected, str) else None
    return unit.name if unit and unit.since is None else expected
