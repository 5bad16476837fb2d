"""The rule book in force, and changing it: published only when checked and tested, taken back in seconds."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.publication import Publication, Shadow
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.draft import CheckedDraft, check_draft
from hotline_server.rulebook.loading import KnownNames, load
from hotline_server.rulebook.rule_tests import find_lost_emergencies, load_rule_tests
from hotline_server.store.rule_books import Files, RuleBookStore

NAME_LIMIT = 50
FIRST = "初始规则库"
PUBLISHED, ROLLED_BACK = "发布", "回退"
# How often a server looks whether another rule book was put in force, in seconds.
LOOK_SECONDS = 0.5
# How many lost emergencies a refusal quotes.
SHOWN = 5
_log = structlog.get_logger()


class DraftRefusedError(DomainError):
    """A draft that may not be published, with all the reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


class BookInForce:
    """Holds the rule book in force and the draft in the shadow.

    A call takes the book once, at its beginning, so no call is decided by a mix. A new book is built
    aside and put in place with one assignment; calls never wait for it.
    """

    def __init__(self, store: RuleBookStore, names: KnownNames) -> None:
        """Take the published book.

        Raises:
            LookupError: none is published.
            RuleBookError: the published one does not fit the directory any more.
        """
        self._store = store
        self._names = names
        self._refreshing = threading.Lock()
        self._shadow: tuple[int, RuleBook] | None = None
        publication = store.in_force()
        if publication is None:
            raise LookupError("no rule book is published")
        self._book = self._load(publication.version)
        self.refresh()

    def __call__(self) -> RuleBook:
        """The rule book in force."""
        return self._book

    def shadow(self) -> tuple[int, RuleBook] | None:
        """The id of the shadow that runs, and its draft."""
        return self._shadow

    def refresh(self) -> None:
        """Take what was published or put in the shadow since."""
        # One thread at a time, so that what one read before a change never replaces what another read after it.
        with self._refreshing:
            self._refresh()

    def _refresh(self) -> None:
        publication = self._store.in_force()
        if publication and publication.version != self._book.version:
            self._book = self._load(publication.version)
            _log.info("rule book switched", version=publication.version, publication=publication.id)
        shadow = self._store.shadow(0)
        if shadow is None or not shadow.active:
            self._shadow = None
        elif self._shadow is None or self._shadow[0] != shadow.id:
            self._shadow = (shadow.id, self._load(shadow.version))

    def _load(self, version: str) -> RuleBook:
        found = self._store.files(version)
        if found is None:
            raise LookupError(f"the files of rule book {version} are missing")
        return load(found[0], self._names)


