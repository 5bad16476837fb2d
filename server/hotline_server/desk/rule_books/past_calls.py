"""Past calls from the database, for simulating a draft."""

from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.rulebook.simulated import PastCall

AT_ONCE = 500


def past_calls(queries: CaseQueries, count: int) -> list[PastCall]:
    """Return the latest ``count`` calls, newest first, with the facts known when they were decided."""
    calls: list[PastCall] = []
    before = None
    while len(calls) < count:
        found = queries.cases.find(CaseQuery(before_id=before, limit=min(AT_ONCE, count - len(calls))))
        if not found:
            break
        calls += [_past_call(case) for _, case in found]
        before = found[-1][0]
    return calls


def _past_call(case: Case) -> PastCall:
    call = case.call
    return PastCall(
        case.number, call.subject, call.content, call.request_type, case.decision.facts, confidential=call.confidential
    )
