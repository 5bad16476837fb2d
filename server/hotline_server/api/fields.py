"""Conversion of fields; violations carry the field's path."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from google.protobuf.timestamp_pb2 import Timestamp

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.clock import YEARS, to_micros

Number = TypeVar("Number", bound=int)
Value = TypeVar("Value")


def enum_value(path: str, number: Number, values: Mapping[Number, Value], name: Callable[[Number], str]) -> Value:
    """Convert an enum number to its domain value.

    Args:
        path: path of the field in the request.
        number: number in the field.
        values: domain value of each number the field accepts.
        name: returns the name of a number.

    Raises:
        InvalidFieldsError: if the field does not accept the number.
    """
    if number not in values:
        raise InvalidFieldsError([enum_violation(path, number, values, name)])
    return values[number]


def enum_violation(
    path: str, number: Number, values: Mapping[Number, object], name: Callable[[Number], str]
) -> FieldViolation:
    """Return the violation of an enum field that does not accept ``number``."""
    wrong = f"没有 {number} 这个取值" if number else "要选一个"
    return FieldViolation(path, f"{wrong}，可用：{'、'.join(name(one) for one in values)}")


def timestamp_value(path: str, message: Any, name: str, violations: list[FieldViolation]) -> datetime | None:
    """Convert a timestamp field to UTC; ``None`` if unset, or invalid, which adds to ``violations``."""
    if not message.HasField(name):
        return None
    try:
        moment: datetime = getattr(message, name).ToDatetime(UTC)
    except (ValueError, OverflowError):
        violations.append(FieldViolation(path, "不是有效的时间"))
        return None
    if moment.year not in YEARS:
        violations.append(FieldViolation(path, f"年份要在 {YEARS.start} 到 {YEARS.stop - 1} 之间"))
        return None
    return moment


def optional_moment(name: str, message: Any) -> datetime | None:
    """Convert a timestamp field of a request to UTC; ``None`` if unset.

    Raises:
        InvalidFieldsError: if it is invalid.
    """
    violations: list[FieldViolation] = []
    moment = timestamp_value(name, message, name, violations)
    if violations:
        raise InvalidFieldsError(violations)
    return moment


def timestamp(moment: datetime) -> Timestamp:
    """Convert a moment to a timestamp."""
    seconds, micros = divmod(to_micros(moment), 1_000_000)
    return Timestamp(seconds=seconds, nanos=micros * 1000)


def optional_timestamp(moment: datetime | None) -> Timestamp | None:
    """Convert an optional moment to a timestamp."""
    return None if moment is None else timestamp(moment)
