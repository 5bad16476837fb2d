"""Conversion of promised dates and of the time in which clocks stood still (R8.6)."""

from datetime import date

from hotline.v1 import case_pb2

from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.promise import NO_DAY, Promise, PromiseTerms
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


def terms_of(message: case_pb2.PromisedDate) -> PromiseTerms:
    """Convert what somebody says of a promise.

    Raises:
        InvalidFieldsError: a day is no date.
    """
    return PromiseTerms(
        reason=message.reason,
        measures=message.measures,
        owner=message.owner_department,
        promised_on=_day(message.promised_on, "promise.promised_on") if message.promised_on else None,
        reviews=tuple(_day(day, "promise.reviews_on") for day in message.reviews_on),
    )


def standstill_message(one: Standstill) -> case_pb2.Standstill:
    """Convert a time in which a clock stood still."""
    return case_pb2.Standstill(since=timestamp(one.since), until=optional_timestamp(one.until), reason=one.reason)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidFieldsError([FieldViolation(field, NO_DAY)]) from None
