"""Rules about what happens to a case after its registration, which propose a decision to the desk (R8.9, P2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.decisions import Grounds, decide_on_event
from hotline_server.desk.cases.later_accusations import put_before_desk, sparing
from hotline_server.desk.cases.registration import RULE_BOOK
from hotline_server.domain.acts import amendments
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Note
from hotline_server.domain.survey import SurveyAnswer, parse_survey
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import EVENT, UNRESOLVED, URGENCY, Event, FactValue
from hotline_server.rulebook.recusal import Recusal
from hotline_server.store.cases.loaded_file import LoadedFile

_EVENTS: Mapping[Act, Event] = {
    Act.CHANGE_LEAD: Event.REROUTED,
    Act.UPHOLD_OBJECTION: Event.OBJECTION_UPHELD,
    Act.RETURN_FOR_REWORK: Event.RETURNED,
    Act.URGE: Event.URGED,
    Act.JOIN: Event.CALLED_AGAIN,
    Act.AWAIT_JUDGEMENT: Event.DISSATISFIED,
    Act.HANDLE_AGAIN: Event.HANDLED_AGAIN,
    Act.HANDLE_AGAIN_SUPERVISED: Event.HANDLED_AGAIN,
    Act.REOPEN: Event.REOPENED,
    Act.SUPERVISE: Event.SUPERVISED,
    Act.RAISE_SUPERVISION: Event.SUPERVISED,
}


@dataclass(frozen=True, slots=True)
class LaterEvents:
    """Lets the rules about later events judge what was done to a case, before it is saved.

    Attributes:
        book: returns the rule book in force.
        recusal: returns whom the protected callers of a case accuse.
    """

    book: Callable[[], RuleBook]
    recusal: Callable[[Case], Recusal]

    def consider(self, file: LoadedFile, decided: Decision | None, now: datetime) -> None:
        """Propose what the rules first conclude from what happened to a case since it was loaded.

        A case that the desk decides on anyway is left to it, as is an emergency to its alarms (R2.6). Once that is
        over, the desk is to judge whom callers accuse, who could meet it all the same (R8.3).

        Args:
            file: the case.
            decided: decision on it that what happened led to; ``None`` if it stays as it was loaded.
            now: current time, UTC.
        """
        if _is_danger_over(file):
            after = self.recusal(replace(file.case, state=file.state))
            file.recusal = lambda: after
            put_before_desk(file, after.accused, now)
        book = self.book()
        if EVENT not in book.keys or not _is_handled(file):
            return
        for event in dict.fromkeys(_events(file)):
            known = (decided or file.case.decision).facts
            facts = {**known, **_standing(file), EVENT: event.value}
            if decision := decide_on_event(book, facts):
                amendments.propose_decision(file, RULE_BOOK, now, sparing(file, Grounds(facts, (), ()), decision))
                return


def _is_danger_over(file: CaseFile) -> bool:
    """Return True if the desk has accepted since loading that a danger is over."""
    accepted = (note for note in file.notes if note.to_state is CaseState.RESOLVED)
    return file.is_emergency and any(not note.from_state.is_resolved for note in accepted)


def _is_handled(file: CaseFile) -> bool:
    """Return True if somebody handles the case, or has, and nobody is in danger."""
    waits = file.proposed_decision or file.joined_into or file.is_emergency
    return not waits and file.state not in (CaseState.REGISTERED, CaseState.ARCHIVED)


def _events(file: CaseFile) -> Iterator[Event]:
    """Yield what happened to a case since it was loaded."""
    for note in file.notes:
        if event := _EVENTS.get(note.act):
            yield event
        elif note.act is Act.NUDGE and _is_unaccepted(file, note):
            yield Event.NOT_ACCEPTED


def _is_unaccepted(file: CaseFile, note: Note) -> bool:
    assignment = file.assignments.open(note.department)
    return assignment is not None and assignment.state is AssignmentState.ASSIGNED


def _says_unresolved(note: Note) -> bool:
    """Return True if a caller said in it that the matter is not resolved."""
    return note.act is Act.RECORD_SATISFACTION and parse_survey(note.details).resolved is SurveyAnswer.NO


def _standing(file: CaseFile) -> dict[str, FactValue]:
    """Return the facts about how the case has been handled so far."""
    leads = sum(one.leads and not one.is_delegated for one in file.assignments)
    return {
        URGENCY: file.urgency.value,
        "改派次数": max(leads - 1, 0),
        "重办次数": sum(one.reworks for one in file.assignments),
        "督办次数": sum(one.supervisions for one in file.assignments),
        "催办次数": file.urges,
        "来电人数": len(file.callers),
        UNRESOLVED: any(_says_unresolved(note) for note in file.notes),
    }
