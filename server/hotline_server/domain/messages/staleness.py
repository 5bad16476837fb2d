"""Staleness of messages to offices and posts: what they ask for may have come to nothing before they leave."""

from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle.state import UNFINISHED, WORKING, HandoverState
from hotline_server.domain.messages.message import Message
from hotline_server.rulebook.messages import MessageKind

_ASKING = frozenset(
    {
        MessageKind.ASSIGNED,
        MessageKind.RETURNED,
        MessageKind.NUDGED,
        MessageKind.SUPERVISED,
        MessageKind.URGED,
        MessageKind.RESUMED,
    }
)


def staleness(message: Message, case: Case) -> str:
    """Return why a message to an office or a post has come to nothing; empty if it has not.

    Args:
        message: still to be sent.
        case: its case by now.
    """
    if message.kind is MessageKind.ALARM:
        awaited = any(one.alarm and one.state is HandoverState.PENDING for one in case.handovers)
        return "" if case.alarm or awaited else "发出以前险情已经处置，或者已经接收"
    if message.kind is MessageKind.INSTRUCTION_DUE:
        return "" if case.leader_question or case.proposed_decision else "发出以前已经批示，或者不用再批示"
    # An office that was renamed meanwhile has its assignments under the new name.
    own = [one for one in case.assignments if one.department == message.recipient]
    if message.kind not in _ASKING or not own or own[-1].state in WORKING:
        return ""
    return "发出以前已经回复" if own[-1].state in UNFINISHED else "发出以前已经撤回或者办结"
