"""OperationsService: work that was set aside, and tokens that are withdrawn."""

from dataclasses import dataclass

import grpc
from hotline.v1 import operations_service_pb2 as pb
from hotline.v1 import operations_service_pb2_grpc

from hotline_server.api.fields import timestamp
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.desk.token_revocations import TokenRevocations
from hotline_server.domain.stuck import StuckItem
from hotline_server.domain.token_revocation import TokenRevocation
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext


@dataclass(frozen=True)
class OperationsServicer(operations_service_pb2_grpc.OperationsServiceServicer):
    """Servicer for OperationsService."""

    aside: SettingAside
    revocations: TokenRevocations

    def ListStuckItems(self, request: pb.ListStuckItemsRequest, context: Context) -> pb.ListStuckItemsResponse:
        items, total = self.aside.list(request.job)
        return pb.ListStuckItemsResponse(stuck_items=map(_item, items), total=total)

    def RetryStuckItems(self, request: pb.RetryStuckItemsRequest, context: Context) -> pb.RetryStuckItemsResponse:
        return pb.RetryStuckItemsResponse(retried_count=self.aside.retry(request.job, request.item))

    def RevokeTokens(self, request: pb.RevokeTokensRequest, context: Context) -> pb.RevokeTokensResponse:
        actor = current_identity().required_actor_name(request.actor, "actor")
        revocation = self.revocations.revoke(request.token_id, request.subject, request.reason, actor)
        return pb.RevokeTokensResponse(token_revocation=_revocation(revocation))

    def ListTokenRevocations(
        self, request: pb.ListTokenRevocationsRequest, context: Context
    ) -> pb.ListTokenRevocationsResponse:
        found, token = self.revocations.page(request.page_size, request.page_token)
        return pb.ListTokenRevocationsResponse(token_revocations=map(_revocation, found), next_page_token=token)


def _item(item: StuckItem) -> pb.StuckItem:
    return pb.StuckItem(
        job=item.job.value,
        item=item.item,
        reason=item.reason,
        attempts=item.attempts,
        stuck_since=timestamp(item.since),
        retried_at=timestamp(item.retry_at),
    )


def _revocation(revocation: TokenRevocation) -> pb.TokenRevocation:
    return pb.TokenRevocation(
        token_id=revocation.token_id,
        subject=revocation.subject,
        reason=revocation.reason,
        revoked_by=revocation.actor,
        revoked_at=timestamp(revocation.at),
    )
