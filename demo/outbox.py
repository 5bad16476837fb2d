"""Messages of the play: what the server wrote, beside what the gateway took."""

from dataclasses import dataclass

from hotline.v1 import message_service_pb2 as messages_pb
from hotline_client import Hotline

from demo.gateway import MessageGateway

_PAGE = 200
_TAKEN = (messages_pb.MESSAGE_STATE_SENT, messages_pb.MESSAGE_STATE_DELIVERED, messages_pb.MESSAGE_STATE_ANSWERED)


@dataclass(frozen=True)
class MessageCounts:
    """Counts of messages.

    Attributes:
        written: messages that acts called for.
        sent: those of them of which the server knows that the gateway took them.
        posts: messages that were posted to the gateway, each time that they were.
        taken: messages that it took.
        reported: messages that it reported as delivered.
    """

    written: int
    sent: int
    posts: int
    taken: int
    reported: int

    @property
    def is_exact(self) -> bool:
        """True if the gateway took as many messages as the server holds sent."""
        return self.taken == self.sent


def messages_of(hotline: Hotline, gateway: MessageGateway) -> MessageCounts:
    """Count the messages of a play."""
    written, sent = 0, 0
    request = messages_pb.ListMessagesRequest(page_size=_PAGE)
    while True:
        page = hotline.messages.ListMessages(request)
        written += len(page.messages)
        sent += sum(one.state in _TAKEN for one in page.messages)
        request.page_token = page.next_page_token
        if not page.next_page_token:
            return MessageCounts(written, sent, gateway.posts, len(gateway.taken), gateway.reported)
