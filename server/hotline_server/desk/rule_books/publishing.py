"""Publishing of rule books: only checked and tested drafts are published, and rollback takes seconds."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import structlog

from hotline_server.desk.rule_books.kept_books import (
    MERGE_FIRST,
    DraftRefusedError,
    KeptBooks,
    TriedDraft,
    check_names,
    quoted,
    together,
)
from hotline_server.desk.rule_books.submission import Submission
from hotline_server.domain.errors import (
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
    ScheduledDraft,
    ScheduleState,
    step,
)
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.editions import version_of_tests
from hotline_server.rulebook.entries import named_entries
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.merging import Merged, merge
from hotline_server.store.rule_books import Files, RuleBookStore

SYSTEM = "系统"
FIRST = "初始规则库"
# Publications among which one to roll back to is sought.
REMEMBERED = 1000
_log = structlog.get_logger()
Result = Publication | DraftProposal | ScheduledDraft


@dataclass(frozen=True, slots=True)
class Publishing:
    """Publishing of rule books, by one person or two, at once or at a set time, and rolling them back."""

    books: KeptBooks
    store: RuleBookStore
    clock: Clock

    def publish_first(self, files: Files, tests: Files) -> None:
        """Publish the rule book of a new installation, if none was published yet.

        Raises:
            RuleBookError: if it does not load.
        """
        if self.store.in_force() is None:
            book = self.books.load(files)
            with self.store.transaction():
                self.store.keep(book.version, files, tests)
                how = PublicationKind.PUBLISHED, self.clock(), SYSTEM, FIRST
                self.store.put_in_force(Activation(book.version, *how, tests_version=version_of_tests(tests)))

    def publish(self, submitted: Submission) -> Result:
        """Check, test and publish a draft, at once or at its time, or propose to if emergencies would be lost (R2.6).

        Raises:
            InvalidFieldsError: if the publisher, the reason or the base is missing, or the time is not ahead.
            NotFoundError: if the base is not kept.
            RuleBookError: if it does not load.
            DraftRefusedError: if another rule book than the base is in force, a test fails, or a system asks for what
                needs a second person.
            UnmetConditionError: if another rule book comes into force meanwhile.
        """
        tried, plan = self._tried(submitted)
        if tried.losses:
            return self._propose(plan, submitted.by, tried)
        if plan.takes_effect_at is None:
            return self._activate(plan, tried)
        with self.store.transaction():
            self._check_in_force(tried.published, plan.kind)
            return self.store.schedule(plan)

    def propose(self, submitted: Submission) -> DraftProposal:
        """Check and test a draft, and propose it to a second person, whatever it changes.

        Raises:
            InvalidFieldsError, NotFoundError, RuleBookError, DraftRefusedError, UnmetConditionError: as ``publish``.
        """
        tried, plan = self._tried(submitted)
        return self._propose(plan, submitted.by, tried)

    def approve(self, proposal_id: int, by: Publisher, comment: str = "") -> Publication | ScheduledDraft:
        """Consent to a proposal, and publish its draft, at once or at its time; it is checked and tested anew.

        What is rolled back to is not: it was in force as it is.

        Raises:
            InvalidFieldsError: if the comment is too long.
            NotFoundError: if there is no such proposal.
            RuleBookError: if the draft no longer loads.
            DraftRefusedError: if another rule book than its base is in force, or a test fails.
            UnmetConditionError: if it no longer waits, would lose more than was proposed, its time has passed, or the
                person may not consent.
        """
        if comment:
            check_text(comment, "comment")
        self.store.proposal(proposal_id).check_consent(by)
        plan = self.store.proposal(proposal_id).plan
        if plan.takes_effect_at and plan.takes_effect_at <= self.clock():
            raise UnmetConditionError("提请的生效时间已经过了，请重新提请")
        if plan.kind is PublicationKind.PUBLISHED:
            tried = self.books.tried(plan.files, plan.tests, plan.base)
        else:
            tried = self.books.restorable(plan.files, plan.tests, self.store.in_force())
        if not set(tried.losses) <= set(plan.losses):
            raise UnmetConditionError("提请以后，会漏掉的险情变了，请重新提请")
        overtaking = "" if plan.takes_effect_at else self._overtaking(tried.book, plan.files, plan.tests)
        with self.store.transaction():
            # First, as what another rule book superseded is to be proposed anew.
            proposal = self.store.proposal(proposal_id)
            proposal.check_consent(by)
            self._check_in_force(tried.published, plan.kind)
            self.store.end(
                replace(
                    proposal,
                    state=ProposalState.APPROVED,
                    ended_at=self.clock(),
                    ended_by=by.name,
                    ended_because=comment.strip(),
                )
            )
            if plan.takes_effect_at:
                return self.store.schedule(plan, by.name, proposal_id)
            self._put_in_force(plan, tried.book, overtaking, by.name)
        return self.books.latest()

    def decline(self, proposal_id: int, by: Publisher, reason: str) -> DraftProposal:
        """Decline or withdraw a proposal.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if there is no such proposal.
            UnmetConditionError: if it no longer waits, or is another's and the person is no approver.
        """
        check_names(by.name, reason)
        with self.store.transaction():
            proposal = self.store.proposal(proposal_id)
            proposal.check_waits()
            proposal.plan.check_end(by)
            declined = replace(
                proposal,
                state=ProposalState.DECLINED,
                ended_at=self.clock(),
                ended_by=by.name,
                ended_because=reason.strip(),
            )
            self.store.end(declined)
        return declined

    def proposal(self, proposal_id: int) -> tuple[DraftProposal, list[str]]:
        """Return a proposal, and what it changes against the rule book that it began from.

        Raises:
            NotFoundError: if there is no such proposal.
        """
        proposal = self.store.proposal(proposal_id)
        plan, books = proposal.plan, self.books
        draft = load_published(plan.files, books.names(), books.reader())
        return proposal, books.differences(plan.base, draft, together(plan.files, plan.tests))

    def rebase(self, files: Files, tests: Files, base: str, keep: Collection[str]) -> tuple[str, Merged]:
        """Merge what was published since a draft began into the draft; return the edition in force and the result.

        Args:
            files: files of the draft.
            tests: its test files.
            base: edition that the draft began from, or its version.
            keep: entries of which the draft's text is kept where both changed them, named as ``named_entries`` takes.

        Raises:
            InvalidFieldsError: if the base is missing, or an entry to keep is not in dispute, or more than one is.
            NotFoundError: if the base is not kept.
        """
        edition = self.books.latest().edition
        begun, in_force = (together(*self.books.files(one)) for one in (self.books.begun(base), edition))
        books = begun, together(files, tests), in_force
        merged = merge(*books)
        kept, unclear = named_entries(keep, merged.conflicts)
        if unclear:
            names = "、".join(one.name for one in merged.conflicts) or "无"
            wrong = f"要写成“文件#条目”，是两边都改了的一条；现有：{names}"
            raise InvalidFieldsError([FieldViolation(f"kept_entries[{place}]", wrong) for place in unclear])
        return edition, merge(*books, kept) if kept else merged

    def roll_back(
        self, version: str, by: Publisher, reason: str, *, forward: bool = False
    ) -> Publication | DraftProposal:
        """Put a rule book back in force that was before, or propose to if emergencies would be lost (R2.6).

        Args:
            version: edition to restore, or version, as it was last; empty for one step from the present edition among
                those published.
            by: who rolls back.
            reason: reason for the rollback.
            forward: step forward again instead of back.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if that version was never in force, or there is no such step.
            RuleBookError: if this release no longer reads it.
            DraftRefusedError: if a system asks for what needs a second person.
            UnmetConditionError: if another rule book comes into force meanwhile.
        """
        check_names(by.name, reason)
        earlier, present = self._earlier(version, forward=forward)
        files, tests = self.books.files(earlier.edition)
        tried = self.books.restorable(files, tests, present)
        plan = DraftPlan(
            version=earlier.version,
            proposed_at=self.clock(),
            proposed_by=by.name.strip(),
            reason=reason.strip(),
            base=present.edition,
            files=files,
            tests=tests,
            losses=tried.losses,
            kind=PublicationKind.RESTORED if forward else PublicationKind.ROLLED_BACK,
        )
        if tried.losses:
            return self._propose(plan, by, tried)
        return self._activate(plan, tried)

    def _earlier(self, version: str, *, forward: bool) -> tuple[Publication, Publication]:
        """Return the latest publication of an edition or version that may come back, and what was in force then.

        The arguments are those of ``roll_back``.
        """
        published = self.store.history(REMEMBERED)
        wanted = version or step([(one.kind, one.edition) for one in reversed(published)], forward=forward)
        if published and version in (published[0].version, published[0].edition):
            raise NotFoundError(f"{version} 就是在用的规则库，不用回退")
        earlier = next((one for one in published if wanted in (one.version, one.edition)), None)
        if earlier is None:
            steps = "没有更新的一版可以前进" if forward else "没有更早的一版可以回退"
            raise NotFoundError(
                f"没有发布过规则库 {version}，不能回退；发布过的见 hotline rules versions" if version else steps
            )
        return earlier, published[0]

    def history(self, limit: int) -> tuple[list[Publication], list[DraftProposal], list[ScheduledDraft]]:
        """Return the latest publications, the latest proposals and the latest scheduled drafts, each newest first."""
        return self.store.history(limit), self.store.proposals(limit), self.store.scheduled_drafts(limit)

    def cancel(self, scheduled_id: int, by: Publisher, reason: str) -> ScheduledDraft:
        """Call off a draft that waits for its time.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if there is no such draft.
            UnmetConditionError: if it no longer waits, or is another's and the person is no approver.
        """
        check_names(by.name, reason)
        with self.store.transaction():
            scheduled = self.store.scheduled_draft(scheduled_id)
            scheduled.check_waits()
            scheduled.plan.check_end(by)
            return self._end(scheduled, ScheduleState.CANCELLED, by.name, reason.strip())

    def publish_scheduled(self, scheduled_id: int) -> None:
        """Publish a draft whose time has come, checked and tested anew, unless it no longer waits.

        One that no longer passes goes back to whoever handed it in.

        Raises:
            NotFoundError: if there is none with the id.
        """
        scheduled = self.store.scheduled_draft(scheduled_id)
        if scheduled.state is not ScheduleState.WAITING:
            return
        plan = scheduled.plan
        tried: TriedDraft | None = None
        obstacle = ""
        try:
            tried = self.books.tried(plan.files, plan.tests, plan.base)
            if not set(tried.losses) <= set(plan.losses):
                obstacle = "排定以后，会漏掉的险情变了，请重新提请"
        except (RuleBookError, DraftRefusedError) as error:
            obstacle = str(error)
        overtaking = self._overtaking(tried.book, plan.files, plan.tests) if tried else ""
        with self.store.transaction():
            # Another server may have been faster, or somebody may have called it off or published another meanwhile.
            if self.store.scheduled_draft(scheduled.id).state is not ScheduleState.WAITING:
                return
            if tried is None or obstacle:
                self._return(scheduled, SYSTEM, obstacle)
            elif self.store.in_force() == tried.published:
                self._end(scheduled, ScheduleState.DONE, SYSTEM)
                self._put_in_force(plan, tried.book, overtaking, scheduled.consented_by)

    def _tried(self, submitted: Submission) -> tuple[TriedDraft, DraftPlan]:
        submitted.check(self.clock())
        tried = self.books.tried(submitted.files, submitted.tests, submitted.base)
        return tried, submitted.plan(tried, self.books.begun(submitted.base), self.clock())

    def _propose(self, plan: DraftPlan, by: Publisher, tried: TriedDraft) -> DraftProposal:
        if tried.losses and by.is_system:
            raise DraftRefusedError([f"{loss}；要由本人用自己的令牌提请，再由第二个人同意" for loss in tried.losses])
        with self.store.transaction():
            self._check_in_force(tried.published, plan.kind)
            return self.store.propose(plan)

    def _check_in_force(self, published: Publication | None, kind: PublicationKind) -> None:
        """Refuse an act if another rule book came into force. Use only within a transaction."""
        if self.store.in_force() != published:
            said = f"检查的时候，别人换了在用的规则库，这次没有{kind.value}"
            raise UnmetConditionError(f"{said}；看清楚改了什么，还要{kind.value}的，请重新{kind.value}")

    def _activate(self, plan: DraftPlan, tried: TriedDraft) -> Publication:
        """Put what was tried in force at once."""
        overtaking = self._overtaking(tried.book, plan.files, plan.tests)
        with self.store.transaction():
            self._check_in_force(tried.published, plan.kind)
            self._put_in_force(plan, tried.book, overtaking)
        return self.books.latest()

    def _put_in_force(self, plan: DraftPlan, book: RuleBook, overtaking: str, consented_by: str = "") -> None:
        """Put a rule book in force; what waited began from another one. Use only within a transaction."""
        self.store.keep(plan.version, plan.files, plan.tests)
        how = plan.kind, self.clock(), plan.proposed_by, plan.reason, consented_by
        activation = Activation(plan.version, *how, version_of_tests(plan.tests))
        self.store.supersede(activation.at, activation.actor)
        for scheduled in self.store.waiting_drafts():
            if scheduled.is_overtaken_by(activation.edition):
                now_in_force = f"在用的换成了 {activation.edition}（{activation.actor}，{activation.reason}）"
                self._return(scheduled, activation.actor, f"{now_in_force}。{overtaking}{MERGE_FIRST}")
        self.store.put_in_force(activation)
        # Before anybody can see that it is in force, and would build it again.
        self.books.ready.book = book

    def _overtaking(self, book: RuleBook, files: Files, tests: Files) -> str:
        """Return what a rule book changes, for the drafts that wait for their time; empty if none does."""
        if not self.store.waiting_drafts():
            return ""
        return f"{quoted(self.books.differences(self.books.latest().edition, book, together(files, tests)))}；"

    def _return(self, scheduled: ScheduledDraft, actor: str, because: str) -> None:
        """Return a draft to whoever handed it in, and raise an alert. Use only within a transaction."""
        self._end(scheduled, ScheduleState.RETURNED, actor, because)
        metrics.returned_drafts.inc()
        _log.error("scheduled draft returned", id=scheduled.id, version=scheduled.plan.version, reason=because)

    def _end(self, scheduled: ScheduledDraft, state: ScheduleState, actor: str, because: str = "") -> ScheduledDraft:
        ended = replace(scheduled, state=state, ended_at=self.clock(), ended_by=actor, ended_because=because)
        self.store.end_schedule(ended)
        return ended
