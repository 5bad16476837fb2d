"""RuleService: checking, comparing and publishing rule books."""

from collections.abc import Mapping
from dataclasses import dataclass

import grpc
from hotline.v1 import rule_service_pb2 as pb
from hotline.v1 import rule_service_pb2_grpc

from hotline_server.api.fields import optional_moment, timestamp
from hotline_server.api.messages import CaseMessages
from hotline_server.api.publications import (
    EXAMPLES,
    LISTED,
    LISTED_LIMIT,
    SIMULATED,
    changed_message,
    limit_in,
    publication_message,
    publisher,
    shadow_examples,
)
from hotline_server.api.rule_messages import (
    explained_message,
    facts_of,
    measured_message,
    proposal_message,
    revision_message,
    scheduled_message,
    shadow_day_message,
)
from hotline_server.desk.rule_books.draft_simulation import DraftSimulation
from hotline_server.desk.rule_books.entry_history import EntryHistory
from hotline_server.desk.rule_books.explanation import Explanations, Supposed
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.desk.rule_books.kept_books import KeptBooks, together
from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.desk.rule_books.quality import RuleQuality
from hotline_server.desk.rule_books.shadowing import DraftShadow
from hotline_server.desk.rule_books.submission import Submission
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.publication import Publication, ScheduledDraft
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.editions import edition_of, parted, version_of_tests
from hotline_server.rulebook.files import TESTS
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext
# Calls that one request simulates, so that their changes fit into a response.
DRAFT_LIMIT = 20_000
_Act = (
    pb.PublishDraftRequest
    | pb.ProposeDraftRequest
    | pb.DeclineDraftRequest
    | pb.CancelScheduledDraftRequest
    | pb.RollBackRuleBookRequest
    | pb.StartShadowRequest
)
Parts = tuple[dict[str, bytes], dict[str, bytes]]


