"""LearnService: learning, measuring, comparing and publishing readers."""

from dataclasses import dataclass, replace

import grpc
from hotline.v1 import learn_service_pb2 as pb
from hotline.v1 import learn_service_pb2_grpc

from hotline_server.api.fields import enum_value, optional_timestamp, timestamp
from hotline_server.api.publications import (
    EXAMPLES,
    LISTED,
    LISTED_LIMIT,
    SIMULATED,
    SIMULATED_LIMIT,
    changed_message,
    limit_in,
    publication_message,
    publisher,
    shadow_examples,
)
from hotline_server.desk.readers.in_force import ReaderInForce
from hotline_server.desk.readers.learning import Learning
from hotline_server.desk.readers.publishing import ReaderPublishing
from hotline_server.desk.readers.shadow import ReaderShadow
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.domain.learning import LearningRun, LearningSource, LearningStage, LearningState
from hotline_server.domain.publication import ProposalState, Publication
from hotline_server.domain.readers import (
    Aspect,
    Figure,
    KeptReader,
    MeasuredPart,
    ReaderMeasure,
    ReaderOrigin,
    ReaderProposal,
)
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext
_Act = (
    pb.StartLearningRequest
    | pb.CancelLearningRequest
    | pb.StartReaderShadowRequest
    | pb.PublishReaderRequest
    | pb.DeclineReaderRequest
    | pb.RollBackReaderRequest
)
STATES = {state: pb.LearningState.Value(f"LEARNING_STATE_{state.name}") for state in LearningState}
STAGES = {stage: pb.LearningStage.Value(f"LEARNING_STAGE_{stage.name}") for stage in LearningStage}
SOURCES = {source: pb.LearningSource.Value(f"LEARNING_SOURCE_{source.name}") for source in LearningSource}
ORIGINS = {origin: pb.ReaderOrigin.Value(f"READER_ORIGIN_{origin.name}") for origin in ReaderOrigin}
PARTS = {part: pb.MeasuredPart.Value(f"MEASURED_PART_{part.name}") for part in MeasuredPart}
ASPECTS = {aspect: pb.ReadingAspect.Value(f"READING_ASPECT_{aspect.name}") for aspect in Aspect}
FIGURES = {figure: pb.ReadingFigure.Value(f"READING_FIGURE_{figure.name}") for figure in Figure}
PROPOSAL_STATES = {
    state: pb.ReaderProposalState.Value(f"READER_PROPOSAL_STATE_{state.name}") for state in ProposalState
}
_SOURCES_BY_NUMBER = {number: source for source, number in SOURCES.items()}


@dataclass(frozen=True)
class LearnServicer(learn_service_pb2_grpc.LearnServiceServicer):
    """Servicer for LearnService."""

    learning: Learning
    publishing: ReaderPublishing
    readers: ReaderInForce
    shadow: ReaderShadow
    book: BookInForce

    def StartLearning(self, request: pb.StartLearningRequest, context: Context) -> pb.StartLearningResponse:
        run = self.learning.start(_source(request), _actor(request), request.reason)
        return pb.StartLearningResponse(run=run_message(run))

    def CancelLearning(self, request: pb.CancelLearningRequest, context: Context) -> pb.CancelLearningResponse:
        return pb.CancelLearningResponse(run=run_message(self.learning.cancel(request.id, _actor(request))))

    def GetLearning(self, request: pb.GetLearningRequest, context: Context) -> pb.GetLearningResponse:
        return pb.GetLearningResponse(run=run_message(self.learning.get(request.id)))

    def ListLearnings(self, request: pb.ListLearningsRequest, context: Context) -> pb.ListLearningsResponse:
        runs = self.learning.latest(limit_in("limit", request.limit, LISTED, LISTED_LIMIT))
        return pb.ListLearningsResponse(runs=map(run_message, runs))

    def ListReaders(self, request: pb.ListReadersRequest, context: Context) -> pb.ListReadersResponse:
        in_force = self.publishing.version_in_force()
        readers = self.publishing.latest(limit_in("limit", request.limit, LISTED, LISTED_LIMIT))
        return pb.ListReadersResponse(readers=[reader_message(_overall(reader), in_force) for reader in readers])

    def GetReader(self, request: pb.GetReaderRequest, context: Context) -> pb.GetReaderResponse:
        reader = self.publishing.get(request.version)
        return pb.GetReaderResponse(reader=reader_message(reader, self.publishing.version_in_force()))

    def CompareReader(self, request: pb.CompareReaderRequest, context: Context) -> pb.CompareReaderResponse:
        count = limit_in("call_limit", request.call_limit, SIMULATED, SIMULATED_LIMIT)
        simulated = self.publishing.compare(request.version, count)
        return pb.CompareReaderResponse(
            call_count=simulated.calls, changes=[changed_message(change) for change in simulated.changes]
        )

    def StartReaderShadow(self, request: pb.StartReaderShadowRequest, context: Context) -> pb.StartReaderShadowResponse:
        self.publishing.start_shadow(request.version, _actor(request))
        self._switch()
        return pb.StartReaderShadowResponse()

    def StopReaderShadow(self, request: pb.StopReaderShadowRequest, context: Context) -> pb.StopReaderShadowResponse:
        self.publishing.stop_shadow()
        self._switch()
        return pb.StopReaderShadowResponse()

    def GetReaderShadow(self, request: pb.GetReaderShadowRequest, context: Context) -> pb.GetReaderShadowResponse:
        shadow = self.publishing.shadow(EXAMPLES)
        return pb.GetReaderShadowResponse(
            version=shadow.version,
            active=shadow.active,
            compared_call_count=shadow.compared,
            differing_call_count=shadow.differing,
            examples=shadow_examples(shadow),
        )

    def PublishReader(self, request: pb.PublishReaderRequest, context: Context) -> pb.PublishReaderResponse:
        result = self.publishing.publish(request.version, publisher(_actor(request)), request.reason)
        self._switch()
        if isinstance(result, Publication):
            return pb.PublishReaderResponse(publication=publication_message(result))
        return pb.PublishReaderResponse(proposal=proposal_message(result))

    def ApproveReader(self, request: pb.ApproveReaderRequest, context: Context) -> pb.ApproveReaderResponse:
        publication = self.publishing.approve(request.id, publisher(current_identity().name))
        self._switch()
        return pb.ApproveReaderResponse(publication=publication_message(publication))

    def DeclineReader(self, request: pb.DeclineReaderRequest, context: Context) -> pb.DeclineReaderResponse:
        declined = self.publishing.decline(request.id, publisher(_actor(request)), request.reason)
        return pb.DeclineReaderResponse(proposal=proposal_message(declined))

    def RollBackReader(self, request: pb.RollBackReaderRequest, context: Context) -> pb.RollBackReaderResponse:
        result = self.publishing.roll_back(request.version, publisher(_actor(request)), request.reason)
        self._switch()
        if isinstance(result, Publication):
            return pb.RollBackReaderResponse(publication=publication_message(result))
        return pb.RollBackReaderResponse(proposal=proposal_message(result))

    def ListReaderPublications(
        self, request: pb.ListReaderPublicationsRequest, context: Context
    ) -> pb.ListReaderPublicationsResponse:
        history, proposals = self.publishing.history(limit_in("limit", request.limit, LISTED, LISTED_LIMIT))
        return pb.ListReaderPublicationsResponse(
            publications=map(publication_message, history), proposals=map(proposal_message, proposals)
        )

    def _switch(self) -> None:
        """Let this server decide the next call by what has just changed."""
        self.readers.refresh()
        self.book.refresh()
        self.shadow.refresh()


