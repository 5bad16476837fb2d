"""Deliveries that failed for a reason of their own, set aside so that the others go on."""

from datetime import timedelta
from enum import StrEnum

from peewee import CharField, IntegerField, Model

from hotline_telephony.moments import MomentField

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=1)
# Twice the first pause this often is longer than the longest.
_DOUBLINGS = 6


class Kind(StrEnum):
    """Kind of delivery; the value is its label for people."""

    RECORD = "登记"
    AMENDMENT = "更正"
    CONNECTION = "转接结果"


class Failure(Model):
    """Failed attempts to deliver an item; ``item`` is its id."""

    call_id = CharField(index=True)
    kind = CharField()
    item = CharField(primary_key=True)
    reason = CharField()
    attempts = IntegerField()
    since = MomentField()
    retry_at = MomentField()


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after some failed attempts: twice as long after each, up to a minute."""
    return min(_FIRST_PAUSE * (1 << min(attempts - 1, _DOUBLINGS)), _LONGEST_PAUSE)
