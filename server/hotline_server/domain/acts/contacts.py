"""Contacts with callers besides answers: what they were told of the handling, and connections (R2.2, R2.3)."""

from datetime import datetime

from hotline_server.domain import notices
from hotline_server.domain.acts.answers import ASKED_TO_CALL, asks_to_call
from hotline_server.domain.acts.callers import caller_of
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import BY_SMS, Connection, ConnectionResult, Notice
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.means import check_number, means_violations
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_past, check_remark, check_text
from hotline_server.ground.characters import is_one_line

ID_LIMIT = 100
"""Characters of a request id."""
PHONE_LIMIT = 40
"""Characters of a phone number."""


def record_notice(file: CaseFile, actor: Actor, now: datetime, notice: Notice) -> None:
    """Record that a caller was told who handles the matter, or could not be told (R2.3).

    A protected caller who is only asked by SMS to call for it is still to be told (R8.3).
    """
    check_text(notice.content, "content")
    if violations := means_violations(notice.means, "means", needed=notice.given):
        raise InvalidFieldsError(violations)
    check_past(notice.at, file.registered_at, now, "told_at")
    caller = caller_of(file, notice.call_id)
    check_number(notice.means, "means", has_phone=caller.has_phone)
    asked = notice.given and asks_to_call(file, notice.means)
    told = notice.given and not asked
    if file.promise and file.promise.agreed and told:
        file.promise = file.promise.telling(caller.call_id)
    file.act(
        Act.TELL_CALLER,
        actor,
        now,
        notice.content,
        details={
            "call_id": str(caller.call_id),
            "means": notice.means,
            "given": "是" if told else "否",
            "told_at": (notice.at or now).isoformat(),
            **({ASKED_TO_CALL: "是"} if asked else {}),
        },
    )
    if not asked:
        caller.note_told()


def lose_notice(file: CaseFile, actor: Actor, now: datetime, call_id: int, reason: str) -> None:
    """Owe a caller the notice again that an SMS did not bring (R2.3)."""
    caller = caller_of(file, call_id)
    if caller.tell_by or not caller.awaits_answer:
        return
    details = {"call_id": str(caller.call_id), "means": BY_SMS, "given": "否", "told_at": now.isoformat()}
    file.act(Act.TELL_CALLER, actor, now, reason, details=details)
    notices.expect(file, caller, now)


def record_connection(file: CaseFile, actor: Actor, now: datetime, connection: Connection) -> None:
    """Record that a caller was connected to a department or a line by telephone, or was to be (R2.2, R8.2)."""
    check_remark(connection.remark, "remark")
    check_words(connection.request_id, ID_LIMIT, "request_id")
    check_words(connection.phone, PHONE_LIMIT, "phone")
    check_past(connection.at, file.registered_at, now, "connected_at")
    file.act(
        Act.CONNECT_CALLER,
        actor,
        now,
        connection.remark,
        department=connection.department,
        details={
            "result": connection.result.value,
            "connected_at": (connection.at or now).isoformat(),
            **({"phone": connection.phone} if connection.phone else {}),
            **({"request_id": connection.request_id} if connection.request_id else {}),
        },
    )
    # Who talked with a line that has not been handed the case does not know yet who handles it.
    handles = not connection.to_line or any(one.line == connection.department for one in open_handovers(file.handovers))
    if handles and connection.result is ConnectionResult.CONNECTED and len(file.callers) == 1:
        file.callers[0].note_told()


def check_words(words: str, limit: int, field: str) -> None:
    """Reject words of one line that are too long or do not print.

    Raises:
        InvalidFieldsError: naming the field.
    """
    if len(words) > limit or not is_one_line(words):
        raise InvalidFieldsError([FieldViolation(field, f"上限是 {limit} 个字，不能换行")])
