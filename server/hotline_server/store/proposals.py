"""Persistence of publications that wait for consent, for whatever is published by version."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Generic

from peewee import Expression

from hotline_server.domain.errors import NotFoundError
from hotline_server.domain.publication import AnyPlan, Proposal, ProposalState
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.models import DraftProposalRow, ReaderProposalRow
from hotline_server.store.publications import PublicationStore


class ProposalStore(PublicationStore, Generic[AnyPlan]):
    """Repository of publications, and of those that wait for consent. Call writing methods within a transaction."""

    proposed: ClassVar[type[DraftProposalRow | ReaderProposalRow]]

    @abstractmethod
    def plan_columns(self, plan: AnyPlan) -> Mapping[str, object]:
        """Return the columns of a plan beside those that every plan has."""

    @abstractmethod
    def plan_of(self, row: Any) -> AnyPlan:
        """Return the plan in a row."""

    def propose(self, plan: AnyPlan) -> Proposal[AnyPlan]:
        """Store a publication that waits for consent, in place of any other by the same person."""
        own = self.proposed.proposed_by == plan.proposed_by
        self._supersede(plan.proposed_at, plan.proposed_by, own)
        key = self.proposed.insert(
            version=plan.version,
            state=ProposalState.WAITING.name,
            proposed_at=to_micros(plan.proposed_at),
            proposed_by=plan.proposed_by,
            reason=plan.reason,
            ended_by="",
            ended_because="",
            **self.plan_columns(plan),
        ).execute(self._database)
        self._record(self.proposed, key)
        return self.proposal(key)

    def supersede(self, at: datetime, actor: str) -> None:
        """End the publications that wait for consent, since something else came into force."""
        self._supersede(at, actor)

    def end(self, proposal: Proposal[AnyPlan]) -> None:
        """Record how a publication that waited for consent ended."""
        self._end(proposal.id, proposal.state, proposal.ended_at, proposal.ended_by, proposal.ended_because)

    def proposal(self, proposal_id: int) -> Proposal[AnyPlan]:
        """Return a publication that waits or waited for consent.

        Raises:
            NotFoundError: if there is none with the id.
        """
        row = self.proposed.select().where(self.proposed.id == proposal_id).first(self._database)
        if row is None:
            raise NotFoundError(f"没有第 {proposal_id} 号提请")
        return self._proposal(row)

    def proposals(self, limit: int) -> list[Proposal[AnyPlan]]:
        """Return up to ``limit`` publications that wait or waited for consent, latest first."""
        query = self.proposed.select().order_by(self.proposed.id.desc()).limit(limit)
        return [self._proposal(row) for row in query.execute(self._database)]

    def _supersede(self, at: datetime, actor: str, *conditions: Expression) -> None:
        # By their ids alone, so that what is damaged in one keeps nothing from coming into force.
        table = self.proposed
        waiting = table.select(table.id).where(table.state == ProposalState.WAITING.name, *conditions)
        for row in list(waiting.execute(self._database)):
            self._end(row.id, ProposalState.SUPERSEDED, at, actor, "")

    def _end(self, proposal_id: int, state: ProposalState, at: datetime | None, by: str, because: str) -> None:
        self.proposed.update(
            state=state.name, ended_at=to_micros(at) if at else None, ended_by=by, ended_because=because
        ).where(self.proposed.id == proposal_id).execute(self._database)
        self._record(self.proposed, proposal_id)

    def _proposal(self, row: Any) -> Proposal[AnyPlan]:
        return Proposal(
            id=row.id,
            plan=self.plan_of(row),
            state=ProposalState[row.state],
            ended_at=from_micros(row.ended_at) if row.ended_at is not None else None,
            ended_by=row.ended_by,
            ended_because=row.ended_because,
        )
