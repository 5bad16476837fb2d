"""Calls in the duty log 值班记录簿, and their validation (R1.1)."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number
from hotline_server.domain.phone import as_shown, normalise
from hotline_server.domain.places import MAX_LATITUDE, MAX_LONGITUDE, Coordinates
from hotline_server.ground.characters import is_blank, trimmed

CLOCK_SKEW = timedelta(minutes=5)
OLDEST = timedelta(days=366)
CONTENT_LIMIT = 10_000
_LIMITS = {
    "request_id": 100,
    "caller.name": 50,
    "caller.organisation": 100,
    "caller.phone": 100,
    "subject": 200,
    "content": CONTENT_LIMIT,
    "address": 200,
    "operator": 50,
    "telephony_call_id": 100,
    "recording": 200,
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Channel and request type use the rule book's vocabulary.

    Attributes:
        request_id: client-supplied idempotency key, unique to this call.
        phone: E.164; digits alone of a number that nobody can call back; or empty.
        received_at: time of the call, UTC; ``None`` for the time of registration.
        request_type: empty if unknown.
        district: name in the directory, or empty.
        follows: number of the earlier case that the call follows up, or empty.
        recording: location of the recording 录音 in the telephony system, or empty.
        coordinates: where the matter is, as sent with the call; ``None`` if unknown.
        wishes_no_reply: true if the caller asks for no reply 不要求回复.
    """

    request_id: str
    name: str
    organisation: str
    phone: str
    confidential: bool
    received_at: datetime | None
    subject: str
    content: str
    channel: str
    request_type: str
    district: str
    address: str
    operator: str
    telephony_call_id: str
    marked_urgent: bool
    follows: str = ""
    recording: str = ""
    coordinates: Coordinates | None = None
    wishes_no_reply: bool = False

    def fingerprint(self) -> str:
        """Return a SHA-256 over every field but the request id, to detect a reused id."""
        values = [
            self.name, self.organisation, self.phone, self.confidential, str(self.received_at), self.subject,
            self.content, self.channel, self.request_type, self.district, self.address, self.operator,
            self.telephony_call_id, self.marked_urgent,
        ]  # fmt: skip
        # Left out when empty, so that calls stored before these fields existed keep their digests.
        values += [self.follows] if self.follows else []
        values += [("recording", self.recording)] if self.recording else []
        if self.coordinates:
            values += [("coordinates", self.coordinates.latitude, self.coordinates.longitude)]
        values += ["wishes_no_reply"] if self.wishes_no_reply else []
        return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


BLANK_CALL = Call(
    request_id="-",
    name="",
    organisation="",
    phone="",
    confidential=False,
    received_at=None,
    subject="",
    content="-",
    channel="",
    request_type="",
    district="",
    address="",
    operator="",
    telephony_call_id="",
    marked_urgent=False,
)
"""Call that is valid and says nothing."""


def validate_call(call: Call, now: datetime, find_district: Callable[[str], str | None], area_code: str = "") -> Call:
    """Validate a call and return it normalised: trimmed, phone in E.164 where it is one, district by name.

    Args:
        call: call as received.
        now: current time, UTC.
        find_district: maps a district's name or code to its name.
        area_code: of the city, for phone numbers without one.

    Raises:
        InvalidFieldsError: lists every invalid field.
    """
    violations = list(_text_violations(call))
    phone = normalise(call.phone, area_code)
    # A call from the police is none to refuse for the number it came from.
    phone = as_shown(call.phone) if phone is None else phone
    if phone is None:
        violations.append(
            FieldViolation(
                "call.caller.phone",
                "不是能回拨的号码；只写一个号码，不写姓名，可用手机号、座机号（可带分机）、带 + 国家代码的号码，或留空",
            )
        )
    district = find_district(call.district.strip()) if call.district.strip() else ""
    if district is None:
        violations.append(FieldViolation("call.district", "目录里没有这个区县；可用目录里的名称或代号，或留空"))
    if call.follows.strip() and not is_number(call.follows.strip()):
        violations.append(FieldViolation("call.follows", f"{NOT_A_NUMBER}；可留空"))
    if call.received_at and call.received_at > now + CLOCK_SKEW:
        violations.append(FieldViolation("call.received_at", "来电时间晚于现在 5 分钟以上；可留空表示现在"))
    if call.received_at and call.received_at < now - OLDEST:
        violations.append(FieldViolation("call.received_at", "来电时间早于 366 天前"))
    violations += coordinate_violations(call.coordinates, "call.")
    if violations:
        raise InvalidFieldsError(violations)
    return replace(
        call,
        request_id=call.request_id.strip(),
        name=call.name.strip(),
        organisation=call.organisation.strip(),
        phone=phone or "",
        subject=call.subject.strip(),
        content=call.content.strip(),
        district=district or "",
        address=call.address.strip(),
        operator=trimmed(call.operator),
        telephony_call_id=call.telephony_call_id.strip(),
        follows=call.follows.strip(),
        recording=call.recording.strip(),
    )


def coordinate_violations(coordinates: Coordinates | None, parent: str) -> Iterator[FieldViolation]:
    """Yield the violations of coordinates, whose fields are those of the message at the path ``parent``."""
    if coordinates is None:
        return
    if not -MAX_LATITUDE <= coordinates.latitude <= MAX_LATITUDE:
        yield FieldViolation(f"{parent}latitude", "纬度要在 -90 到 90 之间，WGS84")
    if not -MAX_LONGITUDE <= coordinates.longitude <= MAX_LONGITUDE:
        yield FieldViolation(f"{parent}longitude", "经度要在 -180 到 180 之间，WGS84")


def _text_violations(call: Call) -> Iterator[FieldViolation]:
    texts = {
        "request_id": call.request_id,
        "caller.name": call.name,
        "caller.organisation": call.organisation,
        "caller.phone": call.phone,
        "subject": call.subject,
        "content": call.content,
        "address": call.address,
        "operator": call.operator,
        "telephony_call_id": call.telephony_call_id,
        "recording": call.recording,
    }
    for name, text in texts.items():
        path = name if name == "request_id" else f"call.{name}"
        if name in ("request_id", "content") and is_blank(text):
            yield FieldViolation(path, "不能为空")
        elif len(text) > _LIMITS[name]:
            yield FieldViolation(path, f"有 {len(text)} 个字，上限是 {_LIMITS[name]} 个字")
