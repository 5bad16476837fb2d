"""What an agent notes down, as JSON, checked field by field."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from hotline.v1 import case_pb2
from hotline.v1.case_pb2 import Call, Caller

from hotline_telephony import wording

# The service takes 10,000; what it refuses of other fields must still fit into the text.
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
_FLAGS = ("confidential", "marked_urgent")


class NotedError(ValueError):
    """What was noted cannot be taken.

    Attributes:
        fields: what is wrong with each, and what is allowed.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {wrong}" for field, wrong in fields.items()))
        self.fields = dict(fields)


def noted(said: Any, agent: str) -> Call:
    """The call that an agent noted down.

    Args:
        said: a JSON object; ``content`` is what the caller said, the rest may be left out.
        agent: who took the call.

    Raises:
        NotedError: with what is wrong with each field.
    """
    if not isinstance(said, dict):
        raise NotedError({"": wording.NO_JSON})
    wrong = {field: message for field, value in said.items() if (message := _wrong(field, value))}
    texts = {field: _clean(str(said.get(field, ""))) for field in _TEXTS}
    if "content" not in wrong and not texts["content"]:
        wrong["content"] = wording.EMPTY
    if wrong:
        raise NotedError(wrong)
    caller = Caller(
        name=texts["name"],
        organisation=texts["organisation"],
        phone=texts["phone"],
        confidential=said.get("confidential", False),
    )
    return Call(
        caller=caller,
        subject=texts["subject"],
        content=texts["content"],
        request_type=wording.REQUEST_TYPES.get(texts["request_type"], case_pb2.REQUEST_TYPE_UNSPECIFIED),
        district=texts["district"],
        address=texts["address"],
        operator=agent,
        marked_urgent=said.get("marked_urgent", False),
        follows=texts["follows"],
    )


def _clean(text: str) -> str:
    """Without the control characters that the service does not take and that nobody typed on purpose."""
    kept = (" " if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" else sign for sign in text)
    return "".join(kept).strip()


def _wrong(field: str, value: Any) -> str:
    if field in _FLAGS:
        return "" if isinstance(value, bool) else wording.NO_FLAG
    if field not in _TEXTS:
        return wording.UNKNOWN_FIELD.format(allowed="、".join([*_TEXTS, *_FLAGS]))
    if not isinstance(value, str):
        return wording.NO_TEXT
    if len(value) > _TEXTS[field]:
        return wording.TOO_LONG.format(length=len(value), limit=_TEXTS[field])
    if field == "request_type" and value.strip() and value.strip() not in wording.REQUEST_TYPES:
        return wording.NO_TYPE.format(allowed="、".join(wording.REQUEST_TYPES))
    return ""