def run_message(run: LearningRun) -> pb.LearningRun:
    """Convert a run."""
    return pb.LearningRun(
        id=run.id,
        state=STATES[run.state],
        stage=STAGES[run.stage] if run.stage else pb.LEARNING_STAGE_UNSPECIFIED,
        done=run.done,
        total=run.total,
        source=SOURCES[run.source],
        actor=run.actor,
        reason=run.reason,
        asked_at=timestamp(run.asked_at),
        started_at=optional_timestamp(run.started_at),
        ended_at=optional_timestamp(run.ended_at),
        reader_version=run.reader_version,
        error=run.error,
    )


def reader_message(reader: KeptReader, in_force: str) -> pb.Reader:
    """Convert a reader; ``in_force`` is the version of the one in force."""
    return pb.Reader(
        version=reader.version,
        origin=ORIGINS[reader.origin],
        kept_at=timestamp(reader.kept_at),
        actor=reader.actor,
        sources=reader.sources,
        measures=[_measure(measure) for measure in reader.measures],
        in_force=reader.version == in_force,
    )


def proposal_message(proposal: ReaderProposal) -> pb.ReaderProposal:
    """Convert a proposal."""
    return pb.ReaderProposal(
        id=proposal.id,
        version=proposal.plan.version,
        reader_version=proposal.plan.compared_with.reader,
        rule_book_version=proposal.plan.compared_with.book,
        loss_count=proposal.plan.losses.count,
        losses=proposal.plan.losses.quoted,
        state=PROPOSAL_STATES[proposal.state],
        proposed_at=timestamp(proposal.plan.proposed_at),
        proposed_by=proposal.plan.proposed_by,
        reason=proposal.plan.reason,
        ended_at=optional_timestamp(proposal.ended_at),
        ended_by=proposal.ended_by,
        ended_because=proposal.ended_because,
    )


def _measure(measure: ReaderMeasure) -> pb.ReaderMeasure:
    low, high = measure.interval
    return pb.ReaderMeasure(
        part=PARTS[measure.part],
        aspect=ASPECTS[measure.aspect],
        name=measure.name,
        figure=FIGURES[measure.figure],
        count=measure.count,
        total=measure.total,
        low=low,
        high=high,
    )


def _overall(reader: KeptReader) -> KeptReader:
    """Return a reader with its overall measures alone."""
    return replace(reader, measures=tuple(measure for measure in reader.measures if not measure.name))


def _source(request: pb.StartLearningRequest) -> LearningSource:
    if request.source == pb.LEARNING_SOURCE_UNSPECIFIED:
        return LearningSource.CASES
    return enum_value("source", request.source, _SOURCES_BY_NUMBER, pb.LearningSource.Name)


def _actor(request: _Act) -> str:
    return current_identity().required_actor_name(request.actor, "actor")
