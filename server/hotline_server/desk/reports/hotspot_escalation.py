"""Escalation of gathered hotspots to a leader, when the rule book says so (R2.4)."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.decisions import Grounds, decide
from hotline_server.domain.acts import leaders
from hotline_server.domain.case import Case
from hotline_server.domain.hotspots import WEEK
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.places import is_generic
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.facts import HOTSPOT_PEOPLE, FactValue, hotspot_facts
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.figures.hotspots import HotspotStore
from hotline_server.text.place_candidates import candidate_names

_RULE_BOOK = Actor("规则库", Role.RULE_BOOK)
# Newest cases of a hotspot that are looked at.
_RECENT = 200
# Words before the name of a place, as in 投诉翠湖花园, or before none, as in 投诉小区.
_LEAD = re.compile("^(?:投诉|反映|举报|咨询|整个|老旧|居民|住宅|安置|物业)+")


@dataclass(frozen=True, slots=True)
class HotspotEscalation:
    """Asks a leader about a hotspot once the rule book says so, about all its open cases of one place together."""

    store: HotspotStore
    acts: CaseActs
    book: Callable[[], RuleBook]
    clock: Clock

    def consider(self, case_ids: Collection[int]) -> None:
        """Decide on the hotspots that newly gathered cases have joined."""
        now = self.clock()
        for hotspot, joined in self.store.hotspots_of(case_ids).items():
            recent = self.store.recent(hotspot, now - WEEK, _RECENT)
            if len(set(recent.values())) < self.book().hotness.min_people:
                continue
            cases = self.acts.cases.readable([number_of(case_id) for case_id in recent])
            callers = {number_of(case_id): caller for case_id, caller in recent.items()}
            places = {number: _place(case) for number, case in cases.items()}
            newest_of_each = {
                places[number]: cases[number]
                for number in map(number_of, sorted(joined))
                if number in cases and any(places[number])
            }
            for place, newest in newest_of_each.items():
                there = [case for number, case in cases.items() if places[number] == place]
                people = len({callers[case.number] for case in there})
                self._decide(newest, there, people, f"{''.join(place)}{newest.matter}", number_of(hotspot))

    def _decide(self, newest: Case, there: Sequence[Case], people: int, about: str, hotspot: str) -> None:
        if any(_people(case) for case in there):
            return
        facts = {**newest.decision.facts, **hotspot_facts(people)}
        decision = decide(self.book(), Grounds(facts, (), ()))
        if decision.outcome is Outcome.ESCALATION:
            waiting = [case.number for case in there if not case.state.is_answered]
            self.acts.act_on_each(waiting, _RULE_BOOK, _Asking(decision, people, about, hotspot))


@dataclass(frozen=True, slots=True)
class _Asking:
    """Act that asks a leader about one case of a hotspot, as the rule book decided."""

    decision: Decision
    people: int
    about: str
    hotspot: str

    def __call__(self, file: LoadedFile, actor: Actor, now: datetime) -> Decision:
        question = f"七天里 {self.people} 人反映{self.about}问题（热点 {self.hotspot}），请批示如何办理"
        leaders.escalate(file, actor, now, "；".join(self.decision.reasons), question, hold=file.is_held)
        file.urgency = max(file.urgency, self.decision.urgency, key=list(Urgency).index)
        before = file.case.decision
        return replace(
            before,
            outcome=file.outcome,
            urgency=file.urgency,
            facts={**before.facts, **hotspot_facts(self.people)},
            reasons=self.decision.reasons,
            rules=self.decision.rules,
            book_version=self.decision.book_version,
        )


def _place(case: Case) -> tuple[str, str]:
    """Return the district and the place of a case; empty if its texts name no place."""
    name = case.location.place or next(_names(case), "")
    return (case.district, name) if name else ("", "")


def _names(case: Case) -> Iterator[str]:
    """Yield the names of places in a case that no gazetteer has, those of its address first."""
    for text in (case.call.address, case.call.subject, case.call.content):
        names = (_LEAD.sub("", name) for name in candidate_names(text))
        yield from (name for name in names if not is_generic(name))


def _people(case: Case) -> FactValue:
    """Return the number of people for which a leader was asked about a case; 0 if none was."""
    return case.decision.facts.get(HOTSPOT_PEOPLE, 0)
