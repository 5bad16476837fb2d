"""Publication and rollback of readers: by one person, or two if emergencies would be missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from hotline_server.desk.readers.emergencies import EmergencyCheck
from hotline_server.desk.readers.in_force import bind_reader, load_reader
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.simulation import Compared, simulate
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.publication import Activation, ProposalState, Publication, PublicationKind, Publisher, Shadow
from hotline_server.domain.readers import (
    KeptReader,
    ReaderOrigin,
    ReaderPlan,
    ReaderProposal,
    VersionsInForce,
)
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.simulated import Simulated
from hotline_server.store.cases.past_calls import PastCalls
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.readers.readers import ReaderStore
from hotline_server.text.reader import Reader
from hotline_server.text.reader_file import ReaderFileError

SYSTEM = "系统"
FIRST = "初始判读模型"
# Publications among which one to roll back to is sought.
REMEMBERED = 1000
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ShippedReader:
    """Reader that comes with the software. Use only within a write transaction.

    Attributes:
        path: of its file.
    """

    store: ReaderStore
    path: Path
    clock: Clock

    def install(self) -> None:
        """Keep it and, in a database where none is in force, put it in force.

        Without a reader in force dangers are missed, in a database of an earlier release too (R2.6). Where another
        one is in force, that one stays until somebody publishes this one.

        Raises:
            ReaderFileError: if there is no reader in the file.
        """
        version = self._keep()
        if self.store.in_force() is None:
            self.store.put_in_force(Activation(version, PublicationKind.PUBLISHED, self.clock(), SYSTEM, FIRST))
        elif not self.store.was_in_force(version):
            _log.warning(
                "软件带来了新的判读模型，还没有用上",
                version=version,
                todo=f"hotline learn compare {version} 看哪些决定会变，hotline learn publish {version} --why 原因 采用",
            )

    def _keep(self) -> str:
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise ReaderFileError(f"读不了判读模型 {self.path}：{error.strerror}") from None
        version = Reader(content).version
        if self.store.get(version) is None:
            self.store.keep(KeptReader(version, ReaderOrigin.SHIPPED, self.clock(), SYSTEM, {}, ()), content)
        return version


@dataclass(frozen=True, slots=True)
class ReaderPublishing:
    """Readers that are kept, their comparison, shadow runs, publication and rollback."""

    store: ReaderStore
    books: KeptBooks
    book: BookInForce
    emergencies: EmergencyCheck
    calls: PastCalls
    writer: Writer
    clock: Clock

    def get(self, version: str) -> KeptReader:
        """Return a reader; the one in force if the version is empty.

        Raises:
            NotFoundError: if it is not kept.
        """
        reader = self.store.get(version or self.version_in_force())
        if reader is None:
            raise NotFoundError(f"没有判读模型 {version}" if version else "没有在用的判读模型，只按词库判读")
        return reader

    def latest(self, limit: int) -> list[KeptReader]:
        """Return the latest readers, latest first."""
        return self.store.latest(limit)

    def version_in_force(self) -> str:
        """Return the version of the published reader; empty if there is none."""
        publication = self.store.in_force()
        return publication.version if publication else ""

    def compare(self, version: str, count: int) -> Simulated:
        """Decide the latest calls with a reader and with the one in force.

        Raises:
            NotFoundError: if it is not kept.
            UnmetConditionError: if it cannot be read.
        """
        book = self.book()
        candidate = self._readable(version, book)
        source = self.books.source(book)
        return simulate(Compared(source, replace(source, reader=candidate.data)), self.calls.latest(count))

    def publish(self, version: str, by: Publisher, reason: str) -> Publication | ReaderProposal:
        """Publish a reader, or propose to if it would miss emergencies (R2.6).

        Args:
            version: of the reader.
            by: who publishes it.
            reason: reason for the change.

        Raises:
            InvalidFieldsError: if the reason is missing.
            NotFoundError: if it is not kept.
            UnmetConditionError: if it is in force already or cannot be read, if another reader or rule book comes into
                force meanwhile, or if a system asks for what needs a second person.
        """
        check_text(reason, "reason")
        book = self.book()
        candidate = self._readable(version, book)
        if version == self.version_in_force():
            raise UnmetConditionError(f"判读模型 {version} 已经在用")
        return self._replace(book, candidate, PublicationKind.PUBLISHED, by, reason)

    def approve(self, proposal_id: int, by: Publisher) -> Publication:
        """Consent to a proposal and publish its reader.

        Raises:
            NotFoundError: if there is no such proposal.
            UnmetConditionError: if it no longer waits or no longer holds, its reader cannot be read, or the person may
                not consent.
        """
        version = self.store.proposal(proposal_id).plan.version
        self._readable(version, self.book())

        def approve() -> Publication:
            proposal = self.store.proposal(proposal_id)
            proposal.check_consent(by)
            plan = proposal.plan
            self._check_in_force(plan.compared_with, "提请以后，在用的规则库或判读模型变了，请重新提请")
            now = self.clock()
            self.store.end(replace(proposal, state=ProposalState.APPROVED, ended_at=now, ended_by=by.name))
            activation = self._activation(version, PublicationKind.PUBLISHED, plan.proposed_by, plan.reason)
            return self._put_in_force(replace(activation, consented_by=by.name))

        return self.writer.write(approve)

    def decline(self, proposal_id: int, by: Publisher, reason: str) -> ReaderProposal:
        """Decline or withdraw a proposal.

        Raises:
            InvalidFieldsError: if the reason is missing.
            NotFoundError: if there is no such proposal.
            UnmetConditionError: if it no longer waits, or is another's and the person is no approver.
        """
        check_text(reason, "reason")

        def decline() -> ReaderProposal:
            waiting = self.store.proposal(proposal_id)
            waiting.check_waits()
            waiting.plan.check_end(by)
            declined = replace(
                waiting,
                state=ProposalState.DECLINED,
                ended_at=self.clock(),
                ended_by=by.name,
                ended_because=reason,
            )
            self.store.end(declined)
            return declined

        return self.writer.write(decline)

    def roll_back(self, version: str, by: Publisher, reason: str) -> Publication | ReaderProposal:
        """Put an earlier reader back in force, or propose to if it would miss emergencies (R2.6).

        Args:
            version: version to restore; empty for the previous one.
            by: who rolls back.
            reason: reason for the rollback.

        Raises:
            InvalidFieldsError: if the reason is missing.
            NotFoundError: if that version was never in force.
            UnmetConditionError: as ``publish``.
        """
        check_text(reason, "reason")
        book = self.book()
        present = self.version_in_force()
        earlier = [one.version for one in self.store.history(REMEMBERED) if one.version != present]
        wanted = version or next(iter(earlier), "")
        if wanted not in earlier:
            raise NotFoundError(f"没有可以回退的判读模型{f' {version}' if version else ''}")
        return self._replace(book, self._readable(wanted, book), PublicationKind.ROLLED_BACK, by, reason)

    def _replace(
        self, book: RuleBook, candidate: Reader, kind: PublicationKind, by: Publisher, reason: str
    ) -> Publication | ReaderProposal:
        """Put a reader in force, or propose to if it would miss emergencies that are found now (R2.6)."""
        compared_with = _versions(book)
        losses = self.emergencies.losses(book, candidate)
        if losses.count and by.is_system:
            raise UnmetConditionError(
                f"会漏掉 {losses.count} 件现在能判出的险情，要由本人用自己的令牌提请，再由第二个人同意"
            )
        did = "退回" if kind is PublicationKind.ROLLED_BACK else "发布"

        def put() -> Publication | ReaderProposal:
            self._check_in_force(
                compared_with, f"比较险情的时候，在用的规则库或判读模型换了，这次没有{did}，请重新{did}"
            )
            if losses.count:
                plan = ReaderPlan(candidate.version, self.clock(), by.name, reason, compared_with, losses)
                return self.store.propose(plan)
            return self._put_in_force(self._activation(candidate.version, kind, by.name, reason))

        return self.writer.write(put)

    def history(self, limit: int) -> tuple[list[Publication], Sequence[ReaderProposal]]:
        """Return the latest publications and the latest proposals, each newest first."""
        return self.store.history(limit), self.store.proposals(limit)

    def start_shadow(self, version: str, actor: str) -> None:
        """Shadow a reader on live calls.

        Raises:
            NotFoundError: if it is not kept.
            UnmetConditionError: if it cannot be read, or a reader of somebody else runs.
        """
        self._readable(version, self.book())
        self.writer.write(lambda: self.store.start_shadow(version, self.clock(), actor))

    def stop_shadow(self) -> None:
        """End the shadow."""
        self.writer.write(self.store.stop_shadow)

    def shadow(self, examples: int) -> Shadow:
        """Return the latest shadow.

        Raises:
            NotFoundError: if there was none.
        """
        shadow = self.store.shadow(examples)
        if shadow is None:
            raise NotFoundError("没有试运行的判读模型")
        return shadow

    def _readable(self, version: str, book: RuleBook) -> Reader:
        """Return a kept reader, after it has read a text with the rule book in force."""
        if not version:
            raise InvalidFieldsError([FieldViolation("version", "要说明是哪个判读模型")])
        self.get(version)
        try:
            reader = load_reader(self.store, version)
            bind_reader(book, reader)
        except ReaderFileError as error:
            raise UnmetConditionError(f"判读模型 {version} 用不了：{error}。在用的没有变") from None
        return reader

    def _check_in_force(self, expected: VersionsInForce, refusal: str) -> None:
        """Refuse an act if other versions are in force. Use only within a write transaction."""
        published = self.books.store.in_force()
        if expected != VersionsInForce(self.version_in_force(), published.version if published else ""):
            raise UnmetConditionError(refusal)

    def _activation(self, version: str, kind: PublicationKind, actor: str, reason: str) -> Activation:
        return Activation(version, kind, self.clock(), actor, reason)

    def _put_in_force(self, activation: Activation) -> Publication:
        """Put a reader in force; what waited for consent was compared with another one. Use only in a transaction."""
        self.store.supersede(activation.at, activation.actor)
        self.store.put_in_force(activation)
        return self.store.history(1)[0]


def _versions(book: RuleBook) -> VersionsInForce:
    return VersionsInForce(book.reader.version if book.reader else "", book.version)
