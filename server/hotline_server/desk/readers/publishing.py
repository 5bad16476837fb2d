"""Publication of readers: by one person, or two if emergencies would be missed; rollback takes seconds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.readers.emergencies import EmergencyCheck
from hotline_server.desk.readers.in_force import load_reader
from hotline_server.desk.rule_books.past_calls import past_calls
from hotline_server.desk.rule_books.publishing import BookInForce
from hotline_server.desk.rule_books.simulation import compare
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.publication import Publication, PublicationKind, Shadow
from hotline_server.domain.readers import KeptReader, Losses, ProposalState, ReaderOrigin, ReaderProposal
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.simulated import Simulated
from hotline_server.security.identity import Identity
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.readers.readers import ReaderStore
from hotline_server.text.reader import Reader
from hotline_server.text.reader_file import ReaderFileError

SYSTEM = "系统"
FIRST = "初始判读模型"
_log = structlog.get_logger()


def seed_reader(store: ReaderStore, path: Path, clock: Clock, *, publish: bool) -> None:
    """Keep the reader that comes with the software. Use only within a write transaction.

    A reader that was not kept yet changes nothing by itself, unless it is to be published, as in a new installation.

    Args:
        store: of readers.
        path: file of the shipped reader.
        clock: source of time.
        publish: puts it in force.

    Raises:
        ReaderFileError: if there is no reader in the file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReaderFileError(f"读不了判读模型 {path}：{error.strerror}") from None
    version, now = Reader(content).version, clock()
    if store.get(version) is None:
        store.keep(KeptReader(version, ReaderOrigin.SHIPPED, now, SYSTEM, {}, ()), content)
    if publish:
        store.put_in_force(version, PublicationKind.PUBLISHED, now, SYSTEM, FIRST, "")
    elif not store.was_in_force(version):
        _log.warning(
            "软件带来了新的判读模型，还没有用上",
            version=version,
            todo=f"hotline learn compare {version} 看哪些决定会变，hotline learn publish {version} --why 原因 采用",
        )


