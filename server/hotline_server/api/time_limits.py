"""Conversion of time limits for a reply (R8.5)."""

from hotline.v1 import case_pb2

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.rulebook.time_limit import MOST, TimeLimit, TimeSpan, TimeUnit, check, working_days

UNIT_NUMBERS = {unit: case_pb2.TimeUnit.Value(f"TIME_UNIT_{unit.name}") for unit in TimeUnit}
UNITS = {number: unit for unit, number in UNIT_NUMBERS.items()}
THAT_OF_THE_CASE = TimeLimit(())


def time_limit_message(limit: TimeLimit) -> case_pb2.TimeLimit:
    """Convert a time limit."""
    return case_pb2.TimeLimit(
        spans=[case_pb2.TimeSpan(count=span.count, unit=UNIT_NUMBERS[span.unit]) for span in limit.spans]
    )


def time_limit_text(message: case_pb2.TimeLimit) -> str:
    """Return a time limit as officials read it."""
    return str(TimeLimit(tuple(TimeSpan(span.count, UNITS[span.unit]) for span in message.spans)))


def time_limit_of(designation: case_pb2.Designation) -> TimeLimit:
    """Convert the time limit of a designation; without one it is that which the case had.

    Raises:
        InvalidFieldsError: if it is out of range, has an unknown unit, or is given in two ways.
    """
    days, most = designation.deadline_working_days, MOST[TimeUnit.WORKING_DAY]
    if days and designation.time_limit.spans:
        both = ("designation.deadline_working_days", "designation.time_limit")
        raise InvalidFieldsError([FieldViolation(field, "两个期限只能写一个") for field in both])
    if not 0 <= days <= most:
        raise InvalidFieldsError([FieldViolation("designation.deadline_working_days", f"要在 1 到 {most} 之间")])
    return working_days(days) if days else limit_of(designation.time_limit, "designation.time_limit")


def limit_of(message: case_pb2.TimeLimit, field: str) -> TimeLimit:
    """Convert a time limit; an unset one has no spans.

    Args:
        message: the limit.
        field: its path in the request.

    Raises:
        InvalidFieldsError: if it is out of range, or has an unknown unit.
    """
    if any(span.unit not in UNITS for span in message.spans):
        raise InvalidFieldsError([FieldViolation(field, "单位只能是分钟、小时、天或工作日")])
    try:
        return check(TimeLimit(tuple(TimeSpan(span.count, UNITS[span.unit]) for span in message.spans)))
    except ValueError as error:
        raise InvalidFieldsError([FieldViolation(field, str(error))]) from None
