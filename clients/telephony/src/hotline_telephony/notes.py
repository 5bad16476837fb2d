"""Validation of agents' notes and answers, field by field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from hotline.v1 import case_pb2, intake_service_pb2
from hotline.v1.case_pb2 import Call, Caller
from hotline_client.characters import replace_unfit

from hotline_telephony import wording

# Characters. The service accepts 10,000; values moved from rejected fields must still fit.
CONTENT_LIMIT = 9_000
_TEXTS = {
    "content": CONTENT_LIMIT,
    "subject": 200,
    "name": 50,
    "organisation": 100,
    "phone": 40,
    "district": 50,
    "address": 200,
    "request_type": 10,
    "follows": 20,
}
_REPLY_TEXTS = {"answer": 10, "words": 10_000, "danger_kind": 20}
_FLAGS = ("confidential", "marked_urgent")


class NoteError(ValueError):
    """Invalid note.

    Attributes:
        fields: an error message for each invalid field, with the values allowed.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("；".join(f"{field}：{message}" if field else message for field, message in fields.items()))
        self.fields = dict(fields)


def parse_note(payload: Any, agent: str) -> Call:
    """Validate an agent's note and convert it to a call.

    Args:
        payload: a JSON object; ``content``, the caller's words, is required, all other fields are optional.
        agent: number of the agent who took the call.

    Raises:
        NoteError: the payload is not an object, or fields are invalid.
    """
    if not isinstance(payload, dict):
        raise NoteError({"": wording.NOT_JSON_OBJECT})
    errors = {field: message for field, value in payload.items() if (message := _field_error(field, value))}
    texts = {field: replace_unfit(str(payload.get(field, ""))).strip() for field in _TEXTS}
    if "content" not in errors and not texts["content"]:
        errors["content"] = wording.EMPTY_FIELD
    if errors:
        raise NoteError(errors)
    caller = Caller(
        name=texts["name"],
        organisation=texts["organisation"],
        phone=texts["phone"],
        confidential=payload.get("confidential", False),
    )
    return Call(
        caller=caller,
        subject=texts["subject"],
        content=texts["content"],
        request_type=wording.REQUEST_TYPES.get(texts["request_type"], case_pb2.REQUEST_TYPE_UNSPECIFIED),
        district=texts["district"],
        address=texts["address"],
        operator=agent,
        marked_urgent=payload.get("marked_urgent", False),
        follows=texts["follows"],
    )


class QuestionReply(NamedTuple):
    """Answer of a caller to the question about a suspected danger; ``kind`` is empty for the gravest suspected."""

    answer: intake_service_pb2.DangerAnswer.ValueType
    words: str
    kind: str


def parse_reply(payload: Any) -> QuestionReply:
    """Validate the answer to an open question.

    Args:
        payload: a JSON object; ``answer`` is required, ``words`` and ``danger_kind`` are optional.

    Raises:
        NoteError: the payload is not an object, or fields are invalid.
    """
    if not isinstance(payload, dict):
        raise NoteError({"": wording.NOT_JSON_OBJECT})
    errors = {
        field: message for field, value in payload.items() if (message := _text_error(field, value, _REPLY_TEXTS))
    }
    texts = {field: replace_unfit(str(payload.get(field, ""))).strip() for field in _REPLY_TEXTS}
    if "answer" not in errors and texts["answer"] not in wording.ANSWERS:
        errors["answer"] = wording.UNKNOWN_ANSWER.format(allowed="、".join(wording.ANSWERS))
    if errors:
        raise NoteError(errors)
    return QuestionReply(wording.ANSWERS[texts["answer"]], texts["words"], texts["danger_kind"])


def parse_consent(payload: Any) -> bool:
    """Return whether the caller agreed to be connected; no caller is connected without having been asked.

    Raises:
        NoteError: the payload does not say.
    """
    agreed = payload.get("agreed") if isinstance(payload, dict) else None
    if not isinstance(agreed, bool):
        raise NoteError({"agreed": wording.CONSENT_REQUIRED})
    return agreed


def _field_error(field: str, value: Any) -> str:
    if field in _FLAGS:
        return "" if isinstance(value, bool) else wording.NOT_BOOLEAN
    if message := _text_error(field, value, _TEXTS, _FLAGS):
        return message
    if field == "request_type" and value.strip() and value.strip() not in wording.REQUEST_TYPES:
        return wording.UNKNOWN_REQUEST_TYPE.format(allowed="、".join(wording.REQUEST_TYPES))
    return ""


def _text_error(field: str, value: Any, limits: Mapping[str, int], others: Sequence[str] = ()) -> str:
    if field not in limits:
        return wording.UNKNOWN_FIELD.format(allowed="、".join([*limits, *others]))
    if not isinstance(value, str):
        return wording.NOT_STRING
    if len(value) > limits[field]:
        return wording.TOO_LONG.format(length=len(value), limit=limits[field])
    return ""