@dataclass(frozen=True, slots=True)
class ReaderPublishing:
    """Readers that are kept, their comparison, shadow runs, publication and rollback."""

    store: ReaderStore
    book: BookInForce
    emergencies: EmergencyCheck
    queries: CaseQueries
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
        """
        book = self.book()
        return compare(book, book.reading_with(self._load(version)), past_calls(self.queries, count))

    def publish(self, version: str, by: Identity, named: str, reason: str) -> Publication | ReaderProposal:
        """Publish a reader, or propose to if it would miss emergencies (R2.6).

        Args:
            version: of the reader.
            by: who publishes it.
            named: user named by a system; empty for a person.
            reason: reason for the change.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if it is not kept.
            UnmetConditionError: if it is in force already, or a system asks for what needs a second person.
        """
        actor = _actor(by, named)
        check_text(reason, "reason")
        candidate, in_force, book = self._load(version), self.version_in_force(), self.book()
        if version == in_force:
            raise UnmetConditionError(f"判读模型 {version} 已经在用")
        losses = self.emergencies.losses(book, book.reading_with(candidate))
        if not losses.count:
            return self.writer.write(lambda: self._put_in_force(version, PublicationKind.PUBLISHED, actor, reason))
        if by.is_system:
            raise UnmetConditionError(
                f"会漏掉 {losses.count} 件现在能判出的险情，要由本人用自己的令牌提请，再由第二个人同意"
            )
        return self.writer.write(lambda: self._propose(version, in_force, book.version, losses, actor, reason))

    def approve(self, proposal_id: int, by: Identity) -> Publication:
        """Consent to a proposal and publish its reader.

        Raises:
            NotFoundError: if there is no such proposal.
            UnmetConditionError: if it no longer waits or no longer holds, or the person may not consent.
        """
        return self.writer.write(lambda: self._approve(proposal_id, by))

    def decline(self, proposal_id: int, by: Identity, named: str, reason: str) -> ReaderProposal:
        """Decline or withdraw a proposal.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if there is no such proposal.
            UnmetConditionError: if it no longer waits.
        """
        actor = _actor(by, named)
        check_text(reason, "reason")

        def decline() -> ReaderProposal:
            proposal = self._waiting(proposal_id)
            now = self.clock()
            self.store.end_proposal(proposal.id, ProposalState.DECLINED, now, actor, reason)
            return replace(proposal, state=ProposalState.DECLINED, ended_at=now, ended_by=actor, ended_because=reason)

        return self.writer.write(decline)

    def roll_back(self, version: str, by: Identity, named: str, reason: str) -> Publication:
        """Put an earlier reader back in force.

        Args:
            version: version to restore; empty for the previous one.
            by: who rolls back.
            named: user named by a system; empty for a person.
            reason: reason for the rollback.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if that version was never in force.
        """
        actor = _actor(by, named)
        check_text(reason, "reason")

        def roll_back() -> Publication:
            present = self.version_in_force()
            earlier = [published.version for published in self.store.history(1000) if published.version != present]
            wanted = version or next(iter(earlier), "")
            if wanted not in earlier:
                raise NotFoundError(f"没有可以回退的判读模型{f' {version}' if version else ''}")
            return self._put_in_force(wanted, PublicationKind.ROLLED_BACK, actor, reason)

        return self.writer.write(roll_back)

    def history(self, limit: int) -> tuple[list[Publication], Sequence[ReaderProposal]]:
        """Return the latest publications and the latest proposals, each newest first."""
        return self.store.history(limit), self.store.proposals(limit)

    def start_shadow(self, version: str, by: Identity, named: str) -> None:
        """Shadow a reader on live calls.

        Raises:
            InvalidFieldsError: if the actor is missing.
            NotFoundError: if it is not kept.
        """
        actor = _actor(by, named)
        self._load(version)
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

    def _load(self, version: str) -> Reader:
        if not version:
            raise InvalidFieldsError([FieldViolation("version", "要说明是哪个判读模型")])
        self.get(version)
        return load_reader(self.store, version)

    def _put_in_force(
        self, version: str, kind: PublicationKind, actor: str, reason: str, consented_by: str = ""
    ) -> Publication:
        self.store.put_in_force(version, kind, self.clock(), actor, reason, consented_by)
        return self.store.history(1)[0]

    def _propose(
        self, version: str, in_force: str, book_version: str, losses: Losses, actor: str, reason: str
    ) -> ReaderProposal:
        return self._proposal(self.store.propose(version, in_force, book_version, losses, self.clock(), actor, reason))

    def _approve(self, proposal_id: int, by: Identity) -> Publication:
        proposal = self._waiting(proposal_id)
        if by.is_system:
            raise UnmetConditionError("要由一位规则审批人用自己的令牌同意")
        if by.name == proposal.proposed_by:
            raise UnmetConditionError("同意的人不能就是提请的人")
        if (proposal.reader_version, proposal.book_version) != (self.version_in_force(), self.book().version):
            raise UnmetConditionError("提请以后，在用的规则库或判读模型变了，请重新提请")
        self.store.end_proposal(proposal.id, ProposalState.APPROVED, self.clock(), by.name, "")
        return self._put_in_force(
            proposal.version, PublicationKind.PUBLISHED, proposal.proposed_by, proposal.reason, by.name
        )

    def _proposal(self, proposal_id: int) -> ReaderProposal:
        proposal = self.store.proposal(proposal_id)
        if proposal is None:
            raise NotFoundError(f"没有第 {proposal_id} 号提请")
        return proposal

    def _waiting(self, proposal_id: int) -> ReaderProposal:
        proposal = self._proposal(proposal_id)
        if proposal.state is not ProposalState.WAITING:
            raise UnmetConditionError(f"第 {proposal_id} 号提请{proposal.state.value}")
        return proposal


def _actor(by: Identity, named: str) -> str:
    actor = by.actor_name(named, "actor")
    if not actor:
        raise InvalidFieldsError([FieldViolation("actor", "要说明是谁办的")])
    return actor
