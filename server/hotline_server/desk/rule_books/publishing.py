"""Rule book in force, and publishing: only checked and tested drafts are published, and rollback takes seconds."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from hotline_server.desk.cases.shadows import Shadowed
from hotline_server.desk.rule_books.simulation import BookSource
from hotline_server.domain.errors import (
    DomainError,
    FieldViolation,
    InvalidFieldsError,
    NotFoundError,
    UnmetConditionError,
)
from hotline_server.domain.publication import Activation, Publication, PublicationKind, Shadow
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.draft import CheckedDraft, check_draft
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.rule_tests import find_lost_emergencies, load_rule_tests
from hotline_server.store.rule_books import Files, RuleBookStore
from hotline_server.text.reader import Reader

FIRST = "初始规则库"
# Interval at which a server checks for a newly published rule book, in seconds.
# Maximum number of lost emergencies quoted in a refusal.
SHOWN = 5
_log = structlog.get_logger()


class DraftRefusedError(DomainError):
    """Draft that may not be published; carries all reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


class BookInForce:
    """Holder of the rule book in force and of the shadowed draft.

    A call reads the book once, so no call is decided by a mix of two. A new book is built separately and
    swapped in by a single assignment, so calls never wait for it.
    """

    def __init__(
        self, store: RuleBookStore, names: Callable[[], KnownNames], reader: Callable[[], Reader | None]
    ) -> None:
        """Load the published book.

        Raises:
            LookupError: if none is published.
            RuleBookError: if this release no longer reads the published one.
        """
        self._store = store
        self._names = names
        self._reader = reader
        self._refreshing = threading.Lock()
        self._shadow: Shadowed | None = None
        publication = store.in_force()
        if publication is None:
            raise LookupError("no rule book is published")
        self._book = self._load(publication.version)
        self.refresh()

    def __call__(self) -> RuleBook:
        """Return the rule book in force."""
        return self._book

    def shadow(self) -> Shadowed | None:
        """Return the running shadow of a draft, if any."""
        return self._shadow

    def refresh(self) -> None:
        """Pick up newly published and shadowed books, and changes of the directory."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            self._refresh()

    def _refresh(self) -> None:
        publication = self._store.in_force()
        if publication and publication.version != self._book.version:
            self._book = self._load(publication.version)
            _log.info("rule book switched", version=publication.version, publication=publication.id)
        else:
            self._book = self._bound(self._book)
        shadow = self._store.shadow(0)
        if shadow is None or not shadow.active:
            self._shadow = None
        elif self._shadow is None or self._shadow.id != shadow.id:
            self._shadow = Shadowed(shadow.id, self._load(shadow.version), self._store)
        else:
            self._shadow = replace(self._shadow, book=self._bound(self._shadow.book))

    def _bound(self, book: RuleBook) -> RuleBook:
        """Return the book with today's names and the reader in force; the same object if neither has changed."""
        if book.names is not self._names():
            book = book.rebound(self._names())
        return book if book.reader is self._reader() else book.reading_with(self._reader())

    def _load(self, version: str) -> RuleBook:
        found = self._store.files(version)
        if found is None:
            raise LookupError(f"the files of rule book {version} are missing")
        return load_published(found[0], self._names(), self._reader())