@dataclass(frozen=True, slots=True)
class Publishing:
    """Checks drafts, publishes them, and takes them back."""

    store: RuleBookStore
    names: KnownNames
    clock: Clock

    def load(self, files: Files) -> RuleBook:
        """Load a draft or a kept rule book.

        Raises:
            RuleBookError: with every mistake.
        """
        return load(files, self.names)

    def check(self, files: Files, tests: Files) -> CheckedDraft:
        """Load a draft, run its own tests and review it.

        Raises:
            RuleBookError: it does not load, or its tests do not.
        """
        return check_draft(files, tests, self.names)

    def publish_first(self, files: Files, tests: Files) -> None:
        """Publish the rule book of a new installation, if none was published yet.

        Raises:
            RuleBookError: it does not load.
        """
        if self.store.in_force() is None:
            book = load(files, self.names)
            with self.store.transaction():
                self.store.keep(book.version, files, tests)
                self.store.put_in_force(book.version, PUBLISHED, self.clock(), "系统", FIRST, "")

    def publish(self, files: Files, tests: Files, actor: str, reason: str, consented_by: str = "") -> Publication:
        """Publish a draft that is checked and tested.

        Args:
            files: of the draft.
            tests: its own tests.
            actor: who publishes it.
            reason: why.
            consented_by: the second person who consents to losing emergencies.

        Raises:
            InvalidFieldsError: no actor or reason.
            RuleBookError: it does not load.
            DraftRefusedError: a test failed, or emergencies or their tests would be lost without consent.
        """
        _check_names(actor, reason)
        checked = self.check(files, tests)
        reasons = [f"用例没有通过:{failure.test.id}:{failure.message}" for failure in checked.report.failures]
        if not checked.report.passed:
            reasons.append("没有用例,不能发布")
        lost = self._lost_emergencies(checked.book, tests)
        # Who consents is on record only where there was something to consent to.
        consent = consented_by.strip() if lost else ""
        if consent in ("", actor.strip()):
            wanted = "同意的人不能就是发布的人" if consent else "要有第二个人同意才能发布"
            reasons += [f"{loss};{wanted}" for loss in lost]
        if reasons:
            raise DraftRefusedError(reasons)
        version = checked.book.version
        with self.store.transaction():
            self.store.keep(version, files, tests)
            self.store.put_in_force(version, PUBLISHED, self.clock(), actor.strip(), reason.strip(), consent)
        return self._latest()

    def roll_back(self, version: str, actor: str, reason: str) -> Publication:
        """Put a rule book in force again that was before.

        Args:
            version: of it; empty for the one before the present.
            actor: who does it.
            reason: why.

        Raises:
            InvalidFieldsError: no actor or reason.
            NotFoundError: it was never in force.
        """
        _check_names(actor, reason)
        present = self._latest().version
        earlier = [published.version for published in self.store.history(1000) if published.version != present]
        wanted = version or next(iter(earlier), "")
        if wanted not in earlier:
            raise NotFoundError(f"没有可以回退的规则库{f' {version}' if version else ''}")
        with self.store.transaction():
            self.store.put_in_force(wanted, ROLLED_BACK, self.clock(), actor.strip(), reason.strip(), "")
        return self._latest()

    def history(self, limit: int) -> list[Publication]:
        """Return the latest publications, newest first."""
        return self.store.history(limit)

    def start_shadow(self, files: Files, tests: Files, actor: str) -> str:
        """Run a draft beside the published book on live calls; returns its version.

        Raises:
            InvalidFieldsError: no actor.
            RuleBookError: it does not load.
        """
        _check_names(actor, "-")
        book = load(files, self.names)
        with self.store.transaction():
            self.store.keep(book.version, files, tests)
            self.store.start_shadow(book.version, self.clock(), actor.strip())
        return book.version

    def stop_shadow(self) -> None:
        """End the shadow."""
        with self.store.transaction():
            self.store.stop_shadow()

    def shadow(self, examples: int) -> Shadow:
        """The latest shadow.

        Raises:
            NotFoundError: there was none.
        """
        shadow = self.store.shadow(examples)
        if shadow is None:
            raise NotFoundError("没有试运行的草稿")
        return shadow

    def files(self, version: str) -> tuple[Files, Files]:
        """The files and tests of a rule book that is kept; of the one in force for an empty version.

        Raises:
            NotFoundError: it is not kept.
        """
        found = self.store.files(version or self._latest().version)
        if found is None:
            raise NotFoundError(f"没有规则库 {version}")
        return found

    def _latest(self) -> Publication:
        latest = self.store.in_force()
        if latest is None:
            raise NotFoundError("还没有发布过规则库")
        return latest

    def _lost_emergencies(self, draft: RuleBook, tests: Files) -> list[str]:
        """Return what a draft loses of the emergencies that the published book's tests know (R2.6).

        A test that is dropped counts too: otherwise the next draft could drop the rule, and no test would tell.
        """
        published = self.store.in_force()
        if published is None:
            return []
        sayings = [test for test in load_rule_tests(self.files(published.version)[1]) if test.emergency]
        kept = {test.content for test in load_rule_tests(tests) if test.emergency}
        lost = find_lost_emergencies(draft, sayings)
        dropped = [test.content for test in sayings if test.content not in kept and test.content not in lost]
        return [
            f"这一稿会{what} {len(some)} 句险情,如{'、'.join(f'“{said}”' for said in some[:SHOWN])}"
            for what, some in (("漏掉", lost), ("删去用例里的", dropped))
            if some
        ]


def _check_names(actor: str, reason: str) -> None:
    violations = []
    if not actor.strip() or len(actor) > NAME_LIMIT:
        violations.append(FieldViolation("actor", f"要说明是谁,1 到 {NAME_LIMIT} 个字"))
    if not reason.strip():
        violations.append(FieldViolation("reason", "要说明为什么"))
    if violations:
        raise InvalidFieldsError(violations)
