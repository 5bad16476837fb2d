"""Hostile acts on real cases: requests that were valid once and are spoilt, replies and reports of a message gateway.

They reach what garbage never does: the acts behind the checks of fields, on cases that many acts have brought there.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import grpc
from hotline.v1 import case_pb2, directory_service_pb2, line_service_pb2, message_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest
from hotline_client import Hotline
from hotline_server.domain.lifecycle.table import CASE_TABLE

from tests.faults.hostile_inputs import hostile_text
from tests.hotline import METHODS, a_call
from tests.message_gateway import MessageGateway, Robot
from tests.random_requests import RandomRequests, path_of

CASES = 40
"""Cases that are acted on at a time."""
CONTENTS = (
    "投诉出租车拒载还乱要价", "小区门口的路灯坏了，晚上很黑", "请问租房怎么提取公积金", "楼上着火了，有人被困在里面",
    "举报城市管理局的人收好处", "自来水停了三天没人管", "你们的话务员很热心，谢谢",
)  # fmt: skip
PHONES = tuple(f"138001380{last:02}" for last in range(20))
WORDS = ("1", "2", "3", "8", "催办", "１。", "")
RPCS = sorted({row.rpc for row in CASE_TABLE if row.rpc and not METHODS[path_of(row.rpc)].client_streaming})
ANSWERS: Sequence[Any] = ("accepted", "accepted", "accepted", "refused", "later", "?", None, [], {})
CODES: Sequence[Any] = (0, 0, 45009, -1, None, [], {}, "0", True, 10**40, "?")
ACCEPTANCES = message_service_pb2.Acceptance.values()[1:]
Call = Callable[[str, bytes], None]
"""Calls an rpc, by its path, with a request."""


@dataclass
class HostileActs:
    """Acts on the cases of one server, the same way for the same answers of it.

    Attributes:
        call: calls an rpc and takes note of what comes of it.
        gateway: message gateway of the server.
        robot: robot of the group chats.
        spoil: spoils a message.
        acted: how often each rpc was called.
    """

    hotline: Hotline
    call: Call
    gateway: MessageGateway
    robot: Robot
    spoil: Callable[[Any, Random], None]
    acted: Counter[str] = field(default_factory=Counter)
    _numbers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read what requests name."""
        reasons = self.hotline.desk.ListEndReasons(desk_pb.ListEndReasonsRequest()).reasons
        units = self.hotline.directory.ListUnits(directory_service_pb2.ListUnitsRequest()).units
        names = {unit.code: unit.name for unit in units}
        below: dict[str, list[str]] = {}
        for unit in units:
            below.setdefault(names.get(unit.parent, unit.parent), []).append(unit.name)
        lines = self.hotline.lines.ListLines(line_service_pb2.ListLinesRequest()).lines
        self._requests = RandomRequests(Random(0), reasons, below, lines)

    def act(self, chance: Random) -> None:
        """Do something that is offered on a case, or that is not."""
        if len(self._numbers) < CASES or chance.random() < 0.1:
            self._register(chance)
        number = chance.choice(self._numbers)
        case = self._read(number, chance)
        offered = [one for one in case.allowed_acts if one.allowed and one.rpc in RPCS]
        rpc, department = chance.choice(RPCS), chance.choice(("", "交通运输局", "公安局"))
        if offered and chance.random() < 0.9:
            one = chance.choice(offered)
            rpc, department = one.rpc, one.department
        self._requests.random = chance
        request = self._requests.draw(rpc, case, department, self._numbers, datetime.now(UTC)).request
        self._send(path_of(rpc), request, chance)

    def _read(self, number: str, chance: Random) -> case_pb2.Case:
        """Read a case, as one of its departments where it has some."""
        case = self.hotline.case(number)
        if not case.assignments or chance.random() < 0.4:
            return case
        request = GetAssignedCaseRequest(department=chance.choice(case.assignments).department, number=number)
        try:
            return self.hotline.departments.GetAssignedCase(request).case
        except grpc.RpcError:
            # Withdrawn, or kept from the department.
            return case

    def message(self, chance: Random) -> None:
        """Report on a message, reply to one, look at all, have one sent again; let the gateway answer anything."""
        self.robot.code = chance.choice(CODES)
        self.gateway.answer = lambda _: {
            "status": chance.choice(ANSWERS),
            "reason": chance.choice((None, "", [], "\0\ud800" * 300, "停机")),
        }
        keys = [*self.gateway.accepted][-20:] or ["?"]
        requests: Sequence[Any] = (
            message_service_pb2.ReceiveReplyRequest(
                reply_id=f"r{chance.randrange(500)}",
                phone=chance.choice(PHONES),
                text=chance.choice(WORDS) or hostile_text(chance),
            ),
            message_service_pb2.ReportDeliveriesRequest(
                reports=[
                    message_service_pb2.DeliveryReport(key=chance.choice(keys), arrived=chance.random() < 0.7)
                    for _ in range(chance.randrange(1, 4))
                ]
            ),
            message_service_pb2.ConfirmMessagesRequest(
                receipts=[
                    message_service_pb2.MessageReceipt(
                        key=chance.choice(keys),
                        acceptance=chance.choice(ACCEPTANCES),
                        reason=chance.choice(("", "停机")),
                    )
                    for _ in range(chance.randrange(1, 4))
                ]
            ),
            message_service_pb2.ListMessagesRequest(number=chance.choice([*self._numbers, ""])),
            message_service_pb2.ResendMessageRequest(message_id=chance.randrange(1, 300), actor="某人"),
        )
        request = chance.choice(requests)
        name = request.DESCRIPTOR.name.removesuffix("Request")
        self._send(path_of(f"MessageService.{name}"), request, chance)

    def _register(self, chance: Random) -> None:
        call = a_call(chance.choice(CONTENTS), phone=chance.choice(PHONES))
        call.caller.confidential = chance.random() < 0.1
        if chance.random() < 0.8:
            case = self.hotline.register(call)
        else:
            case = self.hotline.hand_in(chance.choice(self._requests.lines).name, f"L-{chance.random()}", call)
        self._numbers = [*self._numbers[-CASES:], case.number]

    def _send(self, path: str, request: Any, chance: Random) -> None:
        if chance.random() < 0.4:
            self.spoil(request, chance)
        self.acted[path] += 1
        self.call(path, request.SerializeToString())
