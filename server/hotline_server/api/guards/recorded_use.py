"""Access log entries of rpcs: the cases shown, the query and the reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from hotline_server.domain.personal_data import mask_phone, redact_known, redact_personal_data

ABOUT_LIMIT = 300
# Logged in columns of their own, irrelevant, or free text that may contain personal data.
_OMITTED = ("number", "reason", "page_token", "page_size", "text", "files")


@dataclass(frozen=True, slots=True)
class RecordedUse:
    """Access to personal data by an rpc."""

    cases: tuple[str, ...]
    about: str
    reason: str


def use_of(request: Message, response: Message | None) -> RecordedUse:
    """Extract an access log entry from a request and its response; ``None`` when a stream opens."""
    cases = dict.fromkeys(_numbers(response)) if response is not None else {}
    number = getattr(request, "number", "")
    if number and not cases:
        cases = {number: None}
    redact = _redaction(response)
    about = "".join(_about(request, redact)).strip()
    return RecordedUse(tuple(cases), about[:ABOUT_LIMIT], redact(getattr(request, "reason", "").strip()))


def _redaction(response: Any) -> Callable[[str], str]:
    """Return a function that removes the caller in the response and other personal data from a text."""
    has_call = response is not None and "call" in response.DESCRIPTOR.fields_by_name
    names = [response.call.caller.name] if has_call else []
    phones = [response.call.caller.phone] if has_call else []
    return lambda text: redact_personal_data(redact_known(text, names, phones))


def _numbers(response: Any) -> Iterator[str]:
    for field, value in response.ListFields():
        messages: Iterable[Any] = [value] if isinstance(value, Message) else value
        match field.message_type and field.message_type.name:
            case "Case":
                yield from (case.number for case in messages)
            case "OutgoingMessage" | "Slip":
                yield from (message.case_number for message in messages)
            case "SimilarCase":
                yield from (similar.case.number for similar in messages)


def _about(message: Message, redact: Callable[[str], str]) -> Iterator[str]:
    """Yield what a message asks for, without personal data; of a number its ends are shown, by which it is known."""
    for field, value in message.ListFields():
        if field.name in _OMITTED:
            continue
        if field.name == "phone":
            yield f"phone={mask_phone(value)} "
        elif field.message_type and field.message_type.GetOptions().map_entry:
            yield from (redact(f"{field.name}[{name}]={one} ") for name, one in value.items())
        elif field.message_type is None:
            yield redact(f"{field.name}={_format(field, value)} ")
        elif field.message_type.name == "Timestamp":
            yield f"{field.name}={value.ToJsonString()} "
        else:
            yield from _about(value, redact)


def _format(field: FieldDescriptor, value: Any) -> str:
    values: list[Any] = [value] if isinstance(value, str | int | float) else list(value)
    names = field.enum_type.values_by_number if field.enum_type else {}
    return ",".join(str(names[item].name if item in names else item) for item in values)
