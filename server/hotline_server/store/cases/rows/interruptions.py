"""Column of where a case was before a danger that is verified."""

from hotline_server.domain.interruption import Interruption
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Designation
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.time_limit import parse
from hotline_server.store.cases.rows.callers import caller_columns, caller_of
from hotline_server.store.cases.rows.pending import promise_of, promise_text
from hotline_server.store.cases.rows.values import dump, listed, load, sound


def interrupted_text(interrupted: Interruption | None) -> str:
    """Return the column of an interruption; empty if there is none."""
    if interrupted is None:
        return ""
    designation = interrupted.designation
    return dump(
        {
            "state": interrupted.state.name,
            "outcome": interrupted.outcome.name,
            "urgency": interrupted.urgency.name,
            "designation": [
                designation.lead, designation.cohandlers, str(designation.limit), designation.may_answer,
            ],
            "promise": promise_text(interrupted.promise),
            "held": interrupted.held,
            "callers": [caller_columns(caller) for caller in interrupted.callers],
        }
    )  # fmt: skip


def interrupted_of(text: str) -> Interruption | None:
    """Build an interruption from its column."""
    if not text:
        return None
    stored = load(text)
    lead, cohandlers, limit, may_answer = stored["designation"]
    return sound(
        Interruption(
            state=CaseState[stored["state"]],
            outcome=Outcome[stored["outcome"]],
            urgency=Urgency[stored["urgency"]],
            designation=sound(Designation(lead, listed(cohandlers), parse(limit), may_answer)),
            promise=promise_of(stored["promise"]),
            held=stored["held"],
            callers=tuple(sound(caller_of(caller)) for caller in stored["callers"]),
        )
    )
