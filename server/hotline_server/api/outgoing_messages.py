"""MessageService: what became of messages to callers, offices and people on duty, and the gateway's reports on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import grpc
from hotline.v1 import message_service_pb2 as pb
from hotline.v1 import message_service_pb2_grpc

from hotline_server.api.fields import enum_value, optional_moment, optional_timestamp, timestamp, timestamp_value
from hotline_server.api.streaming import Send, non_blocking, open_watch
from hotline_server.desk.cases.watches import News, WatchHub
from hotline_server.desk.messages.deliveries import Deliveries
from hotline_server.desk.messages.gateway import Acceptance, Parcel, Receipt
from hotline_server.desk.messages.replies import Replies, Reply, ReplyOutcome
from hotline_server.desk.messages.taking import Taking
from hotline_server.desk.records.masking import Masking
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, UnmetConditionError
from hotline_server.domain.messages.message import DeliveryReport, MessageState, StoredMessage
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.messages import Audience, MessageKind
from hotline_server.security.identity import current_identity
from hotline_server.security.view import current_view

Context = grpc.ServicerContext
_STATES = {pb.MessageState.Value(f"MESSAGE_STATE_{state.name}"): state for state in MessageState}
_OUTCOMES = {outcome: pb.ReplyOutcome.Value(f"REPLY_OUTCOME_{outcome.name}") for outcome in ReplyOutcome}
_ACCEPTANCES = {
    pb.Acceptance.Value(f"ACCEPTANCE_{one.name}"): one
    for one in (Acceptance.ACCEPTED, Acceptance.REFUSED, Acceptance.LATER)
}
_STATE_NUMBERS = {state: number for number, state in _STATES.items()}


@dataclass(frozen=True)
class MessageServicer(message_service_pb2_grpc.MessageServiceServicer):
    """Servicer for MessageService."""

    deliveries: Deliveries
    replies: Replies
    taking: Taking | None
    hub: WatchHub
    masking: Masking
    clock: Clock

    def ListMessages(self, request: pb.ListMessagesRequest, context: Context) -> pb.ListMessagesResponse:
        states = [enum_value("states", state, _STATES, pb.MessageState.Name) for state in request.states]
        found, token = self.deliveries.page(request.number, states, request.page_size, request.page_token)
        return pb.ListMessagesResponse(messages=[self._message(*one) for one in found], next_page_token=token)

    def ResendMessage(self, request: pb.ResendMessageRequest, context: Context) -> pb.ResendMessageResponse:
        self.deliveries.resend(request.message_id, current_identity().actor_name(request.actor, "actor"))
        return pb.ResendMessageResponse()

    @non_blocking
    def TakeMessages(self, request: pb.TakeMessagesRequest, context: Context, send: Send) -> None:
        def prepare() -> tuple[int, Callable[[int], Sequence[News]]]:
            taking = self._taking()
            return 0, lambda _: taking.read(lambda parcel: send(_parcel_message(parcel)))

        open_watch(self.hub, context, send, prepare, takes_messages=True)

    def ConfirmMessages(self, request: pb.ConfirmMessagesRequest, context: Context) -> pb.ConfirmMessagesResponse:
        receipts = [(one.key, _receipt(place, one)) for place, one in enumerate(request.receipts)]
        return pb.ConfirmMessagesResponse(unknown_keys=self._taking().confirm(receipts))

    def ReportDeliveries(self, request: pb.ReportDeliveriesRequest, context: Context) -> pb.ReportDeliveriesResponse:
        return pb.ReportDeliveriesResponse(unknown_keys=self.deliveries.report(self._reports(request)))

    def ReceiveReply(self, request: pb.ReceiveReplyRequest, context: Context) -> pb.ReceiveReplyResponse:
        at = optional_moment("received_at", request) or self.clock()
        received = self.replies.receive(Reply(request.reply_id, request.phone, request.text, min(at, self.clock())))
        return pb.ReceiveReplyResponse(
            outcome=_OUTCOMES[received.outcome], case_number=received.number, reason=received.reason
        )

    def _why_waiting(self, stored: StoredMessage) -> str:
        """Return why a message is not sent yet; empty if it is due."""
        if stored.message.due_at <= self.clock():
            return ""
        return "正在发" if stored.attempts else "静默时段，到时间再发"

    def _taking(self) -> Taking:
        if self.taking is None:
            raise UnmetConditionError("消息由服务发给网关（HOTLINE_MESSAGES），不能来取")
        return self.taking

    def _reports(self, request: pb.ReportDeliveriesRequest) -> list[DeliveryReport]:
        violations: list[FieldViolation] = []
        now = self.clock()
        reports = []
        for place, one in enumerate(request.reports):
            at = timestamp_value(f"reports[{place}].reported_at", one, "reported_at", violations)
            reports.append(DeliveryReport(one.key, one.arrived, one.reason, at or now))
        if violations:
            raise InvalidFieldsError(violations)
        return reports

    def _message(self, stored: StoredMessage, case: Case | None) -> pb.OutgoingMessage:
        message, waits = stored.message, stored.state is MessageState.WAITING
        hide = self.masking.hiding(case, current_view()) if case else _withheld if message.number else str
        return pb.OutgoingMessage(
            id=stored.id,
            case_number=message.number,
            kind=message.kind.value,
            audience=message.kind.audience.value,
            recipient=message.recipient,
            text=hide(message.shown_text),
            urgent=message.urgent,
            state=_STATE_NUMBERS[stored.state],
            reason=hide(stored.reason) or (self._why_waiting(stored) if waits else ""),
            attempts=stored.attempts,
            created_at=timestamp(message.created_at),
            due_at=timestamp(message.due_at) if waits else None,
            sent_at=None if waits else optional_timestamp(stored.sent_at),
            settled_at=optional_timestamp(stored.settled_at),
        )


def _withheld(text: str) -> str:
    """Return what is shown of a text whose case cannot be read, so that nobody knows what to hide in it."""
    return text and "〔工单损坏，不显示〕"


def _receipt(place: int, one: pb.MessageReceipt) -> Receipt:
    acceptance = enum_value(f"receipts[{place}].acceptance", one.acceptance, _ACCEPTANCES, pb.Acceptance.Name)
    return Receipt(acceptance, one.reason)


def _parcel_message(parcel: Parcel) -> pb.TakeMessagesResponse:
    return pb.TakeMessagesResponse(
        key=parcel.key,
        kind=MessageKind[parcel.kind].value,
        audience=Audience[parcel.audience].value,
        recipient=parcel.recipient,
        phones=parcel.phones,
        text=parcel.text,
        urgent=parcel.urgent,
    )
