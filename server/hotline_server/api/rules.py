"""RuleService: checking, comparing and publishing rule books."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import grpc
from hotline.v1 import rule_service_pb2 as pb
from hotline.v1 import rule_service_pb2_grpc

from hotline_server.api.messages import CaseMessages
from hotline_server.api.publications import (
    EXAMPLES,
    LISTED,
    LISTED_LIMIT,
    SIMULATED,
    SIMULATED_LIMIT,
    changed_message,
    limit_in,
    publication_message,
    shadow_examples,
)
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.rule_books.explanation import Explanations
from hotline_server.desk.rule_books.past_calls import past_calls
from hotline_server.desk.rule_books.publishing import BookInForce, Publishing
from hotline_server.desk.rule_books.simulation import simulate
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.explanation import describe_row
from hotline_server.rulebook.files import TESTS
from hotline_server.rulebook.routing import Row
from hotline_server.rulebook.rule import Rule
from hotline_server.security.identity import AccessRole, current_identity
from hotline_server.security.tokens import AuthenticationError, TokenVerifier

Context = grpc.ServicerContext
Parts = tuple[dict[str, bytes], dict[str, bytes]]


@dataclass(frozen=True)
class RuleServicer(rule_service_pb2_grpc.RuleServiceServicer):
    """Servicer for RuleService."""

    book: BookInForce
    publishing: Publishing
    queries: CaseQueries
    explanations: Explanations
    messages: CaseMessages
    clock: Clock
    tokens: TokenVerifier

    def CheckDraft(self, request: pb.CheckDraftRequest, context: Context) -> pb.CheckDraftResponse:
        checked = self.publishing.check(*_parts(request.draft))
        return pb.CheckDraftResponse(
            version=checked.book.version,
            passed_test_count=checked.report.passed,
            failed_tests=[pb.FailedTest(id=item.test.id, message=item.message) for item in checked.report.failures],
            remarks=[pb.Remark(subject=remark.about, message=remark.message) for remark in checked.remarks],
            untested_rows=checked.report.coverage.untested_rows,
        )

    def ExplainDecision(self, request: pb.ExplainDecisionRequest, context: Context) -> pb.ExplainDecisionResponse:
        explanations = self.explanations
        explanation = explanations.case(request.number) if request.number else explanations.text(request.text)
        return pb.ExplainDecisionResponse(
            decision=self.messages.decision(explanation.decision, self.clock()),
            fired=[_ref(rule) for rule in explanation.fired],
            suppressed=[_ref(rule) for rule in explanation.suppressed],
            near_misses=[
                pb.NearMiss(rule=_ref(near.rule), unmet_condition=near.unmet) for near in explanation.near_misses
            ],
            row=_row_ref(explanation.row) if explanation.row else None,
            outranked_rows=[_row_ref(row) for row in explanation.outranked],
            cohandlers_left_out=explanation.left_out,
        )

    def CompareDraft(self, request: pb.CompareDraftRequest, context: Context) -> pb.CompareDraftResponse:
        draft = self.publishing.load(_parts(request.draft)[0])
        return pb.CompareDraftResponse(differences=differences(self.book(), draft))

    def SimulateDraft(self, request: pb.SimulateDraftRequest, context: Context) -> pb.SimulateDraftResponse:
        count = limit_in("call_limit", request.call_limit, SIMULATED, SIMULATED_LIMIT)
        files, _ = _parts(request.draft)
        self.publishing.load(files)
        book = self.publishing.source(self.book())
        simulated = simulate(book, replace(book, files=files), past_calls(self.queries, count))
        return pb.SimulateDraftResponse(
            call_count=simulated.calls,
            changes=[changed_message(change) for change in simulated.changes],
        )

    def RebaseDraft(self, request: pb.RebaseDraftRequest, context: Context) -> pb.RebaseDraftResponse:
        files, tests = _parts(request.draft)
        version, merged = self.publishing.rebase(files, tests, request.draft.base_version, request.kept_entries)
        return pb.RebaseDraftResponse(
            draft=pb.Draft(files=_texts(merged.files), base_version=version),
            conflicts=[
                pb.MergeConflict(file=one.file, entry=one.entry, draft_text=one.mine, published_text=one.theirs)
                for one in merged.conflicts
            ],
        )

    def PublishDraft(self, request: pb.PublishDraftRequest, context: Context) -> pb.PublishDraftResponse:
        files, tests = _parts(request.draft)
        publication = self.publishing.publish(
            files,
            tests,
            request.draft.base_version,
            _actor(request),
            request.reason,
            self._consenting(request.consent_token),
        )
        self.book.refresh()
        return pb.PublishDraftResponse(publication=publication_message(publication))

    def RollBackRuleBook(self, request: pb.RollBackRuleBookRequest, context: Context) -> pb.RollBackRuleBookResponse:
        if request.version and request.forward:
            raise InvalidFieldsError([FieldViolation("forward", "写了版本，就不能再写前进")])
        publication = self.publishing.roll_back(
            request.version, _actor(request), request.reason, forward=request.forward
        )
        self.book.refresh()
        return pb.RollBackRuleBookResponse(publication=publication_message(publication))

    def ListPublications(self, request: pb.ListPublicationsRequest, context: Context) -> pb.ListPublicationsResponse:
        history = self.publishing.history(limit_in("limit", request.limit, LISTED, LISTED_LIMIT))
        return pb.ListPublicationsResponse(publications=[publication_message(item) for item in history])

    def GetRuleBook(self, request: pb.GetRuleBookRequest, context: Context) -> pb.GetRuleBookResponse:
        version = request.version or self.book().version
        files, tests = self.publishing.files(version)
        named = {**files, **{f"{TESTS}/{name}": content for name, content in tests.items()}}
        return pb.GetRuleBookResponse(version=version, files=_texts(named))

    def StartShadow(self, request: pb.StartShadowRequest, context: Context) -> pb.StartShadowResponse:
        version = self.publishing.start_shadow(*_parts(request.draft), _actor(request))
        self.book.refresh()
        return pb.StartShadowResponse(version=version)

    def StopShadow(self, request: pb.StopShadowRequest, context: Context) -> pb.StopShadowResponse:
        self.publishing.stop_shadow()
        self.book.refresh()
        return pb.StopShadowResponse()

    def GetShadow(self, request: pb.GetShadowRequest, context: Context) -> pb.GetShadowResponse:
        shadow = self.publishing.shadow(EXAMPLES)
        return pb.GetShadowResponse(
            version=shadow.version,
            active=shadow.active,
            compared_call_count=shadow.compared,
            differing_call_count=shadow.differing,
            examples=shadow_examples(shadow),
        )

    def _consenting(self, token: str) -> str:
        """Return the name of the consenting approver, from the approver's own token."""
        if not token:
            return ""
        try:
            identity = self.tokens.verify(token)
        except AuthenticationError as error:
            raise InvalidFieldsError([FieldViolation("consent_token", str(error))]) from None
        if AccessRole.RULE_APPROVER not in identity.roles or identity.is_system:
            raise InvalidFieldsError([FieldViolation("consent_token", "要是一位规则审批人自己的令牌")])
        return identity.name


def _actor(request: pb.PublishDraftRequest | pb.RollBackRuleBookRequest | pb.StartShadowRequest) -> str:
    return current_identity().actor_name(request.actor, "actor")


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


def _row_ref(row: Row) -> pb.RowRef:
    return pb.RowRef(id=row.id, description=describe_row(row))


def _ref(rule: Rule) -> pb.RuleRef:
    return pb.RuleRef(id=rule.id, title=rule.title)
