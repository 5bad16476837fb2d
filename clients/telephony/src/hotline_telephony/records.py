"""Records built from the switch's calls, ready to register."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hotline.v1.case_pb2 import Call
from hotline.v1.intake_service_pb2 import RegisterCallRequest

from hotline_telephony import wording
from hotline_telephony.tables import PhoneCall, Record

CITY_ZONE = ZoneInfo("Asia/Shanghai")
_MAX_ID_LENGTH = 100
# Namespace for hashing ids longer than the service accepts.
_ID_NAMESPACE = uuid.UUID("8a0b7c8e-6f0f-4ad4-9d6d-4d2d8a1c9b60")


def build_record(phone_call: PhoneCall, note: Call, index: int, recording: str, now: datetime) -> Record:
    """Build the record of a note on a call.

    Args:
        phone_call: the switch's call; its number, arrival time and id complete the note.
        note: the note.
        index: number of earlier records of this call; determines the request id, so that a record is always
            sent under the same one.
        recording: template of the recording's location.
        now: current time, UTC.
    """
    call = Call()
    call.CopyFrom(note)
    call.received_at.FromDatetime(phone_call.arrived_at)
    call.telephony_call_id = shorten_id(phone_call.call_id)
    call.caller.phone = call.caller.phone or phone_call.caller
    if phone_call.answered_at:
        day = phone_call.arrived_at.astimezone(CITY_ZONE).strftime("%Y%m%d")
        call.recording = recording.format(day=day, call_id=phone_call.call_id)
    request_id = shorten_id(f"{phone_call.call_id}/{index}" if index else phone_call.call_id)
    request = RegisterCallRequest(request_id=request_id, call=call)
    return Record(
        request_id=request_id,
        call=phone_call.call_id,
        written_at=now,
        request=request.SerializeToString(),
        urgent=call.marked_urgent,
    )


def missed_call(phone_call: PhoneCall) -> Call:
    """Build the note for a missed call, to be returned 漏接回拨."""
    arrived = phone_call.arrived_at.astimezone(CITY_ZONE).strftime("%Y年%m月%d日%H时%M分")
    ringing_seconds = round(((phone_call.ended_at or phone_call.arrived_at) - phone_call.arrived_at).total_seconds())
    content = f"{wording.MISSED}。{arrived}来电，振铃 {ringing_seconds} 秒无人接听"
    return Call(subject=wording.MISSED, content=content, operator=wording.SYSTEM)


def call_without_note(phone_call: PhoneCall) -> Call:
    """Build the note for an answered call whose agent left no note."""
    operator = phone_call.agent or wording.SYSTEM
    return Call(subject=wording.NO_NOTE, content=wording.NO_NOTE, operator=operator)


def move_into_text(request: RegisterCallRequest, violations: dict[str, str]) -> RegisterCallRequest:
    """Copy the request, moving the values of rejected fields into the text.

    Nothing the agent noted is lost, and the case's readers see it.
    """
    changed = RegisterCallRequest()
    changed.CopyFrom(request)
    for path in sorted(violations):
        name = wording.FIELDS.get(path)
        if name is None:
            continue
        *parents, field = path.split(".")[1:]
        message: Any = changed.call
        for parent in parents:
            message = getattr(message, parent)
        value = _field_text(request.call, path)
        if not value:
            # Moved before, and refused for another reason than its value.
            continue
        message.ClearField(field)
        changed.call.content += f"\n({name}:{value})"
    return changed


def shorten_id(text: str) -> str:
    """Return the id, or a stable hash of it if it is longer than the service accepts."""
    return text if len(text) <= _MAX_ID_LENGTH else str(uuid.uuid5(_ID_NAMESPACE, text))


def _field_text(call: Call, path: str) -> str:
    if path == "call.received_at":
        return call.received_at.ToDatetime(CITY_ZONE).isoformat()
    value: Any = call
    for part in path.split(".")[1:]:
        value = getattr(value, part)
    return str(value)
