"""Simulated other hotlines, such as 110, that cases are handed over to."""

from dataclasses import dataclass
from datetime import datetime

from hotline.v1 import case_pb2
from hotline.v1 import line_service_pb2 as line_pb
from hotline_client import Hotline

from demo.turns import Chance, Turn

WATCH = "接警员"


@dataclass(frozen=True)
class Lines:
    """Accept what is handed over within a minute or two, and tell the result when the callers have been answered."""

    hotline: Hotline
    chance: Chance

    def turn(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        """Plan a line's next act on a case; ``None`` if it is not a line's turn."""
        for number, handover in enumerate(case.handovers, 1):
            if handover.state == case_pb2.HANDOVER_STATE_PENDING:
                accept = line_pb.AcceptHandoverRequest(line=handover.line, record_number=f"{case.number}-{number}")
                return Turn(now + self.chance.hours(0.01, 0.03), self.hotline.lines.AcceptHandover, accept, WATCH)
            if handover.state == case_pb2.HANDOVER_STATE_ACCEPTED and case.state == case_pb2.CASE_STATE_ANSWERED:
                result = line_pb.SubmitLineResultRequest(line=handover.line, result="已出警到场，处置完毕")
                return Turn(now + self.chance.hours(0.1, 1), self.hotline.lines.SubmitLineResult, result, WATCH)
        return None
