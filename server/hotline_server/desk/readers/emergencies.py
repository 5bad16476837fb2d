"""Protection of emergencies: what a reader would miss that the one in force finds (R2.6)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.desk.rule_books.simulation import decide_again
from hotline_server.domain.readers import Losses
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.rule_tests import load_rule_tests
from hotline_server.rulebook.simulated import PastCall
from hotline_server.store.readers.experience import Experience
from hotline_server.text.learning.examples import HELD_BACK, Example

# Confirmed emergencies of the city's own that are looked at, the latest.
CONFIRMED_LIMIT = 5000
# Losses of each source that are quoted.
QUOTED = 50


@dataclass(frozen=True, slots=True)
class EmergencyCheck:
    """Comparison of two readers on calls that are known to be emergencies.

    Attributes:
        publishing: has the tests of the rule book in force.
        experience: has the cases that were confirmed as emergencies.
        calls: yields the labelled calls that come with the software.
    """

    publishing: Publishing
    experience: Experience
    calls: Callable[[], Iterable[Example]]

    def losses(self, book: RuleBook, candidate: RuleBook) -> Losses:
        """Return the emergencies that a candidate treats as less than the rule book in force does.

        Args:
            book: rule book with the reader in force.
            candidate: the same rule book with another reader.
        """
        count = 0
        quoted: list[str] = []
        for emergencies, name in self._sources(book.version):
            missed = [
                name(call)
                for call in emergencies
                if _alertness(decide_again(candidate, call)) < _alertness(decide_again(book, call))
            ]
            count += len(missed)
            quoted += missed[:QUOTED]
        return Losses(count, tuple(quoted))

    def _sources(self, book_version: str) -> Iterator[tuple[Iterable[PastCall], Callable[[PastCall], str]]]:
        """Yield known emergencies, with how each is named to staff who may not read calls."""
        tests = load_rule_tests(self.publishing.files(book_version)[1])
        yield self.experience.emergencies(CONFIRMED_LIMIT), lambda call: f"核实属实的工单 {call.id}"
        yield (
            (PastCall("", "", test.content, "", test.known) for test in tests if test.emergency),
            lambda call: f"用例“{call.content}”",
        )
        yield (
            (PastCall("", "", one.text, "", {}) for one in self.calls() if one.emergency and one.part == HELD_BACK),
            lambda call: f"留出的来电“{call.content}”",
        )


def _alertness(decision: Decision) -> int:
    """Return 2 for an emergency, 1 if the call is asked about, 0 otherwise."""
    if decision.outcome is Outcome.EMERGENCY:
        return 2
    return int(decision.asks_back)
