"""Amendments of registered calls, from notes that agents write again."""

from hotline.v1.case_pb2 import Call
from hotline.v1.intake_service_pb2 import AmendRegistrationRequest, RegisterCallRequest

from hotline_telephony.records import move_into_text, shorten_id

_FIELDS = (
    "caller.name", "caller.organisation", "caller.phone", "caller.confidential", "subject", "content", "request_type",
    "district", "address", "marked_urgent", "follows",
)  # fmt: skip


def build_amendment(before: Call, after: Call, request_id: str, index: int) -> AmendRegistrationRequest | None:
    """Build the request to amend a call as an agent noted it again; None if nothing differs.

    A wish for secrecy that the note leaves out is kept: only the caller's own words drop it, at the desk.

    Args:
        before: the call as it was sent.
        after: the call as it is noted now.
        request_id: request id of the record.
        index: number of earlier amendments of the record; determines the request id.
    """
    fields = [path for path in _FIELDS if _value(before, path) != _value(after, path)]
    if before.caller.confidential and "caller.confidential" in fields:
        fields.remove("caller.confidential")
    if not fields:
        return None
    request = AmendRegistrationRequest(call=after, request_id=shorten_id(f"{request_id}~{index + 1}"))
    request.update_mask.paths.extend(fields)
    request.call.caller.confidential |= before.caller.confidential
    return request


def move_values_into_text(request: AmendRegistrationRequest, violations: dict[str, str]) -> AmendRegistrationRequest:
    """Copy the request, with the values of rejected fields in the text instead; those fields stay as they were."""
    moved = move_into_text(RegisterCallRequest(call=request.call), violations)
    changed = AmendRegistrationRequest(call=moved.call, request_id=request.request_id)
    kept = [path for path in request.update_mask.paths if f"call.{path}" not in violations]
    is_moved = moved.call.content != request.call.content
    changed.update_mask.paths.extend(dict.fromkeys([*kept, "content"] if is_moved else request.update_mask.paths))
    return changed


def _value(call: Call, path: str) -> object:
    value: object = call
    for name in path.split("."):
        value = getattr(value, name)
    return value
