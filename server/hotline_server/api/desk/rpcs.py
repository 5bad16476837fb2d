"""Use cases shared by the rpcs of the desk."""

from dataclasses import dataclass

import grpc
from hotline.v1 import case_pb2, desk_service_pb2_grpc

from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import context_of
from hotline_server.desk.cases.acts import CaseActs, Do
from hotline_server.desk.cases.joins import Joins
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.desk.cases.linkage import Linkage
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.splits import Splits
from hotline_server.desk.cases.triage import Triage
from hotline_server.desk.cases.watches import WatchHub
from hotline_server.domain.parties import Role
from hotline_server.ground.clock import Clock

Context = grpc.ServicerContext


@dataclass(frozen=True)
class DeskRpcs(desk_service_pb2_grpc.DeskServiceServicer):
    """Use cases behind the rpcs of the desk."""

    case_acts: CaseActs
    triage: Triage
    joins: Joins
    splits: Splits
    linkage: Linkage
    queries: CaseQueries
    hub: WatchHub
    messages: CaseMessages
    clock: Clock
    later_words: LaterWords

    def act(self, context: case_pb2.ActContext, do: Do) -> case_pb2.Case:
        """Perform an act of the desk, and return the case after it."""
        return self.messages.case(self.case_acts.act(context_of(context), Role.DESK, do))
