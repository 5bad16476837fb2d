"""Checks of a draft rule book before publication: loading, tests and review."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.doubts import Doubts
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.loading import BuiltFiles, build_files
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.review.book import review, review_parts
from hotline_server.rulebook.review.expectations import expectation_problems, wrong_expectations
from hotline_server.rulebook.review.gaps import untried_facts
from hotline_server.rulebook.review.places import placed
from hotline_server.rulebook.review.policies import ended_policies
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.review.sources import test_remarks
from hotline_server.rulebook.rule_tests import EMPTY_REPORT, RuleTestReport, run_rule_tests
from hotline_server.rulebook.salvage import Salvage
from hotline_server.rulebook.template_texts import PersonalWords, template_problems
from hotline_server.rulebook.written_tests import WrittenTest, WrittenTests, read_rule_tests
from hotline_server.text.reader import Reader

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Draft with all that a check finds in it.

    Attributes:
        problems: that keep it from being published; what follows is then of what could be read.
        book: that it is; ``None`` if nobody could decide by what could be read.
        report: of its own tests, but those whose result a problem may decide.
        remarks: of a review.
        tests: that could be read, by their ids.
        untold: number of its tests whose result a problem may decide.
        ended: ids of its policies that have ended.
        untried: facts by which its rules conclude, but whose values no remark on gaps has tried.
    """

    problems: tuple[Problem, ...]
    book: RuleBook | None
    report: RuleTestReport
    remarks: tuple[Remark, ...]
    tests: Mapping[str, WrittenTest]
    untold: int = 0
    ended: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()

    def about(self, rules: Collection[str]) -> "CheckedDraft":
        """Return what was found about some of its rules alone, by their ids."""
        report = replace(self.report, coverage=self.report.coverage.of(rules))
        remarks = tuple(one for one in self.remarks if one.about in rules)
        return replace(self, report=report, remarks=remarks, ended=(), untried=())

    @property
    def version(self) -> str:
        """Version that it would have; empty if nobody could decide by it."""
        return self.book.version if self.book else ""

    def failures(self) -> Iterator[Problem]:
        """Yield its tests that failed, each where it stands."""
        for failure in self.report.failures:
            written = self.tests[failure.test.id]
            said = f"{failure.test.id}“{failure.test.content[:_SHOWN]}”：{failure.message}"
            yield written.source.problem(written.path, said)


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """Draft as it is handed in, with what it is to be checked by.

    Attributes:
        files: contents of the draft, by relative path.
        tests: contents of its test files, by name.
        names: of the units in the directory.
        reader: learned reader that the tests read with; without one, lexicons alone read.
        today: local day of the check.
        personal_words: returns those of a text.
    """

    files: Mapping[str, bytes]
    tests: Mapping[str, bytes]
    names: KnownNames
    reader: Reader | None
    today: date
    personal_words: PersonalWords


@dataclass(frozen=True, slots=True)
class TestedDraft:
    """Valid draft with the results of its own tests.

    Attributes:
        built: what it was built from.
        written: its tests.
        book: that it is.
        report: results of the tests.
        day: local day of the test.
    """

    built: BuiltFiles
    written: WrittenTests
    book: RuleBook
    report: RuleTestReport
    day: date


def tested(draft: WrittenDraft) -> TestedDraft:
    """Load a draft, and run its own tests.

    Raises:
        RuleBookError: if the draft or a test file is invalid; it lists the problems of both.
    """
    built, written = build_files(draft.files, draft.names), read_rule_tests(draft.tests)
    problems = [*_problems(built, written, draft)]
    if problems or built.contents is None:
        raise RuleBookError(problems)
    return _tested(built, written, RuleBook(built.contents, draft.names, draft.reader), draft.today)


def reviewed(draft: TestedDraft) -> CheckedDraft:
    """Review a valid draft."""
    book = draft.book
    return CheckedDraft(
        problems=(),
        book=book,
        report=draft.report,
        remarks=_placed(draft, review(book, draft.report.coverage, draft.day)),
        tests=draft.written.by_id(),
        ended=ended_policies(book, draft.day),
        untried=untried_facts(book),
    )


def check_draft(draft: WrittenDraft, unread: Iterable[Salvage] = ()) -> CheckedDraft:
    """Check a draft as a whole: whatever is wrong with one part, the others are tested and reviewed all the same.

    ``unread`` is that of ``build_files``.
    """
    built, written = build_files(draft.files, draft.names, unread), read_rule_tests(draft.tests)
    problems = tuple(RuleBookError(_problems(built, written, draft)).problems)
    if built.contents is None:
        return CheckedDraft(problems, None, EMPTY_REPORT, (), written.by_id(), len(written.tests))
    tried = _tested(built, written, RuleBook(built.contents, draft.names, draft.reader), draft.today)
    if not problems:
        return reviewed(tried)
    doubts = Doubts.of(built.forms, problems)
    failures = tried.report.failures
    wrong = wrong_expectations(written.tests, built.forms, draft.names)
    told = tuple(one for one in failures if one.test.id not in wrong and not doubts.about(one.test, one.decision))
    remarks = _placed(tried, review_parts(tried.book, draft.today))
    report = replace(tried.report, failures=told)
    return CheckedDraft(problems, tried.book, report, remarks, written.by_id(), len(failures) - len(told))


def _placed(draft: TestedDraft, remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the remarks on a book with their places, and those on its tests."""
    return (*placed(remarks, draft.built.forms, draft.book.rows), *test_remarks(draft.written.tests))


def _tested(built: BuiltFiles, written: WrittenTests, book: RuleBook, today: date) -> TestedDraft:
    report = run_rule_tests(book, [one.test for one in written.tests], today)
    return TestedDraft(built, written, book, report, today)


def _problems(built: BuiltFiles, written: WrittenTests, draft: WrittenDraft) -> Iterator[Problem]:
    yield from (*built.problems, *written.problems, *template_problems(built.forms, draft.personal_words))
    yield from expectation_problems((*written.tests, *written.faulty), built.forms, draft.names)