@dataclass(frozen=True)
class RuleServicer(rule_service_pb2_grpc.RuleServiceServicer):
    """Servicer for RuleService."""

    book: BookInForce
    books: KeptBooks
    publishing: Publishing
    shadow: DraftShadow
    entries: EntryHistory
    quality: RuleQuality
    simulation: DraftSimulation
    explanations: Explanations
    messages: CaseMessages
    clock: Clock

    def CheckDraft(self, request: pb.CheckDraftRequest, context: Context) -> pb.CheckDraftResponse:
        checked = self.books.check(*_parts(request.draft))
        return pb.CheckDraftResponse(
            version=checked.version,
            passed_test_count=checked.report.passed,
            failed_tests=[
                pb.FailedTest(
                    id=failure.test.id, message=failure.message, file=place.file, line=place.line, column=place.column
                )
                for failure, place in zip(checked.report.failures, checked.failures(), strict=True)
            ],
            remarks=[
                pb.Remark(subject=one.about, message=one.message, file=one.file, line=one.line, column=one.column)
                for one in checked.remarks
            ],
            untested_rows=checked.report.coverage.untested_rows,
            ended_policy_ids=checked.ended,
            untried_facts=checked.untried,
        )

    def ExplainDecision(self, request: pb.ExplainDecisionRequest, context: Context) -> pb.ExplainDecisionResponse:
        supposed = self._supposed(request)
        if request.number:
            explained = self.explanations.case(request.number, supposed)
        else:
            explained = self.explanations.text(request.text, supposed)
        return explained_message(explained, self.messages.decision(explained.explanation.decision, self.clock()))

    def _supposed(self, request: pb.ExplainDecisionRequest) -> Supposed:
        book = None
        if request.version:
            book = self.books.load_stored(request.version)
        elif request.HasField("draft"):
            book = self.books.load(_parts(request.draft)[0])
        return Supposed(book, facts_of(request.facts))

    def CompareDraft(self, request: pb.CompareDraftRequest, context: Context) -> pb.CompareDraftResponse:
        files, tests = _parts(request.draft)
        book, draft = self.book(), self.books.load(files)
        in_force = together(*self.books.files(book.version))
        return pb.CompareDraftResponse(differences=differences(book, draft, in_force, together(files, tests)))

    def SimulateDraft(self, request: pb.SimulateDraftRequest, context: Context) -> pb.SimulateDraftResponse:
        count = limit_in("call_limit", request.call_limit, SIMULATED, DRAFT_LIMIT)
        results = self.simulation.run(_parts(request.draft)[0], count, request.before_number, context.is_active)
        return pb.SimulateDraftResponse(
            call_count=results.simulated.calls,
            changes=map(changed_message, results.simulated.changes),
            unused_ids=results.unused,
            next_before_number=results.next_before,
            uncounted_facts=sorted(results.simulated.uncounted),
        )

    def RebaseDraft(self, request: pb.RebaseDraftRequest, context: Context) -> pb.RebaseDraftResponse:
        files, tests = _parts(request.draft)
        edition, merged = self.publishing.rebase(files, tests, request.draft.base_version, request.kept_entries)
        return pb.RebaseDraftResponse(
            draft=pb.Draft(files=_texts(merged.files), base_version=edition),
            conflicts=[
                pb.MergeConflict(file=one.file, entry=one.entry, draft_text=one.mine, published_text=one.theirs)
                for one in merged.conflicts
            ],
        )

    def PublishDraft(self, request: pb.PublishDraftRequest, context: Context) -> pb.PublishDraftResponse:
        result = self.publishing.publish(_submission(request))
        self.book.refresh()
        if isinstance(result, Publication):
            return pb.PublishDraftResponse(publication=publication_message(result))
        if isinstance(result, ScheduledDraft):
            return pb.PublishDraftResponse(scheduled=scheduled_message(result))
        return pb.PublishDraftResponse(proposal=proposal_message(result))

    def ProposeDraft(self, request: pb.ProposeDraftRequest, context: Context) -> pb.ProposeDraftResponse:
        return pb.ProposeDraftResponse(proposal=proposal_message(self.publishing.propose(_submission(request))))

    def ApproveDraft(self, request: pb.ApproveDraftRequest, context: Context) -> pb.ApproveDraftResponse:
        result = self.publishing.approve(request.id, publisher(current_identity().name), request.comment)
        self.book.refresh()
        if isinstance(result, ScheduledDraft):
            return pb.ApproveDraftResponse(scheduled=scheduled_message(result))
        return pb.ApproveDraftResponse(publication=publication_message(result))

    def CancelScheduledDraft(
        self, request: pb.CancelScheduledDraftRequest, context: Context
    ) -> pb.CancelScheduledDraftResponse:
        cancelled = self.publishing.cancel(request.id, publisher(_actor(request)), request.reason)
        return pb.CancelScheduledDraftResponse(scheduled=scheduled_message(cancelled))

    def DeclineDraft(self, request: pb.DeclineDraftRequest, context: Context) -> pb.DeclineDraftResponse:
        declined = self.publishing.decline(request.id, publisher(_actor(request)), request.reason)
        return pb.DeclineDraftResponse(proposal=proposal_message(declined))

    def GetDraftProposal(self, request: pb.GetDraftProposalRequest, context: Context) -> pb.GetDraftProposalResponse:
        proposal, changes = self.publishing.proposal(request.id)
        plan = proposal.plan
        return pb.GetDraftProposalResponse(
            proposal=proposal_message(proposal),
            draft=pb.Draft(files=_texts(together(plan.files, plan.tests)), base_version=plan.base),
            differences=changes,
        )

    def RollBackRuleBook(self, request: pb.RollBackRuleBookRequest, context: Context) -> pb.RollBackRuleBookResponse:
        if request.version and request.forward:
            raise InvalidFieldsError([FieldViolation("forward", "写了版本，就不能再写前进")])
        by = publisher(_actor(request))
        result = self.publishing.roll_back(request.version, by, request.reason, forward=request.forward)
        self.book.refresh()
        if isinstance(result, Publication):
            return pb.RollBackRuleBookResponse(publication=publication_message(result))
        return pb.RollBackRuleBookResponse(proposal=proposal_message(result))

    def ListPublications(self, request: pb.ListPublicationsRequest, context: Context) -> pb.ListPublicationsResponse:
        limit = limit_in("limit", request.limit, LISTED, LISTED_LIMIT)
        history, proposals, scheduled = self.publishing.history(limit)
        return pb.ListPublicationsResponse(
            publications=map(publication_message, history),
            proposals=map(proposal_message, proposals),
            scheduled=map(scheduled_message, scheduled),
        )

    def GetEntryHistory(self, request: pb.GetEntryHistoryRequest, context: Context) -> pb.GetEntryHistoryResponse:
        return pb.GetEntryHistoryResponse(revisions=map(revision_message, self.entries.of(request.entry)))

    def MeasureRuleBook(self, request: pb.MeasureRuleBookRequest, context: Context) -> pb.MeasureRuleBookResponse:
        period, count, entries = self.quality.measure(request.days)
        return pb.MeasureRuleBookResponse(
            since=timestamp(period.since), decision_count=count, entries=map(measured_message, entries)
        )

    def GetRuleBook(self, request: pb.GetRuleBookRequest, context: Context) -> pb.GetRuleBookResponse:
        asked = request.version or self.books.latest().edition
        version, _ = parted(asked)
        files, tests = self.books.files(asked)
        edition = edition_of(version, version_of_tests(tests))
        return pb.GetRuleBookResponse(version=version, edition=edition, files=_texts(together(files, tests)))

    def StartShadow(self, request: pb.StartShadowRequest, context: Context) -> pb.StartShadowResponse:
        version = self.shadow.start(*_parts(request.draft), _actor(request))
        self.book.refresh()
        return pb.StartShadowResponse(version=version)

    def StopShadow(self, request: pb.StopShadowRequest, context: Context) -> pb.StopShadowResponse:
        self.shadow.stop()
        self.book.refresh()
        return pb.StopShadowResponse()

    def GetShadow(self, request: pb.GetShadowRequest, context: Context) -> pb.GetShadowResponse:
        shadow = self.shadow.get(EXAMPLES)
        return pb.GetShadowResponse(
            version=shadow.version,
            active=shadow.active,
            compared_call_count=shadow.compared,
            differing_call_count=shadow.differing,
            examples=shadow_examples(shadow),
            days=map(shadow_day_message, self.shadow.days(shadow)),
        )


def _actor(request: _Act) -> str:
    return current_identity().actor_name(request.actor, "actor")


def _submission(request: pb.PublishDraftRequest | pb.ProposeDraftRequest) -> Submission:
    return Submission(
        *_parts(request.draft),
        request.draft.base_version,
        publisher(_actor(request)),
        request.reason,
        optional_moment("takes_effect_at", request),
    )


def _parts(draft: pb.Draft) -> Parts:
    """Split a draft into rule files and test files."""
    if not draft.files:
        raise InvalidFieldsError([FieldViolation("draft.files", "没有文件")])
    files = {name: content.encode() for name, content in draft.files.items()}
    prefix = f"{TESTS}/"
    tests = {name.removeprefix(prefix): files.pop(name) for name in list(files) if name.startswith(prefix)}
    return files, tests


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in files.items()}
