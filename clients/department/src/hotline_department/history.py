"""Cases as they were at an earlier act."""

from hotline.v1 import case_pb2


def as_of(case: case_pb2.Case, entry: case_pb2.LogEntry) -> case_pb2.Case:
    """Return a case as it was after an act.

    Args:
        case: the case as it is now, with its log.
        entry: the act.

    Returns:
        The case itself if nothing has happened since. Otherwise what is certain to have been so: the call, the state,
        the log up to the act, and who had been assigned, without what has since become of it.
    """
    if not any(later.sequence > entry.sequence for later in case.log):
        return case
    past = case_pb2.Case(
        number=case.number, call=case.call, registered_at=case.registered_at, state=entry.to_state, updated_at=entry.at
    )
    past.log.extend(earlier for earlier in case.log if earlier.sequence <= entry.sequence)
    for assignment in case.assignments:
        if assignment.assigned_at.ToNanoseconds() <= entry.at.ToNanoseconds():
            past.assignments.add(
                department=assignment.department, leads=assignment.leads, assigned_at=assignment.assigned_at
            )
    return past
