"""Rule books that are kept, and drafts: loading, checking and testing them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hotline_server.desk.rule_books.simulation import BookSource
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.personal_data.templates import personal_words
from hotline_server.domain.publication import Publication
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.draft import CheckedDraft, TestedDraft, WrittenDraft, check_draft, reviewed, tested
from hotline_server.rulebook.editions import edition_of, parted, version_of_tests
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import TESTS
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.rule_tests import find_lost_emergencies
from hotline_server.rulebook.written_tests import RuleTest, read_rule_tests
from hotline_server.store.rule_books import Files, RuleBookStore
from hotline_server.text.reader import Reader

# Maximum number of lost emergencies, or of changes, quoted in a refusal.
SHOWN = 5
MERGE_FIRST = "请先合并（hotline rules rebase）再发布"
_Emergencies = Mapping[str, RuleTest]
"""Tests of emergencies, by what is said."""


class DraftRefusedError(DomainError):
    """Draft that may not be published; carries all reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class TriedDraft:
    """Draft that passed its checks and tests, or rule book that may come back.

    Attributes:
        book: what it is.
        published: what was in force meanwhile.
        losses: emergencies that it would miss, in sentences.
    """

    book: RuleBook
    published: Publication | None
    losses: tuple[str, ...]


@dataclass(slots=True)
class ReadyBook:
    """Holder of a rule book that is about to come into force, so that this server need not build it again."""

    book: RuleBook | None = None

    def take(self, version: str) -> RuleBook | None:
        """Return the rule book if it has this version, and hold it no more in any case."""
        book, self.book = self.book, None
        return book if book and book.version == version else None


@dataclass(slots=True)
class LastTested:
    """Draft that was tested last: who looks at it and then publishes it does not wait for the same tests twice."""

    _last: tuple[WrittenDraft, TestedDraft] | None = None

    def tested(self, draft: WrittenDraft) -> TestedDraft:
        """Load a draft and run its own tests; result and errors are those of ``tested``."""
        last = self._last
        if last is None or last[0] != draft:
            last = self._last = draft, tested(draft)
        return last[1]


