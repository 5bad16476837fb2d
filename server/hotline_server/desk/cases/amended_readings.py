"""Reading of amended calls: what one says, and what the rules decide on it by all else that was known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.decisions import Grounds, decide, find_grounds, read_text
from hotline_server.desk.cases.facts import call_facts
from hotline_server.desk.cases.registration import locate
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import (
    ACCUSED_LATER,
    DANGER_REPLY,
    DANGERS,
    LIFTED,
    LIFTED_IN_DANGER,
    SUSPECTED,
    DangerAnswer,
    FactValue,
    earlier_facts,
    items,
)
from hotline_server.text.facts import TextFacts
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.location import Location


@dataclass(frozen=True, slots=True)
class AmendedReading:
    """Reading of an amended call.

    Attributes:
        text: what its text says.
        location: where its matter is.
        decision: of the rules on it.
        settled: of the rules on it but for suspected dangers, about which the caller is asked.
        grounds: on which it is settled.
        endangers: true if it tells of a danger, or suggests one, that was not known before.
    """

    text: TextFacts
    location: Location
    decision: Decision
    settled: Decision
    grounds: Grounds
    endangers: bool


@dataclass(frozen=True, slots=True)
class AmendedReadings:
    """Reader of amended calls."""

    gazetteer: Callable[[], Gazetteer]
    calendar: Callable[[], WorkingCalendar]

    def read(self, book: RuleBook, case: Case, call: Call, now: datetime) -> AmendedReading:
        """Return what an amended call says, decided by the facts of its registration otherwise."""
        text = read_text(book, call.subject, call.content, local_day(now))
        location = locate(self.gazetteer, call)
        before = case.decision.facts
        facts = call_facts(call, text, location, earlier_facts(before), self.calendar(), case.registered_at)
        facts |= _kept(before, LIFTED, LIFTED_IN_DANGER, ACCUSED_LATER)
        is_new = _new_dangers(case, call, facts)
        grounds = find_grounds(book, text, facts)
        decision = decide(book, grounds)
        if case.state.faces_danger or (is_new and not decision.asks_back):
            return AmendedReading(text, location, decision, decision, grounds, endangers=is_new)
        # What was known before has been asked about, verified or dismissed; it is not decided by, and not forgotten.
        grounds = find_grounds(book, text, {**facts, DANGERS: (), SUSPECTED: ()})
        settled = decide(book, grounds)
        if is_new:
            return AmendedReading(text, location, decision, settled, grounds, endangers=True)
        settled = replace(settled, facts={**settled.facts, **_kept(before, DANGERS, SUSPECTED, DANGER_REPLY)})
        return AmendedReading(text, location, settled, settled, grounds, endangers=False)


def _kept(facts: Mapping[str, FactValue], *names: str) -> dict[str, FactValue]:
    return {name: facts[name] for name in names if name in facts}


def _new_dangers(case: Case, call: Call, facts: dict[str, FactValue]) -> bool:
    """Return whether an amended call tells of a danger, or suggests one, that the call did not before."""
    before = case.decision.facts
    known, suspected = set(items(before, DANGERS)), set(items(before, SUSPECTED))
    settled = known | (suspected if before.get(DANGER_REPLY) == DangerAnswer.NO_DANGER.value else set())
    return bool(
        set(items(facts, DANGERS)) - settled
        or set(items(facts, SUSPECTED)) - known - suspected
        or (call.marked_urgent and not case.call.marked_urgent)
    )
