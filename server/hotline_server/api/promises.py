"""Conversion of promised dates and of the time in which clocks stood still (R8.6)."""

from datetime import date, datetime

from hotline.v1 import case_pb2

from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.promise import Promise
from hotline_server.domain.standstill import Standstill


def promise_message(promise: Promise) -> case_pb2.PromisedDate:
    """Convert a promise."""
    return case_pb2.PromisedDate(
        reason=promise.reason,
        measures=promise.measures,
        owner_department=promise.owner,
        promised_on=promise.promised_on.isoformat(),
        reviews_on=[day.isoformat() for day in promise.reviews],
        asked_at=timestamp(promise.asked_at),
        agreed=promise.agreed,
        told_call_ids=promise.told,
        decision_due_at=optional_timestamp(promise.decide_by),
    )


def promise_of(message: case_pb2.PromisedDate, now: datetime) -> Promise:
    """Convert a promise that is made at ``now``, UTC.

    Raises:
        InvalidFieldsError: a day is no date.
    """
    return Promise(
        reason=message.reason,
        measures=message.measures,
        owner=message.owner_department,
        promised_on=_day(message.promised_on, "promise.promised_on"),
        reviews=tuple(_day(day, "promise.reviews_on") for day in message.reviews_on),
        asked_at=now,
    )


def completed(message: case_pb2.PromisedDate, asked: Promise | None) -> case_pb2.PromisedDate:
    """Return a promise with what it leaves empty as the department asked for it, if it did."""
    whole = promise_message(asked) if asked else case_pb2.PromisedDate()
    if message.reviews_on:
        whole.ClearField("reviews_on")
    whole.MergeFrom(message)
    return whole


def standstill_message(one: Standstill) -> case_pb2.Standstill:
    """Convert a time in which a clock stood still."""
    return case_pb2.Standstill(since=timestamp(one.since), until=optional_timestamp(one.until), reason=one.reason)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidFieldsError([FieldViolation(field, "不是日期；写法如 2027-03-31")]) from None
