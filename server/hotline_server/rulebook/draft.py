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


def tested(
    files: Mapping[str, bytes],
    tests: Mapping[str, bytes],
    names: KnownNames,
    reader: Reader | None,
    today: date,
    personal_words: PersonalWords,
) -> TestedDraft:
    """Load a draft, and run its own tests.

    Args:
        files: contents of the draft, by relative path.
        tests: contents of its test files, by name.
        names: of the units in the directory.
        reader: learned reader that the tests read with; without one, lexicons alone read.
        today: local day of the check.
        personal_words: returns those of a text.

    Raises:
        RuleBookError: if the draft or a test file is invalid; it lists the problems of both.
    """
    built, written = build_files(files, names), read_rule_tests(tests)
    problems = [*_problems(built, written, names, personal_words)]
    if problems or built.contents is None:
        raise RuleBookError(problems)
    return _tested(built, written, RuleBook(built.contents, names, reader), today)


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


def check_draft(
    files: Mapping[str, bytes],
    tests: Mapping[str, bytes],
    names: KnownNames,
    reader: Reader | None,
    today: date,
    personal_words: PersonalWords,
    unread: Iterable[Salvage] = (),
) -> CheckedDraft:
    """Check a draft as a whole: whatever is wrong with one part, the others are tested and reviewed all the same.

    Args are those of ``tested``, and ``unread`` is that of ``build_files``.
    """
    built, written = build_files(files, names, unread), read_rule_tests(tests)
    problems = tuple(RuleBookError(_problems(built, written, names, personal_words)).problems)
    if built.contents is None:
        return CheckedDraft(problems, None, EMPTY_REPORT, (), written.by_id(), len(written.tests))
    draft = _tested(built, written, RuleBook(built.contents, names, reader), today)
    if not problems:
        return reviewed(draft)
    doubts = Doubts.of(built.forms, problems)
    failures = draft.report.failures
    wrong = wrong_expectations(written.tests, built.forms, names)
    told = tuple(one for one in failures if one.test.id not in wrong and not doubts.about(one.test, one.decision))
    remarks = _placed(draft, review_parts(draft.book, today))
    report = replace(draft.report, failures=told)
    return CheckedDraft(problems, draft.book, report, remarks, written.by_id(), len(failures) - len(told))


def _placed(draft: TestedDraft, remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the remarks on a book with their places, and those on its tests."""
    return (*placed(remarks, draft.built.forms, draft.book.rows), *test_remarks(draft.written.tests))


def _tested(built: BuiltFiles, written: WrittenTests, book: RuleBook, today: date) -> TestedDraft:
    report = run_rule_tests(book, [one.test for one in written.tests], today)
    return TestedDraft(built, written, book, report, today)


def _problems(
    built: BuiltFiles, written: WrittenTests, names: KnownNames, personal_words: PersonalWords
) -> Iterator[Problem]:
    yield from (*built.problems, *written.problems, *template_problems(built.forms, personal_words))
    yield from expectation_problems((*written.tests, *written.faulty), built.forms, names)
