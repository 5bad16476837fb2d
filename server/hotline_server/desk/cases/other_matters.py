"""Other matters of a call: the cases that were split off, and that from which one was (R2.5)."""

from hotline_server.domain.acts.splits import source_of
from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle.act import Act
from hotline_server.store.cases.queries import CaseStore


def other_matters(cases: CaseStore, case: Case) -> list[str]:
    """Return the numbers of the other cases of the call that opened a case, but for damaged ones."""
    found, waiting = {case.number: case}, [case]
    while waiting:
        one = waiting.pop()
        for near in (*_split_off(cases, one.number), *cases.readable([source_of(one)]).values()):
            if near.number not in found:
                found[near.number] = near
                waiting.append(near)
    return [number for number in found if number != case.number]


def _split_off(cases: CaseStore, number: str) -> list[Case]:
    """Return what was split off of the call that opened a case, there or where the case was joined meanwhile."""
    origins, places = [number], [number]
    while places:
        joined = [entry.details["joined"] for entry in cases.entries_of(places.pop(), Act.JOIN_INTO)]
        places += [main for main in joined if main not in origins]
        origins += [main for main in joined if main not in origins]
    split = (one for origin in origins for one in cases.split_off(origin))
    return [one for one in split if source_of(one) == number]
