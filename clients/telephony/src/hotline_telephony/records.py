"""What to register of a call of the switch."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hotline.v1.case_pb2 import Call
from hotline.v1.intake_service_pb2 import RegisterCallRequest

from hotline_telephony import wording
from hotline_telephony.journal import PhoneCall, Record

CITY = ZoneInfo("Asia/Shanghai")
_LONGEST_ID = 100
# Where a request id or a call id of the switch is longer than the service takes.
_SPACE = uuid.UUID("8a0b7c8e-6f0f-4ad4-9d6d-4d2d8a1c9b60")


def record_of(phone_call: PhoneCall, noted: Call, place: int, recording: str, now: datetime) -> Record:
    """The record of what was noted down of a call.

    Args:
        phone_call: the call of the switch; its number, times and id are added to what was noted.
        noted: what was noted down.
        place: how many records of this call there are before it; gives the request id, so the same record
            is always sent under the same one.
        recording: template of where the recording lies.
        now: the present moment, UTC.
    """
    call = Call()
    call.CopyFrom(noted)
    call.received_at.FromDatetime(phone_call.arrived_at)
    call.telephony_call_id = short(phone_call.call_id)
    call.caller.phone = call.caller.phone or phone_call.caller
    if phone_call.answered_at:
        day = phone_call.arrived_at.astimezone(CITY).strftime("%Y%m%d")
        call.recording = recording.format(day=day, call_id=phone_call.call_id)
    request_id = short(f"{phone_call.call_id}/{place}" if place else phone_call.call_id)
    request = RegisterCallRequest(request_id=request_id, call=call)
    return Record(
        request_id=request_id,
        call=phone_call.call_id,
        written_at=now,
        request=request.SerializeToString(),
        urgent=call.marked_urgent,
    )


def missed(phone_call: PhoneCall) -> Call:
    """What is noted of a call that nobody answered, to be called back 漏接回拨."""
    arrived = phone_call.arrived_at.astimezone(CITY).strftime("%Y年%m月%d日%H时%M分")
    rang = round(((phone_call.ended_at or phone_call.arrived_at) - phone_call.arrived_at).total_seconds())
    content = f"{wording.MISSED}。{arrived}来电,振铃 {rang} 秒无人接听"
    return Call(subject=wording.MISSED, content=content, operator=wording.SYSTEM)


def unnoted(phone_call: PhoneCall) -> Call:
    """What is noted of a call that was answered and that its agent noted nothing of."""
    operator = phone_call.agent or wording.SYSTEM
    return Call(subject=wording.UNNOTED, content=wording.UNNOTED, operator=operator)


def without(request: RegisterCallRequest, violations: dict[str, str]) -> RegisterCallRequest:
    """The request in words that the service takes: what it refuses in a field goes into the text.

    Nothing that was noted down is lost, and who reads the case sees what was there.
    """
    changed = RegisterCallRequest()
    changed.CopyFrom(request)
    for path in sorted(violations):
        name = wording.FIELDS.get(path)
        if name is None:
            continue
        *parents, field = path.split(".")[1:]
        owner: Any = changed.call
        for parent in parents:
            owner = getattr(owner, parent)
        value = _shown(request.call, path)
        owner.ClearField(field)
        changed.call.content += f"\n({name}:{value})"
    return changed


def short(text: str) -> str:
    """An id as long as the service takes; the same for the same."""
    return text if len(text) <= _LONGEST_ID else str(uuid.uuid5(_SPACE, text))


def _shown(call: Call, path: str) -> str:
    if path == "call.received_at":
        return call.received_at.ToDatetime(CITY).isoformat()
    value: Any = call
    for part in path.split(".")[1:]:
        value = getattr(value, part)
    return str(value)