@dataclass(frozen=True, slots=True)
class KeptBooks:
    """Rule books that are kept; ``names`` and ``reader`` return what is in force."""

    store: RuleBookStore
    names: Callable[[], KnownNames]
    reader: Callable[[], Reader | None]
    clock: Clock
    ready: ReadyBook = field(default_factory=ReadyBook)
    last: LastTested = field(default_factory=LastTested)

    def load(self, files: Files) -> RuleBook:
        """Load a draft.

        Raises:
            RuleBookError: listing every error.
        """
        return load(files, self.names(), self.reader())

    def load_stored(self, edition: str) -> RuleBook:
        """Load a rule book that was published, by its edition or version, even if the directory has changed since.

        Raises:
            NotFoundError: if there is no such version.
            RuleBookError: if this release no longer reads it.
        """
        return load_published(self.files(edition)[0], self.names(), self.reader())

    def check(self, files: Files, tests: Files) -> CheckedDraft:
        """Load a draft, run its own tests and review it.

        Raises:
            RuleBookError: if it or its tests do not load; it lists the tests of the rest that failed as well.
        """
        draft = self._written(files, tests)
        try:
            return reviewed(self.last.tested(draft))
        except RuleBookError:
            checked = check_draft(draft)
        failed = (replace(one, message=f"用例没有通过：{one.message}") for one in checked.failures())
        raise RuleBookError([*checked.problems, *failed])

    def files(self, edition: str) -> tuple[Files, Files]:
        """Return the files and tests of a rule book, or of a draft proposed or scheduled; empty means the one in force.

        Args:
            edition: or a version, for its latest tests.

        Raises:
            NotFoundError: if it is not stored.
        """
        found = self.store.files(edition or self.latest().edition)
        if found is None:
            plan = self.store.unpublished(edition)
            if plan is None:
                raise NotFoundError(f"没有规则库 {edition}")
            return plan.files, plan.tests
        return found

    def begun(self, base: str) -> str:
        """Return the edition that a draft began from.

        Of a version alone it is the first, so that no tests that were published later are taken for known.

        Raises:
            InvalidFieldsError: if the base is missing.
            NotFoundError: if it is not kept.
        """
        if not base:
            raise InvalidFieldsError([FieldViolation("draft.base_version", "要说明草稿是从哪个版本改起的")])
        edition = base if parted(base)[1] else self.store.begun(base) or base
        self.files(edition)
        return edition

    def source(self, book: RuleBook) -> BookSource:
        """Return what a stored rule book is built from, with the names and the reader that it is bound to.

        Raises:
            NotFoundError: if it is not stored.
        """
        return BookSource(self.files(book.version)[0], book.names, book.reader.data if book.reader else b"")

    def tried(self, files: Files, tests: Files, base: str) -> TriedDraft:
        """Check and test a draft.

        Raises:
            InvalidFieldsError: if the base is missing.
            NotFoundError: if the base is not kept.
            RuleBookError: if it does not load.
            DraftRefusedError: if another rule book than the base is in force, or a test fails.
        """
        published = self.store.in_force()
        draft = self.last.tested(self._written(files, tests))
        reasons = self._changed_since(base, edition_of(draft.book.version, version_of_tests(tests)))
        reasons += [f"用例没有通过：{failure.test.id}：{failure.message}" for failure in draft.report.failures]
        if not draft.report.passed:
            reasons.append("没有用例，不能发布")
        if reasons:
            raise DraftRefusedError(reasons)
        kept = _emergencies(tests)
        # The draft has passed its own tests, so that only what they lack is to be tried.
        return TriedDraft(draft.book, published, self._lost_emergencies(draft.book, published, kept, kept, "这一稿"))

    def restorable(self, files: Files, tests: Files, published: Publication | None) -> TriedDraft:
        """Load a rule book that was in force, and try what it would lose; nothing in it keeps it from coming back.

        Args:
            files: its contents.
            tests: its test files.
            published: what is in force.

        Raises:
            RuleBookError: if this release no longer reads it.
        """
        book = load_published(files, self.names(), self.reader())
        # It passed its tests with the reader and the directory of its time.
        losses = self._lost_emergencies(book, published, _emergencies(tests), {}, "这一版")
        return TriedDraft(book, published, losses)

    def _written(self, files: Files, tests: Files) -> WrittenDraft:
        """Return a draft with what is in force to check it by."""
        return WrittenDraft(files, tests, self.names(), self.reader(), local_day(self.clock()), personal_words)

    def _changed_since(self, base: str, draft: str) -> list[str]:
        """Return why a draft that began from an edition may not be published: what others have changed since."""
        begun, published = self.begun(base), self.latest()
        # One that is in force already was published by the same request, whose answer was lost.
        if published.edition in (begun, draft):
            return []
        book = self.load_stored(published.edition)
        changes = quoted(self.differences(begun, book, together(*self.files(published.edition))))
        in_force = f"在用的已经是 {published.edition}（{published.actor}，{published.reason}）"
        return [f"这一稿从 {base} 改起，{in_force}。{changes}；{MERGE_FIRST}"]

    def differences(self, edition: str, book: RuleBook, written: Files) -> list[str]:
        """Describe every difference of a rule book from one that is kept.

        Args:
            edition: that is kept, or a version.
            book: the other one.
            written: files that it is written in, with its tests.

        Raises:
            NotFoundError: if there is no such edition.
        """
        return differences(self.load_stored(edition), book, together(*self.files(edition)), written)

    def latest(self) -> Publication:
        """Return the latest publication.

        Raises:
            NotFoundError: if there is none.
        """
        latest = self.store.in_force()
        if latest is None:
            raise NotFoundError("还没有发布过规则库")
        return latest

    def _lost_emergencies(
        self, book: RuleBook, published: Publication | None, kept: _Emergencies, passed: _Emergencies, called: str
    ) -> tuple[str, ...]:
        """Describe the emergencies in the published book's tests that another book would lose (R2.6).

        Dropping a test counts too: otherwise the next draft could drop its rule unnoticed.

        Args:
            book: the other one.
            published: what is in force.
            kept: tests of emergencies that the other one has.
            passed: those of them that need not be tried again.
            called: word for the other book.
        """
        if published is None:
            return ()
        sayings = _emergencies(self.files(published.edition)[1])
        untried = [test for test in sayings.values() if test != passed.get(test.content)]
        lost = find_lost_emergencies(book, untried, local_day(self.clock()))
        dropped = [content for content in sayings if content not in kept and content not in lost]
        return tuple(
            f"{called}会{what} {len(some)} 句险情，如{'、'.join(f'“{said}”' for said in some[:SHOWN])}"
            for what, some in (("漏掉", lost), ("删去用例里的", dropped))
            if some
        )


def _emergencies(tests: Files) -> _Emergencies:
    """Return the tests of emergencies among those of a rule book, as far as this release reads them."""
    return {one.test.content: one.test for one in read_rule_tests(tests).tests if one.test.emergency}


def quoted(changes: Sequence[str]) -> str:
    """Return the first of some changes in a clause."""
    more = f"等 {len(changes)} 处" if len(changes) > SHOWN else ""
    return f"其间改了：{'；'.join(changes[:SHOWN]) or '没有改动'}{more}"


def together(files: Files, tests: Files) -> Files:
    """Return the files and tests of a rule book by their paths in its folder."""
    return {**files, **{f"{TESTS}/{name}": content for name, content in tests.items()}}


def check_names(actor: str, reason: str) -> None:
    """Raise an error unless somebody acts, for a reason.

    Raises:
        InvalidFieldsError: if either is missing.
    """
    if not actor:
        raise InvalidFieldsError([FieldViolation("actor", "不能为空")])
    check_text(reason, "reason")