@dataclass(frozen=True, slots=True)
class Publishing:
    """Checking, publishing and rolling back of rule books."""

    store: RuleBookStore
    names: Callable[[], KnownNames]
    reader: Callable[[], Reader | None]
    clock: Clock

    def load(self, files: Files) -> RuleBook:
        """Load a draft.

        Raises:
            RuleBookError: listing every error.
        """
        return load(files, self.names(), self.reader())

    def load_stored(self, version: str) -> RuleBook:
        """Load a rule book that was published, even if the directory has changed since.

        Raises:
            NotFoundError: if there is no such version.
            RuleBookError: if this release no longer reads it.
        """
        return load_published(self.files(version)[0], self.names(), self.reader())

    def check(self, files: Files, tests: Files) -> CheckedDraft:
        """Load a draft, run its own tests and review it.

        Raises:
            RuleBookError: if it or its tests do not load.
        """
        return check_draft(files, tests, self.names(), self.reader(), local_day(self.clock()))

    def publish_first(self, files: Files, tests: Files) -> None:
        """Publish the rule book of a new installation, if none was published yet.

        Raises:
            RuleBookError: if it does not load.
        """
        if self.store.in_force() is None:
            book = load(files, self.names(), self.reader())
            with self.store.transaction():
                self.store.keep(book.version, files, tests)
                first = Activation(book.version, PublicationKind.PUBLISHED, self.clock(), "系统", FIRST)
                self.store.put_in_force(first)

    def publish(self, files: Files, tests: Files, actor: str, reason: str, consented_by: str = "") -> Publication:
        """Check, test and publish a draft.

        Args:
            files: files of the draft.
            tests: its test files.
            actor: publisher.
            reason: reason for the change.
            consented_by: second person, who consents to losing emergencies.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            RuleBookError: if it does not load.
            DraftRefusedError: if a test fails, or emergencies or their tests would be lost without consent.
            UnmetConditionError: if another rule book comes into force meanwhile.
        """
        _check_names(actor, reason)
        published = self.store.in_force()
        checked = self.check(files, tests)
        reasons = [f"用例没有通过：{failure.test.id}：{failure.message}" for failure in checked.report.failures]
        if not checked.report.passed:
            reasons.append("没有用例，不能发布")
        lost = self._lost_emergencies(checked.book, tests, published)
        # Consent is recorded only if it was needed.
        consent = consented_by.strip() if lost else ""
        if consent in ("", actor.strip()):
            wanted = "同意的人不能就是发布的人" if consent else "要有第二个人同意才能发布"
            reasons += [f"{loss}；{wanted}" for loss in lost]
        if reasons:
            raise DraftRefusedError(reasons)
        version = checked.book.version
        with self.store.transaction():
            if self.store.in_force() != published:
                raise UnmetConditionError("检查草稿的时候，在用的规则库换了，这次没有发布，请重新发布")
            self.store.keep(version, files, tests)
            self.store.put_in_force(
                Activation(version, PublicationKind.PUBLISHED, self.clock(), actor.strip(), reason.strip(), consent)
            )
        return self._latest()

    def roll_back(self, version: str, actor: str, reason: str) -> Publication:
        """Put an earlier rule book back in force.

        Args:
            version: version to restore; empty for the previous one.
            actor: person rolling back.
            reason: reason for the rollback.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if that version was never in force.
        """
        _check_names(actor, reason)
        present = self._latest().version
        earlier = [published.version for published in self.store.history(1000) if published.version != present]
        wanted = version or next(iter(earlier), "")
        if wanted not in earlier:
            raise NotFoundError(f"没有可以回退的规则库{f' {version}' if version else ''}")
        with self.store.transaction():
            self.store.put_in_force(
                Activation(wanted, PublicationKind.ROLLED_BACK, self.clock(), actor.strip(), reason.strip())
            )
        return self._latest()

    def history(self, limit: int) -> list[Publication]:
        """Return the latest publications, newest first."""
        return self.store.history(limit)

    def start_shadow(self, files: Files, tests: Files, actor: str) -> str:
        """Shadow a draft on live calls; return its version.

        Raises:
            InvalidFieldsError: if the actor is missing.
            RuleBookError: if it does not load.
        """
        _check_names(actor, "-")
        book = load(files, self.names(), self.reader())
        with self.store.transaction():
            self.store.keep(book.version, files, tests)
            self.store.start_shadow(book.version, self.clock(), actor.strip())
        return book.version

    def stop_shadow(self) -> None:
        """End the shadow."""
        with self.store.transaction():
            self.store.stop_shadow()

    def shadow(self, examples: int) -> Shadow:
        """Return the latest shadow.

        Raises:
            NotFoundError: if there was none.
        """
        shadow = self.store.shadow(examples)
        if shadow is None:
            raise NotFoundError("没有试运行的草稿")
        return shadow

    def files(self, version: str) -> tuple[Files, Files]:
        """Return the files and tests of a stored rule book; of the one in force if the version is empty.

        Raises:
            NotFoundError: if it is not stored.
        """
        found = self.store.files(version or self._latest().version)
        if found is None:
            raise NotFoundError(f"没有规则库 {version}")
        return found

    def source(self, book: RuleBook) -> BookSource:
        """Return what a stored rule book is built from, with the names and the reader that it is bound to.

        Raises:
            NotFoundError: if it is not stored.
        """
        return BookSource(self.files(book.version)[0], book.names, book.reader.data if book.reader else b"")

    def _latest(self) -> Publication:
        latest = self.store.in_force()
        if latest is None:
            raise NotFoundError("还没有发布过规则库")
        return latest

    def _lost_emergencies(self, draft: RuleBook, tests: Files, published: Publication | None) -> list[str]:
        """Return the emergencies in the published book's tests that a draft would lose (R2.6).

        Dropping a test counts too: otherwise the next draft could drop its rule unnoticed.
        """
        if published is None:
            return []
        sayings = [test for test in load_rule_tests(self.files(published.version)[1]) if test.emergency]
        kept = {test.content for test in load_rule_tests(tests) if test.emergency}
        lost = find_lost_emergencies(draft, sayings)
        dropped = [test.content for test in sayings if test.content not in kept and test.content not in lost]
        return [
            f"这一稿会{what} {len(some)} 句险情，如{'、'.join(f'“{said}”' for said in some[:SHOWN])}"
            for what, some in (("漏掉", lost), ("删去用例里的", dropped))
            if some
        ]


def _check_names(actor: str, reason: str) -> None:
    if not actor:
        raise InvalidFieldsError([FieldViolation("actor", "要说明是谁办的")])
    check_text(reason, "reason")
