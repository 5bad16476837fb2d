"""Protection of emergencies: what a reader would miss that the one in force finds (R2.6)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from hotline_server.desk.readers.examples import judges_readers
from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.desk.rule_books.simulation import simulate
from hotline_server.domain.readers import Losses
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.rule_tests import load_rule_tests
from hotline_server.rulebook.simulated import Change, PastCall
from hotline_server.store.readers.experience import Experience
from hotline_server.text.learning.examples import HELD_BACK, Example
from hotline_server.text.reader import Reader

# Confirmed emergencies of the city's own that are looked at, the latest that no reader is learned from.
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

    def losses(self, book: RuleBook, candidate: Reader) -> Losses:
        """Return the emergencies that the rule book in force treats as less with another reader.

        Args:
            book: rule book in force, with the reader in force.
            candidate: the other reader.
        """
        before = self.publishing.source(book)
        sources = [list(calls) for calls in self._sources(book.version)]
        simulated = simulate(
            before, replace(before, reader=candidate.data), [call for calls in sources for call in calls]
        )
        missed = [change.call.id for change in simulated.changes if _is_loss(change)]
        names = set(missed)
        quoted = (name for calls in sources for name in [call.id for call in calls if call.id in names][:QUOTED])
        return Losses(len(missed), tuple(quoted))

    def _sources(self, book_version: str) -> Iterator[Iterable[PastCall]]:
        """Yield known emergencies, each with what it is called to staff who may not read calls as its id.

        No reader was learned from the city's own. All were from the rule book's and from those that ship: these show
        that nothing taught is lost, not how well a reader does on what it was not taught.
        """
        judging = (call for call in self.experience.emergencies() if judges_readers(call.id))
        yield (replace(call, id=f"核实属实的工单 {call.id}") for call in islice(judging, CONFIRMED_LIMIT))
        tests = load_rule_tests(self.publishing.files(book_version)[1])
        yield (PastCall(f"用例“{one.content}”", "", one.content, "", one.known) for one in tests if one.emergency)
        shipped = (one.text for one in self.calls() if one.emergency and one.part == HELD_BACK)
        yield (PastCall(f"随软件发行的来电“{text}”", "", text, "", {}) for text in shipped)


def _is_loss(change: Change) -> bool:
    """Return whether a call is treated as less of an emergency than before."""
    before = _alertness(change.outcome_before, asks=change.asks_before)
    return _alertness(change.outcome_after, asks=change.asks_after) < before


def _alertness(outcome: str, *, asks: bool) -> int:
    """Return 2 for an emergency, 1 if the call is asked about, 0 otherwise."""
    return 2 if outcome == Outcome.EMERGENCY.value else int(asks)
