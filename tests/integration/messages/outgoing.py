"""Messages that a service sent or is to send, as tests look at them, report on them and reply to them."""

from datetime import UTC, datetime
from typing import Any

from hotline.v1 import message_service_pb2 as pb
from hotline_server.desk.messages.sending import Sender
from hotline_server.runtime.server import RunningServer

from tests.office import Office

WAITING, SENT, DELIVERED = pb.MESSAGE_STATE_WAITING, pb.MESSAGE_STATE_SENT, pb.MESSAGE_STATE_DELIVERED
FAILED, EXPIRED, SKIPPED = pb.MESSAGE_STATE_FAILED, pb.MESSAGE_STATE_EXPIRED, pb.MESSAGE_STATE_SKIPPED
POLICE = "公安局"
FIRE = "我家楼下起火了，烟很大，有人困在三楼"
NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def sender_of(server: RunningServer) -> Sender:
    sender = server.service.desk.messages.sender
    assert sender is not None
    return sender


def send_all(office: Office) -> None:
    """Send until nothing is due; the messages to one recipient about one case take a turn each."""
    sender = sender_of(office.server)
    outbox = sender.dispatch.outbox
    while outbox.can_go(office.clock(), only_urgent=False):
        before = len(listed(office, states=[WAITING]))
        sender.some()
        if len(listed(office, states=[WAITING])) == before:
            return


def code_of(office: Office, number: str) -> str:
    code, *_ = office.server.service.desk.public_reading.callers.codes(number)
    return code


def listed(office: Office, number: str = "", states: Any = ()) -> list[pb.OutgoingMessage]:
    """Return messages, earliest first."""
    request = pb.ListMessagesRequest(number=number, states=states, page_size=200)
    return list(reversed(office.hotline.messages.ListMessages(request).messages))


def kinds(office: Office, number: str = "") -> list[tuple[str, str]]:
    return [(one.kind, one.recipient) for one in listed(office, number)]


def report(office: Office, key: str, *, arrived: bool, reason: str = "") -> list[str]:
    request = pb.ReportDeliveriesRequest(reports=[pb.DeliveryReport(key=key, arrived=arrived, reason=reason)])
    return list(office.hotline.messages.ReportDeliveries(request).unknown_keys)


def reply(office: Office, text: str, reply_id: str = "1", phone: str = "13800138000") -> pb.ReceiveReplyResponse:
    request = pb.ReceiveReplyRequest(reply_id=reply_id, phone=phone, text=text)
    return office.hotline.messages.ReceiveReply(request)
