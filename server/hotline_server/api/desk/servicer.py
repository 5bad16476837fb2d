"""DeskService: the duty desk's acts."""

from collections.abc import Callable, Sequence
from functools import partial

from hotline.v1 import act_pb2
from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.desk.answering import AnsweringRpcs
from hotline_server.api.desk.assessment import AssessmentRpcs
from hotline_server.api.desk.linking import LinkingRpcs
from hotline_server.api.desk.oversight import OversightRpcs
from hotline_server.api.desk.rpcs import Context
from hotline_server.api.desk.triage import TriageRpcs
from hotline_server.api.feed import FeedReader, feed_start
from hotline_server.api.fields import enum_value
from hotline_server.api.streaming import Send, non_blocking, open_watch
from hotline_server.desk.cases.watches import News
from hotline_server.domain.lifecycle.act import Act
from hotline_server.security.view import current_view


class DeskServicer(TriageRpcs, LinkingRpcs, OversightRpcs, AssessmentRpcs, AnsweringRpcs):
    """Servicer for DeskService."""

    @non_blocking
    def WatchDesk(self, request: pb.WatchDeskRequest, context: Context, send: Send) -> None:
        def prepare() -> tuple[int, Callable[[int], Sequence[News]]]:
            acts = {enum_value("acts", act, wording.ACTS, act_pb2.Act.Name) for act in request.acts}
            # An act may have several names in old logs.
            names = tuple(name for name, act in Act.__members__.items() if act in acts)
            start = feed_start(self.queries, request.after_position)
            respond = lambda entry: pb.WatchDeskResponse(entry=entry)  # noqa: E731
            feed = partial(self.queries.feed, department="", acts=names)
            reader = FeedReader(feed, self.queries.last_position, self.messages.masking, current_view(), send, respond)
            return start, reader.read

        open_watch(self.hub, context, send, prepare)
