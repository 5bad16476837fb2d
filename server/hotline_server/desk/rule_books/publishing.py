"""Publishing of rule books: only checked and tested drafts are published, and rollback takes seconds."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import structlog

from hotline_server.desk.rule_books.simulation import BookSource
from hotline_server.domain.errors import (
    DomainError,
    FieldViolation,
    InvalidFieldsError,
    NotFoundError,
    UnmetConditionError,
)
from hotline_server.domain.publication import (
    Activation,
    DraftPlan,
    DraftProposal,
    ProposalState,
    Publication,
    PublicationKind,
    Publisher,
    Shadow,
    step,
)
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.draft import CheckedDraft, check_draft
from hotline_server.rulebook.files import TESTS
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.merging import Merged, merge, named_entries
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.rule_tests import find_lost_emergencies, load_rule_tests
from hotline_server.store.rule_books import Files, RuleBookStore
from hotline_server.text.reader import Reader

FIRST = "初始规则库"
# Maximum number of lost emergencies, or of changes, quoted in a refusal.
SHOWN = 5
# Publications among which one to roll back to is sought.
REMEMBERED = 1000
_log = structlog.get_logger()


class DraftRefusedError(DomainError):
    """Draft that may not be published; carries all reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class _Tried:
    """Draft that passed its checks and tests.

    Attributes:
        published: what was in force meanwhile.
        losses: emergencies that it would miss, in sentences.
    """

    version: str
    published: Publication | None
    losses: tuple[str, ...]


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

    def publish(self, files: Files, tests: Files, base: str, by: Publisher, reason: str) -> Publication | DraftProposal:
        """Check, test and publish a draft, or propose to if emergencies or their tests would be lost (R2.6).

        Args:
            files: files of the draft.
            tests: its test files.
            base: version that the draft began from.
            by: publisher.
            reason: reason for the change.

        Raises:
            InvalidFieldsError: if the publisher, the reason or the base is missing.
            NotFoundError: if the base is not kept.
            RuleBookError: if it does not load.
            DraftRefusedError: if another rule book than the base is in force, a test fails, or a system asks for what
                needs a second person.
            UnmetConditionError: if another rule book comes into force meanwhile.
        """
        _check_names(by.name, reason)
        tried = self._tried(files, tests, base)
        if tried.losses and by.is_system:
            raise DraftRefusedError([f"{loss}；要由本人用自己的令牌提请，再由第二个人同意" for loss in tried.losses])
        with self.store.transaction():
            self._check_in_force(tried.published)
            if tried.losses:
                plan = DraftPlan(
                    tried.version, self.clock(), by.name.strip(), reason.strip(), base, files, tests, tried.losses
                )
                return self.store.propose(plan)
            self._put_in_force(tried.version, files, tests, by.name, reason)
        return self._latest()

    def approve(self, proposal_id: int, by: Publisher) -> Publication:
        """Consent to a proposal and publish its draft, which is checked and tested anew.

        Raises:
            NotFoundError: if there is no such proposal.
            RuleBookError: if the draft no longer loads.
            DraftRefusedError: if another rule book than its base is in force, or a test fails.
            UnmetConditionError: if it no longer waits, would lose more than was proposed, or the person may not
                consent.
        """
        self.store.proposal(proposal_id).check_consent(by)
        plan = self.store.proposal(proposal_id).plan
        tried = self._tried(plan.files, plan.tests, plan.base)
        if not set(tried.losses) <= set(plan.losses):
            raise UnmetConditionError("提请以后，会漏掉的险情变了，请重新提请")
        with self.store.transaction():
            self._check_in_force(tried.published)
            proposal = self.store.proposal(proposal_id)
            proposal.check_consent(by)
            ended = replace(proposal, state=ProposalState.APPROVED, ended_at=self.clock(), ended_by=by.name)
            self.store.end(ended)
            # Consent is recorded only if it is still needed.
            consent = by.name if tried.losses else ""
            self._put_in_force(tried.version, plan.files, plan.tests, plan.proposed_by, plan.reason, consent)
        return self._latest()

    def decline(self, proposal_id: int, actor: str, reason: str) -> DraftProposal:
        """Decline or withdraw a proposal.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if there is no such proposal.
            UnmetConditionError: if it no longer waits.
        """
        _check_names(actor, reason)
        with self.store.transaction():
            proposal = self.store.proposal(proposal_id)
            proposal.check_waits()
            declined = replace(
                proposal,
                state=ProposalState.DECLINED,
                ended_at=self.clock(),
                ended_by=actor.strip(),
                ended_because=reason.strip(),
            )
            self.store.end(declined)
        return declined

    def proposal(self, proposal_id: int) -> tuple[DraftProposal, list[str]]:
        """Return a proposal, and what it changes against the rule book in force.

        Raises:
            NotFoundError: if there is no such proposal.
        """
        proposal = self.store.proposal(proposal_id)
        draft = load_published(proposal.plan.files, self.names(), self.reader())
        return proposal, differences(self.load_stored(self._latest().version), draft)

    def rebase(self, files: Files, tests: Files, base: str, keep: Collection[str]) -> tuple[str, Merged]:
        """Merge what was published since a draft began into the draft; return the version in force and the result.

        Args:
            files: files of the draft.
            tests: its test files.
            base: version that the draft began from.
            keep: entries of which the draft's text is kept where both changed them, named as ``named_entries`` takes.

        Raises:
            InvalidFieldsError: if the base is missing, or an entry to keep is not in dispute, or more than one is.
            NotFoundError: if the base is not kept.
        """
        _check_base(base)
        version = self._latest().version
        books = self._all_files(base), together(files, tests), self._all_files(version)
        merged = merge(*books)
        kept, unclear = named_entries(keep, merged.conflicts)
        if unclear:
            names = "、".join(one.name for one in merged.conflicts) or "无"
            wrong = f"要写成“文件#条目”，是两边都改了的一条；现有：{names}"
            raise InvalidFieldsError([FieldViolation(f"kept_entries[{place}]", wrong) for place in unclear])
        return version, merge(*books, kept) if kept else merged

    def roll_back(self, version: str, actor: str, reason: str, *, forward: bool = False) -> Publication:
        """Put a rule book back in force that was before.

        Args:
            version: version to restore; empty for one step from the present one among those published.
            actor: person rolling back.
            reason: reason for the rollback.
            forward: step forward again instead of back.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if that version was never in force, or there is no such step.
            UnmetConditionError: if another rule book comes into force meanwhile.
        """
        _check_names(actor, reason)
        published = self.store.history(REMEMBERED)
        present = published[0] if published else None
        earlier = {one.version for one in published[1:] if present and one.version != present.version}
        wanted = version or step([(one.kind, one.version) for one in reversed(published)], forward=forward)
        if wanted not in earlier:
            steps = "没有更新的一版可以前进" if forward else "没有更早的一版可以回退"
            raise NotFoundError(f"没有可以回退的规则库 {version}" if version else steps)
        with self.store.transaction():
            if self.store.in_force() != present:
                raise UnmetConditionError("回退的时候，别人换了在用的规则库，这次没有回退，请看清楚再办")
            self.store.supersede(self.clock(), actor.strip())
            self.store.put_in_force(
                Activation(wanted, PublicationKind.ROLLED_BACK, self.clock(), actor.strip(), reason.strip())
            )
        return self._latest()

    def history(self, limit: int) -> tuple[list[Publication], list[DraftProposal]]:
        """Return the latest publications and the latest proposals, each newest first."""
        return self.store.history(limit), self.store.proposals(limit)

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

    def _tried(self, files: Files, tests: Files, base: str) -> _Tried:
        """Check and test a draft.

        Raises:
            InvalidFieldsError: if the base is missing.
            NotFoundError: if the base is not kept.
            RuleBookError: if it does not load.
            DraftRefusedError: if another rule book than the base is in force, or a test fails.
        """
        published = self.store.in_force()
        checked = self.check(files, tests)
        reasons = self._changed_since(base, checked.book.version)
        reasons += [f"用例没有通过：{failure.test.id}：{failure.message}" for failure in checked.report.failures]
        if not checked.report.passed:
            reasons.append("没有用例，不能发布")
        if reasons:
            raise DraftRefusedError(reasons)
        losses = self._lost_emergencies(checked.book, tests, published)
        return _Tried(checked.book.version, published, tuple(losses))

    def _check_in_force(self, published: Publication | None) -> None:
        """Refuse an act if another rule book came into force. Use only within a transaction."""
        if self.store.in_force() != published:
            raise UnmetConditionError("检查草稿的时候，在用的规则库换了，这次没有发布，请重新发布")

    def _put_in_force(
        self, version: str, files: Files, tests: Files, actor: str, reason: str, consented_by: str = ""
    ) -> None:
        """Put a draft in force; what waited for consent began from another one. Use only within a transaction."""
        self.store.supersede(self.clock(), actor.strip())
        self.store.keep(version, files, tests)
        self.store.put_in_force(
            Activation(version, PublicationKind.PUBLISHED, self.clock(), actor.strip(), reason.strip(), consented_by)
        )

    def _all_files(self, version: str) -> Files:
        return together(*self.files(version))

    def _changed_since(self, base: str, draft: str) -> list[str]:
        """Return why a draft that began from a version may not be published: what others have changed since."""
        _check_base(base)
        published = self._latest()
        # One that is in force already was published by the same request, whose answer was lost, or has other tests.
        if published.version in (base, draft):
            return []
        since = differences(self.load_stored(base), self.load_stored(published.version))
        listed = "；".join(since[:SHOWN]) or "只改了用例或说明"
        more = f"等 {len(since)} 处" if len(since) > SHOWN else ""
        in_force = f"在用的已经是 {published.version}（{published.actor}，{published.reason}）"
        advice = "请先合并（hotline rules rebase）再发布"
        return [f"这一稿从 {base} 改起，{in_force}。其间改了：{listed}{more}；{advice}"]

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


def together(files: Files, tests: Files) -> Files:
    """Return the files and tests of a rule book by their paths in its folder."""
    return {**files, **{f"{TESTS}/{name}": content for name, content in tests.items()}}


def _check_base(base: str) -> None:
    if not base:
        raise InvalidFieldsError([FieldViolation("draft.base_version", "要说明草稿是从哪个版本改起的")])


def _check_names(actor: str, reason: str) -> None:
    if not actor:
        raise InvalidFieldsError([FieldViolation("actor", "不能为空")])
    check_text(reason, "reason")
