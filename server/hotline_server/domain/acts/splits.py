"""Splitting of a call with several matters into cases 拆单 (R2.5)."""

from dataclasses import replace
from datetime import datetime

from hotline_server.domain.acts.dispatch import check_designation
from hotline_server.domain.acts.recusal import check_recusal_of
from hotline_server.domain.acts.triage import assign
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.handover import Origin
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor, Designation, Note
from hotline_server.rulebook.decision import Outcome

SPLIT = "split"
"""Detail of log entries that has the number of the other case."""


def request_of(file: CaseFile, source: str) -> str:
    """Return the id of the request that opens a case with what a call said of another matter.

    Args:
        file: the case from which it is split off.
        source: number of the case that the call opened.
    """
    return f"split/{file.number}/{file.version}/{source}"


def source_of(case: Case) -> str:
    """Return the number of the case that the call of one that was split off opened; that of any other case itself."""
    return case.call.request_id.rpartition("/")[2] if case.split_from else case.number


def split(file: CaseFile, actor: Actor, now: datetime, reason: str, number: str) -> None:
    """Record that a matter was split off into another case; this one goes on."""
    file.act(Act.SPLIT, actor, now, reason, details={SPLIT: number})


def split_off(file: CaseFile, actor: Actor, reason: str, number: str, origin: Origin | None) -> None:
    """Record in a case that was just registered that it was split off from another.

    Args:
        file: the case.
        actor: who split it off.
        reason: why.
        number: number of the other case.
        origin: line from which the call came that raised the matter; ``None`` if it came from none.
    """
    registered = file.notes[0]
    state = registered.to_state
    file.notes.insert(1, Note(Act.SPLIT_OFF, actor, reason, state, state, "", {SPLIT: number}))
    file.split_from, file.origin = number, origin


def designate(file: CaseFile, actor: Actor, now: datetime, reason: str, named: Designation) -> None:
    """Let a case that is being split off be handled by those whom the desk names.

    In an emergency they are told beside the lead that its kind demands. While the caller is to be asked about a danger
    they wait for the answer.

    Args:
        file: the case, which the rules have decided on.
        actor: who splits it off.
        now: current time, UTC.
        reason: why they, for the log.
        named: whom the desk names.

    Raises:
        InvalidFieldsError: nobody leads, somebody is named twice, or must step aside.
    """
    check_designation(named)
    check_recusal_of(file, named)
    if file.state is CaseState.VERIFYING:
        file.designation = _beside(file.designation, named)
    elif file.question:
        file.outcome = Outcome.JOINT if named.cohandlers else Outcome.TRANSFER
        file.designation = named
    else:
        assign(file, actor, now, reason, named)


def _beside(own: Designation, named: Designation) -> Designation:
    """Return the designation of an emergency with those whom the desk names as co-handlers, or the lead if it lacks.

    It is due by the clock, whatever working days were named before anybody knew of the danger.
    """
    lead = own.lead or named.lead
    others = dict.fromkeys((*own.cohandlers, named.lead, *named.cohandlers))
    limit = named.limit if named.limit.is_by_the_clock else own.limit
    return replace(own, lead=lead, cohandlers=tuple(name for name in others if name != lead), limit=limit)
